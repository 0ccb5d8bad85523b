"""Who sees the members' part, which members match, and their order, as tables."""

from dataclasses import dataclass
from datetime import date

import pytest

from hub.core.access import Reader
from hub.core.fulltext import normal
from hub.members import labels, rules
from hub.members.rules import Face, Order, Wanted
from tests.members.makers import MEMBER, SECRETARIAT, VISITOR

OWN, OTHER = 7, 8


@dataclass(frozen=True)
class Person:
    member_id: int
    released: bool


@pytest.mark.parametrize(
    ("reader", "own", "released", "sees"),
    [
        (VISITOR, None, True, False),
        (VISITOR, None, False, False),
        # A seat without a session opens nothing.
        (VISITOR, OWN, False, False),
        (MEMBER, OTHER, True, True),
        (MEMBER, OTHER, False, False),
        (MEMBER, None, False, False),
        (MEMBER, OWN, True, True),
        (MEMBER, OWN, False, True),
        (SECRETARIAT, None, True, True),
        (SECRETARIAT, None, False, True),
    ],
)
def test_who_may_see_a_contact_person(reader: Reader, own: int | None, released: bool, sees: bool) -> None:
    assert rules.may_see_contact(reader, Person(OWN, released), own) is sees


@pytest.mark.parametrize(("reader", "sees"), [(VISITOR, False), (MEMBER, True), (SECRETARIAT, True)])
def test_who_may_see_where_a_member_looks(reader: Reader, sees: bool) -> None:
    assert rules.may_see_interests(reader) is sees


def face(id: int, words: str, **values: object) -> Face:
    given = {
        "kind": "vendor",
        "technologies": frozenset({"isdbt"}),
        "countries": frozenset({("PER", "experienced")}),
        "languages": frozenset({"ja"}),
        **values,
    }
    return Face(id=id, words=normal.key(words), order=(words, words), **given)  # type: ignore[arg-type]


CABLE = face(
    1, "ケーブル工業", technologies=frozenset({"submarine_cable"}), countries=frozenset({("PLW", "active")})
)
TOWER = face(2, "テレビ塔 Tower", kind="carrier", languages=frozenset({"ja", "es"}))
FACES = (CABLE, TOWER)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [1, 2]),
        (Wanted(technology="isdbt"), [2]),
        (Wanted(country="PLW"), [1]),
        (Wanted(kind="carrier"), [2]),
        (Wanted(language="es"), [2]),
        (Wanted(language="ja", country="PER"), [2]),
        # One pair of country and involvement must fit both.
        (Wanted(country="PLW", involvement="active"), [1]),
        (Wanted(country="PLW", involvement="experienced"), []),
        (Wanted(involvement="experienced"), [2]),
        (Wanted(newcomer="yes"), [1]),
        (Wanted(size="large"), []),
        (Wanted(region="kanto"), []),
        (Wanted(technology="isdbt", country="PLW"), []),
        # Width, kana and case are no matter; every word must be there, in any order.
        (Wanted(text="ｹｰﾌﾞﾙ"), [1]),
        (Wanted(text="けーぶる"), [1]),
        (Wanted(text="TOWER てれび"), [2]),
        (Wanted(text="tower ケーブル"), []),
        # A sign that means nothing here is not a word.
        (Wanted(text="・"), [1, 2]),
    ],
)
def test_which_members_match(wanted: Wanted, found: list[int]) -> None:
    assert [one.id for one in rules.matching(FACES, wanted, normal.key)] == found


def test_a_facet_is_counted_as_if_it_were_not_chosen_and_the_others_were() -> None:
    counted = rules.counts(FACES, Wanted(kind="carrier"), normal.key)
    assert counted["kind"] == {"vendor": 1, "carrier": 1}
    assert counted["technology"] == {"isdbt": 1}
    assert counted["country"] == {"PER": 1}


def test_orders_by_name_by_relevance_and_by_last_update() -> None:
    new, old = date(2026, 11, 1), date(2025, 1, 1)
    said = face(1, "あ社 ケーブル", name=normal.key("あ社"), updated=old)
    named = face(2, "ケーブル工業", name=normal.key("ケーブル工業"), updated=new)

    def ordered(order: Order) -> list[int]:
        return [one.id for one in rules.matching((named, said), Wanted(text="ケーブル"), normal.key, order)]

    assert ordered(Order.NAME) == [1, 2]
    assert ordered(Order.RELEVANCE) == [2, 1]
    assert ordered(Order.UPDATED) == [2, 1]


def test_each_prefecture_has_its_region() -> None:
    found = {
        name: labels.region_of(name) for name in ("北海道", "沖縄県", "三重県", "滋賀県", "東京都", "無県")
    }
    assert found == {
        "北海道": "hokkaido",
        "沖縄県": "kyushu",
        "三重県": "kinki",
        "滋賀県": "kinki",
        "東京都": "kanto",
        "無県": "",
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("アオナギ", "イズミ"),
        ("カキ", "ガク"),
        ("ハル", "バル"),
        ("ホッカイ", "ホツタ"),
        ("コーヒー", "コヒガシ"),
        ("ヴェルデ", "エノキ"),
    ],
)
def test_the_order_of_the_fifty_sounds(first: str, second: str) -> None:
    assert rules.kana_order(first) < rules.kana_order(second)


def test_the_alphabet_knows_no_case_and_no_accents() -> None:
    names = ["zebra", "Épsilon", "alpha", "Delta"]
    assert sorted(names, key=rules.alphabetical_order) == ["alpha", "Delta", "Épsilon", "zebra"]


@pytest.mark.parametrize(("given", "codes"), [("", []), ("ja", ["ja"]), ("ja; en;", ["ja", "en"])])
def test_working_languages_are_read_one_by_one(given: str, codes: list[str]) -> None:
    assert rules.split_languages(given) == codes
