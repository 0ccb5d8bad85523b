"""Kills, damage and crowds: the index answers from a whole generation or says that it cannot."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from hub.core.fulltext import Index, Question
from hub.core.fulltext.storage import BusyIndexError, Store
from tests.core.fulltext.makers import DOCUMENTS, SUBJECTS, ids, make_document, make_index

ROOT = Path(__file__).resolve().parents[3]
_REBUILD_FOR_EVER = """
import sys
from pathlib import Path
from hub.core.fulltext import Index
from tests.core.fulltext.makers import SUBJECTS, make_document
index = Index(Path(sys.argv[1]), SUBJECTS)
documents = [
    make_document("member", f"m{n}", (f"会社{n}", f"Company {n}"), ("島と海の話。" * 20, "Of islands. " * 20))
    for n in range(150)
]
print("ready", flush=True)
while True:
    with index.writing():
        index.rebuild(documents)
"""


def test_a_killed_rebuild_leaves_a_whole_generation(tmp_path: Path) -> None:
    make_index(tmp_path)
    for wait in (0.0, 0.05, 0.15, 0.3):
        child = subprocess.Popen(
            [sys.executable, "-c", _REBUILD_FOR_EVER, str(tmp_path)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'platform'}{os.pathsep}{ROOT}"},
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(wait)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        after = Index(tmp_path, SUBJECTS)
        # Either the generation before or a new one, each with all of its documents.
        assert len(after.versions()) in {len(DOCUMENTS), 150}
        assert after.search(Question("島")).available
    # The dead writer holds no lock, and its leavings are swept away.
    with after.writing(patience=0):
        after.rebuild(DOCUMENTS)
    assert len(after.versions()) == len(DOCUMENTS)
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) <= 3


@pytest.mark.parametrize("harm", ["zeroed", "cut", "removed"])
def test_damage_is_noticed_and_mended(tmp_path: Path, harm: str) -> None:
    make_index(tmp_path)
    generation = Store(tmp_path).current()
    assert generation
    file = next(path for path in sorted((tmp_path / generation).iterdir()) if path.suffix == ".seg")
    whole = file.read_bytes()
    if harm == "zeroed":
        middle = len(whole) // 2
        file.write_bytes(whole[:middle] + bytes(20) + whole[middle + 20 :])
    elif harm == "cut":
        file.write_bytes(whole[:-10])
    else:
        file.unlink()
    helpless = Index(tmp_path, SUBJECTS)
    assert not helpless.search(Question("島")).available

    def mend() -> bool:
        with mended.writing():
            mended.rebuild(DOCUMENTS)
        return True

    mended = Index(tmp_path, SUBJECTS, mend)
    assert "IDN" in ids(mended, "島")
    assert mended.search(Question("島")).available


def test_an_index_made_by_other_rules_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_index(tmp_path)
    monkeypatch.setattr("hub.core.fulltext.analysis.VERSION", 999)
    assert not Index(tmp_path, SUBJECTS).search(Question("島")).available


def test_there_is_one_writer_at_a_time(tmp_path: Path) -> None:
    made = make_index(tmp_path)
    with made.writing(), pytest.raises(BusyIndexError), Index(tmp_path, SUBJECTS).writing(patience=0):
        pytest.fail("two writers at once")


def test_readers_answer_rightly_while_the_index_changes_under_them(tmp_path: Path) -> None:
    made = make_index(tmp_path)
    wrong: list[object] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            for text, wanted in (("インド", "IND"), ("パラオ", "PLW"), ("subsea cable", "submarine_cable")):
                found = ids(made, text)
                if not found or found[0] != wanted:
                    wrong.append((text, found))

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for number in range(6):
        extra = make_document("member", "extra", (f"会社{number}", f"Company {number}"))
        with made.writing():
            assert made.update((extra,), {("member", "extra")})
    stop.set()
    for asker in askers:
        asker.join()
    assert wrong == []
    assert ids(made, "Company 5") == ["extra"]
