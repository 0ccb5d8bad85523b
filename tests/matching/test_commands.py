"""``flask match`` and ``flask evaluate-matching``, and the same JSON through the API."""

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient


def run(app: Flask, *words: str, code: int = 0) -> str:
    result = app.test_cli_runner().invoke(args=list(words))
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture(scope="module")
def cables(seeded_app: Flask) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(seeded_app, "match", "submarine_cable", "--json"))
    return found


def test_all_countries_are_in_the_answer_and_contributions_add_up(
    cables: dict[str, Any], all_codes: set[str]
) -> None:
    assert {one["country"] for one in cables["results"]} == all_codes
    for one in cables["results"]:
        assert round(sum(factor["contribution"] for factor in one["factors"]), 2) == one["score"]
        assert one["low"] <= one["score"] <= one["high"]
    assert [one["rank"] for one in cables["results"]] == list(range(1, len(all_codes) + 1))


def test_contributions_are_weight_times_value(cables: dict[str, Any]) -> None:
    for one in cables["results"]:
        assert sum(factor["weight"] for factor in one["factors"]) == pytest.approx(1, abs=0.001)
        for factor in one["factors"]:
            assert factor["contribution"] == pytest.approx(factor["weight"] * factor["value"], abs=0.03)


def test_every_figure_in_the_evidence_has_source_and_link(cables: dict[str, Any]) -> None:
    told = [item for one in cables["results"] for factor in one["factors"] for item in factor["evidence"]]
    assert all(item["url"].startswith(("https://", "http://", "/ja/")) for item in told)
    sourced = [item for item in told if item["source"]]
    assert len(sourced) > len(told) * 0.9
    with_year = [item for item in sourced if item["year"]]
    assert len(with_year) > len(sourced) / 2


def test_the_api_gives_what_the_command_gives(seeded_client: FlaskClient, cables: dict[str, Any]) -> None:
    assert seeded_client.get("/api/v1/match?q=submarine_cable").get_json() == cables


def test_weights_and_limit(seeded_app: Flask) -> None:
    words = ["match", "telemedicine", "--json", "--limit", "3", "--weight", "need=5", "--language", "en"]
    found = json.loads(run(seeded_app, *words))
    assert len(found["results"]) == 3
    assert found["weights"]["need"] == 5
    assert run(seeded_app, "match", "isdbt", "--limit", "2").count("\n") == 3


def test_a_bad_weight_is_refused_with_a_sentence(seeded_app: Flask) -> None:
    english = ["match", "isdbt", "--language", "en", "--weight"]
    assert "is no factor" in run(seeded_app, *english, "luck=1", code=2)
    assert "from 0 to 10" in run(seeded_app, *english, "need=11", code=2)
    assert "という要素はありません" in run(seeded_app, "match", "isdbt", "--weight", "luck=1", code=2)


def test_words_that_mean_no_technology_fail_in_either_form(seeded_app: Flask) -> None:
    for words in ("zzzzqqqq", "ict_general"):
        assert "No technology" in run(seeded_app, "match", words, code=1)
        assert '"technologies": []' in run(seeded_app, "match", words, "--json", code=1)


def test_words_find_their_technology_in_both_languages(seeded_app: Flask) -> None:
    for words in (
        "山間部の診療所と都市の専門医をスマートフォンでつなぐ",
        "linking village clinics with specialists by phone",
    ):
        found = json.loads(run(seeded_app, "match", words, "--json", "--limit", "1"))
        assert found["technologies"] == ["telemedicine"]


def test_the_evaluation_beats_its_baselines_and_falls_to_chance_on_shuffled_labels(seeded: Flask) -> None:
    from hub.matching.evaluation import evaluation

    results = {one.name: one for one in evaluation()}
    engine = results["engine"]
    for name in ("random", "most deployed", "BM25 on charts"):
        assert engine.ndcg > results[name].ndcg
        assert engine.recall > results[name].recall
    assert results["engine, shuffled labels"].ndcg < engine.ndcg / 2
    assert "leak gap" in run(seeded, "evaluate-matching").lower()
