"""Which members seem to be one, and how two records differ. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any, Protocol

from hub.applications.rules import plain_name
from hub.core.bilingual import Bilingual


class Clue(StrEnum):
    """Why two members seem to be one; the stronger first."""

    NUMBER = "number"
    NAME = "name"


class Named(Protocol):
    """What a member must tell for the search for duplicates."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> Bilingual: ...
    @property
    def corporate_number(self) -> str: ...


@dataclass(frozen=True)
class Suspicion:
    """Two members, the older first, and why they seem to be one."""

    first_id: int
    second_id: int
    clue: Clue


def suspicions(members: Iterable[Named], distinct: Iterable[tuple[int, int]] = ()) -> list[Suspicion]:
    """Pairs with the same 法人番号 or, legal form and writing aside, the same name in either language.

    Two different 法人番号 are two organisations, whatever they are called. ``distinct`` are pairs that somebody
    has looked at, smaller number first.
    """
    shared: dict[tuple[Clue, str], list[Named]] = {}
    for one in members:
        if one.corporate_number:
            shared.setdefault((Clue.NUMBER, one.corporate_number), []).append(one)
        for name in {plain_name(half) for half in (one.name.ja, one.name.en) if half}:
            shared.setdefault((Clue.NAME, name), []).append(one)
    told = set(distinct)
    found: dict[tuple[int, int], Clue] = {}
    # A number comes after a name here, and as the stronger clue it is the one that stays.
    for (clue, _), group in sorted(shared.items()):
        for one, other in combinations(sorted(group, key=lambda member: member.id), 2):
            numbers = {one.corporate_number, other.corporate_number} - {""}
            if (one.id, other.id) not in told and len(numbers) < 2:
                found[one.id, other.id] = clue
    return [Suspicion(*pair, found[pair]) for pair in sorted(found)]


def differing(kept: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """The columns in which two records do not say the same."""
    return [column for column in kept if kept[column] != other[column]]


@dataclass(frozen=True)
class Fate:
    """What becomes of a row of the member that goes: taken over, or the same is there already (``twin``)."""

    row: Any
    twin: Any = None
    same: bool = False


def fates(
    own: Sequence[tuple[Any, Mapping[str, str]]],
    coming: Sequence[tuple[Any, Mapping[str, str]]],
    key: Sequence[str],
) -> list[Fate]:
    """For each row that comes, with its values as text: a row with the same ``key`` may stand only once.

    An empty key means that any number may stand, so only a row that says word for word the same is a twin.
    """

    def place(values: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(values[column] for column in key or values)

    standing = {place(values): (row, values) for row, values in own}
    made = []
    for row, values in coming:
        twin, said = standing.get(place(values), (None, {}))
        made.append(Fate(row, twin, twin is not None and dict(said) == dict(values)))
    return made
