"""Pages of technologies: the list by field, and one technology with everything the other rooms know of it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from hub.advisors import queries as advisors
from hub.calls.queries import open_calls
from hub.core.access import current_reader, public
from hub.core.web import or_404, pages
from hub.deployments import queries as deployments
from hub.deployments.labels import STAGES
from hub.matching.queries.facts import present_cube
from hub.matching.queries.ranking import Ranked, ranking
from hub.matching.queries.related import related_technologies
from hub.matching.rules.factors import Cube
from hub.members import queries as members
from hub.members.labels import KINDS, MATURITIES
from hub.support_tools import queries as support_tools
from hub.technologies import labels, queries
from hub.technologies.rules import opening

bp = pages("technologies", __name__, prefix="/technologies")

MOST_LEADING = 10


@bp.route("")
@public
def directory() -> ResponseReturnValue:
    return render_template(
        "technologies/directory.html",
        fields=queries.directory(),
        counts=deployments.counts_by_technology(),
        labels=labels,
    )


@bp.route("/<code>")
@public
def detail(code: str) -> ResponseReturnValue:
    technology = or_404(queries.by_code(code))
    cube = present_cube(signed_in=current_reader().signed_in)
    return render_template(
        "technologies/detail.html",
        technology=technology,
        description=opening(technology.description),
        synonyms=queries.synonyms_of(code),
        factors=queries.factors_of(code),
        told=deployments.of_technology(code),
        leading=_leading(cube, code),
        peers=len(cube.facts.countries),
        related=related_technologies(cube, code),
        members=members.with_technology(code, signed_in=current_reader().signed_in),
        member_kinds=KINDS,
        maturities=MATURITIES,
        open_calls=open_calls(signed_in=current_reader().signed_in, technology=code),
        tools=support_tools.for_technology(code),
        advisors=advisors.with_technology(code),
        labels=labels,
        stages=STAGES,
    )


def _leading(cube: Cube, code: str) -> tuple[Ranked, ...]:
    """The countries that lead in fit; none for what is not offered for matching."""
    if code not in cube.facts.technology_index:
        return ()
    return ranking(cube, [code]).countries[:MOST_LEADING]
