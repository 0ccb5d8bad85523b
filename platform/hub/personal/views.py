"""One's own data: to look at, to take away as a file, and to have erased."""

import json
from collections.abc import Sequence
from datetime import date

from flask import Response, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from hub import rooms
from hub.accounts import passwords
from hub.accounts.models import Account
from hub.core import clock
from hub.core.access import current_reader, signed_in
from hub.core.db import db, transaction
from hub.core.personal import Held
from hub.core.security import limiter
from hub.core.typed import stands_on
from hub.core.web import pages
from hub.journal.actions import about, record
from hub.personal import actions
from hub.personal.forms import ClosingForm
from hub.personal.labels import COLUMNS, shown

bp = pages("personal", __name__, prefix="/account/data")


def _own() -> Account:
    return db.session.get_one(Account, current_reader().account_id)


def _held(account: Account) -> Sequence[Held]:
    return [one for room in rooms.modules("personal") if hasattr(room, "held") for one in room.held(account)]


@bp.route("")
@signed_in
def data() -> ResponseReturnValue:
    return render_template("personal/data.html", held=_held(_own()), columns=COLUMNS, shown=shown)


@bp.route("/file", methods=["POST"])
@signed_in
@stands_on("personal.data")
@limiter.limit("10 per minute")
def take_away() -> ResponseReturnValue:
    """Everything as a JSON file. It is asked for by a button, because taking it is noted in the journal."""
    account = _own()
    content = {
        one.name: [{name: _written(value) for name, value in record.items()} for record in one.records]
        for one in _held(account)
    }
    with transaction():
        record("own-data-taken", by=current_reader(), subject=about("account", account.id))
    return Response(
        json.dumps(content, ensure_ascii=False, indent=2) + "\n",
        mimetype="application/json",
        headers={"Content-Disposition": f'attachment; filename="my-data-{clock.today()}.json"'},
    )


def _written(value: object) -> object:
    """A value as JSON has it; moments and days as ISO 8601."""
    return value.isoformat() if isinstance(value, date) else value


@bp.route("/close", methods=["GET", "POST"])
@signed_in
@limiter.limit("10 per minute", methods=["POST"])
def close() -> ResponseReturnValue:
    """Asks the password again: whoever finds an open browser cannot erase its owner."""
    account = _own()
    form = ClosingForm()
    if form.submitted() and not passwords.matches(account.password_hash, form.secret):
        form.password.errors = [_l("This is not your password. Nothing was closed.")]
    if form.is_submitted() and not form.errors:
        with transaction():
            actions.close(account, by=current_reader(), at=clock.now())
        session.clear()
        flash(_("Your account is closed. A letter tells you the rest."))
        return redirect(url_for("pages.home"), code=303)
    return render_template("personal/close.html", form=form, held=_held(account)), form.status
