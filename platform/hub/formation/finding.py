"""The smallest sets of members that fill what a team still needs. Pure and exact.

This is minimum set cover (Karp 1972). It is hard for many needs; a call has at most five must-haves and six roles,
so that it can be solved exactly. Why each step keeps the answer exact:

* Sets grow one member at a time, always by one that fills the first need still open. A smallest set has no member
  without use, so each is reached in as many steps as it has members, and the first step at which one is complete
  tells the least size.
* Of the members, and of the sets under way, those are dropped that ``most`` others of the same size excel: others
  that fill all that it fills and come earlier in the order. Whatever could be made of the dropped one can be made
  of each of those, and better; so it is not among the best ``most``. (An exchange with one already in the set
  would give a complete set that is smaller still, and there is none.)

A test compares both the size and the sets with trying everything.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest

Key = tuple[int, int, tuple[int, ...]]


@dataclass(frozen=True)
class Candidate:
    """A member by its place in the order of names. ``fills`` and ``extras`` are bits: needs, nice-to-haves."""

    place: int
    fills: int
    extras: int = 0
    deliveries: int = 0
    newcomer: bool = False


@dataclass(frozen=True)
class Group:
    """Members together."""

    fills: int = 0
    extras: int = 0
    deliveries: int = 0
    newcomers: int = 0
    places: tuple[int, ...] = ()

    @property
    def key(self) -> Key:
        """The order among groups that fill the same: more deliveries, more newcomers, then names."""
        return -self.deliveries, -self.newcomers, self.places

    @property
    def rank(self) -> tuple[int, Key]:
        """The order in which groups are shown: the nice-to-haves come first."""
        return -self.extras.bit_count(), self.key

    def with_(self, other: "Group") -> "Group":
        return Group(
            self.fills | other.fills,
            self.extras | other.extras,
            self.deliveries + other.deliveries,
            self.newcomers + other.newcomers,
            tuple(sorted(self.places + other.places)),
        )


def smallest_groups(candidates: Iterable[Candidate], needed: int, *, most: int = 10) -> list[Group]:
    """The best of the smallest groups that together fill all bits of ``needed``; none if that cannot be."""
    if not needed:
        return []
    single = [
        Group(one.fills & needed, one.extras, one.deliveries, int(one.newcomer), (one.place,))
        for one in candidates
        if one.fills & needed
    ]
    useful = _best(single, most)
    under_way = [Group()]
    for _ in range(needed.bit_count()):
        grown = {}
        for group in under_way:
            open_ = needed & ~group.fills
            first = open_ & -open_
            for one in useful:
                if one.fills & first:
                    more = group.with_(one)
                    grown[more.places] = more
        under_way = _best(grown.values(), most)
        complete = [group for group in under_way if group.fills == needed]
        if complete:
            return sorted(complete, key=lambda group: group.rank)[:most]
    return []


def _best(groups: Iterable[Group], most: int) -> list[Group]:
    """Without those that ``most`` others excel."""
    alike: defaultdict[tuple[int, int], list[Group]] = defaultdict(list)
    for group in groups:
        alike[group.fills, group.extras].append(group)
    left = [one for same in alike.values() for one in nsmallest(most, same, key=lambda group: group.key)]
    kept: list[Group] = []
    for group in sorted(left, key=lambda group: group.key):
        better = 0
        for one in kept:
            if not group.fills & ~one.fills and not group.extras & ~one.extras:
                better += 1
                if better == most:
                    break
        else:
            kept.append(group)
    return kept
