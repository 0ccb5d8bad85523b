"""The match page: from a technology to ranked countries, their reasons, and three side by side."""

import csv
import io
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from hub.core.access import current_reader, public
from hub.core.bilingual import Bilingual
from hub.core.security import asking
from hub.core.sheets import harmless
from hub.core.web import current_language, or_404, pages
from hub.countries.labels import GROUPS
from hub.matching.labels import EXPLANATIONS, FACTORS
from hub.matching.queries.facts import present_cube
from hub.matching.queries.meaning import Meaning, meaning
from hub.matching.queries.ranking import Ranked, Ranking, ranking
from hub.matching.reasons import missing_words, reasons
from hub.matching.rules.factors import Cube, Factor
from hub.matching.rules.score import DEFAULT_WEIGHTS, MOST_WEIGHT
from hub.matching.tiles import STEPS, tiles
from hub.matching.weights import WeightError, weights_of
from hub.technologies.labels import FIELDS
from hub.technologies.models import Field

bp = pages("matching", __name__, prefix="/match")

MOST_TEXT = 512
MOST_COMPARED = 3


@dataclass(frozen=True)
class Asked:
    """What the address asks for: text, technologies and weights, and what was wrong with the weights."""

    text: str
    cube: Cube
    meaning: Meaning
    ranking: Ranking | None
    problem: str

    def address(self, **more: object) -> dict[str, Any]:
        """The same question as query fields of another page's address."""
        fields: dict[str, Any] = {"technology": list(self.meaning.technologies), **more}
        if self.text:
            fields["q"] = self.text
        if self.ranking is not None:
            changed = self.ranking.weights.items()
            fields |= {
                f"w_{name}": f"{weight:g}" for name, weight in changed if weight != DEFAULT_WEIGHTS[name]
            }
        return fields

    @cached_property
    def _explaining(self) -> tuple[str, str]:
        # Building an address costs more than printing a row; every row has several that differ in the code only.
        address = url_for("matching.explain", code="CODE", **self.address())
        before, _, after = address.partition("CODE")
        return before, after

    def explain(self, code: str, factor: str = "") -> str:
        """Address of the reasons of one country, at one factor if given."""
        before, after = self._explaining
        return f"{before}{code}{after}" + (f"#{factor}" if factor else "")


def _asked(fields: MultiDict[str, str]) -> Asked:
    cube = present_cube(signed_in=current_reader().signed_in)
    text = fields.get("q", "").strip()[:MOST_TEXT]
    meant = meaning(cube, text, fields.getlist("technology"), language=current_language())
    problem, weights = "", DEFAULT_WEIGHTS
    try:
        given = ((name[2:], number) for name, number in fields.items() if name.startswith("w_") and number)
        weights = weights_of(given)
    except WeightError as error:
        problem = str(error)
    found = ranking(cube, meant.technologies, weights) if meant.technologies else None
    return Asked(text, cube, meant, found, problem)


@bp.route("")
@asking
@public
def match() -> ResponseReturnValue:
    asked = _asked(request.args)
    return render_template(
        "matching/match.html",
        asked=asked,
        ranking=asked.ranking,
        averages=_averages(asked.ranking),
        tiles=tiles(asked.ranking, asked.explain) if asked.ranking else [],
        steps=STEPS,
        **_words(asked.cube),
    ), 422 if asked.problem else 200


@bp.route("/<code>")
@asking
@public
def explain(code: str) -> ResponseReturnValue:
    asked = _asked(request.args)
    found = or_404(asked.ranking)
    ranked = or_404(_ranked(found, code))
    return render_template(
        "matching/explain.html",
        asked=asked,
        ranking=found,
        ranked=ranked,
        reasons=reasons(found, ranked),
        fragment=request.args.get("fragment") == "1",
        missing_words=missing_words,
        **_words(asked.cube),
    )


@bp.route("/compare")
@asking
@public
def compare() -> ResponseReturnValue:
    asked = _asked(request.args)
    codes = list(dict.fromkeys(request.args.getlist("country")))[:MOST_COMPARED]
    found = asked.ranking
    chosen = [one for code in codes if found and (one := _ranked(found, code))]
    return render_template(
        "matching/compare.html",
        asked=asked,
        ranking=found,
        compared=[(one, reasons(found, one)) for one in chosen] if found else [],
        missing_words=missing_words,
        **_words(asked.cube),
    )


@bp.route("/ranking.csv")
@asking
@public
def table() -> ResponseReturnValue:
    found = or_404(_asked(request.args).ranking)
    stream = io.StringIO()
    writer = csv.writer(stream)
    header = ["rank", "code", "name_ja", "name_en", "score", "low", "high"]
    writer.writerow([*header, *Factor, "missing"])
    for one in found.countries:
        missing = ";".join(missing.indicator or "support_tools" for missing in one.missing)
        cells = [one.rank, one.country.code, one.country.name.ja, one.country.name.en]
        points = [f"{factor.contribution:.2f}" for factor in one.factors]
        writer.writerow([harmless(cell) for cell in (*cells, one.score, one.low, one.high, *points, missing)])
    answer = Response("\ufeff" + stream.getvalue(), mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = "attachment; filename=ranking.csv"
    return answer


def _ranked(found: Ranking, code: str) -> Ranked | None:
    return next((one for one in found.countries if one.country.code == code.upper()), None)


def _averages(found: Ranking | None) -> dict[Factor, float]:
    if found is None:
        return {}
    count = len(found.countries)
    return {
        factor: sum(one.factors[place].value for one in found.countries) / count
        for place, factor in enumerate(Factor)
    }


def _words(cube: Cube) -> dict[str, object]:
    by_field: dict[str, list[tuple[str, Bilingual]]] = {field: [] for field in Field}
    for one in cube.facts.technologies:
        by_field[one.field].append((one.code, one.name))
    return {
        # Words once for a page: a lazy text is looked up whenever it is printed, and every row prints all.
        "factor_names": {factor: str(name) for factor, name in FACTORS.items()},
        "explanations": {factor: str(text) for factor, text in EXPLANATIONS.items()},
        "defaults": DEFAULT_WEIGHTS,
        "most_weight": MOST_WEIGHT,
        "most_compared": MOST_COMPARED,
        "fields": [(FIELDS[Field(field)], some) for field, some in by_field.items() if some],
        "technology_names": {one.code: one.name for one in cube.facts.technologies},
        "group_names": {group: str(name) for group, name in GROUPS.items()},
        "peers": len(cube.facts.countries),
    }
