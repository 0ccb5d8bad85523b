"""Settings: a wrong one stops the start with one sentence that names it."""

from pathlib import Path

import pytest

from hub.core.config import Environment, SettingError, from_environment

SECRET = "0123456789abcdef0123456789abcdef"


def test_a_developer_needs_to_set_nothing_but_keeps_the_key(tmp_path: Path) -> None:
    environ = {"HUB_INSTANCE": str(tmp_path)}
    first, second = from_environment(environ), from_environment(environ)
    assert first.environment is Environment.DEVELOPMENT
    assert first.database_url.startswith("sqlite:///")
    assert first.secret_key == second.secret_key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"HUB_ENV": "live"}, "HUB_ENV"),
        ({"HUB_PORT": "http"}, "HUB_PORT"),
        ({"HUB_PORT": "70000"}, "HUB_PORT"),
        ({"HUB_PORT": "²"}, "HUB_PORT"),
        ({"HUB_HTTPS": "yes"}, "HUB_HTTPS"),
        ({"HUB_SECOND_STEP": "1"}, "HUB_SECOND_STEP"),
        ({"HUB_TRUSTED_HOPS": "-1"}, "HUB_TRUSTED_HOPS"),
        ({"HUB_DATABASE_URL": "mysql://db"}, "HUB_DATABASE_URL"),
        ({"HUB_SECRET_KEY": "short"}, "HUB_SECRET_KEY"),
        ({"HUB_INSTANCE": "/dev/null/instance"}, "HUB_INSTANCE"),
        ({"HUB_ENV": "production", "HUB_SECRET_KEY": SECRET}, "HUB_HOSTS"),
        ({"HUB_ENV": "production", "HUB_HOSTS": "hub.example.jp"}, "HUB_SECRET_KEY"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, settings: dict[str, str], named: str) -> None:
    with pytest.raises(SettingError, match=named):
        from_environment({"HUB_INSTANCE": str(tmp_path), **settings})


def test_production_is_https_unless_told_otherwise(tmp_path: Path) -> None:
    environ = {
        "HUB_INSTANCE": str(tmp_path),
        "HUB_ENV": "production",
        "HUB_HOSTS": "hub.example.jp",
        "HUB_SECRET_KEY": SECRET,
    }
    assert from_environment(environ).https
    assert not from_environment({**environ, "HUB_HTTPS": "0"}).https


def test_the_second_step_is_required_in_production_and_optional_for_a_developer(tmp_path: Path) -> None:
    developer = {"HUB_INSTANCE": str(tmp_path)}
    live = {**developer, "HUB_ENV": "production", "HUB_HOSTS": "hub.example.jp", "HUB_SECRET_KEY": SECRET}
    assert from_environment(live).second_step_required
    assert not from_environment({**live, "HUB_SECOND_STEP": "optional"}).second_step_required
    assert not from_environment(developer).second_step_required
    assert from_environment({**developer, "HUB_SECOND_STEP": "required"}).second_step_required
