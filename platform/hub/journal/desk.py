"""The audit log: who did what to which record, when, why and from where. It is only read."""

import re
from datetime import date, datetime, time, timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from hub.core import clock
from hub.core.access import secretariat
from hub.core.forms import choices_of, read_day
from hub.core.web import pages
from hub.exchange.columns import LABELS
from hub.exchange.queries import members_by_id, members_named
from hub.journal import queries
from hub.journal.forms import SearchForm
from hub.secretariat.labels import ACTS

bp: Blueprint = pages("journal", __name__, prefix="/desk/journal")

_A_PAGE = 50
_SUBJECT = re.compile(r"[a-z][a-z_-]*:\S+")
_MEMBER = "member:"


@bp.route("")
@secretariat
def journal() -> ResponseReturnValue:
    form = SearchForm(request.args)
    form.act.choices = choices_of([("", _l("Everything")), *sorted(ACTS.items(), key=_in_words)])
    # An address that says nothing of the act asks for every one.
    form.act.data = form.act.data or ""
    found = list(queries.lines(_asked(form), _A_PAGE + 1)) if not request.args or form.validate() else []
    shown = found[:_A_PAGE]
    ids = [int(one.subject[len(_MEMBER) :]) for one in shown if re.fullmatch(r"member:\d{1,9}", one.subject)]
    return (
        render_template(
            "journal/journal.html",
            form=form,
            lines=shown,
            older=shown[-1].id if len(found) > _A_PAGE else None,
            acts=ACTS,
            fields=LABELS,
            members={f"{_MEMBER}{id}": member for id, member in members_by_id(ids).items()},
        ),
        form.status,
    )


def _in_words(act: tuple[str, object]) -> str:
    return str(act[1])


def _asked(form: SearchForm) -> queries.Asked:
    since, until = (read_day(field.data or "") for field in (form.since, form.until))
    before = request.args.get("before", "")
    return queries.Asked(
        person=form.person.data or "",
        subjects=_subjects(form.record.data or ""),
        act=form.act.data or "",
        since=_begin(since) if since else None,
        until=_begin(until + timedelta(days=1)) if until else None,
        before=int(before) if re.fullmatch("[0-9]{1,15}", before) else None,
    )


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=clock.JAPAN)


def _subjects(record: str) -> list[str] | None:
    """What the journal calls the records somebody means; None if any will do."""
    if not record:
        return None
    if _SUBJECT.fullmatch(record):
        return [record]
    return [record, *(f"{_MEMBER}{id}" for id in members_named(record))]
