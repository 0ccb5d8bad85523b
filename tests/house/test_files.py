"""The files of the repository: where code may live, what no file may say, and how heavy the browser's part is."""

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from hub.core.config import ROOT
from tests.addresses import MAIN_PAGES

# Put together here, or this file would be the first to say them.
MACHINE = [
    "/".join(parts)
    for parts in [("", "work", ""), ("", "home", ""), ("", "root", ""), ("", "tmp", ""), ("..", "shared")]
]
HOSTS = [
    ".".join(parts)
    for parts in [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("jsdelivr", "net")]
]
TEXT = {
    ".py",
    ".html",
    ".md",
    ".toml",
    ".po",
    ".css",
    ".js",
    ".svg",
    ".csv",
    ".txt",
    ".lock",
    ".yaml",
    ".yml",
    "",
}


def files() -> list[Path]:
    """Every file git knows or would take, that is there."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def compressed(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_the_source_root_shadows_nothing() -> None:
    inside = {path.name for path in (ROOT / "platform").iterdir() if path.name != "__pycache__"}
    assert inside == {"hub"}
    import platform

    assert Path(str(platform.__file__)).parent == Path(str(re.__file__)).parent.parent
    assert platform.python_version() == sys.version.split()[0]


def test_no_file_names_a_machine_or_a_package_registry() -> None:
    word = re.compile("|".join(r"(?<![\w.:/<>])" + re.escape(one) for one in MACHINE))
    host = re.compile("|".join(map(re.escape, HOSTS)))
    told = []
    for path in files():
        if path.suffix not in TEXT:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
            if word.search(line) or host.search(line):
                told.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert told == []


def test_the_search_for_forbidden_words_finds_them() -> None:
    word = re.compile(r"(?<![\w.:/<>])" + re.escape(MACHINE[0]))
    assert word.search(f'path = "{MACHINE[0]}main"')
    assert not word.search("https://example.jp" + MACHINE[0] + "a.html")


def test_seed_holds_data_only() -> None:
    assert {path.suffix for path in files() if (ROOT / "seed") in path.parents} <= {".csv", ".md"}


def test_each_room_tells_what_it_is_about() -> None:
    for room in (ROOT / "platform" / "hub").iterdir():
        if room.is_dir() and (room / "__init__.py").exists():
            text = (room / "__init__.py").read_text(encoding="utf-8")
            assert text.startswith('"""'), room.name


def test_tests_leave_nothing_out() -> None:
    left_out = re.compile(r"pytest\.(?:skip|xfail|importorskip)|mark\.(?:skip|xfail)")
    tests = [path for path in files() if (ROOT / "tests") in path.parents and path.suffix == ".py"]
    assert [
        path.name for path in tests if left_out.search(path.read_text("utf-8")) and path != Path(__file__)
    ] == []


def test_own_style_and_script_are_light() -> None:
    static = ROOT / "static"
    assert compressed(static / "css" / "site.css") <= 10_000
    assert compressed(*(static / "js").rglob("*.js")) <= 8_000
    assert compressed(*(static / "css").rglob("*.css")) <= 20_000


@pytest.mark.parametrize("name", MAIN_PAGES)
def test_a_main_page_is_light(seeded_client: FlaskClient, name: str) -> None:
    """At most 100 kB compressed, with everything it loads, and at most six requests."""
    source = seeded_client.get("/ja" + MAIN_PAGES[name]).text
    loaded = set(
        re.findall(r'<(?:link rel="(?:stylesheet|icon)" href|script src|img[^>]* src)="([^"?]+)', source)
    )
    weight = len(gzip.compress(source.encode())) + compressed(
        *(ROOT / address.lstrip("/") for address in loaded)
    )
    assert weight <= 100_000
    assert len(loaded) + 1 <= 7, loaded
