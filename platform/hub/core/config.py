"""Settings, read once from the environment. A wrong one stops the start with one clear sentence."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[3]


class SettingError(SystemExit):
    """A setting that cannot be used; ends the program with the sentence given."""


class Environment(StrEnum):
    DEVELOPMENT = "development"
    TESTING = "testing"
    PRODUCTION = "production"


@dataclass(frozen=True)
class Settings:
    """Everything that differs between two installations."""

    environment: Environment
    instance: Path
    database_url: str
    secret_key: str
    host: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ()
    trusted_hops: int = 0
    https: bool = False
    retention: Mapping[str, int] = field(default_factory=dict)
    mail: str = ""
    mail_from: str = "office@hub.example"
    second_step_required: bool = False
    seed: Path = field(default=ROOT / "seed")

    @property
    def production(self) -> bool:
        return self.environment is Environment.PRODUCTION

    @property
    def address(self) -> str:
        """Where people reach the site; links in letters begin with it."""
        scheme = "https" if self.https else "http"
        return f"{scheme}://{self.hosts[0] if self.hosts else f'{self.host}:{self.port}'}"

    @property
    def index_folder(self) -> Path:
        return self.instance / "index"


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings of this process.

    ``HUB_ENV``, ``HUB_INSTANCE``, ``HUB_DATABASE_URL``, ``HUB_SECRET_KEY``, ``HUB_HOST``, ``HUB_PORT``,
    ``HUB_HOSTS`` (names the site answers to), ``HUB_TRUSTED_HOPS``, ``HUB_HTTPS``, ``HUB_MAIL``,
    ``HUB_MAIL_FROM``, ``HUB_RETENTION`` and ``HUB_SECOND_STEP`` (``required`` or ``optional`` for the
    secretariat); README explains each.
    """
    environment = _environment(environ.get("HUB_ENV", "development"))
    instance = Path(environ.get("HUB_INSTANCE", ROOT / "instance")).absolute()
    _make_folder(instance)
    production = environment is Environment.PRODUCTION
    hosts = tuple(name.strip() for name in environ.get("HUB_HOSTS", "").split(",") if name.strip())
    if production and not hosts:
        raise SettingError("HUB_HOSTS must name the hosts this site answers to, for example hub.example.jp")
    return Settings(
        environment=environment,
        instance=instance,
        database_url=_database_url(environ.get("HUB_DATABASE_URL", ""), instance),
        secret_key=_secret_key(environ.get("HUB_SECRET_KEY", ""), instance, production=production),
        host=environ.get("HUB_HOST", "127.0.0.1"),
        port=_number("HUB_PORT", environ.get("HUB_PORT", "8000"), most=65535),
        hosts=hosts,
        trusted_hops=_number("HUB_TRUSTED_HOPS", environ.get("HUB_TRUSTED_HOPS", "0"), most=8),
        https=_switch("HUB_HTTPS", environ.get("HUB_HTTPS", "1" if production else "0")),
        retention=_days(environ.get("HUB_RETENTION", "")),
        mail=_mail_server(environ.get("HUB_MAIL", "")),
        second_step_required=_is_required(
            "HUB_SECOND_STEP", environ.get("HUB_SECOND_STEP", "required" if production else "optional")
        ),
        mail_from=environ.get("HUB_MAIL_FROM", "") or f"office@{hosts[0] if hosts else 'hub.example'}",
    )


def _environment(name: str) -> Environment:
    try:
        return Environment(name)
    except ValueError:
        known = ", ".join(Environment)
        raise SettingError(f"HUB_ENV is {name!r}; it must be one of: {known}") from None


def _make_folder(folder: Path) -> None:
    try:
        # Nobody else on this machine reads the database, the key or the index.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(f"HUB_INSTANCE: the folder {folder} cannot be made: {error.strerror}") from None
    if not os.access(folder, os.W_OK):
        raise SettingError(f"HUB_INSTANCE: the folder {folder} cannot be written")


def _database_url(url: str, instance: Path) -> str:
    if not url:
        return f"sqlite:///{instance / 'hub.sqlite3'}"
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise SettingError("HUB_DATABASE_URL must begin with sqlite:/// or postgresql://")
    return url


def _days(text: str) -> dict[str, int]:
    """``letters=60 closed_accounts=14``: days by rule of retention."""
    found = {}
    for part in text.replace(",", " ").split():
        name, is_there, number = part.partition("=")
        if not is_there:
            raise SettingError(f"HUB_RETENTION: {part!r} must look like letters=60")
        found[name] = _number("HUB_RETENTION", number, most=36_500)
    return found


def _mail_server(url: str) -> str:
    try:
        parts = urlsplit(url)
        good = not url or (
            parts.scheme in {"smtp", "smtps"} and bool(parts.hostname) and (parts.port or 1) > 0
        )
    except ValueError:
        good = False
    if not good:
        raise SettingError("HUB_MAIL must look like smtp://user:password@mail.example.jp:587 or smtps://…")
    return url


def _secret_key(given: str, instance: Path, *, production: bool) -> str:
    if given:
        if len(given) < 32:
            raise SettingError("HUB_SECRET_KEY must have at least 32 characters")
        return given
    if production:
        raise SettingError("HUB_SECRET_KEY is missing; set it to at least 32 random characters")
    # A developer's key is made once and kept, so that a restart signs nobody out.
    path = instance / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def _number(name: str, text: str, *, most: int) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > most:
        raise SettingError(f"{name} is {text!r}; it must be a whole number from 0 to {most}")
    return int(text)


def _is_required(name: str, text: str) -> bool:
    if text not in {"required", "optional"}:
        raise SettingError(f"{name} is {text!r}; it must be required or optional")
    return text == "required"


def _switch(name: str, text: str) -> bool:
    if text not in {"0", "1"}:
        raise SettingError(f"{name} is {text!r}; it must be 0 or 1")
    return text == "1"
