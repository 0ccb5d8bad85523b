"""The board of open calls, one call, and writing one's own."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.accounts.models import Account
from hub.calls import actions, labels, queries, rules, shape
from hub.calls.forms import AnswerForm, DissolveForm, QuestionForm, WithdrawForm, section_form
from hub.calls.models import Call, Circle, RoleKind
from hub.calls.queries import Wanted
from hub.calls.rules import Act, Standing
from hub.calls.shape import Section
from hub.consortia import actions as teams
from hub.consortia import queries as consortia
from hub.core import clock
from hub.core.access import current_reader, public, require, signed_in
from hub.core.db import transaction
from hub.core.forms import Form
from hub.core.security import limiter
from hub.core.typed import came_back, stands_on
from hub.core.web import current_language, or_404, pages
from hub.joining import actions as joining
from hub.members.models import Member

bp = pages("calls", __name__, prefix="/calls")
MOST_POSTS = limiter.limit("60 per minute", methods=["POST"])


def _standing() -> Standing:
    reader = current_reader()
    return queries.standing_of(reader.account_id, secretariat=reader.secretariat)


def _circle(reader: Standing) -> Circle:
    """As whom this reader sees the board."""
    return Circle.MEMBERS if reader.member_id is not None or reader.secretariat else Circle.PUBLIC


@bp.route("")
@public
def board() -> ResponseReturnValue:
    reader = _standing()
    circle = _circle(reader)
    known = queries.names()
    wanted = _wanted(known, circle)
    page = request.args.get("page", "")
    asked = {name: value for name, value in vars(wanted).items() if value}
    if wanted.closed:
        asked["closed"] = "y"
    return render_template(
        "calls/board.html",
        board=queries.board(wanted, int(page) if page.isdecimal() and len(page) <= 4 else 1, circle=circle),
        wanted=wanted,
        technologies={code: known.technologies[code] for code in queries.technologies_sought(circle)},
        countries={code: known.countries[code] for code in queries.countries_sought(circle)},
        address=lambda number: url_for("calls.board", **asked, page=number),
        may_begin=reader.member_id is not None,
        signed_in=current_reader().signed_in,
        today=clock.today(),
        labels=labels,
    )


def _wanted(known: queries.Names, circle: Circle) -> Wanted:
    """What the address asks for; a value that nobody knows counts as not asked."""
    technology, country, role = (request.args.get(name, "") for name in ("technology", "country", "role"))
    return Wanted(
        technology if technology in known.technologies else "",
        country if country in known.countries else "",
        role if role in list(RoleKind) and circle is not Circle.PUBLIC else "",
        closed=request.args.get("closed") == "y",
    )


@bp.route("/<slug:key>", methods=["GET", "POST"])
@public
@MOST_POSTS
def detail(key: str) -> ResponseReturnValue:
    """One call as this reader sees it. What is sent here is a question."""
    call, reader = or_404(queries.by_key(key)), _standing()
    circle = or_404(consortia.circle_for(call, reader))
    runs = rules.may_run(call, reader)
    may_ask = reader.member_id is not None and not runs and rules.may_ask_question(call, clock.today())
    form = QuestionForm()
    if request.method == "POST":
        require(may_ask)
    if form.submitted():
        with transaction() as session:
            account = session.get_one(Account, reader.account_id)
            actions.ask(call, account, form.text.data, by=current_reader(), at=clock.now())
        flash(_("Your question is sent. You are told when it is answered."))
        return redirect(url_for(".detail", key=key) + "#questions", code=303)
    known = queries.names()
    return render_template(
        "calls/detail.html",
        call=call,
        entry=queries.entry(call, circle, known, named=consortia.knows_caller(call, reader)),
        known=known,
        circle=circle,
        circles=queries.circles_of(call),
        questions=queries.questions_of(call.id) if circle is not Circle.PUBLIC else [],
        form=form,
        runs=runs,
        may_ask=may_ask,
        acts=rules.acts_of(call.stage, rules.Who.LEAD) if runs else [],
        may_write=rules.may_write(call, reader),
        may_review=reader.secretariat,
        here=consortia.here(key, reader.account_id),
        today=clock.today(),
        labels=labels,
        rules=rules,
        can_join=reader.member_id is not None and not runs and reader.member_id != call.member_id,
    ), form.status


@bp.route("/new", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def new() -> ResponseReturnValue:
    reader = _standing()
    require(reader.member_id is not None)
    known = queries.names()
    technology = request.args.get("technology", "")
    countries = [code for code in request.args.get("countries", "").split(";") if code in known.countries]
    given = {
        "title_ja": "",
        "title_en": "",
        "technology_code": technology if technology in known.technologies else "",
        "countries": ";".join(countries[:10]),
        "phase": "",
    }
    form = section_form(Section.SUBJECT, given, known, current_language(), clock.today())
    if form.submitted():
        now = clock.now()
        with transaction() as session:
            account = session.get_one(Account, reader.account_id)
            member = session.get_one(Member, reader.member_id)
            call = actions.begin(member, account, form.values(), by=current_reader(), at=now)
            teams.found(call, account, at=now)
            key = call.key
        flash(_("The draft is kept. Nobody but you sees it until you submit it and it is published."))
        return redirect(url_for(".edit", key=key), code=303)
    return render_template("calls/new.html", form=form, labels=labels), form.status


def _own(key: str) -> tuple[Call, Standing]:
    call, reader = or_404(queries.by_key(key)), _standing()
    require(rules.may_run(call, reader))
    return call, reader


@bp.route("/<slug:key>/edit")
@signed_in
def edit(key: str) -> ResponseReturnValue:
    """The sections and the checklist: what is done, and what is missing before it can be submitted."""
    call, reader = _own(key)
    if not rules.may_write(call, reader):
        return redirect(url_for(".detail", key=key), code=303)
    found = rules.checked(queries.written(call), clock.today())
    return render_template(
        "calls/edit.html",
        call=call,
        found=found,
        missing=rules.missing(found),
        labels=labels,
        sections=_sections(),
    )


def _sections() -> dict[Section, str]:
    return {
        Section.SUBJECT: _("Title, technology, countries, phase"),
        Section.PROBLEM: _("Problem, who benefits, wanted result"),
        Section.PARTNERS: _("Who is sought: work, roles, must-haves"),
        Section.TERMS: _("Funding, dates, named or anonymous"),
        Section.CIRCLES: _("Who sees which field"),
    }


@bp.route("/<slug:key>/edit/<section>", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def section(key: str, section: str) -> ResponseReturnValue:
    call, reader = _own(key)
    require(section in list(Section))
    if not rules.may_write(call, reader):
        return redirect(url_for(".detail", key=key), code=303)
    part = Section(section)
    now = shape.values_of(call, part, queries.circles_of(call))
    form = section_form(part, now, queries.names(), current_language(), clock.today())
    theirs: list[tuple[object, str, str]] = []
    if form.submitted():
        typed = form.values()
        try:
            with transaction():
                changed = actions.change(call, part, typed, form.base.data or "", by=current_reader())
            flash(_("Saved.") if changed else _("Nothing was different."))
            return redirect(url_for(".edit", key=key), code=303)
        except actions.TooLate:
            flash(_("Nothing was changed: the call had already moved on. This is how it stands now."))
            return redirect(url_for(".detail", key=key), code=303)
        except actions.Overtaken as overtaken:
            theirs = [
                (form[name].label.text, overtaken.now[name], typed[name])
                for name in typed
                if overtaken.now[name] != typed[name]
            ]
            form.base.data = shape.fingerprint(overtaken.now)
    elif not form.is_submitted() and not came_back():
        form.base.data = shape.fingerprint(now)
    return render_template(
        f"calls/section_{part}.html",
        call=call,
        part=part,
        form=form,
        theirs=theirs,
        title=_sections()[part],
        rules=rules,
        shape=shape,
    ), 409 if theirs else form.status


@bp.route("/<slug:key>/submit", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def submit(key: str) -> ResponseReturnValue:
    """Look at the whole once more, then give it to the secretariat."""
    call, reader = _own(key)
    if not rules.may_do(Act.SUBMIT, call, reader):
        return redirect(url_for(".detail", key=key), code=303)
    found = rules.checked(queries.written(call), clock.today())
    if rules.missing(found):
        return redirect(url_for(".edit", key=key), code=303)
    form = Form()
    if form.submitted():
        return _done(
            key,
            lambda: actions.submit(call, by=current_reader(), at=clock.now()),
            _("The call is submitted. The secretariat looks at it and you are told."),
        )
    known = queries.names()
    return render_template(
        "calls/submit.html",
        call=call,
        entry=queries.entry(call, Circle.TEAM, known, named=True),
        known=known,
        circles=queries.circles_of(call),
        circle=Circle.TEAM,
        form=form,
        labels=labels,
        rules=rules,
    ), form.status


_BY_BUTTON = (Act.TAKE_BACK, Act.CLOSE, Act.FORM)


@bp.route("/<slug:key>/act/<act>", methods=["POST"])
@signed_in
@stands_on("calls.edit")
@MOST_POSTS
def act(key: str, act: str) -> ResponseReturnValue:
    """The acts that need no words: take back, close, form the team."""
    call, _reader = _own(key)
    require(act in [str(one) for one in _BY_BUTTON])
    by, now = current_reader(), clock.now()
    match Act(act):
        case Act.TAKE_BACK:
            return _done(key, lambda: actions.take_back(call, by=by), _("It is a draft again."))
        case Act.CLOSE:
            return _done(
                key,
                lambda: actions.close(call, rules.Who.LEAD, by=by, at=now),
                _("The call is closed. Nobody can answer it any more."),
            )
        case _:
            return _done(
                key,
                lambda: actions.form(call, by=by, at=now),
                _("The team is forming. From here on only the team and those you invite see it."),
            )


@bp.route("/<slug:key>/withdraw", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def withdraw(key: str) -> ResponseReturnValue:
    call, reader = or_404(queries.by_key(key)), _standing()
    or_404(consortia.circle_for(call, reader))
    require(reader.secretariat or rules.may_run(call, reader))
    if not rules.may_do(Act.WITHDRAW, call, reader):
        return redirect(url_for(".detail", key=key), code=303)
    form = WithdrawForm()
    if form.submitted():
        who = rules.Who.SECRETARIAT if reader.secretariat else rules.Who.LEAD
        return _done(
            key,
            lambda: joining.withdraw_call(call, who, form.words.data, by=current_reader(), at=clock.now()),
            _("The call is withdrawn, and whoever had answered is told."),
        )
    return render_template("calls/withdraw.html", call=call, form=form), form.status


@bp.route("/<slug:key>/dissolve", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def dissolve(key: str) -> ResponseReturnValue:
    call, reader = _own(key)
    if not rules.may_do(Act.DISSOLVE, call, reader):
        return redirect(url_for(".detail", key=key), code=303)
    form = DissolveForm()
    if form.submitted():
        return _done(
            key,
            lambda: joining.dissolve(call, form.chosen, form.words.data, by=current_reader(), at=clock.now()),
            _("The team is dissolved. Its record stays, and its room is closed."),
        )
    return render_template("calls/dissolve.html", call=call, form=form), form.status


def _done(key: str, act: Any, words: str) -> ResponseReturnValue:
    """Do it in one transaction, and say how it stands if somebody was quicker."""
    try:
        with transaction():
            act()
        flash(words)
    except actions.TooLate:
        flash(_("Nothing was changed: the call had already moved on. This is how it stands now."))
    return redirect(url_for("calls.detail", key=key), code=303)


@bp.route("/<slug:key>/questions/<int:number>", methods=["GET", "POST"])
@signed_in
@MOST_POSTS
def answer(key: str, number: int) -> ResponseReturnValue:
    call, _reader = _own(key)
    question = or_404(queries.question(number, call.id))
    form = AnswerForm()
    if form.submitted():
        with transaction():
            done = actions.answer(call, question, form.answer.data, by=current_reader(), at=clock.now())
        flash(
            _("Your answer stands below the question.")
            if done
            else _("Nothing was changed: this question is answered already.")
        )
        return redirect(url_for(".detail", key=key) + "#questions", code=303)
    return render_template("calls/answer.html", call=call, question=question, form=form), form.status
