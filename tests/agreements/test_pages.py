"""The terms of a team: written together, proposed, accepted by all, and found by nobody else."""

import hashlib
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hub.accounts.models import Account
from hub.agreements import actions, queries, rules
from hub.agreements.models import Acceptance, AgreementVersion, Head
from hub.calls import queries as calls
from hub.calls.models import Call, Stage
from hub.consortia.models import Place, PlacePerson
from hub.core.db import db, transaction
from hub.journal.models import JournalLine
from hub.members.models import Member
from hub.notifications.models import Notification
from tests.consortia.makers import NOW, make_place, make_team
from tests.joining import walk
from tests.members.makers import make_member
from tests.requests.makers import browser_of, make_person
from tests.requests.test_actions import at_once

BOTH = pytest.mark.parametrize("language", ["ja", "en"])
SECRET = "Half of the profit goes to the lagoon"
Team = tuple[Call, list[tuple[Member, Account]]]


@pytest.fixture
def team(app: Flask) -> Team:
    return make_team("technology", "local")


def page(call: Call, *more: object, language: str = "en") -> str:
    return "/".join((f"/{language}/consortia/{call.key}/agreement", *map(str, more)))


def written(app: Flask, team: Team) -> FlaskClient:
    """Every clause and share written; the lead's browser."""
    call, people = team
    lead = browser_of(app, people[0][1])
    for head in Head:
        walk.send(lead, page(call, "clauses", head), text=f"{SECRET}: {head}")
    shares = [place.id for place in db.session.scalars(select(Place).order_by(Place.id))]
    percents = zip(shares, ("50", "30", "20"), strict=True)
    walk.send(lead, page(call, "shares"), **{f"place{number}": value for number, value in percents})
    return lead


def digest_of(call: Call, number: int) -> str:
    db.session.expire_all()
    found = queries.version(call.id, number)
    assert found
    return found.sha256


def accept(browser: FlaskClient, call: Call, number: int) -> str:
    answer = browser.post(
        page(call, number, "accept"), data={"digest": digest_of(call, number)}, follow_redirects=True
    )
    assert answer.status_code == 200
    return answer.text


@BOTH
def test_all_accept_the_same_version_and_the_team_is_agreed(app: Flask, team: Team, language: str) -> None:
    call, people = team
    lead = written(app, team)
    walk.send(lead, page(call, "propose", language=language))
    others = [browser_of(app, one) for _, one in people[1:]]
    assert SECRET in others[0].get(page(call, 1, language=language)).text
    accept(lead, call, 1)
    accept(others[0], call, 1)
    assert walk.call_of(call.key).stage == Stage.FORMING
    assert "All members have accepted" in accept(others[1], call, 1)
    assert walk.call_of(call.key).stage == Stage.AGREED
    shown = others[0].get(page(call, 1, language=language)).text
    assert all(getattr(person.name, language) in shown for _, person in people)
    told = db.session.scalars(select(Notification)).all()
    assert told and not any(SECRET in one.text.en for one in told)
    lines = db.session.scalars(select(JournalLine)).all()
    assert {"team-terms-proposed", "team-terms-accepted", "team-agreed"} <= {one.act for one in lines}
    assert not any(SECRET in f"{one.detail}{one.reason}" for one in lines)


def test_the_sha256_shown_is_that_of_the_bytes_served(app: Flask, team: Team) -> None:
    call, _ = team
    lead = written(app, team)
    walk.send(lead, page(call, "propose"))
    served = lead.get(page(call, "1.json"))
    digest = hashlib.sha256(served.data).hexdigest()
    assert rules.grouped(digest) in lead.get(page(call, 1)).text
    assert SECRET in served.text and served.json["members"][0]["share"] == 50  # type: ignore[index]  # it is JSON
    assert "attachment" in served.headers["Content-Disposition"]


