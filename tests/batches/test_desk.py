"""The same act for many members: chosen, confirmed, done once, taken back where nobody has changed it since."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from hub.accounts.models import Account
from hub.applications.rules import a_year_on
from hub.batches import rules
from hub.batches.models import Batch, BatchLine
from hub.batches.rules import BatchAct
from hub.core import clock
from hub.core.db import db, transaction
from hub.core.mail import OutgoingMail
from hub.journal.models import JournalLine
from hub.members.models import Member, Seat
from hub.secretariat.models import Task
from tests.accounts.makers import make_account, sign_in
from tests.conftest import MEMBER, SECRETARIAT, signed_in_as
from tests.pages_read import read

PAGE = "/en/desk/members"
REASON = "The rules have changed."
BOTH = pytest.mark.parametrize("language", ["ja", "en"])


@pytest.fixture
def office(seeded_copy: Flask) -> FlaskClient:
    return signed_in_as(seeded_copy, SECRETARIAT)


def checked(office: FlaskClient, page: str = PAGE, **data: object) -> list[tuple[str, str]]:
    """The hidden fields of the page that asks for confirmation."""
    answer = office.post(page, data={"reason": REASON, **data})
    assert answer.status_code == 200, answer.status_code
    return re.findall(r'<input type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', answer.text)


def send(office: FlaskClient, fields: list[tuple[str, str]]) -> str:
    data: dict[str, list[str]] = {}
    for name, value in fields:
        data.setdefault(name, []).append(value)
    answer = office.post(PAGE, data=data)
    assert answer.status_code == 303
    return str(answer.location)


def states(*slugs: str) -> list[str]:
    db.session.expire_all()
    return [db.session.scalars(select(Member.state).where(Member.slug == slug)).one() for slug in slugs]


SOME = ["aonagi-subsea", "harunami-tel", "namishirabe-cable"]


def test_many_are_suspended_and_put_back_but_for_those_changed_since(
    office: FlaskClient, seeded_copy: Flask
) -> None:
    theirs = signed_in_as(seeded_copy, MEMBER)
    page = send(office, checked(office, act="suspend", member=SOME))
    assert states(*SOME) == ["suspended"] * 3
    assert theirs.get("/en/requests").location == "/en/account/data"
    shown = read(office, page)
    assert "Done for 3 members" in shown.main.text
    office.post("/en/desk/members/harunami-tel/standing", data={"act": "leave", "reason": "Gone."})
    assert office.post(f"{page}/undo").status_code == 303
    assert states(*SOME) == ["active", "withdrawn", "active"]
    shown = read(office, page)
    assert shown.main.text.count("changed since, left as it is") == 1
    assert "Take it back" not in shown.main.text
    lines = db.session.scalars(select(JournalLine.act).where(JournalLine.reason == REASON)).all()
    assert sorted(lines) == ["batch-done", *["member-suspend"] * 3]


def test_undo_counts_once_and_after_a_week_no_more(office: FlaskClient, seeded_copy: Flask) -> None:
    page = send(office, checked(office, act="unlist", member=SOME))
    assert seeded_copy.test_client().get("/en/members/harunami-tel").status_code == 404
    office.post(f"{page}/undo")
    assert seeded_copy.test_client().get("/en/members/harunami-tel").status_code == 200
    send(office, checked(office, act="unlist", member=SOME[:1]))
    assert "It was taken back already" in office.post(f"{page}/undo", follow_redirects=True).text
    db.session.expire_all()
    assert db.session.scalars(select(Member.verified).where(Member.slug == SOME[0])).one() is False
    with transaction():
        old = db.session.scalars(select(Batch).where(Batch.undone_at.is_(None))).one()
        old.done_at -= timedelta(days=8)
        key = old.key
    assert office.post(f"/en/desk/members/batches/{key}/undo").status_code == 404


def test_pressed_twice_it_is_done_once(office: FlaskClient, seeded_copy: Flask) -> None:
    fields = checked(office, act="fall_due", member=SOME)
    assert send(office, fields) == send(office, fields)
    assert db.session.scalar(select(func.count()).select_from(Batch)) == 1
    assert db.session.scalar(select(func.count()).select_from(BatchLine)) == 3


@BOTH
def test_the_check_names_those_for_whom_it_is_not_possible(
    office: FlaskClient, seeded_copy: Flask, language: str
) -> None:
    office.post(f"/{language}/desk/members/harunami-tel/standing", data={"act": "suspend", "reason": "x"})
    answer = office.post(
        f"/{language}/desk/members", data={"act": "fall_due", "reason": REASON, "member": SOME}
    )
    assert {"ja": "次の会員には行えません", "en": "Not possible for these"}[language] in answer.text
    assert 'value="harunami-tel"' not in answer.text
    assert answer.text.count('name="member"') == 2


def test_all_that_were_found_are_taken_not_only_those_in_sight(
    office: FlaskClient, seeded_copy: Flask
) -> None:
    with transaction():
        for member in db.session.scalars(select(Member).where(Member.slug.in_(SOME))):
            member.verified = False
    fields = checked(office, f"{PAGE}?listed=no", act="verify", all="y")
    assert sorted(value for name, value in fields if name == "member") == sorted(SOME)


@BOTH
def test_what_is_missing_is_said_and_ticks_stay(
    office: FlaskClient, seeded_copy: Flask, language: str
) -> None:
    page = f"/{language}/desk/members"
    answer = office.post(page, data={"act": "suspend", "member": SOME[:1]})
    assert answer.status_code == 422
    assert {"ja": "理由を入力してください", "en": "Give the reason"}[language] in answer.text
    assert re.search(rf'value="{SOME[0]}"\s+checked', answer.text)
    answer = office.post(page, data={"act": "suspend", "reason": REASON})
    assert answer.status_code == 422
    assert {"ja": "会員を1件以上選ぶか", "en": "Tick at least one member"}[language] in answer.text
    assert REASON in answer.text
    assert states(*SOME) == ["active"] * 3


@BOTH
def test_the_list_is_narrowed_down_in_as_many_statements_as_whole(
    seeded_app: Flask, language: str, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    office = signed_in_as(seeded_app, SECRETARIAT)
    counts = set()
    for query, least, most in (
        ("", 124, 124),
        ("?q=aonagi", 1, 1),
        ("?state=suspended", 0, 0),
        ("?technology=submarine_cable&kind=carrier&fresh=fresh&sample=yes&order=renewal", 1, 60),
        ("?technology=nothing&order=nothing&kind=nothing", 124, 124),
        ("?sample=no", 0, 123),
        ("?fresh=stale", 0, 0),
    ):
        with statements() as done:
            shown = read(office, f"/{language}/desk/members{query}")
        ticks = [one for one in shown.main.all("input") if one.attributes.get("name") == "member"]
        assert least <= len(ticks) <= most
        counts.add(len(done))
    assert len(counts) == 1


def test_nobody_else_sees_or_does_any_of_it(seeded_copy: Flask) -> None:
    for client in (seeded_copy.test_client(), signed_in_as(seeded_copy, MEMBER)):
        assert client.get(PAGE).status_code == 404
        for address in (PAGE, f"{PAGE}/batches/x/undo"):
            answer = client.post(
                address, data={"act": "suspend", "reason": "x", "member": SOME, "step": "do", "key": "k"}
            )
            assert answer.status_code == 404
    assert states(*SOME) == ["active"] * 3


def test_what_is_possible_and_for_how_long_it_is_taken_back() -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    held = SimpleNamespace(state="renewal_due", verified=False, complete_enough=False, reminded_at=None)
    possible = {act for act in BatchAct if not rules.why_not(act, held, reached=True, now=now)}
    assert possible == {BatchAct.RENEW, BatchAct.SUSPEND, BatchAct.LEAVE, BatchAct.REMIND, BatchAct.TASK}
    assert rules.why_not(BatchAct.REMIND, held, reached=False, now=now) == "nobody"
    assert not rules.may_undo(BatchAct.REMIND, now, None, now)
    assert rules.may_undo(BatchAct.VERIFY, now - timedelta(days=7), None, now)
    assert not rules.may_undo(BatchAct.VERIFY, now - timedelta(days=7, seconds=1), None, now)
    assert not rules.may_undo(BatchAct.VERIFY, now, now, now)


def test_a_renewal_that_was_due_is_due_again_after_undo(office: FlaskClient, seeded_copy: Flask) -> None:
    send(office, checked(office, act="fall_due", member=SOME[:1]))
    page = send(office, checked(office, act="suspend", member=SOME[:1]))
    office.post(f"{page}/undo")
    assert states(SOME[0]) == ["renewal_due"]


def test_people_of_a_member_put_back_can_sign_in_again(office: FlaskClient, seeded_copy: Flask) -> None:
    person = make_account(email="left@aonagi-subsea.example", active=False)
    page = send(office, checked(office, act="suspend", member=SOME))
    office.post(f"{page}/undo")
    assert signed_in_as(seeded_copy, MEMBER)
    # Who had no seat there stays out.
    assert sign_in(seeded_copy.test_client(), person.email).status_code == 422


def test_whoever_did_it_finds_it_among_their_own_data(office: FlaskClient, seeded_copy: Flask) -> None:
    send(office, checked(office, act="fall_due", member=SOME[:1]))
    shown = office.get("/en/account/data").text
    assert "What you did for many members at once" in shown
    assert REASON in shown


def test_what_looks_the_same_but_was_changed_since_stays(office: FlaskClient, seeded_copy: Flask) -> None:
    page = send(office, checked(office, act="suspend", member=SOME))
    for act in ("reinstate", "suspend"):
        office.post(f"/en/desk/members/{SOME[1]}/standing", data={"act": act, "reason": "By hand."})
    office.post(f"{page}/undo")
    assert states(*SOME) == ["active", "suspended", "active"]


def test_a_renewal_taken_back_has_its_day_again_and_no_letter_leaves_for_it(
    office: FlaskClient, seeded_copy: Flask
) -> None:
    due = clock.today() - timedelta(days=3)
    with transaction() as session:
        session.execute(
            update(Member).where(Member.slug.in_(SOME)).values(renews_on=due, state="renewal_due")
        )
    page = send(office, checked(office, act="renew", member=SOME))
    days = select(Member.renews_on).where(Member.slug.in_(SOME))
    assert set(db.session.scalars(days)) == {a_year_on(due)}
    letters = db.session.scalar(select(func.count()).select_from(OutgoingMail))
    office.post(f"{page}/undo")
    db.session.expire_all()
    assert (set(db.session.scalars(days)), set(states(*SOME))) == ({due}, {"renewal_due"})
    assert db.session.scalar(select(func.count()).select_from(OutgoingMail)) == letters


@BOTH
def test_ended_memberships_come_back_with_their_seats_and_letters_are_said_to_have_left(
    office: FlaskClient, seeded_copy: Flask, language: str
) -> None:
    data = {"act": "leave", "reason": REASON, "member": SOME}
    answer = office.post(f"/{language}/desk/members", data=data)
    assert {"ja": "メールは取り消せません", "en": "They cannot be taken back"}[language] in answer.text
    page = send(office, checked(office, act="leave", member=SOME))
    open_seats = select(func.count()).where(Seat.ended_at.is_(None))
    before = db.session.scalar(open_seats)
    office.post(f"{page}/undo")
    db.session.expire_all()
    assert (db.session.scalar(open_seats) or 0) > (before or 0)
    assert signed_in_as(seeded_copy, MEMBER).get("/en/requests").status_code == 200


@BOTH
def test_people_are_asked_to_confirm_once_a_day_and_that_is_not_taken_back(
    office: FlaskClient, seeded_copy: Flask, language: str
) -> None:
    data = {"act": "remind", "reason": REASON, "member": SOME}
    shown = office.post(f"/{language}/desk/members", data=data).text
    assert {"ja": "ログインできる担当者がいません", "en": "Nobody there can sign in"}[language] in shown
    assert {"ja": "メールは取り消せません", "en": "They cannot be taken back"}[language] in shown
    page = send(office, checked(office, act="remind", member=SOME))
    to = db.session.scalars(select(OutgoingMail.to_address).where(OutgoingMail.topic == "record")).all()
    assert MEMBER in to
    assert db.session.scalars(select(JournalLine.act).where(JournalLine.act == "record-asked")).all()
    assert "Take it back" not in office.get(page).text
    assert office.post(f"{page}/undo").status_code == 404
    again = office.post(f"/{language}/desk/members", data=data).text
    assert {"ja": "24時間以内に依頼済みです", "en": "Was asked within the last day"}[language] in again


def test_tasks_are_given_for_each_and_those_nobody_touched_are_taken_back(
    office: FlaskClient, seeded_copy: Flask
) -> None:
    assert office.post(PAGE, data={"act": "task", "reason": REASON, "member": SOME}).status_code == 422
    who = db.session.scalars(select(Account.id).where(Account.email == SECRETARIAT)).one()
    given = {"assignee": str(who), "due": ["2027", "1", "31"]}
    page = send(office, checked(office, act="task", member=SOME, **given))
    tasks = db.session.scalars(select(Task).where(Task.title == REASON)).all()
    assert len({task.subject for task in tasks}) == len(SOME)
    office.post(f"/en/desk/tasks/{tasks[0].id}/done")
    office.post(f"{page}/undo")
    assert db.session.scalar(select(func.count()).where(Task.title == REASON)) == 1
    assert read(office, page).main.text.count("changed since, left as it is") == 1
