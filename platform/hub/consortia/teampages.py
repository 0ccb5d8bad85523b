"""The pages of a team room, in their order. The rooms above add theirs in files of the same name."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from hub import rooms


@dataclass(frozen=True)
class TeamPage:
    """A page that every team has: its endpoint (it takes the call's ``key``), its name and its place in the row."""

    endpoint: str
    label: object
    order: int


def all_pages() -> Iterator[TeamPage]:
    found = [page for room in rooms.modules("teampages") for page in getattr(room, "PAGES", ())]
    yield from sorted(found, key=lambda page: page.order)


PAGES = (TeamPage("consortia.team", _l("Overview"), 10),)
