"""The results page and what the search box suggests while one types."""

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.core.access import current_reader, public
from hub.core.fulltext import Question
from hub.core.security import asking
from hub.core.web import current_language, pages
from hub.search import queries
from hub.search.labels import FACETS, KINDS
from hub.search.page import PER_PAGE, Asked, asked_from, boxes, chips

bp = pages("search", __name__, prefix="/search")


@bp.route("")
@asking
@public
def results() -> ResponseReturnValue:
    asked = asked_from(request.args)
    answer = queries.find(_question(asked))
    names = queries.names()
    return render_template(
        "search/results.html",
        asked=asked,
        answer=answer,
        boxes=boxes(asked, answer, names),
        chips=chips(asked, names),
        near=queries.near(answer, names),
        kinds=KINDS,
        facets=FACETS,
        pages=-(-answer.total // PER_PAGE),
        address=queries.address,
    )


@bp.route("/suggestions")
@asking
@public
def suggestions() -> ResponseReturnValue:
    found = queries.suggestions(request.args.get("q", ""))
    language = current_language()
    return jsonify(
        suggestions=[
            {
                "title": one.title.text(language),
                "lang": str(one.title.worded(language).language),
                "kind": str(KINDS[one.kind]),
                "url": queries.address(one, language),
            }
            for one in found
        ],
        # Read out to those who do not see the list.
        told=_("Suggestions: %(count)s", count=len(found)) if found else "",
    )


def _question(asked: Asked) -> Question:
    chosen = asked.chosen
    return Question(
        text=asked.text,
        kinds=chosen["kind"],
        technologies=chosen["technology"],
        countries=chosen["country"],
        groups=chosen["region"],
        stages=chosen["stage"],
        signed_in=current_reader().signed_in,
        language=str(current_language()),
        limit=PER_PAGE,
        offset=(asked.page - 1) * PER_PAGE,
    )
