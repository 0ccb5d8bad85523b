"""The desk: queues with counts, what changed today, the mail; and the outbox of a development site."""

from datetime import datetime, time, timedelta
from urllib.parse import urlencode

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub import rooms
from hub.core import clock
from hub.core.access import current_reader, public, require, secretariat
from hub.core.db import transaction
from hub.core.desk import DeskPage
from hub.core.formats import plain
from hub.core.forms import choices_of
from hub.core.mail import try_again
from hub.core.typed import stands_on
from hub.core.web import current_language, or_404, pages
from hub.journal.actions import about, record
from hub.members import labels
from hub.members import queries as members
from hub.members.addresses import fields_of, wanted_of
from hub.members.rules import Wanted
from hub.secretariat import actions, queries, rules
from hub.secretariat.forms import CircularForm, TaskForm
from hub.secretariat.labels import ACTS, URGENCIES

bp = pages("secretariat", __name__)

_MOST_LINES = 50
_MOST_LETTERS = 200
_USUAL_TIME = timedelta(days=7)


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
@stands_on("secretariat.mail")
def send_again(number: int) -> ResponseReturnValue:
    letter = or_404(queries.letter(number))
    require(letter.failed_at is not None)
    with transaction():
        try_again(letter, at=clock.now())
        record("mail-try-again", by=current_reader(), subject=about("mail", number))
    flash(_("The letter is in the outbox again."))
    return redirect(url_for("secretariat.mail"), code=303)


@bp.route("/desk/tasks")
@secretariat
def tasks() -> ResponseReturnValue:
    return render_template(
        "secretariat/tasks.html",
        open_tasks=queries.open_tasks(),
        done=queries.done_tasks(_MOST_LINES),
        urgency=lambda task: rules.urgency(task, clock.today()),
        urgencies=URGENCIES,
        own=current_reader().account_id,
    )


@bp.route("/desk/tasks/new", methods=["GET", "POST"])
@secretariat
def new_task() -> ResponseReturnValue:
    """A task; ``about`` in the address names the thing it is about, as the journal does."""
    subject = request.args.get("about", "")[:120]
    reader = current_reader()
    form = _task_form(assignee=str(reader.account_id), due=clock.today() + _USUAL_TIME)
    if form.submitted():
        with transaction():
            actions.give(form.draft(subject), by=reader, at=clock.now())
        flash(_("The task is on the list."))
        return redirect(url_for("secretariat.tasks"), code=303)
    return render_template("secretariat/task.html", form=form, task=None, subject=subject), form.status


@bp.route("/desk/tasks/<int:number>", methods=["GET", "POST"])
@secretariat
def task(number: int) -> ResponseReturnValue:
    found = or_404(queries.task(number))
    form = _task_form(title=found.title, note=found.note, assignee=str(found.assignee_id), due=found.due_on)
    if form.submitted():
        with transaction():
            actions.change(found, form.draft(found.subject), by=current_reader())
        flash(_("The task is changed."))
        return redirect(url_for("secretariat.tasks"), code=303)
    return render_template("secretariat/task.html", form=form, task=found, subject=found.subject), form.status


def _task_form(**given: object) -> TaskForm:
    form = TaskForm(data=given)
    people = [(str(one.id), plain(one.name)) for one in queries.colleagues()]
    form.assignee.choices = choices_of([("", _("Please choose")), *people])
    return form


@bp.route("/desk/tasks/<int:number>/done", methods=["POST"])
@secretariat
@stands_on("secretariat.tasks")
def finish_task(number: int) -> ResponseReturnValue:
    found = or_404(queries.task(number))
    with transaction():
        actions.finish(found, by=current_reader(), at=clock.now())
    flash(_("Done: %(title)s", title=found.title))
    return redirect(url_for("secretariat.tasks"), code=303)


@bp.route("/desk/tasks/<int:number>/reopen", methods=["POST"])
@secretariat
@stands_on("secretariat.tasks")
def reopen_task(number: int) -> ResponseReturnValue:
    found = or_404(queries.task(number))
    with transaction():
        actions.reopen(found, by=current_reader())
    flash(_("On the list again: %(title)s", title=found.title))
    return redirect(url_for("secretariat.tasks"), code=303)


@bp.route("/desk/letters")
@secretariat
def circulars() -> ResponseReturnValue:
    return render_template("secretariat/circulars.html", sendings=queries.sendings(_MOST_LINES))


@bp.route("/desk/letters/new", methods=["GET", "POST"])
@secretariat
def new_circular() -> ResponseReturnValue:
    """Write, look at it as its readers will, then send. What narrows the members down stands in the address."""
    reader = current_reader()
    wanted = wanted_of(request.args)
    people = queries.people_of(members.member_ids(wanted, reader=reader))
    form = CircularForm(data={"key": actions.new_key()})
    if form.submitted() and request.form.get("step") == "send" and people:
        with transaction():
            # Sent twice by a second press or a second window: the first one counts.
            if queries.circular_of(form.key.data) is None:
                actions.send_circular(form.draft(_segment(wanted)), people, by=reader, at=clock.now())
        flash(_("Letters in the outbox: %(count)s", count=len(people)))
        return redirect(url_for("secretariat.circulars"), code=303)
    previewed = form.is_submitted() and not form.errors and request.form.get("step") != "edit"
    return render_template(
        "secretariat/circular.html",
        form=form,
        previewed=previewed,
        people=people,
        wanted=wanted,
        asked=fields_of(wanted),
        choices=members.choices(wanted, reader=reader, language=current_language()),
        labels=labels,
    ), form.status


def _segment(wanted: Wanted) -> str:
    """Which members, as the directory's address says it: enough to look at them again."""
    return urlencode(fields_of(wanted))[:500]


@bp.route("/outbox")
@public
def outbox() -> ResponseReturnValue:
    """Letters as they would leave. In production there is no such page: they hold keys to accounts."""
    require(not current_app.extensions["settings"].production)
    return render_template("secretariat/outbox.html", letters=queries.mail(failed=False, most=_MOST_LETTERS))
