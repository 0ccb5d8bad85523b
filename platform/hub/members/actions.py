"""Acts about seats: people are invited, take their seat, change roles and leave."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from hub.accounts import actions as accounts
from hub.accounts import keys
from hub.accounts import queries as people
from hub.accounts.models import Account, MailedKey, Purpose
from hub.core.access import Reader, Role
from hub.core.bilingual import Bilingual, Language
from hub.core.db import db
from hub.core.mail import Addressee, post
from hub.journal.actions import about, record
from hub.members import mails
from hub.members.models import Invitation, Member, Seat, SeatRole
from hub.members.queries import seats
from hub.requests import actions as requests


class LastWindow(Exception):
    """The member would be left without a window contact."""


@dataclass(frozen=True)
class InvitationDraft:
    address: str
    name: Bilingual
    role: SeatRole
    language: Language


def invite(member: Member, draft: InvitationDraft, *, by: Reader, at: datetime) -> Invitation:
    """Ask a person to take a seat; asked again, the newer letter counts.

    Whoever invites is told the same whether the address has an account already; the letter tells the difference.
    """
    found = next((one for one in seats.invitations_of(member.id) if one.address == draft.address), None)
    if found is None:
        found = Invitation(member_id=member.id, address=draft.address)
        db.session.add(found)
    found.name, found.role, found.language, found.invited_at = draft.name, draft.role, draft.language, at
    db.session.flush()
    to = Addressee(draft.address, draft.language)
    key = keys.make(Purpose.INVITATION, draft.address, at=at, subject=about("invitation", found.id))
    known = people.account_at(draft.address) is not None
    letter = mails.already_here if known else partial(mails.invited, key)
    post(to, partial(letter, member.name, by.name), topic="seat")
    record("seat-invited", by=by, subject=about("member", member.id), detail=draft.role)
    return found


def withdraw(invitation: Invitation, *, by: Reader) -> None:
    keys.withdraw(Purpose.INVITATION, invitation.address)
    record("invitation-withdrawn", by=by, subject=about("member", invitation.member_id))
    db.session.delete(invitation)


def invited_by(found: MailedKey) -> Invitation | None:
    """The invitation a key opens, unless it was withdrawn or the address has got an account meanwhile.

    While the membership is suspended nobody takes a seat; the letter is good again afterwards.
    """
    if people.account_at(found.address) is not None:
        return None
    invitation = seats.invitation(int(found.subject.rpartition(":")[2]))
    return invitation if invitation and seats.is_in_standing(invitation.member_id) else None


def take_seat(invitation: Invitation, name: Bilingual, password: str, *, at: datetime) -> Account:
    """The invited person gets an account and the seat; the invitation is over."""
    account = accounts.add(invitation.address, name, Role.MEMBER, password, at=at)
    account.language = invitation.language
    db.session.add(
        Seat(account_id=account.id, member_id=invitation.member_id, role=invitation.role, since=at)
    )
    record("seat-taken", by=account.reader, subject=about("member", invitation.member_id))
    db.session.delete(invitation)
    return account


def change_role(seat: Seat, role: SeatRole, *, by: Reader) -> None:
    """Raises ``LastWindow`` if nobody would be left to run the seats."""
    before, seat.role = seat.role, role
    _keep_a_window(seat, by)
    record(
        "seat-role-changed", by=by, subject=about("member", seat.member_id), changes={"role": (before, role)}
    )


def end(seat: Seat, *, by: Reader, at: datetime) -> None:
    """Close a leaver's seat: no session, no password and no mailed link opens anything from now on.

    Raises ``LastWindow`` if the member would be left without a window contact; the secretariat may do it, and the
    member then stands in its queue.
    """
    seat.ended_at = at
    _keep_a_window(seat, by)
    leave(seat, by=by, at=at)
    _close(seat, by=by, at=at)


def _close(seat: Seat, *, by: Reader, at: datetime) -> None:
    seat.ended_at = at
    seat.account.active = False
    accounts.end_sessions(seat.account_id, at=at)
    keys.withdraw(Purpose.RESET, seat.account.email)
    post(seat.account.addressee, partial(mails.seat_ended, seats.member_name(seat.member_id)), topic="seat")
    record("seat-ended", by=by, subject=about("member", seat.member_id))


def end_all(member: Member, *, by: Reader, at: datetime) -> None:
    """Close every seat of a member that goes. What waits for an answer there stays, and expires."""
    for taken in seats.seats_of(member.id):
        _close(taken.seat, by=by, at=at)


def open_again(member: Member, *, ended_at: datetime, by: Reader) -> None:
    """Give back the seats that ended at that moment, but for people who have closed their account since."""
    for seat in seats.ended(member.id, ended_at):
        if seat.account.closed_at is None:
            seat.ended_at, seat.account.active = None, True
            record("seat-reopened", by=by, subject=about("member", member.id))


def leave(seat: Seat, *, by: Reader, at: datetime) -> None:
    """What waits for the person's answer goes to the first who is left; with nobody left it stays and expires."""
    db.session.flush()
    heirs = seats.heirs(seat)
    if heirs:
        requests.hand_over_all(seat.account, heirs[0], by=by, at=at)


def _keep_a_window(seat: Seat, by: Reader) -> None:
    # The member's row is held first: of two who end each other, the second sees what the first has done.
    db.session.get_one(Member, seat.member_id, with_for_update=True)
    db.session.flush()
    if not by.secretariat and not seats.windows(seat.member_id):
        raise LastWindow
