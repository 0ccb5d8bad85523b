"""What agreements hold about a person: clauses they wrote last, versions they proposed or accepted."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from hub.accounts.models import Account
from hub.agreements.models import Acceptance, AgreementVersion, Clause, Objection
from hub.core.db import db
from hub.core.personal import Held


def held(account: Account) -> Iterator[Held]:
    done = (
        ("written", select(Clause.changed_at).where(Clause.account_id == account.id)),
        ("proposed", select(AgreementVersion.proposed_at).where(AgreementVersion.account_id == account.id)),
        ("accepted", select(Acceptance.at).where(Acceptance.account_id == account.id)),
        ("objected", select(Objection.at).where(Objection.account_id == account.id)),
    )
    yield Held(
        "agreements",
        _l("Terms of teams you wrote, proposed or accepted"),
        [{"act": act, "at": at} for act, asked in done for at in db.session.scalars(asked)],
        stays=_l("Belongs to the team, and stays under a number without your name."),
    )
