"""The pages this room gives every team."""

from flask_babel import lazy_gettext as _l

from hub.consortia.teampages import TeamPage

PAGES = (TeamPage("joining.people", _l("People"), 15),)
