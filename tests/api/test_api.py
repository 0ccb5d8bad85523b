"""The JSON interface: public data only, bad parameters named, described truthfully."""

import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import validate


@pytest.mark.parametrize(
    ("address", "field", "word"),
    [
        ("/api/v1/match?q=isdbt&limit=0", "limit", "1"),
        ("/api/v1/match?q=isdbt&limit=many", "limit", "integer"),
        ("/api/v1/match?q=isdbt&weight=luck=1", "weight", "luck"),
        ("/api/v1/match?technology=magic", "technology", "magic"),
        ("/api/v1/match?q=isdbt&wieght=need=1", "wieght", "Unknown"),
        ("/api/v1/match?q=isdbt&weight=need=1&weight=need=2&language=en", "weight", "twice"),
        ("/api/v1/match?q=isdbt&weight=luck=1&language=en", "weight", "is no factor"),
        ("/api/v1/match", "q", "technology"),
        ("/api/v1/match?q=%20&technology=", "technology", "Unknown"),
        ("/api/v1/match?technology=ict_general", "technology", "ict_general"),
        ("/api/v1/search", "q", "required"),
        ("/api/v1/search?q=%20", "q", "blank"),
        ("/api/v1/search?q=a&kind=secret", "kind", "one of"),
        ("/api/v1/search?q=a&country=XXX", "country", "XXX"),
        ("/api/v1/countries?language=fr", "language", "one of"),
    ],
)
def test_a_bad_parameter_is_refused_with_which_and_why(
    seeded_client: FlaskClient, address: str, field: str, word: str
) -> None:
    answer = seeded_client.get(address)
    assert answer.status_code == 422
    reasons = answer.get_json()["errors"]["query"]
    assert field in reasons
    assert word in str(reasons[field])


def test_countries_are_listed_and_each_has_its_figures(
    seeded_client: FlaskClient, all_codes: set[str]
) -> None:
    listed = seeded_client.get("/api/v1/countries").get_json()["countries"]
    assert {one["code"] for one in listed} == all_codes
    palau = seeded_client.get("/api/v1/countries/PLW?language=en").get_json()
    population = next(one for one in palau["figures"] if one["indicator"] == "population")
    assert population["unit"] == "persons"
    assert population["year"] == 2020
    assert population["source"]["url"].startswith("https://")
    assert "gci" in palau["missing"]
    assert {one["id"] for one in palau["deployment_list"]} == {"D138", "D139", "D140"}


def test_codes_of_countries_may_be_small(seeded_client: FlaskClient) -> None:
    small, large = (
        seeded_client.get(f"/api/v1/search?q=ODA&country={code}").get_json() for code in ("plw", "PLW")
    )
    assert small == large and small["total"]
    assert seeded_client.get("/api/v1/countries/plw").get_json()["code"] == "PLW"


def test_an_unknown_country_does_not_exist(seeded_client: FlaskClient) -> None:
    answer = seeded_client.get("/api/v1/countries/XXX")
    assert answer.status_code == 404
    assert answer.is_json


def test_the_description_is_valid_and_names_every_address(seeded_client: FlaskClient) -> None:
    described = seeded_client.get("/api/v1/openapi.json").get_json()
    validate(described)
    assert set(described["paths"]) == {
        "/api/v1/match",
        "/api/v1/search",
        "/api/v1/countries",
        "/api/v1/countries/{code}",
    }


def test_nothing_of_the_members_part_is_in_the_interface(seeded_client: FlaskClient) -> None:
    for address in ("/api/v1/match?q=submarine_cable", "/api/v1/search?q=aonagi&limit=100"):
        text = seeded_client.get(address).text
        assert "@" not in text
        assert "is active there" not in text and "この国で活動中" not in text
