"""``flask hub serve``: prepares what is not ready yet, then serves. Whatever a kill left half done is continued.

Each step looks first whether there is anything to do, so that a second start is a quick one.
"""

import csv
import errno
import fcntl
import re
import signal
import socket
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click
import structlog
import waitress
from alembic import command
from alembic.util import CommandError
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy import inspect, select, text
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from hub import rooms, seeding
from hub.accounts.models import Account
from hub.core import clock, jobs, mail, sheets
from hub.core.chores import Chore, Round
from hub.core.config import SettingError, Settings
from hub.core.db import db
from hub.core.sheets import SheetRefused
from hub.countries.models import Country
from hub.journal.models import JournalLine
from hub.search import upkeep

log = structlog.get_logger(__name__)

hub = AppGroup("hub", help="Run the site.")
_THREADS = 8
TOO_LARGE = (
    "送信された内容が大きすぎるため、受け付けませんでした。ファイルは20MBまでです。 / "
    "What was sent is too large, so nothing of it was taken. A file may have up to 20 MB.\n"
)
_CHORES_EVERY = 1.0
_REVISION = re.compile(r"^(?:down_)?revision(?::[^=]+)?\s*=\s*['\"](\w+)['\"]", re.MULTILINE)


def init_app(app: Flask) -> None:
    app.cli.add_command(hub)


@hub.command("serve")
def serve() -> None:
    """Prepare the database and the index where needed, and serve the site until it is told to stop."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's own way to it
    settings: Settings = app.extensions["settings"]
    signal.signal(signal.SIGTERM, _stop)
    refuse_a_taken_port(settings)
    with _alone(settings):
        migrate()
        seed(settings)
        index()
    db.session.remove()
    serve_until_told(app, settings)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def refuse_a_taken_port(settings: Settings) -> None:
    """Find out before the long work, not after it."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        raise SettingError(_why_not_listening(settings, error)) from None


def _why_not_listening(settings: Settings, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {settings.port} on {settings.host} is in use by another program; "
            f"stop it, or set HUB_PORT to another number."
        )
    return f"HUB_HOST, HUB_PORT: cannot listen on {settings.host}, port {settings.port}: {error.strerror}"


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Prepare one after the other where two start at once. The lock goes with the process that holds it."""
    with (settings.instance / "preparing.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def migrate() -> None:
    """Bring the tables up to date. Alembic is only asked if the database is not at the newest migration."""
    folder = Path(current_app.extensions["migrate"].directory)
    if present_revision() == newest_revision(folder / "versions"):
        return
    click.echo("Preparing the database …")
    try:
        command.upgrade(current_app.extensions["migrate"].migrate.get_config(), "head")
    except CommandError as error:
        raise SettingError(f"The database cannot be brought up to date: {error}") from None


def present_revision() -> str | None:
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def newest_revision(folder: Path) -> str | None:
    """The migration that no other one follows, read without running any; None where there are two."""
    made: set[str] = set()
    followed: set[str] = set()
    for path in folder.glob("*.py"):
        for match in _REVISION.finditer(path.read_text(encoding="utf-8")):
            (followed if match[0].startswith("down_") else made).add(match[1])
    newest = made - followed
    return newest.pop() if len(newest) == 1 else None


def seed(settings: Settings) -> None:
    """Load the seed into an empty database, or go on where a kill stopped us; never into somebody's own data."""
    if not is_unseeded():
        return
    click.echo("Loading the data in seed/ (once) …")
    try:
        deque(seeding.load_all(settings), maxlen=0)
    except SheetRefused as refused:
        raise SettingError("\n".join(str(fault) for fault in refused.faults)) from None


def is_unseeded() -> bool:
    """Whether the seed is still to be loaded: nothing is there yet, or the journal tells of a seed half loaded."""
    lines = select(JournalLine.subject).where(JournalLine.act == seeding.SEED)
    told = set(db.session.scalars(lines))
    if told:
        return seeding.FINISHED not in told
    return db.session.scalar(select(Country.code).limit(1)) is None


def index() -> None:
    """Make the search index if there is none we can use, and bring it up to what the database holds."""
    if not upkeep.is_usable():
        click.echo("Making the search index (once) …")
        upkeep.rebuild()
    upkeep.catch_up()


def serve_until_told(app: Flask, settings: Settings) -> None:
    """Serve; a second thread does the chores: mail, index, reminders, tidying."""
    try:
        server = waitress.create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=_THREADS,
            ident=None,
            # The application itself trusts as many proxies as the settings say, and none by default.
            clear_untrusted_proxy_headers=not settings.trusted_hops,
            max_request_body_size=sheets.MOST_BYTES + 2**17,
        )
    except OSError as error:
        raise SettingError(_why_not_listening(settings, error)) from None
    server.channel_class = _Channel
    stopped = threading.Event()
    upkeeper = threading.Thread(target=keep_up, args=(app, stopped), name="upkeep", daemon=True)
    upkeeper.start()
    click.echo(welcome(settings))
    server.run()
    stopped.set()
    upkeeper.join(timeout=10)
    click.echo("Stopped.")


class _TooLarge(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """What the server itself refuses, above all a body larger than any page takes, is said in words too."""

    def execute(self) -> None:
        if self.request.error.code != 413:
            super().execute()
            return
        body = TOO_LARGE.encode()
        self.status = "413 Request Entity Too Large"
        self.response_headers.append(("Content-Type", "text/plain; charset=utf-8"))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    error_task_class = _TooLarge


def keep_up(app: Flask, stopped: threading.Event) -> None:
    """Do the rooms' chores, each at its own pace, until told to stop; no failure ends it."""
    rounds = Round(all_chores())
    while not stopped.is_set():
        with app.app_context():
            rounds.run_due(clock.now())
        stopped.wait(_CHORES_EVERY)


def all_chores() -> tuple[Chore, ...]:
    return (*mail.CHORES, *jobs.CHORES, *(chore for room in rooms.modules("chores") for chore in room.CHORES))


@hub.command("chores")
def chores() -> None:
    """Do every chore once, as a running site does by itself, and say what was done."""
    for name, count in Round(all_chores()).run_due(clock.now()).items():
        click.echo(f"{name}: {count}")


def welcome(settings: Settings) -> str:
    """Where the site is, and with which sample accounts one can look around."""
    lines = ["", f"  http://{settings.host}:{settings.port}/  (stop with Ctrl+C · Ctrl+C で終了)"]
    found = [] if settings.production else list(sample_sign_ins(settings))
    if found:
        lines += ["", "  見本のログイン（架空の会員・事務局） · Sample sign-ins (invented people):"]
        lines += [f"    {email}  {password}" for email, password in found]
    return "\n".join([*lines, ""])


def sample_sign_ins(settings: Settings) -> Iterator[tuple[str, str]]:
    """Address and password of the sample accounts that are in the seed and in the database."""
    path = settings.seed / "sample" / "accounts.csv"
    if not path.exists():
        return
    here = set(db.session.scalars(select(Account.email).where(Account.sample, Account.active)))
    with path.open(encoding="utf-8-sig", newline="") as sheet:
        for row in csv.DictReader(sheet):
            if row["email"] in here:
                yield row["email"], row["password"]
