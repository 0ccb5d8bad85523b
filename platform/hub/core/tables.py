"""A table as people send it and take it away: a workbook or CSV, in the encodings of spreadsheets in Japan."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hub.core import workbooks
from hub.core.sheets import (
    MOST_BYTES,
    TOO_LARGE,
    Fault,
    SheetRefused,
    checked_rows,
    decoded,
    harmless,
    spoken,
)


class Encoding(StrEnum):
    UTF_8 = "utf-8"
    CP932 = "cp932"
    # A workbook says for itself how its text is kept.
    WORKBOOK = "xlsx"


@dataclass(frozen=True)
class Table:
    rows: list[list[str]]
    encoding: Encoding


def read(content: bytes, file: str) -> Table:
    """The rows of a file as text. What an export made harmless is as it was. Raises ``SheetRefused``."""
    if len(content) > MOST_BYTES:
        raise SheetRefused([Fault(file, 0, "", TOO_LARGE)])
    if workbooks.is_workbook(content):
        rows, encoding = workbooks.rows_of(content, file), Encoding.WORKBOOK
    else:
        text, name = decoded(content, file)
        rows, encoding = checked_rows(text, file), Encoding(name)
    return Table([[spoken(cell) for cell in row] for row in rows], encoding)


@dataclass(frozen=True)
class Written:
    """A file and, of the characters its encoding does not have, each with how often it was replaced by ``〓``."""

    content: bytes
    replaced: dict[str, int]


def csv_of(header: Sequence[str], rows: Iterable[Sequence[object]], encoding: Encoding) -> Written:
    """CSV as spreadsheets in Japan open it: UTF-8 with its mark, or CP932 with a sign for what it lacks."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for row in (header, *rows):
        writer.writerow(["" if value is None else harmless(str(value)) for value in row])
    if encoding is Encoding.UTF_8:
        return Written(text.getvalue().encode("utf-8-sig"), {})
    return in_cp932(text.getvalue())


_MISSING = "〓"


def in_cp932(text: str) -> Written:
    """The text in CP932; what it lacks becomes the printers' sign for a missing letter, and is counted."""
    replaced: dict[str, int] = {}

    def kept(character: str) -> str:
        try:
            # Some signs go in and come back as others; what does not come back is as good as missing.
            if character.encode("cp932").decode("cp932") == character:
                return character
        except UnicodeEncodeError:
            pass
        replaced[character] = replaced.get(character, 0) + 1
        return _MISSING

    known = {character: character for character in set(text) if character.isascii()}
    plain = "".join(known.get(character) or kept(character) for character in text)
    return Written(plain.encode("cp932"), replaced)
