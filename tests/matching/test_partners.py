"""Possible partners: reasons with points that add up, nothing a reader may not know, and no mere look-alikes."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hub.core import clock
from hub.matching.queries.partners import possible_partners
from hub.matching.rules.partners import Profile, ReasonKind, partners
from hub.members import queries
from tests.conftest import seed_rows

RELATED = {("cable", "5g"): 0.6, ("cable", "tv"): 0.2, ("health", "5g"): 0.4}
SLUG = "aonagi-subsea"


def related(one: str, other: str) -> float:
    return RELATED.get((one, other), RELATED.get((other, one), 0.0))


def profile(id: int, *technologies: str, delivered: str = "", looking: str = "") -> Profile:
    return Profile(id, technologies, frozenset(delivered.split()), frozenset(looking.split()))


ME = profile(1, "cable", delivered="PLW", looking="FSM IND IDN VNM")


@pytest.mark.parametrize(
    ("other", "points", "kinds"),
    [
        (profile(2, "5g"), 6.0, ["complement"]),
        (profile(2, "cable", delivered="FSM"), 3.0, ["delivered"]),
        (profile(2, "cable", delivered="FSM IND IDN VNM"), 9.0, ["delivered"]),
        (profile(2, "5g", delivered="PLW FSM", looking="PLW IND"), 14.0, list(ReasonKind)),
    ],
)
def test_each_reason_has_its_points_and_they_add_up(other: Profile, points: float, kinds: list[str]) -> None:
    (found,) = partners(ME, [ME, other], related)
    assert found.points == points == sum(reason.points for reason in found.reasons)
    assert [reason.kind for reason in found.reasons] == kinds


@pytest.mark.parametrize(
    "other",
    [
        profile(2),
        profile(2, "cable", looking="FSM IND"),  # alike in all, and brings nothing
        profile(2, "tv"),  # adopted together too seldom
        profile(2, "cable", delivered="PLW"),
    ],
)
def test_who_brings_nothing_is_no_partner(other: Profile) -> None:
    assert partners(ME, [other], related) == []


def test_a_technology_of_both_is_named_as_a_rivalry() -> None:
    (found,) = partners(ME, [profile(2, "5g", "cable")], related)
    assert found.rival == ("cable",)


def test_the_own_technology_that_goes_best_is_named() -> None:
    (found,) = partners(profile(1, "health", "cable"), [profile(2, "5g")], related)
    assert (found.reasons[0].own, found.reasons[0].other) == ("cable", "5g")


def test_the_best_come_first_and_only_so_many() -> None:
    others = [profile(number, "5g", delivered="FSM" if number % 2 else "") for number in range(2, 12)]
    assert [one.id for one in partners(ME, others, related, limit=3)] == [3, 5, 7]


def test_a_visitor_is_told_nothing_of_where_members_look(seeded: Flask) -> None:
    member = queries.by_slug(SLUG)
    assert member
    public = possible_partners(member.id, signed_in=False, now=clock.now()).found
    known = possible_partners(member.id, signed_in=True, now=clock.now()).found
    telling = {ReasonKind.DELIVERED, ReasonKind.OPENS, ReasonKind.BOTH_LOOK}
    assert public
    assert {reason.kind for one in public for reason in one.reasons} & telling == set()
    assert {reason.kind for one in known for reason in one.reasons} & telling != set()


@pytest.mark.parametrize(
    ("language", "heading", "reason"),
    [("ja", "連携の候補", "補い合います"), ("en", "Possible partners", "goes with")],
)
def test_the_page_gives_the_reasons_in_words(
    seeded_client: FlaskClient, language: str, heading: str, reason: str
) -> None:
    page = seeded_client.get(f"/{language}/members/{SLUG}").text
    assert heading in page
    assert reason in page.split(heading)[1]


def test_a_public_body_without_technologies_has_none(seeded: Flask) -> None:
    member = queries.by_slug("jica")
    assert member
    assert possible_partners(member.id, signed_in=True, now=clock.now()).found == []


def test_many_members_cost_as_many_statements_as_one(
    seeded: Flask, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    member = queries.by_slug(SLUG)
    assert member
    possible_partners(member.id, signed_in=True, now=clock.now())
    with statements() as done:
        assert possible_partners(member.id, signed_in=True, now=clock.now()).found
    # The data version, and four tables of members.
    assert len(done) <= 5
    assert len(seed_rows("sample/members.csv")) > 100
