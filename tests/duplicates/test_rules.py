"""Which members seem to be one."""

from dataclasses import dataclass

import pytest

from hub.core.bilingual import Bilingual
from hub.duplicates.rules import Clue, Suspicion, fates, suspicions


@dataclass(frozen=True)
class One:
    id: int
    name: Bilingual
    corporate_number: str = ""


NUMBER, ANOTHER = "1180301018771", "5010401067252"


@pytest.mark.parametrize(
    ("first", "second", "clue"),
    [
        (One(1, Bilingual("青凪海底", "Aonagi")), One(2, Bilingual("株式会社青凪海底", "Other")), Clue.NAME),
        (One(1, Bilingual("青凪", "Aonagi Co., Ltd.")), One(2, Bilingual("別", "AONAGI")), Clue.NAME),
        (One(1, Bilingual("カイテイ", "A")), One(2, Bilingual("ｶｲﾃｲ", "B")), Clue.NAME),
        (One(1, Bilingual("一", "A"), NUMBER), One(2, Bilingual("二", "B"), NUMBER), Clue.NUMBER),
        (One(1, Bilingual("一", "A"), NUMBER), One(2, Bilingual("一", "A"), NUMBER), Clue.NUMBER),
        (One(1, Bilingual("一", "A"), NUMBER), One(2, Bilingual("一", "B"), ANOTHER), None),
        (One(1, Bilingual("株式会社", "")), One(2, Bilingual("有限会社", "")), None),
        (One(1, Bilingual("一", "")), One(2, Bilingual("二", "")), None),
    ],
)
def test_who_seems_to_be_one(first: One, second: One, clue: Clue | None) -> None:
    found = suspicions([second, first])
    assert found == ([Suspicion(1, 2, clue)] if clue else [])


def test_a_pair_that_somebody_found_to_be_two_is_left_alone() -> None:
    three = [One(number, Bilingual("一", "")) for number in (1, 2, 3)]
    assert [(one.first_id, one.second_id) for one in suspicions(three, [(1, 3)])] == [(1, 2), (2, 3)]


def test_a_row_that_may_stand_once_meets_its_twin() -> None:
    own = [("a", {"code": "x", "what": "1"}), ("b", {"code": "y", "what": "2"})]
    coming = [
        ("c", {"code": "x", "what": "1"}),
        ("d", {"code": "y", "what": "9"}),
        ("e", {"code": "z", "what": ""}),
    ]
    found = fates(own, coming, ("code",))
    assert [(one.row, one.twin, one.same) for one in found] == [
        ("c", "a", True),
        ("d", "b", False),
        ("e", None, False),
    ]


def test_without_a_key_only_the_same_words_are_a_twin() -> None:
    own = [("a", {"title": "x", "what": "1"})]
    found = fates(own, [("b", {"title": "x", "what": "2"}), ("c", {"title": "x", "what": "1"})], ())
    assert [one.twin for one in found] == [None, "a"]
