"""The pages that this room adds to every team."""

from flask_babel import lazy_gettext as _l

from hub.consortia.teampages import TeamPage

PAGES = (
    TeamPage("formation.roles", _l("Roles and gaps"), 20),
    TeamPage("formation.finder", _l("Finder"), 25),
)
