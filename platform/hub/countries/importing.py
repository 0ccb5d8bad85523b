"""Sheets of countries, sources, indicators and figures."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.core.sheets import (
    Column,
    RowCheck,
    Sheet,
    both,
    code,
    decimal,
    flag,
    integer,
    link,
    one_of,
    year,
)
from hub.countries.models import (
    Country,
    CountryKind,
    DacCategory,
    Figure,
    IncomeGroup,
    Indicator,
    Section,
    Source,
)


def _figure_check(session: Session) -> RowCheck:
    known = {
        one: (unit, dated)
        for one, unit, dated in session.execute(select(Indicator.code, Indicator.unit, Indicator.dated))
    }

    def faults(values: Mapping[str, Any]) -> Iterable[tuple[str, object]]:
        unit, dated = known[values["indicator_code"]]
        if values["unit"] != unit:
            yield "unit", _l("must be the unit of the indicator: %(unit)s", unit=unit)
        if dated and values["year"] is None:
            yield "year", _l("must not be empty")

    return faults


SHEETS = (
    Sheet(
        "countries.csv",
        Country,
        key=("code",),
        columns=(
            Column("code", code, required=True),
            Column("kind", one_of(CountryKind), required=True),
            Column("iso2"),
            Column("iso3"),
            Column("m49"),
            *both("name", required=True),
            *both("official_name"),
            *both("aliases"),
            Column("group", required=True),
            Column("region"),
            Column("subregion"),
            *both("capital"),
            *both("official_languages"),
            Column("currency_codes"),
            *both("currency_names"),
            Column("utc_offset_min"),
            Column("utc_offset_max"),
            Column("area_km2", decimal),
            Column("area_year", year),
            Column("landlocked", flag),
            Column("borders"),
            Column("income_group", one_of(IncomeGroup)),
            Column("oda_recipient", flag),
            Column("dac_category", one_of(DacCategory)),
            Column("asean_member", flag),
            Column("list_basis"),
            *both("list_note"),
            *both("note"),
            Column("tile_row", integer, required=True),
            Column("tile_column", integer, required=True),
        ),
    ),
    Sheet(
        "sources.csv",
        Source,
        key=("code",),
        columns=(
            Column("code", code, required=True),
            *both("name", required=True),
            Column("url", link),
            Column("licence"),
        ),
    ),
    Sheet(
        "indicators.csv",
        Indicator,
        key=("code",),
        columns=(
            Column("code", code, required=True),
            *both("name", required=True),
            Column("unit", required=True),
            # Not a bilingual pair: the English unit is also what a figure's unit is checked against.
            Column("unit_ja", required=True),
            Column("section", one_of(Section), required=True),
            Column("good"),
            Column("decimals", integer, required=True),
            Column("dated", flag, required=True),
            *both("description"),
            Column("url", link),
            Column("sort", integer, required=True),
        ),
    ),
    Sheet(
        "indicator_values.csv",
        Figure,
        key=("country_code", "indicator_code"),
        columns=(
            Column("country", to="country_code", required=True, references=Country.code),
            Column("indicator", to="indicator_code", required=True, references=Indicator.code),
            Column("value", decimal, required=True),
            Column("unit", required=True),
            Column("year", year),
            Column("source", to="source_code", required=True, references=Source.code),
        ),
        check=_figure_check,
    ),
)
