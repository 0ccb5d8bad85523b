"""Writing terms, proposing them, accepting them.

A version never changes. Whoever accepts holds the row of the version first, so of the last two that accept at the
same moment both count and the team is agreed once; and of accepting and changing a clause one comes first.
"""

from datetime import datetime

from sqlalchemy import select, update

from hub.accounts.models import Account
from hub.agreements import mails, queries, rules
from hub.agreements.models import (
    Acceptance,
    AgreementVersion,
    Clause,
    ClauseTemplate,
    Head,
    Objection,
    Share,
    VersionState,
)
from hub.calls.models import Call, Stage
from hub.consortia import actions as consortia
from hub.consortia import queries as teams
from hub.consortia.models import Place
from hub.core.access import Reader
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.journal.actions import about, record
from hub.notifications.actions import notify
from hub.notifications.models import Topic


class Overtaken(Exception):
    """Somebody else saved first; ``now`` is what stands there, of ``version``."""

    def __init__(self, now: str, version: int) -> None:
        super().__init__()
        self.now, self.version = now, version


class TooLate(Exception):
    """These terms are not proposed any more, or not as they were read."""


def write(
    call: Call, head: Head, text: str, version: int, account: Account, *, by: Reader, at: datetime
) -> bool:
    """Write a clause; ``version`` is that of the text it was made from, 0 for none. False if nothing differs."""
    now = queries.clause(call.id, head)
    if (now.text if now else "") == text and now is not None:
        return False
    if now is None:
        if version:
            raise Overtaken("", 0)
        # Two first ones at the same moment: the second fails on the pair of call and head.
        db.session.add(Clause(call_id=call.id, head=head, text=text, account_id=account.id, changed_at=at))
        db.session.flush()
    else:
        done = db.session.execute(
            update(Clause)
            .where(Clause.id == now.id, Clause.version == version)
            .values(text=text, version=Clause.version + 1, account_id=account.id, changed_at=at)
            .execution_options(synchronize_session=False)
        )
        if not done.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
            raise Overtaken(now.text, now.version)
    _changed(call, by=by, at=at)
    return True


def set_shares(call: Call, percents: dict[int, int], base: str, *, by: Reader, at: datetime) -> None:
    """Set the shares of all places; ``base`` is the fingerprint of those the form was made from."""
    held = queries.terms(call.id)
    if fingerprint_of_shares(held) != base:
        raise TooLate
    for one in held.members:
        row = db.session.scalar(select(Share).where(Share.place_id == one.place_id))
        if row is None:
            db.session.add(Share(place_id=one.place_id, percent=percents[one.place_id]))
        else:
            row.percent = percents[one.place_id]
    db.session.flush()
    _changed(call, by=by, at=at)


def fingerprint_of_shares(held: queries.Terms) -> str:
    return rules.fingerprint(held.members, {})


def _changed(call: Call, *, by: Reader, at: datetime) -> None:
    """What was proposed is proposed no more: everybody is asked again."""
    db.session.execute(
        update(AgreementVersion)
        .where(AgreementVersion.call_id == call.id, AgreementVersion.state == VersionState.PROPOSED)
        .values(state=VersionState.SUPERSEDED, decided_at=at)
        .execution_options(synchronize_session=False)
    )
    consortia.stir(call, at=at)
    record("team-terms-changed", by=by, subject=about("call", call.id))


def propose(call: Call, account: Account, read: str, *, by: Reader, at: datetime) -> AgreementVersion:
    """Ask all to accept the terms as they stand; ``read`` is the fingerprint of what the proposer saw.

    Raises ``TooLate`` if they have changed since or lack something. A second proposal at the same moment fails on
    its number.
    """
    held = queries.terms(call.id)
    if rules.fingerprint(held.members, held.texts) != read or rules.lacks(
        call.stage, held.members, held.texts
    ):
        raise TooLate
    number = queries.last_number(call.id) + 1
    title = {"ja": call.title.ja, "en": call.title.en}
    body = rules.canonical(call.key, title, number, held.members, held.texts)
    db.session.execute(
        update(AgreementVersion)
        .where(AgreementVersion.call_id == call.id, AgreementVersion.state == VersionState.PROPOSED)
        .values(state=VersionState.SUPERSEDED, decided_at=at)
        .execution_options(synchronize_session=False)
    )
    made = AgreementVersion(
        call_id=call.id,
        number=number,
        body=body,
        sha256=rules.sha256(body),
        account_id=account.id,
        proposed_at=at,
    )
    db.session.add(made)
    db.session.flush()
    _tell(call, mails.proposed_words, mails.proposed_letter, at=at)
    consortia.stir(call, at=at)
    record("team-terms-proposed", by=by, subject=about("call", call.id))
    return made


