"""What calls hold about a person: those they answer for, and questions they asked."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from hub.accounts.models import Account
from hub.calls.models import Call, Question
from hub.core.db import db
from hub.core.personal import Held


def held(account: Account) -> Iterator[Held]:
    yield Held(
        "calls",
        _l("Calls you answer for"),
        [
            {"begun_at": one.begun_at, "stage": str(one.stage), "title": one.title.ja or one.title.en}
            for one in db.session.scalars(select(Call).where(Call.account_id == account.id).order_by(Call.id))
        ],
        stays=_l("Belongs to your organisation, and stays under a number without your name."),
    )
    yield Held(
        "questions",
        _l("Questions you asked about calls"),
        [
            {"asked_at": one.asked_at, "text": one.text}
            for one in db.session.scalars(
                select(Question).where(Question.account_id == account.id).order_by(Question.id)
            )
        ],
        stays=_l("Others have read it with its answer, so it stays under a number without your name."),
    )
