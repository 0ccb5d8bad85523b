"""Tasks by urgency. Pure."""

from datetime import date
from enum import StrEnum
from typing import Protocol


class Urgency(StrEnum):
    OVERDUE = "overdue"
    TODAY = "today"
    LATER = "later"


class Dated(Protocol):
    @property
    def due_on(self) -> date: ...


def urgency(task: Dated, today: date) -> Urgency:
    if task.due_on < today:
        return Urgency.OVERDUE
    return Urgency.TODAY if task.due_on == today else Urgency.LATER
