"""Pages of countries: the list with its map, the chart of one country, and its figures as a file."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from hub.advisors import queries as advisors
from hub.calls.queries import open_calls
from hub.core import formats
from hub.core.access import current_reader, public
from hub.core.sheets import harmless
from hub.core.web import current_language, or_404, pages
from hub.countries import labels, wording
from hub.countries.models import Country, IncomeGroup
from hub.countries.neighbours import name_of
from hub.countries.queries import charts
from hub.countries.queries.board import Reading
from hub.countries.queries.directory import ODA, Entry, Order, Wanted
from hub.countries.queries.directory import directory as entries
from hub.deployments import queries as deployments
from hub.deployments.labels import STAGES
from hub.deployments.rules import counterparts, relations
from hub.matching.queries.ranking import best_technologies
from hub.members import queries as members
from hub.members.labels import INTERESTS, KINDS
from hub.support_tools import queries as support_tools
from hub.support_tools.rules import CountryFacts
from hub.technologies import queries as technologies
from hub.technologies.labels import FIELDS

bp = pages("countries", __name__, prefix="/countries")

# The first line of a country's figures as a file.
HEADER = (
    *("country", "indicator", "name_ja", "name_en", "value", "unit", "year"),
    *("place", "countries_with_data", "median", "source", "source_url"),
)

# Upper ends of the steps of colour on the map, in deployments.
STEPS = (1, 2, 4, 8)


@bp.route("")
@public
def directory() -> ResponseReturnValue:
    asked = _wanted(request.args)
    found = entries(asked, deployments.counts(), current_language())
    return render_template(
        "countries/directory.html",
        wanted=asked,
        entries=found,
        tiles=[_tile(one) for one in found],
        labels=labels,
    )


def _wanted(fields: MultiDict[str, str]) -> Wanted:
    """What the address asks for; a value nobody offered counts as not asked."""
    order = fields.get("sort", "")
    return Wanted(
        group=_one_of(fields.get("region", ""), labels.GROUPS),
        income_group=_one_of(fields.get("income", ""), list(IncomeGroup)),
        oda=_one_of(fields.get("oda", ""), ODA.values()),
        order=Order(order) if order in list(Order) else Order.NAME,
    )


def _one_of(value: str, offered: Iterable[str]) -> str:
    return value if value in set(offered) else ""


def _tile(entry: Entry) -> dict[str, Any]:
    return {
        "code": entry.code,
        "name": formats.plain(entry.name),
        "row": entry.tile[0],
        "column": entry.tile[1],
        "value_text": formats.number(entry.deployments),
        "step": 1 + sum(entry.deployments > end for end in STEPS) if entry.deployments else 0,
        "url": url_for("countries.chart", code=entry.code),
    }


@bp.route("/<code>")
@public
def chart(code: str) -> ResponseReturnValue:
    found = or_404(charts.chart(code))
    told = deployments.in_country(code)
    reader = current_reader()
    return render_template(
        "countries/chart.html",
        chart=found,
        country=found.country,
        headlines=[one for code in labels.HEADLINES if (one := found.figure(code))],
        told=told,
        relations=relations(told),
        elsewhere=deployments.elsewhere(code),
        counterparts=counterparts(told, found.names),
        needs=technologies.needs(code),
        tools=support_tools.for_country(_facts(found.country)),
        members=members.in_country(code, signed_in=reader.signed_in),
        signed_in=reader.signed_in,
        interest=members.interest_in(code, signed_in=reader.signed_in),
        open_calls=open_calls(signed_in=reader.signed_in, country=code),
        advisors=advisors.in_country(code),
        member_kinds=KINDS,
        presences=INTERESTS,
        technology_names=technologies.names(),
        best=best_technologies(code, signed_in=reader.signed_in),
        neighbours_elsewhere=[name_of(one) for one in found.neighbours_elsewhere],
        labels=labels,
        fields=FIELDS,
        stages=STAGES,
        sentence=wording.sentence,
        place_words=wording.place_words,
    )


def _facts(country: Country) -> CountryFacts:
    return CountryFacts(country.code, country.group, country.oda_recipient, bool(country.asean_member))


@bp.route("/<code>/figures.csv")
@public
def figures(code: str) -> ResponseReturnValue:
    found = or_404(charts.chart(code))
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(HEADER)
    for reading in (found.area, *(one for some in found.readings.values() for one in some)):
        writer.writerow([harmless(cell) for cell in (code, *_cells(reading))])
    answer = Response("\ufeff" + stream.getvalue(), mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f"attachment; filename=figures-{found.country.code}.csv"
    return answer


def _cells(reading: Reading) -> tuple[object, ...]:
    measure, known, place = reading.measure, reading.known, reading.place
    named = (measure.code, measure.name.ja, measure.name.en)
    if known is None:
        return (*named, "", measure.unit.en, "", "", "", "", "", "")
    return (
        *named,
        known.value,
        measure.unit.en,
        known.year or "",
        place.rank if place else "",
        place.count if place else "",
        reading.peers.median if reading.peers else "",
        known.source.name.en,
        measure.url or known.source.url,
    )
