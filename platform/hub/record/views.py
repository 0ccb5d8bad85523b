"""Pages of a record for those who run it: overview, sections and their rows, history, and the way back."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hub.core import clock
from hub.core.access import current_reader, require, secretariat, signed_in
from hub.core.db import transaction
from hub.core.security import limiter
from hub.core.typed import came_back, stands_on
from hub.core.web import or_404, pages
from hub.journal.models import JournalLine
from hub.members import queries as members
from hub.members.models import Member
from hub.members.rules import Freshness, freshness, may_run_record
from hub.record import actions, forms, labels, queries, rules, shape
from hub.record.actions import Overtaken, Taken
from hub.record.forms import RevertForm, SectionForm
from hub.record.rules import Section
from hub.secretariat.labels import ACTS

bp = pages("record", __name__, prefix="/members/<slug:slug>/record")

MOST_POSTS = limiter.limit("60 per minute", methods=["POST"])


def _own(slug: str) -> Member:
    """The member whose record this reader runs; for others there is no such page."""
    reader = current_reader()
    member = or_404(members.visible(slug, reader))
    require(may_run_record(reader, members.seat_of(reader.account_id), member.id))
    return member


def _section(name: str, *, rows: bool = False) -> Section:
    require(name in list(Section) and (not rows or name in shape.ROWS))
    return Section(name)


@bp.route("")
@signed_in
def overview(slug: str) -> ResponseReturnValue:
    member = _own(slug)
    chosen = members.chosen_circles(member.id)
    return render_template(
        "record/overview.html",
        member=member,
        counts=queries.counts(member.id),
        filled=queries.completeness_of(member),
        circles=rules.circles_of_sections(chosen),
        stale=freshness(member.confirmed_at, clock.now()) is not Freshness.FRESH,
        labels=labels,
    )


@bp.route("/confirm", methods=["POST"])
@signed_in
@stands_on("record.overview")
@MOST_POSTS
def confirm(slug: str) -> ResponseReturnValue:
    member = _own(slug)
    with transaction():
        actions.confirm(member, by=current_reader(), at=clock.now())
    flash(_("Thank you. The record counts as confirmed today."))
    return redirect(url_for("record.overview", slug=slug), code=303)


@bp.route("/<section>", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def section(slug: str, section: str) -> ResponseReturnValue:
    member, part = _own(slug), _section(section)
    now = actions.section_values(member, part)
    form = forms.section_form(part, now)
    theirs: list[tuple[object, object, object]] = []
    if form.submitted():
        typed = form.values()
        try:
            with transaction():
                line = actions.change_section(
                    member, part, typed, form.base.data or "", by=current_reader(), at=clock.now()
                )
            return _saved(member, part, line)
        except Overtaken as overtaken:
            now = dict(overtaken.now or {})
            theirs = _differences(typed, now)
            form.base.data = shape.fingerprint(now)
    elif not form.is_submitted() and not came_back():
        form.base.data = shape.fingerprint(now)
    return render_template(
        "record/section.html",
        member=member,
        section=part,
        form=form,
        theirs=theirs,
        **_rows_of(member, part),
        labels=labels,
    ), 409 if theirs else form.status


def _rows_of(member: Member, part: Section) -> dict[str, Any]:
    """What the page of a section with rows lists; the countries with how their status changed."""
    if part not in shape.ROWS:
        return {"rows": None, "past": []}
    names = queries.names()
    found = [
        (one.id, _title(part, actions.row_values(part, one), names)) for one in actions.rows(member, part)
    ]
    past = queries.countries_over_time(member.id) if part is Section.COUNTRIES else []
    return {"rows": found, "past": past, "names": names}


def _title(part: Section, values: dict[str, Any], names: queries.Names) -> list[object]:
    """What a row is called in a list: names as they are, words for codes."""
    told: list[object] = []
    for column in ("technology_code", "country_code"):
        if values.get(column):
            told.append(names.of(column, values[column]) or values[column])
    told += [value for column in ("title_ja", "name_ja") if (value := values.get(column))]
    if values.get("status"):
        told.append(labels.word("status", values["status"]))
    told += [str(value) for column in ("year", "since") if (value := values.get(column))]
    return told


@bp.route("/<section>/new", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def add_row(slug: str, section: str) -> ResponseReturnValue:
    member, part = _own(slug), _section(section, rows=True)
    form = forms.row_form(part, None, queries.names())
    if form.submitted():
        values = _whole(part, form.values())
        try:
            with transaction():
                line = actions.add_row(member, part, values, by=current_reader(), at=clock.now())
            return _saved(member, part, line)
        except Taken:
            _refuse(form)
    return render_template(
        "record/row.html",
        member=member,
        section=part,
        form=form,
        number=None,
        theirs=[],
        gone=False,
        labels=labels,
    ), form.status


@bp.route("/<section>/<int:number>", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def change_row(slug: str, section: str, number: int) -> ResponseReturnValue:
    member, part = _own(slug), _section(section, rows=True)
    found = actions.row(member, part, number)
    # A row that went while somebody typed into its form is not the end of what was typed.
    gone = found is None
    require(not gone or request.method == "POST" or came_back())
    now = actions.row_values(part, found) if found else {}
    form = forms.row_form(part, now, queries.names())
    theirs: list[tuple[object, object, object]] = []
    if form.submitted() and not gone:
        values = _whole(part, form.values())
        try:
            with transaction():
                line = actions.change_row(
                    member, part, number, values, form.base.data or "", by=current_reader(), at=clock.now()
                )
            return _saved(member, part, line)
        except Taken:
            _refuse(form)
        except Overtaken as overtaken:
            gone = overtaken.now is None
            now = dict(overtaken.now or {})
            theirs = _differences(values, now) if now else []
            form.base.data = shape.fingerprint(now)
    elif not form.is_submitted() and not came_back():
        form.base.data = shape.fingerprint(now)
    return render_template(
        "record/row.html",
        member=member,
        section=part,
        form=form,
        number=number,
        theirs=theirs,
        gone=gone,
        labels=labels,
    ), 409 if theirs or gone else form.status


def _whole(part: Section, typed: dict[str, Any]) -> dict[str, Any]:
    """What was typed in the order of the columns."""
    return {column: typed[column] for column in shape.ROWS[part][1]}


def _refuse(form: SectionForm) -> None:
    first = next(iter(form))
    first.errors = [_("There is one like this already. Change that one instead")]


@bp.route("/<section>/<int:number>/remove", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def remove_row(slug: str, section: str, number: int) -> ResponseReturnValue:
    member, part = _own(slug), _section(section, rows=True)
    found = actions.row(member, part, number)
    if request.method == "POST":
        with transaction():
            line = actions.remove_row(member, part, number, by=current_reader(), at=clock.now())
        return _saved(member, part, line)
    title = _title(part, actions.row_values(part, or_404(found)), queries.names())
    return render_template(
        "record/remove.html", member=member, section=part, number=number, title=title, labels=labels
    )


def _saved(member: Member, part: Section, line: JournalLine | None) -> Response:
    """Back to the section; a change that the journal holds whole can be taken back there."""
    if line is None:
        flash(_("Nothing was changed: everything stands there as you sent it."))
    elif (told := queries.line(member.id, line.id)) and told.revertible:
        flash(_("Saved."), url_for("record.undo", slug=member.slug, number=line.id))
    else:
        flash(_("Saved."))
    return redirect(url_for("record.section", slug=member.slug, section=part), code=303)


def _differences(typed: dict[str, Any], now: dict[str, Any]) -> list[tuple[object, object, object]]:
    """Label, what stands there now, and what was typed, of each column in which they differ."""
    return [
        (labels.COLUMNS[column], _shown(column, now.get(column)), _shown(column, value))
        for column, value in typed.items()
        if value != now.get(column)
    ]


def _shown(column: str, value: Any) -> object:
    return labels.word(column, shape.told(value))


@bp.route("/history")
@signed_in
def history(slug: str) -> ResponseReturnValue:
    member = _own(slug)
    given = request.args.get("before", "")
    before = int(given) if given.isdecimal() and len(given) <= 12 else None
    lines = list(queries.history(member.id, before=before, most=queries.MOST_LINES + 1))
    return render_template(
        "record/history.html",
        member=member,
        lines=lines[: queries.MOST_LINES],
        older=lines[queries.MOST_LINES - 1].id if len(lines) > queries.MOST_LINES else None,
        acts=ACTS,
        names=queries.names(),
        labels=labels,
    )


@bp.route("/history/<int:number>/revert", methods=["GET", "POST"])
@secretariat
def revert(slug: str, number: int) -> ResponseReturnValue:
    member = _own(slug)
    line = or_404(queries.line(member.id, number))
    require(line.revertible)
    form = RevertForm()
    if form.submitted():
        return _put_back(member, number, lambda: form.reason.data)
    return render_template(
        "record/revert.html",
        member=member,
        line=line,
        form=form,
        acts=ACTS,
        names=queries.names(),
        labels=labels,
    ), form.status


@bp.route("/history/<int:number>/undo", methods=["POST"])
@signed_in
@stands_on("record.history")
@MOST_POSTS
def undo(slug: str, number: int) -> ResponseReturnValue:
    member = _own(slug)
    line = or_404(queries.line(member.id, number))
    require(rules.may_undo(current_reader(), line.account_id, line.at, clock.now()) and line.revertible)
    return _put_back(member, number, lambda: "")


def _put_back(member: Member, number: int, reason: Callable[[], str]) -> Response:
    try:
        with transaction():
            actions.revert(
                member, queries.journal_line(number), by=current_reader(), at=clock.now(), reason=reason()
            )
        flash(_("It stands there again as it was before."))
    except (Overtaken, Taken):
        flash(
            _("Nothing was put back: the same field has been changed since. Put the later change back first.")
        )
    return redirect(url_for("record.history", slug=member.slug), code=303)
