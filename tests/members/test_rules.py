"""Who sees the members' part, which members match, and their order, as tables."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from hub.core.access import Reader
from hub.core.fulltext import normal
from hub.members import fields, labels, rules
from hub.members.fields import Circle, RecordField
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
    assert (RecordField.COUNTRIES in fields.seen({}, fields.circles_of(reader))) is sees


def test_a_field_is_seen_by_the_circle_its_member_chose() -> None:
    chosen = {
        RecordField.COUNTRIES: "public",
        RecordField.SUMMARY: "secretariat",
        RecordField.SEEKS: "members",
    }
    visitor, member = fields.circles_of(VISITOR), fields.circles_of(MEMBER)
    hidden = {RecordField.SUMMARY, RecordField.SEEKS, RecordField.CONTACTS}
    assert fields.seen(chosen, visitor) == set(RecordField) - hidden
    assert fields.seen(chosen, member) == set(RecordField) - {RecordField.SUMMARY}
    assert fields.seen(chosen, fields.circles_of(SECRETARIAT)) == set(RecordField)


def test_a_reference_site_is_never_seen_wider_than_the_capabilities_it_names() -> None:
    chosen = {RecordField.CAPABILITIES: "secretariat", RecordField.REFERENCES: "public"}
    assert fields.circle_of(RecordField.REFERENCES, chosen) is Circle.SECRETARIAT
    assert fields.circle_of(RecordField.CERTIFICATIONS, chosen) is Circle.SECRETARIAT


def test_contact_persons_are_never_public() -> None:
    assert Circle.PUBLIC not in fields.circles_to_choose(RecordField.CONTACTS)


@pytest.mark.parametrize(
    ("days", "state"), [(0, "fresh"), (365, "fresh"), (366, "stale"), (455, "stale"), (456, "dormant")]
)
def test_a_record_grows_stale_after_a_year_and_dormant_90_days_later(days: int, state: str) -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    assert rules.freshness(now - timedelta(days=days), now) == state


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
