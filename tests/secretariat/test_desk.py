"""The desk: what waits, what changed today, the mail; and the outbox of a development site."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hub.core.access import Role
from hub.core.bilingual import Language
from hub.core.config import Environment
from hub.core.db import db
from hub.core.mail import Addressee, Letter, OutgoingMail, post
from hub.journal.models import JournalLine
from tests.accounts.makers import make_account, sign_in
from tests.conftest import application, settings_in


@pytest.fixture
def office(app: Flask) -> FlaskClient:
    make_account(role=Role.SECRETARIAT)
    client = app.test_client()
    assert sign_in(client).status_code == 303
    return client


def make_letter(*, failed: bool = False, subject: str = "Your application") -> OutgoingMail:
    mail = post(
        Addressee("ken@example.jp", Language.JA), lambda: Letter(subject, ["Dear all."]), topic="test"
    )
    if failed:
        mail.failed_at, mail.next_try_at, mail.tries = datetime(2026, 11, 1, tzinfo=UTC), None, 6
        mail.error = "550 no such mailbox"
    db.session.commit()
    return mail


def test_queues_are_counted_and_lead_to_their_lists(office: FlaskClient) -> None:
    make_letter(failed=True)
    make_letter()
    page = office.get("/en/desk").text
    assert '<span class="queue__count">1</span>' in page
    listed = office.get("/en/desk/mail").text
    assert "given up after 6 tries: 550 no such mailbox" in listed
    assert "waits" in listed


def test_a_letter_given_up_goes_back_into_the_outbox(office: FlaskClient) -> None:
    mail = make_letter(failed=True)
    assert office.post(f"/ja/desk/mail/{mail.id}/try-again").status_code == 303
    db.session.refresh(mail)
    assert (mail.failed_at, mail.tries) == (None, 0)
    assert mail.next_try_at is not None
    assert "mail-try-again" in db.session.scalars(select(JournalLine.act)).all()
    # Twice is once: there is nothing left to put back.
    assert office.post(f"/ja/desk/mail/{mail.id}/try-again").status_code == 404


def test_what_changed_today_is_told_with_its_person(office: FlaskClient) -> None:
    page = office.get("/ja/desk").text
    assert "ログイン" in page


def test_the_outbox_shows_letters_and_is_not_there_in_production(app: Flask, tmp_path: Path) -> None:
    make_letter(subject="Ihre Bewerbung")
    assert "Ihre Bewerbung" in app.test_client().get("/en/outbox").text
    production = application(replace(settings_in(tmp_path), environment=Environment.PRODUCTION))
    assert production.test_client().get("/en/outbox").status_code == 404
    with production.app_context():
        db.engine.dispose()
