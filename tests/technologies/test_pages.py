"""The list of technologies and one of them, in both languages, on the whole seed."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hub.core.db import db
from hub.deployments import queries as deployments
from hub.technologies import documents as room
from hub.technologies import queries
from hub.technologies.models import Synonym, Technology
from tests.pages_read import Element, Page, read


def part(page: Page, id: str) -> Element:
    return next(one for one in page.main.all("section") if one.attributes.get("aria-labelledby") == id)


def codes() -> list[str]:
    return list(db.session.scalars(select(Technology.code)))


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_technology_stands_in_the_list_by_field(
    seeded: Flask, seeded_client: FlaskClient, lang: str
) -> None:
    page = read(seeded_client, f"/{lang}/technologies")
    for code in codes():
        assert f"/{lang}/technologies/{code}" in page.links
    assert len(list(page.main.all("section"))) == 3


def test_what_is_not_offered_for_matching_says_so(seeded_client: FlaskClient) -> None:
    card = next(
        one for one in read(seeded_client, "/ja/technologies").main.all("li") if "ICT全般" in one.text
    )
    assert "マッチングの対象外" in card.text
    page = read(seeded_client, "/en/technologies/ict_general")
    assert "not offered for matching" in page.main.text
    sections = [one.attributes.get("aria-labelledby") for one in page.main.all("section")]
    assert "leading" not in sections
    assert "factors" not in sections
    assert "deployments" in sections


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_technology_has_its_page(seeded: Flask, seeded_client: FlaskClient, lang: str) -> None:
    for code in codes():
        page = read(seeded_client, f"/{lang}/technologies/{code}")
        assert page.heading


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ja", ["必要度", "医師数", "値が低いほど", "受入れやすさ", "4G人口カバー率"]),
        ("en", ["Need", "Physicians", "a low value", "Readiness", "4G coverage"]),
    ],
)
def test_factors_tell_side_figure_direction_weight_and_why(
    seeded: Flask, seeded_client: FlaskClient, lang: str, words: list[str]
) -> None:
    factors = part(read(seeded_client, f"/{lang}/technologies/telemedicine"), "factors")
    for one in words:
        assert one in factors.text
    known = queries.factors_of("telemedicine")
    assert len(list(factors.all("tr"))) == len(known.need) + len(known.readiness) + 2
    for line in (*known.need, *known.readiness):
        assert (line.why.ja if lang == "ja" else line.why.en) in factors.text


def test_shares_of_the_weights_add_up_on_each_side(seeded: Flask) -> None:
    for code in codes():
        known = queries.factors_of(code)
        for lines in (known.need, known.readiness):
            assert not lines or sum(line.share for line in lines) == pytest.approx(1.0)


def test_ten_countries_lead_as_in_the_match(seeded_client: FlaskClient) -> None:
    leading = part(read(seeded_client, "/en/technologies/submarine_cable"), "leading")
    names = [one.text for one in leading.all("th") if one.attributes.get("scope") == "row"]
    match = read(seeded_client, "/en/match?technology=submarine_cable").main.text
    places = [match.index(name) for name in names if name in match]
    assert len(names) == 10
    assert len(places) == 10
    assert any(
        "/en/match?technology=submarine_cable" in one.attributes.get("href", "") for one in leading.all("a")
    )


def test_all_that_is_documented_stands_in_the_timeline(seeded: Flask, seeded_client: FlaskClient) -> None:
    told = deployments.of_technology("submarine_cable")
    timeline = part(read(seeded_client, "/en/technologies/submarine_cable"), "deployments")
    assert len(list(timeline.all("li"))) == len(told)
    years = [one.attributes["datetime"] for one in timeline.all("time")]
    assert years == sorted(years)


def test_related_technologies_name_the_countries_that_have_both(seeded_client: FlaskClient) -> None:
    related = part(read(seeded_client, "/en/technologies/submarine_cable"), "related")
    first = next(related.all("li")).text
    assert "of 100" in first
    assert "both in:" in first
    # A technology does not explain itself.
    assert "/en/technologies/submarine_cable" not in [one.attributes.get("href") for one in related.all("a")]


def test_members_tools_and_advisors_stand_there_and_samples_are_marked(seeded_client: FlaskClient) -> None:
    page = read(seeded_client, "/ja/technologies/submarine_cable")
    members = part(page, "members")
    assert members.text.count("見本") >= len(list(members.all("li"))) > 0
    assert list(part(page, "tools").all("li"))
    assert list(part(page, "advisors").all("li"))


def test_synonyms_of_both_languages_are_listed(seeded_client: FlaskClient) -> None:
    words = part(read(seeded_client, "/en/technologies/isdbt"), "synonyms").text
    assert "地デジ" in words
    assert "EWBS" in words


def test_there_is_no_page_of_a_technology_we_do_not_know(seeded_client: FlaskClient) -> None:
    assert seeded_client.get("/ja/technologies/time_travel").status_code == 404


def test_every_page_loads_in_the_same_number_of_statements(
    seeded_app: Flask, seeded_client: FlaskClient, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with seeded_app.app_context():
        wanted = codes()
    seeded_client.get("/ja/technologies/isdbt")  # what is kept per data version is made
    counts = {}
    for code in wanted:
        with statements() as started:
            seeded_client.get(f"/ja/technologies/{code}")
        counts[code] = len(started)
    assert len(set(counts.values())) == 1, counts


def test_every_technology_is_found_by_all_its_names(seeded: Flask) -> None:
    every = {one.id: one for one in room.documents(None)}
    assert set(every) == set(codes())
    for code, words in db.session.execute(select(Synonym.technology_code, Synonym.words)):
        assert words in every[code].names
    for one in every.values():
        assert (one.kind, one.endpoint, one.values) == ("technology", "technologies.detail", {"code": one.id})
        assert all(part.text.ja and part.text.en for part in one.parts)
    assert every["ict_general"].extra == {"not_matched": "1"}
    assert every["isdbt"].extra == {}


def test_only_the_technologies_asked_for_are_made(seeded: Flask) -> None:
    assert [one.id for one in room.documents(["isdbt", "time_travel"])] == ["isdbt"]
    assert list(room.documents([])) == []
