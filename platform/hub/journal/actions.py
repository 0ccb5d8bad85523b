"""Adding a line to the journal, inside the transaction of the act it tells of."""

from collections.abc import Mapping

from hub.core import clock
from hub.core.access import Reader
from hub.core.db import db
from hub.journal.models import JournalChange, JournalLine


def record(
    act: str,
    *,
    by: Reader,
    subject: str = "",
    detail: str = "",
    reason: str = "",
    changes: Mapping[str, tuple[str, str]] | None = None,
) -> JournalLine:
    """Note that ``by`` did ``act`` to ``subject`` (``about(kind, id)``) now, and why.

    ``changes`` gives for each changed field its text before and after. ``detail`` holds no secrets and no private
    text.
    """
    line = JournalLine(
        at=clock.now(),
        account_id=by.account_id,
        act=act,
        subject=subject,
        detail=detail,
        reason=reason,
        network=by.network,
    )
    db.session.add(line)
    if changes:
        db.session.flush()
        db.session.add_all(
            JournalChange(line_id=line.id, field=field, before=before, after=after)
            for field, (before, after) in changes.items()
            if before != after
        )
    return line


def record_each(
    act: str, *, by: Reader, changes: Mapping[str, Mapping[str, tuple[str, str]]], detail: str = ""
) -> None:
    """Note for many records at once that one act reached them: by subject, the fields it changed."""
    at = clock.now()
    lines = {
        subject: JournalLine(
            at=at, account_id=by.account_id, act=act, subject=subject, detail=detail, network=by.network
        )
        for subject in changes
    }
    db.session.add_all(lines.values())
    db.session.flush()
    db.session.add_all(
        JournalChange(line_id=lines[subject].id, field=field, before=before, after=after)
        for subject, fields in changes.items()
        for field, (before, after) in fields.items()
        if before != after
    )


def about(kind: str, id: object) -> str:
    """How the journal names a thing: ``member:12``."""
    return f"{kind}:{id}"
