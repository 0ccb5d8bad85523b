"""Keys that leave by mail: random, one use, dead when newer, used or old."""

import threading
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.accounts import keys
from hub.accounts.models import MailedKey, Purpose
from hub.core.db import db, transaction

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def made(purpose: Purpose = Purpose.RESET, address: str = "ken@example.jp", at: datetime = NOW) -> str:
    with transaction():
        return keys.make(purpose, address, at=at)


def opens(key: str, purpose: Purpose = Purpose.RESET, now: datetime = NOW) -> bool:
    return keys.good(key, purpose, now=now) is not None


def test_a_key_is_kept_as_a_digest_and_opens_one_purpose(app: Flask, session: Session) -> None:
    key = made()
    assert key not in session.scalars(select(MailedKey.digest)).one()
    assert opens(key)
    assert not opens(key, Purpose.INVITATION)
    assert not opens(key + "a")


def test_it_is_good_for_an_hour_and_an_invitation_for_two_weeks(app: Flask) -> None:
    reset, invitation = made(), made(Purpose.INVITATION)
    assert opens(reset, now=NOW + 59 * MINUTE)
    assert not opens(reset, now=NOW + 60 * MINUTE)
    assert opens(invitation, Purpose.INVITATION, now=NOW + timedelta(days=13))
    assert not opens(invitation, Purpose.INVITATION, now=NOW + timedelta(days=14))


def test_a_newer_one_ends_the_older_of_the_same_address(app: Flask) -> None:
    old, other = made(), made(address="ann@example.org")
    new = made(at=NOW + MINUTE)
    assert [opens(one) for one in (old, new, other)] == [False, True, True]


def test_it_opens_once(app: Flask) -> None:
    key = made()
    with transaction():
        assert keys.use(key, Purpose.RESET, now=NOW) is not None
    with transaction():
        assert keys.use(key, Purpose.RESET, now=NOW) is None


def test_of_many_at_the_same_moment_one_gets_it(app: Flask) -> None:
    key = made()
    together, got = threading.Barrier(6), []

    def try_it() -> None:
        with app.app_context():
            together.wait()
            try:
                with transaction():
                    got.append(keys.use(key, Purpose.RESET, now=NOW) is not None)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=try_it) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(got) == [False] * 5 + [True]


def test_old_ones_are_forgotten(app: Flask, session: Session) -> None:
    made()
    with transaction():
        assert keys.forget_old(now=NOW + timedelta(days=30)) == 0
        assert keys.forget_old(now=NOW + timedelta(days=31)) == 1
