"""Reading expressions of interest and invitations, of one call and of one member."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from hub.accounts.models import Account
from hub.calls.models import Call, CallField, CallNeed, Circle, Stage
from hub.calls.rules import Standing, circle_of, circles_up_to
from hub.consortia.models import (
    Expression,
    ExpressionAnswer,
    ExpressionState,
    Fills,
    InvitationState,
    Place,
    PlacePerson,
    Reveal,
    TeamInvitation,
)
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.joining.rules import OPEN_INVITATIONS, Subject, fills_by_record, subject_of
from hub.journal.actions import about
from hub.members import queries as members
from hub.members.models import Interest, Member
from hub.requests import queries as requests
from hub.requests.models import Request

_CALL = (
    joinedload(Call.member),
    joinedload(Call.account),
    selectinload(Call.releases),
    selectinload(Call.needs),
    selectinload(Call.roles),
    selectinload(Call.countries),
)


def expression(key: str) -> Expression | None:
    return db.session.scalar(_expressions().where(Expression.key == key))


def own_expression(call_id: int, member_id: int) -> Expression | None:
    return db.session.scalar(
        _expressions().where(Expression.call_id == call_id, Expression.member_id == member_id)
    )


def fresh_expression(number: int) -> Expression:
    """As it stands in the database now, whatever was read before."""
    asked = _expressions().where(Expression.id == number)
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def expressions_of(call_id: int) -> Sequence[Expression]:
    """What the caller reads: all that were sent, those to be decided first."""
    asked = _expressions().where(Expression.call_id == call_id, Expression.state != ExpressionState.DRAFT)
    found = db.session.scalars(asked.order_by(Expression.sent_at, Expression.id)).all()
    order = list(ExpressionState)
    return sorted(found, key=lambda one: order.index(ExpressionState(one.state)))


def expressions_by(member_id: int) -> Sequence[Expression]:
    """What this member has begun or sent, the latest first."""
    asked = _expressions().where(Expression.member_id == member_id)
    return db.session.scalars(asked.order_by(Expression.begun_at.desc(), Expression.id.desc())).all()


def waiting_expressions(call_id: int) -> Sequence[Expression]:
    asked = _expressions().where(
        Expression.call_id == call_id,
        Expression.state.in_((ExpressionState.SENT, ExpressionState.SHORTLISTED)),
    )
    return db.session.scalars(asked.order_by(Expression.id)).all()


def _expressions() -> Select[Expression]:
    return select(Expression).options(
        joinedload(Expression.member),
        joinedload(Expression.account),
        joinedload(Expression.call).options(*_CALL),
        selectinload(Expression.answers).joinedload(ExpressionAnswer.need),
    )


def invitation(key: str) -> TeamInvitation | None:
    return db.session.scalar(_invitations().where(TeamInvitation.key == key))


def fresh_invitation(number: int) -> TeamInvitation:
    """As it stands in the database now, whatever was read before."""
    asked = _invitations().where(TeamInvitation.id == number)
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def invitations_of(call_id: int) -> Sequence[TeamInvitation]:
    asked = _invitations().where(TeamInvitation.call_id == call_id)
    return db.session.scalars(asked.order_by(TeamInvitation.sent_at.desc(), TeamInvitation.id.desc())).all()


def open_invitations(call_id: int) -> Sequence[TeamInvitation]:
    asked = _invitations().where(
        TeamInvitation.call_id == call_id, TeamInvitation.state.in_(OPEN_INVITATIONS)
    )
    return db.session.scalars(asked.order_by(TeamInvitation.id)).all()


def invitations_to(member_id: int) -> Sequence[TeamInvitation]:
    asked = _invitations().where(TeamInvitation.member_id == member_id)
    return db.session.scalars(asked.order_by(TeamInvitation.sent_at.desc(), TeamInvitation.id.desc())).all()


def open_invitation(call_id: int, member_id: int) -> TeamInvitation | None:
    return db.session.scalar(
        _invitations().where(
            TeamInvitation.call_id == call_id,
            TeamInvitation.member_id == member_id,
            TeamInvitation.state.in_((InvitationState.SENT, InvitationState.COUNTERED)),
        )
    )


def _invitations() -> Select[TeamInvitation]:
    return select(TeamInvitation).options(
        joinedload(TeamInvitation.member), joinedload(TeamInvitation.call).options(*_CALL)
    )


def expression_subject(one: Expression) -> str:
    """How the engine of requests names it."""
    return about("expression", one.id)


def invitation_subject(one: TeamInvitation) -> str:
    return about("invitation", one.id)


def waiting_for(subject: str) -> Request | None:
    """The request by which somebody owes an answer about this thing."""
    return next(iter(requests.waiting_about(subject)), None)


def waiting_for_lead(call_id: int, side: str) -> Sequence[Request]:
    """All about one call that this side (``member:12``) owes an answer to."""
    things = [expression_subject(one) for one in waiting_expressions(call_id)]
    things += [invitation_subject(one) for one in open_invitations(call_id)]
    return [asked for thing in things for asked in requests.waiting_about(thing) if asked.owner_side == side]


def asked_of_member(one: TeamInvitation) -> Request | None:
    """The request that went to the invited member, waiting or not."""
    return requests.last_about(invitation_subject(one), owner_side=about("member", one.member_id))


def is_shown(call: Call, circle: Circle) -> bool:
    """Whether a team shows itself to this circle: it has formed, and its lead and the title allow it."""
    if call.stage not in (Stage.FORMING, Stage.AGREED):
        return False
    allowed = circles_up_to(circle)
    title = circle_of(CallField.TITLE, {one.field: one.circle for one in call.releases})
    return call.team_circle in allowed and title in allowed


def reveal(call_id: int, member_id: int) -> Reveal | None:
    return db.session.scalar(
        select(Reveal)
        .where(Reveal.call_id == call_id, Reveal.member_id == member_id)
        .execution_options(populate_existing=True)
    )


def reveals_of(call_id: int) -> Mapping[int, Reveal]:
    """By member."""
    return {one.member_id: one for one in db.session.scalars(select(Reveal).where(Reveal.call_id == call_id))}


def place_of(call_id: int, member_id: int) -> Place | None:
    """The place of a member, held or ended."""
    return db.session.scalar(
        select(Place)
        .options(
            joinedload(Place.member),
            selectinload(Place.duties),
            selectinload(Place.people).joinedload(PlacePerson.account),
        )
        .where(Place.call_id == call_id, Place.member_id == member_id)
        .execution_options(populate_existing=True)
    )


def is_in_team(call_id: int, member_id: int | None) -> bool:
    held = select(Place.id).where(
        Place.call_id == call_id, Place.member_id == member_id, Place.ended_at.is_(None)
    )
    return db.session.scalar(held) is not None


@dataclass(frozen=True)
class Membership:
    """A team a person is or was in, with their member's place."""

    call: Call
    place: Place


