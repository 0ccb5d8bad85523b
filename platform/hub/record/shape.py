"""Which columns each section of a record holds, how they are read, written and told to the journal as text."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from hub.core.bilingual import Bilingual
from hub.core.db import Model
from hub.members.models import (
    Capability,
    CaseStudy,
    ContactPerson,
    CountryInterest,
    Member,
    PastProject,
    ReferenceSite,
)
from hub.record.rules import Section

Values = Mapping[str, Any]

# Sections that are columns of the member itself.
COLUMNS: Mapping[Section, tuple[str, ...]] = {
    Section.PROFILE: (
        "name_ja",
        "name_en",
        "name_kana",
        "kind",
        "size_class",
        "prefecture",
        "address_ja",
        "address_en",
        "website",
    ),
    Section.SUMMARY: ("summary_ja", "summary_en"),
    Section.LANGUAGES: ("languages",),
    Section.SEEKS: ("seeks_ja", "seeks_en"),
    Section.LOGO: ("logo",),
}
# Sections that are rows of their own.
ROWS: Mapping[Section, tuple[type[Any], tuple[str, ...]]] = {
    Section.CAPABILITIES: (
        Capability,
        ("technology_code", "what_ja", "what_en", "maturity", "certifications"),
    ),
    Section.REFERENCES: (ReferenceSite, ("technology_code", "country_code", "year", "what_ja", "what_en")),
    Section.COUNTRIES: (CountryInterest, ("country_code", "status", "since")),
    Section.PROJECTS: (
        PastProject,
        ("title_ja", "title_en", "what_ja", "what_en", "partners_ja", "partners_en", "country_code", "year"),
    ),
    Section.CASES: (
        CaseStudy,
        ("title_ja", "title_en", "what_ja", "what_en", "picture", "picture_shows_ja", "picture_shows_en"),
    ),
    Section.CONTACTS: (
        ContactPerson,
        (
            "name_ja",
            "name_en",
            "name_kana",
            "department_ja",
            "department_en",
            "email",
            "phone",
            "released",
            "consented_on",
        ),
    ),
}
# What the journal keeps of a person for ever would outlive their wish to be forgotten: only these are told.
TOLD_OF_PERSONS = ("released", "consented_on")


def read(thing: Model, columns: Iterable[str]) -> dict[str, Any]:
    return {column: _get(thing, column) for column in columns}


def _get(thing: Model, column: str) -> Any:
    stem, tongue = column[:-3], column[-2:]
    if column.endswith(("_ja", "_en")):
        return getattr(getattr(thing, stem), tongue)
    return getattr(thing, column)


def write(thing: Model, values: Values) -> None:
    """Set columns; both halves of a bilingual value at once, as the one value they are."""
    for column, value in values.items():
        if column.endswith(("_ja", "_en")):
            stem = column[:-3]
            before = getattr(thing, stem) or Bilingual()
            given = {"ja": before.ja, "en": before.en, column[-2:]: value}
            setattr(thing, stem, Bilingual(**given))
        else:
            setattr(thing, column, value)


def told(value: Any) -> str:
    """A value as text, as the journal keeps it; also what sheets tell."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, bool) else str(value)


def untold(model: type[Any], column: str, text: str) -> Any:
    """The value behind a text of the journal."""
    sort = model.__table__.c[column].type.python_type
    if sort is str:
        return text or (None if model.__table__.c[column].nullable else "")
    if sort is bool:
        return text == "1"
    if not text:
        return None
    return date.fromisoformat(text) if sort is date else sort(text)


def row_told(section: Section, values: Values | None) -> str:
    """A row as one text: JSON of its columns; empty for a row that is not there."""
    if values is None:
        return ""
    shown = TOLD_OF_PERSONS if section is Section.CONTACTS else tuple(values)
    return json.dumps({column: told(values[column]) for column in shown}, ensure_ascii=False)


def row_untold(section: Section, text: str) -> dict[str, Any]:
    model, _ = ROWS[section]
    return {column: untold(model, column, value) for column, value in json.loads(text).items()}


def fingerprint(values: Values) -> str:
    """The same for two states in which nothing differs: a form carries the one it was made from."""
    text = json.dumps({name: told(value) for name, value in values.items()}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def is_column(field: str) -> bool:
    return field in Member.__table__.c
