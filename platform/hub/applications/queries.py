"""Reading applications: the applicant's own, the desk's lists, and members that look like the same organisation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select

from hub.accounts.models import Account
from hub.applications.models import (
    Application,
    ApplicationCapability,
    ApplicationComment,
    ApplicationCountry,
    Stage,
)
from hub.applications.rules import TOLD_BEFORE, Task, plain_name, tasks
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.countries.models import Country
from hub.journal.actions import about
from hub.journal.models import JournalLine
from hub.members.models import Member, Standing
from hub.technologies.models import Technology


@dataclass(frozen=True)
class Offer:
    """A technology the applicant offers, with its name."""

    id: int
    technology_code: str
    technology: Bilingual
    what: Bilingual
    maturity: str


@dataclass(frozen=True)
class Place:
    """A country the applicant looks at, with its name."""

    id: int
    country_code: str
    country: Bilingual
    status: str


@dataclass(frozen=True)
class Sheet:
    """An application as one looks at it; ``application`` is None until something is saved."""

    application: Application | None
    offers: tuple[Offer, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def tasks(self) -> list[Task]:
        return tasks(self.application, capabilities=len(self.offers), countries=len(self.places))

    @property
    def stage(self) -> Stage:
        return Stage(self.application.stage) if self.application else Stage.DRAFT

    @property
    def complete(self) -> bool:
        return all(task.done for task in self.tasks)


def of_address(address: str) -> Application | None:
    """The newest application of this address."""
    return db.session.scalar(
        select(Application)
        .where(Application.address == address)
        .order_by(Application.attempt.desc())
        .limit(1)
    )


def by_id(application_id: int) -> Application | None:
    """An application that has been submitted; drafts are their writers' own."""
    return db.session.scalar(
        select(Application).where(Application.id == application_id, Application.stage != Stage.DRAFT)
    )


def sheet(application: Application | None) -> Sheet:
    if application is None:
        return Sheet(None)
    offers = db.session.execute(
        select(
            ApplicationCapability.id,
            Technology.code,
            Technology.name,
            ApplicationCapability.what,
            ApplicationCapability.maturity,
        )
        .join(Technology, ApplicationCapability.technology_code == Technology.code)
        .where(ApplicationCapability.application_id == application.id)
        .order_by(ApplicationCapability.id)
    )
    places = db.session.execute(
        select(ApplicationCountry.id, Country.code, Country.name, ApplicationCountry.status)
        .join(Country, ApplicationCountry.country_code == Country.code)
        .where(ApplicationCountry.application_id == application.id)
        .order_by(ApplicationCountry.id)
    )
    return Sheet(
        application,
        tuple(Offer(*row) for row in offers),
        tuple(Place(*row) for row in places),
    )


def comments_of(application: Application | None) -> Mapping[str, str]:
    """By section, what the latest return asked for."""
    if application is None:
        return {}
    latest = (
        select(func.max(ApplicationComment.at))
        .where(ApplicationComment.application_id == application.id)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(ApplicationComment.section, ApplicationComment.text).where(
            ApplicationComment.application_id == application.id, ApplicationComment.at == latest
        )
    )
    return dict(rows.all())


def all_comments(application_id: int) -> Sequence[ApplicationComment]:
    return db.session.scalars(
        select(ApplicationComment)
        .where(ApplicationComment.application_id == application_id)
        .order_by(ApplicationComment.at.desc(), ApplicationComment.id)
    ).all()


def technologies() -> Mapping[str, Bilingual]:
    rows = select(Technology.code, Technology.name).where(Technology.matched).order_by(Technology.sort)
    return dict(db.session.execute(rows).all())


def countries() -> Mapping[str, Bilingual]:
    return dict(db.session.execute(select(Country.code, Country.name).order_by(Country.code)).all())


def counts() -> Mapping[str, int]:
    """How many applications stand at each stage; drafts are not the secretariat's."""
    rows = db.session.execute(
        select(Application.stage, func.count())
        .where(Application.stage != Stage.DRAFT)
        .group_by(Application.stage)
    )
    return dict(rows.all())


def count(stage: Stage) -> int:
    return counts().get(stage, 0)


def at_stage(stage: Stage, most: int) -> Sequence[Application]:
    """Those at a stage, who waits longest first."""
    return db.session.scalars(
        select(Application)
        .where(Application.stage == stage)
        .order_by(Application.submitted_at, Application.id)
        .limit(most)
    ).all()


@dataclass(frozen=True)
class Told:
    """A line of the journal about one application."""

    at: datetime
    act: str
    reason: str
    who: Bilingual | None


def history(application_id: int) -> Sequence[Told]:
    rows = db.session.execute(
        select(JournalLine.at, JournalLine.act, JournalLine.reason, Account.name)
        .outerjoin(Account, JournalLine.account_id == Account.id)
        .where(JournalLine.subject == about("application", application_id))
        .order_by(JournalLine.at, JournalLine.id)
    )
    return [Told(*row) for row in rows]


@dataclass(frozen=True)
class Alike:
    """A member or another application that may be the same organisation, and whether the number says so."""

    name: Bilingual
    slug: str
    application_id: int | None
    same_number: bool


def alike(application: Application) -> Sequence[Alike]:
    """Members and open applications with the same 法人番号 or, when normalised, the same name."""
    own = _keys(application.name)
    found = []
    for name, slug, number in db.session.execute(
        select(Member.name, Member.slug, Member.corporate_number)
        .where(Member.id != (application.member_id or 0), Member.state != Standing.ARCHIVED)
        .order_by(Member.slug)
    ):
        same = bool(number) and number == application.corporate_number
        if same or own & _keys(name):
            found.append(Alike(name, slug, None, same))
    others = select(Application.id, Application.name, Application.corporate_number).where(
        Application.id != application.id,
        Application.stage.in_((Stage.SUBMITTED, Stage.IN_REVIEW, Stage.RETURNED)),
    )
    for number_of, name, number in db.session.execute(others.order_by(Application.id)):
        same = bool(number) and number == application.corporate_number
        if same or own & _keys(name):
            found.append(Alike(name, "", number_of, same))
    return found


def _keys(name: Bilingual) -> set[str]:
    return {plain_name(one) for one in (name.ja, name.en) if one}


def slugs() -> set[str]:
    return set(db.session.scalars(select(Member.slug)))


def renewals_due(today: date) -> Sequence[int]:
    """The numbers of active members whose day of renewal has come."""
    asked = select(Member.id).where(Member.state == Stage.ACTIVE, Member.renews_on <= today)
    return db.session.scalars(asked.order_by(Member.renews_on, Member.id)).all()


def renewals_near(today: date) -> Sequence[int]:
    """The numbers of active members to be told that it comes within a month."""
    asked = select(Member.id).where(
        Member.state == Stage.ACTIVE,
        Member.renews_on > today,
        Member.renews_on <= today + TOLD_BEFORE,
        or_(Member.renewal_told_for.is_(None), Member.renewal_told_for != Member.renews_on),
    )
    return db.session.scalars(asked.order_by(Member.renews_on, Member.id)).all()


def waiting_for_renewal() -> int:
    return db.session.scalar(select(func.count()).where(Member.state == Stage.RENEWAL_DUE)) or 0
