"""What rooms hand to the desk: the queues that wait for the secretariat, and the pages of its menu."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Queue:
    """Things that wait. ``count`` is given the moment; ``endpoint`` lists exactly what was counted."""

    label: object
    endpoint: str
    count: Callable[[datetime], int]
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class DeskPage:
    """A page of the desk's menu."""

    label: object
    endpoint: str
