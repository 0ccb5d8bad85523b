"""Where a tool applies, as far as its source says, and what filters leave."""

import pytest

from hub.support_tools.rules import (
    Applicability,
    CountryFacts,
    Face,
    Wanted,
    applicability,
    counts,
    covers,
    matching,
)

YES, NO, UNKNOWN = Applicability.YES, Applicability.NO, Applicability.UNKNOWN
PALAU = CountryFacts(code="PLW", group="oceania", oda_recipient=True, asean=False)
VIET_NAM = CountryFacts(code="VNM", group="southeast_asia", oda_recipient=True, asean=True)
CHILE = CountryFacts(code="CHL", group="south_america", oda_recipient=False, asean=False)
ASEAN = CountryFacts(code="ASEAN", group="southeast_asia", oda_recipient=None, asean=False)


@pytest.mark.parametrize(
    ("countries", "country", "answer"),
    [
        ("*", CHILE, YES),
        ("*", ASEAN, YES),
        ("?", PALAU, UNKNOWN),
        ("oda", PALAU, YES),
        ("oda", CHILE, NO),
        ("oda", ASEAN, UNKNOWN),  # an organisation has no class of its own
        ("asean", VIET_NAM, YES),
        ("asean", PALAU, NO),
        ("asean", ASEAN, NO),
        ("group:oceania", PALAU, YES),
        ("group:oceania", CHILE, NO),
        ("PLW;FSM", PALAU, YES),
        ("PLW;FSM", VIET_NAM, NO),
        ("oda;asean;CHL", CHILE, YES),
        ("PLW;?", PALAU, YES),  # what is said goes before what is left open
        ("PLW;?", CHILE, UNKNOWN),
        (" PLW ; FSM ", PALAU, YES),
        ("", PALAU, NO),
    ],
)
def test_a_tool_applies_where_its_source_says(
    countries: str, country: CountryFacts, answer: Applicability
) -> None:
    assert applicability(countries, "*", country=country, technology=None) is answer


@pytest.mark.parametrize(
    ("technologies", "technology", "answer"),
    [
        ("*", "isdbt", YES),
        ("isdbt;telemedicine", "isdbt", YES),
        ("telemedicine", "isdbt", NO),
        ("x", None, YES),
    ],
)
def test_a_tool_for_another_technology_does_not_apply(
    technologies: str, technology: str | None, answer: Applicability
) -> None:
    assert applicability("PLW", technologies, country=PALAU, technology=technology) is answer


def test_a_tool_covers_all_technologies_or_those_it_lists() -> None:
    assert covers("*", "isdbt")
    assert covers("telemedicine; isdbt", "isdbt")
    assert not covers("telemedicine", "isdbt")


def face(id: str, **more: object) -> Face:
    given = {
        "technologies": "*",
        "types": frozenset({"survey"}),
        "phases": frozenset({"pilot"}),
        "applicability": YES,
        "words": "",
    }
    return Face(id=id, **{**given, **more})  # type: ignore[arg-type]


FACES = [
    face("T1", applicability=UNKNOWN),
    face("T2", words="jica technical cooperation"),
    face("T3", applicability=NO),
    face("T4", types=frozenset({"finance"}), phases=frozenset({"pilot", "project"}), technologies="isdbt"),
]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(), ["T2", "T4", "T1"]),
        (Wanted(type="finance"), ["T4"]),
        (Wanted(phase="pilot"), ["T2", "T4", "T1"]),
        (Wanted(technology="telemedicine"), ["T2", "T1"]),
        (Wanted(text="JICA cooperation"), ["T2"]),
        (Wanted(text="jica bank"), []),
        (Wanted(type="finance", technology="telemedicine"), []),
    ],
)
def test_filters_leave_what_answers_all_of_them_the_usable_first(wanted: Wanted, ids: list[str]) -> None:
    assert [one.id for one in matching(FACES, wanted, str.lower)] == ids


def test_counts_are_of_types_and_phases() -> None:
    types, phases = counts(FACES)
    assert (types["survey"], types["finance"], types["gift"]) == (3, 1, 0)
    assert (phases["pilot"], phases["project"]) == (4, 1)


def test_asking_for_nothing_is_not_asking() -> None:
    assert not Wanted()
    assert Wanted(text="x")
