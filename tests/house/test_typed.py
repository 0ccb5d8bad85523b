"""What was typed is never lost: each form with text in it comes back filled after signing in again.

Every form of every page is filled in, sent as if it had come too late, and looked at again. A template with such a
form that the walk does not reach fails the last test: give the walk an address of it.
"""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask, template_rendered
from flask.testing import FlaskClient
from sqlalchemy import select

from hub.accounts.models import Account
from hub.agreements.models import Head
from hub.calls.rules import BY_EYE
from hub.consortia.models import Place
from hub.core import typed
from hub.core.access import audience_of
from hub.core.config import ROOT
from hub.core.db import db
from hub.members.models import Member
from hub.record.rules import Section
from hub.record.shape import ROWS
from tests.applications.makers import key_in, letters, make_application, way_in
from tests.conftest import MEMBER, SECRETARIAT, copied, signed_in_as
from tests.house.forms import sent_by, texts_in
from tests.house.test_access import addresses
from tests.joining import walk
from tests.pages_read import Element, Page
from tests.requests.makers import make_request

TEMPLATES = ROOT / "templates"
OTHER = "takumi@sakibure-disaster.example"
RECORD = "/en/members/aonagi-subsea"
# Shown on the way to signing in, as part of it; the way on carries what was typed before.
DOORS = {"accounts/sign_in.html", "accounts/code.html"}


def only_sent(app: Flask) -> Iterator[tuple[str, set[str]]]:
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and "GET" not in (rule.methods or ()):
            yield rule.endpoint, rule.arguments


def test_what_can_only_be_sent_names_the_page_its_form_stands_on(app: Flask) -> None:
    for endpoint, arguments in only_sent(app):
        page = typed.page_of(endpoint)
        assert page is not None, f"{endpoint} needs @stands_on, with the endpoint of its page"
        rule = next(app.url_map.iter_rules(page))
        assert "GET" in (rule.methods or ()), endpoint
        assert rule.arguments <= arguments, endpoint
        assert endpoint == "accounts.sign_out" or audience_of(page) == audience_of(endpoint), endpoint


