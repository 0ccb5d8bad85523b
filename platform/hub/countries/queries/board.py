"""All countries, indicators and figures, and what is worked out over all of them, kept per data version."""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from sqlalchemy import select

from hub.core.bilingual import Bilingual
from hub.core.changes import data_version
from hub.core.db import db
from hub.countries import rules
from hub.countries.models import Country, CountryKind, Figure, Indicator, Section, Source
from hub.countries.rules import Array, Peers, Place, Strip

MOST_SIMILAR = 5
_ANSWERS = re.compile(r"1\s*[=＝]\s*([^,、]+)[,、]\s*0\s*[=＝]\s*(.+)")


@dataclass(frozen=True)
class Named:
    """A country as others speak of it."""

    code: str
    name: Bilingual
    group: str
    organisation: bool


@dataclass(frozen=True)
class Measure:
    """An indicator. ``amount``: its values are so large that they are written in words."""

    code: str
    name: Bilingual
    unit: Bilingual
    section: str
    good: str
    decimals: int
    description: Bilingual
    url: str

    @cached_property
    def answers(self) -> tuple[Bilingual, Bilingual] | None:
        """The words for 0 and 1, if that is all it says; they stand in its unit (1 = yes, 0 = no)."""
        ja, en = _ANSWERS.fullmatch(self.unit.ja), _ANSWERS.fullmatch(self.unit.en)
        return (Bilingual(ja[2], en[2]), Bilingual(ja[1], en[1])) if ja and en else None

    @property
    def amount(self) -> bool:
        return self.unit.en in {"persons", "current US$"}

    @property
    def spread(self) -> bool:
        """Whether values differ by powers of ten, so that only a logarithmic scale tells them apart."""
        return self.unit.en in {"persons", "current US$", "current US$ per person", "km²"}


AREA = Measure(
    code="area_km2",
    name=Bilingual("面積", "Area"),
    unit=Bilingual("km²", "km²"),
    section=Section.IDENTITY,
    good="",
    decimals=0,
    description=Bilingual("その国の面積です。", "The area of the country."),
    url="",
)


@dataclass(frozen=True)
class SourceNote:
    """A source; ``short`` is its name without the repository it was read from."""

    code: str
    name: Bilingual
    short: Bilingual
    url: str
    licence: str


@dataclass(frozen=True)
class Value:
    value: float
    year: int | None
    source: SourceNote


@dataclass(frozen=True)
class Reading:
    """One line of a chart: an indicator and, if known, the value with year, source and place among the peers.

    ``strip`` is the drawing of the peers; a yes or no and an organisation have none.
    """

    measure: Measure
    known: Value | None
    peers: Peers | None
    place: Place | None
    strip: Strip | None = None


@dataclass(frozen=True)
class Similar:
    country: Named
    likeness: float


@dataclass(frozen=True)
class Board:
    """All countries, indicators and figures of one data version, and what is worked out over all of them."""

    version: int
    countries: Mapping[str, Named]
    measures: Mapping[str, Measure]
    sources: Mapping[str, SourceNote]
    figures: Mapping[tuple[str, str], Value]
    areas: Peers | None

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.countries)

    @cached_property
    def peers(self) -> Mapping[str, Peers]:
        """The peers of each indicator that anybody has a value of."""
        values: dict[str, list[float]] = {code: [] for code in self.measures}
        for (country, indicator), known in self.figures.items():
            if not self.countries[country].organisation:
                values[indicator].append(known.value)
        return {code: found for code, some in values.items() if (found := rules.peers(some))}

    @cached_property
    def strips(self) -> Mapping[str, Strip]:
        return {
            code: rules.strip(peers, logarithmic=self.measures[code].spread)
            for code, peers in self.peers.items()
        }

    @cached_property
    def percentiles(self) -> Array:
        """Countries × indicators in the order of ``codes`` and ``measures``; unknown is nan."""
        rows = {code: row for row, code in enumerate(self.codes)}
        columns = {code: column for column, code in enumerate(self.measures)}
        table = np.full((len(rows), len(columns)), np.nan)
        for (country, indicator), known in self.figures.items():
            table[rows[country], columns[indicator]] = known.value
        is_peer = np.array([not one.organisation for one in self.countries.values()], dtype=np.bool_)
        return rules.percentiles(table, is_peer)

    @cached_property
    def similarities(self) -> Array:
        return rules.similarities(self.percentiles)

    def percentiles_of(self, country: str) -> Mapping[str, float]:
        """The known percentiles of one country by indicator."""
        row = self.percentiles[self.codes.index(country)]
        return {
            code: float(share) for code, share in zip(self.measures, row, strict=True) if not np.isnan(share)
        }

    def reading(self, country: str, indicator: str) -> Reading:
        measure, known = self.measures[indicator], self.figures.get((country, indicator))
        peers = self.peers.get(indicator)
        place = None
        if known and peers and not self.countries[country].organisation:
            place = rules.place(known.value, peers, lowest_first=measure.good == "low")
        strip = self.strips.get(indicator) if place and not measure.answers else None
        return Reading(measure, known, peers, place, strip)

    def similar(self, country: str) -> tuple[Similar, ...]:
        """The countries most alike by their figures, the nearest first."""
        row = self.similarities[self.codes.index(country)]
        order = sorted(range(len(self.codes)), key=lambda place: (-row[place], self.codes[place]))
        return tuple(
            Similar(self.countries[self.codes[place]], float(row[place]))
            for place in order
            if self.codes[place] != country and row[place] > 0
        )[:MOST_SIMILAR]


# One board per database; a new data version replaces it.
_kept: dict[str, Board] = {}
_making = threading.Lock()


def board() -> Board:
    """The board of the present data version; made anew when the facts have changed."""
    version, key = data_version(), str(db.engine.url)
    made = _kept.get(key)
    if made is None or made.version != version:
        with _making:
            made = _kept.get(key)
            if made is None or made.version != version:
                made = _board(version)
                _kept[key] = made
    return made


def _board(version: int) -> Board:
    sources = {
        one.code: SourceNote(one.code, one.name, rules.publisher(one.name), one.url, one.licence)
        for one in db.session.scalars(select(Source))
    }
    countries = list(db.session.scalars(select(Country).order_by(Country.code)))
    measures = [
        Measure(
            code=one.code,
            name=one.name,
            unit=Bilingual(one.unit_ja, one.unit),
            section=one.section,
            good=one.good,
            decimals=one.decimals,
            description=one.description,
            url=one.url,
        )
        for one in db.session.scalars(select(Indicator).order_by(Indicator.sort, Indicator.code))
    ]
    rows = db.session.execute(
        select(Figure.country_code, Figure.indicator_code, Figure.value, Figure.year, Figure.source_code)
    )
    return Board(
        version=version,
        countries={one.code: _named(one) for one in countries},
        measures={one.code: one for one in measures},
        sources=sources,
        figures={
            (country, indicator): Value(value, year, sources[source])
            for country, indicator, value, year, source in rows
        },
        areas=rules.peers([one.area_km2 for one in countries if one.area_km2 is not None]),
    )


def _named(country: Country) -> Named:
    return Named(country.code, country.name, country.group, country.kind == CountryKind.ORGANISATION)
