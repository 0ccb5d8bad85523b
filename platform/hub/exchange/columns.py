"""What the columns of members' sheets are called for people, what goes into them, and the words of their values."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from hub.core.bilingual import Language
from hub.members.labels import INTERESTS, KINDS, MATURITIES, SIZES


class Headers(StrEnum):
    """How a sheet names its columns and values."""

    JA = "ja"
    EN = "en"
    MACHINE = "machine"


class Format(StrEnum):
    """As what a sheet is taken away."""

    XLSX = "xlsx"
    CSV = "csv"
    CP932 = "csv-cp932"


KINDS_OF_SHEET = {
    "members": _l("Members"),
    "capabilities": _l("Capabilities"),
    "references": _l("Reference sites"),
    "countries": _l("Countries and status"),
    "contacts": _l("Contact persons"),
}

LABELS: Mapping[str, object] = {
    "slug": _l("Identifier"),
    "name_ja": _l("Name (Japanese)"),
    "name_en": _l("Name (English)"),
    "name_kana": _l("Reading (katakana)"),
    "kind": _l("Kind of organisation"),
    "size_class": _l("Size class"),
    "prefecture": _l("Prefecture (Japanese)"),
    "website": _l("Website"),
    "summary_ja": _l("Summary (Japanese)"),
    "summary_en": _l("Summary (English)"),
    "languages": _l("Working languages"),
    "seeks_ja": _l("Seeks from partners (Japanese)"),
    "seeks_en": _l("Seeks from partners (English)"),
    "updated_on": _l("Last update of the record"),
    "sample": _l("Sample (0 or 1)"),
    "source_name_ja": _l("Source (Japanese)"),
    "source_name_en": _l("Source (English)"),
    "source_url": _l("Address of the source"),
    "renews_on": _l("Renewal of the membership due on"),
    "member": _l("Member (identifier)"),
    "technology": _l("Technology (code)"),
    "country": _l("Country (code)"),
    "what_ja": _l("What exactly (Japanese)"),
    "what_en": _l("What exactly (English)"),
    "maturity": _l("Maturity"),
    "certifications": _l("Certifications"),
    "year": _l("Year"),
    "status": _l("Status in the country"),
    "since": _l("Since"),
    "department_ja": _l("Department (Japanese)"),
    "department_en": _l("Department (English)"),
    "email": _l("E-mail address"),
    "phone": _l("Telephone"),
    "released": _l("Released to other members (0 or 1)"),
    "consented_on": _l("Day of consent"),
}

EXPLAINED: Mapping[str, object] = {
    "slug": _l("Names the member in addresses for good: a to z, 0 to 9 and hyphens"),
    "name_kana": _l("Full katakana; the order of the directory follows it"),
    "kind": _l("One of the allowed values"),
    "size_class": _l("One of the allowed values"),
    "prefecture": _l("In Japanese, in full as in addresses"),
    "website": _l("Begins with https:// or http://"),
    "languages": _l("Codes of languages, with ; between them"),
    "updated_on": _l("A date: year, month and day"),
    "sample": _l("Leave it empty: sample members are not imported"),
    "source_url": _l("Begins with https:// or http://"),
    "renews_on": _l("A date: year, month and day; without this column it stays as it is"),
    "member": _l("The identifier of a member that is already there"),
    "technology": _l("One of the allowed values"),
    "country": _l("One of the allowed values"),
    "maturity": _l("One of the allowed values"),
    "year": _l("Four digits"),
    "status": _l("One of the allowed values"),
    "since": _l("A year, or a year and month"),
    "email": _l("Names the person within the member"),
    "released": _l("1 shows this person to other members; 0 or empty does not"),
    "consented_on": _l("A date: year, month and day"),
}

EXAMPLES: Mapping[str, str] = {
    "slug": "takasaki-telecom",
    "name_ja": "髙崎通信株式会社",
    "name_en": "Takasaki Telecom Co., Ltd.",
    "name_kana": "タカサキツウシンカブシキガイシャ",
    "kind": "carrier",
    "size_class": "medium",
    "prefecture": "群馬県",
    "website": "https://www.takasaki.example/",
    "summary_ja": "海底ケーブルの陸揚局を建設・運営しています。",
    "summary_en": "Builds and runs landing stations for submarine cables.",
    "languages": "ja;en;vi",
    "seeks_ja": "現地の施工会社",
    "seeks_en": "Local construction companies",
    "updated_on": "2026-11-23",
    "sample": "",
    "source_name_ja": "会社案内",
    "source_name_en": "Company brochure",
    "source_url": "https://www.takasaki.example/about",
    "renews_on": "2027-04-01",
    "member": "takasaki-telecom",
    "technology": "submarine_cable",
    "country": "PLW",
    "what_ja": "陸揚局の設計と建設",
    "what_en": "Design and construction of landing stations",
    "maturity": "proven_abroad",
    "certifications": "ISO 9001",
    "year": "2020",
    "status": "active",
    "since": "2024",
    "department_ja": "海外事業部",
    "department_en": "Overseas Business Department",
    "email": "mori@takasaki.example",
    "phone": "+81 27 123 4567",
    "released": "1",
    "consented_on": "2026-04-01",
}
# In the sheet of persons the name is a person's.
PERSON: Mapping[str, str] = {
    "name_ja": "森 花子",
    "name_en": "Hanako Mori",
    "name_kana": "モリ ハナコ",
}

WORDS: Mapping[str, Mapping[str, object]] = {
    "kind": {str(code): words for code, words in KINDS.items()},
    "size_class": {str(code): words for code, words in SIZES.items()},
    "maturity": {str(code): words for code, words in MATURITIES.items()},
    "status": {str(code): words for code, words in INTERESTS.items()},
}
_FLAGS = {
    "0": ("0", "no", "false", "いいえ"),
    "1": ("1", "yes", "true", "はい"),
}
_FLAG_COLUMNS = ("sample", "released")


def in_language(words: object, language: Language) -> str:
    with force_locale(str(language)):
        return str(words)


def label(column: str, headers: Headers) -> str:
    """What a column is called in a sheet with such headers."""
    if headers is Headers.MACHINE or column not in LABELS:
        return column
    return in_language(LABELS[column], Language(headers))


def word(column: str, value: str, headers: Headers) -> str:
    """A value of a column as a sheet with such headers says it."""
    if headers is Headers.MACHINE or value not in WORDS.get(column, {}):
        return value
    return _words(column, headers)[value]


@cache
def _words(column: str, headers: Headers) -> dict[str, str]:
    language = Language(headers)
    return {code: in_language(words, language) for code, words in WORDS[column].items()}


def folded(name: str) -> str:
    """A header or a word as it is compared: any width, any case, spaces and signs aside."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


