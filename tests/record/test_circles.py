"""公開範囲: who may not see a field finds no trace of it, wherever they look.

Each field is hidden once, and once really gone: whoever may not see it must be shown the very same pages.
"""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.members.fields import RecordField
from hub.members.models import Member, Seat
from hub.search import upkeep
from tests.accounts.makers import make_account, sign_in
from tests.conftest import SECRETARIAT, signed_in_as
from tests.house.test_secrets import PASSING
from tests.members.makers import (
    added,
    make_capability,
    make_country,
    make_interest,
    make_member,
    make_reference,
    make_technology,
)
from tests.record.makers import forget, make_full_member, release

# What stands in each field of the member looked at, as one would search for it.
WORDS = {
    RecordField.SUMMARY: ("summary",),
    RecordField.ADDRESS: ("address",),
    RecordField.WEBSITE: ("website",),
    RecordField.SEEKS: ("seeks",),
    RecordField.CAPABILITIES: ("capability", "certificate", "reference"),
    RecordField.CERTIFICATIONS: ("certificate",),
    RecordField.REFERENCES: ("reference",),
    RecordField.PROJECTS: ("project", "partner"),
    RecordField.CASES: ("case", "story"),
    RecordField.CONTACTS: ("person",),
}


@pytest.fixture
def zebra(app: Flask) -> Iterator[Member]:
    """The member looked at, beside another one that shares its technology and countries."""
    for code, ja, en in (
        ("KEN", "ケニア", "Kenya"),
        ("PLW", "パラオ", "Palau"),
        ("UZB", "ウズベキスタン", "Uzbekistan"),
    ):
        make_country(code, ja, en)
    for code, ja, en in (
        ("submarine_cable", "光海底ケーブル", "Submarine cable"),
        ("isdbt", "地デジ", "ISDB-T"),
    ):
        make_technology(code, ja, en)
    rival = make_member("rival", prefecture="東京都", size_class="large")
    make_capability(rival, "isdbt")
    make_reference(rival, "isdbt", "UZB")
    make_interest(rival, "PLW")
    account = make_account()
    added(Seat(account_id=account.id, member_id=rival.id, role="window"))
    yield make_full_member("zebra", "submarine_cable", "PLW", "UZB")


def pages(member: Member, field: RecordField) -> Iterator[str]:
    yield "/ja/members"
    yield "/ja/members?sort=updated"
    for asked in (
        *("technology=submarine_cable", "country=PLW", "country=UZB", "country=PLW&involvement=experienced"),
        *("country=UZB&involvement=future", "size=small", "region=kyushu", "language=sw", "newcomer=yes"),
    ):
        yield f"/ja/members?{asked}"
    yield "/ja/members/zebra"
    yield "/ja/members/rival"
    yield f"/ja/members/zebra/pictures/{member.logo}"
    yield from (
        f"/ja/members/zebra/{place}" for place in ("preview", "preview?as=member", "record", "contact")
    )
    yield from (f"/ja/members/zebra/record/{place}" for place in ("history", "profile", "capabilities/1"))
    yield from (f"/ja/countries/{code}" for code in ("PLW", "UZB"))
    yield from (f"/ja/technologies/{code}" for code in ("submarine_cable", "isdbt"))
    yield "/ja/desk/members/sheets"
    for word in (*WORDS.get(field, ()), ""):
        yield f"/ja/members?q=zebra{word}"
        yield f"/ja/search?q=zebra{word}"
        yield f"/ja/search/suggestions?q=zebra{word}"
        yield f"/api/v1/search?q=zebra{word}"
    for asked in ("country=PLW", "country=UZB", "technology=submarine_cable", "region=pacific"):
        yield f"/ja/search?q=zebra&{asked}"


def read(client: FlaskClient, addresses: list[str]) -> dict[str, str]:
    found = {}
    for address in addresses:
        answer = client.get(address)
        words = answer.data.decode(errors="replace")
        found[address] = f"{answer.status_code} {PASSING.sub('', words)}"
    return found


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return [address for address in one if one[address] != other[address]]


@pytest.mark.parametrize("field", list(RecordField))
def test_nobody_else_finds_a_trace_of_a_hidden_field(app: Flask, zebra: Member, field: RecordField) -> None:
    visitor, other = app.test_client(), app.test_client()
    assert sign_in(other).status_code == 303
    addresses = list(pages(zebra, field))

    def seen() -> tuple[dict[str, str], dict[str, str]]:
        upkeep.rebuild()
        return read(visitor, addresses), read(other, addresses)

    release(zebra, field, "secretariat")
    for_visitor_1, for_other_1 = seen()
    release(zebra, field, "members")
    for_visitor_2, for_other_2 = seen()
    release(zebra, field, None)
    forget(zebra, field)
    if field is RecordField.SUMMARY:
        # Without any summary it would not be listed: nobody may tell one hidden summary from another.
        zebra.summary = Bilingual("別の話", "Another story.")
        release(zebra, field, "secretariat")
    for_visitor, for_other = seen()
    assert differing(for_visitor_1, for_visitor) == []
    assert differing(for_other_1, for_other) == []
    assert differing(for_visitor_2, for_visitor) == []
    # The comparison would find a leak: another member, who may see it now, does.
    assert differing(for_other_2, for_other) != []


def test_a_member_may_say_in_public_where_it_looks(app: Flask, zebra: Member, client: FlaskClient) -> None:
    assert "zebra" not in client.get("/ja/members?country=UZB").text
    release(zebra, RecordField.COUNTRIES, "public")
    assert "/ja/members/zebra" in client.get("/ja/members?country=UZB").text
    assert "/ja/members/zebra" in client.get("/ja/countries/UZB").text
    assert "/ja/countries/UZB" in client.get("/ja/members/zebra").text


def test_a_change_of_circle_reaches_search_at_once(app: Flask, zebra: Member, client: FlaskClient) -> None:
    upkeep.rebuild()
    assert "/ja/members/zebra" in client.get("/ja/search?q=zebrasummary").text
    release(zebra, RecordField.SUMMARY, "secretariat")
    assert "/ja/members/zebra" not in client.get("/ja/search?q=zebrasummary").text


@pytest.mark.parametrize("spoilt", [{"verified": False}, {"summary": None}])
def test_a_record_that_is_not_listed_is_as_if_it_were_not_there(
    app: Flask, zebra: Member, client: FlaskClient, spoilt: dict[str, object]
) -> None:
    address = f"/ja/members/zebra/pictures/{zebra.logo}"
    assert client.get(address).status_code == 200
    if "summary" in spoilt:
        forget(zebra, RecordField.SUMMARY)
    else:
        zebra.verified = False
        db.session.commit()
    upkeep.rebuild()
    for page in ("/ja/members/zebra", "/ja/members/zebra/pictures/x.png", address):
        assert client.get(page).status_code == 404, page
    for page in (
        "/ja/members",
        "/ja/search?q=zebracapability",
        "/ja/countries/PLW",
        "/ja/technologies/submarine_cable",
    ):
        assert "/members/zebra" not in client.get(page).text, page
    assert client.get("/ja/members/zebra/contact").status_code == 302


def test_a_preview_shows_what_others_see(seeded_copy: Flask) -> None:
    office = signed_in_as(seeded_copy, SECRETARIAT)
    slug = "aonagi-subsea"
    page = office.get(f"/en/members/{slug}/preview?as=visitor").text
    assert "how a visitor" in page
    assert 'id="contacts"' not in page
    assert 'id="interests"' not in page
    page = office.get(f"/en/members/{slug}/preview?as=member").text
    assert 'id="interests"' in page
    assert "Not released" not in page
