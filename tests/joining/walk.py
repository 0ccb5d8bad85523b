"""A call and its team, made by pressing what people press."""

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from hub.calls import queries
from hub.calls.models import Call
from hub.calls.rules import BY_EYE
from hub.consortia.models import Expression, TeamInvitation
from hub.core import clock
from hub.core.db import db
from tests.house.forms import shown_in

TITLE = {"title_ja": "離島の海底ケーブル", "title_en": "A cable for the islands"}
SECRET = "A loan of the bank is in sight"


def day(days: int) -> list[str]:
    on = clock.today() + timedelta(days=days)
    return [str(on.year), str(on.month), str(on.day)]


def send(client: FlaskClient, address: str, form: int = -1, **values: Any) -> str:
    """Fill in a form of this page as a browser shows it, with these values, and send it; says where it leads."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status)
    answer = client.post(address, data=shown_in(page.text, address, form) | values)
    assert answer.status_code == 303, (address, answer.status, answer.text[:3000])
    return answer.headers["Location"]


def write_call(lead: FlaskClient, *, technology: str, country: str, **terms: Any) -> str:
    """Every section filled in, as a draft; its key."""
    lead_to = send(lead, f"/en/calls/new?technology={technology}&countries={country}", **TITLE, phase="study")
    key = lead_to.split("/")[3]
    edit = f"/en/calls/{key}/edit"
    send(
        lead,
        f"{edit}/problem",
        problem="Four islands lose their only link in every storm.",
        beneficiary="Schools and clinics of four islands.",
        result="A second cable that carries the traffic alone.",
        written_in="en",
    )
    send(
        lead,
        f"{edit}/partners",
        coordinator="present",
        partner_work="Surveys the route and lays the last mile.",
        role0_kind="technology",
        role1_kind="local",
        must0_text="Experience with the technology",
        must0_technology=technology,
        must1_text="People who speak the language",
        nice0_text="Own ships",
    )
    send(
        lead,
        f"{edit}/terms",
        **{"funding": SECRET, "closes_on": day(40), "questions_until": day(30), **terms},
    )
    return key


def publish(lead: FlaskClient, office: FlaskClient, key: str) -> None:
    send(lead, f"/en/calls/{key}/submit")
    send(office, f"/en/desk/calls/{key}", act="publish", seen=[str(one) for one in BY_EYE])


def express(client: FlaskClient, key: str, **values: Any) -> str:
    """Write an answer and send it; its key."""
    page = f"/en/calls/{key}/interest"
    needs = [one.id for one in call_of(key).needs if one.must]
    answers = {f"need{number}_fills": "yes" for number in needs}
    answers |= {f"need{number}_text": "We have done this twice." for number in needs}
    one = send(client, page, role="technology", text="Two ships.", **answers, **values).split("/")[3]
    press(client, f"/en/interests/{one}", f"/en/interests/{one}/send")
    return one


def press(client: FlaskClient, page: str, to: str) -> None:
    """Press a button on a page; it has to stand there."""
    shown = client.get(page)
    assert f'action="{to}"' in shown.text, (page, to)
    assert client.post(to).status_code == 303


def invite(lead: FlaskClient, key: str, member: str, role: str = "technology") -> str:
    """Invite a member to a role; the key of the invitation."""
    lead_to = send(lead, f"/en/consortia/{key}/invite?member={member}&role={role}", text="Lay the last mile.")
    return lead_to.split("/")[3]


def pledge(client: FlaskClient, key: str) -> None:
    send(client, f"/en/consortia/{key}/pledge", agreed="y")


def call_of(key: str) -> Call:
    db.session.expire_all()
    found = queries.by_key(key)
    assert found
    return found


def expression_of(key: str) -> Expression:
    db.session.expire_all()
    return db.session.scalars(select(Expression).where(Expression.key == key)).one()


def invitation_of(key: str) -> TeamInvitation:
    db.session.expire_all()
    return db.session.scalars(select(TeamInvitation).where(TeamInvitation.key == key)).one()
