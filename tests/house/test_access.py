"""Doors: each page says for whom it is, stands in both languages, and only looking changes nothing."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from hub.core.access import Audience, audience_of, public
from tests.addresses import EXAMPLES, QUERIES

# Pages without a language: the door that chooses one, files, and answers for programs.
WITHOUT_LANGUAGE = {"root", "static", "health"}
# Pages that a key in a letter opens, and pictures, whose names nobody can guess: none of them is always good.
KEYED = {
    "accounts.new_password",
    "accounts.confirm_address",
    "accounts.object_to_address",
    "members.picture",
    "seats.accept",
} | {endpoint for endpoint, values in EXAMPLES.items() if values.get("key") == "no-such-key"}


def addresses(app: Flask, language: str = "ja") -> Iterator[tuple[str, str]]:
    """Endpoint and an example address of everything that can be fetched."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()):
                yield rule.endpoint, address(rule, language)


def address(rule: Rule, language: str) -> str:
    values = dict(EXAMPLES.get(rule.endpoint, {}))
    if "lang" in rule.arguments:
        values["lang"] = language
    missing = rule.arguments - values.keys()
    assert not missing, f"tests/addresses.py needs an example for {rule.endpoint}: {missing}"
    query = QUERIES.get(rule.endpoint)
    return url_for(rule.endpoint, **values) + (f"?{query}" if query else "")


def test_each_page_says_for_whom_it_is(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules() if audience_of(rule.endpoint) is None} == set()


def test_a_page_without_a_mark_is_closed(app: Flask) -> None:
    app.add_url_rule("/unmarked", "unmarked", lambda: "nobody said for whom")
    app.add_url_rule("/marked", "marked", public(lambda: "for all"))
    assert app.test_client().get("/unmarked").status_code == 404
    assert app.test_client().get("/marked").status_code == 200


def test_each_page_stands_in_both_languages(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if rule.endpoint in WITHOUT_LANGUAGE or rule.rule.startswith("/api/"):
            assert "lang" not in rule.arguments
        else:
            assert "lang" in rule.arguments, f"{rule.endpoint} stands in no language"
            assert rule.rule.startswith("/<any(ja,en):lang>")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_each_address_answers_a_visitor(seeded_app: Flask, seeded_client: FlaskClient, language: str) -> None:
    for endpoint, page in addresses(seeded_app, language):
        with seeded_app.app_context():
            desk = audience_of(endpoint) is Audience.SECRETARIAT
        status = seeded_client.get(page).status_code
        assert status in ({404} if desk or endpoint in KEYED else {200, 302}), page


def test_addresses_are_in_small_letters_with_hyphens(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        fixed = [part for part in rule.rule.split("/") if "<" not in part]
        assert all(part == part.lower() and "_" not in part for part in fixed), rule.rule


@pytest.mark.parametrize("who", ["seeded_client", "member_client", "secretariat_client"])
def test_looking_changes_nothing(
    seeded_app: Flask,
    request: pytest.FixtureRequest,
    statements: Callable[[], AbstractContextManager[list[str]]],
    who: str,
) -> None:
    client: FlaskClient = request.getfixturevalue(who)
    for _, page in addresses(seeded_app):
        with statements() as done:
            client.get(page)
        assert [one for one in done if one.split()[0].upper() in {"INSERT", "UPDATE", "DELETE"}] == [], page


def test_what_only_writes_cannot_be_fetched(app: Flask, client: FlaskClient) -> None:
    assert client.get("/ja/sign-out").status_code == 405


def test_pages_for_the_signed_in_send_a_visitor_to_sign_in(app: Flask, client: FlaskClient) -> None:
    closed = [
        (endpoint, page)
        for endpoint, page in addresses(app)
        if audience_of(endpoint) in {Audience.SIGNED_IN, Audience.SECRETARIAT}
    ]
    for endpoint, page in closed:
        answer = client.get(page)
        if audience_of(endpoint) is Audience.SECRETARIAT:
            assert answer.status_code == 404, page
        else:
            assert answer.status_code == 302, page
            assert "/sign-in?" in answer.location


def test_an_unknown_address_is_a_page_in_its_language(seeded_client: FlaskClient) -> None:
    for language in ("ja", "en"):
        answer = seeded_client.get(f"/{language}/no-such-page")
        assert answer.status_code == 404
        assert f'<html lang="{language}">' in answer.text
