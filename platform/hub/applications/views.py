"""Applying for membership: prove the address, do the tasks in any order, check, submit, see how it stands.

Everything behind the mailed link is for whoever holds it; for all others there is no such page.
"""

from collections.abc import Callable
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hub.applications import actions, queries, rules
from hub.applications.forms import (
    AskForm,
    CapabilityForm,
    CountryForm,
    OrganisationForm,
    PeopleForm,
    RulesForm,
    SectionForm,
)
from hub.applications.labels import SECTIONS, STAGES
from hub.applications.models import Application, Section, Stage
from hub.core import clock
from hub.core.access import public, require
from hub.core.bilingual import Bilingual
from hub.core.db import transaction
from hub.core.security import limiter
from hub.core.typed import stands_on
from hub.core.web import current_language, or_404, pages
from hub.members import labels as member_labels
from hub.members.models import Interest, Maturity

bp = pages("applications", __name__, prefix="/apply")


@bp.route("", methods=["GET", "POST"])
@public
@limiter.limit("20 per hour", methods=["POST"])
def start() -> ResponseReturnValue:
    form = AskForm()
    if form.submitted():
        with transaction():
            actions.ask(form.address.data, current_language(), at=clock.now())
        return redirect(url_for(".sent"), code=303)
    return render_template("applications/start.html", form=form), form.status


@bp.route("/sent")
@public
def sent() -> ResponseReturnValue:
    return render_template("applications/sent.html")


@bp.errorhandler(actions.TooLate)
def overtaken(_error: actions.TooLate) -> ResponseReturnValue:
    return render_template("applications/overtaken.html", key=(request.view_args or {})["key"]), 409


def _address(key: str) -> str:
    return or_404(actions.address_of(key, now=clock.now()))


