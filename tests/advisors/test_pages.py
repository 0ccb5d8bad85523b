"""The directory of advisors and one advisor, for visitors and signed-in readers, in both languages."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hub.advisors.documents import documents
from tests.conftest import seed_rows
from tests.pages_read import read

ADVISORS = seed_rows("sample/advisors.csv")
MARK = {"ja": "見本", "en": "Sample"}


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "登録しているアドバイザー：30人"), ("en", "Advisors on the platform: 30")]
)
def test_the_directory_lists_every_advisor_marked_as_sample(
    seeded_client: FlaskClient, language: str, words: str
) -> None:
    found = read(seeded_client, f"/{language}/advisors")
    assert words in found.text
    assert all(row[f"name_{language}"] in found.text for row in ADVISORS)
    assert found.text.count(MARK[language]) >= len(ADVISORS)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("row", ADVISORS, ids=lambda row: row["slug"])
def test_every_advisor_has_a_page_without_the_address_for_visitors(
    seeded_client: FlaskClient, language: str, row: dict[str, str]
) -> None:
    found = read(seeded_client, f"/{language}/advisors/{row['slug']}")
    assert found.heading == row[f"name_{language}"]
    assert row[f"headline_{language}"] in found.text
    assert MARK[language] in found.text
    assert row["email"] not in seeded_client.get(f"/{language}/advisors/{row['slug']}").text


@pytest.mark.parametrize("language", ["ja", "en"])
def test_signed_in_readers_see_the_address(member_client: FlaskClient, language: str) -> None:
    row = ADVISORS[0]
    assert row["email"] in read(member_client, f"/{language}/advisors/{row['slug']}").text


def test_no_list_shows_an_address_to_anybody(seeded_client: FlaskClient, member_client: FlaskClient) -> None:
    for client in (seeded_client, member_client):
        answer = client.get("/ja/advisors").text
        assert not [row["email"] for row in ADVISORS if row["email"] in answer]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        (
            "technology=submarine_cable",
            {row["slug"] for row in ADVISORS if "submarine_cable" in row["technologies"]},
        ),
        ("country=PLW", {row["slug"] for row in ADVISORS if "PLW" in row["countries"]}),
        ("language=sw", {row["slug"] for row in ADVISORS if "sw" in row["languages"].split(";")}),
        ("q=ミホンヤマ", {"mihonyama-kenji"}),
        ("q=みほんやま", {"mihonyama-kenji"}),
    ],
)
def test_filters_are_in_the_address(seeded_client: FlaskClient, query: str, slugs: set[str]) -> None:
    links = read(seeded_client, f"/ja/advisors?{query}").links
    assert slugs
    assert {link.rpartition("/")[2] for link in links if "/advisors/" in link} == slugs


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "すべてのアドバイザーを見る"), ("en", "Show all advisors")]
)
def test_no_hit_says_how_to_go_on(seeded_client: FlaskClient, language: str, words: str) -> None:
    assert words in read(seeded_client, f"/{language}/advisors?q=zzzz").text


def test_an_unknown_advisor_is_not_found(seeded_client: FlaskClient) -> None:
    assert seeded_client.get("/en/advisors/nobody").status_code == 404


@pytest.mark.parametrize(("address", "most"), [("/ja/advisors", 6), ("/ja/advisors/mihonyama-kenji", 6)])
def test_pages_take_a_constant_number_of_statements(
    seeded_client: FlaskClient,
    statements: Callable[[], AbstractContextManager[list[str]]],
    address: str,
    most: int,
) -> None:
    with statements() as done:
        seeded_client.get(address)
    assert len(done) <= most


def test_no_document_has_a_mail_address(seeded: Flask) -> None:
    made = list(documents(None))
    assert len(made) == len(ADVISORS)
    everything = " ".join(f"{part.text.ja} {part.text.en}" for one in made for part in one.parts)
    assert not [row["email"] for row in ADVISORS if row["email"] in everything]
    assert "@" not in everything
