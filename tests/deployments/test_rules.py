"""What a deployment says in a sentence, and who is on the country's side."""

from dataclasses import dataclass

import pytest

from hub.core.bilingual import Bilingual
from hub.deployments.models import Stage
from hub.deployments.rules import counterparts, on_the_side_of, relations, sentence, split_actors


@dataclass(frozen=True)
class Row:
    what: Bilingual
    actors: Bilingual
    year: int | None = 2020
    stage: str = Stage.PILOT
    technology_code: str = "broadband"


def row(
    ja: str = "実証した", en: str = "A pilot.", actors: tuple[str, str] = ("", ""), **more: object
) -> Row:
    return Row(Bilingual(ja, en), Bilingual(*actors), **more)  # type: ignore[arg-type]  # values by name


def test_a_sentence_has_year_event_and_actors() -> None:
    told = sentence(row(actors=("総務省;タイ政府", "MIC;Government of Thailand")))
    assert told == Bilingual(
        "2020年、実証した（総務省、タイ政府）。", "2020: A pilot (MIC, Government of Thailand)."
    )


def test_a_year_that_is_not_stated_is_not_told() -> None:
    assert sentence(row(year=None)) == Bilingual("実証した。", "A pilot.")


def test_actors_come_in_pairs_or_in_the_language_that_names_them() -> None:
    assert split_actors(Bilingual("甲;乙", "A;B")) == (Bilingual("甲", "A"), Bilingual("乙", "B"))
    assert split_actors(Bilingual("甲;乙", "A")) == (Bilingual("甲", ""), Bilingual("乙", ""))
    assert split_actors(Bilingual("", "A;B")) == (Bilingual("", "A"), Bilingual("", "B"))
    assert split_actors(Bilingual()) == ()


@pytest.mark.parametrize(
    ("ja", "en", "name", "expected"),
    [
        ("インド通信省", "Ministry of Communications of India", Bilingual("インド", "India"), True),
        (
            "インドネシア通信省",
            "Ministry of Communications of Indonesia",
            Bilingual("インド", "India"),
            False,
        ),
        ("ウズベクテレコム", "Uzbektelecom", Bilingual("ウズベキスタン", "Uzbekistan"), True),
        ("日ベトナム協会", "Japan-Vietnam Association", Bilingual("ベトナム", "Vietnam"), False),
        ("現地企業", "A local firm", Bilingual("ベトナム", "Vietnam"), False),
    ],
)
def test_an_actor_is_on_a_countrys_side_if_it_carries_its_name(
    ja: str, en: str, name: Bilingual, expected: bool
) -> None:
    assert on_the_side_of(Bilingual(ja, en), [name]) is expected


def test_relations_are_memoranda_dialogues_and_standards_in_service() -> None:
    mou, dialogue = row(stage=Stage.MOU), row(stage=Stage.POLICY_DIALOGUE)
    standard = row(stage=Stage.OPERATION, technology_code="isdbt")
    others = [row(stage=Stage.OPERATION), row(stage=Stage.PILOT, technology_code="isdbt")]
    found = relations([mou, dialogue, standard, *others])
    assert (found.memoranda, found.dialogues, found.standards) == ((mou,), (dialogue,), (standard,))
    assert found
    assert not relations(others)


def test_counterparts_are_named_once_with_all_they_took_part_in() -> None:
    ministry = ("ケニア情報通信省;総務省", "Ministry of ICT of Kenya;MIC")
    first, second = row(actors=ministry), row(actors=ministry, year=2021)
    bare = row(actors=("ケニア", "Kenya"))
    found = counterparts([first, second, bare], [Bilingual("ケニア", "Kenya")])
    assert [(one.actor.en, one.deployments) for one in found] == [
        ("Ministry of ICT of Kenya", (first, second))
    ]
