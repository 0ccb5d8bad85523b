"""The Japanese interface: one ``.po`` per room in git, compiled together at start.

English sentences are the keys. A house test keeps the files complete, so nothing is checked here.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parents[1] / "translations"


def compile_catalogues(folder: Path) -> Path:
    """Compile ``translations/ja/*.po`` below ``folder`` and return the directory for gettext.

    The directory carries a digest of the sources: two processes may compile at once, none reads half a file.
    """
    sources = sorted((SOURCE / "ja").glob("*.po"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    target = folder / f"translations-{digest}"
    compiled = target / "ja" / "LC_MESSAGES" / "messages.mo"
    if not compiled.exists():
        compiled.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=compiled.parent)
        with os.fdopen(handle, "wb") as stream:
            write_mo(stream, together(sources))
        Path(draft).replace(compiled)
    return target


def together(sources: list[Path]) -> Catalog:
    """All rooms' messages in one catalogue."""
    whole = Catalog(locale="ja")
    for path in sources:
        with path.open("rb") as stream:
            for message in read_po(stream, locale="ja"):
                if message.id:
                    whole[message.id] = message
    return whole
