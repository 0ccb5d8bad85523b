"""Possible partners of a member with the names of what speaks for them, as far as the reader may know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hub.core.bilingual import Bilingual
from hub.matching.queries.facts import present_cube
from hub.matching.rules.factors import Cube
from hub.matching.rules.partners import Partner, Profile, Reason, Relatedness, partners
from hub.members.queries.places import Outline, outlines


@dataclass(frozen=True)
class PossiblePartner:
    """``member`` and why; ``countries`` and ``technologies`` name the codes in the reasons."""

    member: Outline
    points: float
    reasons: tuple[Reason, ...]
    rival: tuple[str, ...]


@dataclass(frozen=True)
class PossiblePartners:
    found: Sequence[PossiblePartner]
    countries: Mapping[str, Bilingual]
    technologies: Mapping[str, Bilingual]


def possible_partners(member_id: int, *, signed_in: bool, now: datetime) -> PossiblePartners:
    """The members that have most to offer together with this one; none for a member without technologies.

    Members whose record has not been confirmed for too long are not suggested.
    """
    cube = present_cube(signed_in=signed_in)
    known = outlines(signed_in=signed_in, now=now)
    own = known.get(member_id)
    suggested = [_profile(one) for one in known.values() if not one.dormant]
    found = partners(_profile(own), suggested, _relatedness(cube)) if own else []
    return PossiblePartners(
        found=[_named(partner, known) for partner in found],
        countries={country.code: country.name for country in cube.facts.countries},
        technologies={technology.code: technology.name for technology in cube.facts.technologies},
    )


def _profile(outline: Outline) -> Profile:
    return Profile(outline.id, outline.technologies, outline.delivered, outline.looking)


def _named(partner: Partner, known: Mapping[int, Outline]) -> PossiblePartner:
    return PossiblePartner(known[partner.id], partner.points, partner.reasons, partner.rival)


def _relatedness(cube: Cube) -> Relatedness:
    places = cube.facts.technology_index

    def related(one: str, other: str) -> float:
        # Comprehensive cooperation is no technology to offer, so it stands in no table.
        if one not in places or other not in places:
            return 0.0
        return float(cube.parts.relatedness[places[one], places[other]])

    return related