def _shown(template: str, key: str, sheet: queries.Sheet, status: int = 200, **more: Any) -> Response:
    """A page behind the link: nothing of it stays in the browser's store."""
    answer = make_response(
        render_template(
            f"applications/{template}.html",
            key=key,
            sheet=sheet,
            application=sheet.application,
            stages=STAGES,
            sections=SECTIONS,
            labels=member_labels,
            **more,
        ),
        status,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.route("/<key>")
@public
def task_list(key: str) -> ResponseReturnValue:
    address = _address(key)
    sheet = queries.sheet(queries.of_address(address))
    return _shown(
        "task_list",
        key,
        sheet,
        address=address,
        comments=queries.comments_of(sheet.application) if sheet.stage is Stage.RETURNED else {},
        may_edit=rules.may_edit(sheet.application),
    )


def _written(key: str) -> tuple[str, queries.Sheet]:
    """Whose application it is, while it may be written."""
    address = _address(key)
    application = queries.of_address(address)
    require(rules.may_edit(application))
    return address, queries.sheet(application)


def _draft(address: str) -> Application:
    return actions.draft_of(address, current_language(), at=clock.now())


def _saved(key: str) -> ResponseReturnValue:
    """On to the task list, or back to the check where one came from."""
    flash(_("Saved."))
    endpoint = ".check" if request.args.get("back") == "check" else ".task_list"
    return redirect(url_for(endpoint, key=key), code=303)


def _section(
    key: str, form: SectionForm, address: str, save: Callable[[Application], None]
) -> ResponseReturnValue | None:
    """Save a section that is right, or that is right as far as it goes and is to be finished later."""
    if form.submitted() or ("later" in request.form and form.saved_as_is()):
        with transaction():
            save(_draft(address))
        return _saved(key)
    return None


def _form(key: str, section: Section, sheet: queries.Sheet, form: Any, **more: Any) -> Response:
    comments = queries.comments_of(sheet.application) if sheet.stage is Stage.RETURNED else {}
    return _shown(
        str(section),
        key,
        sheet,
        form.status,
        form=form,
        comment=comments.get(section, ""),
        back=request.args.get("back"),
        **more,
    )


@bp.route("/<key>/organisation", methods=["GET", "POST"])
@public
def organisation(key: str) -> ResponseReturnValue:
    address, sheet = _written(key)
    form = OrganisationForm(sheet.application)
    done = _section(
        key,
        form,
        address,
        lambda draft: actions.save_organisation(draft, form.draft()),
    )
    return done or _form(key, Section.ORGANISATION, sheet, form)


@bp.route("/<key>/people", methods=["GET", "POST"])
@public
def people(key: str) -> ResponseReturnValue:
    address, sheet = _written(key)
    form = PeopleForm(sheet.application)
    done = _section(
        key,
        form,
        address,
        lambda draft: actions.save_person(draft, form.draft(), at=clock.now()),
    )
    return done or _form(key, Section.PEOPLE, sheet, form, address=address)


@bp.route("/<key>/rules", methods=["GET", "POST"])
@public
def accept_rules(key: str) -> ResponseReturnValue:
    address, sheet = _written(key)
    form = RulesForm()
    if form.submitted():
        with transaction():
            actions.accept_rules(_draft(address), at=clock.now())
        return _saved(key)
    return _form(key, Section.RULES, sheet, form, version=rules.RULES_VERSION)


@bp.route("/<key>/capabilities", methods=["GET", "POST"])
@public
def capabilities(key: str) -> ResponseReturnValue:
    address, sheet = _written(key)
    form = CapabilityForm(queries.technologies().items())
    if form.submitted():
        what = Bilingual(form.what_ja.data, form.what_en.data)
        with transaction():
            draft = _draft(address)
            actions.add_capability(draft, form.technology.data, what, Maturity(form.maturity.data))
        flash(_("Saved."))
        return redirect(url_for(".capabilities", key=key, back=request.args.get("back")), code=303)
    return _form(key, Section.CAPABILITIES, sheet, form)


@bp.route("/<key>/capabilities/<int:number>/remove", methods=["POST"])
@public
@stands_on("applications.capabilities")
def remove_capability(key: str, number: int) -> ResponseReturnValue:
    address, _sheet = _written(key)
    with transaction():
        actions.remove_capability(_draft(address), number)
    flash(_("Removed."))
    return redirect(url_for(".capabilities", key=key), code=303)


@bp.route("/<key>/countries", methods=["GET", "POST"])
@public
def countries(key: str) -> ResponseReturnValue:
    address, sheet = _written(key)
    form = CountryForm(queries.countries().items())
    if form.submitted():
        with transaction():
            actions.add_country(_draft(address), form.country.data, Interest(form.interest.data))
        flash(_("Saved."))
        return redirect(url_for(".countries", key=key, back=request.args.get("back")), code=303)
    return _form(key, Section.COUNTRIES, sheet, form)


@bp.route("/<key>/countries/<int:number>/remove", methods=["POST"])
@public
@stands_on("applications.countries")
def remove_country(key: str, number: int) -> ResponseReturnValue:
    address, _sheet = _written(key)
    with transaction():
        actions.remove_country(_draft(address), number)
    flash(_("Removed."))
    return redirect(url_for(".countries", key=key), code=303)


@bp.route("/<key>/check", methods=["GET", "POST"])
@public
def check(key: str) -> ResponseReturnValue:
    address, sheet = _written(key)
    if request.method == "POST" and sheet.application is not None and sheet.complete:
        with transaction():
            newer = actions.submit(sheet.application, at=clock.now())
        return redirect(url_for(".done", key=newer), code=303)
    refused = request.method == "POST"
    return _shown("check", key, sheet, 422 if refused else 200, refused=refused, address=address)


@bp.route("/<key>/done")
@public
def done(key: str) -> ResponseReturnValue:
    address = _address(key)
    sheet = queries.sheet(or_404(queries.of_address(address)))
    require(sheet.stage is not Stage.DRAFT)
    return _shown("done", key, sheet, address=address)


@bp.route("/<key>/again", methods=["POST"])
@public
@stands_on("applications.task_list")
def again(key: str) -> ResponseReturnValue:
    """After a refusal: a new application, empty."""
    before = or_404(queries.of_address(_address(key)))
    with transaction():
        actions.begin_again(before, current_language(), at=clock.now())
    return redirect(url_for(".task_list", key=key), code=303)
