"""Addresses: the language switch, odd queries, and what never leads anywhere."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import copied


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


@pytest.mark.parametrize("address", ["/", "/ja/", "/en/countries/PLW", "/api/v1/countries", "/nothing"])
def test_a_host_that_is_not_ours_gets_a_plain_refusal(
    seeded_app: Flask, tmp_path: Path, address: str
) -> None:
    client = copied(seeded_app, tmp_path, hosts=("hub.example.jp",)).test_client()
    refused = client.get(address, base_url="http://evil.example")
    assert refused.status_code == 400
    assert "evil.example" not in refused.text
    words = '"code":400' if address.startswith("/api/") else "This site does not answer to this host name"
    assert words in refused.text
    assert client.get("/ja/help", base_url="http://hub.example.jp").status_code == 200


@pytest.fixture(scope="module")
def guarded(seeded_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """As in earnest: tokens are asked for, and an error becomes a page."""
    app = copied(seeded_app, tmp_path_factory.mktemp("guarded"))
    app.testing = False
    app.config["WTF_CSRF_ENABLED"] = True
    return app.test_client()


@pytest.mark.parametrize(
    "address", ["/ja/sign-in", "/en/reset-password", "/ja/no-such-page", "/api/v1/search"]
)
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (
            b"--x\r\nContent-Disposition: form-data\r\n\r\nnameless\r\n--x--\r\n",
            "multipart/form-data; boundary=x",
        ),
        (b"x", "multipart/form-data"),
        (b"[1]", "application/json"),
        (b'"text"', "application/json"),
        (b"{bad", "application/json"),
    ],
)
def test_a_body_that_no_browser_sends_is_refused_and_breaks_nothing(
    guarded: FlaskClient, address: str, body: bytes, kind: str
) -> None:
    answer = guarded.post(address, data=body, content_type=kind)
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize("host", [f"{'a' * 70}.example", "..", "[::1", "x:99999"])
def test_an_odd_host_name_breaks_nothing(guarded: FlaskClient, host: str) -> None:
    assert guarded.get("/ja/", headers={"Host": host}).status_code in {200, 400}


def test_a_referrer_that_is_no_address_breaks_nothing(guarded: FlaskClient) -> None:
    answer = guarded.post(
        "/ja/reset-password", data={"email": "a@b.example"}, headers={"Referer": "http://[::1"}
    )
    assert answer.status_code == 400


def test_a_very_long_address_is_refused_in_words(seeded_client: FlaskClient) -> None:
    answer = seeded_client.get("/ja/search", query_string={"q": "海" * 3000})
    assert answer.status_code == 414
    assert "アドレスが長すぎます" in answer.text
