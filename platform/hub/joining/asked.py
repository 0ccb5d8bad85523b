"""What requests of this room are about: where they are answered, and what happens when nobody does."""

from datetime import datetime

from hub.consortia.models import Expression, TeamInvitation
from hub.core.db import db
from hub.joining import mails, queries
from hub.joining.actions.expressions import expire
from hub.joining.actions.invitations import expire_invitation
from hub.joining.actions.moving import TooLate
from hub.notifications.models import Link
from hub.requests.kinds import About
from hub.requests.models import Kind, Request


def _number(asked: Request) -> int:
    return int(asked.subject.partition(":")[2])


def _expression_page(asked: Request) -> Link:
    return mails.page_of_expression(db.session.get_one(Expression, _number(asked)))


def _invitation_page(asked: Request) -> Link:
    return mails.page_of_invitation(db.session.get_one(TeamInvitation, _number(asked)))


def _expression_lapsed(asked: Request, at: datetime) -> None:
    try:
        expire(queries.fresh_expression(_number(asked)), at=at)
    except TooLate:
        # It was decided in the same moment.
        return


def _invitation_lapsed(asked: Request, at: datetime) -> None:
    try:
        expire_invitation(queries.fresh_invitation(_number(asked)), at=at)
    except TooLate:
        return


KINDS = {
    Kind.EXPRESSION: About(_expression_page, _expression_lapsed),
    Kind.INVITATION: About(_invitation_page, _invitation_lapsed),
    Kind.COUNTER: About(_invitation_page, _invitation_lapsed),
}
