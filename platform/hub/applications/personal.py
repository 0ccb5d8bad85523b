"""What applications hold about a person: the window contact to be. The organisation's part is the member's."""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, delete, func, select

from hub.accounts.models import Account
from hub.applications.models import (
    Application,
    ApplicationCapability,
    ApplicationComment,
    ApplicationCountry,
    Stage,
)
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.core.personal import Held, RetentionRule


def held(account: Account) -> Iterator[Held]:
    yield Held(
        "applications",
        _l("Applications for membership you wrote"),
        [
            {
                "email": one.address,
                "name_ja": one.person.ja,
                "name_en": one.person.en,
                "name_kana": one.person_kana,
                "department": one.department.ja or one.department.en,
                "phone": one.phone,
                "consented_on": one.consented_on,
            }
            for one in db.session.scalars(_of(account))
        ],
    )


def close(account: Account, *, at: datetime) -> None:
    """The application stays as the member's beginning, without the person who wrote it."""
    for one in db.session.scalars(_of(account)):
        one.address = f"erased-{one.id}@invalid"
        one.person, one.person_kana, one.department, one.phone = Bilingual(), "", Bilingual(), ""
        one.released, one.consented_on = False, None


def _of(account: Account) -> Select[Application]:
    return select(Application).where(Application.address == account.email).order_by(Application.id)


def _left_lying(before: datetime) -> ColumnElement[bool]:
    return Application.stage.in_((Stage.DRAFT, Stage.RETURNED)) & (Application.changed_at < before)


def _refused(before: datetime) -> ColumnElement[bool]:
    return (Application.stage == Stage.REJECTED) & (Application.decided_at < before)


def _count(which: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Application).where(which)) or 0


def _forget(which: ColumnElement[bool]) -> int:
    ids = select(Application.id).where(which)
    for table in (ApplicationCapability, ApplicationCountry, ApplicationComment):
        db.session.execute(delete(table).where(table.application_id.in_(ids)))
    gone = db.session.execute(delete(Application).where(which).execution_options(synchronize_session=False))
    return int(gone.rowcount)  # type: ignore[attr-defined]  # a DELETE always gives a cursor result


RETENTION = (
    RetentionRule(
        "unfinished_applications",
        180,
        lambda before: _count(_left_lying(before)),
        lambda before: _forget(_left_lying(before)),
    ),
    RetentionRule(
        "refused_applications",
        365,
        lambda before: _count(_refused(before)),
        lambda before: _forget(_refused(before)),
    ),
)
