"""A command without its tables says so."""

from pathlib import Path

import pytest

from hub import create_app
from tests.conftest import settings_in


@pytest.mark.parametrize(
    "arguments", [["match", "telemedicine"], ["search", "query", "PLW"], ["seed"], ["evaluate-matching"]]
)
def test_an_empty_database_is_told_in_a_sentence(tmp_path: Path, arguments: list[str]) -> None:
    done = create_app(settings_in(tmp_path)).test_cli_runner().invoke(args=arguments)
    assert done.exit_code == 1
    assert done.output.startswith("Error: The database cannot be used: no such table")
    assert "flask db upgrade" in done.output
