"""Members by technology and country: who has what, and where. Interest in countries is members' part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.members.models import LISTED, Capability, CountryInterest, Interest, Member, ReferenceSite
from hub.members.rules import kana_order

_LOOKING = (Interest.ACTIVE, Interest.FUTURE)


@dataclass(frozen=True)
class Presence:
    """A member with a technology and a country: ``experienced`` (reference site), ``active`` or ``future``."""

    technology: str
    country: str
    kind: str
    slug: str
    name: Bilingual
    sample: bool


def presence(*, signed_in: bool) -> Sequence[Presence]:
    """Reference sites of all members; for signed-in readers also whom they look at."""
    sites = (
        select(
            ReferenceSite.technology_code,
            ReferenceSite.country_code,
            Member.slug,
            Member.name,
            Member.sample,
        )
        .join(Member, ReferenceSite.member_id == Member.id)
        .where(Member.state.in_(LISTED))
    )
    found = {
        (technology, country, slug): Presence(technology, country, "experienced", slug, name, sample)
        for technology, country, slug, name, sample in db.session.execute(sites.order_by(ReferenceSite.id))
    }
    if not signed_in:
        return list(found.values())
    looking = (
        select(
            Capability.technology_code,
            CountryInterest.country_code,
            CountryInterest.status,
            Member.slug,
            Member.name,
            Member.sample,
        )
        .join(Member, Capability.member_id == Member.id)
        .join(CountryInterest, CountryInterest.member_id == Member.id)
        .where(CountryInterest.status.in_(_LOOKING), Member.state.in_(LISTED))
        .order_by(Capability.id, CountryInterest.id)
    )
    for technology, country, status, slug, name, sample in db.session.execute(looking):
        found.setdefault(
            (technology, country, slug), Presence(technology, country, status, slug, name, sample)
        )
    return list(found.values())


def technologies_and_references(member_id: int) -> tuple[list[str], dict[str, int]]:
    """A member's technologies, and the number of its reference sites by country."""
    codes = (
        select(Capability.technology_code).where(Capability.member_id == member_id).order_by(Capability.id)
    )
    counts = (
        select(ReferenceSite.country_code, func.count())
        .where(ReferenceSite.member_id == member_id)
        .group_by(ReferenceSite.country_code)
    )
    return list(db.session.scalars(codes)), dict(db.session.execute(counts).all())


@dataclass(frozen=True)
class Neighbour:
    """A member as a line on another room's page; ``presence`` says why it stands there, ``kind`` what it is.

    In a country, ``presence`` is ``experienced``, ``active`` or ``future``; with a technology, the maturity.
    """

    slug: str
    name: Bilingual
    sample: bool
    kind: str
    presence: str
    technologies: tuple[str, ...] = ()


def in_country(code: str, *, signed_in: bool) -> Sequence[Neighbour]:
    """Members that have delivered there (with which technologies); for signed-in readers also who looks there."""
    sites = db.session.execute(
        select(Member, ReferenceSite.technology_code)
        .join(ReferenceSite, ReferenceSite.member_id == Member.id)
        .where(ReferenceSite.country_code == code, Member.state.in_(LISTED))
        .order_by(ReferenceSite.id)
    )
    members: dict[str, Member] = {}
    delivered: dict[str, dict[str, None]] = {}
    for member, technology in sites:
        members[member.slug] = member
        delivered.setdefault(member.slug, {})[technology] = None
    found = [
        _neighbour(member, "experienced", delivered[slug]) for slug, member in _in_order(members.values())
    ]
    return [*found, *_looking_at(code, delivered)] if signed_in else found


def _looking_at(code: str, delivered: Iterable[str]) -> Sequence[Neighbour]:
    rows = db.session.execute(
        select(Member, CountryInterest.status)
        .join(CountryInterest, CountryInterest.member_id == Member.id)
        .where(
            CountryInterest.country_code == code,
            CountryInterest.status.in_(_LOOKING),
            Member.state.in_(LISTED),
        )
    )
    by_slug = {member.slug: (member, status) for member, status in rows if member.slug not in set(delivered)}
    ordered = _in_order(member for member, _ in by_slug.values())
    found = [_neighbour(member, by_slug[slug][1]) for slug, member in ordered]
    return sorted(found, key=lambda one: _LOOKING.index(Interest(one.presence)))


def with_technology(code: str) -> Sequence[Neighbour]:
    """Members that have this technology, with its maturity there, in 五十音 order."""
    rows = db.session.execute(
        select(Member, Capability.maturity)
        .join(Capability, Capability.member_id == Member.id)
        .where(Capability.technology_code == code, Member.state.in_(LISTED))
    )
    by_slug = {member.slug: (member, maturity) for member, maturity in rows}
    ordered = _in_order(member for member, _ in by_slug.values())
    return [_neighbour(member, by_slug[slug][1], (code,)) for slug, member in ordered]


def _in_order(members: Iterable[Member]) -> list[tuple[str, Member]]:
    return [(one.slug, one) for one in sorted(members, key=lambda one: kana_order(one.name_kana))]


def _neighbour(member: Member, presence: str, technologies: Iterable[str] = ()) -> Neighbour:
    return Neighbour(member.slug, member.name, member.sample, member.kind, presence, tuple(technologies))


@dataclass(frozen=True)
class InterestCount:
    """How many members are active in a country, and how many plan to go there. Members' part."""

    active: int
    future: int


def interest_in(code: str) -> InterestCount | None:
    """The number of members that look at this country; None if nobody does. For signed-in readers only."""
    rows = db.session.execute(
        select(CountryInterest.status, func.count())
        .join(Member, CountryInterest.member_id == Member.id)
        .where(
            CountryInterest.country_code == code,
            CountryInterest.status.in_(_LOOKING),
            Member.state.in_(LISTED),
        )
        .group_by(CountryInterest.status)
    )
    counted = dict(rows.all())
    if not counted:
        return None
    return InterestCount(counted.get(Interest.ACTIVE, 0), counted.get(Interest.FUTURE, 0))


@dataclass(frozen=True)
class Outline:
    """A member in short: what it has, where it has delivered and, for those who may know, where it looks."""

    id: int
    slug: str
    name: Bilingual
    sample: bool
    kind: str
    technologies: tuple[str, ...]
    delivered: frozenset[str]
    looking: frozenset[str]


def outlines(*, signed_in: bool) -> dict[int, Outline]:
    """All members in short, by id; what only signed-in readers may know is not read for others."""
    technologies: dict[int, list[str]] = {}
    for member_id, code in db.session.execute(
        select(Capability.member_id, Capability.technology_code).order_by(Capability.id)
    ):
        technologies.setdefault(member_id, []).append(code)
    delivered = _codes(select(ReferenceSite.member_id, ReferenceSite.country_code))
    looking = select(CountryInterest.member_id, CountryInterest.country_code).where(
        CountryInterest.status.in_(_LOOKING)
    )
    looked_at = _codes(looking) if signed_in else {}
    rows = db.session.execute(
        select(Member.id, Member.slug, Member.name, Member.sample, Member.kind)
        .where(Member.state.in_(LISTED))
        .order_by(Member.id)
    )
    return {
        id: Outline(
            id=id,
            slug=slug,
            name=name,
            sample=sample,
            kind=kind,
            technologies=tuple(technologies.get(id, ())),
            delivered=frozenset(delivered.get(id, ())),
            looking=frozenset(looked_at.get(id, ())),
        )
        for id, slug, name, sample, kind in rows
    }


def _codes(pairs: Select[int, str]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for member_id, code in db.session.execute(pairs):
        found.setdefault(member_id, set()).add(code)
    return found
