"""The catalogue of support tools and one tool, in both languages, on the whole seed."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hub.support_tools import queries
from hub.support_tools.documents import documents
from hub.support_tools.rules import Applicability, Wanted
from tests.conftest import seed_rows
from tests.pages_read import read

TOOLS = seed_rows("support_tools.csv")


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "掲載している支援ツール：45件"), ("en", "Tools in the catalogue: 45")]
)
def test_the_catalogue_lists_every_tool(seeded_client: FlaskClient, language: str, words: str) -> None:
    found = read(seeded_client, f"/{language}/support-tools")
    assert words in found.text
    assert all(row[f"name_{language}"] in found.text for row in TOOLS)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("row", TOOLS, ids=lambda row: row["id"])
def test_every_tool_has_a_page_with_its_source(
    seeded_client: FlaskClient, language: str, row: dict[str, str]
) -> None:
    found = read(seeded_client, f"/{language}/support-tools/{row['id']}")
    assert found.heading == row[f"name_{language}"]
    for column in ("summary", "source_name", "amount", "eligible", "countries_note"):
        assert row[f"{column}_{language}"] in found.text
    assert row["as_of"] in found.text


@pytest.mark.parametrize(("language", "words"), [("ja", "データなし"), ("en", "No data")])
def test_what_the_source_does_not_say_is_said_so(
    seeded_client: FlaskClient, language: str, words: str
) -> None:
    silent = next(row for row in TOOLS if not row["amount_ja"])
    assert words in read(seeded_client, f"/{language}/support-tools/{silent['id']}").text


def test_for_a_country_usable_tools_stand_apart_from_those_left_open(seeded: Flask) -> None:
    found = queries.directory(Wanted(country="PLW"))
    answers = [one.applicability for one in found.found]
    assert answers == sorted(answers, key=lambda answer: answer is not Applicability.YES)
    assert len(found.usable) > 0
    assert {row["id"] for row in TOOLS if row["countries"] == "?"} <= {tool.id for tool in found.unclear}
    assert all("?" in tool.countries.split(";") for tool in found.unclear)
    # Australia is no recipient of development assistance.
    recipients_only = {row["id"] for row in TOOLS if row["countries"] == "oda"}
    assert recipients_only <= {tool.id for tool in found.usable}
    australia = {one.tool.id for one in queries.directory(Wanted(country="AUS")).found}
    assert recipients_only
    assert not recipients_only & australia


@pytest.mark.parametrize(
    ("query", "tool"), [("?q=JICA", "T"), ("?q=ｊｉｃａ", "T"), ("?phase=pilot&type=survey", "T01")]
)
def test_filters_are_in_the_address(seeded_client: FlaskClient, query: str, tool: str) -> None:
    links = read(seeded_client, f"/ja/support-tools{query}").links
    assert any(f"/ja/support-tools/{tool}" in link for link in links)


def test_unknown_filters_count_as_not_asked(seeded_client: FlaskClient) -> None:
    found = read(seeded_client, "/en/support-tools?country=XXX&technology=magic&type=gift&phase=never")
    assert "Tools in the catalogue: 45" in found.text


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "すべての支援ツールを見る"), ("en", "Show all support tools")]
)
def test_no_hit_says_how_to_go_on(seeded_client: FlaskClient, language: str, words: str) -> None:
    assert words in read(seeded_client, f"/{language}/support-tools?q=zzzz").text


@pytest.mark.parametrize("id", ["T99", "t01x", "%00", "..%2f"])
def test_an_unknown_tool_is_not_found(seeded_client: FlaskClient, id: str) -> None:
    assert seeded_client.get(f"/en/support-tools/{id}").status_code == 404


@pytest.mark.parametrize(
    ("address", "most"),
    [("/ja/support-tools", 4), ("/ja/support-tools?country=PLW", 4), ("/ja/support-tools/T05", 5)],
)
def test_pages_take_a_constant_number_of_statements(
    seeded_client: FlaskClient,
    statements: Callable[[], AbstractContextManager[list[str]]],
    address: str,
    most: int,
) -> None:
    with statements() as done:
        seeded_client.get(address)
    assert len(done) <= most


def test_a_member_s_page_leads_to_the_tools_it_runs(seeded_client: FlaskClient) -> None:
    assert any("/en/support-tools/T" in link for link in read(seeded_client, "/en/members/jica").links)


def test_every_tool_has_a_document_in_both_languages(seeded: Flask) -> None:
    made = list(documents(None))
    assert [one.id for one in made] == [row["id"] for row in TOOLS]
    assert all(part.text.ja and part.text.en for one in made for part in one.parts)
    assert [one.id for one in documents(["T05"])] == ["T05"]
