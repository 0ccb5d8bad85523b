"""Two members with their people, and a request between them."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from hub.accounts.models import Account
from hub.core.bilingual import Bilingual
from hub.core.db import db, transaction
from hub.journal.actions import about
from hub.members.models import Member, Seat, SeatRole
from hub.requests import actions
from hub.requests.actions import Question, Side
from hub.requests.models import Kind, Purpose, Request
from tests.accounts.makers import make_account, sign_in

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
DUE = date(2026, 12, 7)
SECRET = "We look at a cable to Palau"

_numbers = count(1)


def make_person(member: Member | None, seat: SeatRole = SeatRole.USER, **values: Any) -> Account:
    number = next(_numbers)
    person = make_account(
        **{
            "email": f"person{number}@member.example",
            "name": Bilingual(f"人{number}", f"Person {number}"),
            **values,
        }
    )
    if member is not None:
        db.session.add(Seat(account_id=person.id, member_id=member.id, role=seat))
        db.session.commit()
    return person


def make_request(asker: Account, asking: Member, owner: Account, asked: Member, **values: Any) -> Request:
    question = Question(
        **{
            "kind": Kind.CONTACT,
            "subject": about("member", asked.id),
            "purpose": Purpose.COUNTRY,
            "text": SECRET,
            "due": DUE,
            **values,
        }
    )
    with transaction():
        return actions.ask(
            question,
            asker,
            Side(about("member", asking.id), asking.name),
            owner,
            Side(about("member", asked.id), asked.name),
            by=asker.reader,
            at=NOW,
        )


def browser_of(app: Flask, person: Account) -> FlaskClient:
    client = app.test_client()
    assert sign_in(client, person.email).status_code == 303
    return client
