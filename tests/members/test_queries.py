"""Reading members: filters, counts after the reader's rights, contacts, and where members are."""

import pytest
from flask import Flask

from hub.core.access import Reader
from hub.core.bilingual import Bilingual, Language
from hub.members import queries
from hub.members.labels import language_name, prefecture
from hub.members.models import Member, Seat
from hub.members.queries import InterestCount
from hub.members.rules import Wanted
from tests.accounts.makers import make_account
from tests.members.makers import (
    MEMBER,
    SECRETARIAT,
    VISITOR,
    added,
    make_capability,
    make_contact,
    make_country,
    make_interest,
    make_member,
    make_reference,
    make_technology,
)

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def cable(app: Flask) -> Member:
    """A member that has delivered in Palau, looks at Kenya and looked at Peru."""
    for code, ja, en in (("PLW", "パラオ", "Palau"), ("KEN", "ケニア", "Kenya"), ("PER", "ペルー", "Peru")):
        make_country(code, ja, en)
    make_technology("submarine_cable", "光海底ケーブル", "Submarine cable")
    member = make_member("cable", name=Bilingual("ケーブル社", "Cable Company"), name_kana="ケーブルシャ")
    make_capability(member, "submarine_cable")
    make_reference(member, "submarine_cable", "PLW")
    make_interest(member, "KEN", "active")
    make_interest(member, "PER", "none")
    return member


def found(
    reader: Reader, language: Language = Language.JA, page: int = 1, **wanted: str
) -> queries.Directory:
    return queries.directory(Wanted(**wanted), page, reader=reader, language=language)


@pytest.mark.parametrize(("country", "visitor", "member"), [("PLW", 1, 1), ("KEN", 0, 1), ("PER", 0, 0)])
def test_only_readers_who_are_signed_in_find_members_by_where_they_look(
    cable: Member, country: str, visitor: int, member: int
) -> None:
    assert found(VISITOR, country=country).count == visitor
    assert found(MEMBER, country=country).count == member
    assert found(SECRETARIAT, country=country).count == member


def test_the_directory_tells_why_a_member_is_found_to_those_who_may_know(cable: Member) -> None:
    make_interest(cable, "PLW", "future")
    assert found(MEMBER, country="KEN").looking == {cable.id: "active"}
    assert found(MEMBER, country="PLW").looking == {cable.id: "future"}
    assert found(VISITOR, country="PLW").looking == {}
    assert found(MEMBER).looking == {}


def test_counts_of_countries_hold_only_what_the_reader_may_know(cable: Member) -> None:
    assert {one.value for one in found(VISITOR).choices.countries} == {"PLW"}
    assert {one.value for one in found(MEMBER).choices.countries} == {"PLW", "KEN"}


def test_what_nobody_knows_counts_as_not_asked(cable: Member) -> None:
    shown = found(VISITOR, technology="no-such", country="XXX", language="xx")
    assert (shown.count, shown.wanted) == (1, Wanted())


def test_text_finds_members_in_both_languages_whatever_the_page_speaks(cable: Member) -> None:
    for language in Language:
        assert found(VISITOR, language, text="ｹｰﾌﾞﾙ").count == 1
        assert found(VISITOR, language, text="cable COMPANY").count == 1
        assert found(VISITOR, language, text="ケーブル 放送").count == 0


def test_members_stand_in_the_order_of_the_language() -> None:
    make_member("zen", name=Bilingual("全社", "Alpha"), name_kana="ゼンシャ")
    make_member("ao", name=Bilingual("青社", "Zulu"), name_kana="アオシャ")
    assert [one.slug for one in found(VISITOR).members] == ["ao", "zen"]
    assert [one.slug for one in found(VISITOR, Language.EN).members] == ["zen", "ao"]


