"""Nothing hidden is ever found: what a reader may not know changes no page, count, order, suggestion or answer.

The site is compared with a twin from which the hidden facts have been taken out. If a page of the two differs
by one letter, something of the secret shows in it.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.advisors.models import Advisor
from hub.core.db import db, transaction
from hub.members.models import ContactPerson, CountryInterest, Member
from tests.addresses import MAIN_PAGES
from tests.conftest import MEMBER, SECRETARIAT, copied, seed_rows, signed_in_as

CONTACTS = seed_rows("sample/contact_persons.csv")
INTERESTS = seed_rows("sample/member_countries.csv")
ADVISORS = seed_rows("sample/advisors.csv")
OWN_MEMBER = next(row["member"] for row in seed_rows("sample/accounts.csv") if row["email"] == MEMBER)

# Answers carry a token of the session and, for programs, the number of the state of the data.
PASSING = re.compile(r'name="csrf_token" value="[^"]*"|"data_version": *\d+')


def twin(seeded_app: Flask, folder: Any, forget: Callable[[Session], None]) -> Flask:
    """The site as it would be if the facts had never been there."""
    made = copied(seeded_app, folder)
    with made.app_context():
        with transaction() as session:
            forget(session)
        db.session.remove()
    rebuilt = made.test_cli_runner().invoke(args=["search", "rebuild"])
    assert rebuilt.exit_code == 0, rebuilt.output
    return made


def forget_all(session: Session) -> None:
    for model in (ContactPerson, CountryInterest):
        for one in session.scalars(select(model)):
            session.delete(one)
    for advisor in session.scalars(select(Advisor)):
        advisor.email = ""


def forget_unreleased(session: Session) -> None:
    of_others = (
        select(ContactPerson)
        .join(Member, Member.id == ContactPerson.member_id)
        .where(~ContactPerson.released, Member.slug != OWN_MEMBER)
    )
    for one in session.scalars(of_others):
        session.delete(one)


@pytest.fixture(scope="module")
def without_secrets(seeded_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    made = twin(seeded_app, tmp_path_factory.mktemp("without_secrets"), forget_all)
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def without_unreleased(seeded_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    made = twin(seeded_app, tmp_path_factory.mktemp("without_unreleased"), forget_unreleased)
    yield made
    with made.app_context():
        db.engine.dispose()


def pages() -> Iterator[str]:
    """Everything a curious reader would open."""
    for language in ("ja", "en"):
        yield from (f"/{language}{address}" for address in MAIN_PAGES.values())
    yield from (f"/ja/members/{row['slug']}" for row in seed_rows("sample/members.csv"))
    yield from (f"/ja/members?country={row['code']}" for row in seed_rows("countries.csv"))
    yield from (f"/ja/countries/{row['code']}" for row in seed_rows("countries.csv"))
    yield from (f"/ja/advisors/{row['slug']}" for row in ADVISORS)
    yield from (f"/ja/technologies/{row['code']}" for row in seed_rows("technologies.csv"))
    yield from (f"/api/v1/match?q={row['code']}" for row in seed_rows("technologies.csv")[:4])
    yield from (f"/ja/match/{row['country']}?technology=submarine_cable" for row in INTERESTS[:12])
    for word in searched():
        yield f"/ja/search?q={word}"
        yield f"/en/search/suggestions?q={word}"
        yield f"/api/v1/search?q={word}"
        yield f"/ja/members?q={word}"


def searched() -> Iterator[str]:
    """What one would type to find a person."""
    for row in CONTACTS[:2]:
        yield from (row["name_ja"], row["name_kana"], row["name_en"], row["email"], row["phone"])
    for row in CONTACTS:
        if row["released"] == "0":
            yield row["email"]
            yield row["name_ja"].split()[-1]
    yield from (row["email"] for row in ADVISORS[:3])


def differing(one: FlaskClient, other: FlaskClient) -> list[str]:
    return [address for address in pages() if shown(one, address) != shown(other, address)]


def shown(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    return f"{answer.status_code} {PASSING.sub('', answer.text)}"


def test_a_visitor_sees_the_same_with_and_without_the_secrets(
    seeded_client: FlaskClient, without_secrets: Flask
) -> None:
    assert differing(seeded_client, without_secrets.test_client()) == []


def test_a_member_sees_the_same_with_and_without_what_others_have_not_released(
    member_client: FlaskClient, without_unreleased: Flask
) -> None:
    assert differing(member_client, signed_in_as(without_unreleased, MEMBER)) == []


def test_the_comparison_would_find_a_leak(
    member_client: FlaskClient,
    secretariat_client: FlaskClient,
    without_secrets: Flask,
    without_unreleased: Flask,
) -> None:
    """Who may see more does see a difference, on the pages of the very things."""
    released = next(row for row in CONTACTS if row["released"] == "1" and row["member"] != OWN_MEMBER)
    hidden = next(row for row in CONTACTS if row["released"] == "0" and row["member"] != OWN_MEMBER)
    page = f"/ja/members/{released['member']}"
    assert shown(member_client, page) != shown(signed_in_as(without_secrets, MEMBER), page)
    page = f"/ja/members/{hidden['member']}"
    assert shown(secretariat_client, page) != shown(signed_in_as(without_unreleased, SECRETARIAT), page)


def row_of(*, released: str, own: bool) -> dict[str, str]:
    # The first sample member has released all its people; the second has not.
    return next(
        row for row in CONTACTS if row["released"] == released and (row["member"] == OTHER_SEAT[1]) == own
    )


def address_of(row: dict[str, str]) -> str:
    return f"/en/members/{row['member']}"


OTHER_SEAT = next(
    (row["email"], row["member"])
    for row in seed_rows("sample/accounts.csv")
    if row["member"] and row["email"] != MEMBER
)
ADVISOR = next(row for row in ADVISORS if row["email"])
RELEASED, HIDDEN, OWN = (
    row_of(released="1", own=False),
    row_of(released="0", own=False),
    row_of(released="0", own=True),
)


@pytest.mark.parametrize(
    ("page", "words", "visitor", "member", "secretariat"),
    [
        pytest.param(address_of(RELEASED), RELEASED["email"], False, True, True, id="a released contact"),
        pytest.param(
            address_of(HIDDEN), HIDDEN["email"], False, False, True, id="another member's own contact"
        ),
        pytest.param(address_of(OWN), OWN["email"], False, True, True, id="a contact of the own member"),
        pytest.param(
            f"/en/advisors/{ADVISOR['slug']}", ADVISOR["email"], False, True, True, id="an advisor's mail"
        ),
    ],
)
def test_who_sees_what(
    seeded_app: Flask, page: str, words: str, visitor: bool, member: bool, secretariat: bool
) -> None:
    readers = (
        (seeded_app.test_client(), visitor),
        (signed_in_as(seeded_app, OTHER_SEAT[0]), member),
        (signed_in_as(seeded_app, SECRETARIAT), secretariat),
    )
    for client, sees in readers:
        for address in (page, page.replace("/en/", "/ja/")):
            assert (words in client.get(address).text) == sees


def test_a_sign_in_gives_nothing_of_the_desk_to_a_member(member_client: FlaskClient) -> None:
    for row in CONTACTS:
        if row["released"] == "0" and row["member"] != OWN_MEMBER:
            text = member_client.get(address_of(row)).text
            assert not any(
                row[secret] in text for secret in ("name_ja", "name_en", "email", "phone") if row[secret]
            )
