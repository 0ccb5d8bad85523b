"""Taking a step of one of the two tables, and who stands on which side."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, case, update

from hub.accounts.models import Account
from hub.calls.models import Call
from hub.consortia.models import Expression, TeamInvitation
from hub.core.access import Reader
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.joining import queries
from hub.joining.rules import EXPRESSION_STEPS, INVITATION_STEPS, Act, Who, ends
from hub.journal.actions import about
from hub.members import queries as members
from hub.members.models import Member
from hub.requests import actions as requests
from hub.requests.actions import Answer, Question, Side
from hub.requests.models import Kind

# What an anonymous caller is called in letters and lists.
UNNAMED = Bilingual("匿名の会員", "An anonymous member")


class TooLate(Exception):
    """It has moved on, and this can no longer be done."""


class Overtaken(Exception):
    """Somebody of the same member saved the draft first; ``now`` is what stands there."""

    def __init__(self, now: "Draft") -> None:
        super().__init__()
        self.now = now


@dataclass(frozen=True)
class Draft:
    """What is written in an expression of interest; answers by need."""

    role: str = ""
    text: str = ""
    unclear: str = ""
    asks_name: bool = False
    answers: Mapping[int, tuple[str, str]] | None = None

    @property
    def fingerprint(self) -> str:
        """The same for two drafts in which nothing differs."""
        answers = sorted((self.answers or {}).items())
        whole = json.dumps([self.role, self.text, self.unclear, self.asks_name, answers])
        return hashlib.sha256(whole.encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Proposal:
    """A role, in words what it means, and by when an answer is wanted."""

    role: str
    text: str
    due: date


def move_expression(
    one: Expression, act: Act, who: Who, *still: ColumnElement[bool], **values: Any
) -> Expression:
    _step(Expression, one.id, ends(EXPRESSION_STEPS, act, who), values, still)
    return queries.fresh_expression(one.id)


def move_invitation(
    one: TeamInvitation, act: Act, who: Who, *still: ColumnElement[bool], **values: Any
) -> TeamInvitation:
    _step(TeamInvitation, one.id, ends(INVITATION_STEPS, act, who), values, still)
    return queries.fresh_invitation(one.id)


def _step(
    table: Any,
    number: int,
    leads: Mapping[Any, Any],
    values: Mapping[str, Any],
    still: Iterable[ColumnElement[bool]] = (),
) -> None:
    done = db.session.execute(
        update(table)
        .where(table.id == number, table.state.in_(list(leads)), *still)
        .values(state=case(dict(leads), value=table.state), **values)
        # What is in memory must not look done if the database says no.
        .execution_options(synchronize_session=False)
    )
    if not done.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
        raise TooLate


def ask(
    kind: Kind,
    subject: str,
    text: str,
    due: date,
    asker: Account,
    asker_side: Side,
    owner: Account,
    owner_side: Side,
    *,
    by: Reader,
    at: datetime,
) -> None:
    """Let one person owe an answer by a day."""
    question = Question(kind=kind, subject=subject, purpose=kind, text=text, due=due)
    requests.ask(question, asker, asker_side, owner, owner_side, by=by, at=at)


def settle(subject: str, given: Answer, *, by: Reader, at: datetime, tell: bool = True) -> None:
    """Answer the request by which somebody waits; ``TooLate`` if it waits no more."""
    waiting = queries.waiting_for(subject)
    if waiting is None or not requests.answer(waiting, given, by=by, at=at, tell=tell):
        raise TooLate


def take_back(subject: str, *, by: Reader, at: datetime) -> None:
    """Withdraw the request; ``TooLate`` if it waits no more."""
    waiting = queries.waiting_for(subject)
    if waiting is None or not requests.withdraw(waiting, by=by, at=at):
        raise TooLate


def side_of(member: Member) -> Side:
    return Side(about("member", member.id), member.name)


def callers_side(call: Call, towards: int) -> Side:
    """The caller as this member may know it: by name if it says so, or once both have opened it."""
    opened = queries.reveal(call.id, towards)
    hidden = call.anonymous and (opened is None or opened.opened_at is None)
    return Side(about("member", call.member_id), UNNAMED if hidden else call.member.name)


def who_runs(call: Call) -> Account:
    """The person who answers for the call; a window contact if that person has left."""
    return _here(call.member_id, call.account_id) or call.account


def whom_to_ask(member_id: int, known: int | None) -> Account | None:
    """The person of a member who is asked: one who is known to deal with it, or else a window contact."""
    return _here(member_id, known)


def _here(member_id: int, account_id: int | None) -> Account | None:
    people = members.people_of(member_id)
    own = [one for one in people if one.id == account_id]
    return next(iter(own or people), None)
