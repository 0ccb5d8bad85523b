"""Pages of expressions of interest: written by a member, read and decided by the caller; one's own calls and
teams."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from hub.accounts.models import Account
from hub.calls import labels as call_labels
from hub.calls import queries as calls
from hub.calls.models import Call, CallNeed
from hub.calls.rules import Standing, may_run
from hub.consortia import queries as teams
from hub.consortia.models import Expression
from hub.consortia.rules import WITH_ROOM
from hub.core import clock
from hub.core.access import current_reader, require, signed_in
from hub.core.db import transaction
from hub.core.typed import came_back, stands_on
from hub.core.web import current_language, or_404, pages
from hub.joining import actions, belonging, inviting, labels, queries, rules
from hub.joining.actions import Draft
from hub.joining.forms import DeclineExpressionForm, expression_form
from hub.joining.rules import Act, Who
from hub.joining.ways import MOST_POSTS, done, standing
from hub.members.models import Member

bp = pages("joining", __name__)
inviting.add_to(bp)
belonging.add_to(bp)


@bp.route("/consortia/own")
@signed_in
def own() -> ResponseReturnValue:
    """All a person has to do with calls: those they run, what they answered, invitations, teams."""
    reader = standing()
    require(reader.member_id is not None)
    member = int(reader.member_id or 0)
    expressions = [one for one in queries.expressions_by(member) if _may_write(one, reader)]
    invitations = queries.invitations_to(member)
    answered = [one.call for one in expressions] + [one.call for one in invitations]
    return render_template(
        "joining/own.html",
        calls=calls.own(reader),
        expressions=expressions,
        invitations=invitations,
        callers={call.id: teams.knows_caller(call, reader) for call in answered},
        teams=queries.teams_of(reader),
        labels=labels,
        call_labels=call_labels,
        has_room=WITH_ROOM,
    )


def _may_write(one: Expression, reader: Standing) -> bool:
    """Whoever wrote it, and the window contacts of its member."""
    return one.member_id == reader.member_id and (reader.window or one.account_id == reader.account_id)


def _answerable(key: str) -> tuple[Call, Standing]:
    """A call that this reader sees, and is a member to answer."""
    call, reader = or_404(calls.by_key(key)), standing()
    or_404(teams.circle_for(call, reader))
    require(reader.member_id is not None and not reader.secretariat)
    return call, reader


def _musts(call: Call) -> list[CallNeed]:
    return [one for one in call.needs if one.must]


@bp.route("/calls/<slug:key>/interest", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def express(key: str) -> ResponseReturnValue:
    """Write the answer of one's member to a call. It is told before whether and how the member fits."""
    call, reader = _answerable(key)
    member_id = int(reader.member_id or 0)
    one = queries.own_expression(call.id, member_id)
    if one is not None and (one.state != "draft" or not _may_write(one, reader)):
        if _may_write(one, reader):
            return redirect(url_for(".expression", key=one.key), code=303)
        return render_template("joining/taken.html", call=call, one=one)
    bar = rules.bar(call, reader, in_team=queries.is_in_team(call.id, reader.member_id))
    if bar is not None:
        flash(str(labels.BARS[bar]))
        return redirect(url_for("calls.detail", key=key), code=303)
    musts = _musts(call)
    told = queries.told_by_record(member_id, musts)
    language = current_language()
    prefills = rules.prefilled(
        musts,
        queries.earlier_answers(member_id, call.id),
        {number: (fills, words.text(language)) for number, (fills, words) in told.items()},
    )
    draft = (
        actions.draft_of(one)
        if one
        else Draft(role=_offered(queries.last_role(member_id, call.id), call), answers={})
    )
    form = expression_form(call, musts, draft, prefills if one is None else {})
    theirs = None
    if form.submitted():
        typed = form.draft(musts, anonymous=call.anonymous)
        try:
            return redirect(
                url_for(".expression", key=_kept(call, one, typed, form.base.data or "")), code=303
            )
        except actions.Overtaken as overtaken:
            theirs = overtaken.now
            form.base.data = theirs.fingerprint
        except (actions.TooLate, IntegrityError):
            # Sent, or begun by a colleague, while this was typed: what was typed stays on the page.
            flash(
                _("A colleague of yours has begun or sent an answer meanwhile. Nothing of yours was saved.")
            )
            return render_template("joining/taken.html", call=call, one=one, typed=typed), 409
    elif not form.is_submitted() and not came_back():
        form.base.data = draft.fingerprint if one else ""
    return render_template(
        "joining/express.html",
        call=call,
        one=one,
        form=form,
        musts=musts,
        told=told,
        theirs=theirs,
        labels=labels,
        call_labels=call_labels,
    ), 409 if theirs else form.status


def _offered(role: str, call: Call) -> str:
    """The only role sought is the one offered; otherwise the one offered last, if it is sought."""
    sought = [one.kind for one in call.roles]
    if len(set(sought)) == 1:
        return sought[0]
    return role if role in sought else ""


def _kept(call: Call, one: Expression | None, typed: Draft, base: str) -> str:
    with transaction() as session:
        if one is not None:
            actions.save(one, typed, base, by=current_reader())
            return one.key
        account = session.get_one(Account, current_reader().account_id)
        member = session.get_one(Member, standing().member_id)
        return actions.begin(call, member, account, typed, by=current_reader(), at=clock.now()).key


