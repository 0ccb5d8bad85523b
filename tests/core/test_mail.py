"""The outbox: worded in the reader's language, sent once, tried again, given up and seen."""

import smtplib
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.core import mail
from hub.core.bilingual import Language
from hub.core.config import Environment, SettingError, Settings, from_environment
from hub.core.db import transaction
from hub.core.mail import Addressee, ByServer, Letter, OutgoingMail, Refused
from tests.conftest import settings_in

KEN = Addressee("ken@example.jp", Language.JA)
ANN = Addressee("ann@example.org", Language.EN)


def letter() -> Letter:
    return Letter(_("Home"), ["Hello."], (_("Sign in"), mail.link("accounts.sign_in")))


def posted(to: Addressee = KEN) -> int:
    with transaction() as session:
        made = mail.post(to, letter, topic="test")
        session.flush()
        return made.id


def kept(session: Session, number: int) -> OutgoingMail:
    session.rollback()
    return session.get_one(OutgoingMail, number)


def test_a_letter_is_in_its_readers_language_with_the_configured_address(
    app: Flask, session: Session
) -> None:
    japanese, english = kept(session, posted(KEN)), kept(session, posted(ANN))
    assert (japanese.subject, english.subject) == ("ホーム", "Home")
    assert "http://127.0.0.1:8000/ja/sign-in" in japanese.body
    assert "http://127.0.0.1:8000/en/sign-in" in english.body


def test_a_letter_of_an_act_that_fell_is_never_there(app: Flask, session: Session) -> None:
    with pytest.raises(RuntimeError), transaction():
        mail.post(KEN, letter, topic="test")
        raise RuntimeError
    assert session.scalars(select(OutgoingMail)).all() == []


def test_it_is_sent_once(app: Flask, session: Session) -> None:
    number, sent = posted(), []
    now = kept(session, number).posted_at
    assert mail.deliver(now, sent.append).sent == 1
    assert mail.deliver(now + timedelta(days=1), sent.append).sent == 0
    assert [one.to_address for one in sent] == [KEN.address]
    assert kept(session, number).sent_at == now


def test_a_claimed_letter_is_nobody_elses_until_the_claim_ends(app: Flask, session: Session) -> None:
    number = posted()
    now = kept(session, number).posted_at
    assert mail._claim(number, now)
    assert not mail._claim(number, now)
    # The process that claimed it was killed: five minutes later another one sends it.
    assert mail.deliver(now + timedelta(minutes=6), lambda _mail: None).sent == 1


def test_failures_are_tried_again_with_growing_waits_and_then_given_up(app: Flask, session: Session) -> None:
    number = posted()
    moment = kept(session, number).posted_at

    def fail(_mail: OutgoingMail) -> None:
        raise ConnectionRefusedError("no server")

    for wait in mail.WAITS:
        assert mail.deliver(moment, fail).later == 1
        assert mail.deliver(moment + wait - timedelta(seconds=1), fail).later == 0
        moment += wait
    assert mail.deliver(moment, fail).failed == 1
    one = kept(session, number)
    assert (one.failed_at, one.next_try_at, one.tries) == (moment, None, 6)
    assert "no server" in one.error
    with transaction():
        mail.try_again(one, at=moment)
    assert mail.deliver(moment, lambda _mail: None).sent == 1


def test_an_address_that_is_refused_is_not_tried_again(app: Flask, session: Session) -> None:
    number = posted()

    def refuse(_mail: OutgoingMail) -> None:
        raise Refused("550 no such mailbox")

    assert mail.deliver(kept(session, number).posted_at, refuse).failed == 1
    assert kept(session, number).error == "550 no such mailbox"


def test_sent_letters_are_forgotten_in_time(app: Flask, session: Session) -> None:
    number = posted()
    now = kept(session, number).posted_at
    mail.deliver(now, lambda _mail: None)
    with transaction():
        assert mail.forget_sent(before=now) == 0
        assert mail.forget_sent(before=now + timedelta(seconds=1)) == 1


class Conversation(socketserver.StreamRequestHandler):
    """A mail server that takes everything but letters to ``nobody@``."""

    letters: list[str]

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line.decode().upper()
            if word.startswith("DATA"):
                self.wfile.write(b"354 go on\r\n")
                text = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.letters.append(text.decode())
                self.wfile.write(b"250 taken\r\n")
            elif word.startswith("RCPT TO:<NOBODY@"):
                self.wfile.write(b"550 no such mailbox\r\n")
            elif word.startswith("QUIT"):
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 fine\r\n")


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    letters: list[str] = []
    handler = type("Handler", (Conversation,), {"letters": letters})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield f"smtp://127.0.0.1:{listening.server_address[1]}", letters
        listening.shutdown()
        thread.join()


def test_a_real_mail_server_takes_it(app: Flask, session: Session, server: tuple[str, list[str]]) -> None:
    url, letters = server
    number = posted()
    assert mail.deliver(kept(session, number).posted_at, ByServer(url, "office@hub.example.jp")).sent == 1
    assert len(letters) == 1
    assert "To: ken@example.jp" in letters[0]
    assert "Content-Language: ja" in letters[0]


def test_a_real_mail_server_that_knows_no_such_person(
    app: Flask, session: Session, server: tuple[str, list[str]]
) -> None:
    number = posted(Addressee("nobody@example.jp", Language.JA))
    assert mail.deliver(kept(session, number).posted_at, ByServer(server[0], "a@b.example")).failed == 1
    assert "550" in kept(session, number).error


def test_no_server_listening_is_tried_later(app: Flask, session: Session) -> None:
    number = posted()
    done = mail.deliver(kept(session, number).posted_at, ByServer("smtp://127.0.0.1:1", "a@b.example"))
    assert (done.later, done.failed) == (1, 0)
    assert issubclass(smtplib.SMTPConnectError, OSError | smtplib.SMTPException)


def test_without_a_server_letters_are_shown_in_development_and_wait_in_production(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    assert mail.sender_of(settings) is not None
    assert mail.sender_of(replace(settings, environment=Environment.PRODUCTION)) is None
    assert mail.sender_of(replace(settings, mail="smtp://mail.example.jp")) is not None


@pytest.mark.parametrize("url", ["mail.example.jp", "http://mail.example.jp", "smtp://", "smtp://a:port"])
def test_a_wrong_mail_server_stops_the_start(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingError, match="HUB_MAIL"):
        from_environment({"HUB_INSTANCE": str(tmp_path), "HUB_MAIL": url})


def test_links_carry_the_first_configured_host(tmp_path: Path) -> None:
    made: Settings = replace(settings_in(tmp_path), hosts=("hub.example.jp", "old.example.jp"), https=True)
    assert made.address == "https://hub.example.jp"
