"""Addresses: the language switch, odd queries, and what never leads anywhere."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/ja/", "/en/"),
        ("/ja/match?technology=isdbt&w_need=5", "/en/match?technology=isdbt&w_need=5"),
        ("/ja/countries/PLW", "/en/countries/PLW"),
        ("/ja/search?q=a%26b&kind=chart&kind=member", "/en/search?q=a%26b&kind=chart&kind=member"),
        ("/ja/nothing-here", "/en/"),
    ],
)
def test_the_language_switch_keeps_page_and_query(
    seeded_client: FlaskClient, address: str, other: str
) -> None:
    answer = seeded_client.get(address).text
    assert f'href="{other.replace("&", "&amp;")}"' in answer


@pytest.mark.parametrize(
    "query",
    ["_scheme=javascript&_external=1", "endpoint=static", "_anchor=x", "_method=POST", "lang=xx", "self=1"],
)
def test_no_query_steers_a_link(seeded_client: FlaskClient, query: str) -> None:
    answer = seeded_client.get(f"/ja/?{query}")
    assert answer.status_code == 200
    assert "javascript:" not in answer.text
    assert f'href="/en/?{query.replace("&", "&amp;")}"' in answer.text


@pytest.mark.parametrize(
    "address", ["/ja/%00", "/%00", "/ja/countries/PL%00W", "/ja/countries/../..", "/xx/", "/ja"]
)
def test_odd_addresses_lead_nowhere(seeded_client: FlaskClient, address: str) -> None:
    assert seeded_client.get(address).status_code in {308, 404}


def test_a_zero_byte_in_a_query_is_left_out(seeded_client: FlaskClient) -> None:
    assert "isdbt" in seeded_client.get("/ja/match?technology=is%00dbt").text


@pytest.mark.parametrize(
    ("accepted", "home"), [("en-GB,en", "/en/"), ("ja", "/ja/"), ("fr", "/ja/"), ("", "/ja/")]
)
def test_the_bare_address_leads_to_the_language_of_the_browser(
    seeded_client: FlaskClient, accepted: str, home: str
) -> None:
    answer = seeded_client.get("/", headers={"Accept-Language": accepted})
    assert answer.headers["Location"].endswith(home)
