"""Pages of invitations: a named member asked to take a role, and what it answers."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from hub.accounts.models import Account
from hub.calls import labels as call_labels
from hub.calls import queries as calls
from hub.calls.models import RoleKind
from hub.calls.rules import Standing, may_run
from hub.consortia import queries as teams
from hub.consortia.models import TeamInvitation
from hub.core import clock
from hub.core.access import current_reader, require, signed_in
from hub.core.db import db, transaction
from hub.core.typed import stands_on
from hub.core.web import current_language, or_404
from hub.joining import actions, labels, queries, rules
from hub.joining.forms import CounterForm, DeclineInvitationForm, InviteForm, RefuseForm
from hub.joining.rules import INVITATION_STEPS, Act, Who
from hub.joining.ways import MOST_POSTS, done, moved_on, standing
from hub.requests.labels import REASONS


def add_to(bp: Blueprint) -> None:
    both = ["GET", "POST"]
    one = "/team-invitations/<slug:key>"
    bp.add_url_rule("/consortia/<slug:key>/invite", "invite", invite, methods=both)
    bp.add_url_rule(one, "invitation", invitation)
    bp.add_url_rule(
        f"{one}/<any(accept,agree,withdraw,name):act>", "invitation_act", invitation_act, methods=["POST"]
    )
    bp.add_url_rule(f"{one}/decline", "decline_invitation", decline_invitation, methods=both)
    bp.add_url_rule(f"{one}/counter", "counter", counter, methods=both)
    bp.add_url_rule(f"{one}/refuse", "refuse", refuse, methods=both)


@signed_in
@MOST_POSTS
def invite(key: str) -> ResponseReturnValue:
    call, reader = or_404(calls.by_key(key)), standing()
    require(may_run(call, reader))
    if not rules.may_invite(call):
        return redirect(url_for("calls.detail", key=key), code=303)
    inside = [place.member_id for place in teams.team_of(call.id)]
    waiting = [one.member_id for one in queries.open_invitations(call.id)]
    asked, role = request.args.get("member", ""), request.args.get("role", "")
    form = InviteForm(
        queries.invitable([call.member_id, *inside, *waiting]),
        current_language(),
        clock.today(),
        asked,
        role if role in list(RoleKind) else "",
    )
    if form.submitted():
        try:
            with transaction() as session:
                account = session.get_one(Account, reader.account_id)
                made = actions.invite(
                    call, form.chosen, account, form.proposal(), by=current_reader(), at=clock.now()
                )
                page = made.key
            flash(_("The invitation is sent. You are told of the answer."))
            return redirect(url_for("joining.invitation", key=page), code=303)
        except (actions.TooLate, IntegrityError):
            flash(_("Nothing was sent: this member is invited already, or nobody can answer for it now."))
    return render_template("joining/invite.html", call=call, form=form), form.status


def _as_whom(one: TeamInvitation, reader: Standing) -> Who:
    """The side this reader stands on; for everybody else there is no such page."""
    if may_run(one.call, reader):
        return Who.LEAD
    first = queries.asked_of_member(one)
    asked = {one.answered_by, first.owner_id if first else None}
    require(one.member_id == reader.member_id and (reader.window or reader.account_id in asked))
    return Who.MEMBER


@signed_in
def invitation(key: str) -> ResponseReturnValue:
    one, reader = or_404(queries.invitation(key)), standing()
    who = _as_whom(one, reader)
    waiting = queries.waiting_for(queries.invitation_subject(one))
    return render_template(
        "joining/invitation.html",
        one=one,
        call=one.call,
        lead=who is Who.LEAD,
        acts=rules.acts_of(INVITATION_STEPS, one.state, who),
        asked=waiting,
        mine=waiting is not None and waiting.owner_side == f"member:{reader.member_id}",
        reveal=queries.reveal(one.call_id, one.member_id),
        names_caller=teams.knows_caller(one.call, reader),
        sees_call=teams.circle_for(one.call, reader) is not None,
        here=teams.here(one.call.key, reader.account_id),
        reader_window=reader.window,
        labels=labels,
        reasons=REASONS,
        call_labels=call_labels,
    )


_BY_BUTTON = {"accept": Who.MEMBER, "name": Who.MEMBER, "agree": Who.LEAD, "withdraw": Who.LEAD}


@signed_in
@stands_on("joining.invitation")
@MOST_POSTS
def invitation_act(key: str, act: str) -> ResponseReturnValue:
    """The acts that need no words."""
    one, reader = or_404(queries.invitation(key)), standing()
    require(_as_whom(one, reader) is _BY_BUTTON[act])
    by, now, page = current_reader(), clock.now(), "joining.invitation"
    match act:
        case "accept":
            account = db.session.get_one(Account, reader.account_id)
            words = _("You are in the team. Its room opens once you have accepted the pledge.")
            return done(key, lambda: actions.accept(one, account, by=by, at=now), words, page)
        case "agree":
            words = _("The member is in the team as it proposed.")
            return done(key, lambda: actions.agree_to_counter(one, by=by, at=now), words, page)
        case "withdraw":
            words = _("The invitation is withdrawn, and the member is told.")
            return done(key, lambda: actions.withdraw_invitation(one, by=by, at=now), words, page)
        case _:
            require(one.call.anonymous and one.state in rules.OPEN_INVITATIONS)
            words = _("The name is open now, and this is recorded.")
            return done(key, lambda: actions.ask_for_name(one.call, one.member, by=by, at=now), words, page)


@signed_in
@MOST_POSTS
def decline_invitation(key: str) -> ResponseReturnValue:
    one = _for(key, Act.DECLINE, Who.MEMBER)
    form = DeclineInvitationForm()
    if form.submitted():
        return done(
            key,
            lambda: actions.decline_invitation(
                one, form.reason.data, form.words.data, by=current_reader(), at=clock.now()
            ),
            _("The invitation is declined, and the lead is told."),
            "joining.invitation",
        )
    if Act.DECLINE not in rules.acts_of(INVITATION_STEPS, one.state, Who.MEMBER):
        return _gone(key)
    return render_template("joining/decline_invitation.html", one=one, form=form), form.status


@signed_in
@MOST_POSTS
def counter(key: str) -> ResponseReturnValue:
    one = _for(key, Act.COUNTER, Who.MEMBER)
    form = CounterForm(role=one.role)
    if form.submitted():
        account = db.session.get_one(Account, current_reader().account_id)
        return done(
            key,
            lambda: actions.counter(
                one, account, form.role.data, form.words.data, by=current_reader(), at=clock.now()
            ),
            _("Your proposal is sent. The lead answers it."),
            "joining.invitation",
        )
    if Act.COUNTER not in rules.acts_of(INVITATION_STEPS, one.state, Who.MEMBER):
        return _gone(key)
    return render_template("joining/counter.html", one=one, form=form, call_labels=call_labels), form.status


@signed_in
@MOST_POSTS
def refuse(key: str) -> ResponseReturnValue:
    one = _for(key, Act.REFUSE, Who.LEAD)
    form = RefuseForm()
    if form.submitted():
        return done(
            key,
            lambda: actions.refuse_counter(one, form.words.data, by=current_reader(), at=clock.now()),
            _("The proposal is declined, and the member is told why."),
            "joining.invitation",
        )
    if Act.REFUSE not in rules.acts_of(INVITATION_STEPS, one.state, Who.LEAD):
        return _gone(key)
    return render_template("joining/refuse.html", one=one, form=form, call_labels=call_labels), form.status


def _for(key: str, act: Act, who: Who) -> TeamInvitation:
    """The invitation, for a reader whose part this is; if it can be done no more, the act says so."""
    one = or_404(queries.invitation(key))
    require(_as_whom(one, standing()) is who)
    return one


def _gone(key: str) -> ResponseReturnValue:
    flash(moved_on())
    return redirect(url_for("joining.invitation", key=key), code=303)
