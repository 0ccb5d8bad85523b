"""Reading calls: one with what hangs on it, the board, those that wait for a review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from hub.calls.models import (
    Call,
    CallCountry,
    CallField,
    CallRelease,
    CallRole,
    Circle,
    Question,
    Stage,
)
from hub.calls.rules import ON_THE_BOARD, USUAL_CIRCLES, Interest, Standing, Written, circles_up_to, seen
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.countries.models import Country
from hub.members import queries as members
from hub.members.models import (
    Capability,
    CountryInterest,
    Member,
    ReferenceSite,
    SeatRole,
)
from hub.members.models import Interest as Looks
from hub.technologies.models import Technology

ON_A_PAGE = 20
# On pages of something else.
MOST_ELSEWHERE = 5


@dataclass(frozen=True)
class Wanted:
    """What the board is narrowed down to."""

    technology: str = ""
    country: str = ""
    role: str = ""
    closed: bool = False


@dataclass(frozen=True)
class Entry:
    """A call on the board with the fields this reader sees of it; the member only where it is named."""

    call: Call
    fields: frozenset[CallField]
    member: Member | None
    countries: Sequence[Bilingual]
    technology: Bilingual | None


@dataclass(frozen=True)
class Board:
    """One page of calls, those that close first at the top."""

    entries: Sequence[Entry]
    count: int
    page: int
    pages: int


@dataclass(frozen=True)
class Names:
    """Technologies and countries by code."""

    technologies: Mapping[str, Bilingual]
    countries: Mapping[str, Bilingual]


def standing_of(account_id: int | None, *, secretariat: bool = False) -> Standing:
    """The reader with the seat they hold now."""
    seat = members.seat_of(account_id)
    if seat is None:
        return Standing(account_id, secretariat=secretariat)
    return Standing(account_id, seat.member_id, seat.role == SeatRole.WINDOW)


def by_key(key: str) -> Call | None:
    return db.session.scalar(_whole().where(Call.key == key))


def fresh(call_id: int) -> Call:
    """As it stands in the database now, whatever was read before."""
    asked = _whole().where(Call.id == call_id)
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def _whole() -> Select[Call]:
    return select(Call).options(
        joinedload(Call.member),
        joinedload(Call.account),
        selectinload(Call.countries),
        selectinload(Call.needs),
        selectinload(Call.roles),
        selectinload(Call.releases),
    )


def circles_of(call: Call) -> dict[str, str]:
    """What the proposer chose for each field where it differs from the usual."""
    return {one.field: one.circle for one in call.releases}


def names() -> Names:
    return Names(
        dict(db.session.execute(select(Technology.code, Technology.name).order_by(Technology.code)).all()),
        dict(db.session.execute(select(Country.code, Country.name).order_by(Country.code)).all()),
    )


def written(call: Call) -> Written:
    """What the checklist reads."""
    sought = [one.text or one.kind for one in call.roles] + [one.text for one in call.needs]
    return Written(call, len(call.countries), sought, (call.member.name.ja, call.member.name.en))


def board(wanted: Wanted, page: int, *, circle: Circle) -> Board:
    """One page of the board as somebody of this circle sees it. What is narrowed down by is seen by them, too."""
    where = [_on_board(closed=wanted.closed), _is_shown(CallField.TITLE, circle)]
    if wanted.technology:
        where += [Call.technology_code == wanted.technology, _is_shown(CallField.TECHNOLOGY, circle)]
    if wanted.country:
        where += [_in_country(wanted.country), _is_shown(CallField.COUNTRIES, circle)]
    if wanted.role:
        sought = exists().where(CallRole.call_id == Call.id, CallRole.kind == wanted.role)
        where += [sought, _is_shown(CallField.ROLES, circle)]
    count = db.session.scalar(select(func.count()).select_from(Call).where(*where)) or 0
    pages = max(1, -(-count // ON_A_PAGE))
    page = min(max(page, 1), pages)
    found = db.session.scalars(
        _whole()
        .where(*where)
        .order_by(Call.closes_on, Call.id)
        .offset((page - 1) * ON_A_PAGE)
        .limit(ON_A_PAGE)
    ).all()
    return Board(_entries(found, circle), count, page, pages)


def technologies_sought(circle: Circle) -> Sequence[str]:
    """The technologies of open calls, as far as somebody of this circle sees them."""
    asked = select(Call.technology_code).where(
        _on_board(closed=False),
        _is_shown(CallField.TITLE, circle),
        _is_shown(CallField.TECHNOLOGY, circle),
        Call.technology_code.is_not(None),
    )
    return [code for code in db.session.scalars(asked.distinct().order_by(Call.technology_code)) if code]


def countries_sought(circle: Circle) -> Sequence[str]:
    asked = select(CallCountry.country_code).join(Call, CallCountry.call_id == Call.id)
    asked = asked.where(
        _on_board(closed=False), _is_shown(CallField.TITLE, circle), _is_shown(CallField.COUNTRIES, circle)
    )
    return db.session.scalars(asked.distinct().order_by(CallCountry.country_code)).all()


def open_calls(
    *, signed_in: bool, technology: str = "", country: str = "", member_id: int | None = None
) -> Sequence[Entry]:
    """The open calls that close first, for other pages: of a technology, a country, or a member that names itself.

    What they are chosen by is seen by this reader too. Who calls is told to nobody who is not signed in.
    """
    circle = Circle.MEMBERS if signed_in else Circle.PUBLIC
    where = [_on_board(closed=False), _is_shown(CallField.TITLE, circle)]
    if technology:
        where += [Call.technology_code == technology, _is_shown(CallField.TECHNOLOGY, circle)]
    if country:
        where += [_in_country(country), _is_shown(CallField.COUNTRIES, circle)]
    if member_id is not None:
        if not signed_in:
            return []
        where += [Call.member_id == member_id, Call.anonymous.is_(False)]
    found = db.session.scalars(
        _whole().where(*where).order_by(Call.closes_on, Call.id).limit(MOST_ELSEWHERE)
    ).all()
    return _entries(found, circle)


def _on_board(*, closed: bool) -> ColumnElement[bool]:
    return Call.stage.in_(ON_THE_BOARD) if closed else Call.stage == Stage.OPEN


def _in_country(code: str) -> ColumnElement[bool]:
    return exists().where(CallCountry.call_id == Call.id, CallCountry.country_code == code)


def _is_shown(field: CallField, circle: Circle) -> ColumnElement[bool]:
    """The same as ``rules.seen`` says of one field, for statements."""
    chosen = and_(CallRelease.call_id == Call.id, CallRelease.field == field)
    allowed = [str(one) for one in circles_up_to(circle)]
    released = exists().where(chosen, CallRelease.circle.in_(allowed))
    if USUAL_CIRCLES[field] in circles_up_to(circle):
        return or_(~exists().where(chosen), released)
    return released


def _entries(calls: Sequence[Call], circle: Circle) -> Sequence[Entry]:
    known = names() if calls else Names({}, {})
    return [entry(call, circle, known) for call in calls]


def entry(call: Call, circle: Circle, known: Names, *, named: bool = False) -> Entry:
    """``named``: whether this reader may know who an anonymous caller is."""
    fields = seen(circles_of(call), circle)
    return Entry(
        call,
        fields,
        call.member if named or (not call.anonymous and circle is not Circle.PUBLIC) else None,
        [known.countries[one.country_code] for one in call.countries]
        if CallField.COUNTRIES in fields
        else [],
        known.technologies[call.technology_code]
        if call.technology_code and CallField.TECHNOLOGY in fields
        else None,
    )


def questions_of(call_id: int) -> Sequence[Question]:
    asked = select(Question).where(Question.call_id == call_id)
    return db.session.scalars(asked.order_by(Question.asked_at, Question.id)).all()


def question(number: int, call_id: int) -> Question | None:
    asked = select(Question).options(joinedload(Question.asker))
    return db.session.scalar(asked.where(Question.id == number, Question.call_id == call_id))


def own(standing: Standing) -> Sequence[Call]:
    """The calls this person runs for their member, the latest first."""
    asked = _whole().where(Call.member_id == standing.member_id)
    if not standing.window:
        asked = asked.where(Call.account_id == standing.account_id)
    return db.session.scalars(asked.order_by(Call.begun_at.desc(), Call.id.desc())).all()


def in_stage(stage: Stage) -> Sequence[Call]:
    return db.session.scalars(_whole().where(Call.stage == stage).order_by(Call.submitted_at, Call.id)).all()


def count(stage: Stage) -> int:
    return db.session.scalar(select(func.count()).select_from(Call).where(Call.stage == stage)) or 0


def to_close(today: date) -> Sequence[int]:
    """The calls whose closing day is over."""
    asked = select(Call.id).where(Call.stage == Stage.OPEN, Call.closes_on < today)
    return db.session.scalars(asked.order_by(Call.id)).all()


def interests() -> Sequence[Interest]:
    """Technologies of every listed member, and the countries where it delivered or looks, for alerts alone: what a
    member hides from others is told to nobody by telling it of a call."""
    technologies: dict[int, set[str]] = {}
    countries: dict[int, set[str]] = {}
    listed = set(db.session.scalars(select(Member.id).where(Member.are_listed())))
    for number, code in db.session.execute(select(Capability.member_id, Capability.technology_code)):
        technologies.setdefault(number, set()).add(code)
    looking = select(CountryInterest.member_id, CountryInterest.country_code).where(
        CountryInterest.status.in_((Looks.ACTIVE, Looks.FUTURE))
    )
    sites = select(ReferenceSite.member_id, ReferenceSite.country_code)
    for asked in (looking, sites):
        for number, code in db.session.execute(asked):
            countries.setdefault(number, set()).add(code)
    return [
        Interest(number, technologies.get(number, set()), countries.get(number, set()))
        for number in sorted(listed)
    ]
