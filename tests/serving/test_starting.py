"""Starting, stopping and being killed, with the real command and the real seed."""

import re
import resource
import socket
import sqlite3
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.serving.machine import Served, free_port

ROUNDS_OF_UPKEEP = 15.0


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served") / "instance"


@pytest.fixture(scope="module")
def first(instance: Path) -> Iterator[Served]:
    served = Served(instance)
    yield served.until_ready()
    served.kill()


@pytest.fixture
def started() -> Iterator[list[Served]]:
    """Whatever a test starts is gone after it."""
    all_of_them: list[Served] = []
    yield all_of_them
    for served in all_of_them:
        served.kill()


def rows(instance: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(instance / "hub.sqlite3", timeout=10)) as connection:
        found = connection.execute(statement).fetchall()
        connection.commit()
        return found


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as page:  # noqa: S310  # our own http address
        assert page.status == 200
        return str(page.read().decode())


def test_the_first_start_prepares_everything_and_says_where_it_is(first: Served, instance: Path) -> None:
    said = first.said()
    assert "Preparing the database" in said
    assert "Loading the data in seed/" in said
    assert "Making the search index" in said
    assert "見本のログイン" in said
    assert "Sample sign-ins" in said
    assert "Palau" in read(f"{first.address}/en/countries")
    assert "パラオ" in read(f"{first.address}/ja/search?q={urllib.parse.quote('パラオ')}")
    assert rows(instance, "SELECT subject FROM journal_line WHERE act = 'seed' ORDER BY id") == [
        ("begun",),
        ("finished",),
    ]


def test_the_sign_ins_it_prints_work(first: Served) -> None:
    printed = re.findall(r"^    (\S+@\S+)  (\S+)$", first.said(), re.MULTILINE)
    assert len(printed) >= 2
    for email, password in printed:
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        page = browser.open(f"{first.address}/en/sign-in").read().decode()
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found
        form = {"email": email, "password": password, "csrf_token": found[1]}
        answer = browser.open(f"{first.address}/en/sign-in", urllib.parse.urlencode(form).encode())
        assert answer.url == f"{first.address}/en/"
        assert answer.headers["Cache-Control"] == "no-store"


def test_nothing_tells_which_server_this_is(first: Served) -> None:
    with urllib.request.urlopen(f"{first.address}/en/") as page:  # noqa: S310  # our own http address
        assert page.headers["Server"] is None


def test_what_is_queued_reaches_the_index_by_itself(first: Served, instance: Path) -> None:
    rows(
        instance,
        "INSERT INTO search_task (kind, record, queued_at) VALUES ('chart', 'PLW', '2026-11-23 00:00:00')",
    )
    until = time.monotonic() + ROUNDS_OF_UPKEEP
    while rows(instance, "SELECT count(*) FROM search_task") != [(0,)]:
        assert time.monotonic() < until
        time.sleep(0.1)


def test_a_port_in_use_is_said_in_one_sentence_before_any_work(tmp_path: Path, started: list[Served]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        served = Served(tmp_path / "instance", port=port)
        started.append(served)
        assert served.ended() == 1
    assert served.said().strip() == (
        f"Port {port} on 127.0.0.1 is in use by another program; stop it, or set HUB_PORT to another number."
    )
    assert not (tmp_path / "instance" / "hub.sqlite3").exists()


def test_a_second_start_does_nothing_twice_and_is_quick(
    first: Served, instance: Path, started: list[Served]
) -> None:
    assert first.stop() == 0
    assert "Stopped." in first.said()
    before = processor_time()
    second = Served(instance)
    started.append(second)
    second.until_ready()
    assert read(f"{second.address}/ja/")
    assert second.stop() == 0
    # Processor time, because the tests share the machine with others.
    assert processor_time() - before < 4
    for work in ("Preparing", "Loading", "Making", "Traceback"):
        assert work not in second.said()


def processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_killed_in_the_seed_and_in_the_index_it_goes_on_and_loses_nothing(
    first: Served, instance: Path, tmp_path: Path, started: list[Served]
) -> None:
    broken = tmp_path / "broken"
    in_seed = Served(broken)
    started.append(in_seed)
    in_seed.until("Loading the data")
    time.sleep(0.5)
    in_seed.kill()
    assert rows(broken, "SELECT count(*) FROM journal_line WHERE subject = 'finished'") == [(0,)]
    in_index = Served(broken)
    started.append(in_index)
    in_index.until("Making the search index")
    time.sleep(0.3)
    in_index.kill()
    whole = Served(broken, port=free_port())
    started.append(whole)
    whole.until_ready()
    assert "Loading" not in whole.said()
    assert "パラオ" in read(f"{whole.address}/ja/search?q={urllib.parse.quote('パラオ')}")
    for table in (
        "country",
        "figure",
        "technology",
        "member",
        "deployment",
        "support_tool",
        "advisor",
        "account",
    ):
        counted = f"SELECT count(*) FROM {table}"  # noqa: S608  # names from the line above
        assert rows(broken, counted) == rows(instance, counted)