def teams_of(reader: Standing) -> Sequence[Membership]:
    """The teams this person is in for their member, the latest first. A draft is no team yet."""
    rows = db.session.execute(
        select(Call, Place)
        .options(joinedload(Call.member))
        .join(Place, Place.call_id == Call.id)
        .join(PlacePerson, PlacePerson.place_id == Place.id)
        .where(
            Place.member_id == reader.member_id,
            PlacePerson.account_id == reader.account_id,
            PlacePerson.ended_at.is_(None),
            Call.stage.in_((Stage.OPEN, Stage.CLOSED, Stage.FORMING, Stage.AGREED, Stage.DISSOLVED)),
        )
        .order_by(Place.ended_at.is_not(None), Place.joined_at.desc(), Place.id.desc())
    )
    return [Membership(call, place) for call, place in rows]


def told_by_record(member_id: int, needs: Sequence[CallNeed]) -> dict[int, tuple[Fills | None, Bilingual]]:
    """For each need what the member's own record says of it, with the words to begin an answer."""
    skills = members.skills_of(member_id)
    sites = members.references_of(member_id)
    looking = [
        one for one in members.interests_of(member_id) if one.status in {Interest.ACTIVE, Interest.FUTURE}
    ]
    technologies = {one.technology_code for one in skills}
    countries = {one.country_code for one in sites} | {one.country_code for one in looking}
    found = {}
    for need in needs:
        told: list[Bilingual] = []
        if need.technology_code:
            told += [
                Bilingual(one.what.ja or one.technology.ja, one.what.en or one.technology.en)
                for one in skills
                if one.technology_code == need.technology_code
            ]
        if need.country_code:
            told += [
                _delivery(one.country, one.technology, one.year)
                for one in sites
                if one.country_code == need.country_code
            ]
            told += [one.country for one in looking if one.country_code == need.country_code][: not told]
        words = Bilingual(
            "、".join(one.ja or one.en for one in told), ", ".join(one.en or one.ja for one in told)
        )
        found[need.id] = (fills_by_record(need, technologies, countries), words)
    return found


def _delivery(country: Bilingual, technology: Bilingual, year: int | None) -> Bilingual:
    when = f" ({year})" if year else ""
    return Bilingual(f"{country.ja}：{technology.ja}{when}", f"{country.en}: {technology.en}{when}")


def earlier_answers(member_id: int, but: int) -> dict[Subject, tuple[str, str]]:
    """What this member answered to needs of other calls, of each the latest that was sent."""
    rows = db.session.execute(
        select(CallNeed, ExpressionAnswer.fills, ExpressionAnswer.text)
        .join(ExpressionAnswer, ExpressionAnswer.need_id == CallNeed.id)
        .join(Expression, ExpressionAnswer.expression_id == Expression.id)
        .where(Expression.member_id == member_id, Expression.call_id != but, Expression.sent_at.is_not(None))
        .order_by(Expression.sent_at)
    )
    return {subject_of(need): (fills, text) for need, fills, text in rows}


def last_role(member_id: int, but: int) -> str:
    """The role this member offered last, in another call."""
    asked = select(Expression.role).where(
        Expression.member_id == member_id, Expression.call_id != but, Expression.sent_at.is_not(None)
    )
    return db.session.scalar(asked.order_by(Expression.sent_at.desc()).limit(1)) or ""


def invitable(but: Collection[int]) -> Sequence[Member]:
    """Listed members by name, except these."""
    asked = select(Member).where(Member.are_listed(), Member.id.not_in(but))
    return db.session.scalars(asked.order_by(Member.name_kana, Member.id)).all()


def person(account_id: int) -> Account:
    return db.session.get_one(Account, account_id)
