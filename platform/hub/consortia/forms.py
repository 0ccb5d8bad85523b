"""What may be typed about teams."""

from flask_babel import lazy_gettext as _l

from hub.core.forms import Form, tick


class PledgeForm(Form):
    agreed = tick(
        _l("I have read the pledge and keep to it"),
        required=_l("Tick this to say that you keep to the pledge"),
    )
