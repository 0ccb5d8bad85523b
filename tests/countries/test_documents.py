"""Charts as search finds them: every section's words, and only those of this country."""

import pytest
from flask import Flask

from hub.core.documents import SearchDocument
from hub.countries import documents as room
from hub.countries.labels import SECTIONS


@pytest.fixture(scope="module")
def every(seeded_app: Flask) -> dict[str, SearchDocument]:
    with seeded_app.app_context():
        return {one.id: one for one in room.documents(None)}


def text(document: SearchDocument, section: str) -> str:
    parts = [part.text for part in document.parts if part.anchor == section]
    return "\n".join(f"{one.ja}\n{one.en}" for one in parts)


def test_every_country_has_one_document_with_words_in_both_languages(
    every: dict[str, SearchDocument], all_codes: set[str]
) -> None:
    assert set(every) == all_codes
    for one in every.values():
        assert (one.kind, one.endpoint, one.record) == ("chart", "countries.chart", one.id)
        assert one.groups
        assert one.countries == (one.id,)
        for part in one.parts:
            assert part.anchor in SECTIONS
            assert part.heading.ja != part.heading.en
            assert part.text.ja, (one.id, part.anchor)
            assert part.text.en, (one.id, part.anchor)


def test_sections_stand_in_the_order_of_the_chart(every: dict[str, SearchDocument]) -> None:
    for one in every.values():
        anchors = list(dict.fromkeys(part.anchor for part in one.parts))
        assert anchors == [section for section in SECTIONS if section in anchors]


@pytest.mark.parametrize(
    ("code", "section", "words"),
    [
        ("PLW", "identity", "PW, PLW, 585"),
        ("PLW", "economy", "人口 18,092人（2020年）"),
        ("PLW", "economy", "Population: 18,092 persons (2020)"),
        ("PLW", "deployments", "海底ケーブル"),
        ("KEN", "needs", "High need of Telemedicine / health ICT"),
        ("KEN", "region", "ウガンダ"),
        ("KEN", "finance", "ODA recipients"),
        ("VNM", "relations", "Memorandum"),
        ("VNM", "posts", "Viet"),
    ],
)
def test_a_document_holds_what_the_section_says(
    every: dict[str, SearchDocument], code: str, section: str, words: str
) -> None:
    assert words in text(every[code], section)


def test_unknown_figures_have_no_words(every: dict[str, SearchDocument]) -> None:
    whole = "".join(text(every["PLW"], section) for section in SECTIONS)
    assert "サイバー対策指数" not in whole
    assert "No data" not in whole


def test_a_deployment_is_told_once(every: dict[str, SearchDocument]) -> None:
    told = [part.text.en for part in every["VNM"].parts if part.anchor in {"relations", "deployments"}]
    assert len(told) == len(set(told)) == 16


def test_names_are_aliases_codes_and_the_capital_and_no_two_letter_code(
    every: dict[str, SearchDocument],
) -> None:
    names = every["GBR"].names
    assert {"イギリス", "UK", "London", "ロンドン", "GBR"} <= set(names)
    assert "GB" not in names
    assert "IN" not in every["IND"].names


def test_technologies_are_those_documented_there(every: dict[str, SearchDocument]) -> None:
    assert "submarine_cable" in every["PLW"].technologies
    assert every["MNG"].technologies == ()


def test_only_the_countries_asked_for_are_made(seeded: Flask) -> None:
    assert [one.id for one in room.documents(["PLW", "XXX"])] == ["PLW"]
    assert list(room.documents([])) == []