def accept(
    call: Call, number: int, digest: str, place: Place, account: Account, *, by: Reader, at: datetime
) -> bool:
    """Accept this version for a place; True if with it all have, and the team is agreed. Twice counts once.

    Raises ``TooLate`` if it is not what is proposed now, or the team is no longer the one it names.
    """
    held = db.session.execute(
        update(AgreementVersion)
        .where(
            AgreementVersion.call_id == call.id,
            AgreementVersion.number == number,
            AgreementVersion.sha256 == digest,
            AgreementVersion.state == VersionState.PROPOSED,
        )
        .values(number=AgreementVersion.number)
        .execution_options(synchronize_session=False)
    )
    if not held.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
        raise TooLate
    found = queries.version(call.id, number)
    if found is None:
        raise TooLate
    places = [one.id for one in teams.team_of(call.id)]
    if place.id not in places or rules.waited_for(found.body, places, ()) is None:
        raise TooLate
    accepted = set(db.session.scalars(select(Acceptance.place_id).where(Acceptance.version_id == found.id)))
    if place.id in accepted:
        return False
    db.session.add(Acceptance(version_id=found.id, place_id=place.id, account_id=account.id, at=at))
    db.session.flush()
    consortia.stir(call, at=at)
    record("team-terms-accepted", by=by, subject=about("call", call.id), detail=about("place", place.id))
    if rules.waited_for(found.body, places, {*accepted, place.id}):
        return False
    _agreed(call, found, by=by, at=at)
    return True


def _agreed(call: Call, found: AgreementVersion, *, by: Reader, at: datetime) -> None:
    db.session.execute(
        update(AgreementVersion)
        .where(AgreementVersion.call_id == call.id, AgreementVersion.state == VersionState.AGREED)
        .values(state=VersionState.SUPERSEDED)
        .execution_options(synchronize_session=False)
    )
    found.state, found.decided_at = VersionState.AGREED, at
    db.session.flush()
    _tell(call, mails.agreed_words, mails.agreed_letter, at=at)
    if call.stage == Stage.FORMING:
        consortia.agree(call, by=by, at=at)


def object_to(
    call: Call,
    found: AgreementVersion,
    place: Place,
    account: Account,
    text: str,
    *,
    by: Reader,
    at: datetime,
) -> None:
    """Say why not; others can still accept."""
    db.session.add(Objection(version_id=found.id, place_id=place.id, account_id=account.id, text=text, at=at))
    consortia.stir(call, at=at)
    record("team-terms-objected", by=by, subject=about("call", call.id), detail=about("place", place.id))


def word_template(head: Head, text: Bilingual, version: int, *, by: Reader, at: datetime) -> None:
    """What new clauses begin with; ``version`` is that of the wording it was made from, 0 for ours."""
    now = queries.template(head)
    before = queries.beginning(head)
    if now is None:
        if version:
            raise Overtaken("", 0)
        db.session.add(ClauseTemplate(head=head, text=text, changed_at=at))
    else:
        if now.version != version:
            raise Overtaken(now.text.ja, now.version)
        now.text, now.version, now.changed_at = text, now.version + 1, at
    record(
        "clause-template",
        by=by,
        subject=about("clause_template", head),
        changes={"ja": (before.ja, text.ja), "en": (before.en, text.en)},
    )


def _tell(call: Call, words: mails.Words, letter: mails.ToOne, *, at: datetime) -> None:
    for person in teams.people_here(call.id):
        notify(
            person,
            Topic.TEAMS,
            lambda: words(call),
            mails.page_of(call),
            at=at,
            letter=lambda person=person: letter(call, person.name),  # type: ignore[misc]  # bound now
        )
