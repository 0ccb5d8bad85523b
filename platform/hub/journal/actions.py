"""Adding a line to the journal, inside the transaction of the act it tells of."""

from hub.core import clock
from hub.core.access import Reader
from hub.core.db import db
from hub.journal.models import JournalLine


def record(act: str, *, by: Reader, subject: str = "", detail: str = "") -> None:
    """Note that ``by`` did ``act`` to ``subject`` now. ``detail`` holds no secrets and no private text."""
    line = JournalLine(at=clock.now(), account_id=by.account_id, act=act, subject=subject, detail=detail)
    db.session.add(line)
