"""Each main page in units of a constant Flask page: processor time, medians of several rounds in one run.

    .venv/bin/python benchmarks/pages.py [--rounds 7] [--check]

With ``--check`` it ends with 1 if a page costs more than its goal.
"""

import argparse
import gzip
import logging
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from email.message import Message as HTTPMessage
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

import waitress  # noqa: E402  # the path above must be set first
from flask import Flask  # noqa: E402
from tests.addresses import MAIN_PAGES  # noqa: E402
from tests.conftest import application, counted_statements, fill, settings_in  # noqa: E402

from hub.core.access import public  # noqa: E402

# Most units of a constant page; pages without a goal of their own are only shown.
GOALS = {
    "countries": 5,
    "chart": 10,
    "members": 14,
    "support tools": 14,
    "advisors": 14,
    "deployments": 14,
    "search": 14,
    "match submarine cable": 20,
    "match telemedicine": 20,
    "match ISDB-T": 20,
    "match free text": 20,
}
REPEAT = 8


@dataclass(frozen=True)
class Measured:
    name: str
    milliseconds: float
    units: float
    kilobytes: float
    statements: int

    @property
    def late(self) -> bool:
        return self.units > GOALS.get(self.name, float("inf"))


class Server:
    """A process of its own with both applications under waitress, so that only their time is counted."""

    def __init__(self) -> None:
        command = [sys.executable, str(Path(__file__).resolve()), "--serve"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        ports = self.process.stdout.readline().split()
        self.bare, self.site = (HTTPConnection("127.0.0.1", int(port)) for port in ports)

    def close(self) -> None:
        self.bare.close()
        self.site.close()
        self.process.communicate()  # the end of its input ends it

    def fetch(self, connection: HTTPConnection, address: str) -> tuple[bytes, HTTPMessage]:
        connection.request("GET", quote(address, safe="/?&=%+"))
        answer = connection.getresponse()
        return answer.read(), answer.headers

    def processor_time(self) -> float:
        return float(self.fetch(self.bare, "/processor-time")[0])

    def cost(self, connection: HTTPConnection, address: str) -> float:
        """Milliseconds of processor time of one request, the mean of a few in a row."""
        started = self.processor_time()
        for _ in range(REPEAT):
            self.fetch(connection, address)
        return (self.processor_time() - started) / REPEAT * 1000


def serve() -> None:
    """What the process of its own does: the constant page and the site, until its input ends."""
    # One request after the other waits for no one; waitress would say so each time.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    bare = Flask("bare")
    bare.add_url_rule("/", "page", lambda: "a constant page")
    bare.add_url_rule("/processor-time", "time", lambda: str(time.process_time()))
    with tempfile.TemporaryDirectory() as folder:
        site = application(settings_in(Path(folder)))
        fill(site)
        site.add_url_rule("/statements", "statements", public(lambda: str(len(done))))
        with counted_statements() as done:
            servers = [
                waitress.create_server(app, host="127.0.0.1", port=0, threads=1) for app in (bare, site)
            ]
            for server in servers:
                threading.Thread(target=server.run, daemon=True).start()
            print(*(server.effective_port for server in servers), flush=True)
            sys.stdin.read()


def measure(rounds: int) -> list[Measured]:
    server = Server()
    try:
        pages = {name: "/ja" + address for name, address in MAIN_PAGES.items()}
        for address in pages.values():
            server.fetch(server.site, address)
        units: list[float] = []
        times: dict[str, list[float]] = {name: [] for name in pages}
        for _ in range(rounds):
            # The unit is measured in every round, so a busy machine weighs on both sides.
            units.append(server.cost(server.bare, "/"))
            for name, address in pages.items():
                times[name].append(server.cost(server.site, address))
        unit = statistics.median(units)
        print(f"a constant Flask page: {unit:.2f} ms\n")
        return [one_line(server, name, pages[name], statistics.median(times[name]), unit) for name in pages]
    finally:
        server.close()


def one_line(server: Server, name: str, address: str, milliseconds: float, unit: float) -> Measured:
    before = int(server.fetch(server.site, "/statements")[0])
    body, _ = server.fetch(server.site, address)
    statements = int(server.fetch(server.site, "/statements")[0]) - before
    return Measured(name, milliseconds, milliseconds / unit, len(gzip.compress(body)) / 1000, statements)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--check", action="store_true", help="end with 1 if a goal is missed")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve()
        return 0
    found = measure(asked.rounds)
    print(f"{'page':24} {'ms':>7} {'n':>7} {'goal':>5} {'kB':>6} {'statements':>10}")
    for one in found:
        goal = str(GOALS.get(one.name, ""))
        late = "  over" if one.late else ""
        print(
            f"{one.name:24} {one.milliseconds:7.2f} {one.units:7.1f} {goal:>5} "
            f"{one.kilobytes:6.1f} {one.statements:10}{late}"
        )
    print("\nn: a constant Flask page in the same run; kB: compressed, without style and script")
    return 1 if asked.check and any(one.late for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
