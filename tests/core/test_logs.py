"""Log lines must not stand between the lines of a command's answer."""

import pytest
import structlog
from flask import Flask


def test_log_lines_go_to_standard_error(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    structlog.get_logger().warning("something_happened")
    told = capsys.readouterr()
    assert "something_happened" in told.err
    assert told.out == ""
