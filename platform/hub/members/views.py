"""Pages of members: the directory with its filters, one member with what this reader may see of it, and asking it
for contact."""

from urllib.parse import urlsplit

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from hub.accounts.models import Account
from hub.core import clock
from hub.core.access import current_reader, public, require, signed_in
from hub.core.db import db, transaction
from hub.core.security import limiter
from hub.core.web import current_language, or_404, pages
from hub.journal.actions import about
from hub.matching.queries.partners import possible_partners
from hub.matching.queries.ranking import (
    MOST_REFERENCE_POINTS,
    REFERENCE_POINTS,
    best_countries_for_member,
)
from hub.members import labels, queries
from hub.members.addresses import fields_of, one_of, wanted_of
from hub.members.contact import ContactForm, side_of
from hub.members.models import Member
from hub.members.rules import Order, may_ask_contact, may_see_interests, split_languages
from hub.requests import actions as requests
from hub.requests.models import Kind
from hub.requests.queries import open_in
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
    reader = current_reader()
    member = _shown(slug)
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
        may_ask_contact=may_ask_contact(member.id, own),
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


def _shown(slug: str) -> Member:
    """Whoever is suspended or has left is there for the secretariat alone."""
    member = or_404(queries.by_slug(slug))
    require(member.listed or current_reader().secretariat)
    return member


@bp.route("/<slug:slug>/contact", methods=["GET", "POST"])
@signed_in
@limiter.limit("60 per hour", methods=["POST"])
def ask_for_contact(slug: str) -> ResponseReturnValue:
    member = _shown(slug)
    asker = db.session.get_one(Account, current_reader().account_id)
    require(may_ask_contact(member.id, queries.own_member_id(asker.id)))
    slot = requests.open_slot(Kind.CONTACT, about("member", member.id), asker.id)
    if found := open_in(slot):
        return redirect(url_for("requests.detail", key=found.key), code=303)
    people = queries.people_of(member.id)
    form = ContactForm(clock.today())
    if people and form.submitted():
        return _ask(member, asker, people[0], form, slot)
    return render_template(
        "members/ask_for_contact.html", member=member, somebody=bool(people), form=form
    ), form.status


def _ask(member: Member, asker: Account, owner: Account, form: ContactForm, slot: str) -> Response:
    own = or_404(queries.own_member(asker.id))
    try:
        with transaction():
            asked = requests.ask(
                form.draft(member),
                asker,
                side_of(own),
                owner,
                side_of(member),
                by=current_reader(),
                at=clock.now(),
            )
    except IntegrityError:
        # The button was pressed twice: the other one has asked.
        asked = or_404(open_in(slot))
    flash(_("Your request is sent. You are told when it is answered."))
    return redirect(url_for("requests.detail", key=asked.key), code=303)
