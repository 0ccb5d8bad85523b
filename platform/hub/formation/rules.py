"""How a team stands: who fills what, where it has gaps, and when it is silent. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from statistics import median

from hub.calls.models import RoleKind, Stage
from hub.consortia.models import Fills, Place
from hub.consortia.rules import Here

SILENT_AFTER = timedelta(days=30)
# The stages in which a team is asked whether it still lives.
AWAITED = (Stage.OPEN, Stage.CLOSED, Stage.FORMING)


class Condition(StrEnum):
    """How one role or need of a team stands."""

    GAP = "gap"
    PARTLY = "partly"
    SINGLE = "single"
    OVERLAP = "overlap"
    HELD = "held"
    # Somebody takes it on though nobody asked for it.
    EXTRA = "extra"


# What needs somebody's eye first.
ALARMING = (Condition.GAP, Condition.PARTLY, Condition.SINGLE)


@dataclass(frozen=True)
class Row:
    """One line of the gap map: what is asked for, and by place what it says (empty: nothing)."""

    what: str
    text: str
    said: Mapping[int, str]
    condition: Condition

    @property
    def holders(self) -> list[int]:
        return [place for place, fills in self.said.items() if fills == Fills.YES]


@dataclass(frozen=True)
class Asked:
    """A need of a call, as far as the gap map goes."""

    id: int
    text: str
    must: bool


@dataclass(frozen=True)
class GapMap:
    roles: Sequence[Row]
    musts: Sequence[Row]
    nices: Sequence[Row]

    def of(self, *conditions: Condition) -> list[Row]:
        return [row for row in (*self.roles, *self.musts, *self.nices) if row.condition in conditions]


def gap_map(
    sought: Mapping[str, str],
    needs: Sequence[Asked],
    duties: Mapping[int, Iterable[str]],
    covers: Mapping[int, Mapping[int, str]],
) -> GapMap:
    """``sought``: kinds of role with the words of the call; ``duties`` of every place, ``covers`` by place."""
    many = len(duties) > 1
    held = {kind for kinds in duties.values() for kind in kinds}
    kinds = [kind for kind in RoleKind if kind in sought or kind in held]
    roles = []
    for kind in kinds:
        said = {place: str(Fills.YES) if kind in mine else "" for place, mine in duties.items()}
        roles.append(Row(kind, sought.get(kind, ""), said, role_condition(said.values(), kind in sought)))
    rows = []
    for need in needs:
        said = {place: covers.get(place, {}).get(need.id, "") for place in duties}
        condition = need_condition(said.values(), must=need.must, many=many)
        rows.append((need.must, Row(str(need.id), need.text, said, condition)))
    return GapMap(roles, [row for must, row in rows if must], [row for must, row in rows if not must])


def role_condition(said: Iterable[str], sought: bool) -> Condition:
    holders = sum(one == Fills.YES for one in said)
    if holders > 1:
        return Condition.OVERLAP
    if not holders:
        return Condition.GAP
    return Condition.HELD if sought else Condition.EXTRA


def need_condition(said: Iterable[str], *, must: bool, many: bool) -> Condition:
    """Two that have the same must-have are no fault; one alone is a single point of failure once there are more."""
    answers = list(said)
    holders = answers.count(Fills.YES)
    if not holders:
        return Condition.PARTLY if Fills.PARTLY in answers else Condition.GAP
    return Condition.SINGLE if must and many and holders == 1 else Condition.HELD


def may_edit(here: Here, place: Place) -> bool:
    """A place's own people say what it does; the lead may say it for all."""
    return here.lead or here.place.id == place.id


def fingerprint(roles: Iterable[str], covers: Mapping[int, str]) -> str:
    """The state a form was made from."""
    said = sorted(f"{need}={fills}" for need, fills in covers.items() if fills)
    return sha256("|".join([*sorted(roles), *said]).encode()).hexdigest()[:20]


def is_silent(last: datetime, asked: datetime | None, now: datetime) -> bool:
    """Whether a team is to be asked: nothing happened for long, and it was not asked lately."""
    before = now - SILENT_AFTER
    return last <= before and (asked is None or asked <= before)


def middle_days(spans: Iterable[timedelta]) -> float | None:
    """The median in days; None of nothing."""
    days = [span / timedelta(days=1) for span in spans]
    return median(days) if days else None
