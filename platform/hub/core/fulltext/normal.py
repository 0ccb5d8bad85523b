"""Text as it is compared: width, case, accents and long-vowel marks made one. Stored text is never changed.

A ``Normal`` remembers where each of its characters stood, so that a hit can be marked in the original.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

LONG = "ー"
KATAKANA = "ァ-ヺヽヾ"
# Half-width voicing marks and combining marks belong to the character before them.
_MARKS = "\uff9e\uff9f\u3099\u309a"
_HYPHENS = "‐‑‒–—―−﹣－"
# Drawn by hand or by a careless keyboard where a long vowel is meant; only after katakana.
_LIKE_LONG = frozenset("-" + _HYPHENS + "〜～ｰ─━")
# Characters of names are written one way in the register and another way on a keyboard.
_SPELLINGS = str.maketrans(
    {
        **dict.fromkeys(_HYPHENS, "-"),
        **dict(
            zip(
                "髙﨑齋齊邊邉濵濱澤櫻廣國眞瀨嶋嶌桒德栁靑𠮷",
                "高崎斎斉辺辺浜浜沢桜広国真瀬島島桑徳柳青吉",
                strict=True,
            )
        ),
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
    }
)
# 斉 is also an everyday character (一斉), so it is made one with 斎 only once words have been cut.
_NAME_VARIANTS = str.maketrans("斉", "斎")
_TO_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_TO_HIRAGANA = {code + 0x60: code for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_SHORTEST_TO_DROP = 4


@dataclass(frozen=True)
class Normal:
    """Normalised text, the same before lower case (``cased``), and where each character stood."""

    text: str
    cased: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from ``start`` up to ``end`` stood in the original."""
        return self.starts[start], self.ends[end - 1]

    def kept(self, keep: Callable[[int], bool]) -> "Normal":
        """Only the characters whose place passes; the others can still be found in the original."""
        places = [place for place in range(len(self.text)) if keep(place)]
        return Normal(
            "".join(self.text[place] for place in places),
            "".join(self.cased[place] for place in places),
            tuple(self.starts[place] for place in places),
            tuple(self.ends[place] for place in places),
        )


def normalise(text: str) -> Normal:
    """NFKC, lower case, plain Latin letters and one long-vowel mark."""
    cased: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place, length = 0, len(text)
    after_kana = False
    while place < length:
        end = place + 1
        while end < length and _is_mark(text[end]):
            end += 1
        cluster = text[place:end]
        folded = LONG if after_kana and cluster in _LIKE_LONG else _folded(cluster)
        for character in folded:
            cased.append(character)
            starts.append(place)
            ends.append(end)
        after_kana = folded != "" and is_katakana(folded[-1])
        place = end
    whole = "".join(cased)
    return Normal(_lower(whole), whole, tuple(starts), tuple(ends))


def plain(text: str) -> str:
    """Normalised text without the way back."""
    return normalise(text).text


def without_final_mark(normal: Normal) -> Normal:
    """The final ー of katakana words dropped: サーバー is サーバ, but コピー stays."""
    text = normal.text
    if LONG not in text:
        return normal
    dropped = {place for place in range(len(text)) if text[place] == LONG and _is_final(text, place)}
    return normal.kept(lambda place: place not in dropped) if dropped else normal


def key(text: str) -> str:
    """What a name is compared by: normalised, in katakana, variants of names made one, without gaps."""
    folded = fold_kana(without_final_mark(normalise(text)).text).translate(_NAME_VARIANTS)
    return "".join(character for character in folded if character.isalnum() or character == LONG)


def fold_kana(text: str) -> str:
    return text.translate(_TO_KATAKANA)


def to_hiragana(text: str) -> str:
    return text.translate(_TO_HIRAGANA)


def fold_name_variants(text: str) -> str:
    return text.translate(_NAME_VARIANTS)


def is_katakana(character: str) -> bool:
    return "ァ" <= character <= "ヺ" or character in "ーヽヾ"


def is_hiragana(text: str) -> bool:
    """Nothing but hiragana and long-vowel marks."""
    return bool(text) and all("ぁ" <= character <= "ゖ" or character in "ーゝゞ" for character in text)


def _is_mark(character: str) -> bool:
    return character >= "\u0300" and (character in _MARKS or unicodedata.combining(character) != 0)


@lru_cache(maxsize=20_000)
def _folded(cluster: str) -> str:
    """One character with its marks: compatibility forms resolved, accents of Latin letters dropped.

    Control characters and halves of a broken pair become gaps; marks that nobody sees go.
    """
    category = unicodedata.category(cluster[0])
    if category in {"Cc", "Cs"}:
        return "\n" if cluster[0] == "\n" else " "
    if category in {"Cf", "Mn"}:
        return ""
    whole = unicodedata.normalize("NFKC", cluster).translate(_SPELLINGS)
    if any("\u00c0" <= character <= "\u024f" or "\u1e00" <= character <= "\u1eff" for character in whole):
        apart = unicodedata.normalize("NFD", whole)
        whole = "".join(character for character in apart if not unicodedata.combining(character))
    return whole


def _lower(text: str) -> str:
    """Lower case that keeps its length, which ``str.lower`` does not for a few letters."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def _is_final(text: str, place: int) -> bool:
    if place + 1 < len(text) and is_katakana(text[place + 1]):
        return False
    first = place
    while first > 0 and is_katakana(text[first - 1]):
        first -= 1
    return place - first + 1 >= _SHORTEST_TO_DROP
