"""What teams need by themselves: a silent one is asked whether it goes on."""

from datetime import datetime, timedelta

from hub.calls.models import Call
from hub.core.chores import Chore
from hub.core.db import db, transaction
from hub.formation import actions
from hub.formation.queries import silence


def ask_silent(now: datetime) -> int:
    """Each team in a transaction of its own; says how many were asked."""
    numbers = silence.to_ask(now)
    db.session.rollback()
    done = 0
    for number in numbers:
        with transaction() as session:
            done += actions.ask_silent(session.get_one(Call, number), at=now)
    return done


CHORES = (Chore("ask silent teams", timedelta(hours=6), ask_silent),)
