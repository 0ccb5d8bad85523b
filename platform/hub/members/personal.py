"""What members' records hold about a person: the seat, and the contact person of the same address."""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, func, select
from sqlalchemy.orm import joinedload

from hub.accounts.models import Account
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.core.personal import Held
from hub.members.actions import leave
from hub.members.models import ContactPerson, Member, Seat


def held(account: Account) -> Iterator[Held]:
    seats = select(Seat, Member.name).join(Member, Seat.member_id == Member.id)
    yield Held(
        "seat",
        _l("Your seat at a member"),
        [
            {"member": name.ja or name.en, "role": seat.role}
            for seat, name in db.session.execute(seats.where(Seat.account_id == account.id))
        ],
    )
    yield Held(
        "contact_person",
        _l("You as a contact person"),
        [
            {
                "member": name.ja or name.en,
                "name_ja": person.name.ja,
                "name_en": person.name.en,
                "name_kana": person.name_kana,
                "department": person.department.ja or person.department.en,
                "email": person.email,
                "phone": person.phone,
                "released": person.released,
                "consented_on": person.consented_on,
            }
            for person, name in _as_contact(account)
        ],
    )


def close(account: Account, *, at: datetime) -> None:
    """The seat ends, and the person is no longer anybody's contact: the consent goes with the account."""
    open_one = select(Seat).options(joinedload(Seat.account))
    seat = db.session.scalar(open_one.where(Seat.account_id == account.id, Seat.ended_at.is_(None)))
    if seat is not None:
        seat.ended_at = at
        leave(seat, by=account.reader, at=at)
    for person, _name in _as_contact(account):
        db.session.delete(person)


def _as_contact(account: Account) -> list[Row[ContactPerson, Bilingual]]:
    asked = select(ContactPerson, Member.name).join(Member, ContactPerson.member_id == Member.id)
    return list(db.session.execute(asked.where(func.lower(ContactPerson.email) == account.email.lower())))
