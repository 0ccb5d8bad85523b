"""Reading members: who has what, and where. Interest in countries is for signed-in readers only."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.members.models import Capability, CountryInterest, Interest, Member, ReferenceSite


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
    sites = select(
        ReferenceSite.technology_code, ReferenceSite.country_code, Member.slug, Member.name, Member.sample
    ).join(Member, ReferenceSite.member_id == Member.id)
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
        .where(CountryInterest.status.in_([Interest.ACTIVE, Interest.FUTURE]))
        .order_by(Capability.id, CountryInterest.id)
    )
    for technology, country, status, slug, name, sample in db.session.execute(looking):
        found.setdefault(
            (technology, country, slug), Presence(technology, country, status, slug, name, sample)
        )
    return list(found.values())


def technologies_and_references(member_id: int) -> tuple[list[str], dict[str, int]]:
    """A member's technologies, and the number of its reference sites by country."""
    codes = select(Capability.technology_code).where(Capability.member_id == member_id).order_by(Capability.id)
    counts = (
        select(ReferenceSite.country_code, func.count())
        .where(ReferenceSite.member_id == member_id)
        .group_by(ReferenceSite.country_code)
    )
    return list(db.session.scalars(codes)), {code: count for code, count in db.session.execute(counts)}
