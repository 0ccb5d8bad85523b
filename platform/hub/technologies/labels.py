"""Words for the parent fields of technologies, the sides and the directions of their factors."""

from flask_babel import lazy_gettext as _l

from hub.technologies.models import Field, Side

FIELDS = {
    Field.DIGITAL_INFRASTRUCTURE: _l("Digital infrastructure"),
    Field.DIGITAL_USE: _l("Use of digital technology"),
    Field.PUBLIC_SERVICES: _l("Public services"),
}

# What a figure speaks for.
SIDES = {
    Side.NEED: _l("Need"),
    Side.READINESS: _l("Readiness"),
}
