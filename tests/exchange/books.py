"""Real files, made here: workbooks of every sort, good and bad."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

HEADER = [
    "slug",
    "name_ja",
    "name_en",
    "name_kana",
    "kind",
    "size_class",
    "prefecture",
    "website",
    "summary_ja",
    "summary_en",
    "languages",
    "seeks_ja",
    "seeks_en",
    "updated_on",
    "sample",
    "source_name_ja",
    "source_name_en",
    "source_url",
]


def row(slug: str = "takasaki", **cells: str) -> list[str]:
    given = {
        "slug": slug,
        "name_ja": "髙崎通信",
        "name_en": "Takasaki Telecom",
        "name_kana": "タカサキツウシン",
        "kind": "carrier",
        "languages": "ja;en",
        **cells,
    }
    return [given.get(name, "") for name in HEADER]


def csv_bytes(*rows: Sequence[str], header: Sequence[str] = HEADER, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(",".join(cells) for cells in (header, *rows)).encode(encoding)


def workbook(*rows: Sequence[Any], header: Sequence[Any] = HEADER) -> bytes:
    book = Workbook()
    for cells in (header, *rows):
        book.active.append(list(cells))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def with_part(content: bytes, name: str, part: bytes, *, instead: bool = False) -> bytes:
    """The workbook with a part added, or another one in place of its own."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if not (instead and one == name):
                new.writestr(one, old.read(one))
        new.writestr(name, part)
    return kept.getvalue()


def bomb() -> bytes:
    """300 MB of zeros inside some 300 kB."""
    return with_part(workbook(), "xl/media/image1.png", bytes(300 * 2**20))


def sheet_xml(inside: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{inside}</sheetData></worksheet>'.encode()
