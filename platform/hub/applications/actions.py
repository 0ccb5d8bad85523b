"""An application is written, submitted, reviewed and decided; and how a membership stands from then on.

Every step is taken by one statement that names the stage it starts from: of two people at once one takes it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from hub.accounts import keys
from hub.accounts import queries as people
from hub.accounts.models import Purpose
from hub.applications import mails, queries, rules
from hub.applications.models import (
    Application,
    ApplicationCapability,
    ApplicationComment,
    ApplicationCountry,
    Section,
    Stage,
)
from hub.applications.rules import Act, Who
from hub.core.access import VISITOR, Reader
from hub.core.bilingual import Bilingual, Language
from hub.core.clock import JAPAN
from hub.core.db import db
from hub.core.mail import Addressee, Letter, post
from hub.journal.actions import about, record
from hub.journal.models import JournalLine
from hub.members import actions as seats
from hub.members.models import (
    Capability,
    ContactPerson,
    CountryInterest,
    Interest,
    Maturity,
    Member,
    SeatRole,
)
from hub.members.queries import window_contacts
from hub.notifications.actions import notify
from hub.notifications.models import Link, Topic

TOPIC = "applications"


class TooLate(Exception):
    """The application has moved on meanwhile."""


@dataclass(frozen=True)
class Organisation:
    """The first section, as it was typed."""

    name: Bilingual
    name_kana: str
    corporate_number: str
    kind: str
    size_class: str
    prefecture: str
    website: str
    summary: Bilingual


@dataclass(frozen=True)
class Person:
    """The window contact to be."""

    person: Bilingual
    person_kana: str
    department: Bilingual
    phone: str
    released: bool


def ask(address: str, language: Language, *, at: datetime) -> None:
    """Send the way in. Whether anything is known of the address shows in the letter alone."""
    to = Addressee(address, language)
    account = people.account_at(address)
    if account is not None and account.active:
        post(Addressee(address, Language(account.language)), mails.has_account(), topic=TOPIC)
    else:
        post(to, mails.way_in(_key(address, at), at), topic=TOPIC)


def _key(address: str, at: datetime) -> str:
    return keys.make(Purpose.APPLICATION, address, at=at)


def address_of(key: str, *, now: datetime) -> str | None:
    """Whose application this key opens. It is good until it ages or a newer one is asked for."""
    found = keys.good(key, Purpose.APPLICATION, now=now)
    return found.address if found else None


def draft_of(address: str, language: Language, *, at: datetime) -> Application:
    """The application of this address while it may be written; begun with the first thing saved."""
    found = queries.of_address(address)
    if found is None:
        return _begin(address, language, attempt=1, at=at)
    held = db.session.execute(
        update(Application)
        .where(Application.id == found.id, Application.stage.in_((Stage.DRAFT, Stage.RETURNED)))
        .values(changed_at=at, language=language)
    )
    if not held.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
        raise TooLate
    return found


def _begin(address: str, language: Language, *, attempt: int, at: datetime) -> Application:
    made = Application(address=address, attempt=attempt, language=language, begun_at=at, changed_at=at)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        # Two windows of the same person at the same moment: the other one has begun it.
        raise TooLate from None
    record("application-begin", by=VISITOR, subject=about("application", made.id))
    return made


def begin_again(before: Application, language: Language, *, at: datetime) -> Application:
    """A new application after a refusal; the old one stays as it is."""
    if before.stage != Stage.REJECTED:
        raise TooLate
    return _begin(before.address, language, attempt=before.attempt + 1, at=at)


def save_organisation(draft: Application, given: Organisation) -> None:
    draft.name, draft.name_kana, draft.summary = given.name, given.name_kana, given.summary
    draft.corporate_number, draft.kind, draft.size_class = (
        given.corporate_number,
        given.kind,
        given.size_class,
    )
    draft.prefecture, draft.website = given.prefecture, given.website


def save_person(draft: Application, given: Person, *, at: datetime) -> None:
    draft.person, draft.person_kana, draft.department = given.person, given.person_kana, given.department
    draft.phone, draft.released = given.phone, given.released
    draft.consented_on = at.astimezone(JAPAN).date() if given.released else None


def accept_rules(draft: Application, *, at: datetime) -> None:
    draft.rules_version, draft.rules_accepted_at = rules.RULES_VERSION, at


def add_capability(draft: Application, technology: str, what: Bilingual, maturity: Maturity) -> None:
    """One line a technology: named again, it is replaced."""
    _remove_technology(draft, technology)
    db.session.add(
        ApplicationCapability(
            application_id=draft.id, technology_code=technology, what=what, maturity=maturity
        )
    )


def _remove_technology(draft: Application, technology: str) -> None:
    own = ApplicationCapability.application_id == draft.id
    db.session.execute(
        delete(ApplicationCapability).where(own, ApplicationCapability.technology_code == technology)
    )


def remove_capability(draft: Application, line: int) -> None:
    own = ApplicationCapability.application_id == draft.id
    db.session.execute(delete(ApplicationCapability).where(own, ApplicationCapability.id == line))


def add_country(draft: Application, country: str, status: Interest) -> None:
    own = ApplicationCountry.application_id == draft.id
    db.session.execute(delete(ApplicationCountry).where(own, ApplicationCountry.country_code == country))
    db.session.add(ApplicationCountry(application_id=draft.id, country_code=country, status=status))


def remove_country(draft: Application, line: int) -> None:
    own = ApplicationCountry.application_id == draft.id
    db.session.execute(delete(ApplicationCountry).where(own, ApplicationCountry.id == line))


def submit(application: Application, *, at: datetime) -> str:
    """Hand it in; gives the key of the letter, which has made the older one worthless.

    The number stays the same when it is handed in once more.
    """
    _advance(application, Act.SUBMIT, Who.APPLICANT, by=VISITOR)
    application.submitted_at = application.submitted_at or at
    application.changed_at = at
    key = _key(application.address, at)
    post(application.addressee, mails.received(application.number, key, at), topic=TOPIC)
    return key


def take_up(application: Application, *, by: Reader) -> None:
    _advance(application, Act.TAKE_UP, Who.SECRETARIAT, by=by)


def send_back(application: Application, comments: Mapping[Section, str], *, by: Reader, at: datetime) -> None:
    """Ask for changes, section by section."""
    _advance(application, Act.SEND_BACK, Who.SECRETARIAT, by=by)
    db.session.add_all(
        ApplicationComment(application_id=application.id, section=section, text=text, at=at)
        for section, text in comments.items()
    )
    letter = mails.returned(application.number, _key(application.address, at), at)
    post(application.addressee, letter, topic=TOPIC)


def reject(application: Application, reason: str, *, by: Reader, at: datetime) -> None:
    _advance(application, Act.REJECT, Who.SECRETARIAT, by=by, reason=reason)
    application.reason, application.decided_at = reason, at
    letter = mails.rejected(application.number, reason, _key(application.address, at), at)
    post(application.addressee, letter, topic=TOPIC)


def approve(application: Application, slug: str, *, by: Reader, at: datetime) -> Member:
    """Make the member with everything the application says, and invite its window contact."""
    _advance(application, Act.APPROVE, Who.SECRETARIAT, by=by)
    admitted = rules.step(Stage.APPROVED, Act.ADMIT, Who.SITE)
    assert admitted is not None  # noqa: S101  # the table has it; a test walks the table
    today = at.astimezone(JAPAN).date()
    member = Member(
        slug=slug,
        name=application.name,
        name_kana=application.name_kana,
        corporate_number=application.corporate_number,
        kind=application.kind,
        size_class=application.size_class,
        prefecture=application.prefecture,
        website=application.website,
        summary=application.summary,
        updated_on=today,
        state=admitted.end,
        renews_on=rules.a_year_on(today),
    )
    db.session.add(member)
    db.session.flush()
    application.member_id, application.decided_at = member.id, at
    _hang_on(member, application)
    record("member-admit", by=by, subject=about("member", member.id), detail=application.number)
    post(application.addressee, mails.approved(application.number), topic=TOPIC)
    guest = seats.InvitationDraft(
        application.address, application.person, SeatRole.WINDOW, Language(application.language)
    )
    seats.invite(member, guest, by=by, at=at)
    return member


def _hang_on(member: Member, application: Application) -> None:
    """What the application offers and looks at, and whom to ask."""
    sheet = queries.sheet(application)
    db.session.add_all(
        Capability(
            member_id=member.id, technology_code=one.technology_code, what=one.what, maturity=one.maturity
        )
        for one in sheet.offers
    )
    db.session.add_all(
        CountryInterest(
            member_id=member.id,
            country_code=one.country_code,
            status=one.status,
            since=str(member.updated_on.year) if member.updated_on else "",
        )
        for one in sheet.places
    )
    db.session.add(
        ContactPerson(
            member_id=member.id,
            name=application.person,
            name_kana=application.person_kana,
            department=application.department,
            email=application.address,
            phone=application.phone,
            released=application.released,
            consented_on=application.consented_on,
        )
    )


def _advance(application: Application, act: Act, who: Who, *, by: Reader, reason: str = "") -> None:
    """Take the step, if the application still stands where it starts."""
    step = rules.step(application.stage, act, who)
    if step is None:
        raise TooLate
    taken = db.session.execute(
        update(Application)
        .where(Application.id == application.id, Application.stage == step.start)
        .values(stage=step.end)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
        raise TooLate
    record(f"application-{act}", by=by, subject=about("application", application.id), reason=reason)


def change_standing(
    member: Member, act: Act, reason: str, *, by: Reader, at: datetime, who: Who = Who.SECRETARIAT
) -> JournalLine:
    """Renewal, suspension, the end. What a suspended member's people may see is asked anew on every request."""
    step = rules.step(member.state, act, who)
    if step is None:
        raise TooLate
    held = db.session.execute(
        update(Member)
        .where(Member.id == member.id, Member.state == step.start)
        .values(slug=Member.slug)
        .execution_options(synchronize_session=False)
    )
    if not held.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
        raise TooLate
    before = told(member)
    # Set on the object, not in the statement: what is found by search follows changes of objects.
    member.state = step.end
    if act is Act.RENEW:
        member.renews_on = rules.next_renewal(member.renews_on, at.astimezone(JAPAN).date())
    if act is Act.FALL_DUE:
        _tell_windows(member, partial(mails.renewal_due, member.slug, member.name), at=at)
    if act is Act.LEAVE:
        seats.end_all(member, by=by, at=at)
    changes = changes_between(before, told(member))
    return record(f"member-{act}", by=by, subject=about("member", member.id), reason=reason, changes=changes)


