"""Charts and the list of countries as people read them, in both languages, on the whole seed."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hub.core.db import db
from hub.countries.labels import SECTIONS
from hub.countries.models import Country, Figure, Indicator
from tests.pages_read import Element, Page, read


def part(page: Page, id: str) -> Element:
    return next(one for one in page.root.all() if one.attributes.get("id") == id)


def rows(page: Page, indicator: str) -> str:
    return part(page, f"figure-{indicator}").text


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_chart_has_the_twelve_sections_in_the_same_order(
    seeded_client: FlaskClient, all_codes: set[str], lang: str
) -> None:
    assert len(all_codes) == 52
    for code in sorted(all_codes):
        page = read(seeded_client, f"/{lang}/countries/{code}")
        sections = [
            one for one in page.main.all("section") if "chart-section" in one.attributes.get("class", "")
        ]
        assert [one.attributes["id"] for one in sections] == list(SECTIONS), code
        for one in sections:
            # Nothing known is said in words; a section is never only its heading.
            heading = next(one.all("h2")).text
            assert len(one.text) > len(heading), (code, heading)


@pytest.mark.parametrize(
    ("lang", "code", "indicator", "words"),
    [
        ("ja", "PLW", "population", ["1.81万人", "51か国中51位", "中央値2,844万人", "世界銀行", "2020年"]),
        ("en", "PLW", "population", ["18,092 people", "place 51 of 51", "World Bank", "2020"]),
        ("ja", "KEN", "internet_users", ["29.5%", "50か国中48位", "中央値71.1%", "2020年"]),
        ("en", "KEN", "egdi", ["0.559", "place 34 of 51", "index 0-1", "United Nations DESA", "2022"]),
        ("en", "KEN", "coast", ["yes", "as in 40 of 51 countries"]),
        ("ja", "KEN", "coast", ["あり", "51か国中40か国"]),
        ("ja", "ASEAN", "population", ["6.67億人", "機関のため順位なし", "2020年"]),
        ("en", "SGP", "egdi_rank", ["rank 12", "from the lowest"]),
    ],
)
def test_a_figure_tells_value_unit_year_source_and_place(
    seeded_client: FlaskClient, lang: str, code: str, indicator: str, words: list[str]
) -> None:
    row = rows(read(seeded_client, f"/{lang}/countries/{code}"), indicator)
    for one in words:
        assert one in row


def test_every_known_figure_tells_its_year_and_source_and_no_unknown_one_is_invented(
    seeded: Flask, seeded_client: FlaskClient
) -> None:
    known = {(one.country_code, one.indicator_code): one.year for one in db.session.scalars(select(Figure))}
    indicators = db.session.scalars(select(Indicator.code)).all()
    for code in ("PLW", "VEN", "ASEAN", "USA"):
        page = read(seeded_client, f"/en/countries/{code}")
        for indicator in indicators:
            row = part(page, f"figure-{indicator}")
            if (code, indicator) in known:
                assert (
                    str(known[code, indicator]) if known[code, indicator] else "year not stated"
                ) in row.text
                assert any(one.attributes.get("href", "").startswith("https://") for one in row.all("a"))
                assert "No data" not in row.text
            else:
                assert "No data" in row.text
                assert not list(row.all("svg"))


def test_what_is_unknown_stays_unknown_in_words_and_says_how_to_contribute(
    seeded_client: FlaskClient,
) -> None:
    page = read(seeded_client, "/ja/countries/PLW")
    assert "データなし" in rows(page, "gci")
    assert "情報を寄せる" in part(page, "calls").text
    # No place stands for it.
    assert "か国中" not in rows(page, "gci")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ja", ["遠隔医療", "ニーズ高", "医師数", "重み"]),
        ("en", ["Telemedicine", "High need", "Physicians", "weight"]),
    ],
)
def test_needs_say_how_strong_they_are_and_from_which_figures(
    seeded_client: FlaskClient, lang: str, words: list[str]
) -> None:
    page = read(seeded_client, f"/{lang}/countries/KEN")
    needs = part(page, "needs")
    names = list(needs.all("details"))
    assert len(names) == 20
    telemedicine = next(one for one in names if words[0] in one.text)
    for one in words:
        assert one in telemedicine.text
    # Each reason leads to its figure on the same page; the reader checks that it is there.
    assert "#figure-physicians" in [one.attributes.get("href") for one in telemedicine.all("a")]


def test_an_unknown_figure_opens_a_band_and_is_named(seeded_client: FlaskClient) -> None:
    needs = part(read(seeded_client, "/en/countries/PLW"), "needs")
    disaster = next(one for one in needs.all("details") if "Disaster-prevention" in one.text)
    assert "Unknown and therefore left open" in disaster.text
    assert "–" in next(disaster.all("summary")).text


def test_a_chart_shows_the_technologies_that_suit_the_country_best(seeded_client: FlaskClient) -> None:
    page = read(seeded_client, "/ja/countries/PLW")
    best = next(one for one in part(page, "needs").all("ol"))
    assert "光海底ケーブル" in next(best.all("li")).text
    assert len(list(best.all("li"))) == 6


def test_deployments_stand_in_a_timeline_with_stage_and_source(seeded_client: FlaskClient) -> None:
    told = part(read(seeded_client, "/en/countries/PLW"), "deployments")
    years = [one.attributes["datetime"] for one in told.all("time")]
    assert years == sorted(years)
    assert years
    assert "Order" in told.text
    assert "Source:" in told.text


@pytest.mark.parametrize(
    ("code", "name", "there"),
    [("KEN", "中小企業・SDGsビジネス支援事業", True), ("USA", "中小企業・SDGsビジネス支援事業", False)],
)
def test_only_tools_that_can_be_used_are_listed_as_such(
    seeded_client: FlaskClient, code: str, name: str, there: bool
) -> None:
    finance = part(read(seeded_client, f"/ja/countries/{code}"), "finance")
    usable = next(finance.all("ul"))
    assert (name in usable.text) is there


def test_visitors_never_see_who_looks_at_a_country(
    seeded_client: FlaskClient, member_client: FlaskClient
) -> None:
    hidden = "Members interested for the future"
    visitor, member = (read(client, "/en/countries/VNM") for client in (seeded_client, member_client))
    assert hidden in part(member, "calls").text
    assert hidden not in visitor.text
    assert "Plans to go there" in part(member, "calls").text
    assert "Plans to go there" not in visitor.text
    # Reference sites are public.
    assert "Members that have delivered there" in visitor.text


def test_sample_members_and_advisors_are_marked(seeded_client: FlaskClient) -> None:
    posts = part(read(seeded_client, "/ja/countries/KEN"), "posts")
    links = [one for one in posts.all("a") if "/members/" in one.attributes.get("href", "")]
    assert links
    assert posts.text.count("見本") >= len(links)


def test_every_chart_loads_in_the_same_number_of_statements(
    seeded_client: FlaskClient,
    all_codes: set[str],
    statements: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    seeded_client.get("/ja/countries/PLW")  # what is kept per data version is made
    counts = {}
    for code in sorted(all_codes):
        with statements() as started:
            seeded_client.get(f"/ja/countries/{code}")
        counts[code] = len(started)
    assert len(set(counts.values())) == 1, counts


@pytest.mark.parametrize(
    "address", ["/ja/countries/XXX", "/en/countries/XXX/figures.csv", "/ja/countries/plw%00"]
)
def test_there_is_no_chart_of_a_country_we_do_not_know(seeded_client: FlaskClient, address: str) -> None:
    assert seeded_client.get(address).status_code == 404


def test_the_figures_can_be_taken_along_with_source_and_gaps(seeded_client: FlaskClient) -> None:
    answer = seeded_client.get("/ja/countries/PLW/figures.csv")
    assert answer.mimetype == "text/csv"
    assert "figures-PLW.csv" in answer.headers["Content-Disposition"]
    lines = {one["indicator"]: one for one in csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))}
    population = lines["population"]
    assert (population["value"], population["unit"], population["year"]) == ("18092.0", "persons", "2020")
    assert population["source"].startswith("World Bank")
    assert (lines["gci"]["value"], lines["gci"]["place"], lines["gci"]["source"]) == ("", "", "")


@pytest.mark.parametrize(("lang", "first"), [("ja", "東南アジア諸国連合"), ("en", "Angola")])
def test_the_list_holds_every_country_in_the_order_of_the_language(
    seeded_client: FlaskClient, all_codes: set[str], lang: str, first: str
) -> None:
    page = read(seeded_client, f"/{lang}/countries")
    table = next(page.main.all("table"))
    names = [one.text for one in table.all("th") if one.attributes.get("scope") == "row"]
    assert len(names) == len(all_codes)
    assert names[0] == first


def test_the_list_can_be_narrowed_and_every_filter_taken_away(seeded_client: FlaskClient) -> None:
    page = read(seeded_client, "/ja/countries?region=oceania&oda=yes")
    names = [one.text for one in page.main.all("th") if one.attributes.get("scope") == "row"]
    assert set(names) == {"パラオ", "ミクロネシア連邦"}
    removing = [
        one.attributes["href"]
        for one in page.main.all("a")
        if "chip--remove" in one.attributes.get("class", "")
    ]
    assert removing == [
        "/ja/countries?sort=name&oda=yes",
        "/ja/countries?sort=name&region=oceania",
    ]


@pytest.mark.parametrize(("lang", "words"), [("ja", "事務局に相談する"), ("en", "Ask the secretariat")])
def test_an_empty_list_says_how_to_widen_it(seeded_client: FlaskClient, lang: str, words: str) -> None:
    page = read(seeded_client, f"/{lang}/countries?region=oceania&income=low")
    assert words in page.main.text
    assert not list(page.main.all("table"))


def test_the_list_can_be_sorted_by_deployments(seeded_client: FlaskClient) -> None:
    page = read(seeded_client, "/en/countries?sort=deployments")
    names = [one.text for one in page.main.all("th") if one.attributes.get("scope") == "row"]
    assert names[:2] == ["Vietnam", "Philippines"]
    sorted_by = [one.text for one in page.main.all("th") if "aria-sort" in one.attributes]
    assert len(sorted_by) == 1
    assert sorted_by[0].startswith("Deployments")


def test_values_nobody_offered_count_as_not_asked(seeded_client: FlaskClient, all_codes: set[str]) -> None:
    page = read(seeded_client, "/en/countries?region=atlantis&income=x&oda=maybe&sort=luck")
    assert len([one for one in page.main.all("th") if one.attributes.get("scope") == "row"]) == len(all_codes)


def test_every_country_stands_on_the_map(seeded: Flask, seeded_client: FlaskClient) -> None:
    page = read(seeded_client, "/ja/countries")
    tiles = [one for one in page.main.all("li") if one.attributes.get("class", "").startswith("tile ")]
    places = [one.attributes["class"].rsplit(" ", 1)[0] for one in tiles]
    assert len(tiles) == len(db.session.scalars(select(Country.code)).all())
    assert len(set(places)) == len(places)
