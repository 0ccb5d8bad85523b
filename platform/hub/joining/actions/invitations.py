"""Inviting a named member to a role, and what it answers: yes, no, or something else instead."""

from datetime import datetime

from sqlalchemy import Exists, exists

from hub.accounts.models import Account
from hub.calls.actions import new_key
from hub.calls.models import Call
from hub.consortia.actions import stir
from hub.consortia.models import TeamInvitation
from hub.consortia.rules import WITH_ROOM
from hub.core.access import Reader
from hub.core.clock import JAPAN
from hub.core.db import db
from hub.joining import queries
from hub.joining.actions.moving import (
    Proposal,
    TooLate,
    ask,
    callers_side,
    move_expression,
    move_invitation,
    settle,
    side_of,
    take_back,
    who_runs,
    whom_to_ask,
)
from hub.joining.actions.names import agree_to_open
from hub.joining.actions.places import take_place
from hub.joining.rules import COUNTER_WITHIN, DECIDABLE, Act, Who
from hub.journal.actions import about, record
from hub.members.models import Member
from hub.requests.actions import Answer
from hub.requests.models import Kind, Outcome


def invite(
    call: Call, member: Member, account: Account, given: Proposal, *, by: Reader, at: datetime
) -> TeamInvitation:
    """Ask a member to take a role. A second one to it while the first is open fails on ``open_slot``.

    Raises ``TooLate`` if nobody can sign in for the member. An expression of interest of it is decided by this.
    """
    own = queries.own_expression(call.id, member.id)
    person = whom_to_ask(member.id, own.account_id if own else None)
    if person is None:
        raise TooLate
    made = TeamInvitation(
        key=new_key(),
        call_id=call.id,
        member_id=member.id,
        invited_by=account.id,
        role=given.role,
        text=given.text,
        sent_at=at,
        open_slot=f"{call.id}/{member.id}",
    )
    db.session.add(made)
    db.session.flush()
    if own and own.state in DECIDABLE:
        move_expression(own, Act.INVITE, Who.LEAD, decided_at=at)
        settle(queries.expression_subject(own), Answer(Outcome.ACCEPTED), by=by, at=at, tell=False)
    # Who invites agrees to be known by name; it opens once the invited side keeps it to itself.
    agree_to_open(call, member, Who.LEAD, by=by, at=at)
    ask(
        Kind.INVITATION,
        queries.invitation_subject(made),
        given.text,
        given.due,
        account,
        callers_side(call, member.id),
        person,
        side_of(member),
        by=by,
        at=at,
    )
    record("team-invite", by=by, subject=about("call", call.id), detail=about("member", member.id))
    return queries.fresh_invitation(made.id)


def accept(one: TeamInvitation, person: Account, *, by: Reader, at: datetime) -> None:
    """Take the place. ``TooLate`` if the invitation was taken back, or the team ended, the moment before."""
    taken = move_invitation(
        one,
        Act.ACCEPT,
        Who.MEMBER,
        _has_team(one),
        decided_at=at,
        open_slot=None,
        answered_by=person.id,
    )
    settle(queries.invitation_subject(one), Answer(Outcome.ACCEPTED), by=by, at=at)
    _join(taken, taken.role, person, by=by, at=at)


def _join(one: TeamInvitation, role: str, person: Account, *, by: Reader, at: datetime) -> None:
    take_place(one.call, one.member, person, role, at=at)
    agree_to_open(one.call, one.member, Who.MEMBER, by=by, at=at)
    stir(one.call, at=at)
    record("team-join", by=by, subject=about("call", one.call_id), detail=about("member", one.member_id))


def decline_invitation(one: TeamInvitation, reason: str, words: str, *, by: Reader, at: datetime) -> None:
    move_invitation(
        one,
        Act.DECLINE,
        Who.MEMBER,
        decided_at=at,
        open_slot=None,
        reason=reason,
        reason_words=words,
        answered_by=by.account_id,
    )
    subject = queries.invitation_subject(one)
    if one.state == "countered":
        take_back(subject, by=by, at=at)
    else:
        settle(subject, Answer(Outcome.DECLINED, text=words, reason=reason), by=by, at=at)
    record("team-invite-declined", by=by, subject=about("call", one.call_id))


def counter(one: TeamInvitation, person: Account, role: str, words: str, *, by: Reader, at: datetime) -> None:
    """Offer something else instead: from now on the lead owes an answer."""
    told = move_invitation(
        one, Act.COUNTER, Who.MEMBER, counter_role=role, counter_text=words, answered_by=person.id
    )
    subject = queries.invitation_subject(one)
    settle(subject, Answer(Outcome.COUNTERED, text=words), by=by, at=at, tell=False)
    ask(
        Kind.COUNTER,
        subject,
        words,
        at.astimezone(JAPAN).date() + COUNTER_WITHIN,
        person,
        side_of(told.member),
        who_runs(told.call),
        callers_side(told.call, told.member_id),
        by=by,
        at=at,
    )
    record("team-invite-countered", by=by, subject=about("call", one.call_id))


def agree_to_counter(one: TeamInvitation, *, by: Reader, at: datetime) -> None:
    """Take the member in as it proposed."""
    agreed = move_invitation(one, Act.AGREE, Who.LEAD, _has_team(one), decided_at=at, open_slot=None)
    settle(queries.invitation_subject(one), Answer(Outcome.ACCEPTED), by=by, at=at)
    person = whom_to_ask(agreed.member_id, agreed.answered_by)
    if person is None:
        raise TooLate
    _join(agreed, agreed.counter_role, person, by=by, at=at)


def refuse_counter(one: TeamInvitation, words: str, *, by: Reader, at: datetime) -> None:
    move_invitation(one, Act.REFUSE, Who.LEAD, decided_at=at, open_slot=None, reason_words=words)
    settle(queries.invitation_subject(one), Answer(Outcome.DECLINED, text=words), by=by, at=at)
    record("team-counter-declined", by=by, subject=about("call", one.call_id))


def withdraw_invitation(one: TeamInvitation, *, by: Reader, at: datetime) -> None:
    move_invitation(one, Act.WITHDRAW, Who.LEAD, decided_at=at, open_slot=None)
    take_back(queries.invitation_subject(one), by=by, at=at)
    record("team-invite-withdrawn", by=by, subject=about("call", one.call_id))


def withdraw_all(call: Call, words: str, *, by: Reader, at: datetime) -> None:
    """The team has come to an end: nobody need answer any more."""
    for one in queries.open_invitations(call.id):
        if one.state == "countered":
            refuse_counter(one, words, by=by, at=at)
        else:
            withdraw_invitation(one, by=by, at=at)


def expire_invitation(one: TeamInvitation, *, at: datetime) -> None:
    move_invitation(one, Act.EXPIRE, Who.SITE, decided_at=at, open_slot=None)


def _has_team(one: TeamInvitation) -> Exists:
    return exists().where(Call.id == one.call_id, Call.stage.in_(WITH_ROOM))
