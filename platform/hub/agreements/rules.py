"""What terms need before they are proposed, what is accepted, and who still has to. Pure."""

import difflib
import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hub.agreements.models import Head
from hub.calls.models import Stage

# Terms are written and proposed while the team forms, and changed by all once it has agreed.
WRITTEN_IN = (Stage.FORMING, Stage.AGREED)
# Each head needs words; of these two the numbers, or nothing, say enough.
_MAY_BE_EMPTY = (Head.SHARES, Head.OTHER)
MOST_SIGNS = 4000
WHOLE = 100


class Lack(StrEnum):
    """What keeps terms from being proposed."""

    STAGE = "stage"
    MEMBERS = "members"
    SHARES = "shares"


@dataclass(frozen=True)
class Member:
    """A member of the team as the terms name it."""

    place_id: int
    ja: str
    en: str
    lead: bool
    percent: int | None


def lacks(stage: str, members: Sequence[Member], texts: Mapping[str, str]) -> list[str]:
    """What is missing: a ``Lack``, or the head of a clause that is still empty."""
    found: list[str] = []
    if stage not in WRITTEN_IN:
        found.append(Lack.STAGE)
    if len(members) < 2:
        found.append(Lack.MEMBERS)
    if any(one.percent is None for one in members) or sum(one.percent or 0 for one in members) != WHOLE:
        found.append(Lack.SHARES)
    return found + [head for head in Head if head not in _MAY_BE_EMPTY and not texts.get(head)]


def canonical(
    key: str, title: Mapping[str, str], number: int, members: Iterable[Member], texts: Mapping[str, str]
) -> str:
    """The whole as one text that is the same wherever it is made: JSON with sorted names and no spaces.

    Names of members are those of this day; the hash below covers all of it and nothing else.
    """
    whole: dict[str, Any] = {
        "call": key,
        "title": dict(title),
        "version": number,
        "members": [
            {
                "place": one.place_id,
                "name": {"ja": one.ja, "en": one.en},
                "lead": one.lead,
                "share": one.percent,
            }
            for one in sorted(members, key=lambda one: one.place_id)
        ],
        "clauses": [{"head": str(head), "text": texts[head]} for head in Head if texts.get(head)],
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(body: str) -> str:
    """Of the UTF-8 bytes, 64 signs of hexadecimal (FIPS 180-4)."""
    return hashlib.sha256(body.encode()).hexdigest()


def grouped(digest: str) -> str:
    """In groups of eight, to be compared by eye."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def fingerprint(members: Iterable[Member], texts: Mapping[str, str]) -> str:
    """The same for two drafts in which nothing differs: who proposes says which one was read."""
    return sha256(canonical("", {}, 0, members, texts))[:24]


def places_in(body: str) -> frozenset[int]:
    """The places that a version names."""
    return frozenset(one["place"] for one in json.loads(body)["members"])


def waited_for(body: str, places: Collection[int], accepted: Collection[int]) -> list[int] | None:
    """The places that have still to accept, in their order; None if the team is no longer the one it names, so
    that the terms must be proposed anew."""
    if places_in(body) != set(places):
        return None
    return [one for one in places if one not in accepted]


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, went or came."""

    kind: str
    text: str


# Latin words and numbers as a whole; Japanese, which has no spaces, by signs.
_UNITS = re.compile(r"[A-Za-z0-9]+|\s+|.", re.S)


def difference(before: str, after: str) -> list[Piece]:
    """What changed between two texts, in reading order (Ratcliff and Obershelp, as in ``difflib``)."""
    old, new = _UNITS.findall(before), _UNITS.findall(after)
    found: list[Piece] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(old[i:j])))
            continue
        if j > i:
            found.append(Piece("gone", "".join(old[i:j])))
        if m > k:
            found.append(Piece("new", "".join(new[k:m])))
    return found


def read(body: str) -> dict[str, Any]:
    """A version as data: ``members`` and ``clauses``, in their order."""
    found: dict[str, Any] = json.loads(body)
    return found


def changes(before: str, after: str) -> list[tuple[str, list[Piece]]]:
    """By head, what changed from one version to the next; heads in which nothing did are left out."""
    old, new = ({one["head"]: one["text"] for one in read(body)["clauses"]} for body in (before, after))
    return [
        (head, difference(old.get(head, ""), new.get(head, "")))
        for head in Head
        if old.get(head, "") != new.get(head, "")
    ]
