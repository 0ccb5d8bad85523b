"""The secretariat's pages of duplicates: the pairs, two records side by side, and making them one."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.applications.labels import STAGES
from hub.applications.models import Stage
from hub.core import clock
from hub.core.access import current_reader, require, secretariat
from hub.core.db import transaction
from hub.core.typed import stands_on
from hub.core.web import or_404, pages
from hub.duplicates import actions, labels, queries
from hub.duplicates.actions import Overtaken
from hub.duplicates.forms import OTHER, merge_form
from hub.members import queries as members
from hub.members.labels import language_name
from hub.members.models import Member, Standing
from hub.record import labels as record_labels
from hub.record import queries as records
from hub.record import shape

bp = pages("duplicates_desk", __name__, prefix="/desk/duplicates")


@bp.route("")
@secretariat
def listing() -> ResponseReturnValue:
    return render_template(
        "duplicates/listing.html",
        pairs=queries.pairs(),
        apart=queries.apart(),
        members=queries.members(),
        clues=labels.CLUES,
    )


@bp.route("/choose")
@secretariat
def choose() -> ResponseReturnValue:
    """The comparison of two members that somebody has typed: by address, or by name as it stands."""
    known = {word: one.slug for one in queries.members() for word in (one.name.en, one.name.ja, one.slug)}
    kept, other = (known.get(request.args.get(side, "").strip(), "") for side in ("kept", "other"))
    if not kept or not other or kept == other:
        flash(_("Choose two different members of the list."))
        return redirect(url_for(".listing"))
    return redirect(url_for(".compare", kept=kept, other=other))


@bp.route("/<slug:kept>/<slug:other>", methods=["GET", "POST"])
@secretariat
def compare(kept: str, other: str) -> ResponseReturnValue:
    """First the choices, then (``step=check``) what will happen, then (``step=merge``) it is done."""
    stays, goes = _two(kept, other)
    found = queries.compare(stays, goes)
    form = merge_form(found)
    step = request.form.get("step", "")
    shown = {
        "found": found,
        "form": form,
        "labels": record_labels,
        "corporate_number": labels.CORPORATE_NUMBER,
        "names": records.names(),
        "language_name": language_name,
        "stages": {str(stage): words for stage, words in STAGES.items()},
        "told": _told,
        "OTHER": OTHER,
    }
    mixed = stays.sample != goes.sample
    if not form.submitted() or mixed:
        return render_template("duplicates/compare.html", mixed=mixed, **shown), form.status
    if step != "merge":
        return render_template("duplicates/check.html", **shown)
    try:
        with transaction():
            actions.merge(
                stays,
                goes,
                form.choice(),
                request.form.get("seen", ""),
                reason=form.reason.data,
                by=current_reader(),
                at=clock.now(),
            )
    except Overtaken:
        flash(
            _(
                "Nothing was changed: somebody has changed one of the records meanwhile. Please look once more."
            )
        )
        return redirect(url_for(".compare", kept=kept, other=other), code=303)
    flash(_("The two records are one. The other is archived, and its address leads here."))
    return redirect(url_for("members.detail", slug=kept), code=303)


@bp.route("/<slug:kept>/<slug:other>/apart", methods=["POST"])
@secretariat
@stands_on("duplicates_desk.compare")
def apart(kept: str, other: str) -> ResponseReturnValue:
    one, two = _two(kept, other)
    with transaction():
        actions.say_apart(one, two, by=current_reader(), at=clock.now())
    flash(_("Noted: they are two organisations. The pair is no longer shown as a duplicate."))
    return redirect(url_for(".listing"), code=303)


@bp.route("/apart/<int:number>/take-back", methods=["POST"])
@secretariat
@stands_on("duplicates_desk.listing")
def take_back(number: int) -> ResponseReturnValue:
    with transaction():
        actions.take_back(number, by=current_reader())
    flash(_("The pair is looked at again."))
    return redirect(url_for(".listing"), code=303)


def _two(kept: str, other: str) -> tuple[Member, Member]:
    """Two different members, neither of them archived."""
    found = or_404(members.by_slug(kept)), or_404(members.by_slug(other))
    require(found[0].id != found[1].id)
    require(all(one.state != Stage(Standing.ARCHIVED) for one in found))
    return found


def _told(section: str, row: object) -> dict[str, str]:
    """The values of a row as text, by column; empty ones left out."""
    values = {column: shape.told(value) for column, value in queries.row_values(section, row).items()}  # type: ignore[arg-type]
    return {column: value for column, value in values.items() if value}
