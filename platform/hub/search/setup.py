"""Joins the index to the application: where it lies, who makes it if it is missing, what wakes its upkeep."""

from typing import Any

from flask import Flask, current_app, has_request_context
from sqlalchemy import event
from sqlalchemy.orm import Session

from hub.core.config import Settings
from hub.core.fulltext import Index
from hub.search import upkeep
from hub.search.words import WORDS

# Kinds of records that are concepts themselves: their names are found in every text.
SUBJECTS = {"chart": "country", "technology": "technology"}
_QUEUED = "search_queued"


def init_app(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    app.extensions["fulltext"] = Index(settings.index_folder, SUBJECTS, upkeep.make_if_missing, words=WORDS)


@event.listens_for(Session, "after_flush")
def _note(session: Session, _context: Any) -> None:
    if any(hasattr(thing, "search_keys") for thing in (*session.new, *session.dirty, *session.deleted)):
        session.info[_QUEUED] = True


@event.listens_for(Session, "after_commit")
def _wake(session: Session) -> None:
    # Commands and imports catch up when they like; tests ask for it.
    if session.info.pop(_QUEUED, False) and has_request_context() and not current_app.testing:
        upkeep.in_background(upkeep.catch_up)


@event.listens_for(Session, "after_rollback")
def _undo(session: Session) -> None:
    session.info.pop(_QUEUED, None)
