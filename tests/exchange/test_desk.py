"""Sheets at the desk: taken away, given back, changed, refused; seen first, written only when confirmed."""

import io
import json
import os
import re
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from hub.core import clock, jobs
from hub.core.access import Role
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.exchange.columns import KINDS_OF_SHEET, LABELS
from hub.journal.models import JournalChange, JournalLine
from hub.members.importing import OWN
from hub.members.models import Member
from tests.accounts.makers import make_account, sign_in
from tests.conftest import SECRETARIAT, signed_in_as
from tests.exchange.books import HEADER, bomb, csv_bytes, row, with_part, workbook
from tests.members.makers import make_member


@pytest.fixture
def office(app: Flask) -> FlaskClient:
    make_account(role=Role.SECRETARIAT)
    client = app.test_client()
    assert sign_in(client).status_code == 303
    return client


def send(client: FlaskClient, content: bytes, name: str = "own.csv", *, kind: str = "members") -> str:
    """Upload a file, wait for the dry run; gives its address."""
    answer = client.post("/en/desk/members/import", data={"kind": kind, "file": (io.BytesIO(content), name)})
    assert answer.status_code == 303, answer.text
    wait(client, answer.location)
    return str(answer.location)


def wait(client: FlaskClient, address: str) -> None:
    for _ in range(600):
        # Requests of a test share its session, which would go on showing what it once read.
        db.session.expire_all()
        if not client.get(f"{address}/progress").get_json()["at_work"]:
            db.session.expire_all()
            return
        time.sleep(0.05)
    raise AssertionError("the job did not end")


def confirm(client: FlaskClient, address: str) -> str:
    assert client.post(address).status_code == 303
    wait(client, address)
    return client.get(address).text


