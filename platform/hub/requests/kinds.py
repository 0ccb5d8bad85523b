"""What requests of a kind are about. The rooms above say so in files of their own: ``KINDS`` in ``asked.py``."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Protocol

from hub import rooms
from hub.notifications.models import Link
from hub.requests.models import Kind, Request


@dataclass(frozen=True)
class About:
    """The page on which it is read and answered, and what happens to the thing when nobody answers."""

    page: Callable[[Request], Link]
    lapsed: Callable[[Request, datetime], None]


class _Asked(Protocol):
    KINDS: Mapping[Kind, About]


def of(kind: str) -> About | None:
    """None for those that are about nothing but themselves: they are read and answered in this room."""
    return next((room.KINDS[Kind(kind)] for room in _rooms() if Kind(kind) in room.KINDS), None)


def _rooms() -> Iterator[ModuleType]:
    return rooms.modules("asked")
