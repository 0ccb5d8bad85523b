"""One account with dull values, and the browser that signs in with it."""

import re
from datetime import UTC, datetime
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hub.accounts import consent
from hub.accounts.models import Account
from hub.accounts.passwords import hashed
from hub.core.bilingual import Bilingual
from hub.core.db import db

ADDRESS = "mori@member.example"
PASSWORD = "a long enough password 2026"


def make_account(*, agreed: bool = True, **values: Any) -> Account:
    """An account whose person has agreed to the present texts, unless the test wants it otherwise."""
    made = Account(
        **{
            "email": ADDRESS,
            "name": Bilingual("森 花子", "Hanako Mori"),
            "role": "member",
            "password_hash": hashed(PASSWORD),
            "created_at": datetime(2026, 1, 1, tzinfo=UTC),
            **values,
        }
    )
    db.session.add(made)
    db.session.flush()
    if agreed:
        consent.accept(made, at=made.created_at)
    db.session.commit()
    return made


def sign_in(
    client: FlaskClient,
    email: str = ADDRESS,
    password: str = PASSWORD,
    *,
    to: str = "/en/sign-in",
    **more: Any,
) -> TestResponse:
    return client.post(to, data={"email": email, "password": password}, **more)


def token(page: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found
    return found[1]


def words(page: TestResponse) -> str:
    """The page without its token, which carries the second it was made in."""
    return page.text.replace(token(page), "")


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie("session")
    assert found
    return found.value
