"""The list of deployments and one of them, in both languages, on the whole seed."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hub.core.db import db
from hub.deployments import documents as room
from hub.deployments.models import Deployment
from hub.deployments.queries import PER_PAGE
from tests.pages_read import Page, read


def found(page: Page) -> list[str]:
    """The ids of the deployments listed, in their order."""
    listed = [one for one in page.main.all("p") if one.attributes.get("class") == "told__what"]
    return [link.attributes["href"].rsplit("/", 1)[1] for one in listed for link in one.all("a")]


@pytest.mark.parametrize(("lang", "words"), [("ja", "件"), ("en", "Deployments documented: 152")])
def test_the_list_is_paged_and_newest_first(seeded_client: FlaskClient, lang: str, words: str) -> None:
    first = read(seeded_client, f"/{lang}/deployments")
    assert words in first.main.text
    assert len(found(first)) == PER_PAGE
    years = [one.attributes["datetime"] for one in first.main.all("time")]
    assert years == sorted(years, reverse=True)
    second = read(seeded_client, f"/{lang}/deployments?page=2")
    assert not set(found(first)) & set(found(second))


def test_a_page_beyond_the_last_is_the_last(seeded_client: FlaskClient) -> None:
    last = read(seeded_client, "/ja/deployments?page=7")
    assert found(read(seeded_client, "/ja/deployments?page=99")) == found(last)
    assert found(last)


@pytest.mark.parametrize(
    "query",
    [
        {"technology": "submarine_cable"},
        {"country": "VNM"},
        {"stage": "mou"},
        {"year": "2018"},
        {"country": "PLW", "technology": "submarine_cable", "stage": "order"},
    ],
)
def test_filters_find_what_the_table_holds(
    seeded: Flask, seeded_client: FlaskClient, query: dict[str, str]
) -> None:
    asked = select(Deployment.id)
    columns = {"technology": "technology_code", "country": "country_code"}
    for name, value in query.items():
        asked = asked.where(getattr(Deployment, columns.get(name, name)) == value)
    expected = set(db.session.scalars(asked))
    page = read(
        seeded_client, "/ja/deployments?" + "&".join(f"{name}={value}" for name, value in query.items())
    )
    assert len(expected) <= PER_PAGE
    assert set(found(page)) == expected
    assert expected


def test_a_region_finds_the_deployments_of_its_countries(seeded_client: FlaskClient) -> None:
    region = found(read(seeded_client, "/en/deployments?region=oceania"))
    countries = [
        found(read(seeded_client, f"/en/deployments?country={code}")) for code in ("AUS", "PLW", "FSM")
    ]
    assert set(region) == {id for some in countries for id in some}


@pytest.mark.parametrize("query", ["stage=dream", "region=atlantis", "year=soon", "page=x"])
def test_what_cannot_be_asked_counts_as_not_asked(seeded_client: FlaskClient, query: str) -> None:
    assert found(read(seeded_client, f"/ja/deployments?{query}")) == found(
        read(seeded_client, "/ja/deployments")
    )


@pytest.mark.parametrize(("lang", "words"), [("ja", "条件"), ("en", "Take a filter away")])
def test_nothing_found_says_how_to_widen(seeded_client: FlaskClient, lang: str, words: str) -> None:
    page = read(seeded_client, f"/{lang}/deployments?country=PLW&stage=mou&year=1999")
    assert words in page.main.text
    assert not found(page)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ja", ["タイ", "行政相談", "MoU", "2018年", "タイ・オンブズマン", "総務省 行政評価局"]),
        ("en", ["Thailand", "Administrative counselling", "MoU", "2018", "Ombudsman of Thailand"]),
    ],
)
def test_a_deployment_tells_who_what_when_and_where_it_was_read(
    seeded_client: FlaskClient, lang: str, words: list[str]
) -> None:
    page = read(seeded_client, f"/{lang}/deployments/D001")
    for one in words:
        assert one in page.main.text
    assert any(link.startswith("https://www.soumu.go.jp/") for link in page.links)


def test_every_deployment_has_its_page(seeded: Flask, seeded_client: FlaskClient) -> None:
    for id in db.session.scalars(select(Deployment.id)):
        assert seeded_client.get(f"/en/deployments/{id}").status_code == 200


def test_there_is_no_page_of_what_is_not_documented(seeded_client: FlaskClient) -> None:
    assert seeded_client.get("/ja/deployments/D999").status_code == 404


def test_the_list_loads_in_the_same_number_of_statements(
    seeded_client: FlaskClient, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    counts = set()
    for query in ("", "?country=VNM", "?region=oceania&stage=mou", "?page=6"):
        with statements() as started:
            seeded_client.get(f"/ja/deployments{query}")
        counts.add(len(started))
    assert len(counts) == 1


def test_every_deployment_is_found_by_its_sentence_in_both_languages(seeded: Flask) -> None:
    every = {one.id: one for one in room.documents(None)}
    assert set(every) == set(db.session.scalars(select(Deployment.id)))
    for one in every.values():
        assert (one.kind, one.endpoint, one.values) == ("deployment", "deployments.detail", {"id": one.id})
        assert one.technologies
        assert one.countries
        assert one.groups
        assert one.stages
        assert all(part.text.ja and part.text.en for part in one.parts), one.id


def test_only_the_deployments_asked_for_are_made(seeded: Flask) -> None:
    assert [one.id for one in room.documents(["D002", "D999"])] == ["D002"]
    assert list(room.documents([])) == []
