"""Tasks of the desk: given, changed, done, taken up again, and counted when overdue."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hub.core import clock
from hub.core.access import Role
from hub.core.db import db
from hub.journal.models import JournalChange, JournalLine
from hub.secretariat.models import Task
from hub.secretariat.rules import Urgency, urgency
from tests.accounts.makers import make_account, sign_in


@pytest.fixture
def office(app: Flask) -> FlaskClient:
    make_account(role=Role.SECRETARIAT)
    client = app.test_client()
    assert sign_in(client).status_code == 303
    return client


def typed(**values: object) -> dict[str, object]:
    due = values.pop("due", clock.today() + timedelta(days=3))
    boxes = [str(due.year), str(due.month), str(due.day)] if isinstance(due, date) else due
    return {"title": "名簿を確認する", "assignee": "1", "due": boxes, "note": "", **values}


def only() -> Task:
    db.session.rollback()
    return db.session.scalars(select(Task)).one()


def test_a_task_is_given_with_what_it_is_about(office: FlaskClient) -> None:
    assert office.post("/ja/desk/tasks/new?about=member:12", data=typed()).status_code == 303
    assert (only().subject, only().title) == ("member:12", "名簿を確認する")
    page = office.get("/ja/desk/tasks").text
    assert "名簿を確認する" in page
    assert "自分の担当" in page


@pytest.mark.parametrize(
    ("language", "wrong", "told"),
    [
        ("ja", {"title": ""}, "することを入力してください"),
        ("en", {"assignee": ""}, "Choose who does it"),
        ("en", {"assignee": "99"}, "Not a valid choice"),
        ("ja", {"due": ["2026", "2", "30"]}, "実際にある日付"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    office: FlaskClient, language: str, wrong: dict[str, object], told: str
) -> None:
    answer = office.post(f"/{language}/desk/tasks/new", data=typed(**({"note": "覚え書き"} | wrong)))
    assert answer.status_code == 422
    assert told in answer.text
    assert "覚え書き" in answer.text
    assert db.session.scalars(select(Task)).all() == []


def test_a_change_tells_what_it_replaced(office: FlaskClient) -> None:
    office.post("/en/desk/tasks/new", data=typed(title="Call"))
    assert office.post(f"/en/desk/tasks/{only().id}", data=typed(title="Write")).status_code == 303
    changes = db.session.scalars(select(JournalChange)).all()
    assert [(one.field, one.before, one.after) for one in changes] == [("title", "Call", "Write")]


def test_done_is_once_and_can_be_undone(office: FlaskClient) -> None:
    office.post("/en/desk/tasks/new", data=typed())
    number = only().id
    for _ in range(2):
        assert office.post(f"/en/desk/tasks/{number}/done").status_code == 303
    assert only().done_at is not None
    assert office.get("/en/desk/tasks").text.count("No task is open.") == 1
    office.post(f"/en/desk/tasks/{number}/reopen")
    assert only().done_at is None
    acts = db.session.scalars(select(JournalLine.act).order_by(JournalLine.id)).all()
    assert acts == ["sign-in", "task-given", "task-done", "task-reopened"]


def test_overdue_tasks_are_a_queue(office: FlaskClient) -> None:
    office.post("/en/desk/tasks/new", data=typed(due=clock.today() - timedelta(days=1)))
    office.post("/en/desk/tasks/new", data=typed(due=clock.today()))
    page = office.get("/en/desk").text
    assert page.split("Tasks overdue")[0].rstrip().endswith("<span>")
    assert '<span class="queue__count">1</span>' in page
    assert office.get("/en/desk/tasks").text.count("task--overdue") == 1


def test_urgency() -> None:
    task, today = Task(due_on=date(2026, 11, 23)), date(2026, 11, 23)
    assert urgency(task, today) is Urgency.TODAY
    assert urgency(task, today + timedelta(days=1)) is Urgency.OVERDUE
    assert urgency(task, today - timedelta(days=1)) is Urgency.LATER


def test_a_task_that_is_not_there(office: FlaskClient) -> None:
    assert office.get("/en/desk/tasks/77").status_code == 404
    assert office.post("/en/desk/tasks/77/done").status_code == 404