def understood(rows: Sequence[Sequence[str]], columns: Sequence[str]) -> tuple[list[list[str]], list[str]]:
    """The rows with the columns' own names as header and values as the importer reads them; and what was not read.

    Headers and words may be ours, Japanese or English. Cells that a spreadsheet left out or added are evened out.
    """
    if not rows:
        return [], []
    known = _names(columns)
    header = [known.get(folded(name), name.strip()) for name in rows[0]]
    while header and not header[-1]:
        header.pop()
    unread = [given.strip() for given, name in zip(rows[0], header, strict=False) if name not in columns]
    width = len(header)
    changed = {place: spoken for place, name in enumerate(header) if (spoken := _spoken_as(name))}
    table = [header]
    for cells in rows[1:]:
        row = [*cells[:width], *([""] * (width - len(cells))), *_more(cells[width:])]
        for place, spoken in changed.items():
            row[place] = spoken.get(folded(row[place]), row[place])
        table.append(row)
    return table, [name for name in unread if name]


def _more(cells: Sequence[str]) -> Sequence[str]:
    """Cells beyond the header count only if something stands in them."""
    return cells if any(cell.strip() for cell in cells) else ()


def _names(columns: Sequence[str]) -> dict[str, str]:
    return {folded(label(column, headers)): column for headers in Headers for column in columns}


def _spoken_as(column: str) -> dict[str, str]:
    if column in _FLAG_COLUMNS:
        return {folded(word): value for value, words in _FLAGS.items() for word in words}
    if column not in WORDS:
        return {}
    codes = {folded(code): code for code in WORDS[column]}
    for headers in (Headers.JA, Headers.EN):
        codes |= {folded(word): code for code, word in _words(column, headers).items()}
    return codes
