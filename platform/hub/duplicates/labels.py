"""The words of duplicates."""

from flask_babel import lazy_gettext as _l

from hub.duplicates.rules import Clue

CLUES = {Clue.NUMBER: _l("Same corporate number"), Clue.NAME: _l("Same name")}
CORPORATE_NUMBER = _l("Corporate number")
