"""Requests of a person: what they received and sent, one request, and what they can do about it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.core import clock
from hub.core.access import current_reader, require, signed_in
from hub.core.db import transaction
from hub.core.forms import Form
from hub.core.web import current_language, or_404, pages
from hub.journal.actions import about
from hub.members import queries as members
from hub.members.models import SeatRole
from hub.requests import actions, kinds, labels, queries, rules
from hub.requests.forms import AcceptForm, DeclineForm, HandOverForm
from hub.requests.models import Request
from hub.requests.rules import Act, Standing

bp = pages("requests", __name__, prefix="/requests")


@bp.route("")
@signed_in
def own() -> ResponseReturnValue:
    reader = _standing()
    sent = request.args.get("box") == "sent"
    page = request.args.get("page", "")
    number = int(page) if page.isdecimal() and len(page) <= 4 else 1
    return render_template(
        "requests/own.html",
        box=queries.sent(reader, number) if sent else queries.received(reader, number),
        sent=sent,
        waiting_received=queries.waiting_received(reader),
        waiting_sent=queries.waiting_sent(reader),
        address=lambda one: url_for("requests.own", box="sent" if sent else None, page=one),
        today=clock.today(),
        labels=labels,
        rules=rules,
    )


@bp.route("/<slug:key>")
@signed_in
def detail(key: str) -> ResponseReturnValue:
    reader = _standing()
    asked = or_404(queries.by_key(key))
    require(rules.may_see(asked, reader))
    about_it = kinds.of(asked.kind)
    if about_it is not None:
        link = about_it.page(asked)
        values: dict[str, Any] = {**link.values}
        return redirect(url_for(link.endpoint, **values), code=303)
    return render_template(
        "requests/detail.html",
        asked=asked,
        acts=rules.acts_of(asked, reader),
        history=queries.history(asked),
        sent=not rules.is_owners_side(asked, reader),
        today=clock.today(),
        labels=labels,
        rules=rules,
    )


@bp.route("/<slug:key>/accept", methods=["GET", "POST"])
@signed_in
def accept(key: str) -> ResponseReturnValue:
    asked = _for_reader(key, Act.ANSWER)
    form = AcceptForm(contact_name=asked.owner.name.text(current_language()), contact_email=asked.owner.email)
    return _answering(asked, form, "requests/accept.html")


@bp.route("/<slug:key>/decline", methods=["GET", "POST"])
@signed_in
def decline(key: str) -> ResponseReturnValue:
    return _answering(_for_reader(key, Act.ANSWER), DeclineForm(), "requests/decline.html")


@bp.route("/<slug:key>/withdraw", methods=["GET", "POST"])
@signed_in
def withdraw(key: str) -> ResponseReturnValue:
    asked = _for_reader(key, Act.WITHDRAW)
    form = Form()
    if form.submitted():
        with transaction():
            done = actions.withdraw(asked, by=current_reader(), at=clock.now())
        return _told(key, done, _("Your request is withdrawn."))
    return _asked_for(asked, Act.WITHDRAW, form, "requests/withdraw.html")


@bp.route("/<slug:key>/hand-over", methods=["GET", "POST"])
@signed_in
def hand_over(key: str) -> ResponseReturnValue:
    asked = _for_reader(key, Act.HAND_OVER)
    colleagues = [one for one in members.people_of(_member_of(asked)) if one.id != asked.owner_id]
    form = HandOverForm(colleagues, current_language())
    if form.submitted():
        with transaction():
            done = actions.hand_over(asked, form.chosen, by=current_reader(), at=clock.now())
        return _told(key, done, _("The request now waits for another person, who has been told."))
    return _asked_for(asked, Act.HAND_OVER, form, "requests/hand_over.html")


def _answering(asked: Request, form: AcceptForm | DeclineForm, template: str) -> ResponseReturnValue:
    if form.submitted():
        with transaction():
            done = actions.answer(asked, form.draft(), by=current_reader(), at=clock.now())
        return _told(asked.key, done, _("Your answer is sent."))
    return _asked_for(asked, Act.ANSWER, form, template)


def _for_reader(key: str, act: Act) -> Request:
    """The request, for a reader whose part this is, even if it waits no more: then the act says so."""
    asked = or_404(queries.by_key(key))
    require(rules.has_part(act, asked, _standing()))
    # What is about a thing of another room is answered on the page of that thing.
    require(act is Act.HAND_OVER or kinds.of(asked.kind) is None)
    return asked


def _asked_for(asked: Request, act: Act, form: Form, template: str) -> ResponseReturnValue:
    if not rules.may(act, asked, _standing()):
        return redirect(url_for("requests.detail", key=asked.key), code=303)
    return render_template(template, asked=asked, form=form, labels=labels), form.status


def _told(key: str, done: bool, words: str) -> ResponseReturnValue:
    flash(
        words
        if done
        else _("Nothing was changed: the request had already moved on. This is how it stands now.")
    )
    return redirect(url_for("requests.detail", key=key), code=303)


def _standing() -> Standing:
    """The reader with the seat they hold now, so that a seat's end closes every page with the next request."""
    account_id = int(current_reader().account_id or 0)
    seat = members.seat_of(account_id)
    if seat is None:
        return Standing(account_id)
    return Standing(account_id, about("member", seat.member_id), seat.role == SeatRole.WINDOW)


def _member_of(asked: Request) -> int:
    return int(asked.owner_side.partition(":")[2])
