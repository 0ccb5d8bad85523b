"""Acts of the desk: tasks are given and done, circulars leave for a segment of members."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hub.accounts.models import Account
from hub.core.access import Reader
from hub.core.bilingual import Bilingual, Language
from hub.core.db import db
from hub.core.mail import Letter, post
from hub.journal.actions import about, record
from hub.secretariat.models import Circular, Task


@dataclass(frozen=True)
class TaskDraft:
    title: str
    note: str
    assignee_id: int
    due_on: date
    subject: str = ""


def give(draft: TaskDraft, *, by: Reader, at: datetime) -> Task:
    task = Task(
        title=draft.title,
        note=draft.note,
        assignee_id=draft.assignee_id,
        due_on=draft.due_on,
        subject=draft.subject,
        made_at=at,
    )
    db.session.add(task)
    db.session.flush()
    record("task-given", by=by, subject=about("task", task.id), detail=draft.subject)
    return task


def change(task: Task, draft: TaskDraft, *, by: Reader) -> None:
    changes = {
        "title": (task.title, draft.title),
        "note": (task.note, draft.note),
        "due_on": (str(task.due_on), str(draft.due_on)),
        "assignee": (str(task.assignee_id), str(draft.assignee_id)),
    }
    task.title, task.note = draft.title, draft.note
    task.due_on, task.assignee_id = draft.due_on, draft.assignee_id
    record("task-changed", by=by, subject=about("task", task.id), changes=changes)


def finish(task: Task, *, by: Reader, at: datetime) -> None:
    """Done; a task that is done already stays as it is."""
    if task.done_at is None:
        task.done_at = at
        record("task-done", by=by, subject=about("task", task.id))


def reopen(task: Task, *, by: Reader) -> None:
    if task.done_at is not None:
        task.done_at = None
        record("task-reopened", by=by, subject=about("task", task.id))


def take_back(task: Task, *, by: Reader) -> None:
    """A task that was given by mistake is as if it had not been; the journal tells of both."""
    record("task-taken-back", by=by, subject=about("task", task.id), detail=task.subject)
    db.session.delete(task)


@dataclass(frozen=True)
class CircularDraft:
    """``key`` is made when the form is shown: sent twice, it is still one circular."""

    key: str
    subject: Bilingual
    text: Bilingual
    segment: str


def new_key() -> str:
    return secrets.token_urlsafe(12)


def send_circular(draft: CircularDraft, to: Sequence[Account], *, by: Reader, at: datetime) -> Circular:
    """Post a letter to each person; in the reader's language where it was written in both."""
    circular = Circular(
        batch=draft.key,
        subject=draft.subject,
        text=draft.text,
        segment=draft.segment,
        sent_by=by.account_id,
        sent_at=at,
    )
    db.session.add(circular)
    for account in to:
        language = Language(account.language)
        post(account.addressee, _Worded(draft, language), topic="circular", batch=draft.key)
    db.session.flush()
    record("circular-sent", by=by, subject=about("circular", circular.id), detail=f"{len(to)} letters")
    return circular


@dataclass(frozen=True)
class _Worded:
    draft: CircularDraft
    language: Language

    def __call__(self) -> Letter:
        text = self.draft.text.text(self.language)
        return Letter(
            self.draft.subject.text(self.language), [part for part in text.split("\n\n") if part.strip()]
        )
