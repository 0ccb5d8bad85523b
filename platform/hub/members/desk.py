"""Seats of a member, run by its own window contacts and by the secretariat; and members that nobody runs."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hub.accounts import consent, keys
from hub.accounts.models import Purpose
from hub.accounts.setup import begin_visit, sign_in_here
from hub.core import clock
from hub.core.access import current_reader, public, require, secretariat, signed_in
from hub.core.bilingual import Bilingual
from hub.core.db import transaction
from hub.core.security import limiter
from hub.core.typed import stands_on
from hub.core.web import or_404, pages
from hub.journal.actions import about, record
from hub.members import actions, labels, queries, rules
from hub.members.actions import LastWindow
from hub.members.forms import AcceptanceForm, InvitationForm
from hub.members.models import Member, SeatRole
from hub.members.queries import seats

bp = pages("seats", __name__)


@bp.app_template_global()
def may_run_seats(member: Member) -> bool:
    reader = current_reader()
    return rules.may_run_seats(reader, queries.seat_of(reader.account_id), member.id)


def _own_member(slug: str) -> Member:
    """The member whose seats this reader runs; for others it does not exist."""
    member = or_404(queries.by_slug(slug))
    require(may_run_seats(member))
    return member


@bp.route("/members/<slug:slug>/seats", methods=["GET", "POST"])
@signed_in
@limiter.limit("30 per minute", methods=["POST"])
def seats_of(slug: str) -> ResponseReturnValue:
    member = _own_member(slug)
    form = InvitationForm()
    if form.submitted():
        with transaction():
            actions.invite(member, form.draft(), by=current_reader(), at=clock.now())
        flash(_("An invitation is on its way to %(address)s.", address=form.email.data))
        return redirect(url_for("seats.seats_of", slug=slug), code=303)
    return render_template(
        "members/seats.html",
        member=member,
        form=form,
        taken=seats.seats_of(member.id),
        invitations=seats.invitations_of(member.id),
        labels=labels,
        own=current_reader().account_id,
    ), form.status


@bp.route("/members/<slug:slug>/seats/<int:number>/role", methods=["POST"])
@signed_in
@stands_on("seats.seats_of")
def change_role(slug: str, number: int) -> ResponseReturnValue:
    member = _own_member(slug)
    seat = or_404(seats.seat(number, member.id))
    role = request.form.get("role", "")
    require(role in list(SeatRole))
    try:
        with transaction():
            actions.change_role(seat, SeatRole(role), by=current_reader())
        flash(_("The role is changed."))
    except LastWindow:
        flash(_last_window())
    return redirect(url_for("seats.seats_of", slug=slug), code=303)


@bp.route("/members/<slug:slug>/seats/<int:number>/end", methods=["GET", "POST"])
@signed_in
def end(slug: str, number: int) -> ResponseReturnValue:
    member = _own_member(slug)
    seat = or_404(seats.seat(number, member.id))
    if request.method == "GET":
        return render_template("members/seat_end.html", member=member, seat=seat)
    try:
        with transaction():
            actions.end(seat, by=current_reader(), at=clock.now())
        flash(_("The seat is closed. All browsers of the person are signed out."))
    except LastWindow:
        flash(_last_window())
    return redirect(url_for("seats.seats_of", slug=slug), code=303)


def _last_window() -> str:
    return str(
        _("Nothing was changed: somebody must run the seats. Make another person window contact first.")
    )


@bp.route("/members/<slug:slug>/seats/invitations/<int:number>/withdraw", methods=["POST"])
@signed_in
@stands_on("seats.seats_of")
def withdraw(slug: str, number: int) -> ResponseReturnValue:
    member = _own_member(slug)
    invitation = or_404(seats.invitation(number, member.id))
    with transaction():
        actions.withdraw(invitation, by=current_reader())
    flash(_("The invitation is withdrawn; its link opens nothing any more."))
    return redirect(url_for("seats.seats_of", slug=slug), code=303)


@bp.route("/invitation/<key>", methods=["GET", "POST"])
@public
@limiter.limit("30 per minute", methods=["POST"])
def accept(key: str) -> ResponseReturnValue:
    now = clock.now()
    found = keys.good(key, Purpose.INVITATION, now=now)
    invitation = actions.invited_by(found) if found else None
    if invitation is None:
        return _private(render_template("members/invitation_over.html"), 404)
    form = AcceptanceForm(
        invitation.address, data={"name_ja": invitation.name.ja, "name_en": invitation.name.en}
    )
    member = seats.member_name(invitation.member_id)
    if not form.submitted():
        shown = render_template("members/accept.html", form=form, member=member, address=invitation.address)
        return _private(shown, form.status)
    with transaction():
        if keys.use(key, Purpose.INVITATION, now=now) is None:
            return _private(render_template("members/invitation_over.html"), 404)
        name = Bilingual(form.name_ja.data, form.name_en.data)
        account = actions.take_seat(invitation, name, form.password.data, at=now)
        visit = sign_in_here(account, at=now)
        consent.accept(account, at=now)
        record("consent-given", by=account.reader, subject=about("account", account.id))
        reader = account.reader
    begin_visit(visit, reader)
    flash(_("Welcome. You are signed in."))
    return redirect(url_for("members.detail", slug=seats.member_slug(invitation.member_id)), code=303)


def _private(page: str, status: int) -> Response:
    """Pages whose address is a key are kept nowhere."""
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.route("/desk/members/without-window-contact")
@secretariat
def without_window() -> ResponseReturnValue:
    return render_template("members/without_window.html", members=seats.without_window())
