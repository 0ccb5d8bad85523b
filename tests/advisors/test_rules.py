"""Who sees an advisor's mail address, and what filters leave."""

import pytest

from hub.advisors.rules import Face, Wanted, matching, may_see_email
from hub.core.access import VISITOR, Reader, Role

FACES = [
    Face(1, frozenset({"isdbt"}), frozenset({"PER", "BRA"}), frozenset({"ja", "es"}), "tv engineer"),
    Face(2, frozenset({"telemedicine"}), frozenset({"BRA"}), frozenset({"ja", "pt"}), "physician"),
]


def test_only_signed_in_readers_see_the_address() -> None:
    assert not may_see_email(VISITOR)
    assert may_see_email(Reader(account_id=1, role=Role.MEMBER))


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(), [1, 2]),
        (Wanted(technology="isdbt"), [1]),
        (Wanted(country="BRA"), [1, 2]),
        (Wanted(country="BRA", language="pt"), [2]),
        (Wanted(text="TV Engineer"), [1]),
        (Wanted(text="lawyer"), []),
    ],
)
def test_filters_leave_who_answers_all_of_them(wanted: Wanted, ids: list[int]) -> None:
    assert [face.id for face in matching(FACES, wanted, str.lower)] == ids
