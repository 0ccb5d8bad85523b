"""The opening of names between an anonymous caller and a member: both agree, and it is written down."""

from datetime import datetime

from sqlalchemy import Update, func, update

from hub.calls.models import Call
from hub.consortia.models import Reveal
from hub.core.access import Reader
from hub.core.db import db
from hub.joining import mails, queries
from hub.joining.rules import Who
from hub.journal.actions import about, record
from hub.members import queries as members
from hub.members.models import Member
from hub.notifications.actions import notify
from hub.notifications.models import Topic

_COLUMNS = {Who.LEAD: "caller_agreed_at", Who.MEMBER: "member_agreed_at"}


def agree_to_open(call: Call, member: Member, who: Who, *, by: Reader, at: datetime) -> bool:
    """One side agrees that this member learns who the caller is; True if now both have, and it is open.

    The statements follow each other on one row, so two that agree at the same moment open it once.
    """
    if not call.anonymous:
        return False
    if queries.reveal(call.id, member.id) is None:
        db.session.add(Reveal(call_id=call.id, member_id=member.id))
        db.session.flush()
    column = getattr(Reveal, _COLUMNS[who])
    own = (Reveal.call_id == call.id, Reveal.member_id == member.id)
    db.session.execute(_quietly(update(Reveal).where(*own).values({column: func.coalesce(column, at)})))
    opened = db.session.execute(
        _quietly(
            update(Reveal)
            .where(
                *own,
                Reveal.opened_at.is_(None),
                Reveal.caller_agreed_at.is_not(None),
                Reveal.member_agreed_at.is_not(None),
            )
            .values(opened_at=at)
        )
    )
    if not opened.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
        return False
    record("team-name-opened", by=by, subject=about("call", call.id), detail=about("member", member.id))
    for person in members.window_contacts(member.id):
        notify(
            person,
            Topic.CALLS,
            lambda: mails.opened_words(call),
            mails.page_of(call),
            at=at,
            letter=lambda person=person: mails.opened_letter(call, person.name),  # type: ignore[misc]  # bound now
        )
    return True


def ask_for_name(call: Call, member: Member, *, by: Reader, at: datetime) -> bool:
    """The member keeps the name to itself and asks for it."""
    return agree_to_open(call, member, Who.MEMBER, by=by, at=at)


def _quietly(statement: Update) -> Update:
    return statement.execution_options(synchronize_session=False)
