"""The secretariat's pages of applications: the queue, one application, its decision; and how a member stands."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from hub.applications import actions, queries, rules
from hub.applications.forms import ApproveForm, CommentsForm, ReasonForm, RenewalForm, StandingForm
from hub.applications.labels import ACTS, SECTIONS, STAGES
from hub.applications.models import Application, Stage
from hub.applications.rules import Act, Who
from hub.core import clock
from hub.core.access import current_reader, require, secretariat
from hub.core.db import transaction
from hub.core.typed import stands_on
from hub.core.web import or_404, pages
from hub.duplicates import queries as duplicates
from hub.members import labels as member_labels
from hub.members import queries as members
from hub.members.models import Member
from hub.secretariat.labels import ACTS as TOLD

bp = pages("applications_desk", __name__, prefix="/desk")

_MOST = 500
# The stages of the queue, in the order of an application's life.
_LISTED = (Stage.SUBMITTED, Stage.IN_REVIEW, Stage.RETURNED, Stage.APPROVED, Stage.REJECTED)


@bp.route("/applications")
@secretariat
def listing() -> ResponseReturnValue:
    asked = request.args.get("stage", "")
    stage = next((one for one in _LISTED if one == asked), Stage.SUBMITTED)
    return render_template(
        "applications/desk/listing.html",
        stage=stage,
        listed=_LISTED,
        counts=queries.counts(),
        applications=queries.at_stage(stage, _MOST),
        stages=STAGES,
        kinds=member_labels.KINDS,
    )


@bp.errorhandler(actions.TooLate)
def overtaken(_error: actions.TooLate) -> ResponseReturnValue:
    return render_template("applications/desk/overtaken.html"), 409


@bp.route("/applications/<int:number>")
@secretariat
def detail(number: int) -> ResponseReturnValue:
    application = or_404(queries.by_id(number))
    return render_template(
        "applications/desk/detail.html",
        application=application,
        sheet=queries.sheet(application),
        alike=queries.alike(application),
        comments=queries.all_comments(number),
        history=queries.history(number),
        steps=rules.steps_from(Stage(application.stage), Who.SECRETARIAT),
        stages=STAGES,
        sections=SECTIONS,
        acts=ACTS,
        told=TOLD,
        labels=member_labels,
    )


def _at(number: int, act: Act) -> Application:
    """The application, if this act can be done with it now; a page for what is over says so."""
    application = or_404(queries.by_id(number))
    if rules.step(application.stage, act, Who.SECRETARIAT) is None:
        raise actions.TooLate
    return application


def _decided(number: int, message: str) -> ResponseReturnValue:
    flash(message)
    return redirect(url_for(".detail", number=number), code=303)


@bp.route("/applications/<int:number>/take-up", methods=["POST"])
@secretariat
@stands_on("applications_desk.detail")
def take_up(number: int) -> ResponseReturnValue:
    application = _at(number, Act.TAKE_UP)
    with transaction():
        actions.take_up(application, by=current_reader())
    return _decided(number, _("The review has begun."))


@bp.route("/applications/<int:number>/send-back", methods=["GET", "POST"])
@secretariat
def send_back(number: int) -> ResponseReturnValue:
    application = _at(number, Act.SEND_BACK)
    form = CommentsForm()
    if form.submitted():
        with transaction():
            actions.send_back(application, form.comments(), by=current_reader(), at=clock.now())
        return _decided(number, _("Returned. The applicant gets a letter."))
    return (
        render_template("applications/desk/send_back.html", application=application, form=form),
        form.status,
    )


@bp.route("/applications/<int:number>/reject", methods=["GET", "POST"])
@secretariat
def reject(number: int) -> ResponseReturnValue:
    application = _at(number, Act.REJECT)
    form = ReasonForm()
    if form.submitted():
        with transaction():
            actions.reject(application, form.reason.data, by=current_reader(), at=clock.now())
        return _decided(number, _("Not accepted. The applicant gets a letter with the reason."))
    return render_template("applications/desk/reject.html", application=application, form=form), form.status


@bp.route("/applications/<int:number>/approve", methods=["GET", "POST"])
@secretariat
def approve(number: int) -> ResponseReturnValue:
    application = _at(number, Act.APPROVE)
    taken = queries.slugs()
    form = ApproveForm(taken, data={"slug": rules.suggested_slug(application.name.en, taken)})
    if form.submitted():
        try:
            with transaction():
                actions.approve(application, form.slug.data, by=current_reader(), at=clock.now())
        except IntegrityError:
            # The address was free when the form was read; somebody else has taken it since.
            raise actions.TooLate from None
        return _decided(
            number, _("Approved. The member is in the directory, and the invitation is on its way.")
        )
    return (
        render_template(
            "applications/desk/approve.html",
            application=application,
            form=form,
            alike=queries.alike(application),
        ),
        form.status,
    )


@bp.route("/members/<slug:slug>/standing", methods=["GET", "POST"])
@secretariat
def standing(slug: str) -> ResponseReturnValue:
    member = or_404(members.by_slug(slug))
    form = StandingForm(_steps(member))
    if request.method == "POST":
        require(bool(_steps(member)))
    if form.submitted():
        with transaction():
            act = Act(form.act.data)
            actions.change_standing(member, act, form.reason.data, by=current_reader(), at=clock.now())
        return _noted(slug)
    return _standing(member, form, RenewalForm(formdata=None, data={"due": member.renews_on})), form.status


@bp.route("/members/<slug:slug>/renewal", methods=["POST"])
@secretariat
@stands_on("applications_desk.standing", "due")
def renewal(slug: str) -> ResponseReturnValue:
    member = or_404(members.by_slug(slug))
    require(bool(_steps(member)))
    form = RenewalForm()
    if form.submitted():
        with transaction():
            actions.set_renewal(member, form.due.data, by=current_reader())
        return _noted(slug)
    return _standing(member, StandingForm(_steps(member), formdata=None), form), form.status


def _steps(member: Member) -> Sequence[rules.Step]:
    """What was merged stays so: its people and its record live on in the other member."""
    into = duplicates.merged_into(member.slug)
    return [] if into else rules.steps_from(Stage(member.state), Who.SECRETARIAT)


def _noted(slug: str) -> ResponseReturnValue:
    flash(_("Done. It is in the record of the member."))
    return redirect(url_for(".standing", slug=slug), code=303)


def _standing(member: Member, form: StandingForm, renewal: RenewalForm) -> str:
    return render_template(
        "applications/desk/standing.html",
        member=member,
        form=form,
        renewal=renewal,
        steps=_steps(member),
        into=duplicates.merged_into(member.slug),
        stages=STAGES,
    )
