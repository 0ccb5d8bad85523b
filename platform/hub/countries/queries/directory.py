"""The list of countries: what a reader may ask it for, and its lines."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import select

from hub.core.bilingual import Bilingual, Language
from hub.core.db import db
from hub.countries import rules
from hub.countries.models import Country, CountryKind


class Tally(Protocol):
    """What another room counts by country."""

    @property
    def deployments(self) -> int: ...
    @property
    def technologies(self) -> int: ...


class Order(StrEnum):
    NAME = "name"
    GROUP = "group"
    DEPLOYMENTS = "deployments"
    TECHNOLOGIES = "technologies"


@dataclass(frozen=True)
class Wanted:
    """What a reader asks the list of countries for; empty means all."""

    group: str = ""
    income_group: str = ""
    oda: str = ""
    order: Order = Order.NAME


@dataclass(frozen=True)
class Entry:
    """A line of the list of countries."""

    code: str
    name: Bilingual
    sorted_by: str
    group: str
    organisation: bool
    income_group: str
    oda_recipient: bool | None
    tile: tuple[int, int]
    deployments: int
    technologies: int

    def is_wanted(self, wanted: Wanted) -> bool:
        return (
            wanted.group in {"", self.group}
            and wanted.income_group in {"", self.income_group}
            and wanted.oda in {"", ODA[self.oda_recipient]}
        )


ODA = {True: "yes", False: "no", None: "unknown"}


def directory(wanted: Wanted, tallies: Mapping[str, Tally], language: Language) -> tuple[Entry, ...]:
    """The countries and organisations asked for, in the order asked for."""
    entries = [one for one in _entries(tallies, language) if one.is_wanted(wanted)]
    keys: Mapping[Order, Callable[[Entry], tuple[Any, ...]]] = {
        Order.NAME: lambda one: (one.sorted_by,),
        Order.GROUP: lambda one: (one.group, one.sorted_by),
        Order.DEPLOYMENTS: lambda one: (-one.deployments, one.sorted_by),
        Order.TECHNOLOGIES: lambda one: (-one.technologies, one.sorted_by),
    }
    return tuple(sorted(entries, key=keys[wanted.order]))


def _entries(tallies: Mapping[str, Tally], language: Language) -> Iterator[Entry]:
    rows = db.session.execute(
        select(
            Country.code,
            Country.name,
            Country.aliases,
            Country.group,
            Country.kind,
            Country.income_group,
            Country.oda_recipient,
            Country.tile_row,
            Country.tile_column,
        )
    )
    for code, name, aliases, group, kind, income_group, oda_recipient, row, column in rows:
        tally = tallies.get(code)
        yield Entry(
            code=code,
            name=name,
            sorted_by=rules.in_order(name, aliases, language),
            group=group,
            organisation=kind == CountryKind.ORGANISATION,
            income_group=income_group,
            oda_recipient=oda_recipient,
            tile=(row, column),
            deployments=tally.deployments if tally else 0,
            technologies=tally.technologies if tally else 0,
        )
