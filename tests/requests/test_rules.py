"""The life of a request, who is who, and when it is reminded of."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from hub.requests import rules
from hub.requests.models import State
from hub.requests.rules import Act, Standing, Who

DUE = date(2026, 12, 7)


@dataclass
class Asked:
    state: str = State.OPEN
    asker_id: int = 1
    owner_id: int = 2
    asker_side: str = "member:10"
    owner_side: str = "member:20"


ASKER, OWNER = Standing(1, "member:10"), Standing(2, "member:20")
ASKERS_WINDOW, OWNERS_WINDOW = Standing(3, "member:10", True), Standing(4, "member:20", True)
STRANGERS = [
    Standing(9),
    Standing(9, "member:30", True),
    # A colleague who runs nothing, and people who have left their seat or changed sides.
    Standing(9, "member:10"),
    Standing(1),
    Standing(2, "member:30"),
    Standing(1, "member:20"),
]


def test_nothing_leads_out_of_an_end() -> None:
    ends = {State.ANSWERED, State.EXPIRED, State.WITHDRAWN}
    assert {one.start for one in rules.STEPS} == set(rules.WAITING)
    assert {one.end for one in rules.STEPS} == ends | set(rules.WAITING)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize(
    ("reader", "wanted"),
    [
        (ASKER, {Act.WITHDRAW}),
        (OWNER, {Act.ANSWER}),
        (ASKERS_WINDOW, {Act.WITHDRAW}),
        (OWNERS_WINDOW, {Act.HAND_OVER}),
    ],
)
def test_each_does_their_part_while_it_waits(state: State, reader: Standing, wanted: set[Act]) -> None:
    assert set(rules.acts_of(Asked(state), reader)) == (wanted if state in rules.WAITING else set())
    assert rules.may_see(Asked(state), reader)


@pytest.mark.parametrize("stranger", STRANGERS)
def test_strangers_see_and_do_nothing(stranger: Standing) -> None:
    assert not rules.may_see(Asked(), stranger)
    assert rules.acts_of(Asked(), stranger) == []
    assert not any(rules.has_part(act, Asked(), stranger) for act in Act)


def test_without_a_side_nobody_is_its_window() -> None:
    assert rules.who_is(Asked(asker_side="", owner_side=""), Standing(9, "", True)) == frozenset()
    assert rules.who_is(Asked(owner_side=""), Standing(2)) == {Who.OWNER}


@pytest.mark.parametrize(
    ("asked_on", "day", "wanted"),
    [
        (date(2026, 11, 23), date(2026, 12, 3), 0),
        (date(2026, 11, 23), date(2026, 12, 4), 1),
        (date(2026, 11, 23), date(2026, 12, 6), 1),
        (date(2026, 11, 23), date(2026, 12, 7), 2),
        (date(2026, 11, 23), date(2026, 12, 20), 2),
        # Asked three days before or later: fresh enough until the day itself.
        (date(2026, 12, 4), date(2026, 12, 6), 0),
        (date(2026, 12, 6), date(2026, 12, 7), 2),
    ],
)
def test_reminders_leave_three_days_before_and_on_the_day(asked_on: date, day: date, wanted: int) -> None:
    assert rules.reminders_due(asked_on, DUE, day) == wanted


def test_the_day_of_reminders_begins_at_eight_in_japan() -> None:
    assert rules.reminding_day(datetime(2026, 12, 6, 22, 59, tzinfo=UTC)) == date(2026, 12, 6)
    assert rules.reminding_day(datetime(2026, 12, 6, 23, 0, tzinfo=UTC)) == date(2026, 12, 7)


def test_it_expires_after_a_week_of_grace() -> None:
    assert not rules.is_expired(DUE, date(2026, 12, 14))
    assert rules.is_expired(DUE, date(2026, 12, 15))
    assert rules.is_overdue(State.REMINDED, DUE, date(2026, 12, 8))
    assert not rules.is_overdue(State.REMINDED, DUE, DUE)
    assert not rules.is_overdue(State.ANSWERED, DUE, date(2026, 12, 8))


@pytest.mark.parametrize(("day", "possible"), [(23, False), (24, True)])
def test_a_reply_is_wanted_from_tomorrow_at_the_earliest(day: int, possible: bool) -> None:
    today = date(2026, 11, 23)
    assert rules.is_possible_due(date(2026, 11, day), today) is possible
    assert rules.is_possible_due(date(2027, 1, 22), today)
    assert not rules.is_possible_due(date(2027, 1, 23), today)