def test_a_changed_clause_asks_everyone_again(app: Flask, team: Team) -> None:
    call, people = team
    lead = written(app, team)
    walk.send(lead, page(call, "propose"))
    other = browser_of(app, people[1][1])
    accept(lead, call, 1)
    walk.send(other, page(call, "clauses", "costs"), text="Each bears its own, the lead the ship.")
    assert "no longer proposed" in lead.get(page(call)).text.lower()
    assert "are not proposed any more" in accept(other, call, 1)
    walk.send(lead, page(call, "propose"))
    shown = lead.get(page(call, 2)).text
    assert "<ins>" in shown and "<del>" in shown
    assert [one.version_id for one in db.session.scalars(select(Acceptance))] == [1]
    for _, person in people:
        accept(browser_of(app, person), call, 2)
    assert walk.call_of(call.key).stage == Stage.AGREED


def test_accepting_twice_counts_once(app: Flask, team: Team) -> None:
    call, _ = team
    lead = written(app, team)
    walk.send(lead, page(call, "propose"))
    accept(lead, call, 1)
    accept(lead, call, 1)
    assert len(db.session.scalars(select(Acceptance)).all()) == 1


def test_another_text_than_the_one_read_is_not_accepted(app: Flask, team: Team) -> None:
    call, _ = team
    lead = written(app, team)
    walk.send(lead, page(call, "propose"))
    answer = lead.post(page(call, 1, "accept"), data={"digest": "0" * 64}, follow_redirects=True)
    assert "Nothing was accepted" in answer.text
    assert db.session.scalars(select(Acceptance)).all() == []


def test_two_who_write_the_same_clause_lose_nothing(app: Flask, team: Team) -> None:
    call, people = team
    one, two = browser_of(app, people[0][1]), browser_of(app, people[1][1])
    address = page(call, "clauses", "exit")
    stale = walk.shown_in(two.get(address).text, address)
    walk.send(one, address, text="Thirty days")
    refused = two.post(address, data=stale | {"text": "Sixty days"})
    assert refused.status_code == 409
    assert "Thirty days" in refused.text and "Sixty days" in refused.text
    again = walk.shown_in(refused.text, address)
    assert two.post(address, data=again | {"text": "Forty-five days"}).status_code == 303
    found = queries.clause(call.id, Head.EXIT)
    assert found and found.text == "Forty-five days"


def test_shares_have_to_add_up(app: Flask, team: Team) -> None:
    call, people = team
    lead = browser_of(app, people[0][1])
    numbers = [one.id for one in db.session.scalars(select(Place).order_by(Place.id))]
    sent = walk.shown_in(lead.get(page(call, "shares")).text, page(call, "shares"))
    refused = lead.post(page(call, "shares"), data=sent | {f"place{one}": "30" for one in numbers})
    assert refused.status_code == 422 and "add up to 100 percent" in refused.text


def test_what_is_missing_keeps_terms_from_being_proposed(app: Flask, team: Team) -> None:
    call, people = team
    lead = browser_of(app, people[0][1])
    assert "Still missing" in lead.get(page(call)).text
    assert lead.get(page(call, "propose")).status_code == 303
    other = browser_of(app, people[1][1])
    written(app, team)
    assert other.get(page(call, "propose")).status_code == 404
    walk.call_of(call.key).stage = Stage.OPEN
    db.session.commit()
    assert lead.get(page(call, "propose")).status_code == 303
    assert lead.get(page(call, "clauses", "exit")).status_code == 404


def test_a_member_that_joins_later_is_asked_by_a_new_version(app: Flask, team: Team) -> None:
    call, _ = team
    lead = written(app, team)
    walk.send(lead, page(call, "propose"))
    newcomer = make_member()
    person = make_person(newcomer)
    make_place(call, newcomer, person)
    assert "propose the terms anew" in lead.get(page(call)).text
    assert "Nothing was accepted" in accept(lead, call, 1)
    assert "Nothing was accepted" in accept(browser_of(app, person), call, 1)
    assert "add up to 100 percent" in lead.get(page(call)).text


def test_an_objection_is_read_by_the_team(app: Flask, team: Team) -> None:
    call, people = team
    lead = written(app, team)
    walk.send(lead, page(call, "propose"))
    walk.send(browser_of(app, people[1][1]), page(call, 1, "objection"), text="Our share is too small.")
    assert "Our share is too small." in lead.get(page(call)).text


