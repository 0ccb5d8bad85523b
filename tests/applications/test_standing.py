"""Membership from the desk: a suspended member is nowhere, its people are out at once, and it may come back."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hub.core.db import db
from hub.search import upkeep
from tests.conftest import MEMBER, SECRETARIAT, signed_in_as

SLUG, NAME = "aonagi-subsea", "あおなぎ海底通信"
PLACES = ("/ja/members?q=aonagi", "/ja/search?q=aonagi", "/ja/search/suggestions?q=aonagi",
          "/api/v1/search?q=aonagi", "/api/v1/match?q=submarine_cable", "/ja/countries/PLW")  # fmt: skip


def seen(client: FlaskClient) -> list[str]:
    return [place for place in PLACES if SLUG in client.get(place).text]


def act(office: FlaskClient, name: str, reason: str = "no contact for a year") -> int:
    answer = office.post(f"/ja/desk/members/{SLUG}/standing", data={"act": name, "reason": reason})
    upkeep.catch_up()
    return answer.status_code


@pytest.fixture
def office(seeded_copy: Flask) -> FlaskClient:
    return signed_in_as(seeded_copy, SECRETARIAT)


def test_a_suspended_member_is_found_nowhere_and_its_people_are_out(
    seeded_copy: Flask, office: FlaskClient
) -> None:
    visitor, person = seeded_copy.test_client(), signed_in_as(seeded_copy, MEMBER)
    before = seen(visitor)
    assert before
    assert act(office, "suspend") == 303
    assert seen(visitor) == []
    assert visitor.get(f"/ja/members/{SLUG}").status_code == 404
    assert office.get(f"/ja/members/{SLUG}").status_code == 200
    assert person.get("/ja/requests").status_code == 302
    assert (
        signed_in_as(seeded_copy, "takumi@sakibure-disaster.example").get(f"/ja/members/{SLUG}").status_code
        == 404
    )
    assert act(office, "reinstate") == 303
    assert seen(visitor) == before
    assert signed_in_as(seeded_copy, MEMBER).get("/ja/requests").status_code == 200


def test_an_act_that_does_not_fit_changes_nothing(office: FlaskClient) -> None:
    assert act(office, "reinstate") == 422
    assert act(office, "suspend", reason="") == 422
    assert act(office, "leave") == 303
    assert act(office, "suspend") == 404
    db.session.rollback()
