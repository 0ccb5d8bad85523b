"""The notification centre: what a person was told, how they want to be told, and the link that ends a mail."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.core import clock
from hub.core.access import VISITOR, current_reader, public, signed_in, who_is_here
from hub.core.db import transaction
from hub.core.typed import stands_on
from hub.core.web import or_404, pages
from hub.notifications import actions, keys, queries
from hub.notifications.forms import settings_form
from hub.notifications.labels import TOPICS
from hub.notifications.models import Way

bp = pages("notifications", __name__, prefix="/notifications")

_LARGEST = 2**31 - 1


@bp.app_template_global()
def unread_count() -> int:
    """How many notifications the reader has not read. The header asks twice, the database once."""
    account_id = who_is_here().account_id
    if account_id is None:
        return 0
    kept = request.environ
    if "hub.unread" not in kept:
        kept["hub.unread"] = queries.unread_count(account_id)
    return int(kept["hub.unread"])


@bp.route("")
@signed_in
def told() -> ResponseReturnValue:
    page = request.args.get("page", "")
    found = queries.told(_reader(), int(page) if page.isdecimal() and len(page) <= 4 else 1)
    return render_template(
        "notifications/told.html",
        found=found,
        topics=TOPICS,
        address=lambda number: url_for("notifications.told", page=number),
    )


@bp.route(f"/<int(max={_LARGEST}):number>/read", methods=["POST"])
@signed_in
@stands_on("notifications.told")
def read(number: int) -> ResponseReturnValue:
    one = or_404(queries.own(_reader(), number))
    with transaction():
        actions.read(one, at=clock.now())
    return redirect(url_for("notifications.told"), code=303)


@bp.route("/read", methods=["POST"])
@signed_in
@stands_on("notifications.told")
def read_all() -> ResponseReturnValue:
    with transaction():
        actions.read_all(_reader(), at=clock.now())
    flash(_("All notifications are marked as read."))
    return redirect(url_for("notifications.told"), code=303)


@bp.route("/settings", methods=["GET", "POST"])
@signed_in
def settings() -> ResponseReturnValue:
    form = settings_form(queries.ways(_reader()))
    if form.submitted():
        with transaction():
            actions.choose(_reader(), form.chosen(), by=current_reader())
        flash(_("Your settings are saved."))
        return redirect(url_for("notifications.settings"), code=303)
    return render_template("notifications/settings.html", form=form), form.status


@bp.route("/unsubscribe", methods=["GET", "POST"])
@public
def unsubscribe() -> ResponseReturnValue:
    """Reached from a mail, without signing in. Looking changes nothing: programs look at links in mail, too."""
    key = request.args.get("key", "")
    found = keys.read(key)
    if found is None:
        # Somebody who typed the address is told the way; a false key leads nowhere.
        return render_template("notifications/not_a_link.html"), 404 if key else 200
    account_id, topic = found
    if request.method == "POST":
        with transaction():
            actions.choose(account_id, {topic: Way.PAGE}, by=VISITOR)
    return render_template(
        "notifications/unsubscribe.html", topic=TOPICS[topic], key=key, done=request.method == "POST"
    )


def _reader() -> int:
    """The number of the account that reads; the page is for those who are signed in."""
    return int(current_reader().account_id or 0)
