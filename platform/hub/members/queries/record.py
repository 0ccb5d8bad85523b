"""One member: its record, what it can do, where it has delivered, where it looks and whom to ask there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, select

from hub.core.access import Reader
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.countries.models import Country
from hub.members.models import (
    IN_STANDING,
    Capability,
    CaseStudy,
    ContactPerson,
    CountryInterest,
    Interest,
    Member,
    PastProject,
    ReferenceSite,
    Seat,
)
from hub.members.rules import may_see_contact, may_see_member, may_see_unreleased
from hub.technologies.models import Technology


@dataclass(frozen=True)
class Skill:
    """A capability with the name of its technology."""

    technology_code: str
    technology: Bilingual
    what: Bilingual
    maturity: str
    certifications: str


@dataclass(frozen=True)
class Delivery:
    """A reference site with the names of its technology and country."""

    technology_code: str
    technology: Bilingual
    country_code: str
    country: Bilingual
    year: int | None
    what: Bilingual


@dataclass(frozen=True)
class Looking:
    """A country of interest with its name."""

    country_code: str
    country: Bilingual
    status: str
    since: str


def by_slug(slug: str) -> Member | None:
    return db.session.scalar(select(Member).where(Member.slug == slug))


def visible(slug: str, reader: Reader) -> Member | None:
    """The member at this address, if there is one for this reader."""
    member = by_slug(slug)
    if member is None:
        return None
    own = None if member.listed else own_member_id(reader.account_id)
    return member if may_see_member(reader, member.id, own, listed=member.listed) else None


def own_member_id(account_id: int | None) -> int | None:
    """The member at which this account has its seat."""
    seat = seat_of(account_id)
    return seat.member_id if seat else None


def own_member(account_id: int) -> Member | None:
    """The member at which this account has its seat now, with its record."""
    seat = seat_of(account_id)
    return db.session.get(Member, seat.member_id) if seat else None


def seat_of(account_id: int | None) -> Seat | None:
    """The seat that this account holds now; none while the membership is suspended."""
    if account_id is None:
        return None
    asked = select(Seat).join(Member, Seat.member_id == Member.id)
    asked = asked.where(Seat.account_id == account_id, Seat.ended_at.is_(None))
    return db.session.scalar(asked.where(Member.state.in_(IN_STANDING)))


def skills_of(member_id: int) -> Sequence[Skill]:
    rows = db.session.execute(
        select(
            Capability.technology_code,
            Technology.name,
            Capability.what,
            Capability.maturity,
            Capability.certifications,
        )
        .join(Technology, Capability.technology_code == Technology.code)
        .where(Capability.member_id == member_id)
        .order_by(Capability.id)
    )
    return [Skill(*row) for row in rows]


def references_of(member_id: int) -> Sequence[Delivery]:
    """Where the member has delivered, newest first, what has no year last."""
    rows = db.session.execute(
        select(
            ReferenceSite.technology_code,
            Technology.name,
            ReferenceSite.country_code,
            Country.name,
            ReferenceSite.year,
            ReferenceSite.what,
        )
        .join(Technology, ReferenceSite.technology_code == Technology.code)
        .join(Country, ReferenceSite.country_code == Country.code)
        .where(ReferenceSite.member_id == member_id)
        .order_by(ReferenceSite.year.is_(None), ReferenceSite.year.desc(), ReferenceSite.id)
    )
    return [Delivery(*row) for row in rows]


def interests_of(member_id: int) -> Sequence[Looking]:
    """Where the member is active, plans to go and does not pursue, in this order."""
    order = case({Interest.ACTIVE: 0, Interest.FUTURE: 1}, value=CountryInterest.status, else_=2)
    rows = db.session.execute(
        select(CountryInterest.country_code, Country.name, CountryInterest.status, CountryInterest.since)
        .join(Country, CountryInterest.country_code == Country.code)
        .where(CountryInterest.member_id == member_id)
        .order_by(order, CountryInterest.id)
    )
    return [Looking(*row) for row in rows]


@dataclass(frozen=True)
class Done:
    """A past project with the name of its country, if it names one."""

    title: Bilingual
    what: Bilingual
    partners: Bilingual
    country_code: str | None
    country: Bilingual | None
    year: int | None


def projects_of(member_id: int) -> Sequence[Done]:
    """What the member has done before, newest first, what has no year last."""
    rows = db.session.execute(
        select(
            PastProject.title,
            PastProject.what,
            PastProject.partners,
            PastProject.country_code,
            Country,
            PastProject.year,
        )
        .outerjoin(Country, PastProject.country_code == Country.code)
        .where(PastProject.member_id == member_id)
        .order_by(PastProject.year.is_(None), PastProject.year.desc(), PastProject.id)
    )
    return [
        Done(title, what, partners, code, country.name if country else None, year)
        for title, what, partners, code, country, year in rows
    ]


def cases_of(member_id: int) -> Sequence[CaseStudy]:
    asked = select(CaseStudy).where(CaseStudy.member_id == member_id).order_by(CaseStudy.id)
    return db.session.scalars(asked).all()


def contacts_of(member_id: int, reader: Reader, own: int | None) -> Sequence[ContactPerson]:
    """The contact persons this reader may see; ``own`` is the member at which the reader has a seat."""
    if not reader.signed_in:
        return []
    asked = select(ContactPerson).where(ContactPerson.member_id == member_id).order_by(ContactPerson.id)
    if not may_see_unreleased(reader, member_id, own):
        asked = asked.where(ContactPerson.released)
    return [person for person in db.session.scalars(asked) if may_see_contact(reader, person, own)]
