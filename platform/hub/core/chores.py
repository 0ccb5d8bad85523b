"""What is done by itself, again and again: sending mail, reminding, tidying. Rooms name theirs in ``chores.py``.

A chore may run in several processes at once and after any pause: each looks at the database for what is due.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from hub.core.db import db

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Chore:
    """``run`` is given the moment and says how many things it did."""

    name: str
    every: timedelta
    run: Callable[[datetime], int]


class Round:
    """Runs each chore when its time has come; a failure is logged and ends neither the others nor the next try."""

    def __init__(self, chores: Iterable[Chore]) -> None:
        self.chores = tuple(chores)
        self._last: dict[str, datetime] = {}

    def run_due(self, now: datetime) -> dict[str, int]:
        """By name, what those did whose time had come."""
        done = {}
        for chore in self.chores:
            last = self._last.get(chore.name)
            if last is not None and now - last < chore.every:
                continue
            self._last[chore.name] = now
            try:
                done[chore.name] = chore.run(now)
            except Exception as error:
                # The database may be away for a while; the next round tries again.
                log.warning("chore_failed", chore=chore.name, reason=f"{type(error).__name__}: {error}")
            finally:
                db.session.remove()
        return done
