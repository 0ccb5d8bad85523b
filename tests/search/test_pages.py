"""The results page and the suggestions, as a person meets them in both languages."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import refresh
from sqlalchemy import event
from werkzeug.test import TestResponse

from hub.core.db import db
from hub.search import upkeep
from tests.accounts.makers import make_account, sign_in
from tests.search.makers import make_deployment, make_world


class Visitor:
    """Reads pages. Flask-Babel keeps the language while the test's context lasts, so it is asked to forget."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, address: str, **more: Any) -> TestResponse:
        refresh()
        return self.client.get(address, **more)


@pytest.fixture
def world(client: FlaskClient) -> Visitor:
    make_world()
    upkeep.rebuild()
    return Visitor(client)


def words(page: str) -> str:
    """What a person reads, without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_search_shows_hits_with_marked_words_in_japanese(world: Visitor) -> None:
    page = world.get("/ja/search?q=海底ケーブル")
    assert page.status_code == 200
    assert "「海底ケーブル」の検索結果" in page.text
    assert "/ja/deployments/D001" in page.text
    assert "<mark>海底ケーブル</mark>" in page.text
    assert re.search(r"\d件見つかりました", words(page.text))
    assert "見本" in words(page.text) or "kaitei" not in page.text


def test_a_search_shows_hits_with_marked_words_in_english(world: Visitor) -> None:
    page = world.get("/en/search?q=subsea+cable")
    assert "Search results for “subsea cable”" in page.text
    assert "/en/deployments/D001" in page.text
    assert "<mark>subsea cable</mark>" in page.text
    assert "Japanese deployments" in words(page.text)


def test_filters_carry_counts_and_can_be_taken_away(world: Visitor) -> None:
    page = world.get("/ja/search?q=海底ケーブル&kind=deployment")
    assert "1件見つかりました" in words(page.text)
    assert re.search(r'name="kind"\s+value="deployment"\s+checked', page.text)
    assert "条件を外す： 日本の展開実績" in words(page.text)
    assert 'href="/ja/search?q=%E6%B5%B7%E5%BA%95%E3%82%B1%E3%83%BC%E3%83%96%E3%83%AB"' in page.text
    assert "/ja/technologies/submarine_cable" not in page.text.split("search-hits")[1]


def test_unknown_filters_and_pages_do_no_harm(world: Visitor) -> None:
    for query in ("kind=secret", "country=<b>", "page=0", "page=-1", "page=９", "page=99999999", "page=x"):
        assert world.get(f"/en/search?q=cable&{query}").status_code == 200
    assert "There is no such page of results" in world.get("/en/search?q=subsea&page=7").text


def test_nothing_found_says_how_to_go_on(world: Visitor) -> None:
    page = world.get("/en/search?q=zzzz&kind=member").text
    assert "No result" in words(page)
    assert "Search again without the filters" in words(page)
    assert "/en/match?q=zzzz" in page
    assert "/en/contact" in page
    japanese = words(world.get("/ja/search?q=zzzz").text)
    assert "見つかりませんでした" in japanese and "事務局" in japanese


def test_a_slip_of_the_pen_gets_a_proposal(world: Visitor) -> None:
    page = world.get("/ja/search?q=ブータソ").text
    assert "もしかして" in page
    assert "ブータン" in page


def test_without_words_the_page_says_where_to_begin(world: Visitor) -> None:
    assert "一覧から探す" in world.get("/ja/search").text
    assert "Or look through the lists" in world.get("/en/search?q=+").text


def test_what_was_typed_is_shown_as_typed_and_harmless(world: Visitor) -> None:
    page = world.get("/en/search", query_string={"q": '<script>alert("x")</script>'}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("text", ["\0", "😀", "a" * 5000, "(((", '"', "%00", "\u202e"])
def test_any_text_gets_a_page(world: Visitor, text: str) -> None:
    for address in ("/ja/search", "/en/search", "/ja/search/suggestions"):
        assert world.get(address, query_string={"q": text}).status_code == 200


def test_a_visitor_finds_nothing_of_the_members_part(world: Visitor) -> None:
    page = world.get("/ja/search?q=ブータン")
    assert "kaitei" not in page.text
    assert world.get("/ja/search?q=海底工事&country=BTN").text.count("kaitei") == 0
    assert all(
        "BTN" not in one["url"] for one in world.get("/ja/search/suggestions?q=海").json["suggestions"]
    )


def test_a_member_who_is_signed_in_finds_the_members_part(world: Visitor) -> None:
    make_account()
    sign_in(world.client)
    page = world.get("/ja/search?q=ブータン")
    assert "/ja/members/kaitei" in page.text
    # Suggestions stay public for everybody.
    assert all(
        "担当" not in one["title"] for one in world.get("/ja/search/suggestions?q=担当").json["suggestions"]
    )


def test_long_lists_have_pages(world: Visitor) -> None:
    for number in range(100, 145):
        make_deployment(f"D{number}", f"養殖場の監視 {number}号", f"Watches fish farm {number}.")
    upkeep.rebuild()
    first = world.get("/en/search?q=fish+farm&kind=deployment").text
    third = world.get("/en/search?q=fish+farm&kind=deployment&page=3").text
    assert "45 results" in words(first)
    assert "45 results, page 3 of 3" in words(third)
    assert first.count("search-hit__title") == 20
    assert third.count("search-hit__title") == 5
    assert "page=2" in first


@pytest.mark.parametrize(
    ("typed", "first"),
    [("ぱら", "パラオ"), ("ＰＡＬ", "パラオ"), ("subsea", "光海底ケーブル"), ("海底", "海底工事（見本）")],
)
def test_suggestions_are_names_however_typed(world: Visitor, typed: str, first: str) -> None:
    answer = world.get("/ja/search/suggestions", query_string={"q": typed}).json
    assert first in [one["title"] for one in answer["suggestions"]]
    assert answer["told"].startswith("候補：")


def test_suggestions_follow_the_language_of_the_page(world: Visitor) -> None:
    answer = world.get("/en/search/suggestions?q=ぱら").json
    one = answer["suggestions"][0]
    assert (one["title"], one["kind"], one["url"]) == ("Palau", "Country charts", "/en/countries/PLW")
    assert world.get("/en/search/suggestions").json == {"suggestions": [], "told": ""}


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """What the database is asked from here on."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def test_more_hits_cost_no_more_statements(world: Visitor, statements: list[str]) -> None:
    world.get("/ja/search?q=パラオ")
    few = len(statements)
    for number in range(100, 115):
        make_deployment(f"D{number}", f"パラオの話 {number}", f"Story of Palau {number}")
    upkeep.rebuild()
    statements.clear()
    assert "D114" in world.get("/ja/search?q=パラオ").text
    assert len(statements) == few
    assert few <= 8


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ja", "山間部の診療所と都市の専門医をスマートフォンでつなぐ"),
        ("en", "connect mountain clinics with specialists in the city by smartphone"),
    ],
)
def test_a_sentence_finds_telemedicine_in_the_seed(
    seeded_client: FlaskClient, language: str, sentence: str
) -> None:
    page = seeded_client.get(f"/{language}/search", query_string={"q": sentence, "kind": "technology"})
    first = re.search(r'search-hit__title">\s*<a href="([^"#]+)', page.text)
    assert first is not None
    assert first[1] == f"/{language}/technologies/telemedicine"
