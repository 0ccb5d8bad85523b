"""The words of sections, of what they unlock and of the columns in their history."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from hub.members.labels import CIRCLES, FIELDS, INTERESTS, KINDS, MATURITIES, SIZES
from hub.record.rules import Section, Unlocks

SECTIONS = {
    Section.PROFILE: _l("Name, kind, size and place"),
    Section.SUMMARY: _l("Summary"),
    Section.CAPABILITIES: _l("Capabilities"),
    Section.REFERENCES: _l("Reference sites"),
    Section.COUNTRIES: _l("Countries and status"),
    Section.LANGUAGES: _l("Working languages"),
    Section.SEEKS: _l("What it seeks"),
    Section.PROJECTS: _l("Past projects"),
    Section.CASES: _l("Case studies"),
    Section.LOGO: _l("Logo"),
    Section.CONTACTS: _l("Contact persons"),
}

UNLOCKS = {
    Unlocks.LISTING: _l("being listed at all"),
    Unlocks.FINDING: _l("being found in the directory and by search"),
    Unlocks.MATCHING: _l("the best-matching countries"),
    Unlocks.SUGGESTIONS: _l("being suggested as a partner, with reasons"),
    Unlocks.ELIGIBILITY: _l("which support tools you can apply for"),
    Unlocks.CONTACT: _l("others know whom to ask"),
    Unlocks.TRUST: _l("others see who you are and what you have done"),
}

COLUMNS: Mapping[str, object] = {
    "name_ja": _l("Name (Japanese)"),
    "name_en": _l("Name (English)"),
    "name_kana": _l("Reading (katakana)"),
    "kind": _l("Kind of organisation"),
    "size_class": _l("Size"),
    "prefecture": _l("Prefecture"),
    "address_ja": _l("Address (Japanese)"),
    "address_en": _l("Address (English)"),
    "website": _l("Website"),
    "summary_ja": _l("Summary (Japanese)"),
    "summary_en": _l("Summary (English)"),
    "languages": _l("Working languages"),
    "seeks_ja": _l("Seeks from partners (Japanese)"),
    "seeks_en": _l("Seeks from partners (English)"),
    "logo": _l("Logo"),
    "technology_code": _l("Technology"),
    "country_code": _l("Country"),
    "what_ja": _l("What exactly (Japanese)"),
    "what_en": _l("What exactly (English)"),
    "maturity": _l("Maturity"),
    "certifications": _l("Certifications"),
    "year": _l("Year"),
    "status": _l("Status in the country"),
    "since": _l("Since"),
    "title_ja": _l("Title (Japanese)"),
    "title_en": _l("Title (English)"),
    "partners_ja": _l("With whom (Japanese)"),
    "partners_en": _l("With whom (English)"),
    "picture": _l("Picture"),
    "picture_shows_ja": _l("What the picture shows (Japanese)"),
    "picture_shows_en": _l("What the picture shows (English)"),
    "department_ja": _l("Department (Japanese)"),
    "department_en": _l("Department (English)"),
    "email": _l("E-mail address"),
    "phone": _l("Telephone"),
    "released": _l("Released to other members (0 or 1)"),
    "consented_on": _l("Day of consent"),
    **{f"release:{field}": _l("Who sees it: %(field)s", field=words) for field, words in FIELDS.items()},
}

_WORDS: Mapping[str, Mapping[str, object]] = {
    "kind": {str(code): words for code, words in KINDS.items()},
    "size_class": {str(code): words for code, words in SIZES.items()},
    "maturity": {str(code): words for code, words in MATURITIES.items()},
    "status": {str(code): words for code, words in INTERESTS.items()},
}


def word(column: str, value: str) -> object:
    """A value of a column as people read it."""
    if column.startswith("release:"):
        return {str(circle): words for circle, words in CIRCLES.items()}.get(value, value)
    return _WORDS.get(column, {}).get(value, value)
