"""What rooms hand over about a person, and what they forget by age."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Held:
    """Records of one kind about one person. ``stays`` says why something outlives an erasure; empty if it goes.

    Values are texts, moments, days, yes or no, or None.
    """

    name: str
    label: object
    records: Sequence[Mapping[str, object]]
    stays: object = ""


@dataclass(frozen=True)
class RetentionRule:
    """Records of one kind that go when they are so many days old. Both functions are given the moment before
    which a record is too old, and say how many; ``forget`` does it."""

    name: str
    days: int
    count: Callable[[datetime], int]
    forget: Callable[[datetime], int]


@dataclass(frozen=True)
class Due:
    rule: RetentionRule
    before: datetime
    count: int


def due(rules: Iterable[RetentionRule], days: Mapping[str, int], now: datetime) -> list[Due]:
    """By rule, the moment that divides and how many records are older. ``days`` overrides a rule's own."""
    found = []
    for rule in rules:
        before = now - timedelta(days=days.get(rule.name, rule.days))
        found.append(Due(rule, before, rule.count(before)))
    return found
