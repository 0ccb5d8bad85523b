"""All checks of the repository, as ``make test`` runs them: style, types, floors and every test.

Two lanes run side by side, for two processors. Ends with 0 only if every step passed.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import machine  # noqa: E402  # the path above must be set before it can be found

BIN = Path(sys.executable).parent
MINUTES = 18


@dataclass(frozen=True)
class Step:
    """One command and what it checks."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    step: Step
    passed: bool
    seconds: float
    output: str

    @property
    def line(self) -> str:
        lines = self.output.strip().splitlines()
        words = lines[-1].strip("= ") if lines else ""
        return f"{'passed' if self.passed else 'FAILED'}  {self.step.name:<20} {self.seconds:6.1f} s  {words}"


STYLE = (
    Step("ruff check", ("ruff", "check", ".")),
    Step("ruff format", ("ruff", "format", "--check", ".")),
    Step("djlint", ("djlint", "templates", "--lint", "--check", "--quiet")),
    Step("lint-imports", ("lint-imports",)),
    Step("mypy", ("mypy",)),
)


def main() -> int:
    asked = _asked()
    machine.postgresql()
    if not asked.without_browser:
        machine.browser()
        machine.japanese_font()
    started = time.monotonic()
    with ThreadPoolExecutor() as pool:
        lanes = [pool.submit(_run_all, lane) for lane in _lanes(without_browser=asked.without_browser)]
    outcomes = [outcome for lane in lanes for outcome in lane.result()]
    return _sum_up(outcomes, seconds=time.monotonic() - started, without_browser=asked.without_browser)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-browser", action="store_true", help="leave the tests in a browser out")
    return parser.parse_args()


def _lanes(*, without_browser: bool) -> tuple[Sequence[Step], ...]:
    """Steps that follow each other, in lanes of about the same length."""
    pages = Step("pytest", ("pytest", "--durations=5", "-m", "not browser"))
    journeys = Step("pytest in a browser", ("pytest", "--durations=5", "-m", "browser"))
    return (pages,), (*STYLE, *(() if without_browser else (journeys,)))


def _run_all(steps: Sequence[Step]) -> list[Outcome]:
    return [_run(step) for step in steps]


def _run(step: Step) -> Outcome:
    started = time.monotonic()
    try:
        done = subprocess.run(
            [str(BIN / step.command[0]), *step.command[1:]],
            cwd=ROOT,
            # lint-imports imports the package by name, and is not told of source roots otherwise.
            env={**os.environ, "PYTHONPATH": str(ROOT / "platform")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=MINUTES * 60,
            check=False,
        )
        passed, output = done.returncode == 0, done.stdout
    except subprocess.TimeoutExpired as late:
        shown = late.output or b""
        passed, output = False, f"{_text(shown)}\nstopped after {MINUTES} minutes"
    outcome = Outcome(step, passed, time.monotonic() - started, output)
    print(outcome.line, flush=True)
    return outcome


def _text(output: bytes | str) -> str:
    return output if isinstance(output, str) else output.decode("utf-8", "replace")


def _sum_up(outcomes: Sequence[Outcome], *, seconds: float, without_browser: bool) -> int:
    failed = [outcome for outcome in outcomes if not outcome.passed]
    for outcome in failed:
        print(f"\n===== {outcome.step.name} =====\n{outcome.output}")
    print("\nAll steps:")
    for outcome in outcomes:
        print(outcome.line)
    if without_browser:
        print("left out as asked: the tests in a browser")
    names = ", ".join(outcome.step.name for outcome in failed)
    print(f"{f'FAILED: {names}' if failed else 'Everything passed'} in {seconds:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
