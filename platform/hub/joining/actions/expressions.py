"""Expressions of interest: written and sent by a member, decided by the caller."""

from datetime import datetime

from sqlalchemy import delete, exists

from hub.accounts.models import Account
from hub.calls.actions import new_key
from hub.calls.models import Call, Stage
from hub.consortia.models import Expression, ExpressionAnswer, Reveal
from hub.core.access import Reader
from hub.core.clock import JAPAN
from hub.core.db import db
from hub.joining import mails, queries
from hub.joining.actions.moving import (
    Draft,
    Overtaken,
    TooLate,
    ask,
    callers_side,
    move_expression,
    settle,
    side_of,
    take_back,
    who_runs,
)
from hub.joining.actions.names import agree_to_open
from hub.joining.rules import Act, DeclineReason, Who, decide_by
from hub.journal.actions import about, record
from hub.members.models import Member
from hub.notifications.actions import notify
from hub.notifications.models import Topic
from hub.requests.actions import Answer
from hub.requests.models import Kind, Outcome


def begin(
    call: Call, member: Member, account: Account, draft: Draft, *, by: Reader, at: datetime
) -> Expression:
    """A draft; a second one of the same member fails on the pair of call and member."""
    one = Expression(key=new_key(), call_id=call.id, member_id=member.id, account_id=account.id, begun_at=at)
    db.session.add(one)
    db.session.flush()
    _write(one, draft)
    record("interest-begun", by=by, subject=about("expression", one.id))
    return queries.fresh_expression(one.id)


def save(one: Expression, draft: Draft, base: str, *, by: Reader) -> None:
    """Write what was typed; ``Overtaken`` if it is not as it was when the form was made."""
    now = queries.fresh_expression(one.id)
    if now.state != "draft":
        raise TooLate
    before = draft_of(now)
    if before == draft:
        return
    if before.fingerprint != base:
        raise Overtaken(before)
    _write(now, draft)
    record("interest-changed", by=by, subject=about("expression", one.id))


def draft_of(one: Expression) -> Draft:
    """What stands there; the expression has its answers loaded."""
    return Draft(
        one.role,
        one.text,
        one.unclear,
        one.asks_name,
        {answer.need_id: (answer.fills, answer.text) for answer in one.answers},
    )


def _write(one: Expression, draft: Draft) -> None:
    one.role, one.text, one.unclear, one.asks_name = draft.role, draft.text, draft.unclear, draft.asks_name
    db.session.execute(delete(ExpressionAnswer).where(ExpressionAnswer.expression_id == one.id))
    db.session.add_all(
        ExpressionAnswer(expression_id=one.id, need_id=need, fills=fills, text=text)
        for need, (fills, text) in (draft.answers or {}).items()
    )
    db.session.flush()


def send(one: Expression, *, by: Reader, at: datetime) -> None:
    """Send it; the caller owes a decision. ``TooLate`` if the call has closed or it was sent already."""
    still_open = exists().where(Call.id == one.call_id, Call.stage == Stage.OPEN)
    sent = move_expression(one, Act.SEND, Who.MEMBER, still_open, sent_at=at, decided_at=None)
    call = sent.call
    if call.anonymous:
        if queries.reveal(call.id, sent.member_id) is None:
            db.session.add(Reveal(call_id=call.id, member_id=sent.member_id))
            db.session.flush()
        if sent.asks_name:
            agree_to_open(call, sent.member, Who.MEMBER, by=by, at=at)
    ask(
        Kind.EXPRESSION,
        queries.expression_subject(sent),
        sent.text,
        decide_by(call, at.astimezone(JAPAN).date()),
        sent.account,
        side_of(sent.member),
        who_runs(call),
        callers_side(call, sent.member_id),
        by=by,
        at=at,
    )
    record("interest-sent", by=by, subject=about("expression", sent.id))


def withdraw(one: Expression, *, by: Reader, at: datetime) -> None:
    move_expression(one, Act.WITHDRAW, Who.MEMBER, decided_at=at)
    take_back(queries.expression_subject(one), by=by, at=at)
    record("interest-withdrawn", by=by, subject=about("expression", one.id))


def write_again(one: Expression, *, by: Reader) -> None:
    """From withdrawn back to a draft."""
    move_expression(one, Act.AGAIN, Who.MEMBER, sent_at=None, decided_at=None)
    record("interest-begun", by=by, subject=about("expression", one.id))


def shortlist(one: Expression, *, by: Reader, at: datetime) -> None:
    """Put it on the short list: from then on its member reads what the call keeps for the invited."""
    listed = move_expression(one, Act.SHORTLIST, Who.LEAD)
    notify(
        listed.account,
        Topic.CALLS,
        lambda: mails.shortlisted_words(listed.call),
        mails.page_of_expression(listed),
        at=at,
        letter=lambda: mails.shortlisted_letter(listed),
    )
    record("interest-shortlisted", by=by, subject=about("expression", one.id))


def decline(one: Expression, reason: DeclineReason, words: str, *, by: Reader, at: datetime) -> None:
    """Say no with a reason, which the member reads."""
    move_expression(one, Act.DECLINE, Who.LEAD, reason=reason, reason_words=words, decided_at=at)
    settle(
        queries.expression_subject(one),
        Answer(Outcome.DECLINED, text=words, reason=reason),
        by=by,
        at=at,
    )
    record("interest-declined", by=by, subject=about("expression", one.id), detail=str(reason))


def decline_all(call: Call, words: str, *, by: Reader, at: datetime) -> None:
    """The call has come to an end: who still waits is told so, with the reason."""
    for one in queries.waiting_expressions(call.id):
        decline(one, DeclineReason.CALL_ENDED, words, by=by, at=at)


def expire(one: Expression, *, at: datetime) -> None:
    move_expression(one, Act.EXPIRE, Who.SITE, decided_at=at)
