"""Entry point: puts the source root on the path and makes the application."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "platform"))

from hub import create_app  # the path above must be set before our package can be found

app = create_app()
