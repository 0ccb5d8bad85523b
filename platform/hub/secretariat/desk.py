"""The desk: queues with counts, what changed today, the mail; and the outbox of a development site."""

from datetime import datetime, time

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub import rooms
from hub.core import clock
from hub.core.access import current_reader, public, require, secretariat
from hub.core.db import transaction
from hub.core.desk import DeskPage
from hub.core.mail import try_again
from hub.core.web import or_404, pages
from hub.journal.actions import about, record
from hub.secretariat import queries
from hub.secretariat.labels import ACTS

bp = pages("secretariat", __name__)

_MOST_LINES = 50
_MOST_LETTERS = 200


@bp.app_template_global()
def desk_pages() -> list[DeskPage]:
    """The desk's menu, room by room; the desk itself first."""
    found = [page for room in rooms.modules("queues") for page in room.PAGES]
    return sorted(found, key=lambda page: not page.endpoint.startswith("secretariat."))


@bp.route("/desk")
@secretariat
def dashboard() -> ResponseReturnValue:
    now = clock.now()
    midnight = datetime.combine(clock.today(), time.min, tzinfo=clock.JAPAN)
    queues = [(queue, queue.count(now)) for room in rooms.modules("queues") for queue in room.QUEUES]
    return render_template(
        "secretariat/dashboard.html",
        queues=queues,
        today=clock.today(),
        told=queries.journal_since(midnight, _MOST_LINES),
        acts=ACTS,
    )


@bp.route("/desk/mail")
@secretariat
def mail() -> ResponseReturnValue:
    failed = queries.mail(failed=True, most=_MOST_LETTERS)
    return render_template(
        "secretariat/mail.html", failed=failed, latest=queries.mail(failed=False, most=_MOST_LETTERS)
    )


@bp.route("/desk/mail/<int:number>/try-again", methods=["POST"])
@secretariat
def send_again(number: int) -> ResponseReturnValue:
    letter = or_404(queries.letter(number))
    require(letter.failed_at is not None)
    with transaction():
        try_again(letter, at=clock.now())
        record("mail-try-again", by=current_reader(), subject=about("mail", number))
    flash(_("The letter is in the outbox again."))
    return redirect(url_for("secretariat.mail"), code=303)


@bp.route("/outbox")
@public
def outbox() -> ResponseReturnValue:
    """Letters as they would leave. In production there is no such page: they hold keys to accounts."""
    require(not current_app.extensions["settings"].production)
    return render_template("secretariat/outbox.html", letters=queries.mail(failed=False, most=_MOST_LETTERS))