def large(megabytes: int) -> dict[str, Any]:
    """A form with a file of that size, put together here: the test client would leave its own file open."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="own.csv"\r\n\r\n'
    body = head + bytes(megabytes * 2**20) + b"\r\n--x--\r\n"
    return {"data": body, "content_type": "multipart/form-data; boundary=x"}


def counts(page: str) -> list[int]:
    return [int(one) for one in re.findall(r'queue__count">(\d+)<', page)]


def taken(client: FlaskClient, **chosen: Any) -> TestResponse:
    given = {"kind": "members", "headers": "ja", "form": "xlsx", **chosen}
    return client.post("/en/desk/members/export", data=given)


def slugs() -> Sequence[str]:
    return db.session.scalars(select(Member.slug).order_by(Member.slug)).all()


def acts() -> Sequence[str]:
    return db.session.scalars(select(JournalLine.act).order_by(JournalLine.id)).all()


@pytest.mark.parametrize("kind", list(KINDS_OF_SHEET))
@pytest.mark.parametrize(
    ("headers", "form"), [("ja", "xlsx"), ("en", "csv"), ("machine", "xlsx"), ("ja", "csv")]
)
def test_what_was_taken_away_is_all_the_same_when_it_comes_back(
    seeded_copy: Flask, kind: str, headers: str, form: str
) -> None:
    client = signed_in_as(seeded_copy, SECRETARIAT)
    file = taken(client, kind=kind, headers=headers, form=form)
    page = client.get(send(client, file.data, f"own.{form}", kind=kind)).text
    total = db.session.scalar(select(func.count()).select_from(OWN[kind].model))
    assert total
    assert counts(page) == [0, 0, total, 0]


def test_a_changed_sheet_of_all_members_is_seen_confirmed_and_told(seeded_copy: Flask) -> None:
    client = signed_in_as(seeded_copy, SECRETARIAT)
    book = load_workbook(io.BytesIO(taken(client, headers="ja").data))
    sheet = book.active
    header = [cell.value for cell in sheet[1]]
    assert header[:2] == ["識別子", "名称（日本語）"]
    old = sheet.cell(5, 2).value
    sheet.cell(5, 2).value = "髙木テレコム"
    kept = io.BytesIO()
    book.save(kept)
    address = send(client, kept.getvalue(), "会員.xlsx")
    page = client.get(address.replace("/en/", "/ja/")).text
    assert counts(page) == [0, 1, 123, 0]
    assert f"<del>{old}</del>" in page
    assert "<ins>髙木テレコム</ins>" in page
    assert old in db.session.scalars(select(Member.__table__.c.name_ja)).all()
    assert "Imported: 0 new, 1 changed, 123 as before." in confirm(client, address)
    member = db.session.scalars(select(Member).where(Member.slug == sheet.cell(5, 1).value)).one()
    assert member.name.ja == "髙木テレコム"
    line = db.session.scalars(select(JournalLine).where(JournalLine.subject == f"member:{member.id}")).one()
    change = db.session.scalars(select(JournalChange).where(JournalChange.line_id == line.id)).one()
    assert (change.field, change.before, change.after) == ("name_ja", old, "髙木テレコム")


def test_new_members_are_written_only_when_confirmed_and_once(office: FlaskClient) -> None:
    address = send(office, csv_bytes(row(), encoding="cp932"))
    page = office.get(address).text
    assert counts(page) == [1, 0, 0, 0]
    assert "Read as CP932" in page
    assert slugs() == []
    assert "Imported: 1 new" in confirm(office, address)
    assert db.session.scalars(select(Member)).one().name.ja == "髙崎通信"
    confirm(office, address)
    assert acts().count("import") == 1


def test_refused_rows_are_told_with_place_and_reason_in_both_languages(office: FlaskClient) -> None:
    address = send(office, csv_bytes(row(), row("second", kind="airline"), row("third", name_en="")))
    english, japanese = office.get(address).text, office.get(address.replace("/en/", "/ja/")).text
    assert counts(english) == [1, 0, 0, 2]
    assert "Kind of organisation" in english
    assert "airline" in english
    assert "must not be empty" in english
    assert "組織の種類" in japanese
    # Nothing can be confirmed, nor forced.
    assert office.post(address).status_code == 303
    wait(office, address)
    assert slugs() == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (bomb, "unpacks to more than an import may hold"),
        (lambda: with_part(workbook(row()), "xl/vbaProject.bin", b"x"), "holds macros"),
        (lambda: workbook(row(summary_en="=HYPERLINK(1)")), "holds a formula"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old .xls workbook"),
        (lambda: b"\xff\xfe\x00\x81", "neither UTF-8 nor CP932"),
        (lambda: b"a,b\n1,2\n", "the column is missing"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_on_the_page(
    office: FlaskClient, content: Any, words: str
) -> None:
    page = office.get(send(office, content(), "own.xlsx")).text
    assert words in page
    assert slugs() == []


def test_headers_and_values_may_be_in_either_language_and_any_width(office: FlaskClient) -> None:
    header = [*HEADER]
    header[:5] = ["ＳＬＵＧ", "名称 (日本語)", "name (english)", "Reading（katakana）", "組織の種類"]
    address = send(office, csv_bytes(row(kind="通信事業者"), header=header))
    assert counts(office.get(address).text) == [1, 0, 0, 0]
    confirm(office, address)
    assert db.session.scalars(select(Member.kind)).all() == ["carrier"]


def test_a_database_that_changed_meanwhile_gets_a_new_plan_and_no_change(office: FlaskClient) -> None:
    member = make_member("takasaki")
    address = send(office, csv_bytes(row()))
    member.name = Bilingual("別名", "Other name")
    db.session.commit()
    page = confirm(office, address)
    assert "Meanwhile somebody else has changed these records." in page
    assert "<del>別名</del>" in page
    assert db.session.scalars(select(Member)).one().name.ja == "別名"
    confirm(office, address)
    assert db.session.scalars(select(Member)).one().name.ja == "髙崎通信"


def test_a_sample_member_stays_one_and_none_is_made(office: FlaskClient) -> None:
    make_member("invented", sample=True)
    page = office.get(send(office, csv_bytes(row("invented"), row("other", sample="1")))).text
    assert "invented is a sample member and stays one" in page
    assert "sample members are not imported" in page


def test_a_file_may_be_put_away(office: FlaskClient, app: Flask) -> None:
    address = send(office, csv_bytes(row()))
    assert office.post(f"{address}/cancel").status_code == 303
    assert office.get(address).status_code == 404
    assert list(jobs.folder().iterdir()) == []


def test_another_person_does_not_find_a_job(office: FlaskClient, app: Flask) -> None:
    address = send(office, csv_bytes(row()))
    make_account(email="second@office.example", role=Role.SECRETARIAT)
    second = app.test_client()
    sign_in(second, "second@office.example")
    assert [second.get(address).status_code, second.post(address).status_code] == [404, 404]


def test_files_are_gone_after_an_hour(office: FlaskClient) -> None:
    address = send(office, csv_bytes(row()))
    for path in jobs.folder().iterdir():
        os.utime(path, (time.time() - 3700,) * 2)
    assert jobs.tidy(clock.now()) == 2
    assert office.get(address).status_code == 404
    jobs.tidy(clock.now() + timedelta(minutes=61))
    assert office.get(address).status_code == 404


def test_an_import_killed_with_its_process_says_so(office: FlaskClient) -> None:
    address = send(office, csv_bytes(row()))
    job = db.session.scalars(select(jobs.Job)).one()
    job.state, job.touched_at = jobs.JobState.RUNNING, clock.now() - timedelta(minutes=10)
    db.session.commit()
    assert "The work was interrupted. Nothing was written." in office.get(address).text


def test_a_file_over_the_limit_is_refused_with_a_sentence(office: FlaskClient) -> None:
    answer = office.post("/ja/desk/members/import", **large(21))
    assert answer.status_code == 413
    assert "送信された内容" in answer.text or "大きすぎ" in answer.text


def test_a_stranger_may_not_send_large_files(app: Flask, client: FlaskClient) -> None:
    assert client.post("/ja/desk/members/import", **large(5)).status_code == 404


def test_nothing_chosen_is_told_beside_the_field(office: FlaskClient) -> None:
    answer = office.post("/en/desk/members/import", data={"kind": "members"})
    assert answer.status_code == 422
    assert "Choose a file" in answer.text


def test_cp932_tells_first_what_would_be_lost(office: FlaskClient) -> None:
    make_member("yoshida", name=Bilingual("𠮷田", "Café"))
    page = taken(office, form="csv-cp932")
    assert page.mimetype == "text/html"
    assert "U+20BB7" in page.text
    assert "U+00E9" in page.text
    assert "export" not in acts()
    file = taken(office, form="csv-cp932", anyway="y")
    assert "〓田" in file.data.decode("cp932")
    assert acts().count("export") == 1


def test_each_export_is_a_line_in_the_journal(office: FlaskClient) -> None:
    make_member("own")
    answer = taken(office, form="csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer.headers["Content-Disposition"]
    line = db.session.scalars(select(JournalLine).where(JournalLine.act == "export")).one()
    assert (line.subject, line.detail) == ("members: csv", "1 rows")
    assert line.account_id is not None


def test_sample_members_may_be_left_out(office: FlaskClient) -> None:
    make_member("own")
    make_member("invented", sample=True)
    text = taken(office, form="csv", own_only="y").data.decode("utf-8-sig")
    assert "own" in text
    assert "invented" not in text


@pytest.mark.parametrize("kind", list(KINDS_OF_SHEET))
def test_the_template_is_an_empty_sheet_with_an_example_and_the_allowed_values(
    seeded_copy: Flask, kind: str
) -> None:
    client = signed_in_as(seeded_copy, SECRETARIAT)
    content = client.get(f"/ja/desk/members/import/template?kind={kind}").data
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames[1:] == ["記入方法", "入力できる値"]
    assert book.worksheets[0].max_row == 1
    assert book.worksheets[1].max_row == len(OWN[kind].columns) + 1
    # What the example says could be sent as it is.
    example = [line[3].value or "" for line in list(book.worksheets[1].iter_rows())[1:]]
    header = [cell.value for cell in book.worksheets[0][1]]
    example = [
        cell.replace("takasaki-telecom", "aonagi-subsea") if kind != "members" else cell for cell in example
    ]
    page = client.get(send(client, workbook(example, header=header), "own.xlsx", kind=kind)).text
    assert counts(page)[3] == 0
    assert sum(counts(page)[:2]) == 1


def test_every_column_has_a_name_for_people() -> None:
    assert {column.name for sheet in OWN.values() for column in sheet.columns} <= LABELS.keys()


def test_progress_is_told_for_the_bar(office: FlaskClient) -> None:
    address = send(office, csv_bytes(row()))
    told = json.loads(office.get(f"{address}/progress").text)
    assert told["at_work"] is False
