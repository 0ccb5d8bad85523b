"""Generations of the index on disk: each whole, checked and never changed once it is published.

A generation is a folder ``g-<number>`` with a manifest of every file in it; ``current`` names the one to
read and is renamed into place last. Whoosh neither syncs its files nor notices damaged ones; we do both.
A process killed at any moment leaves the generation before; what it began is swept away by the next writer.
"""

import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

MANIFEST = "manifest.json"
_POINTER = "current"
_LOCK = "lock"
# Readers may still be at work in the two generations before.
_KEPT = 3
_WHOOSH_LOCK = "MAIN_WRITELOCK"


class UnusableIndexError(Exception):
    """There is no index, or not one this program can trust; it has to be made anew from the database."""


class BusyIndexError(Exception):
    """Another process is writing the index."""


@dataclass(frozen=True)
class Manifest:
    """What a generation holds and by which rules it was made; ``files`` maps names to size and digest."""

    versions: Mapping[str, str]
    count: int
    outbox: int
    files: Mapping[str, tuple[int, str]]


class Store:
    """The folder of all generations. Nobody else may write there: Whoosh unpickles what it reads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def writing(self, *, patience: float = 60.0) -> Iterator[None]:
        """Be the only writer, of all processes. The lock goes with the process that holds it."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / _LOCK).open("w") as handle:
            until = time.monotonic() + patience
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= until:
                        raise BusyIndexError(str(self.folder)) from None
                    time.sleep(0.05)
            yield

    def current(self) -> str | None:
        """The name of the generation to read; None before the first."""
        try:
            name = (self.folder / _POINTER).read_text(encoding="ascii").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        return name if _number(name) else None

    def path(self, generation: str) -> Path:
        return self.folder / generation

    def begin(self) -> Path:
        """An empty folder for the next generation; leftovers of killed writers go first."""
        newest = _number(self.current() or "")
        for name in self._names():
            if _number(name) > newest:
                shutil.rmtree(self.path(name))
        path = self.path(f"g-{newest + 1}")
        path.mkdir(mode=0o700)
        return path

    def begin_from(self, generation: str) -> Path:
        """A folder for the next generation that shares the files of another; Whoosh never changes a file."""
        path = self.begin()
        for source in self.path(generation).iterdir():
            if source.name in {MANIFEST, _WHOOSH_LOCK}:
                continue
            try:
                os.link(source, path / source.name)
            except OSError:
                shutil.copy2(source, path / source.name)
        return path

    def publish(self, path: Path, *, versions: Mapping[str, str], count: int, outbox: int) -> None:
        """Write the manifest, have everything on disk, then let readers see it."""
        (path / _WHOOSH_LOCK).unlink(missing_ok=True)
        names = sorted(file.name for file in path.iterdir())
        files = {name: _seal(path / name) for name in names}
        manifest = Manifest(versions=dict(versions), count=count, outbox=outbox, files=files)
        _write(path / MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        _sync(path)
        draft = self.folder / f"{_POINTER}.draft"
        _write(draft, path.name)
        draft.replace(self.folder / _POINTER)
        _sync(self.folder)
        self._sweep()

    def manifest(self, generation: str) -> Manifest:
        """The manifest of a generation whose files are all there and undamaged."""
        path = self.path(generation)
        try:
            read = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
            manifest = Manifest(
                versions=read["versions"],
                count=read["count"],
                outbox=read["outbox"],
                files={name: (size, digest) for name, (size, digest) in read["files"].items()},
            )
            for name, sealed in manifest.files.items():
                if _sealed(path / name) != sealed:
                    raise UnusableIndexError(f"{generation}: {name} is not as it was written")
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise UnusableIndexError(f"{generation}: {error}") from error
        return manifest

    def _names(self) -> list[str]:
        return [path.name for path in self.folder.iterdir() if path.is_dir() and _number(path.name)]

    def _sweep(self) -> None:
        for name in sorted(self._names(), key=_number)[:-_KEPT]:
            shutil.rmtree(self.path(name), ignore_errors=True)


def _number(name: str) -> int:
    digits = name.removeprefix("g-")
    return int(digits) if name.startswith("g-") and digits.isascii() and digits.isdigit() else 0


def _sealed(path: Path) -> tuple[int, str]:
    content = path.read_bytes()
    return len(content), hashlib.sha256(content).hexdigest()


def _seal(path: Path) -> tuple[int, str]:
    with path.open("rb") as handle:
        os.fsync(handle.fileno())
    return _sealed(path)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
