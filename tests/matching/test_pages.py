"""The match page, its reasons, comparison and table, in both languages, on the whole seed."""

import csv
import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.pages_read import page

FREE_TEXT = "山間部の診療所と都市の専門医をスマートフォンでつなぐ"


def ranked(text: str) -> list[str]:
    return re.findall(r'match-item"\s+id="country-(\w+)"', text)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("technology", ["submarine_cable", "telemedicine", "isdbt"])
def test_every_country_is_ranked_for_a_technology(
    seeded_client: FlaskClient, all_codes: set[str], lang: str, technology: str
) -> None:
    text = page(seeded_client, f"/{lang}/match?technology={technology}")
    assert set(ranked(text)) == all_codes
    assert len(ranked(text)) == len(all_codes)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_description_in_words_is_understood_shown_and_changeable(
    seeded_client: FlaskClient, lang: str
) -> None:
    text = page(seeded_client, f"/{lang}/match?q={FREE_TEXT}")
    shown = {"ja": "遠隔医療", "en": "Telemedicine"}[lang]
    assert shown in text[text.index("match-meaning") : text.index("match-list")]
    assert FREE_TEXT in text


def test_words_without_any_technology_say_how_to_go_on(seeded_client: FlaskClient) -> None:
    text = page(seeded_client, "/ja/match?q=zzzzqqqq")
    assert "技術を読み取れませんでした" in text
    assert not ranked(text)


def test_a_changed_weight_ranks_anew_and_the_address_keeps_it(seeded_client: FlaskClient) -> None:
    usual = ranked(page(seeded_client, "/en/match?technology=telemedicine"))
    only_need = "&".join(
        f"w_{name}=0" for name in ("readiness", "evidence", "relation", "support", "members")
    )
    changed = page(seeded_client, f"/en/match?technology=telemedicine&w_need=3&{only_need}")
    assert ranked(changed) != usual
    assert "w_evidence=0" in changed


@pytest.mark.parametrize(
    ("weight", "sentence"),
    [
        ("w_need=-1", "must be a number from 0 to 10"),
        ("w_need=1e9", "must be a number from 0 to 10"),
        ("w_need=NaN", "must be a number from 0 to 10"),
        ("w_luck=3", "is no factor"),
        ("w_need=0&w_readiness=0&w_evidence=0&w_relation=0&w_support=0&w_members=0", "above 0"),
    ],
)
def test_a_weight_that_cannot_be_used_is_named_and_changes_nothing(
    seeded_client: FlaskClient, weight: str, sentence: str
) -> None:
    answer = seeded_client.get(f"/en/match?technology=isdbt&{weight}")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert ranked(answer.text) == ranked(page(seeded_client, "/en/match?technology=isdbt"))


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_reasons_give_source_year_and_link_and_add_up(seeded_client: FlaskClient, lang: str) -> None:
    text = page(seeded_client, f"/{lang}/match/PLW?technology=submarine_cable")
    assert "https://" in text
    assert "/deployments/D140" in text
    for factor in ("need", "readiness", "evidence", "relation", "support", "members"):
        assert f'id="{factor}"' in text


def test_a_missing_figure_is_named_with_what_it_costs(seeded_client: FlaskClient) -> None:
    text = page(seeded_client, "/ja/match/PLW?technology=telemedicine")
    assert "データなし" in text
    assert "点変わりえます" in text


def test_reasons_of_an_unknown_country_do_not_exist(seeded_client: FlaskClient) -> None:
    assert seeded_client.get("/ja/match/XXX?technology=isdbt").status_code == 404
    assert seeded_client.get("/ja/match/PLW").status_code == 404


def test_three_countries_stand_side_by_side_and_a_fourth_does_not(seeded_client: FlaskClient) -> None:
    chosen = "&".join(f"country={code}" for code in ("PLW", "FSM", "IND", "VNM"))
    text = page(seeded_client, f"/en/match/compare?technology=submarine_cable&{chosen}")
    assert "Palau" in text
    assert "Viet" not in text
    empty = page(seeded_client, "/ja/match/compare?technology=submarine_cable")
    assert "国が選ばれていません" in empty


def test_the_table_is_the_ranking(seeded_client: FlaskClient, all_codes: set[str]) -> None:
    answer = seeded_client.get("/ja/match/ranking.csv?technology=postal")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert {row["code"] for row in rows} == all_codes
    for row in rows:
        parts = ("need", "readiness", "evidence", "relation", "support", "members")
        assert round(sum(float(row[part]) for part in parts), 2) == float(row["score"])


def test_a_visitor_does_not_learn_who_looks_where(seeded_app: Flask) -> None:
    """Active and future interests speak in the ranking of signed-in readers only."""
    from hub.matching.queries.facts import load_facts

    with seeded_app.app_context():
        public, signed_in = (load_facts(0, signed_in=one) for one in (False, True))
    assert {one.kind for one in public.presence} == {"experienced"}
    assert {one.kind for one in signed_in.presence} == {"experienced", "active", "future"}
