"""Pages of a team: its gap map, what a place says of itself, the finder. And the network of all members."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.calls.models import Call, CallNeed, RoleKind
from hub.consortia import queries as consortia
from hub.consortia.entrance import entered
from hub.consortia.models import Place
from hub.core import clock
from hub.core.access import current_reader, require, signed_in
from hub.core.db import transaction
from hub.core.formats import listed, plain
from hub.core.typed import came_back
from hub.core.web import or_404, pages
from hub.formation import actions, labels, pictures, rules
from hub.formation.forms import SayForm, say_form
from hub.formation.queries import finder as finding
from hub.formation.queries import network as networks
from hub.formation.queries import roles as queries
from hub.members.labels import KINDS

bp = pages("formation", __name__, prefix="/consortia")


def team_picture(call: Call, places: Sequence[Place]) -> pictures.Radial:
    """The team around its lead; ``places`` with member and duties, the lead first."""
    found = [
        (plain(place.member.name), [str(labels.ROLES[RoleKind(duty.kind)]) for duty in place.duties])
        for place in places
    ]
    gaps = [
        str(labels.ROLES[RoleKind(row.what)])
        for row in queries.map_of(call, places).roles
        if row.condition is rules.Condition.GAP
    ]
    return pictures.radial(found[0], found[1:], gaps)


bp.add_app_template_global(team_picture, "team_picture")


@bp.route("/<slug:key>/roles")
@signed_in
def roles(key: str) -> ResponseReturnValue:
    here = entered(key)
    places = consortia.team_of(here.call.id)
    return render_template(
        "formation/roles.html",
        here=here,
        places=places,
        by_id={place.id: place for place in places},
        found=queries.map_of(here.call, places),
        labels=labels,
        rules=rules,
    )


@bp.route("/<slug:key>/roles/<slug:member>", methods=["GET", "POST"])
@signed_in
def say(key: str, member: str) -> ResponseReturnValue:
    here = entered(key)
    place = or_404(queries.place_of(here.call.id, member))
    require(rules.may_edit(here, place))
    needs = queries.needs_of(here.call.id)
    form = say_form(needs)
    had, covers = queries.said_by(place)
    theirs: list[tuple[object, str, str]] = []
    if form.submitted():
        try:
            with transaction():
                done = actions.say(
                    here,
                    member,
                    form.roles.data,
                    form.covers(),
                    form.base.data or "",
                    by=current_reader(),
                    at=clock.now(),
                )
        except actions.Gone:
            flash(_("Nothing was saved: this member is no longer in the team."))
            return redirect(url_for(".roles", key=key), code=303)
        except actions.Overtaken as overtaken:
            # The act was taken back, and with it all that was read.
            here = entered(key)
            place = or_404(queries.place_of(here.call.id, member))
            needs = queries.needs_of(here.call.id)
            theirs = _differences(form, needs, overtaken)
            form.base.data = rules.fingerprint(overtaken.roles, overtaken.covers)
        else:
            flash(_("Saved.") if done else _("It stands there like this already."))
            return redirect(url_for(".roles", key=key), code=303)
    elif not form.is_submitted() and not came_back():
        form.base.data = rules.fingerprint(had, covers)
        form.roles.data = had
        for need in needs:
            form[f"need_{need.id}"].data = covers.get(need.id, "")
    return render_template(
        "formation/say.html", here=here, place=place, needs=needs, form=form, theirs=theirs
    ), (409 if theirs else form.status)


def _differences(
    form: SayForm, needs: Sequence[CallNeed], now: actions.Overtaken
) -> list[tuple[object, str, str]]:
    """What stands there now beside what was typed, where they differ."""
    words = {code: str(label) for code, label in labels.FILLS.items()}
    rows: list[tuple[object, str, str]] = []
    if set(form.roles.data) != set(now.roles):
        rows.append((form.roles.label.text, _role_words(now.roles), _role_words(form.roles.data)))
    for need in needs:
        typed, stands = form.covers()[need.id], now.covers.get(need.id, "")
        if typed != stands:
            rows.append((need.text, words.get(stands, ""), words.get(typed, "")))  # type: ignore[call-overload]
    return rows


def _role_words(kinds: Sequence[str]) -> str:
    return listed(str(labels.ROLES[kind]) for kind in labels.ROLES if kind in kinds)


@bp.route("/<slug:key>/finder")
@signed_in
def finder(key: str) -> ResponseReturnValue:
    here = entered(key)
    places = consortia.team_of(here.call.id)
    return render_template(
        "formation/finder.html",
        here=here,
        found=finding.suggestions(here.call, places, now=clock.now()),
        labels=labels,
        kinds=KINDS,
        inviting=here.lead,
    )


@bp.route("/network")
@signed_in
def network() -> ResponseReturnValue:
    page = request.args.get("page", "")
    found = networks.network(
        request.args.get("member", ""), int(page) if page.isdecimal() and len(page) <= 4 else 1
    )
    member = found.chosen.slug if found.chosen else None
    return render_template(
        "formation/network.html",
        found=found,
        address=lambda number: url_for(".network", member=member, page=number),
        most=networks.MOST_DRAWN,
        dots=pictures.circle(len(found.drawn)),
    )
