"""How numbers, dates and names are written in both languages."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask, g

from hub.core import formats
from hub.core.bilingual import Bilingual, Language


@pytest.fixture(params=["ja", "en"])
def language(app: Flask, request: pytest.FixtureRequest) -> Iterator[Language]:
    with app.test_request_context():
        g.language = Language(request.param)
        yield g.language


def said(language: Language, ja: str, en: str) -> str:
    return ja if language is Language.JA else en


@pytest.mark.parametrize(
    ("value", "ja", "en"),
    [
        (125_800_000, "1.26億", "126 million"),
        (20_900_000_000_000, "20.9兆", "20.9 trillion"),
        (18_055, "1.81万", "18,055"),
        (950, "950", "950"),
    ],
)
def test_large_amounts_are_said_in_words_of_size(language: Language, value: float, ja: str, en: str) -> None:
    assert formats.large(value) == said(language, ja, en)


def test_numbers_keep_exactly_the_decimals_asked_for(language: Language) -> None:
    assert formats.number(1234.5, 2) == "1,234.50"
    assert formats.number(1234.5) == "1,234"


@pytest.mark.parametrize(
    ("value", "era"),
    [
        (date(2026, 11, 23), "2026年11月23日（令和8年）"),
        (date(2019, 5, 1), "2019年5月1日（令和元年）"),
        (date(2019, 4, 30), "2019年4月30日（平成31年）"),
        (date(1989, 1, 7), "1989年1月7日（昭和64年）"),
        (date(1868, 1, 25), "1868年1月25日（明治元年）"),
    ],
)
def test_official_dates_carry_the_era_in_japanese(language: Language, value: date, era: str) -> None:
    assert formats.official_day(value) == (era if language is Language.JA else formats.day(value))


def test_a_moment_is_dated_in_japan(language: Language) -> None:
    late = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
    assert formats.day(late) == said(language, "2026年11月23日", "23 November 2026")


def test_lists_are_joined_as_the_language_does(language: Language) -> None:
    assert formats.listed(["A", "B", "C"]) == said(language, "A、B、C", "A, B and C")


def test_a_value_in_one_language_only_is_shown_in_it_and_marked(language: Language) -> None:
    only_japanese = Bilingual(ja="海底ケーブル")
    marked = '<span lang="ja">海底ケーブル</span>'
    assert formats.words(only_japanese) == said(language, "海底ケーブル", marked)


def test_words_are_escaped(language: Language) -> None:
    assert "<b>" not in formats.words(Bilingual(ja="<b>", en="<b>"))
    assert "<b>" not in formats.words(Bilingual(**{str(language.other): "<b>"}))
