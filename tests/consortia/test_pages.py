"""The doors of a team: who is in finds its pages, for everybody else there are none."""

import pytest
from flask import Flask

from hub.calls.models import RoleKind
from hub.consortia.models import PlacePerson
from hub.core import clock
from hub.core.db import db
from hub.members.models import Seat
from tests.consortia.makers import make_team
from tests.members.makers import make_member
from tests.requests.makers import browser_of, make_person

LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"])


@LANGUAGES
def test_only_people_of_the_team_find_its_pages(app: Flask, language: str) -> None:
    call, [(_, lead), (_, partner)] = make_team(RoleKind.TECHNOLOGY)
    stranger = make_person(make_member())
    colleague = make_person(make_member())
    for page in ("", "/pledge"):
        address = f"/{language}/consortia/{call.key}{page}"
        assert browser_of(app, lead).get(address).status_code == 200
        assert browser_of(app, partner).get(address).status_code == 200
        assert browser_of(app, stranger).get(address).status_code == 404
        assert browser_of(app, colleague).get(address).status_code == 404


def test_the_room_opens_after_the_pledge(app: Flask) -> None:
    call, [_, (_, partner)] = make_team(RoleKind.TECHNOLOGY)
    db.session.query(PlacePerson).filter_by(account_id=partner.id).update({"pledge_version": ""})
    db.session.commit()
    browser = browser_of(app, partner)
    address = f"/en/consortia/{call.key}"
    assert browser.get(address).headers["Location"].endswith("/pledge")
    assert browser.post(f"{address}/pledge").status_code == 422
    assert browser.post(f"{address}/pledge", data={"agreed": "y"}).status_code == 303
    assert browser.get(address).status_code == 200


def test_whoever_leaves_the_member_is_out_at_once(app: Flask) -> None:
    call, [_, (_, partner)] = make_team(RoleKind.TECHNOLOGY)
    browser = browser_of(app, partner)
    assert browser.get(f"/en/consortia/{call.key}").status_code == 200
    db.session.query(Seat).filter_by(account_id=partner.id).update({"ended_at": clock.now()})
    db.session.commit()
    assert browser.get(f"/en/consortia/{call.key}").status_code == 404
