"""What the secretariat may know of all teams: figures alone, and titles that were published anyway."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from hub.calls.models import Call, Stage
from hub.consortia.models import Expression, ExpressionState, Place
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.formation.queries import silence
from hub.formation.rules import middle_days
from hub.members.models import ReferenceSite

PERIOD = timedelta(days=365)
_DECIDED = (ExpressionState.SHORTLISTED, ExpressionState.INVITED, ExpressionState.DECLINED)


@dataclass(frozen=True)
class StageFigure:
    """How many calls are in a stage now, and the middle of their ages in days."""

    stage: Stage
    count: int
    age: float | None


@dataclass(frozen=True)
class Silent:
    """A silent team whose call was published."""

    title: Bilingual
    stage: Stage
    since: datetime
    asked_at: datetime | None


@dataclass(frozen=True)
class Figures:
    """``since`` begins the period of what is counted over time; all else is as of now."""

    since: date
    until: date
    stages: Sequence[StageFigure]
    begun: int
    opened: int
    sent: int
    decided: int
    response: float | None
    waiting: int
    waiting_age: float | None
    places: int
    newcomers: int
    silent: Sequence[Silent]
    silent_unpublished: int

    @property
    def newcomer_share(self) -> float | None:
        return 100 * self.newcomers / self.places if self.places else None


def figures(now: datetime, today: date) -> Figures:
    since = now - PERIOD
    begun, opened = db.session.execute(
        select(
            func.count(Call.id).filter(Call.begun_at >= since),
            func.count(Call.id).filter(Call.opened_at >= since),
        )
    ).one()
    answers = db.session.execute(
        select(Expression.sent_at, Expression.decided_at, Expression.state).where(Expression.sent_at >= since)
    ).all()
    decided = [one for one in answers if one.decided_at and one.state in _DECIDED]
    waiting = [now - one.sent_at for one in answers if one.state == ExpressionState.SENT]
    members = set(
        db.session.scalars(
            select(Place.member_id)
            .join(Call, Call.id == Place.call_id)
            .where(Place.ended_at.is_(None), Call.stage.in_((Stage.FORMING, Stage.AGREED)))
        )
    )
    experienced = set(
        db.session.scalars(
            select(ReferenceSite.member_id).where(ReferenceSite.member_id.in_(members)).distinct()
        )
    )
    silent = silence.silent(now)
    return Figures(
        today - PERIOD,
        today,
        _stages(now),
        begun,
        opened,
        len(answers),
        len(decided),
        middle_days(one.decided_at - one.sent_at for one in decided),
        len(waiting),
        middle_days(waiting),
        len(members),
        len(members - experienced),
        [
            Silent(
                call.title,
                Stage(call.stage),
                call.stirred_at or call.opened_at or call.begun_at,
                call.asked_at,
            )
            for call in silent
            if call.opened_at
        ],
        sum(call.opened_at is None for call in silent),
    )


def _stages(now: datetime) -> list[StageFigure]:
    ages: dict[str, list[timedelta]] = {stage: [] for stage in Stage}
    for stage, begun_at in db.session.execute(select(Call.stage, Call.begun_at)):
        ages[stage].append(now - begun_at)
    return [StageFigure(stage, len(ages[stage]), middle_days(ages[stage])) for stage in Stage]
