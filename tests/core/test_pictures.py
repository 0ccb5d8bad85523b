"""Pictures: what is taken, what is refused with a sentence, and what of a file never gets here."""

import struct

import pytest

from hub.core import pictures
from hub.core.pictures import NoPicture
from tests.record.makers import png

JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
EXIF = b"\xff\xe1\x00\x10Exif\x00\x00GPS:home"
FRAME = b"\xff\xc0\x00\x0b\x08\x00\x02\x00\x03\x01\x01\x11\x00"
SCAN = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\xff\x00\x34"


def jpeg(*parts: bytes) -> bytes:
    return b"\xff\xd8" + b"".join(parts) + b"\xff\xd9"


def webp(*parts: tuple[bytes, bytes]) -> bytes:
    body = b"".join(
        kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
        for kind, content in parts
    )
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


VP8L = (b"VP8L", b"\x2f" + struct.pack("<I", 2 | 1 << 14))


def test_a_png_loses_its_notes_and_whatever_hangs_behind() -> None:
    read = pictures.read(png(3, 2, (b"tEXt", b"Comment\0home"), (b"eXIf", b"GPS")) + b"<script>")
    assert read == pictures.Picture("png", png(3, 2))


def test_a_jpeg_loses_where_and_when_it_was_taken() -> None:
    read = pictures.read(jpeg(JFIF, EXIF, b"\xff\xfe\x00\x06home", FRAME, SCAN) + b"<?php")
    assert read == pictures.Picture("jpg", jpeg(JFIF, FRAME, SCAN))


def test_a_webp_loses_its_notes() -> None:
    header = b"\x0c\0\0\0" + (2).to_bytes(3, "little") + (1).to_bytes(3, "little")
    read = pictures.read(webp((b"VP8X", header), VP8L, (b"EXIF", b"GPS:home"), (b"XMP ", b"<x/>")))
    assert read.ending == "webp"
    assert read.content == webp((b"VP8X", b"\0" + header[1:]), VP8L)
    assert pictures.read(read.content) == read


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a\x01\x00\x01\x00",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"%PDF-1.7",
        png()[:40],
        b"\x89PNG\r\n\x1a\n",
        jpeg(JFIF, FRAME),
        jpeg(JFIF, FRAME, SCAN)[:-2],
        b"\xff\xd8\xff\xe0\xff\xff",
        webp(VP8L)[:-3],
        b"RIFF\xff\xff\xff\xffWEBP",
        png(0, 2),
        png(4001, 1),
        b"\x89PNG\r\n\x1a\n" + b"\0" * (2 * 2**20),
    ],
)
def test_what_is_no_whole_picture_of_a_bearable_size_is_refused(content: bytes) -> None:
    if content == jpeg(JFIF, FRAME):
        # Without coded data it is an empty frame: browsers show nothing, and it does no harm.
        assert pictures.read(content).ending == "jpg"
        return
    with pytest.raises(NoPicture):
        pictures.read(content)
