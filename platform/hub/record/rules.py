"""Sections of a record, what each holds, and what a missing one would unlock. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hub.core.access import Reader
from hub.members.fields import Circle, RecordField, circle_of
from hub.members.rules import REMIND_EVERY, Freshness, freshness


class Section(StrEnum):
    """A page of a record. Those named like sheets of members hold the same rows."""

    PROFILE = "profile"
    SUMMARY = "summary"
    CAPABILITIES = "capabilities"
    REFERENCES = "references"
    COUNTRIES = "countries"
    LANGUAGES = "languages"
    SEEKS = "seeks"
    PROJECTS = "projects"
    CASES = "cases"
    LOGO = "logo"
    CONTACTS = "contacts"


# Whose circles are set on which page.
FIELDS: Mapping[Section, tuple[RecordField, ...]] = {
    Section.PROFILE: (RecordField.SIZE, RecordField.PREFECTURE, RecordField.ADDRESS, RecordField.WEBSITE),
    Section.CAPABILITIES: (RecordField.CAPABILITIES, RecordField.CERTIFICATIONS),
    **{
        section: (RecordField(section),)
        for section in Section
        if section not in (Section.PROFILE, Section.CAPABILITIES)
    },
}


def circles_of_sections(chosen: Mapping[str, str]) -> dict[Section, list[Circle]]:
    """Who sees a section: the circles of its fields, widest first."""
    return {
        section: sorted({circle_of(field, chosen) for field in fields}, key=list(Circle).index)
        for section, fields in FIELDS.items()
    }


class Unlocks(StrEnum):
    """What a field is good for."""

    LISTING = "listing"
    FINDING = "finding"
    MATCHING = "matching"
    SUGGESTIONS = "suggestions"
    ELIGIBILITY = "eligibility"
    CONTACT = "contact"
    TRUST = "trust"


@dataclass(frozen=True)
class Wish:
    """A field that makes a record more complete: where it stands, and what it unlocks."""

    field: str
    section: Section
    unlocks: tuple[Unlocks, ...]


WISHES = (
    Wish("summary", Section.SUMMARY, (Unlocks.LISTING, Unlocks.FINDING)),
    Wish("capabilities", Section.CAPABILITIES, (Unlocks.MATCHING, Unlocks.SUGGESTIONS)),
    Wish("references", Section.REFERENCES, (Unlocks.MATCHING, Unlocks.SUGGESTIONS)),
    Wish("countries", Section.COUNTRIES, (Unlocks.SUGGESTIONS,)),
    Wish("contacts", Section.CONTACTS, (Unlocks.CONTACT,)),
    Wish("size_class", Section.PROFILE, (Unlocks.ELIGIBILITY, Unlocks.FINDING)),
    Wish("prefecture", Section.PROFILE, (Unlocks.ELIGIBILITY, Unlocks.FINDING)),
    Wish("languages", Section.LANGUAGES, (Unlocks.FINDING,)),
    Wish("seeks", Section.SEEKS, (Unlocks.FINDING,)),
    Wish("website", Section.PROFILE, (Unlocks.TRUST,)),
    Wish("address", Section.PROFILE, (Unlocks.TRUST,)),
    Wish("projects", Section.PROJECTS, (Unlocks.TRUST, Unlocks.FINDING)),
    Wish("cases", Section.CASES, (Unlocks.TRUST, Unlocks.FINDING)),
    Wish("logo", Section.LOGO, (Unlocks.TRUST,)),
)


@dataclass(frozen=True)
class Completeness:
    """How much of a record is filled, and what is missing, the most useful first."""

    filled: int
    missing: tuple[Wish, ...]

    @property
    def of(self) -> int:
        return self.filled + len(self.missing)

    @property
    def percent(self) -> int:
        return 100 * self.filled // self.of


def completeness(filled: Collection[str]) -> Completeness:
    missing = tuple(wish for wish in WISHES if wish.field not in filled)
    return Completeness(len(WISHES) - len(missing), missing)


UNDO_WITHIN = timedelta(hours=1)


def may_undo(reader: Reader, account_id: int | None, at: datetime, now: datetime) -> bool:
    """People take back their own change for a while; later, and for others, it is the secretariat's to revert."""
    return reader.account_id is not None and reader.account_id == account_id and now - at <= UNDO_WITHIN


def reminder_due(confirmed_at: datetime | None, reminded_at: datetime | None, now: datetime) -> bool:
    """A record nobody confirmed for a year: its window contacts are asked each month until it is hidden."""
    if freshness(confirmed_at, now) is not Freshness.STALE:
        return False
    return reminded_at is None or now - reminded_at >= REMIND_EVERY
