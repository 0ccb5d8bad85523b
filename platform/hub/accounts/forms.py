"""What may be typed to sign in."""

import unicodedata

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from hub.accounts import rules


class SignInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Only empty fields are complained of. What is too long or strange is not right, like any wrong guess."""

    email = StringField(_l("E-mail address"), [InputRequired(_l("Enter your e-mail address"))])
    password = PasswordField(_l("Password"), [InputRequired(_l("Enter your password"))])

    @property
    def address(self) -> str:
        return rules.address(self.email.data or "")

    @property
    def secret(self) -> str:
        """The password as it was stored: keyboards differ in how they put accents on letters."""
        typed = self.password.data or ""
        return unicodedata.normalize("NFC", typed[: rules.LONGEST_PASSWORD + 1])
