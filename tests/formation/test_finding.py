"""The smallest groups of members are really the smallest, and the best of them."""

import random
import time
from itertools import combinations

import pytest

from hub.formation.finding import Candidate, Group, smallest_groups


def by_trying_everything(candidates: list[Candidate], needed: int, most: int) -> list[Group]:
    for size in range(1, len(candidates) + 1):
        found = []
        for some in combinations(candidates, size):
            group = Group()
            for one in some:
                group = group.with_(
                    Group(one.fills & needed, one.extras, one.deliveries, int(one.newcomer), (one.place,))
                )
            if group.fills == needed:
                found.append(group)
        if found:
            return sorted(found, key=lambda group: group.rank)[:most]
    return []


@pytest.mark.parametrize("seed", range(300))
def test_they_are_those_that_trying_everything_finds(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # dice, no secret
    needs, extras, share = chance.randint(1, 6), chance.randint(0, 3), chance.choice((0.15, 0.3, 0.5))

    def bits(count: int) -> int:
        return sum(1 << bit for bit in range(count) if chance.random() < share)

    members = [
        Candidate(place, bits(needs), bits(extras), chance.randint(0, 2), chance.random() < 0.5)
        for place in range(chance.randint(1, 14))
    ]
    needed = (1 << needs) - 1
    for most in (1, 3, 10):
        assert smallest_groups(members, needed, most=most) == by_trying_everything(members, needed, most)


def test_nothing_is_found_where_one_need_is_filled_by_nobody() -> None:
    assert smallest_groups([Candidate(0, 0b01)], 0b11) == []
    assert smallest_groups([Candidate(0, 0b01)], 0) == []


def test_nice_to_haves_come_before_deliveries_and_deliveries_before_newcomers() -> None:
    groups = smallest_groups(
        [
            Candidate(0, 1),
            Candidate(1, 1, newcomer=True),
            Candidate(2, 1, deliveries=4),
            Candidate(3, 1, extras=1),
        ],
        1,
    )
    assert [group.places for group in groups] == [(3,), (2,), (1,), (0,)]


@pytest.mark.parametrize("share", [0.02, 0.1, 0.4])
def test_a_hundred_times_as_many_members_take_no_noticeable_time(share: float) -> None:
    chance = random.Random(7)  # noqa: S311  # dice, no secret
    needed = (1 << 6) - 1
    members = [
        Candidate(
            place,
            sum(1 << bit for bit in range(6) if chance.random() < share),
            sum(1 << bit for bit in range(5) if chance.random() < share),
            chance.randint(0, 5),
            chance.random() < 0.5,
        )
        for place in range(12_400)
    ]
    begun = time.process_time()
    assert smallest_groups(members, needed)
    assert time.process_time() - begun < 3
