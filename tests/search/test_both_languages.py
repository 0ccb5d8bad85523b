"""The same thing is found whatever its name, in the whole seed: languages, synonyms, stages, regions."""

import pytest
from flask.testing import FlaskClient


def found(client: FlaskClient, words: str) -> list[str]:
    answer = client.get("/api/v1/search", query_string={"q": words, "limit": 100}).get_json()
    assert answer["total"] <= 100
    return [one["id"] for one in answer["results"]]


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("MoU", "覚書"),
        ("MoC", "memorandum of cooperation"),
        ("政策対話", "policy dialogue"),
        ("実証", "pilot"),
        ("オセアニア", "大洋州"),
        ("Pacific islands", "Oceania"),
        ("タイランド", "Thailand"),
        ("イーヘルス", "eHealth"),
        ("ハップス", "HAPS"),
        ("洪水", "flood"),
        ("医師", "physicians"),
        ("東南アジア 覚書", "Southeast Asia MoU"),
        ("中央アジア", "Central Asia"),
        ("フィリピン ５Ｇ", "Philippines 5G"),
    ],
)
def test_two_names_of_one_thing_find_the_same_in_the_same_order(
    seeded_client: FlaskClient, words: str, others: str
) -> None:
    assert found(seeded_client, words) == found(seeded_client, others) != []


def test_memoranda_are_found_by_their_stage(seeded_client: FlaskClient) -> None:
    everything = {"q": "覚書", "kind": "deployment", "limit": 100}
    told = seeded_client.get("/api/v1/search", query_string=everything).get_json()
    assert told["facets"]["stage"]["mou"] >= 20


def test_money_in_dollars_is_not_about_the_united_states(seeded_client: FlaskClient) -> None:
    charts = {"q": "米国", "kind": "chart", "limit": 100}
    told = seeded_client.get("/api/v1/search", query_string=charts).get_json()
    assert told["results"][0]["id"] == "USA"
    assert told["total"] < 20
