"""The rooms of the house, from the ground floor up. A room is found by its name: its tables, pages,
commands, sheets and search documents are looked for in files of their own names, and all are optional."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

ROOMS = (
    "accounts",
    "journal",
    "notifications",
    "requests",
    "countries",
    "technologies",
    "members",
    "record",
    "deployments",
    "support_tools",
    "advisors",
    "applications",
    "matching",
    "calls",
    "consortia",
    "joining",
    "formation",
    "workrooms",
    "agreements",
    "search",
    "pages",
    "exchange",
    "api",
    "secretariat",
    "personal",
    "batches",
    "duplicates",
)


def modules(name: str) -> Iterator[ModuleType]:
    """The module of that name (``models``, ``views``, ``cli`` …) of every room that has one."""
    for room in ROOMS:
        path = f"hub.{room}.{name}"
        if find_spec(path) is not None:
            yield import_module(path)
