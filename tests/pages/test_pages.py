"""Home, the pages of prose, the frame around every page, and what an error looks like, in both languages."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from hub.core.access import public
from hub.core.db import db
from hub.countries.models import Country
from hub.deployments.models import Deployment
from hub.members.models import Member
from hub.pages import queries
from hub.support_tools.models import SupportTool
from hub.technologies.models import Technology
from tests.pages_read import page, read

PROSE = {
    "about": ("このサイトについて", "About this site"),
    "help": ("使い方", "Help"),
    "accessibility": ("アクセシビリティ方針", "Accessibility"),
    "privacy": ("プライバシー", "Privacy"),
    "policy": ("サイトポリシー", "Site policy"),
    "contact": ("お問い合わせ", "Contact"),
}
ERRORS = (400, 403, 404, 405, 413, 429, 500, 503)
LANGUAGES = pytest.mark.parametrize("lang", ["ja", "en"])


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def stopping(app: Flask) -> FlaskClient:
    """A reader of a site with one page more, which stops with the code in its address."""
    app.add_url_rule("/<any(ja,en):lang>/stops/<int:code>", "stops", public(lambda code: abort(code)))
    return app.test_client()


# Home


def test_home_counts_what_the_database_holds(seeded: Flask) -> None:
    counted = queries.tallies()
    assert counted.countries == db.session.scalar(select(func.count(Country.code)))
    assert counted.members == db.session.scalar(select(func.count(Member.id)))
    assert counted.support_tools == db.session.scalar(select(func.count(SupportTool.id)))
    assert counted.deployments == db.session.scalar(select(func.count(Deployment.id)))
    assert 0 < counted.sample_members < counted.members


def test_comprehensive_cooperation_is_neither_counted_nor_offered(seeded: Flask) -> None:
    everything = db.session.scalar(select(func.count(Technology.code)))
    offered = [code for some in queries.technologies().values() for code, _ in some]
    assert queries.tallies().technologies == len(offered) == everything - 1
    assert "ict_general" not in offered


def test_home_counts_everything_in_one_statement_and_needs_few(
    seeded: Flask, seeded_client: FlaskClient
) -> None:
    with statements() as seen:
        queries.tallies()
    assert len(seen) == 1
    page(seeded_client, "/ja/")
    with statements() as seen:
        page(seeded_client, "/ja/")
    assert len(seen) <= 4, seen


def test_of_one_happening_in_several_countries_home_tells_the_first(seeded: Flask) -> None:
    latest = queries.latest_deployments(50)
    happenings = [told.event for told in latest if told.event]
    assert len(happenings) == len(set(happenings))
    years = [told.year for told in latest if told.year is not None]
    assert years == sorted(years, reverse=True)


@LANGUAGES
def test_the_question_of_home_leads_to_the_ranking(seeded_client: FlaskClient, lang: str) -> None:
    found = read(seeded_client, f"/{lang}/")
    form = next(one for one in found.main.all("form") if one.attributes.get("class") == "hero__form")
    assert form.attributes["action"] == f"/{lang}/match"
    fields = {one.attributes.get("name") for one in form.all("input", "select")}
    assert fields == {"technology", "q"}
    tries = [link for link in found.links if link.startswith(f"/{lang}/match?q=")]
    assert len(tries) == 3


@LANGUAGES
def test_each_question_to_try_is_understood(seeded_client: FlaskClient, lang: str) -> None:
    for link in read(seeded_client, f"/{lang}/").links:
        if "/match?q=" in link:
            assert "match-list" in page(seeded_client, link), link


def test_home_shows_every_step_with_a_way_to_go(seeded_client: FlaskClient) -> None:
    text = page(seeded_client, "/ja/")
    for step in ("情報収集", "チームの組成", "リレーション構築", "案件形成"):
        assert f"<h3>{step}</h3>" in text


@LANGUAGES
def test_home_of_an_empty_site_says_that_there_is_no_data(client: FlaskClient, lang: str) -> None:
    assert {"ja": "データなし", "en": "No data"}[lang] in page(client, f"/{lang}/")


# Prose


@LANGUAGES
@pytest.mark.parametrize("name", PROSE)
def test_prose_is_there_in_both_languages(seeded_client: FlaskClient, lang: str, name: str) -> None:
    found = read(seeded_client, f"/{lang}/{name}")
    assert found.heading == PROSE[name][lang == "en"]
    other = PROSE[name][lang == "ja"]
    assert other not in found.main.text


def test_help_names_all_factors_and_their_shares_make_a_hundred(seeded_client: FlaskClient) -> None:
    found = read(seeded_client, "/en/help")
    rows = [row for table in found.main.all("table") for row in table.all("tr")][1:]
    points = [float([*row.all("td")][-1].text) for row in rows]
    assert len(points) == 6
    assert sum(points) == pytest.approx(100, abs=0.3)


def test_accessibility_says_what_was_tested_and_claims_nothing(seeded_client: FlaskClient) -> None:
    text = page(seeded_client, "/ja/accessibility")
    assert "試験していないこと" in text
    assert "準拠" not in text
    english = page(seeded_client, "/en/accessibility")
    assert "no claim of conformance" in english


def test_nothing_given_for_contact_looks_real(seeded_client: FlaskClient) -> None:
    text = read(seeded_client, "/ja/contact").main.text
    assert "見本" in text
    assert not re.search(r"\d{2,4}-\d{2,4}-\d{4}", text)
    assert re.findall(r"@([\w.]+)", text) == ["secretariat.example"]


# The frame


@LANGUAGES
def test_the_language_switch_keeps_page_and_query(seeded_client: FlaskClient, lang: str) -> None:
    found = read(seeded_client, f"/{lang}/members?technology=isdbt&page=2")
    other = {"ja": "en", "en": "ja"}[lang]
    switch = {
        one.attributes["hreflang"]: one.attributes
        for one in found.root.all("a")
        if "hreflang" in one.attributes
    }
    assert switch[other]["href"] == f"/{other}/members?technology=isdbt&page=2"
    assert switch[other]["lang"] == other
    assert "aria-current" not in switch[other]
    assert switch[lang]["aria-current"] == "true"


def test_a_page_tells_machines_its_address_in_both_languages(seeded_client: FlaskClient) -> None:
    head = next(read(seeded_client, "/en/help").root.all("head"))
    links = {
        (one.attributes["rel"], one.attributes.get("hreflang")): one.attributes["href"]
        for one in head.all("link")
    }
    assert links["canonical", None] == "http://localhost/en/help"
    assert links["alternate", "ja"] == "http://localhost/ja/help"


def test_the_way_to_the_text_comes_first(seeded_client: FlaskClient) -> None:
    found = read(seeded_client, "/ja/help")
    assert found.links[0] == "#main"
    assert next(found.root.all("a")).text == "本文へ移動"


def test_crumbs_stand_on_every_page_but_home(seeded_client: FlaskClient) -> None:
    assert "現在位置" in page(seeded_client, "/ja/help")
    assert "現在位置" not in page(seeded_client, "/ja/")


def test_the_menu_marks_where_one_is(seeded_client: FlaskClient) -> None:
    found = read(seeded_client, "/ja/match")
    menus = [one for one in found.root.all("nav") if "主なメニュー" in one.attributes.get("aria-label", "")]
    assert len(menus) == 2
    for menu in menus:
        current = [one.text for one in menu.all("a") if "aria-current" in one.attributes]
        assert current == ["国を探す"]


def test_who_is_not_signed_in_can_sign_in_and_come_back(seeded_client: FlaskClient) -> None:
    links = read(seeded_client, "/ja/help?a=1").links
    assert "/ja/sign-in?next=/ja/help?a%3D1" in links


# Errors


@LANGUAGES
def test_a_missing_page_says_so_and_offers_ways_out(seeded_client: FlaskClient, lang: str) -> None:
    found = read(seeded_client, f"/{lang}/no-such-page", 404)
    assert found.heading == {"ja": "ページが見つかりません", "en": "Page not found"}[lang]
    assert f"/{lang}/" in [one.attributes.get("href") for one in found.main.all("a")]
    assert any(one.attributes.get("action") == f"/{lang}/search" for one in found.main.all("form"))


@LANGUAGES
def test_every_error_has_words_of_its_own(stopping: FlaskClient, lang: str) -> None:
    headings = {read(stopping, f"/{lang}/stops/{code}", code).heading for code in ERRORS}
    assert len(headings) == len(ERRORS)


def test_a_code_without_words_of_its_own_is_our_fault(stopping: FlaskClient) -> None:
    assert read(stopping, "/en/stops/501", 501).heading == read(stopping, "/en/stops/500", 500).heading


def test_an_error_asks_neither_the_database_nor_who_is_reading(
    stopping: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> None:
        raise AssertionError("an error page asked who is reading")

    names = stopping.application.jinja_env.globals
    monkeypatch.setitem(names, "reader", asked)
    monkeypatch.setitem(names, "csrf_token", asked)
    with statements() as seen:
        read(stopping, "/ja/stops/503", 503)
    assert seen == []


def test_a_wrong_method_is_explained_in_the_language_of_the_address(client: FlaskClient) -> None:
    answer = client.post("/ja/help")
    assert answer.status_code == 405
    assert "この使い方はできないページです" in answer.text
