"""Who may sign in, locks, the length of sessions and where signing in leads: plain calls."""

from datetime import UTC, datetime, timedelta

import pytest

from hub.accounts import rules
from hub.core.access import Role
from hub.core.bilingual import Language

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("active", "sample", "production", "allowed"),
    [
        (True, False, True, True),
        (True, True, False, True),
        (True, True, True, False),
        (False, False, True, False),
        (False, True, False, False),
    ],
)
def test_suspended_accounts_never_and_sample_accounts_not_in_production(
    active: bool, sample: bool, production: bool, allowed: bool
) -> None:
    assert rules.may_sign_in(active=active, sample=sample, production=production) is allowed


@pytest.mark.parametrize(
    ("role", "idle", "age", "over"),
    [
        (Role.SECRETARIAT, 60 * MINUTE, HOUR, False),
        (Role.SECRETARIAT, 61 * MINUTE, 2 * HOUR, True),
        (Role.MEMBER, 61 * MINUTE, 2 * HOUR, False),
        (Role.MEMBER, 12 * HOUR, DAY, False),
        (Role.MEMBER, 12 * HOUR + MINUTE, DAY, True),
        (Role.MEMBER, MINUTE, 7 * DAY, False),
        (Role.MEMBER, MINUTE, 7 * DAY + MINUTE, True),
        (Role.SECRETARIAT, MINUTE, 7 * DAY + MINUTE, True),
    ],
)
def test_a_session_ends_when_idle_and_after_seven_days_at_most(
    role: Role, idle: timedelta, age: timedelta, over: bool
) -> None:
    assert rules.is_over(role=role, started=NOON - age, seen=NOON - idle, now=NOON) is over


def test_a_visit_is_noted_once_a_minute() -> None:
    assert not rules.is_worth_noting(seen=NOON, now=NOON + timedelta(seconds=59))
    assert rules.is_worth_noting(seen=NOON, now=NOON + MINUTE)


def test_ten_failures_are_borne_and_the_eleventh_locks() -> None:
    assert not rules.is_locked(10, rules.ACCOUNT_LIMIT)
    assert rules.is_locked(11, rules.ACCOUNT_LIMIT)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("mina@aonagi-subsea.example", "mina@aonagi-subsea.example"),
        ("  Mina@Aonagi-Subsea.Example ", "mina@aonagi-subsea.example"),
        ("ｍｉｎａ＠ａｏｎａｇｉ．ｅｘａｍｐｌｅ", "mina@aonagi.example"),
        ("mi\x00na@a.example", "mina@a.example"),
        ("mina\u202e@a.example", "mina@a.example"),
        ("", ""),
    ],
)
def test_an_address_is_found_however_it_is_typed(typed: str, address: str) -> None:
    assert rules.address(typed) == address


def test_an_endless_address_stays_bounded_and_matches_nothing() -> None:
    assert len(rules.address("a" * 100_000)) == rules.LONGEST_ADDRESS + 1


@pytest.mark.parametrize(
    ("wanted", "way"),
    [
        ("/ja/members", "/ja/members"),
        ("/ja/", "/ja/"),
        (
            "/ja/match?technology=submarine_cable&q=%E6%B5%B7",
            "/ja/match?technology=submarine_cable&q=%E6%B5%B7",
        ),
        # The page is shown in the language of the sign-in page.
        ("/en/countries/PLW", "/ja/countries/PLW"),
    ],
)
def test_signing_in_leads_back_to_pages_of_ours(wanted: str, way: str) -> None:
    assert rules.way_on(wanted, Language.JA) == way


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "members",
        "/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/ja\\..\\evil.example",
        "/ja/\\evil.example",
        "/ja//evil.example",
        "https://evil.example/ja/",
        "https:/ja/members",
        "javascript:alert(1)",
        "/ja/\tmembers",
        "/ja/members\r\nSet-Cookie: a=b",
        "/ja/members\n",
        "/ja/mem bers",
        "/ja/members\x00",
        "/ja/members\u2028",
        " /ja/members",
        "/fr/members",
        "/static/site.css",
        "/ja/sign-in?next=/ja/sign-in",
        "/ja/sign-out",
        "/ja/" + "a" * 2000,
        "/ja/./sign-out",
        "/ja/members/../../admin",
        "/ja/countries//evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(wanted: str) -> None:
    assert rules.way_on(wanted, Language.JA) is None
