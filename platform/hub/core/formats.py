"""How names, numbers, dates and lists are written in the reader's language. Never by hand in a template."""

from collections.abc import Iterable
from datetime import date, datetime

from babel.dates import format_date
from babel.lists import format_list
from flask import Flask, g
from flask_babel import force_locale
from markupsafe import Markup, escape

from hub.core.bilingual import Bilingual, Language
from hub.core.clock import JAPAN

# From the newest: the first day of each era since Meiji and its names, written out and as one letter.
ERAS = (
    (date(2019, 5, 1), "令和", "R"),
    (date(1989, 1, 8), "平成", "H"),
    (date(1926, 12, 25), "昭和", "S"),
    (date(1912, 7, 30), "大正", "T"),
    (date(1868, 1, 25), "明治", "M"),
)
_JAPANESE_POWERS = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))
_ENGLISH_POWERS = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))


def _language() -> Language:
    return Language(g.get("language", Language.JA))


def words(value: Bilingual) -> Markup:
    """A bilingual value; if only the other language exists, marked with its ``lang``."""
    worded = value.worded(_language())
    if worded.language is _language():
        return escape(worded.words)
    return Markup('<span lang="{}">{}</span>').format(str(worded.language), worded.words)


def plain(value: Bilingual) -> str:
    """A bilingual value without markup, for titles, attributes and options."""
    return value.text(_language())


def in_both(label: object) -> Bilingual:
    """A lazy text in both languages."""
    found = {}
    for language in ("ja", "en"):
        with force_locale(language):
            found[language] = str(label)
    return Bilingual(**found)


def number(value: float, decimals: int = 0) -> str:
    """1,234.5 with exactly so many decimals. Japanese and English group and point alike, so Python's own
    formatting will do; it is twenty times as fast as a locale's, and lists print hundreds of numbers."""
    written = f"{value:,.{decimals}f}"
    return written.removeprefix("-") if written.strip("-0.") == "" else written


def large(value: float) -> str:
    """A large amount in words of size: 20.9 兆, 1.26 億 / 20.9 trillion, 126 million; three figures kept."""
    powers = _JAPANESE_POWERS if _language() is Language.JA else _ENGLISH_POWERS
    for power, name in powers:
        if abs(value) >= power:
            scaled = value / power
            decimals = 0 if abs(scaled) >= 100 else 1 if abs(scaled) >= 10 else 2
            return number(scaled, decimals) + name
    return number(value, 0)


def day(value: date | datetime) -> str:
    """2026年11月23日 / 23 November 2026, in Japan's time."""
    if isinstance(value, datetime):
        value = value.astimezone(JAPAN).date()
    if _language() is Language.JA:
        return f"{value.year}年{value.month}月{value.day}日"
    return format_date(value, "d MMMM y", locale="en_GB")


def clock(value: datetime) -> str:
    """14:05, in Japan's time."""
    return f"{value.astimezone(JAPAN):%H:%M}"


def official_day(value: date) -> str:
    """A date with the Japanese era beside it, as official papers have it; in English without."""
    if _language() is Language.EN:
        return day(value)
    for start, era, _letter in ERAS:
        if value >= start:
            year = value.year - start.year + 1
            return f"{day(value)}（{era}{'元' if year == 1 else year}年）"
    return day(value)


def listed(items: Iterable[str]) -> str:
    """A、B、C / A, B and C."""
    given = list(items)
    if _language() is Language.JA:
        return "、".join(given)
    return format_list(given, locale="en_GB")


def init_app(app: Flask) -> None:
    for function in (words, plain, number, large, day, clock, official_day, listed):
        app.add_template_filter(function)
