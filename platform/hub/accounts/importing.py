"""The sheet of sample accounts. They exist for demonstrations and cannot sign in where HUB_ENV=production."""

from hub.accounts import consent
from hub.accounts.models import Account, Consent
from hub.accounts.passwords import hashed
from hub.core import clock
from hub.core.access import Role
from hub.core.sheets import Column, Sheet, both, one_of, text


def _hashed(cell: str) -> str:
    return hashed(text(cell)) if cell.strip() else ""


SHEETS = (
    Sheet(
        "sample/accounts.csv",
        Account,
        key=("email",),
        columns=(
            Column("email", required=True),
            *both("name", required=True),
            Column("role", one_of(Role), required=True),
            Column("password", _hashed, to="password_hash", required=True, only_when_created=True),
            Column("email", lambda _: clock.now(), to="created_at", only_when_created=True),
        ),
        constants={"sample": True},
        sample=True,
    ),
    # Nobody stands behind a sample account who could agree: it is flagged as sample, and the demonstration goes on.
    *(
        Sheet(
            "sample/accounts.csv",
            Consent,
            key=("account_id", "text", "version"),
            columns=(
                Column("email", to="account_id", required=True, references=Account.email, stores=Account.id),
                Column("role", lambda _: clock.now(), to="at", only_when_created=True),
            ),
            constants={"text": text_name, "version": day.isoformat()},
            sample=True,
        )
        for text_name, day in consent.present().items()
    ),
)
