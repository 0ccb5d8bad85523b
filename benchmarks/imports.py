"""An import of 10,000 members at the desk, in units of reading the same file as CSV and nothing else.

    .venv/bin/python benchmarks/imports.py [--rows 10000] [--check]

With ``--check`` it ends with 1 if the dry run and the import together take a minute or more.
"""

import argparse
import csv
import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

from tests.conftest import application, settings_in  # noqa: E402  # the path above must be set first
from tests.exchange.books import csv_bytes, row, workbook  # noqa: E402

from hub.core import clock, jobs  # noqa: E402
from hub.core.access import Reader  # noqa: E402
from hub.core.db import db, transaction  # noqa: E402
from hub.core.jobs import JobState  # noqa: E402
from hub.exchange import actions  # noqa: E402

GOAL_SECONDS = 60
ROUNDS_OF_PARSING = 5


def members(number: int, summary: str) -> list[list[str]]:
    return [
        row(f"member-{n}", summary_ja=summary * 10, summary_en="Makes cables. " * 10) for n in range(number)
    ]


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def job(content: bytes) -> tuple[str, Callable[[], None], Callable[[], None]]:
    """A job and its two halves, as the desk's pages start them, here one after the other."""
    with transaction():
        key = jobs.add("members", "own", content, account_id=1, at=clock.now()).key

    def confirmed() -> None:
        with transaction():
            assert jobs.move(key, JobState.CHECKED, JobState.RUNNING, at=clock.now())
        actions.carry_out(key, Reader())
        found = jobs.by_key(key)
        assert found is not None
        assert found.state == JobState.DONE

    return key, lambda: actions.check(key), confirmed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--check", action="store_true", help="end with 1 if the goal is missed")
    asked = parser.parse_args()
    new = members(asked.rows, "海底ケーブルを敷設する。")
    changed = members(asked.rows, "海底ケーブルを敷設し、保守する。")
    text = csv_bytes(*new).decode()
    parse = lambda: list(csv.reader(io.StringIO(text, newline="")))  # noqa: E731  # measured as it stands
    unit = min(timed(parse) for _ in range(ROUNDS_OF_PARSING))
    print(f"reading {asked.rows:,} rows as CSV and nothing else: {unit:.3f} s\n")
    print(f"{'file':24} {'dry run s':>10} {'n':>6} {'import s':>10} {'n':>6}")
    late = False
    with tempfile.TemporaryDirectory() as folder:
        app = application(settings_in(Path(folder)))
        with app.app_context():
            db.create_all()
            for name, content in (
                ("new, CSV", csv_bytes(*new)),
                ("all changed, .xlsx", workbook(*changed)),
                ("all the same, CP932", csv_bytes(*changed, encoding="cp932")),
            ):
                _, check, confirm = job(content)
                first, second = timed(check), timed(confirm)
                late |= first + second >= GOAL_SECONDS
                print(f"{name:24} {first:10.2f} {first / unit:6.0f} {second:10.2f} {second / unit:6.0f}")
            db.session.remove()
            db.engine.dispose()
    return 1 if asked.check and late else 0


if __name__ == "__main__":
    sys.exit(main())
