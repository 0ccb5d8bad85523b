"""The figures of teams for the secretariat, and asking silent teams."""

from datetime import timedelta
from html import unescape

import pytest
from flask import Flask

from hub.accounts.models import Account
from hub.calls.models import RoleKind, Stage
from hub.consortia.models import Expression, ExpressionState
from hub.core import clock
from hub.core.access import Role
from hub.core.db import db, transaction
from hub.core.mail import OutgoingMail
from hub.formation import actions
from hub.formation.chores import ask_silent
from hub.formation.queries import figures
from hub.journal.models import JournalLine
from hub.members.models import Seat
from hub.notifications.models import Notification
from tests.conftest import counted_statements
from tests.consortia.makers import NOW, make_team
from tests.formation.makers import make_world
from tests.members.makers import added, make_capability, make_member, make_reference
from tests.requests.makers import browser_of, make_person

DAY = timedelta(days=1)


def make_answer(call_id: int, sent: int, decided: int | None, state: str = ExpressionState.DECLINED) -> None:
    """Sent and decided so many days before now."""
    member = make_member()
    added(
        Expression(
            key=f"answer{member.id}",
            call_id=call_id,
            member_id=member.id,
            account_id=make_person(member).id,
            state=ExpressionState.SENT if decided is None else state,
            begun_at=NOW - sent * DAY,
            sent_at=NOW - sent * DAY,
            decided_at=None if decided is None else NOW - decided * DAY,
        )
    )


def test_figures_count_what_they_say(app: Flask) -> None:
    make_world()
    call, [(lead, _), (_, _)] = make_team(RoleKind.LOCAL)
    make_capability(lead, "cable")
    make_reference(lead, "cable", "PLW")
    for sent, decided in ((10, 8), (10, 4), (20, None), (400, 399)):
        make_answer(call.id, sent, decided)
    make_answer(call.id, 5, 1, ExpressionState.WITHDRAWN)
    found = figures.figures(NOW, NOW.date())
    assert (found.sent, found.decided, found.response) == (4, 2, 4.0)
    assert (found.waiting, found.waiting_age) == (1, 20.0)
    assert (found.places, found.newcomers, found.newcomer_share) == (2, 1, 50.0)
    assert {one.stage: one.count for one in found.stages if one.count} == {Stage.FORMING: 1}
    assert (found.begun, found.opened) == (1, 1)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_overview_names_no_team_that_was_never_published(app: Flask, language: str) -> None:
    secretariat = make_person(None, role=Role.SECRETARIAT)
    shown, _ = make_team()
    hidden, [(member, _)] = make_team()
    long_ago = clock.now() - 40 * DAY
    for call, opened in ((shown, long_ago), (hidden, None)):
        call.stirred_at, call.opened_at, call.begun_at = long_ago, opened, long_ago
    db.session.commit()
    address = f"/{language}/desk/consortia"
    answer = browser_of(app, secretariat).get(address)
    assert answer.status_code == 200
    page = unescape(answer.get_data(as_text=True))
    assert getattr(shown.title, language) in page
    assert getattr(hidden.title, language) not in page
    assert getattr(member.name, language) not in page
    assert {"en": "never published: 1", "ja": "動きのないチーム：1件"}[language] in page
    assert browser_of(app, make_person(make_member())).get(address).status_code == 404
    assert app.test_client().get(address).status_code == 404


def test_the_overview_takes_as_many_statements_for_many_teams_as_for_one(app: Flask) -> None:
    counts = []
    for _ in range(2):
        make_team(RoleKind.LOCAL)
        with counted_statements() as done:
            figures.figures(clock.now(), clock.today())
        counts.append(len(done))
    assert counts[0] == counts[1]


def told(person: Account) -> int:
    return db.session.query(Notification).filter_by(account_id=person.id).count()


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.CLOSED, Stage.FORMING])
def test_a_silent_team_is_asked_once_and_again_after_thirty_days(app: Flask, stage: Stage) -> None:
    call, [(_, lead), (_, partner)] = make_team(RoleKind.LOCAL, stage=stage)
    assert ask_silent(NOW + 29 * DAY) == 0
    assert ask_silent(NOW + 30 * DAY) == 1
    assert ask_silent(NOW + 31 * DAY) == 0
    assert (told(lead), told(partner)) == (1, 0)
    assert db.session.query(OutgoingMail).filter_by(account_id=lead.id).count() == 1
    assert ask_silent(NOW + 60 * DAY) == 1
    assert told(lead) == 2
    assert db.session.query(JournalLine).filter_by(act="team-asked").count() == 2
    assert call.id


def test_a_team_in_which_something_happened_or_that_is_over_is_not_asked(app: Flask) -> None:
    busy, _ = make_team()
    busy.stirred_at = NOW + 20 * DAY
    for stage in (Stage.DRAFT, Stage.AGREED, Stage.DISSOLVED, Stage.WITHDRAWN):
        make_team(stage=stage)
    db.session.commit()
    assert ask_silent(NOW + 40 * DAY) == 0


def test_of_two_processes_one_asks(app: Flask) -> None:
    call, [(_, lead)] = make_team()
    later = NOW + 40 * DAY
    for first in (True, False):
        with transaction():
            assert actions.ask_silent(call, at=later) is first
    assert told(lead) == 1


def test_whoever_left_the_lead_is_not_asked(app: Flask) -> None:
    _, [(_, lead)] = make_team()
    db.session.query(Seat).filter_by(account_id=lead.id).update({"ended_at": NOW})
    db.session.commit()
    assert ask_silent(NOW + 40 * DAY) == 0
    assert told(lead) == 0
