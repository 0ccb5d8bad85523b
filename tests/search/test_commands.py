"""``flask search``: asking, and keeping the index."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import delete

from hub.core.changes import SearchTask
from hub.core.db import db
from hub.core.fulltext import Index, the_index
from hub.deployments.models import Deployment
from hub.search import upkeep
from tests.search.makers import make_deployment, make_world


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    make_world()
    return app.test_cli_runner()


def test_a_first_word_that_is_no_command_is_a_query(runner: FlaskCliRunner) -> None:
    told = runner.invoke(args=["search", "海底ケーブル"])
    assert told.exit_code == 0
    assert "[deployment D001]" in told.output
    assert "/ja/deployments/D001" in told.output
    assert "found" in told.output


def test_json_is_what_the_interface_gives(runner: FlaskCliRunner) -> None:
    told = runner.invoke(
        args=["search", "subsea", "cable", "--kind", "deployment", "--country", "plw", "--limit", "1",
              "--language", "en", "--json"]
    )  # fmt: skip
    answer = json.loads(told.stdout)
    assert answer["query"] == "subsea cable"
    assert answer["total"] == 1
    assert answer["facets"]["kind"]["deployment"] == 1
    (hit,) = answer["results"]
    assert list(hit) == ["kind", "id", "title", "url", "score", "snippet"]
    assert (hit["kind"], hit["id"]) == ("deployment", "D001")
    assert hit["url"].startswith("/en/deployments/D001")
    assert "<" not in hit["snippet"] and "subsea cable" in hit["snippet"]


def test_options_may_stand_before_the_words(runner: FlaskCliRunner) -> None:
    told = runner.invoke(args=["search", "--kind", "technology", "--json", "海底ケーブル"])
    assert [one["id"] for one in json.loads(told.stdout)["results"]] == ["submarine_cable"]


def test_an_unknown_kind_is_refused_with_the_known_ones(runner: FlaskCliRunner) -> None:
    told = runner.invoke(args=["search", "海底", "--kind", "secret"])
    assert told.exit_code == 2
    assert "support_tool" in told.output


def test_an_unknown_country_is_refused(runner: FlaskCliRunner) -> None:
    told = runner.invoke(args=["search", "海底", "--country", "ZZZ"])
    assert told.exit_code == 2
    assert "unknown: ZZZ" in told.output


def test_rebuild_check_and_catch_up_tell_what_they_did(runner: FlaskCliRunner) -> None:
    assert "documents indexed" in runner.invoke(args=["search", "rebuild"]).output
    told = runner.invoke(args=["search", "check"])
    assert told.exit_code == 0
    assert "0 missing, 0 stale, 0 ghosts" in told.output
    make_deployment("D002", "別の話。", "Another story.")
    assert "2 changes taken in" in runner.invoke(args=["search", "catch-up"]).output


def test_check_names_every_difference_and_repairs_on_demand(runner: FlaskCliRunner) -> None:
    upkeep.rebuild()
    db.session.execute(delete(Deployment))
    make_deployment("D002", "別の話。", "Another story.")
    db.session.execute(delete(SearchTask))
    db.session.commit()
    told = runner.invoke(args=["search", "check"])
    assert told.exit_code == 1
    assert "ghost: deployment D001" in told.output
    assert "missing: deployment D002" in told.output
    mended = runner.invoke(args=["search", "check", "--repair"])
    assert mended.exit_code == 0
    assert "Repaired" in mended.output
    assert runner.invoke(args=["search", "check"]).exit_code == 0


def test_check_says_that_there_is_no_index(runner: FlaskCliRunner) -> None:
    told = runner.invoke(args=["search", "check"])
    assert told.exit_code == 1
    assert "no usable index" in told.output
    assert runner.invoke(args=["search", "check", "--repair"]).exit_code == 0


def test_a_busy_index_is_told_in_a_sentence(runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep.rebuild, "__kwdefaults__", {"patience": 0.0})
    with Index(the_index().store.folder, {}).writing():
        told = runner.invoke(args=["search", "rebuild"])
    assert told.exit_code == 1
    assert "Another process is writing the index" in told.output