@pytest.mark.parametrize("round_", range(4))
def test_of_the_last_two_that_accept_at_once_both_count_and_the_team_is_agreed_once(
    app: Flask, team: Team, round_: int
) -> None:
    call, people = team
    lead = written(app, team)
    walk.send(lead, page(call, "propose"))
    accept(lead, call, 1)
    digest, number, readers = digest_of(call, 1), call.id, [one.reader for _, one in people]
    places = {one.member_id: one.id for one in db.session.scalars(select(Place))}
    ids = [(places[member.id], one.id) for member, one in people]

    def accepting(which: int) -> bool:
        with transaction():
            place, account = ids[which]
            return actions.accept(
                calls.fresh(number),
                1,
                digest,
                db.session.get_one(Place, place),
                db.session.get_one(Account, account),
                by=readers[which],
                at=NOW,
            )

    assert sorted(at_once(app, lambda: accepting(1), lambda: accepting(2))) == [False, True]
    assert walk.call_of(call.key).stage == Stage.AGREED
    assert len(db.session.scalars(select(Acceptance)).all()) == 3
    assert [one.state for one in db.session.scalars(select(AgreementVersion))] == ["agreed"]


@BOTH
def test_nobody_but_the_team_finds_any_address(app: Flask, team: Team, language: str) -> None:
    call, people = team
    lead = written(app, team)
    walk.send(lead, page(call, "propose"))
    former = people[2][1]
    left = browser_of(app, former)
    walk.send(left, f"/en/consortia/{call.key}/leave", words="Enough")
    office = browser_of(app, make_person(None, role="secretariat"))
    strangers = [browser_of(app, make_person(make_member())), left, office]
    looked = 0
    for rule in app.url_map.iter_rules():
        if rule.endpoint.split(".")[0] != "agreements":
            continue
        values = {"key": call.key, "number": 1, "head": "exit", "lang": language}
        address = app.url_map.bind("localhost").build(
            rule.endpoint, {name: values[name] for name in rule.arguments}
        )
        for method in {"GET", "POST"} & (rule.methods or set()):
            looked += 1
            for browser in strangers:
                answer = browser.open(address, method=method)
                assert answer.status_code == 404, (method, address)
                assert SECRET not in answer.text
            assert SECRET not in app.test_client().open(address, method=method).text
    assert looked >= 12


def test_before_the_pledge_only_the_pledge_opens(app: Flask, team: Team) -> None:
    call, people = team
    db.session.query(PlacePerson).filter_by(account_id=people[1][1].id).update({"pledge_version": ""})
    db.session.commit()
    answer = browser_of(app, people[1][1]).get(page(call))
    assert answer.headers["Location"].endswith("/pledge")


@BOTH
def test_the_secretariat_words_what_clauses_begin_with(app: Flask, team: Team, language: str) -> None:
    call, people = team
    office = browser_of(app, make_person(None, role="secretariat"))
    address = f"/{language}/desk/agreements/costs"
    stale = walk.shown_in(office.get(address).text, address)
    walk.send(office, address, ja="費用は折半する。", en="Costs are shared evenly.")
    assert office.post(address, data=stale | {"ja": "別", "en": "Other"}).status_code == 409
    words = {"ja": "費用は折半する。", "en": "Costs are shared evenly."}[language]
    begun = browser_of(app, people[0][1]).get(page(call, "clauses", "costs", language=language)).text
    assert words in begun
    assert words in office.get(f"/{language}/desk/agreements").text


def test_differences_are_read_by_words_and_by_japanese_signs() -> None:
    pieces = rules.difference("Each bears its own costs", "Each bears its costs")
    assert [one.text for one in pieces if one.kind == "gone"] == ["own "]
    pieces = rules.difference("費用は各自が負担する", "費用は幹事が負担する")
    assert [(one.kind, one.text) for one in pieces if one.kind != "same"] == [
        ("gone", "各自"),
        ("new", "幹事"),
    ]
    assert re.sub(r"\s", "", rules.grouped("a" * 64)) == "a" * 64
