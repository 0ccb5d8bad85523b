"""The chart of one country, as far as its figures tell; other rooms' parts are read from their queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.countries import rules
from hub.countries.models import Country, CountryKind, Section
from hub.countries.queries.board import AREA, Board, Named, Reading, Similar, SourceNote, Value, board

AREA_SOURCE = "world_countries_5_1"
IDENTITY_SOURCES = (AREA_SOURCE, "cldr", "iana_time_zones")
INCOME_SOURCE = "wb_income_2023_03"
ODA_SOURCE = "oecd_dac_2024_10"


@dataclass(frozen=True)
class Chart:
    """What the figures say of one country; the other rooms' parts of the page are read from their queries."""

    country: Country
    area: Reading
    readings: Mapping[Section, tuple[Reading, ...]]
    neighbours: tuple[Named, ...]
    neighbours_elsewhere: tuple[str, ...]
    group: tuple[Named, ...]
    similar: tuple[Similar, ...]
    identity_sources: tuple[SourceNote, ...]
    income_source: SourceNote | None
    oda_source: SourceNote | None

    @property
    def names(self) -> tuple[Bilingual, ...]:
        return rules.spoken_names(self.country.name, self.country.aliases, self.country.code)

    @property
    def organisation(self) -> bool:
        return self.country.kind == CountryKind.ORGANISATION

    def figure(self, indicator: str) -> Reading | None:
        """One reading by its indicator; None if we do not measure it."""
        every = (one for some in self.readings.values() for one in some)
        return next((one for one in every if one.measure.code == indicator), None)

    @property
    def sources(self) -> tuple[SourceNote, ...]:
        """Every source of the figures on this chart once, by name."""
        every = (self.area, *(one for some in self.readings.values() for one in some))
        used = {one.known.source.code: one.known.source for one in every if one.known}
        others = (*self.identity_sources, self.income_source, self.oda_source)
        used |= {source.code: source for source in others if source}
        return tuple(sorted(used.values(), key=lambda source: source.name.en))


def by_code(code: str) -> Country | None:
    return db.session.get(Country, code)


def chart(code: str) -> Chart | None:
    """The figures' part of a country's chart; None if we keep no chart of it."""
    country = by_code(code)
    if country is None:
        return None
    known = board()
    return Chart(
        country=country,
        area=_area(country, known),
        readings={section: _readings(known, code, section) for section in Section},
        neighbours=tuple(known.countries[one] for one in country.neighbours if one in known.countries),
        neighbours_elsewhere=tuple(one for one in country.neighbours if one not in known.countries),
        group=tuple(
            one for one in known.countries.values() if one.group == country.group and one.code != code
        ),
        similar=known.similar(code),
        identity_sources=_identity_sources(country, known),
        income_source=known.sources.get(INCOME_SOURCE) if country.income_group else None,
        oda_source=known.sources.get(ODA_SOURCE) if country.oda_recipient is not None else None,
    )


def _identity_sources(country: Country, known: Board) -> tuple[SourceNote, ...]:
    """The databases of countries; an organisation stands in none of them, its note says where it was read."""
    if country.kind == CountryKind.ORGANISATION:
        return ()
    return tuple(known.sources[code] for code in IDENTITY_SOURCES if code in known.sources)


def _area(country: Country, known: Board) -> Reading:
    """The area as a figure like the others, though it stands in the country's own row."""
    source = known.sources.get(AREA_SOURCE)
    if country.area_km2 is None or known.areas is None or source is None:
        return Reading(AREA, None, None, None)
    value = Value(country.area_km2, country.area_year, source)
    return Reading(
        AREA,
        value,
        known.areas,
        rules.place(country.area_km2, known.areas),
        rules.strip(known.areas, logarithmic=True),
    )


def _readings(known: Board, country: str, section: Section) -> tuple[Reading, ...]:
    return tuple(
        known.reading(country, one.code) for one in known.measures.values() if one.section == section
    )


def figures(code: str) -> Sequence[Reading]:
    """All readings of one country in the order of the indicators, unknown ones included."""
    known = board()
    return [known.reading(code, indicator) for indicator in known.measures]
