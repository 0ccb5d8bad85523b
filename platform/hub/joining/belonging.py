"""Pages of the places in a team: its people, leaving, removal, who leads, and what outsiders are shown."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.accounts.models import Account
from hub.calls import labels as call_labels
from hub.calls import queries as calls
from hub.calls.models import Circle
from hub.calls.rules import may_run
from hub.consortia import queries as teams
from hub.consortia.entrance import entered
from hub.consortia.models import Place
from hub.consortia.rules import Here
from hub.core import clock
from hub.core.access import current_reader, public, require, signed_in
from hub.core.db import transaction
from hub.core.typed import stands_on
from hub.core.web import current_language, or_404
from hub.joining import actions, queries
from hub.joining.forms import EndForm, PersonForm, ShownForm
from hub.joining.ways import MOST_POSTS, done, moved_on, standing
from hub.members import queries as members


def add_to(bp: Blueprint) -> None:
    both = ["GET", "POST"]
    team = "/consortia/<slug:key>"
    bp.add_url_rule(f"{team}/people", "people", people, methods=both)
    bp.add_url_rule(f"{team}/people/<int:number>/end", "end_person", end_person, methods=["POST"])
    bp.add_url_rule(f"{team}/leave", "leave", leave, methods=both)
    bp.add_url_rule(f"{team}/members/<int:number>/remove", "remove", remove, methods=both)
    bp.add_url_rule(f"{team}/members/<int:number>/lead", "lead", lead, methods=both)
    bp.add_url_rule(f"{team}/shown", "shown", shown, methods=both)
    bp.add_url_rule(f"{team}/outside", "outside", outside)


def _leads(here: Here) -> bool:
    """Whoever runs the call for the member that leads."""
    return here.lead and may_run(here.call, standing())


@signed_in
@MOST_POSTS
def people(key: str) -> ResponseReturnValue:
    """Who is in the room for which member; one's own colleagues are let in and out here."""
    here = entered(key)
    inside = {one.account_id for one in _own_place(here).people if one.ended_at is None}
    colleagues = [one for one in members.people_of(here.place.member_id) if one.id not in inside]
    form = PersonForm(colleagues, current_language())
    if form.submitted():
        with transaction():
            actions.add_person(here.call, here.place, form.chosen, by=current_reader(), at=clock.now())
        flash(_("Your colleague is in the team, and is told. The pledge comes first."))
        return redirect(url_for("joining.people", key=key), code=303)
    return render_template(
        "joining/people.html",
        here=here,
        places=teams.team_of(here.call.id),
        colleagues=colleagues,
        form=form,
        leads=_leads(here),
    ), form.status


def _own_place(here: Here) -> Place:
    return or_404(queries.place_of(here.call.id, here.place.member_id))


@signed_in
@stands_on("joining.people")
@MOST_POSTS
def end_person(key: str, number: int) -> ResponseReturnValue:
    """End the access of a colleague, or one's own."""
    here = entered(key)
    person = or_404(
        next((one for one in _own_place(here).people if one.id == number and one.ended_at is None), None)
    )
    back = "joining.own" if person.account_id == current_reader().account_id else "joining.people"
    try:
        with transaction():
            actions.end_person(here.call, here.place, person, by=current_reader(), at=clock.now())
        flash(_("The access has ended."))
    except actions.TooLate:
        flash(
            _(
                "This is the last person of your organisation here. Let a colleague in first, or leave the team."
            )
        )
        back = "joining.people"
    address = url_for(back) if back == "joining.own" else url_for(back, key=key)
    return redirect(address, code=303)


@signed_in
@MOST_POSTS
def leave(key: str) -> ResponseReturnValue:
    here = entered(key)
    form = EndForm()
    if here.lead:
        flash(_("Your organisation leads the team. Hand the lead over first, or dissolve the team."))
        return redirect(url_for("joining.people", key=key), code=303)
    if form.submitted():
        try:
            with transaction():
                actions.leave(here.call, here.place, form.words.data, by=current_reader(), at=clock.now())
            flash(_("Your organisation has left the team. What you pledged still holds."))
            return redirect(url_for("joining.own"), code=303)
        except actions.TooLate:
            flash(moved_on())
            return redirect(url_for("joining.own"), code=303)
    return render_template("joining/leave.html", here=here, form=form), form.status


def _other(here: Here, number: int) -> Place:
    """The place of another member of this team."""
    require(_leads(here) and number != here.place.id)
    places = teams.team_of(here.call.id)
    return or_404(next((one for one in places if one.id == number), None))


@signed_in
@MOST_POSTS
def remove(key: str, number: int) -> ResponseReturnValue:
    here = entered(key)
    place = _other(here, number)
    form = EndForm()
    if form.submitted():
        words = _("The member is out of the team, and is told why.")
        return done(
            key,
            lambda: actions.remove(here.call, place, form.words.data, by=current_reader(), at=clock.now()),
            words,
            "joining.people",
        )
    return render_template("joining/remove.html", here=here, place=place, form=form), form.status


@signed_in
@MOST_POSTS
def lead(key: str, number: int) -> ResponseReturnValue:
    """Hand the lead to another member: one of its people in the room answers for it from then on."""
    here = entered(key)
    place = _other(here, number)
    inside = {one.account_id: one.account for one in place.people if one.ended_at is None}
    able = [one for one in members.people_of(place.member_id) if one.id in inside]
    form = PersonForm(able, current_language())
    if form.submitted():
        chosen: Account = form.chosen
        return done(
            key,
            lambda: actions.hand_lead(here.call, place, chosen, by=current_reader(), at=clock.now()),
            _("The lead is handed over."),
            "joining.people",
        )
    return render_template("joining/lead.html", here=here, place=place, form=form), form.status


@signed_in
@MOST_POSTS
def shown(key: str) -> ResponseReturnValue:
    """What outsiders are shown: the lead says for the team, each member for its own name."""
    here = entered(key)
    leads = _leads(here)
    form = ShownForm(circle=here.call.team_circle, named=here.place.shown)
    if form.submitted():
        by = current_reader()
        with transaction():
            if leads and form.circle.data != here.call.team_circle:
                actions.show_team(here.call, Circle(form.circle.data), by=by)
            if form.named.data != here.place.shown:
                actions.show_place(here.call, here.place, form.named.data, by=by)
        flash(_("Saved."))
        return redirect(url_for("joining.shown", key=key), code=303)
    return render_template("joining/shown.html", here=here, leads=leads, form=form), form.status


@public
def outside(key: str) -> ResponseReturnValue:
    """The team as outsiders are shown it: what the call releases, and the members that want to be named."""
    call, reader = or_404(calls.by_key(key)), standing()
    circle = Circle.MEMBERS if reader.member_id is not None or reader.secretariat else Circle.PUBLIC
    require(queries.is_shown(call, circle))
    known = calls.names()
    return render_template(
        "joining/outside.html",
        call=call,
        entry=calls.entry(call, circle, known),
        known=known,
        places=[place for place in teams.team_of(call.id) if place.shown],
        here=teams.here(key, reader.account_id),
        labels=call_labels,
    )
