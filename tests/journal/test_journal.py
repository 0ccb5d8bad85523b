"""The journal: found by person, record, act and day; never changed, whoever tries and by whatever way."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from hub.core.access import Reader, Role
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.journal.actions import about, record
from hub.journal.models import JournalLine
from tests.accounts.makers import make_account, sign_in
from tests.members.makers import make_member


@pytest.fixture
def office(app: Flask) -> FlaskClient:
    make_account(role=Role.SECRETARIAT)
    client = app.test_client()
    assert sign_in(client).status_code == 303
    return client


def told(act: str, subject: str = "", *, at: datetime | None = None, **more: object) -> JournalLine:
    line = record(act, by=more.pop("by", Reader()), subject=subject, **more)  # type: ignore[arg-type]
    if at:
        line.at = at
    db.session.commit()
    return line


def found(client: FlaskClient, **asked: str) -> list[str]:
    """The acts on the page, as they are kept."""
    page = client.get("/en/desk/journal", query_string={"act": "", **asked}).text
    return re.findall(r"<td>(seen-\w+)</td>", page)


def test_a_line_tells_who_what_when_why_from_where_and_the_fields(office: FlaskClient) -> None:
    member = make_member("aonagi", name=Bilingual("青凪", "Aonagi"))
    person = make_account(email="ken@office.example", name=Bilingual("健", "Ken Abe"))
    told(
        "seen-edit",
        about("member", member.id),
        by=Reader(account_id=person.id, network="192.0.2.7"),
        reason="The member asked for it",
        changes={"name_ja": ("旧", "新")},
    )
    page = office.get("/en/desk/journal").text
    for words in ("Ken Abe", "ken@office.example", "192.0.2.7", "The member asked for it", "Aonagi"):
        assert words in page
    assert "Name (Japanese)" in page
    assert "<del>旧</del> → <ins>新</ins>" in page


def test_lines_are_found_by_person_record_act_and_day(office: FlaskClient) -> None:
    member = make_member("aonagi", name=Bilingual("青凪海底", "Aonagi Subsea"))
    ken = make_account(email="ken@office.example", name=Bilingual("阿部健", "Ken Abe"))
    told("seen-one", about("member", member.id), by=Reader(account_id=ken.id))
    told("seen-two", "mail:5", at=datetime(2026, 3, 1, 15, 30, tzinfo=UTC))
    assert found(office, person="ken@OFFICE") == ["seen-one"]
    assert found(office, person="阿部") == ["seen-one"]
    assert found(office, person="100%") == []
    assert found(office, record=f"member:{member.id}") == ["seen-one"]
    assert found(office, record="青凪") == ["seen-one"]
    assert found(office, record="AONAGI") == ["seen-one"]
    assert found(office, record="mail:5") == ["seen-two"]
    # Half past midnight in Japan on the second.
    assert found(office, since="2026-03-02", until="令和8年3月2日") == ["seen-two"]
    assert found(office, until="2026-03-01") == []
    assert found(office, act="sign-in") == []


def test_a_day_that_does_not_exist_is_told_beside_its_field(office: FlaskClient) -> None:
    answer = office.get("/en/desk/journal?since=2026-02-30&person=ken")
    assert answer.status_code == 422
    assert "Enter a date that exists" in answer.text
    assert 'value="2026-02-30"' in answer.text
    assert 'value="ken"' in answer.text


ODD = ["before=x", "before=99999999999999", "act=unknown", "person=%25_%27", "record=%00"]


@pytest.mark.parametrize("query", ODD)
def test_odd_questions_get_an_answer(office: FlaskClient, query: str) -> None:
    assert office.get(f"/ja/desk/journal?{query}").status_code in (200, 422)


def test_older_lines_follow_without_gap_or_repetition(
    office: FlaskClient, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    for number in range(120):
        record(f"seen-{number}", by=Reader(), changes={"name_ja": ("a", "b")})
    db.session.commit()
    seen, address, counts = [], "/en/desk/journal", []
    while address:
        with statements() as done:
            page = office.get(address).text
        counts.append(len(done))
        seen += re.findall(r"<td>seen-(\d+)</td>", page)
        older = re.search(r'href="([^"]*before=\d+)">Older lines', page)
        address = older[1].replace("&amp;", "&") if older else ""
    assert [int(one) for one in seen] == list(range(119, -1, -1))
    assert max(counts) - min(counts) <= 1


@pytest.mark.parametrize("table", ["journal_line", "journal_change"])
@pytest.mark.parametrize("act", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_remove_a_line(app: Flask, table: str, act: str) -> None:
    told("seen-once", changes={"name_ja": ("a", "b")})
    with pytest.raises(DatabaseError, match="the journal is only added to"):
        db.session.execute(text(act.format(table)))
    db.session.rollback()
    assert db.session.query(JournalLine).count() == 1


def test_what_members_ask_each_other_is_not_in_the_journal_that_the_desk_reads(office: FlaskClient) -> None:
    told("seen-asked", about("request", 7))
    told("seen-edit", about("member", 7))
    assert found(office) == ["seen-edit"]
