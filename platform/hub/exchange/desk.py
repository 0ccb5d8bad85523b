"""The desk's sheets of members: taking one away, bringing one, the dry run, and how far an import has come."""

from flask import (
    Blueprint,
    Response,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import secure_filename

from hub.core import clock, jobs, workbooks
from hub.core.access import current_reader, require, secretariat
from hub.core.db import transaction
from hub.core.jobs import Job, JobState
from hub.core.sheets import MOST_BYTES
from hub.core.typed import stands_on
from hub.core.web import current_language, or_404, pages, takes_files
from hub.exchange import actions, exporting
from hub.exchange.columns import KINDS_OF_SHEET, Format, Headers
from hub.exchange.forms import ExportForm, ImportForm

bp: Blueprint = pages("exchange", __name__, prefix="/desk/members")


@bp.route("/export", methods=["GET", "POST"])
@secretariat
def export() -> ResponseReturnValue:
    form = ExportForm(headers=str(current_language()))
    replaced: dict[str, int] = {}
    if form.submitted():
        asked = exporting.Asked(form.kind.data, Headers(form.headers.data), form.own_only.data)
        file = exporting.file(asked, Format(form.form.data))
        replaced = file.replaced
        # What would be lost is said first; the same button then fetches the file.
        if not replaced or "anyway" in request.form:
            with transaction():
                actions.exported(asked.kind, form.form.data, file.rows, by=current_reader())
            return _download(file.content, file.name, file.type)
    told = [(one, f"U+{ord(one):04X}", times) for one, times in sorted(replaced.items())]
    return render_template("exchange/export.html", form=form, replaced=told), form.status


@bp.route("/import/template")
@secretariat
def template() -> ResponseReturnValue:
    kind = request.args.get("kind", "members")
    require(kind in KINDS_OF_SHEET)
    content = exporting.template(kind, Headers(str(current_language())))
    return _download(content, f"template-{kind}.xlsx", workbooks.TYPE)


@bp.route("/import", methods=["GET", "POST"])
@secretariat
@takes_files(MOST_BYTES)
def bring() -> ResponseReturnValue:
    form = ImportForm()
    if form.submitted():
        content = form.file.data.read(MOST_BYTES + 1)
        name = (form.file.data.filename or "").replace("\\", "/").rpartition("/")[2]
        with transaction():
            job = jobs.add(form.kind.data, name or "file", content, account_id=_account(), at=clock.now())
            key = job.key
        jobs.start(actions.check, key)
        return redirect(url_for(".job", key=key), code=303)
    return render_template(
        "exchange/import.html", form=form, kinds=KINDS_OF_SHEET, most=MOST_BYTES
    ), form.status


@bp.route("/import/<slug:key>", methods=["GET", "POST"])
@secretariat
def job(key: str) -> ResponseReturnValue:
    job = _own(key)
    if request.method == "POST":
        with transaction():
            moved = jobs.move(key, JobState.CHECKED, JobState.RUNNING, at=clock.now(), message="", done=0)
        if moved:
            reader = current_reader()
            jobs.start(lambda key: actions.carry_out(key, reader), key)
        return redirect(url_for(".job", key=key), code=303)
    untold = job.at_work or job.state == JobState.FAILED
    return render_template(
        "exchange/job.html",
        job=job,
        kind=KINDS_OF_SHEET[job.kind],
        stopped=job.stopped(clock.now()),
        shown=None if untold else or_404(jobs.shown(key)),
    )


@bp.route("/import/<slug:key>/cancel", methods=["POST"])
@secretariat
@stands_on("exchange.job")
def cancel(key: str) -> ResponseReturnValue:
    _own(key)
    with transaction():
        moved = jobs.forget(key)
    require(moved)
    flash(_("The file was put away. Nothing was imported."))
    return redirect(url_for(".bring"), code=303)


@bp.route("/import/<slug:key>/progress")
@secretariat
def progress(key: str) -> ResponseReturnValue:
    job = _own(key)
    at_work = job.at_work and not job.stopped(clock.now())
    words = _("%(done)s of %(total)s rows", done=f"{job.done:,}", total=f"{job.total:,}") if job.total else ""
    return jsonify(at_work=at_work, done=job.done, total=job.total, words=words)


def _own(key: str) -> Job:
    job = or_404(jobs.by_key(key))
    require(job.account_id == current_reader().account_id and job.kind in KINDS_OF_SHEET)
    return job


def _account() -> int:
    account_id = current_reader().account_id
    if account_id is None:
        raise LookupError("the gate lets nobody in who is not signed in")
    return account_id


def _download(content: bytes, name: str, kind: str) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f"attachment; filename={secure_filename(name)}"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