def told(member: Member) -> dict[str, str]:
    """How a member stands, as the journal tells it."""
    return {"state": str(member.state), "renews_on": str(member.renews_on or "")}


def changes_between(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    return {field: (text, after[field]) for field, text in before.items() if text != after[field]}


def put_back_standing(
    member: Member, before: Mapping[str, str], *, act: str, ended_at: datetime, by: Reader
) -> None:
    """Let a member stand as it did before an act, with the seats that ended at that moment. No step of its life:
    the act is taken back. Letters that have left are not."""
    now = told(member)
    member.state = before["state"]
    member.renews_on = date.fromisoformat(before["renews_on"]) if before["renews_on"] else None
    if now["state"] == Stage.WITHDRAWN:
        seats.open_again(member, ended_at=ended_at, by=by)
    changes = changes_between(now, told(member))
    record(act, by=by, subject=about("member", member.id), changes=changes)


def set_renewal(member: Member, day: date | None, *, by: Reader) -> None:
    """Renewal falls due on another day, or on none. The same day again changes nothing."""
    before = told(member)
    member.renews_on = day
    if changes := changes_between(before, told(member)):
        record("member-renewal-set", by=by, subject=about("member", member.id), changes=changes)


def announce_renewal(member: Member, *, at: datetime) -> None:
    """Tell the window contacts once that the renewal comes near."""
    assert member.renews_on is not None  # noqa: S101  # only such members are asked for
    member.renewal_told_for = member.renews_on
    letter = partial(mails.renewal_near, member.slug, member.name, member.renews_on)
    _tell_windows(member, letter, at=at)


def _tell_windows(member: Member, letter: Callable[[], Letter], *, at: datetime) -> None:
    page = Link("record.overview", {"slug": member.slug})
    for person in window_contacts(member.id):
        notify(person, Topic.MEMBERSHIP, lambda: letter().subject, page, at=at, letter=letter)
