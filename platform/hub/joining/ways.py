"""What the pages of this room share: who reads, and how an act ends that somebody else was quicker to do."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.calls import queries as calls
from hub.calls.rules import Standing
from hub.core.access import current_reader
from hub.core.db import transaction
from hub.core.security import limiter
from hub.joining.actions import TooLate

MOST_POSTS = limiter.limit("60 per minute", methods=["POST"])


def standing() -> Standing:
    reader = current_reader()
    return calls.standing_of(reader.account_id, secretariat=reader.secretariat)


def moved_on() -> str:
    words: str = _("Nothing was changed: it had already moved on. This is how it stands now.")
    return words


def done(
    key: str, act: Callable[[], object], words: str, page: str = "joining.expression"
) -> ResponseReturnValue:
    """Do it in one transaction, and say how it stands if somebody was quicker."""
    try:
        with transaction():
            act()
        flash(words)
    except TooLate:
        flash(moved_on())
    return redirect(url_for(page, key=key), code=303)
