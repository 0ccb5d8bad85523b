"""What the directory of advisors holds about a person: the entry with the same mail address."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from hub.accounts.models import Account
from hub.advisors.models import Advisor
from hub.core.db import db
from hub.core.personal import Held


def held(account: Account) -> Iterator[Held]:
    entries = select(Advisor).where(func.lower(Advisor.email) == account.email.lower())
    yield Held(
        "advisor",
        _l("You as an advisor"),
        [
            {"slug": one.slug, "name_ja": one.name.ja, "name_en": one.name.en, "email": one.email}
            for one in db.session.scalars(entries)
        ],
        stays=_l("The secretariat takes an advisor’s entry down at the end of the term, or on request."),
    )
