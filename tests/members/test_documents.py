"""Search documents: what everybody finds, what only members find, and what nobody finds."""

import pytest
from flask import Flask

from hub.core.bilingual import Bilingual
from hub.core.documents import SearchDocument
from hub.members import documents as room
from hub.members.models import Member
from tests.members.makers import (
    make_capability,
    make_contact,
    make_country,
    make_interest,
    make_member,
    make_reference,
    make_technology,
)


@pytest.fixture
def cable(app: Flask) -> Member:
    make_country("PLW", "パラオ", "Palau")
    make_country("KEN", "ケニア", "Kenya")
    make_country("PER", "ペルー", "Peru")
    make_technology("submarine_cable", "光海底ケーブル", "Submarine cable")
    member = make_member("cable", name_kana="ケーブルシャ", seeks=Bilingual("融資", "a lender"), sample=True)
    make_capability(member, "submarine_cable")
    make_reference(member, "submarine_cable", "PLW")
    make_interest(member, "KEN", "future")
    make_interest(member, "PER", "none")
    make_contact(member, released=True, ja="公開 太郎", en="Taro Released")
    make_contact(member, released=False, ja="非公開 次郎", en="Jiro Hidden")
    return member


def text(document: SearchDocument) -> str:
    return "\n".join(
        [*document.names, document.title.ja, document.title.en]
        + [part.text.ja + "\n" + part.text.en for part in document.parts]
    )


def test_the_public_document_holds_the_public_record(cable: Member) -> None:
    public = next(iter(room.documents(None)))
    assert (public.kind, public.id, public.endpoint, public.members_only) == (
        "member",
        "cable",
        "members.detail",
        False,
    )
    assert (public.technologies, public.countries) == (("submarine_cable",), ("PLW",))
    assert public.groups == ("southeast_asia",)
    for words in (
        "ケーブルシャ",
        "通信機器の会社",
        "設計する",
        "Palau",
        "a lender",
        "ベンダー",
        "Vendor",
        "英語",
    ):
        assert words in text(public)
    assert public.extra == {"sample": "1"}


def test_the_members_document_holds_interests_and_released_contacts(cable: Member) -> None:
    _, members_only = room.documents(None)
    assert members_only.members_only
    assert (members_only.technologies, members_only.countries) == ((), ("KEN",))
    assert "ケニア" in text(members_only)
    assert "Taro Released" in text(members_only)
    # Looked at and not pursued is told on the page, not found.
    assert "ペルー" not in text(members_only)


def test_nothing_of_the_members_part_stands_in_the_public_document(cable: Member) -> None:
    public = next(iter(room.documents(None)))
    for hidden in ("ケニア", "Kenya", "公開 太郎", "Taro Released", "@member.example"):
        assert hidden not in text(public)


def test_contacts_that_are_not_released_and_addresses_stand_nowhere(cable: Member) -> None:
    for document in room.documents(None):
        assert "非公開 次郎" not in text(document)
        assert "Jiro Hidden" not in text(document)
        assert "@" not in text(document)


def test_only_the_members_asked_for_are_made(cable: Member) -> None:
    other = make_member("other")
    assert [one.id for one in room.documents([str(other.id)])] == ["other"]
    assert list(room.documents(["999", "no-number", ""])) == []
    # Without a members' part there is no second document.
    assert [one.members_only for one in room.documents([str(other.id)])] == [False]
