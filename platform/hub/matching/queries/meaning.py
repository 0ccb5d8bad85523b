"""Which technologies a person means: a code, a name or synonym in the text, or what the index finds nearest."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hub.core.bilingual import Language
from hub.core.fulltext import Question, search
from hub.matching.rules.factors import Cube

MOST_TECHNOLOGIES = 3
# A hit counts as meant too if it scores at least this share of the best one.
NEAR = 0.75
# Where no technology has all the words, those of a hit must be worth this many words that one record has.
# Of 37 sentences that describe a technology (both languages) the weakest reached 1.4; of 16 that describe none
# (noodles, hats, weddings) the strongest reached 1.0.
SAYING = 1.2


class Way(StrEnum):
    """How the technologies were found."""

    CHOSEN = "chosen"
    INDEX = "index"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Meaning:
    """The technologies meant, best first, how they were found, and other near ones to change to."""

    technologies: tuple[str, ...]
    way: Way
    others: tuple[str, ...] = ()


def meaning(cube: Cube, text: str, chosen: Sequence[str], *, language: Language = Language.JA) -> Meaning:
    """Codes chosen win; a text that is a code is one; any other text is looked up in the index."""
    known = cube.facts.technology_index
    picked = tuple(dict.fromkeys(code for code in chosen if code in known))
    if not picked and text.strip().casefold() in known:
        picked = (text.strip().casefold(),)
    if picked:
        return Meaning(picked, Way.CHOSEN)
    if not text.strip():
        return Meaning((), Way.NOTHING)
    answer = search(Question(text=text, kinds=("technology",), language=str(language), limit=8))
    least = SAYING * answer.rare if answer.widened else 0.0
    if answer.hits and answer.hits[0].id == text.strip().casefold() not in known:
        # The code of a technology that is evidence of relation only, such as comprehensive cooperation.
        return Meaning((), Way.NOTHING)
    hits = [hit for hit in answer.hits if hit.id in known and hit.score >= least]
    if not hits:
        return Meaning((), Way.NOTHING)
    near = [hit.id for hit in hits if hit.score >= NEAR * hits[0].score][:MOST_TECHNOLOGIES]
    others = tuple(hit.id for hit in hits if hit.id not in near)[:MOST_TECHNOLOGIES]
    return Meaning(tuple(near), Way.INDEX, others)