@pytest.fixture(scope="module")
def site(seeded_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    made = copied(seeded_app, tmp_path_factory.mktemp("typed"))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


def pages(site: Flask) -> Iterator[tuple[FlaskClient, str]]:
    """Every page that can be fetched, by whoever may, with the things its address needs."""
    visitor, member, other, office = (
        site.test_client(),
        signed_in_as(site, MEMBER),
        signed_in_as(site, OTHER),
        signed_in_as(site, SECRETARIAT),
    )
    for _, address in addresses(site, "en"):
        yield from ((client, address) for client in (visitor, member, office))
    for section in Section:
        yield member, f"{RECORD}/record/{section}"
        if section in ROWS:
            yield member, f"{RECORD}/record/{section}/new"
            for number in db.session.scalars(select(ROWS[section][0].id)).all()[:3]:
                yield member, f"{RECORD}/record/{section}/{number}"
    yield from asked(member, other)
    yield from applied(visitor, office)
    yield from called(member, other, office)
    member.post(f"{RECORD}/seats", data=INVITED)
    yield visitor, f"/en/invitation/{key_in(letters(INVITED['email'])[-1])}"
    change_summary(member)
    found = re.search(r'href="(/en/[^"]*/revert)"', office.get(f"{RECORD}/record/history").text)
    assert found
    yield office, found[1]
    office.post("/en/desk/tasks/new", data=task())
    yield office, "/en/desk/tasks/1"
    yield office, "/en/desk/members/aonagi-subsea/standing"


INVITED = {
    "email": "new@aonagi-subsea.example",
    "name_ja": "新人",
    "name_en": "New",
    "role": "user",
    "language": "en",
}


def change_summary(member: FlaskClient) -> None:
    """One line of history that can be put back."""
    address = f"{RECORD}/record/summary"
    form = next(forms(Page(member.get(address).text, address)))
    assert member.post(address, data=dict(shown(form)) | {"summary_en": "New"}).status_code == 303


def task() -> dict[str, object]:
    assignee = db.session.scalars(select(Account.id).where(Account.email == SECRETARIAT)).one()
    return {"title": "Look", "assignee": str(assignee), "due": ["2099", "1", "31"]}


def asked(member: FlaskClient, other: FlaskClient) -> Iterator[tuple[FlaskClient, str]]:
    one, two = (
        db.session.scalars(select(Account).where(Account.email == who)).one() for who in (MEMBER, OTHER)
    )
    asking, owning = (
        db.session.scalars(select(Member).where(Member.slug == slug)).one()
        for slug in ("aonagi-subsea", "sakibure-disaster")
    )
    key = make_request(one, asking, two, owning, due=date(2099, 1, 31)).key
    yield member, f"/en/requests/{key}/withdraw"
    yield from ((other, f"/en/requests/{key}/{act}") for act in ("accept", "decline", "hand-over"))


def applied(visitor: FlaskClient, office: FlaskClient) -> Iterator[tuple[FlaskClient, str]]:
    key = way_in(visitor)
    for part in ("organisation", "people", "capabilities", "countries", "rules"):
        yield visitor, f"/en/apply/{key}/{part}"
    number = make_application("other@sakura.example").id
    yield from (
        (office, f"/en/desk/applications/{number}/{act}") for act in ("approve", "reject", "send-back")
    )


def called(member: FlaskClient, other: FlaskClient, office: FlaskClient) -> Iterator[tuple[FlaskClient, str]]:
    """A call in its stages, answered and invited to, and a team."""
    draft, key, team = (walk.write_call(member, technology="telemedicine", country="PLW") for _ in range(3))
    yield member, f"/en/calls/{draft}/edit/subject"
    for section in ("problem", "partners", "terms"):
        yield member, f"/en/calls/{draft}/edit/{section}"
    yield member, f"/en/calls/{draft}/withdraw"
    walk.send(member, f"/en/calls/{key}/submit")
    yield office, f"/en/desk/calls/{key}"
    send_on = f"/en/desk/calls/{key}"
    walk.send(office, send_on, act="publish", seen=[str(one) for one in BY_EYE])
    yield other, f"/en/calls/{key}"
    walk.send(other, f"/en/calls/{key}", text="How deep is it?")
    yield member, f"/en/calls/{key}/questions/1"
    yield other, f"/en/calls/{key}/interest"
    one = walk.express(other, key)
    yield member, f"/en/interests/{one}/decline"
    yield member, f"/en/consortia/{key}/invite"
    invited = walk.invite(member, key, "sakibure-disaster")
    yield from ((other, f"/en/team-invitations/{invited}/{act}") for act in ("decline", "counter"))
    page = f"/en/team-invitations/{invited}"
    walk.send(other, f"{page}/counter", role="local", words="Instead")
    yield member, f"{page}/refuse"
    walk.press(member, page, f"{page}/agree")
    walk.pledge(member, key)
    walk.pledge(other, key)
    for act in ("close", "form"):
        assert member.post(f"/en/calls/{key}/act/{act}").status_code == 303
    yield from agreed(member, other, office, key)
    yield other, f"/en/consortia/{key}/leave"
    number = db.session.scalars(select(Place.id).where(Place.lead.is_(False))).one()
    yield member, f"/en/consortia/{key}/members/{number}/remove"
    assert member.post(f"/en/calls/{team}/act/form").status_code == 303
    yield member, f"/en/calls/{team}/dissolve"


def agreed(
    member: FlaskClient, other: FlaskClient, office: FlaskClient, key: str
) -> Iterator[tuple[FlaskClient, str]]:
    """Terms on their way to be accepted."""
    page = f"/en/consortia/{key}/agreement"
    yield office, "/en/desk/agreements/lead"
    yield member, f"{page}/clauses/costs"
    yield member, f"{page}/shares"
    for head in Head:
        walk.send(member, f"{page}/clauses/{head}", text="So be it")
    places = db.session.scalars(select(Place.id).order_by(Place.id.desc()).limit(3)).all()
    held = [one for one in places if f"place{one}" in member.get(f"{page}/shares").text]
    walk.send(member, f"{page}/shares", **{f"place{one}": "50" for one in held})
    walk.send(member, f"{page}/propose")
    yield other, f"{page}/1/objection"


def forms(page: Page) -> Iterator[Element]:
    """The forms in the page's own part that are sent and hold text."""
    for form in page.main.all("form"):
        if form.attributes.get("method", "").lower() == "post" and texts(form):
            yield form


def texts(form: Element) -> list[Element]:
    return [one for one in texts_in(form) if one.attributes["name"] not in typed.SECRETS]


def filled(form: Element) -> list[tuple[str, str]]:
    """Something in every field: text of its own, the last choice, every box."""
    sent = [(one.attributes["name"], f"typed {number}") for number, one in enumerate(texts(form))]
    for one in form.all("input"):
        name, kind = one.attributes.get("name", ""), one.attributes.get("type", "text")
        if kind in {"hidden", "checkbox"} and name not in typed.SECRETS:
            sent.append((name, one.attributes.get("value", "")))
    sent += {
        one.attributes["name"]: one.attributes["value"]
        for one in form.all("input")
        if one.attributes.get("type") == "radio"
    }.items()
    sent += [
        (one.attributes["name"], list(one.all("option"))[-1].attributes["value"])
        for one in form.all("select")
    ]
    return sent


def shown(form: Element) -> list[tuple[str, str]]:
    """What a browser would send from this form, without what is never carried."""
    return [(name, value) for name, value in sent_by(form) if name not in typed.SECRETS]


def why_lost(site: Flask, client: FlaskClient, address: str, form: Element) -> str | None:
    """What is wrong with sending this form too late; None if all of it comes back."""
    target, sent = form.attributes.get("action") or address, filled(form)
    routes = site.url_map.bind("localhost")
    endpoint, values = routes.match(target.partition("?")[0], method="POST")
    rule = next(one for one in site.url_map.iter_rules(endpoint) if "POST" in (one.methods or ()))
    page = target
    if "GET" not in (rule.methods or ()):
        carries = getattr(site.view_functions[endpoint], "carries", frozenset())
        lost = {name for name, _ in sent} - carries
        if lost:
            return f"{endpoint} does not carry {lost}: name them in its @stands_on"
        place = typed.page_of(endpoint) or ""
        wanted = next(site.url_map.iter_rules(place)).arguments
        page = routes.build(place, {name: value for name, value in values.items() if name in wanted})
    data: dict[str, list[str]] = {typed.RESTORE: ["1"]}
    for name, value in sent:
        data.setdefault(name, []).append(value)
    answer = client.post(page, data=data)
    if answer.status_code != 200:
        return f"answers {answer.status}"
    back = [sorted(shown(one)) for one in Page(answer.text, page).main.all("form")]
    if sorted(sent) in back:
        return None
    nearest = min((sorted(set(sent) ^ set(one)) for one in back), key=len, default=[])
    return f"does not come back as it was sent: {nearest}"


def test_every_form_with_text_in_it_comes_back_filled(site: Flask) -> None:
    rendered: list[str] = []
    walked, lost = set(DOORS), []

    def note(_sender: Flask, template: object, **_more: object) -> None:
        rendered.append(str(getattr(template, "name", "")))

    with template_rendered.connected_to(note, site):
        for client, address in pages(site):
            answer = client.get(address)
            if answer.status_code != 200 or answer.mimetype != "text/html":
                continue
            template = rendered[-1]
            if template in DOORS:
                continue
            for form in forms(Page(answer.text, address)):
                walked.add(template)
                reason = why_lost(site, client, address, form)
                if reason:
                    lost.append(f"{address} ({template}): {reason}")
    assert lost == []
    assert with_text() - walked == set()


def with_text() -> set[str]:
    """Templates with a form that is sent and has fields with text."""
    return {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if not path.name.startswith("_")
        and path.parent.name != "components"
        and re.search(r'<form[^>]*method="post"', path.read_text(encoding="utf-8"))
        and set(typed_into(path.read_text(encoding="utf-8"))) - typed.SECRETS
    }


def typed_into(text: str) -> Iterator[str]:
    """The names of the fields with text in a template and in the fragments it includes."""
    yield from re.findall(r"\b(?:text|area|day)\((?:\w+\.)*(\w+)", text)
    yield from re.findall(r'<(?:textarea|input type="text")[^>]*name="([\w{}. ]+)"', text)
    for fragment in re.findall(r'{% include "([\w/]+\.html)" %}', text):
        yield from typed_into((TEMPLATES / fragment).read_text(encoding="utf-8"))
