"""The pages this room gives every team."""

from flask_babel import lazy_gettext as _l

from hub.consortia.teampages import TeamPage

PAGES = (TeamPage("agreements.terms", _l("Terms"), 60),)
