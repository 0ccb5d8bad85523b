"""Who finds a call by search, and who does not."""

import pytest
from flask import Flask

from hub.calls import actions
from hub.calls.documents import documents
from hub.calls.models import CallRelease, Stage
from hub.calls.rules import Act, Who
from hub.core.bilingual import Bilingual
from hub.core.db import db, transaction
from hub.members.models import SeatRole
from hub.search import upkeep
from tests.consortia.makers import NOW, make_call, make_need
from tests.members.makers import make_country, make_member, make_technology
from tests.requests.makers import browser_of, make_person

BOTH = pytest.mark.parametrize("language", ["ja", "en"])


@BOTH
def test_everybody_finds_the_title_and_members_find_what_is_meant_for_them(app: Flask, language: str) -> None:
    make_technology("cable", "海底ケーブル", "Cable")
    make_country("PLW", "パラオ", "Palau")
    caller = make_member(name=Bilingual("匿名希望社", "Hidden Works"))
    call = make_call(
        caller,
        make_person(caller, SeatRole.WINDOW),
        countries=("PLW",),
        anonymous=True,
        title=Bilingual("離島通信の復旧", "Restoring island links"),
        problem="Typhoons silence the lagoon",
        funding="A zebra bank pays",
    )
    make_need(call, "Submersible vehicles")
    upkeep.rebuild()
    visitor, member = app.test_client(), browser_of(app, make_person(make_member()))
    address = f"/{language}/calls/{call.key}"

    def finds(browser: object, words: str) -> bool:
        return address in browser.get(f"/{language}/search?q={words}").text  # type: ignore[attr-defined]  # a client

    assert finds(visitor, "Restoring+island") and finds(visitor, "離島通信")
    assert finds(member, "Typhoons+lagoon") and finds(member, "Submersible")
    assert not finds(visitor, "Typhoons+lagoon") and not finds(visitor, "Submersible")
    for browser in (visitor, member):
        assert not finds(browser, "zebra") and not finds(browser, "Hidden+Works")
    with transaction():
        actions.move(call, Act.CLOSE, Who.LEAD, closed_at=NOW)
        actions.move(call, Act.FORM, Who.LEAD)
    upkeep.catch_up()
    assert not finds(visitor, "Restoring+island") and not finds(member, "Typhoons+lagoon")


def test_drafts_and_titles_for_members_stand_in_no_public_document(app: Flask) -> None:
    caller = make_member()
    person = make_person(caller, SeatRole.WINDOW)
    make_call(caller, person, stage=Stage.DRAFT)
    hidden = make_call(caller, person)
    db.session.add(CallRelease(call_id=hidden.id, field="title", circle="members"))
    db.session.commit()
    found = list(documents(None))
    assert [(one.id, one.members_only) for one in found] == [(hidden.key, True)]
