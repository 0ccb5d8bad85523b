"""Letters to a segment of members: shown before they leave, once however often the button is pressed, counted."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hub.accounts.models import Account
from hub.core import mail
from hub.core.db import db
from hub.core.mail import OutgoingMail
from hub.members.models import Seat
from tests.conftest import SECRETARIAT, signed_in_as

TEXT = {
    "subject_ja": "説明会のご案内",
    "text_ja": "一つ目の段落。\n\n二つ目の段落。",
    "subject_en": "",
    "text_en": "",
}
ENGLISH = {"subject_en": "Briefing", "text_en": "Please come."}


@pytest.fixture
def office(seeded_copy: Flask) -> Iterator[FlaskClient]:
    yield signed_in_as(seeded_copy, SECRETARIAT)


def key(client: FlaskClient, address: str) -> str:
    found = re.search(r'name="key"\s+value="([^"]+)"', client.get(address).text)
    assert found
    return found[1]


def letters() -> list[OutgoingMail]:
    db.session.rollback()
    asked = select(OutgoingMail).where(OutgoingMail.topic == "circular")
    return list(db.session.scalars(asked.order_by(OutgoingMail.to_address)))


def test_a_letter_is_shown_first_and_leaves_once(office: FlaskClient) -> None:
    address = "/ja/desk/letters/new"
    given = TEXT | {"key": key(office, address)}
    shown = office.post(address, data=given | {"step": "preview"})
    assert "会員へのメールを確認する" in shown.text
    assert letters() == []
    for _ in range(2):
        assert office.post(address, data=given | {"step": "send"}).status_code == 303
    assert [one.to_address for one in letters()] == [
        "mina@aonagi-subsea.example",
        "takumi@sakibure-disaster.example",
    ]
    assert "一つ目の段落。\n\n二つ目の段落。" in letters()[0].body
    assert "説明会のご案内" in office.get("/ja/desk/letters").text


def test_only_the_chosen_members_get_it_and_each_in_its_language(office: FlaskClient) -> None:
    mina = db.session.scalars(select(Account).where(Account.email.startswith("mina@"))).one()
    mina.language = "en"
    db.session.commit()
    address = "/en/desk/letters/new?technology=submarine_cable"
    given = TEXT | ENGLISH | {"key": key(office, address), "step": "send"}
    assert office.post(address, data=given).status_code == 303
    (letter,) = letters()
    assert (letter.to_address, letter.subject) == ("mina@aonagi-subsea.example", "Briefing")
    assert "technology=submarine_cable" in office.get("/en/desk/letters").text


def test_whose_seat_is_closed_gets_none(office: FlaskClient) -> None:
    for seat in db.session.scalars(select(Seat)):
        seat.ended_at = datetime(2026, 11, 1, tzinfo=UTC)
    db.session.commit()
    address = "/en/desk/letters/new"
    page = office.post(address, data=TEXT | {"key": key(office, address), "step": "send"})
    assert page.status_code == 200
    assert "Nobody at these members has a seat" in page.text
    assert letters() == []


def test_going_back_keeps_the_text(office: FlaskClient) -> None:
    page = office.post("/en/desk/letters/new", data=TEXT | {"key": "k", "step": "edit"}).text
    assert "一つ目の段落。" in page
    assert "Check before sending" in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"subject_ja": ""}, "Enter the subject in Japanese"),
        ({"subject_en": "Briefing"}, "Write both subject and text in English, or neither"),
        ({"text_en": "Please come."}, "Write both subject and text in English, or neither"),
    ],
)
def test_half_a_letter_is_not_sent(office: FlaskClient, wrong: dict[str, str], told: str) -> None:
    page = office.post("/en/desk/letters/new", data=TEXT | wrong | {"key": "k", "step": "send"})
    assert page.status_code == 422
    assert told in page.text
    assert letters() == []


def test_delivery_is_counted(office: FlaskClient) -> None:
    address = "/en/desk/letters/new"
    office.post(address, data=TEXT | {"key": key(office, address), "step": "send"})
    first, second = letters()
    spared = first.id
    mail.deliver(second.posted_at, lambda one: None if one.id == spared else _refuse())
    cells = re.findall(r'<td class="number">(\d+)</td>', office.get("/en/desk/letters").text)
    assert cells == ["2", "1", "1"]


def _refuse() -> None:
    raise mail.Refused("550")
