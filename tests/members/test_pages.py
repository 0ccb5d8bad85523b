"""The directory and a member's page, in both languages, for a visitor, a member and the secretariat."""

import csv
import html
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from hub.core.config import ROOT
from hub.core.db import db
from hub.members.models import Member
from tests.accounts.makers import make_account, sign_in
from tests.members.makers import (
    make_capability,
    make_contact,
    make_country,
    make_interest,
    make_member,
    make_reference,
    make_technology,
)


def rows(sheet: str) -> list[dict[str, str]]:
    with (ROOT / "seed" / sheet).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


ACCOUNTS = {row["email"]: row for row in rows("sample/accounts.csv")}
CONTACTS = rows("sample/contact_persons.csv")
OWN = ACCOUNTS["mina@aonagi-subsea.example"]
SECRETARIAT = ACCOUNTS["office@secretariat.example"]


@pytest.fixture(scope="module")
def member(seeded_app: Flask) -> FlaskClient:
    return entered(seeded_app, OWN)


@pytest.fixture(scope="module")
def secretariat(seeded_app: Flask) -> FlaskClient:
    return entered(seeded_app, SECRETARIAT)


def entered(app: Flask, account: dict[str, str]) -> FlaskClient:
    client = app.test_client()
    assert sign_in(client, account["email"], account["password"]).status_code == 303
    return client


def page(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return html.unescape(answer.text)


def by_member(contacts: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in contacts:
        found.setdefault(row["member"], []).append(row)
    return found


def facts(person: dict[str, str]) -> list[str]:
    return [person["name_ja"], person["name_en"], person["email"], person["phone"]]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_visitor_sees_no_contact_person_of_the_seed(seeded_client: FlaskClient, language: str) -> None:
    for slug, people in by_member(CONTACTS).items():
        seen = page(seeded_client, f"/{language}/members/{slug}")
        for person in people:
            assert not [fact for fact in facts(person) if fact in seen], person["email"]


def test_no_contact_person_of_the_seed_stands_in_the_directory(
    seeded_client: FlaskClient, member: FlaskClient, secretariat: FlaskClient
) -> None:
    for client in (seeded_client, member, secretariat):
        for number in range(1, 8):
            seen = page(client, f"/en/members?page={number}")
            assert not [person["email"] for person in CONTACTS if person["email"] in seen]
            assert not [
                person["name_en"] for person in CONTACTS if person["name_en"] in seen.replace(SEAT, "")
            ]


# The header greets the person who is signed in, who may be a contact person too.
SEAT = OWN["name_en"]


def test_a_member_sees_released_contacts_and_all_of_its_own(member: FlaskClient) -> None:
    for slug, people in by_member(CONTACTS).items():
        seen = page(member, f"/ja/members/{slug}")
        for person in people:
            expected = person["released"] == "1" or slug == OWN["member"]
            assert (person["email"] in seen) is expected, person["email"]
            assert (person["phone"] in seen) is expected, person["email"]


def test_the_secretariat_sees_every_contact_and_which_are_not_released(secretariat: FlaskClient) -> None:
    for slug, people in by_member(CONTACTS).items():
        seen = page(secretariat, f"/en/members/{slug}")
        assert all(person["email"] in seen for person in people)
        held_back = any(person["released"] == "0" for person in people)
        assert ("Not released" in seen) is held_back


@pytest.mark.parametrize(
    ("language", "heading", "invitation"),
    [
        ("ja", "関心のある国", "ログインした会員の方は、この会員が関心を持つ国と担当者をご覧いただけます。"),
        (
            "en",
            "Countries it looks at",
            "Members who are signed in see the countries this member looks at, and its contact persons.",
        ),
    ],
)
def test_where_a_member_looks_is_seen_after_signing_in(
    seeded_client: FlaskClient, member: FlaskClient, language: str, heading: str, invitation: str
) -> None:
    address = f"/{language}/members/aonagi-subsea"
    visitor, inside = page(seeded_client, address), page(member, address)
    assert heading not in visitor
    assert invitation in visitor
    assert f'href="/{language}/sign-in?next=/{language}/members/aonagi-subsea"' in visitor.replace("%2F", "/")
    assert heading in inside
    assert invitation not in inside


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("ja", "この会員は架空のもので、実在の組織ではありません。"), ("en", "This member is invented")],
)
def test_an_invented_member_says_so_and_a_public_body_does_not(
    seeded_client: FlaskClient, language: str, sentence: str
) -> None:
    assert sentence in page(seeded_client, f"/{language}/members/aonagi-subsea")
    assert sentence not in page(seeded_client, f"/{language}/members/jica")


def test_every_member_of_the_seed_has_a_page_in_both_languages(seeded_client: FlaskClient) -> None:
    for row in rows("members.csv") + rows("sample/members.csv"):
        assert row["name_ja"] in page(seeded_client, f"/ja/members/{row['slug']}")
        assert row["name_en"] in page(seeded_client, f"/en/members/{row['slug']}")


def test_a_website_shows_its_host_and_passes_nothing_on(seeded_client: FlaskClient) -> None:
    seen = page(seeded_client, "/en/members/jica")
    assert '<a href="https://www.jica.go.jp/" rel="noopener nofollow">www.jica.go.jp</a>' in seen
    # An invented address leads nowhere.
    assert 'href="https://aonagi-subsea.example' not in page(seeded_client, "/en/members/aonagi-subsea")


