"""Pictures people upload: known by their content, rid of what is not picture, kept outside the web root.

They are not decoded: a decoder is a large program that reads what strangers made. Their containers are walked
part by part, and only the parts that make the picture are written again, so that places and dates a camera notes,
comments and whatever hangs behind the end do not get here.
"""

import re
import secrets
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import abort, current_app
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from hub.core.config import Settings

MOST_BYTES = 2 * 2**20
MOST_SIDE = 4000
ACCEPTED = "image/png,image/jpeg,image/webp"
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}
_NAME = re.compile(r"[0-9a-f]{32}\.(png|jpg|webp)")
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_PARTS = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"IDAT", b"IEND"}
_WEBP_PARTS = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH"}


class NoPicture(Exception):
    """The file is no picture that is taken here; ``reason`` says why and what to do."""

    def __init__(self, reason: object) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class Picture:
    ending: str
    content: bytes


def read(content: bytes) -> Picture:
    """The picture in an upload. Raises ``NoPicture``."""
    if len(content) > MOST_BYTES:
        raise NoPicture(_l("The picture is larger than 2 MB. Save it smaller and choose it again"))
    try:
        found, width, height = _walked(content)
    except (struct.error, IndexError, ValueError):
        reason = _l("This is not a whole PNG, JPEG or WebP picture. Save it as one and choose it again")
        raise NoPicture(reason) from None
    if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE):
        raise NoPicture(
            _l("The picture has more than %(most)s pixels on a side. Make it smaller first", most=MOST_SIDE)
        )
    return found


def _walked(content: bytes) -> tuple[Picture, int, int]:
    if content.startswith(_PNG):
        return _png(content)
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp(content)
    raise ValueError("unknown kind")


def _png(content: bytes) -> tuple[Picture, int, int]:
    kept, place, kind = [_PNG], len(_PNG), b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", content, place)
        kind, end = content[place + 4 : place + 8], place + 12 + length
        if end > len(content):
            raise ValueError("cut off")
        if kind in _PNG_PARTS:
            kept.append(content[place:end])
        place = end
    if kept[1][4:8] != b"IHDR":
        raise ValueError("no header")
    width, height = struct.unpack_from(">II", kept[1], 8)
    return Picture("png", b"".join(kept)), width, height


def _jpeg(content: bytes) -> tuple[Picture, int, int]:
    kept, size = [b"\xff\xd8"], (0, 0)
    for marker, part in _segments(content):
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", part, 5)
            size = (width, height)
        # Application data except JFIF and Adobe's colours, and comments, are not picture.
        if not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):
            kept.append(part)
    return Picture("jpg", b"".join([*kept, b"\xff\xd9"])), *size


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The marked parts up to the end of the picture; a scan with the coded data behind it."""
    place = 2
    while True:
        if content[place] != 0xFF:
            raise ValueError("no marker")
        marker = content[place + 1]
        if marker == 0xD9:
            return
        (length,) = struct.unpack_from(">H", content, place + 2)
        end = place + 2 + length
        if marker == 0xDA:
            end = _end_of_scan(content, end)
        if length < 2 or end > len(content):
            raise ValueError("cut off")
        yield marker, content[place:end]
        place = end


def _end_of_scan(content: bytes, place: int) -> int:
    while True:
        place = content.index(b"\xff", place)
        if content[place + 1] != 0 and not 0xD0 <= content[place + 1] <= 0xD7:
            return place
        place += 2


def _webp(content: bytes) -> tuple[Picture, int, int]:
    (length,) = struct.unpack_from("<I", content, 4)
    whole, place, kept, size = 8 + length, 12, [], (0, 0)
    if whole > len(content):
        raise ValueError("cut off")
    while place < whole:
        kind = content[place : place + 4]
        (length,) = struct.unpack_from("<I", content, place + 4)
        end = place + 8 + length + length % 2
        if end > whole:
            raise ValueError("cut off")
        if kind in _WEBP_PARTS:
            part = content[place:end]
            size = max(size, _webp_size(kind, part))
            kept.append(_without_notes(part) if kind == b"VP8X" else part)
        place = end
    body = b"WEBP" + b"".join(kept)
    return Picture("webp", b"RIFF" + struct.pack("<I", len(body)) + body), *size


def _webp_size(kind: bytes, part: bytes) -> tuple[int, int]:
    if kind == b"VP8X":
        width, height = (int.from_bytes(part[at : at + 3], "little") + 1 for at in (12, 15))
        return width, height
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", part, 14)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", part, 9)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return 0, 0


def _without_notes(part: bytes) -> bytes:
    """The header of an extended WebP, saying that neither profile, notes nor frames follow: they are left out."""
    return part[:8] + bytes([part[8] & 0x10]) + part[9:]


def keep(picture: Picture) -> str:
    """Write a picture under a name nobody can guess, and say that name."""
    name = f"{secrets.token_hex(16)}.{picture.ending}"
    path = _folder() / name
    path.touch(mode=0o600)
    path.write_bytes(picture.content)
    return name


def sent(name: str) -> Response:
    """A kept picture as an answer that a browser shows and does not run; the page has asked who may see it."""
    path = _folder() / name
    if not _NAME.fullmatch(name) or not path.is_file():
        abort(404)
    answer = Response(path.read_bytes(), mimetype=_TYPES[path.suffix[1:]])
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _folder() -> Path:
    settings: Settings = current_app.extensions["settings"]
    made = settings.instance / "pictures"
    made.mkdir(mode=0o700, exist_ok=True)
    return made
