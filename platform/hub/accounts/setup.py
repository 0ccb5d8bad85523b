"""Signed-in browsers: Flask-Login carries a random key in the cookie, the database says what it is worth."""

from dataclasses import replace
from datetime import datetime

import structlog
from flask import Flask, current_app, g, request, session
from flask_limiter.util import get_remote_address
from flask_login import AnonymousUserMixin, LoginManager, UserMixin, current_user, login_user
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from hub.accounts import actions, consent, queries, rules
from hub.accounts.models import Account, AccountSession
from hub.core import clock
from hub.core.access import Reader, Role, current_reader, who_is_here
from hub.core.config import Settings
from hub.core.db import db

log = structlog.get_logger(__name__)


class Visit(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """One signed-in browser as Flask-Login wants it: its id is the key, not the account."""

    def __init__(self, key: str, reader: Reader) -> None:
        self.id = key
        self.reader = reader


def init_app(app: Flask) -> None:
    manager = LoginManager()
    # People change networks in trains. A copied cookie is ended by signing out, not by guessing from addresses.
    manager.session_protection = None
    # Templates ask reader(); a context processor would load the person for every page.
    manager.init_app(app, add_context_processor=False)
    manager.user_loader(visit)
    app.before_request(_ask_anew)
    app.add_template_global(current_reader, "reader")
    app.add_template_global(who_is_here)
    app.add_template_global(consent.present, "text_versions")


def _ask_anew() -> None:
    # Where an application context outlives a request, so would Flask-Login's memory of who was there.
    g.pop("_login_user", None)


def settings() -> Settings:
    made: Settings = current_app.extensions["settings"]
    return made


def reader_of(account: Account, *, asked: bool = False) -> Reader:
    """The person as the rules know them, here and now. ``asked``: whether the terms are still to be agreed to."""
    unfinished = rules.is_unfinished(
        role=Role(account.role),
        has_second_step=account.has_second_step,
        required=settings().second_step_required,
    )
    return replace(account.reader, network=str(get_remote_address()), unfinished=unfinished, asked=asked)


def sign_in_here(account: Account, *, at: datetime) -> str:
    """Open a session for this browser; the key is for ``begin_visit`` once the transaction stands."""
    browser = rules.browser_of(request.user_agent.string)
    return actions.sign_in(account, str(get_remote_address()), at=at, browser=browser)


def begin_visit(key: str, reader: Reader) -> None:
    """Make this browser the one of that session. Nothing of the visitor's lives on, its token included."""
    session.clear()
    # Flask-WTF remembers the token it made for this request, and it belonged to the session just cleared.
    g.pop("csrf_token", None)
    login_user(Visit(key, reader))
    # Flask-Login adds a digest of network and browser, which nobody here asks for.
    session.pop("_id")


def end_visit() -> None:
    """End the session of this browser, if it has one, in the transaction at work."""
    if isinstance(current_user._get_current_object(), Visit):
        actions.sign_out(current_user.id, at=clock.now())


def visit(key: str) -> Visit | None:
    """Who holds this key now. Asked anew on every request, so what was withdrawn is gone with the next one."""
    try:
        return _visit(key)
    except SQLAlchemyError:
        # Answering the failure asks again who is reading, and must not fail in its turn.
        g._login_user = AnonymousUserMixin()
        raise


def _visit(key: str) -> Visit | None:
    # A session of its own: pages ask who is reading when the one at work may have failed.
    with Session(db.engine, expire_on_commit=False) as own:
        found = queries.open_session(key, own)
        if found is None:
            return None
        opened, agreed, shut = found
        if not _is_good(opened, clock.now()):
            return None
        reader = reader_of(opened.account, asked=agreed < len(consent.present()))
        reader = replace(reader, suspended=shut and reader.role is Role.MEMBER)
        visited = Visit(key, reader)
        _note(opened, own)
        return visited


def _is_good(found: AccountSession, now: datetime) -> bool:
    account = found.account
    return rules.may_sign_in(
        active=account.active, sample=account.sample, production=settings().production
    ) and not rules.is_over(role=Role(account.role), started=found.started_at, seen=found.seen_at, now=now)


def _note(found: AccountSession, own: Session) -> None:
    now = clock.now()
    if not rules.is_worth_noting(seen=found.seen_at, now=now):
        return
    found.seen_at = now
    try:
        own.commit()
    except SQLAlchemyError as error:
        # A page may be read while an import holds the only pen.
        own.rollback()
        log.warning("visit_not_noted", reason=type(error).__name__)
