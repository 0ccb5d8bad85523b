"""Pages of members: the directory with its filters, and one member with what this reader may see of it."""

from urllib.parse import urlsplit

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from hub.core.access import current_reader, public
from hub.core.web import current_language, or_404, pages
from hub.matching.queries.partners import possible_partners
from hub.matching.queries.ranking import (
    MOST_REFERENCE_POINTS,
    REFERENCE_POINTS,
    best_countries_for_member,
)
from hub.members import labels, queries
from hub.members.addresses import fields_of, one_of, wanted_of
from hub.members.rules import Order, may_see_interests, split_languages
from hub.support_tools import queries as support_tools

bp = pages("members", __name__, prefix="/members")

MOST_TEXT = 200


@bp.route("")
@public
def directory() -> ResponseReturnValue:
    reader = current_reader()
    page = _number(request.args.get("page", ""))
    order = one_of(Order, request.args.get("sort", ""))
    found = queries.directory(
        wanted_of(request.args),
        page,
        reader=reader,
        language=current_language(),
        order=Order(order) if order else None,
    )
    asked = fields_of(found.wanted) | ({"sort": order} if order else {})
    return render_template(
        "members/directory.html",
        found=found,
        wanted=found.wanted,
        asked=asked,
        address=lambda number: url_for("members.directory", **asked, page=number),
        labels=labels,
        sees_interests=may_see_interests(reader),
    )


def _number(given: str) -> int:
    return int(given) if given.isdecimal() and len(given) <= 4 else 1


@bp.route("/<slug:slug>")
@public
def detail(slug: str) -> ResponseReturnValue:
    member = or_404(queries.by_slug(slug))
    reader = current_reader()
    own = queries.own_member_id(reader.account_id)
    skills = queries.skills_of(member.id)
    return render_template(
        "members/detail.html",
        member=member,
        host=_host(member.website),
        languages=[labels.language_name(code) for code in split_languages(member.languages)],
        skills=skills,
        technologies=[skill.technology_code for skill in skills],
        references=queries.references_of(member.id),
        interests=queries.interests_of(member.id, reader),
        contacts=queries.contacts_of(member.id, reader, own),
        signed_in=may_see_interests(reader),
        best=best_countries_for_member(member.id, signed_in=reader.signed_in),
        partners=possible_partners(member.id, signed_in=reader.signed_in),
        points=REFERENCE_POINTS,
        most_points=MOST_REFERENCE_POINTS,
        tools=support_tools.of_member(member.id),
        labels=labels,
    )


def _host(website: str) -> str:
    """The host of a website; empty if there is none or it cannot be read."""
    try:
        return urlsplit(website).hostname or ""
    except ValueError:
        return ""
