"""What the program tells its operator goes to standard error: standard output belongs to commands' answers."""

import sys
from typing import Any

import structlog
from structlog.typing import WrappedLogger


def configure() -> None:
    structlog.configure(logger_factory=_to_standard_error)


def _to_standard_error(*_names: Any) -> WrappedLogger:
    # Looked up anew each time: whoever runs us may have put another stream in its place.
    return structlog.PrintLogger(sys.stderr)
