"""Pages of members: the directory with its filters, one member with what this reader may see of it, and asking it
for contact."""

from urllib.parse import urlsplit

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from hub.accounts.models import Account
from hub.calls.queries import open_calls
from hub.core import clock, pictures
from hub.core.access import VISITOR, Reader, Role, current_reader, public, require, signed_in
from hub.core.db import db, transaction
from hub.core.security import limiter
from hub.core.web import current_language, or_404, pages
from hub.duplicates import queries as duplicates
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
from hub.members.fields import RecordField, narrower
from hub.members.models import Member
from hub.members.rules import (
    Freshness,
    Involvement,
    Order,
    freshness,
    may_ask_contact,
    may_run_record,
    split_languages,
)
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
        sees_interests=reader.signed_in
        or any(choice.value != Involvement.EXPERIENCED for choice in found.choices.involvements),
    )


def _number(given: str) -> int:
    return int(given) if given.isdecimal() and len(given) <= 4 else 1


@bp.route("/<slug:slug>")
@public
def detail(slug: str) -> ResponseReturnValue:
    reader = current_reader()
    found = queries.visible(slug, reader)
    if found is None:
        into = or_404(duplicates.merged_into(slug))
        or_404(queries.visible(into.slug, reader))
        return redirect(url_for("members.detail", slug=into.slug), code=301)
    member = found
    own = queries.seat_of(reader.account_id)
    return _record(
        member, reader, own.member_id if own else None, runs=may_run_record(reader, own, member.id)
    )


# How a record is looked at by others; the second is nobody in particular.
_OTHERS = {"visitor": VISITOR, "member": Reader(account_id=0, role=Role.MEMBER)}


@bp.route("/<slug:slug>/preview")
@signed_in
def preview(slug: str) -> ResponseReturnValue:
    """The record as others see it, for those who run it."""
    reader = current_reader()
    member = or_404(queries.visible(slug, reader))
    require(may_run_record(reader, queries.seat_of(reader.account_id), member.id))
    eyes = one_of(_OTHERS, request.args.get("as", "")) or "visitor"
    return _record(member, _OTHERS[eyes], None, eyes=eyes)


def _record(member: Member, reader: Reader, own: int | None, *, runs: bool = False, eyes: str = "") -> str:
    """The page of a member with what this reader sees of it; ``eyes`` names whose a preview takes."""
    fields = queries.fields_seen(member.id, reader, own)
    skills = queries.skills_of(member.id) if RecordField.CAPABILITIES in fields else []
    languages = split_languages(member.languages) if RecordField.LANGUAGES in fields else []
    now = clock.now()
    return render_template(
        "members/detail.html",
        member=member,
        fields=fields,
        narrower=narrower(queries.chosen_circles(member.id)) if runs else {},
        runs=runs,
        eyes=eyes,
        stale=freshness(member.confirmed_at, now) is not Freshness.FRESH,
        host=_host(member.website) if RecordField.WEBSITE in fields else "",
        languages=[labels.language_name(code) for code in languages],
        skills=skills,
        technologies=[skill.technology_code for skill in skills],
        references=queries.references_of(member.id) if RecordField.REFERENCES in fields else [],
        interests=queries.interests_of(member.id) if RecordField.COUNTRIES in fields else [],
        projects=queries.projects_of(member.id) if RecordField.PROJECTS in fields else [],
        cases=queries.cases_of(member.id) if RecordField.CASES in fields else [],
        contacts=queries.contacts_of(member.id, reader, own) if RecordField.CONTACTS in fields else [],
        signed_in=reader.signed_in,
        open_calls=open_calls(signed_in=reader.signed_in, member_id=member.id),
        may_ask_contact=may_ask_contact(member.id, own),
        best=best_countries_for_member(member.id, signed_in=reader.signed_in),
        partners=possible_partners(member.id, signed_in=reader.signed_in, now=now),
        points=REFERENCE_POINTS,
        most_points=MOST_REFERENCE_POINTS,
        tools=support_tools.of_member(member.id),
        labels=labels,
    )


@bp.route("/<slug:slug>/pictures/<name>")
@public
def picture(slug: str, name: str) -> ResponseReturnValue:
    """A picture of a record, to those who see the field it stands in; asked anew each time."""
    reader = current_reader()
    member = or_404(queries.visible(slug, reader))
    fields = queries.fields_seen(member.id, reader, queries.own_member_id(reader.account_id))
    shown = {member.logo} if RecordField.LOGO in fields else set()
    if RecordField.CASES in fields:
        shown |= {one.picture for one in queries.cases_of(member.id)}
    require(bool(name) and name in shown)
    return pictures.sent(name)


def _host(website: str) -> str:
    """The host of a website; empty if there is none or it cannot be read."""
    try:
        return urlsplit(website).hostname or ""
    except ValueError:
        return ""


@bp.route("/<slug:slug>/contact", methods=["GET", "POST"])
@signed_in
@limiter.limit("60 per hour", methods=["POST"])
def ask_for_contact(slug: str) -> ResponseReturnValue:
    member = or_404(queries.visible(slug, current_reader()))
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
