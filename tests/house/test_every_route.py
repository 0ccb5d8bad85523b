"""Every address of the site is asked for traces of a record whose fields are all hidden.

The site is compared with a twin in which those fields were never filled in: a visitor and a person of another
member must be shown the very same, whatever they open, list, count, search, let complete or fetch as data.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.members.fields import RecordField
from hub.members.models import CaseStudy, ContactPerson, Member, PastProject
from tests.addresses import EXAMPLES
from tests.conftest import SECRETARIAT, copied, seed_rows, signed_in_as
from tests.house.test_access import addresses
from tests.house.test_secrets import PASSING
from tests.record.makers import both, forget, release

HIDING = EXAMPLES["members.detail"]["slug"]
OTHER = next(row["email"] for row in seed_rows("sample/accounts.csv") if row["member"] not in {"", HIDING})
WORDS = (
    "zebrasummary",
    "zebraproject",
    "zebrapartner",
    "zebrastory",
    "zebraperson",
    "zebrawebsite",
    "zebraseeks",
)
# Shows a secret of the reader's own, another one each time.
ALWAYS_NEW = {"accounts.second_step"}


def every_address(app: Flask) -> Iterator[str]:
    """Each GET route with its example; then each that looks something up, once for each hidden word and value."""
    for language in ("ja", "en"):
        yield from (page for endpoint, page in addresses(app, language) if endpoint not in ALWAYS_NEW)
    for word in (*WORDS, HIDING):
        for asked in (*_taking_words(app), "/api/v1/search"):
            yield f"{asked}?q={quote(word)}"
    for code in _values("countries", "country") | _values("references", "country"):
        yield f"/ja/members?country={code}"
        yield f"/ja/search?q={HIDING}&country={code}"
        yield f"/ja/countries/{code}"
        yield f"/api/v1/countries/{code}"
    for code in _values("capabilities", "technology"):
        yield f"/ja/members?technology={code}"
        yield f"/ja/search?q={HIDING}&technology={code}"
        yield f"/ja/technologies/{code}"
        yield f"/api/v1/match?q={code}"


def _values(file: str, column: str) -> set[str]:
    return {row[column] for row in seed_rows(f"sample/member_{file}.csv") if row["member"] == HIDING}


def _taking_words(app: Flask) -> Iterator[str]:
    with app.test_request_context():
        for endpoint in ("search.results", "search.suggestions", "members.directory", "matching.match"):
            yield url_for(endpoint, lang="ja")


@pytest.fixture(scope="module")
def hiding(seeded_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    yield from _site(seeded_app, tmp_path_factory.mktemp("hiding"), filled=True)


@pytest.fixture(scope="module")
def empty(seeded_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    yield from _site(seeded_app, tmp_path_factory.mktemp("empty"), filled=False)


def _site(seeded_app: Flask, folder: Path, *, filled: bool) -> Iterator[Flask]:
    made = copied(seeded_app, folder)
    with made.app_context():
        member = db.session.query(Member).filter_by(slug=HIDING).one()
        if filled:
            _fill(member)
        else:
            for field in RecordField:
                # Certifications are gone with the capabilities; without a summary it would not be listed at all.
                if field not in {RecordField.CERTIFICATIONS, RecordField.SUMMARY}:
                    forget(member, field)
            member.summary = Bilingual("別の話", "Another story.")
        for field in RecordField:
            release(member, field, "secretariat")
        db.session.remove()
    built = made.test_cli_runner().invoke(args=["search", "rebuild"])
    assert built.exit_code == 0, built.output
    yield made
    with made.app_context():
        db.engine.dispose()


def _fill(member: Member) -> None:
    member.summary, member.seeks, member.website = (
        both("zebrasummary"),
        both("zebraseeks"),
        "https://zebrawebsite.example/",
    )
    number = member.id
    db.session.add_all(
        (
            PastProject(
                member_id=number,
                title=both("zebraproject"),
                partners=both("zebrapartner"),
                country_code="PLW",
            ),
            CaseStudy(member_id=number, title=both("zebracase"), what=both("zebrastory")),
            ContactPerson(
                member_id=number, name=both("zebraperson"), email="zebra@person.example", released=True
            ),
        )
    )


def read(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    words = PASSING.sub("", answer.data.decode(errors="replace"))
    return f"{answer.status_code} {answer.headers.get('Location', '')} {words}"


def differing(one: FlaskClient, other: FlaskClient, pages: list[str]) -> list[str]:
    return [page for page in pages if read(one, page) != read(other, page)]


def test_no_route_shows_a_visitor_a_trace_of_hidden_fields(hiding: Flask, empty: Flask) -> None:
    pages = list(every_address(hiding))
    assert differing(hiding.test_client(), empty.test_client(), pages) == []


def test_no_route_shows_another_member_a_trace_of_hidden_fields(hiding: Flask, empty: Flask) -> None:
    pages = list(every_address(hiding))
    assert differing(signed_in_as(hiding, OTHER), signed_in_as(empty, OTHER), pages) == []


def test_the_secretariat_does_see_them(hiding: Flask, empty: Flask) -> None:
    """The comparison would find a leak: for whoever may see the fields, pages differ."""
    pages = [f"/ja/members/{HIDING}", f"/ja/members?q={WORDS[0]}"]
    office, beside = signed_in_as(hiding, SECRETARIAT), signed_in_as(empty, SECRETARIAT)
    assert differing(office, beside, pages) == pages
