"""Members by technology and country: who has what, and where. Interest in countries is members' part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.members.fields import RecordField, circles
from hub.members.models import Capability, CountryInterest, Interest, Member, ReferenceSite
from hub.members.queries.circles import are_shown
from hub.members.rules import Freshness, freshness, kana_order

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
    """Reference sites of all members and where they look, as far as such readers may know."""
    allowed = circles(signed_in=signed_in)
    sites = select(
        ReferenceSite.technology_code, ReferenceSite.country_code, Member.slug, Member.name, Member.sample
    ).join(Member, ReferenceSite.member_id == Member.id)
    sites = sites.where(are_shown(Member.id, RecordField.REFERENCES, allowed))
    found = {
        (technology, country, slug): Presence(technology, country, "experienced", slug, name, sample)
        for technology, country, slug, name, sample in db.session.execute(sites.order_by(ReferenceSite.id))
    }
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
        .where(
            CountryInterest.status.in_(_LOOKING),
            are_shown(Member.id, RecordField.COUNTRIES, allowed),
            are_shown(Member.id, RecordField.CAPABILITIES, allowed),
        )
        .order_by(Capability.id, CountryInterest.id)
    )
    for technology, country, status, slug, name, sample in db.session.execute(looking):
        found.setdefault(
            (technology, country, slug), Presence(technology, country, status, slug, name, sample)
        )
    return list(found.values())


def technologies_and_references(member_id: int, *, signed_in: bool) -> tuple[list[str], dict[str, int]]:
    """A member's technologies, and the number of its reference sites by country, as such readers may know them."""
    allowed = circles(signed_in=signed_in)
    codes = (
        select(Capability.technology_code)
        .where(
            Capability.member_id == member_id,
            are_shown(Capability.member_id, RecordField.CAPABILITIES, allowed),
        )
        .order_by(Capability.id)
    )
    counts = (
        select(ReferenceSite.country_code, func.count())
        .where(
            ReferenceSite.member_id == member_id,
            are_shown(ReferenceSite.member_id, RecordField.REFERENCES, allowed),
        )
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
    """Members that have delivered there (with which technologies) and that look there, as such readers may know."""
    allowed = circles(signed_in=signed_in)
    sites = db.session.execute(
        select(Member, ReferenceSite.technology_code)
        .join(ReferenceSite, ReferenceSite.member_id == Member.id)
        .where(
            ReferenceSite.country_code == code,
            are_shown(Member.id, RecordField.REFERENCES, allowed),
        )
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
    return [*found, *_looking_at(code, delivered, signed_in=signed_in)]


def _looking_at(code: str, delivered: Iterable[str], *, signed_in: bool) -> Sequence[Neighbour]:
    rows = db.session.execute(
        select(Member, CountryInterest.status)
        .join(CountryInterest, CountryInterest.member_id == Member.id)
        .where(
            CountryInterest.country_code == code,
            CountryInterest.status.in_(_LOOKING),
            are_shown(Member.id, RecordField.COUNTRIES, circles(signed_in=signed_in)),
        )
    )
    by_slug = {member.slug: (member, status) for member, status in rows if member.slug not in set(delivered)}
    ordered = _in_order(member for member, _ in by_slug.values())
    found = [_neighbour(member, by_slug[slug][1]) for slug, member in ordered]
    return sorted(found, key=lambda one: _LOOKING.index(Interest(one.presence)))


def with_technology(code: str, *, signed_in: bool) -> Sequence[Neighbour]:
    """Members that have this technology, with its maturity there, in 五十音 order, as such readers may know."""
    rows = db.session.execute(
        select(Member, Capability.maturity)
        .join(Capability, Capability.member_id == Member.id)
        .where(
            Capability.technology_code == code,
            are_shown(Member.id, RecordField.CAPABILITIES, circles(signed_in=signed_in)),
        )
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
    """How many members are active in a country, and how many plan to go there."""

    active: int
    future: int


def interest_in(code: str, *, signed_in: bool) -> InterestCount | None:
    """The number of members that look at this country, as such readers may know; None if nobody does."""
    rows = db.session.execute(
        select(CountryInterest.status, func.count())
        .where(
            CountryInterest.country_code == code,
            CountryInterest.status.in_(_LOOKING),
            are_shown(CountryInterest.member_id, RecordField.COUNTRIES, circles(signed_in=signed_in)),
        )
        .group_by(CountryInterest.status)
    )
    counted = dict(rows.all())
    if not counted:
        return None
    return InterestCount(counted.get(Interest.ACTIVE, 0), counted.get(Interest.FUTURE, 0))


@dataclass(frozen=True)
class Outline:
    """A member in short: what it has, where it has delivered and where it looks, as far as a reader may know.

    ``dormant``: nobody has confirmed the record for so long that it is not suggested to others.
    """

    id: int
    slug: str
    name: Bilingual
    sample: bool
    kind: str
    technologies: tuple[str, ...]
    delivered: frozenset[str]
    looking: frozenset[str]
    dormant: bool = False


def outlines(*, signed_in: bool, now: datetime) -> dict[int, Outline]:
    """All listed members in short, by id; what such readers may not know is not read for them."""
    allowed = circles(signed_in=signed_in)
    technologies: dict[int, list[str]] = {}
    for member_id, code in db.session.execute(
        select(Capability.member_id, Capability.technology_code)
        .where(are_shown(Capability.member_id, RecordField.CAPABILITIES, allowed))
        .order_by(Capability.id)
    ):
        technologies.setdefault(member_id, []).append(code)
    delivered = _codes(
        select(ReferenceSite.member_id, ReferenceSite.country_code).where(
            are_shown(ReferenceSite.member_id, RecordField.REFERENCES, allowed)
        )
    )
    looked_at = _codes(
        select(CountryInterest.member_id, CountryInterest.country_code).where(
            CountryInterest.status.in_(_LOOKING),
            are_shown(CountryInterest.member_id, RecordField.COUNTRIES, allowed),
        )
    )
    rows = db.session.execute(
        select(Member.id, Member.slug, Member.name, Member.sample, Member.kind, Member.confirmed_at)
        .where(Member.are_listed())
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
            dormant=freshness(confirmed_at, now) is Freshness.DORMANT,
        )
        for id, slug, name, sample, kind, confirmed_at in rows
    }


def _codes(pairs: Select[int, str]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for member_id, code in db.session.execute(pairs):
        found.setdefault(member_id, set()).add(code)
    return found