def test_a_page_has_twenty_members_and_one_beyond_the_last_shows_the_last() -> None:
    for _ in range(21):
        make_member()
    first, beyond = found(VISITOR), found(VISITOR, page=99)
    assert (len(first.members), first.pages, first.first) == (20, 2, 1)
    assert (len(beyond.members), beyond.page, beyond.first) == (1, 2, 21)


def test_an_empty_platform_has_one_empty_page() -> None:
    shown = found(VISITOR)
    assert (shown.count, shown.pages, shown.members) == (0, 1, ())


@pytest.mark.parametrize(
    ("reader", "own", "seen"),
    [
        (VISITOR, False, []),
        (MEMBER, False, ["released"]),
        (MEMBER, True, ["released", "held back"]),
        (SECRETARIAT, False, ["released", "held back"]),
    ],
)
def test_contacts_that_are_not_released_are_read_for_their_member_and_the_secretariat(
    reader: Reader, own: bool, seen: list[str]
) -> None:
    member = make_member()
    make_contact(member, released=True, en="released")
    make_contact(member, released=False, en="held back")
    make_contact(make_member(), released=True, en="somebody else")
    read = queries.contacts_of(member.id, reader, member.id if own else None)
    assert [person.name.en for person in read] == seen


def test_interests_come_active_ones_first(cable: Member) -> None:
    make_country("VNM", "ベトナム", "Viet Nam")
    make_interest(cable, "VNM", "future")
    read = queries.interests_of(cable.id)
    assert [(one.country_code, one.status) for one in read] == [
        ("KEN", "active"),
        ("VNM", "future"),
        ("PER", "none"),
    ]


def test_in_a_country_visitors_see_deliveries_and_members_also_who_looks_there(cable: Member) -> None:
    make_interest(cable, "PLW", "future")
    assert [(one.slug, one.presence) for one in queries.in_country("PLW", signed_in=False)] == [
        ("cable", "experienced")
    ]
    # Who has delivered is named once, with its deliveries.
    assert len(queries.in_country("PLW", signed_in=True)) == 1
    assert list(queries.in_country("KEN", signed_in=False)) == []
    assert [(one.slug, one.presence) for one in queries.in_country("KEN", signed_in=True)] == [
        ("cable", "active")
    ]
    # Looked at and not pursued is no presence.
    assert list(queries.in_country("PER", signed_in=True)) == []


def test_members_with_a_technology_come_with_its_maturity(cable: Member) -> None:
    found = queries.with_technology("submarine_cable", signed_in=False)
    assert [(one.slug, one.kind, one.presence) for one in found] == [("cable", "vendor", "commercial")]
    assert list(queries.with_technology("isdbt", signed_in=True)) == []


def test_interest_in_a_country_is_counted_by_kind(cable: Member) -> None:
    make_interest(make_member(), "KEN", "future")
    assert queries.interest_in("KEN", signed_in=True) == InterestCount(active=1, future=1)
    assert queries.interest_in("KEN", signed_in=False) is None
    assert queries.interest_in("PER", signed_in=True) is None


def test_a_seat_leads_to_its_member(cable: Member) -> None:
    account = make_account()
    assert queries.own_member_id(account.id) is None
    added(Seat(account_id=account.id, member_id=cable.id))
    assert queries.own_member_id(account.id) == cable.id
    assert queries.own_member_id(None) is None


def test_reference_sites_come_newest_first_and_undated_last(cable: Member) -> None:
    make_reference(cable, "submarine_cable", "KEN", year=None)
    make_reference(cable, "submarine_cable", "PER", year=2024)
    assert [one.year for one in queries.references_of(cable.id)] == [2024, 2020, None]


def test_languages_and_prefectures_have_names_in_both_languages() -> None:
    assert language_name("vi") == Bilingual("ベトナム語", "Vietnamese")
    assert language_name("xx") == Bilingual("xx", "xx")
    assert prefecture("東京都") == Bilingual("東京都", "Tokyo")
    assert prefecture("どこか") == Bilingual("どこか", "")
