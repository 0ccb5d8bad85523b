"""How roles and needs stand, when a team is silent, and how texts are cut for a picture."""

from datetime import UTC, datetime, timedelta

import pytest

from hub.calls.models import RoleKind
from hub.formation import pictures, rules
from hub.formation.partners import named_in
from hub.formation.rules import Asked, Condition

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DAY = timedelta(days=1)


def test_the_gap_map_tells_gaps_overlaps_and_what_hangs_on_one_alone() -> None:
    found = rules.gap_map(
        {RoleKind.TECHNOLOGY: "cables", RoleKind.FINANCE: "", RoleKind.LOCAL: ""},
        [
            Asked(1, "held by one", True),
            Asked(2, "held by two", True),
            Asked(3, "in part", True),
            Asked(4, "nobody", True),
            Asked(5, "nice, held by one", False),
        ],
        {10: [RoleKind.TECHNOLOGY, RoleKind.LOCAL], 11: [RoleKind.LOCAL, RoleKind.TRAINING]},
        {10: {1: "yes", 2: "yes", 3: "partly", 5: "yes"}, 11: {1: "no", 2: "yes"}},
    )
    assert {row.what: row.condition for row in found.roles} == {
        RoleKind.TECHNOLOGY: Condition.HELD,
        RoleKind.FINANCE: Condition.GAP,
        RoleKind.LOCAL: Condition.OVERLAP,
        RoleKind.TRAINING: Condition.EXTRA,
    }
    assert [row.condition for row in found.musts] == [
        Condition.SINGLE,
        Condition.HELD,
        Condition.PARTLY,
        Condition.GAP,
    ]
    assert [row.condition for row in found.nices] == [Condition.HELD]
    assert found.musts[0].holders == [10]
    assert found.of(Condition.SINGLE) == [found.musts[0]]


def test_one_member_alone_is_no_single_point_of_failure() -> None:
    found = rules.gap_map({}, [Asked(1, "", True)], {10: []}, {10: {1: "yes"}})
    assert found.musts[0].condition is Condition.HELD


@pytest.mark.parametrize(
    ("last", "asked", "silent"),
    [
        (30 * DAY, None, True),
        (30 * DAY - timedelta(seconds=1), None, False),
        (90 * DAY, 29 * DAY, False),
        (90 * DAY, 30 * DAY, True),
    ],
)
def test_a_team_is_silent_after_thirty_days_and_asked_again_after_thirty_more(
    last: timedelta, asked: timedelta | None, silent: bool
) -> None:
    assert rules.is_silent(NOW - last, asked and NOW - asked, NOW) is silent


def test_the_median_of_nothing_is_nothing() -> None:
    assert rules.middle_days([]) is None
    assert rules.middle_days([DAY, 2 * DAY, 6 * DAY]) == 2


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Short", ["Short"]),
        ("Local presence and relations", ["Local presence and", "relations"]),
        ("アオナギ海底ケーブル株式会社", ["アオナギ海底ケーブ", "ル株式会社"]),
        ("a b " * 30, ["a b a b a b a b a", "b a b a b a b a b…"]),
        ("", [""]),
    ],
)
def test_texts_of_a_picture_are_cut_into_short_lines(text: str, lines: list[str]) -> None:
    assert pictures.wrapped(text, 2) == lines


def test_a_picture_stays_within_its_frame() -> None:
    for count in range(1, 12):
        found = pictures.radial(("Lead", []), [("Member", ["Role"])] * count, ["Gap"])
        assert [one.number for one in found.around] == [*range(2, count + 2), 0]
        for one in found.everybody:
            assert 20 <= one.x <= found.width - 20
            assert 20 <= one.y <= found.height - 70
            assert 14 <= one.top <= found.height - 16
    assert pictures.radial(("Lead", []), [], []).everybody[0].number == 1


def test_a_list_of_partners_is_read_as_people_write_it() -> None:
    assert named_in("A社、B社", "C Ltd., D and E (lead: F)", fold=str.strip) >= {"A社", "B社", "D", "E"}
    assert "C, Ltd" in named_in("C, Ltd", fold=str.strip)
