"""What the tests need of the machine: a browser that can write Japanese, and the programs of PostgreSQL.

On a Debian machine, and as root, what is missing is installed; elsewhere one line says what to install.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
POSTGRESQL = ("initdb", "postgres", "pg_ctl")


class Missing(SystemExit):
    """Something has to be installed first; ends the program with the sentence given."""


@cache
def browser() -> Path:
    """The browser named in ``HUB_BROWSER``, or the first known one on this machine."""
    named = os.environ.get("HUB_BROWSER")
    if named:
        if not os.access(named, os.X_OK):
            raise Missing(f"HUB_BROWSER is {named!r}, which is no program that can be started")
        return Path(named)
    found = _browser_on_path()
    if found is None and _may_install():
        _install("chromium", "fonts-ipaexfont-gothic")
        found = _browser_on_path()
    if found is None:
        raise Missing(
            "No browser found: install chromium (or set HUB_BROWSER), or run with --without-browser"
        )
    return found


@cache
def japanese_font() -> None:
    """Make sure that Japanese can be drawn; without fontconfig the journeys find out by themselves."""
    if not shutil.which("fc-list") or _japanese_fonts():
        return
    if _may_install():
        _install("fonts-ipaexfont-gothic")
    if not _japanese_fonts():
        raise Missing("No Japanese font found: install one, for example fonts-ipaexfont-gothic")


@cache
def postgresql() -> Path:
    """The folder with ``initdb``, ``postgres`` and ``pg_ctl``."""
    found = _postgresql_folder()
    if found is None and _may_install():
        _install("postgresql")
        found = _postgresql_folder()
    if found is None:
        raise Missing("No PostgreSQL found: install postgresql (initdb, postgres and pg_ctl are needed)")
    return found


def _browser_on_path() -> Path | None:
    return next((Path(found) for name in BROWSERS if (found := shutil.which(name))), None)


def _japanese_fonts() -> bool:
    return bool(subprocess.run(["fc-list", ":lang=ja"], capture_output=True, check=False).stdout.strip())


def _postgresql_folder() -> Path | None:
    # Debian keeps these programs off the path, one folder a version.
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    on_path = shutil.which("initdb")
    folders = [*([Path(on_path).parent] if on_path else []), *versions]
    return next((folder for folder in folders if _has_all(folder, POSTGRESQL)), None)


def _version(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _has_all(folder: Path, names: Sequence[str]) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in names)


def _may_install() -> bool:
    return os.geteuid() == 0 and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def _install(*packages: str) -> None:
    print(f"Installing {', '.join(packages)} (once) …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
        env=quiet,
        check=False,
        stdout=subprocess.DEVNULL,
    )