def _as_whom(one: Expression, reader: Standing) -> Who:
    """The side this reader stands on; for everybody else there is no such page."""
    if _may_write(one, reader):
        return Who.MEMBER
    require(may_run(one.call, reader) and one.state != "draft" and one.sent_at is not None)
    return Who.LEAD


@bp.route("/interests/<slug:key>")
@signed_in
def expression(key: str) -> ResponseReturnValue:
    one, reader = or_404(queries.expression(key)), standing()
    who = _as_whom(one, reader)
    musts = _musts(one.call)
    answers = {answer.need_id: (answer.fills, answer.text) for answer in one.answers}
    return render_template(
        "joining/expression.html",
        one=one,
        call=one.call,
        lead=who is Who.LEAD,
        musts=musts,
        answers=answers,
        told=queries.told_by_record(one.member_id, musts) if who is Who.MEMBER else {},
        missing=rules.missing(one.role, answers, musts),
        acts=rules.acts_of(rules.EXPRESSION_STEPS, one.state, who),
        asked=queries.waiting_for(queries.expression_subject(one)),
        reveal=queries.reveal(one.call_id, one.member_id),
        names_caller=teams.knows_caller(one.call, reader),
        sees_call=teams.circle_for(one.call, reader) is not None,
        is_open=one.call.stage == "open",
        labels=labels,
        call_labels=call_labels,
    )


_BY_BUTTON = {Act.SEND: Who.MEMBER, Act.WITHDRAW: Who.MEMBER, Act.AGAIN: Who.MEMBER, Act.SHORTLIST: Who.LEAD}


@bp.route("/interests/<slug:key>/<any(send,withdraw,again,shortlist):act>", methods=["POST"])
@signed_in
@stands_on("joining.expression")
@MOST_POSTS
def act(key: str, act: str) -> ResponseReturnValue:
    """The acts that need no words."""
    one, reader = or_404(queries.expression(key)), standing()
    require(_as_whom(one, reader) is _BY_BUTTON[Act(act)])
    by, now = current_reader(), clock.now()
    match Act(act):
        case Act.SEND:
            answers = {answer.need_id: (answer.fills, answer.text) for answer in one.answers}
            if rules.missing(one.role, answers, _musts(one.call)):
                return redirect(url_for(".expression", key=key), code=303)
            words = _("Your expression of interest is sent. You are told of the decision.")
            return done(key, lambda: actions.send(one, by=by, at=now), words)
        case Act.WITHDRAW:
            words = _("Your expression of interest is withdrawn.")
            return done(key, lambda: actions.withdraw(one, by=by, at=now), words)
        case Act.AGAIN:
            words = _("It is a draft again.")
            return done(key, lambda: actions.write_again(one, by=by), words)
        case _:
            words = _("It is on the short list, and the member is told.")
            return done(key, lambda: actions.shortlist(one, by=by, at=now), words)


@bp.route("/interests/<slug:key>/name", methods=["POST"])
@signed_in
@stands_on("joining.expression")
@MOST_POSTS
def open_name(key: str) -> ResponseReturnValue:
    """Agree that the names open, each side for itself."""
    one, reader = or_404(queries.expression(key)), standing()
    who = _as_whom(one, reader)
    require(one.call.anonymous and one.sent_at is not None)
    with transaction():
        opened = actions.agree_to_open(one.call, one.member, who, by=current_reader(), at=clock.now())
    flash(
        _("The name is open now, and this is recorded.")
        if opened
        else _("Your side agrees. The name opens when the other side agrees as well.")
    )
    return redirect(url_for(".expression", key=key), code=303)


@bp.route("/interests/<slug:key>/decline", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def decline(key: str) -> ResponseReturnValue:
    one, reader = or_404(queries.expression(key)), standing()
    require(_as_whom(one, reader) is Who.LEAD)
    if Act.DECLINE not in rules.acts_of(rules.EXPRESSION_STEPS, one.state, Who.LEAD):
        return redirect(url_for(".expression", key=key), code=303)
    form = DeclineExpressionForm()
    if form.submitted():
        return done(
            key,
            lambda: actions.decline(one, form.chosen, form.words.data, by=current_reader(), at=clock.now()),
            _("It is declined, and the member is told why."),
        )
    return render_template("joining/decline.html", one=one, form=form), form.status


@bp.route("/calls/<slug:key>/interests")
@signed_in
def expressions(key: str) -> ResponseReturnValue:
    """What the caller compares: who answered, with what of the must-haves, and whom it has invited."""
    call, reader = or_404(calls.by_key(key)), standing()
    require(may_run(call, reader))
    found = queries.expressions_of(call.id)
    return render_template(
        "joining/expressions.html",
        call=call,
        expressions=found,
        answers={one.id: {answer.need_id: answer.fills for answer in one.answers} for one in found},
        musts=_musts(call),
        invitations=queries.invitations_of(call.id),
        may_invite=rules.may_invite(call),
        labels=labels,
        call_labels=call_labels,
    )
