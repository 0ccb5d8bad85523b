"""What a deployment says in one sentence, and which of its actors are on the country's side. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from hub.core.bilingual import Bilingual
from hub.deployments.models import Stage

# Technologies whose service abroad means that a Japanese standard was adopted.
STANDARDS = frozenset({"isdbt"})

# An English name is also recognised in what is made of it: Brazil in Brazilian, Uzbekistan in Uzbektelecom.
STEM = 5


class Told(Protocol):
    """What a deployment must know of itself to be told, be it a row or a value."""

    @property
    def year(self) -> int | None: ...
    @property
    def what(self) -> Bilingual: ...
    @property
    def actors(self) -> Bilingual: ...


class Placed(Told, Protocol):
    """A deployment that also says how far it has come, and of which technology."""

    @property
    def stage(self) -> str: ...
    @property
    def technology_code(self) -> str: ...


def sentence(deployment: Told) -> Bilingual:
    """Year, what happened and who, as one sentence in each language: the text by which search finds it."""
    actors = split_actors(deployment.actors)
    ja, en = deployment.what.ja.rstrip("。"), deployment.what.en.rstrip(".")
    if actors:
        ja = f"{ja}（{'、'.join(actor.ja for actor in actors if actor.ja)}）"
        en = f"{en} ({', '.join(actor.en for actor in actors if actor.en)})"
    if deployment.year is not None:
        ja, en = f"{deployment.year}年、{ja}", f"{deployment.year}: {en}"
    return Bilingual(f"{ja}。", f"{en}.")


def split_actors(actors: Bilingual) -> tuple[Bilingual, ...]:
    """The actors one by one; the two languages name them in the same order."""
    ja = [name for name in actors.ja.split(";") if name]
    en = [name for name in actors.en.split(";") if name]
    if len(ja) == len(en):
        return tuple(Bilingual(*pair) for pair in zip(ja, en, strict=True))
    return tuple(Bilingual(name, "") for name in ja) or tuple(Bilingual("", name) for name in en)


def on_the_side_of(actor: Bilingual, names: Iterable[Bilingual]) -> bool:
    """Whether an actor carries the name of this country (``names``: its name and aliases).

    Local firms that do not carry it are not recognised: better a gap than a wrong counterpart. Japan's own
    bodies name partners too (日ASEAN統合基金) and are left out.
    """
    if "日本" in actor.ja or actor.ja.startswith("日") or re.search(r"\bJapan", actor.en):
        return False
    return any(_carries(actor, name) for name in names)


def _carries(actor: Bilingual, name: Bilingual) -> bool:
    # India is not found in Indonesia: a katakana name ends where the katakana ends.
    if name.ja and re.search(rf"{re.escape(name.ja)}(?![ァ-ヴー])", actor.ja):
        return True
    if not name.en:
        return False
    stem = name.en if " " in name.en or len(name.en) <= STEM else name.en[:STEM]
    # Short codes such as US and FSM must stand alone, or they are found inside other words.
    pattern = rf"\b{re.escape(stem)}" + (r"\b" if len(stem) < STEM else "")
    return re.search(pattern, actor.en) is not None


Row = TypeVar("Row", bound=Placed)


@dataclass(frozen=True)
class Relations(Generic[Row]):
    """What binds a country to Japan: memoranda, policy dialogues and Japanese standards in service there."""

    memoranda: tuple[Row, ...]
    dialogues: tuple[Row, ...]
    standards: tuple[Row, ...]

    def __bool__(self) -> bool:
        return bool(self.memoranda or self.dialogues or self.standards)


def relations(told: Sequence[Row]) -> Relations[Row]:
    """A country's relations with Japan out of everything documented there."""
    return Relations(
        memoranda=tuple(one for one in told if one.stage == Stage.MOU),
        dialogues=tuple(one for one in told if one.stage == Stage.POLICY_DIALOGUE),
        standards=tuple(
            one for one in told if one.technology_code in STANDARDS and one.stage == Stage.OPERATION
        ),
    )


@dataclass(frozen=True)
class Counterpart(Generic[Row]):
    """A body on the country's side and the deployments that name it."""

    actor: Bilingual
    deployments: tuple[Row, ...]


def counterparts(told: Sequence[Row], names: Sequence[Bilingual]) -> tuple[Counterpart[Row], ...]:
    """The bodies on the country's side, most often named first; the bare name of the country is no body."""
    found: dict[Bilingual, list[Row]] = {}
    for one in told:
        for actor in split_actors(one.actors):
            bare = any(actor.ja == name.ja or actor.en == name.en for name in names)
            if not bare and on_the_side_of(actor, names):
                found.setdefault(actor, []).append(one)
    ordered = sorted(found.items(), key=lambda item: -len(item[1]))
    return tuple(Counterpart(actor, tuple(rows)) for actor, rows in ordered)
