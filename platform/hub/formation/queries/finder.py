"""Who could fill what a team still needs, as far as members show it to members. Nothing else is read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from hub.calls.models import Call, CallCountry, CallNeed, RoleKind
from hub.consortia.models import Fills, Place
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.countries.models import Country
from hub.formation.finding import Candidate, smallest_groups
from hub.formation.queries import roles as team
from hub.members.fields import RecordField, circles
from hub.members.models import Capability, CountryInterest, Interest, Member, MemberKind, ReferenceSite
from hub.members.queries.circles import are_shown
from hub.members.rules import Freshness, freshness, kana_order
from hub.technologies.models import Technology

MOST = 10
_LOOKING = (Interest.ACTIVE, Interest.FUTURE)
# What an organisation of such a kind does by its nature. Other roles follow from the records, or people answer.
_BY_KIND: Mapping[str, frozenset[str]] = {
    RoleKind.OPERATOR: frozenset({MemberKind.CARRIER}),
    RoleKind.FINANCE: frozenset({MemberKind.BANK, MemberKind.TRADING_HOUSE}),
    RoleKind.RESEARCH: frozenset({MemberKind.UNIVERSITY}),
    RoleKind.ADVICE: frozenset({MemberKind.CONSULTANCY}),
}


class Because(StrEnum):
    """Why a member fills something."""

    CAPABILITY = "capability"
    REFERENCE = "reference"
    ACTIVE = "active"
    FUTURE = "future"
    KIND = "kind"


@dataclass(frozen=True)
class Reason:
    kind: Because
    name: Bilingual | None = None
    year: int | None = None
    code: str = ""


@dataclass(frozen=True)
class Need:
    """Something the team still needs and the records can tell of: a need of the call, or a role sought."""

    text: str
    role: str = ""
    technology: str = ""
    # One of these is enough; empty: anywhere.
    countries: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Suggested:
    """A member of a suggested set: what it fills and why."""

    slug: str
    name: Bilingual
    sample: bool
    newcomer: bool
    fills: Sequence[tuple[Need, Sequence[Reason]]]


@dataclass(frozen=True)
class SuggestedSet:
    members: Sequence[Suggested]
    extras: int
    deliveries: int
    newcomers: int


@dataclass(frozen=True)
class Found:
    """The answer of the finder, and what it could not look for."""

    needed: Sequence[Need]
    sets: Sequence[SuggestedSet]
    # Nobody fills these.
    nobody: Sequence[Need]
    # The records cannot tell who has these: texts of must-haves, kinds of role.
    by_people: Sequence[str]
    roles_by_people: Sequence[str]
    extras: Sequence[Need] = ()
    searched: int = 0


@dataclass(frozen=True)
class _Listed:
    """A member that may be suggested."""

    id: int
    slug: str
    name: Bilingual
    sample: bool
    kind: str


@dataclass
class _Records:
    """What members show of the technologies and countries that are asked for."""

    capabilities: set[tuple[int, str]] = field(default_factory=set)
    references: defaultdict[int, list[tuple[str, int | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    interests: dict[tuple[int, str], str] = field(default_factory=dict)
    experienced: set[int] = field(default_factory=set)


def suggestions(call: Call, places: Sequence[Place], *, now: datetime) -> Found:
    """The smallest sets of members that would fill what is open; ``places`` with their duties."""
    countries = tuple(
        db.session.scalars(select(CallCountry.country_code).where(CallCountry.call_id == call.id))
    )
    said = team.covers_of(call.id).values()
    covered = {need for one in said for need, fills in one.items() if fills == Fills.YES}
    open_needs = [need for need in team.needs_of(call.id) if need.id not in covered]
    held = {duty.kind for place in places for duty in place.duties}
    sought = [kind for kind in team.sought_of(call) if kind not in held]
    roles = {kind: _role(kind, call, countries) for kind in sought}
    needed = [_need(one) for one in open_needs if one.must and _tells(one)]
    needed += [one for one in roles.values() if one]
    extras = [_need(one) for one in open_needs if not one.must and _tells(one)]
    by_people = [one.text for one in open_needs if one.must and not _tells(one)]
    roles_by_people = [kind for kind, need in roles.items() if need is None]
    members = _members({place.member_id for place in places}, now)
    if not needed:
        return Found([], [], [], by_people, roles_by_people, extras, len(members))
    records = _records([*needed, *extras], countries)
    return _searched(members, records, needed, extras, countries, by_people, roles_by_people)


def _searched(
    members: Sequence[_Listed],
    records: _Records,
    needed: Sequence[Need],
    extras: Sequence[Need],
    countries: Sequence[str],
    by_people: Sequence[str],
    roles_by_people: Sequence[str],
) -> Found:
    candidates = [
        Candidate(
            place,
            _bits(member, needed, records),
            _bits(member, extras, records),
            sum(country in countries for country, _ in records.references[member.id]),
            member.id not in records.experienced,
        )
        for place, member in enumerate(members)
    ]
    possible = 0
    for one in candidates:
        possible |= one.fills
    groups = smallest_groups(candidates, possible, most=MOST)
    names = _names()
    sets = [
        SuggestedSet(
            [
                _suggested(members[place], [*needed, *extras], records, candidates[place], names)
                for place in group.places
            ],
            group.extras.bit_count(),
            group.deliveries,
            group.newcomers,
        )
        for group in groups
    ]
    nobody = [need for number, need in enumerate(needed) if not possible >> number & 1]
    return Found(needed, sets, nobody, by_people, roles_by_people, extras, len(members))


def _tells(need: CallNeed) -> bool:
    return bool(need.technology_code or need.country_code)


def _need(need: CallNeed) -> Need:
    return Need(
        need.text,
        technology=need.technology_code or "",
        countries=(need.country_code,) if need.country_code else (),
    )


def _role(kind: str, call: Call, countries: tuple[str, ...]) -> Need | None:
    """The role as far as records tell who could take it; None if they do not."""
    if kind == RoleKind.TECHNOLOGY and call.technology_code:
        return Need("", role=kind, technology=call.technology_code)
    if kind == RoleKind.LOCAL and countries:
        return Need("", role=kind, countries=countries)
    return Need("", role=kind, kinds=_BY_KIND[kind]) if kind in _BY_KIND else None


def _members(there: set[int], now: datetime) -> list[_Listed]:
    """Whom others find and nobody has forgotten, without those in the team, by the order of their names."""
    rows = db.session.execute(
        select(
            Member.id,
            Member.slug,
            Member.name,
            Member.sample,
            Member.kind,
            Member.name_kana,
            Member.confirmed_at,
        ).where(Member.are_listed(), Member.id.not_in(there))
    )
    found = [
        (kana_order(kana), _Listed(id, slug, name, sample, kind))
        for id, slug, name, sample, kind, kana, confirmed_at in rows
        if freshness(confirmed_at, now) is not Freshness.DORMANT
    ]
    return [one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].id))]


def _records(needs: Iterable[Need], countries: Iterable[str]) -> _Records:
    allowed = circles(signed_in=True)
    technologies = {one.technology for one in needs if one.technology}
    asked = {code for one in needs for code in one.countries} | set(countries)
    found = _Records()
    found.capabilities = set(
        db.session.execute(
            select(Capability.member_id, Capability.technology_code).where(
                Capability.technology_code.in_(technologies),
                are_shown(Capability.member_id, RecordField.CAPABILITIES, allowed),
            )
        ).all()
    )
    for member_id, country, year in db.session.execute(
        select(ReferenceSite.member_id, ReferenceSite.country_code, ReferenceSite.year)
        .where(are_shown(ReferenceSite.member_id, RecordField.REFERENCES, allowed))
        .order_by(ReferenceSite.year.desc(), ReferenceSite.id)
    ):
        found.experienced.add(member_id)
        if country in asked:
            found.references[member_id].append((country, year))
    for member_id, country, status in db.session.execute(
        select(CountryInterest.member_id, CountryInterest.country_code, CountryInterest.status).where(
            CountryInterest.country_code.in_(asked),
            CountryInterest.status.in_(_LOOKING),
            are_shown(CountryInterest.member_id, RecordField.COUNTRIES, allowed),
        )
    ):
        found.interests[member_id, country] = status
    return found


def _bits(member: _Listed, needs: Sequence[Need], records: _Records) -> int:
    return sum(1 << number for number, need in enumerate(needs) if _has(member, need, records))


def _has(member: _Listed, need: Need, records: _Records) -> bool:
    if need.kinds:
        return member.kind in need.kinds
    if need.technology and (member.id, need.technology) not in records.capabilities:
        return False
    return not need.countries or any(
        (member.id, code) in records.interests
        or any(country == code for country, _ in records.references.get(member.id, ()))
        for code in need.countries
    )


def _names() -> Callable[[str], Bilingual | None]:
    known = dict(db.session.execute(select(Technology.code, Technology.name)).all())
    known |= dict(db.session.execute(select(Country.code, Country.name)).all())
    return known.get


def _suggested(
    member: _Listed,
    needs: Sequence[Need],
    records: _Records,
    candidate: Candidate,
    names: Callable[[str], Bilingual | None],
) -> Suggested:
    return Suggested(
        member.slug,
        member.name,
        member.sample,
        candidate.newcomer,
        [(need, _reasons(member, need, records, names)) for need in needs if _has(member, need, records)],
    )


def _reasons(
    member: _Listed, need: Need, records: _Records, names: Callable[[str], Bilingual | None]
) -> list[Reason]:
    if need.kinds:
        return [Reason(Because.KIND, code=member.kind)]
    found = [Reason(Because.CAPABILITY, names(need.technology))] if need.technology else []
    for code in need.countries:
        sites = [
            (country, year) for country, year in records.references.get(member.id, ()) if country == code
        ]
        found += [Reason(Because.REFERENCE, names(country), year) for country, year in sites[:3]]
        if status := records.interests.get((member.id, code)):
            found.append(Reason(Because(status), names(code)))
    return found
