"""Which other members could be partners of one, and why: every reason has its points, and they add up. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

# Having delivered where the other looks opens a door; technologies that are adopted together make one offer;
# looking at the same country is a wish on both sides.
DELIVERED_POINTS, COMPLEMENT_POINTS, LOOKING_POINTS, BOTH_DELIVERED_POINTS = 3.0, 10.0, 1.0, 1.0
MOST_COUNTRIES, MOST_COMPLEMENTS = 3, 2
# Below this share, adopted together is chance.
LEAST_RELATED = 0.3

Relatedness = Callable[[str, str], float]


class ReasonKind(StrEnum):
    """Why: technologies that go together; it has delivered where this one looks, or the other way round; both
    look there; both have delivered there."""

    COMPLEMENT = "complement"
    DELIVERED = "delivered"
    OPENS = "opens"
    BOTH_LOOK = "both_look"
    BOTH_DELIVERED = "both_delivered"


@dataclass(frozen=True)
class Profile:
    """What of a member counts here; ``looking`` is empty for readers who may not know it."""

    id: int
    technologies: tuple[str, ...]
    delivered: frozenset[str] = frozenset()
    looking: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reason:
    kind: ReasonKind
    points: float
    countries: tuple[str, ...] = ()
    own: str = ""
    other: str = ""
    related: float = 0.0


@dataclass(frozen=True)
class Partner:
    """A possible partner; ``rival`` are technologies both offer, which may make them competitors."""

    id: int
    points: float
    reasons: tuple[Reason, ...]
    rival: tuple[str, ...] = field(default=())


def partners(
    member: Profile, others: Iterable[Profile], related: Relatedness, *, limit: int = 5
) -> list[Partner]:
    """The others that have most to offer together with this member, the best first.

    ``related`` gives 0–1 for two technologies (``percentiles.proximity``). Who brings neither a technology that
    goes with one of the member's nor experience where it looks is no partner, however often both look alike.
    """
    found = [
        partner for other in others if other.id != member.id and (partner := _partner(member, other, related))
    ]
    return sorted(found, key=lambda one: (-one.points, one.id))[:limit]


def _partner(member: Profile, other: Profile, related: Relatedness) -> Partner | None:
    complements = _complements(member, other, related)
    delivered = _where(ReasonKind.DELIVERED, DELIVERED_POINTS, member.looking & other.delivered)
    if not (complements or delivered):
        return None
    reasons = (
        *complements,
        *delivered,
        *_where(ReasonKind.OPENS, DELIVERED_POINTS, member.delivered & other.looking),
        *_where(ReasonKind.BOTH_LOOK, LOOKING_POINTS, member.looking & other.looking),
        *_where(ReasonKind.BOTH_DELIVERED, BOTH_DELIVERED_POINTS, member.delivered & other.delivered),
    )
    rival = tuple(code for code in member.technologies if code in other.technologies)
    return Partner(other.id, sum(one.points for one in reasons), reasons, rival)


def _complements(member: Profile, other: Profile, related: Relatedness) -> list[Reason]:
    """For each technology only the other has, the own one it goes with best."""
    found = []
    for theirs in other.technologies:
        if theirs in member.technologies:
            continue
        best = max(member.technologies, key=lambda own: related(own, theirs), default="")
        share = related(best, theirs) if best else 0.0
        if share >= LEAST_RELATED:
            points = round(COMPLEMENT_POINTS * share, 1)
            found.append(Reason(ReasonKind.COMPLEMENT, points, own=best, other=theirs, related=share))
    return sorted(found, key=lambda one: -one.points)[:MOST_COMPLEMENTS]


def _where(kind: ReasonKind, points: float, countries: frozenset[str]) -> list[Reason]:
    if not countries:
        return []
    # All are named, the first few count: one more country adds little to what three have shown.
    return [Reason(kind, points * min(len(countries), MOST_COUNTRIES), tuple(sorted(countries)))]
