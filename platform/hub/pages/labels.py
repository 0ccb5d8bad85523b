"""The questions the home page offers to try, in the reader's language."""

from flask_babel import lazy_gettext as _l

QUESTIONS = (
    _l("Linking mountain clinics and specialists in the city by smartphone"),
    _l("Warning the people of a coast of floods and storms through television"),
    _l("Connecting an island country by an optical submarine cable"),
)
