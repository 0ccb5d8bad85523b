"""What may be typed to close one's account."""

import unicodedata

from flask_babel import lazy_gettext as _l

from hub.core import forms
from hub.core.forms import Form


class ClosingForm(Form):
    password = forms.password(
        _l("Your password"), required=_l("Enter your password, so that nobody else can close your account")
    )

    @property
    def secret(self) -> str:
        return unicodedata.normalize("NFC", self.password.data or "")
