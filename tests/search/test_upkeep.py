"""The index follows the database: at once for a small change, later for much, never wrongly."""

import time
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import delete, func, insert, select

from hub.core import clock
from hub.core.bilingual import Bilingual
from hub.core.changes import SearchTask
from hub.core.db import db
from hub.core.documents import SearchDocument
from hub.core.fulltext import Index, the_index
from hub.deployments.models import Deployment
from hub.members.models import CountryInterest, Member
from hub.search import upkeep
from tests.search.makers import find, ids, make_deployment, make_member, make_world


@pytest.fixture
def world(app: Flask) -> Member:
    member = make_world()
    upkeep.rebuild()
    return member


def queued() -> int:
    return db.session.scalar(select(func.count()).select_from(SearchTask)) or 0


def test_a_rebuild_takes_in_everything_and_empties_the_queue(world: Member) -> None:
    assert queued() == 0
    assert ids("海底ケーブル") >= {"submarine_cable", "D001"}
    assert not upkeep.check()


def test_a_new_record_is_found_at_once(world: Member) -> None:
    make_member("shin", "新町電気", "Shinmachi Electric")
    assert queued() == 1
    assert ids("新町電気") == {"shin"}
    assert queued() == 0


def test_an_old_wording_is_gone_with_the_change(world: Member) -> None:
    world.summary = Bilingual("養蜂を始めた。", "Keeps bees now.")
    db.session.commit()
    assert ids("養蜂") == {"kaitei"}
    # In the old text only.
    assert ids("telecoms") == set()


def test_a_deleted_record_is_gone_at_once(world: Member) -> None:
    db.session.delete(db.session.get(Deployment, "D001"))
    db.session.commit()
    assert "D001" not in ids("海底ケーブル")


def test_what_was_rolled_back_is_not_found(world: Member) -> None:
    db.session.add(Member(slug="gone", name=Bilingual("まぼろし", "Phantom"), name_kana="", kind="vendor"))
    db.session.flush()
    db.session.rollback()
    assert queued() == 0
    assert ids("Phantom") == set()


def test_a_record_deleted_behind_our_back_is_not_shown_and_check_names_it(world: Member) -> None:
    db.session.execute(delete(Deployment))
    db.session.commit()
    answer = find("海底ケーブル")
    assert "D001" not in {hit.id for hit in answer.hits}
    assert answer.total == len(answer.hits)
    found = upkeep.check()
    assert found.ghosts == (("deployment", "D001", False),)
    upkeep.repair(found)
    assert not upkeep.check()


def test_check_names_what_is_missing_and_stale(world: Member) -> None:
    make_deployment("D002", "別の話。", "Another story.")
    world.summary = Bilingual("別の会社。", "Another company.")
    db.session.commit()
    db.session.execute(delete(SearchTask))
    db.session.commit()
    found = upkeep.check()
    assert ("deployment", "D002", False) in found.missing
    assert ("member", str(world.id), False) in found.stale
    upkeep.repair(found)
    assert not upkeep.check()


def test_only_the_rows_that_were_read_are_deleted(world: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    given = upkeep._documents

    def while_somebody_writes() -> Iterator[SearchDocument]:
        yield from given()
        row = {"kind": "member", "record": str(world.id), "queued_at": clock.now()}
        with db.engine.begin() as other:
            other.execute(insert(SearchTask), [row])

    monkeypatch.setattr(upkeep, "_documents", while_somebody_writes)
    upkeep.rebuild()
    assert queued() == 1
    assert upkeep.catch_up() == 1
    assert queued() == 0


def test_catching_up_with_nothing_is_one_small_statement(world: Member) -> None:
    generation = the_index().store.current()
    assert upkeep.catch_up() == 0
    assert the_index().store.current() == generation


def test_while_another_process_writes_changed_records_are_neither_shown_nor_counted(world: Member) -> None:
    before = find("海底")
    world.summary = Bilingual("養蜂を始めた。", "Keeps bees now.")
    db.session.commit()
    with Index(the_index().store.folder, {}).writing():
        answer = find("海底")
        assert "kaitei" in {hit.id for hit in before.hits}
        assert "kaitei" not in {hit.id for hit in answer.hits}
        assert answer.total == before.total - 1
    assert ids("養蜂") == {"kaitei"}


def test_what_members_alone_see_may_change_without_a_visitor_noticing(world: Member) -> None:
    before = find("海底")
    db.session.add(CountryInterest(member_id=world.id, country_code="PLW", status="active"))
    db.session.commit()
    with Index(the_index().store.folder, {}).writing():
        assert find("海底") == before
        assert "kaitei" not in ids("海底", signed_in=True)


def test_members_part_is_for_those_who_are_signed_in(world: Member) -> None:
    assert ids("ブータン", signed_in=True) >= {"kaitei"}
    assert "kaitei" not in ids("ブータン")
    assert "BTN" not in find("海底工事").facets["country"]


def test_a_damaged_index_is_made_anew(world: Member) -> None:
    generation = the_index().store.current()
    assert generation
    for path in the_index().store.path(generation).iterdir():
        path.write_bytes(b"")
    the_index().forget()
    answer = find("海底ケーブル")
    assert answer.available
    assert "D001" in {hit.id for hit in answer.hits}


def test_without_an_index_the_database_answers_and_a_rebuild_starts(app: Flask) -> None:
    make_world()
    app.testing = False
    with app.test_request_context("/ja/search"):
        answer = find("海底")
        secret = find("ブータン")
        shown = find("ブータン", signed_in=True)
    assert not answer.available
    assert {hit.id for hit in answer.hits} >= {"submarine_cable", "D001", "kaitei"}
    assert answer.facets["kind"]["deployment"] == 1
    assert "kaitei" not in {hit.id for hit in secret.hits}
    assert "kaitei" in {hit.id for hit in shown.hits}
    for _ in range(200):
        if upkeep.is_usable() and not upkeep._at_work.locked():
            break
        time.sleep(0.05)
    assert upkeep.is_usable()
    assert find("海底").available


@pytest.mark.parametrize("text", ["", "\0", "😀", "%", "_", "\\", "a" * 10_000, "(" * 500])
def test_the_database_alone_answers_any_text(app: Flask, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make_world()
    monkeypatch.setattr(the_index(), "when_missing", lambda: False)
    assert find(text).total == 0


def test_a_page_that_saves_something_wakes_the_upkeep(world: Member, app: Flask) -> None:
    app.testing = False
    with app.test_request_context("/ja/"):
        make_member("shin", "新町電気", "Shinmachi Electric")
    for _ in range(200):
        if not queued() and not upkeep._at_work.locked():
            break
        time.sleep(0.05)
        db.session.rollback()
    assert queued() == 0
    assert any(kind == "member" and members_only is False for kind, _, members_only in the_index().versions())
    assert not upkeep.check()
