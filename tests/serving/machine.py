"""The real command in a process of its own, as ``make run`` starts it."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from hub.core.config import ROOT

PATIENCE = 120.0


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Served:
    """One start of the site; what it says goes to a file that the test may read while it runs."""

    def __init__(self, instance: Path, *, port: int | None = None) -> None:
        self.port = port or free_port()
        self.output = instance.parent / f"{instance.name}-{time.monotonic_ns()}.txt"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("HUB_", "FLASK_"))}
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flask", "--app", "app", "hub", "serve"],
                cwd=ROOT,
                env={**kept, "HUB_INSTANCE": str(instance), "HUB_PORT": str(self.port)},
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def until(self, words: str) -> "Served":
        """Wait for these words; fail if the process ends before."""
        until = time.monotonic() + PATIENCE
        while words not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < until, self.said()
            time.sleep(0.02)
        return self

    def until_ready(self) -> "Served":
        return self.until(self.address)

    def ended(self) -> int:
        return self.process.wait(PATIENCE)

    def stop(self) -> int:
        self.process.terminate()
        return self.ended()

    def kill(self) -> int:
        self.process.kill()
        return self.ended()
