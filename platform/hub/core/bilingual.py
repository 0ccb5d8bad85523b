"""A value in both languages, and which of them a reader gets."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import String, Text
from sqlalchemy.orm import Composite, composite, mapped_column


class Language(StrEnum):
    JA = "ja"
    EN = "en"

    @property
    def other(self) -> "Language":
        return Language.EN if self is Language.JA else Language.JA


class Worded(NamedTuple):
    """Words and the language they are in, which differs from the page's if only one was given."""

    words: str
    language: Language


@dataclass(frozen=True)
class Bilingual:
    """Both languages of one value. Either may be empty: the other is then shown, marked with its ``lang``."""

    ja: str = ""
    en: str = ""

    def worded(self, language: Language) -> Worded:
        own, other = (self.ja, self.en) if language is Language.JA else (self.en, self.ja)
        return Worded(own, language) if own or not other else Worded(other, language.other)

    def text(self, language: Language) -> str:
        return self.worded(language).words

    def __bool__(self) -> bool:
        return bool(self.ja or self.en)


def bilingual(name: str, length: int | None = None) -> Composite[Bilingual]:
    """Two columns ``<name>_ja`` and ``<name>_en`` seen as one ``Bilingual``; unbounded without a length."""
    kind = String(length) if length else Text()
    return composite(
        Bilingual,
        mapped_column(f"{name}_ja", kind, nullable=False, default=""),
        mapped_column(f"{name}_en", kind, nullable=False, default=""),
    )