@pytest.mark.parametrize("website", ["", "https://", "https://[broken"])
def test_a_website_that_cannot_be_read_is_no_data(client: FlaskClient, website: str) -> None:
    make_member("odd", website=website)
    assert "データなし" in page(client, "/ja/members/odd")


def test_a_member_has_its_best_countries_with_a_way_to_the_reasons(seeded_client: FlaskClient) -> None:
    seen = page(seeded_client, "/en/members/aonagi-subsea")
    assert "Countries that fit this member" in seen
    assert "?technology=submarine_cable&technology=broadband" in seen
    # Without a technology nothing can be ranked.
    assert "Countries that fit this member" not in page(seeded_client, "/en/members/jica")


def test_a_public_body_names_the_support_tools_it_runs(seeded_client: FlaskClient) -> None:
    runs = [row for row in rows("support_tools.csv") if "jica" in row["members"].split(";")]
    seen = page(seeded_client, "/ja/members/jica")
    assert runs
    assert all(f"/ja/support-tools/{row['id']}" in seen and row["name_ja"] in seen for row in runs)
    # A page about tools does not go on about capabilities that nobody recorded.
    assert "提供できる技術" not in seen
    assert "運営・関与している支援ツール" not in page(seeded_client, "/ja/members/aonagi-subsea")


def test_public_bodies_name_their_source(seeded_client: FlaskClient) -> None:
    assert "JICA, Private-Sector Investment Finance FAQ" in page(seeded_client, "/en/members/jica")


@pytest.mark.parametrize("address", ["/ja/members/no-such", "/en/members/JICA", "/en/members/1"])
def test_an_unknown_member_is_not_there(seeded_client: FlaskClient, address: str) -> None:
    page(seeded_client, address, 404)


def test_the_directory_counts_and_pages(seeded_client: FlaskClient) -> None:
    assert "登録されている会員：124件" in page(seeded_client, "/ja/members")
    last = page(seeded_client, "/en/members?page=7")
    assert "Members on the platform: 124" in last
    assert "(page 7)" in last
    assert last.count('class="member"') == 4


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 5, "１", "999"])
def test_a_page_that_cannot_be_shows_one_that_is(seeded_client: FlaskClient, number: str) -> None:
    assert 'class="member"' in page(seeded_client, f"/ja/members?page={number}")


def test_filters_stay_and_can_be_removed_one_by_one(seeded_client: FlaskClient) -> None:
    seen = page(seeded_client, "/en/members?technology=submarine_cable&kind=carrier&page=1")
    assert "Members that match:" in seen
    assert 'href="/en/members?kind=carrier"' in seen
    assert 'href="/en/members?technology=submarine_cable"' in seen
    assert '<option value="carrier" selected>' in " ".join(seen.split())


@pytest.mark.parametrize(
    ("language", "heading", "wider"),
    [
        ("ja", "すべての条件に合う会員は見つかりませんでした", "「zzzz」という言葉を外して探す"),
        ("en", "No member matches all of this", "Search without the words “zzzz”"),
    ],
)
def test_no_hit_says_how_to_widen(
    seeded_client: FlaskClient, language: str, heading: str, wider: str
) -> None:
    seen = page(seeded_client, f"/{language}/members?q=zzzz&country=PLW")
    assert heading in seen
    assert wider in seen


def test_words_in_the_address_are_shown_as_words(seeded_client: FlaskClient) -> None:
    assert "<script>alert" not in seeded_client.get("/en/members?q=<script>alert(1)</script>").text


def test_where_members_look_moves_no_visitors_count(app: Flask, client: FlaskClient) -> None:
    make_country("KEN", "ケニア", "Kenya")
    make_technology("isdbt", "地デジ", "Digital TV")
    make_capability(make_member("quiet"), "isdbt")
    before = page(client, "/en/members?country=KEN")
    make_interest(db.session.query(Member).filter_by(slug="quiet").one(), "KEN")
    assert page(client, "/en/members?country=KEN") == before


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def platform_of(members: int) -> None:
    for code in ("PLW", "KEN"):
        make_country(code, code, code)
    for code in ("isdbt", "broadband"):
        make_technology(code, code, code)
    for number in range(members):
        made = make_member(f"m{number}")
        for technology in ("isdbt", "broadband"):
            make_capability(made, technology)
        make_reference(made, "isdbt", "PLW")
        make_interest(made, "KEN")
        make_contact(made, released=True)


def cost(client: FlaskClient, address: str) -> int:
    page(client, address)
    with statements() as sent:
        page(client, address)
    return len(sent)


ADDRESSES = ("/ja/members", "/en/members?q=telecoms&technology=isdbt&country=PLW&page=2", "/ja/members/m3")


@pytest.mark.parametrize("signed_in", [False, True])
def test_pages_cost_as_many_statements_with_ten_members_as_with_many(
    app: Flask, client: FlaskClient, signed_in: bool
) -> None:
    if signed_in:
        make_account(role="secretariat")
        assert sign_in(client).status_code == 303
    platform_of(10)
    few = [cost(client, address) for address in ADDRESSES]
    for number in range(10, 124):
        made = make_member(f"m{number}")
        make_capability(made, "isdbt")
        make_reference(made, "isdbt", "KEN")
        make_interest(made, "PLW")
    many = [cost(client, address) for address in ADDRESSES]
    assert few == many
    assert max(many) <= 21, many
