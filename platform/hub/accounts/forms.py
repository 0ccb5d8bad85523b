"""What may be typed to sign in and to get a new password."""

import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Regexp, ValidationError

from hub.accounts import rules
from hub.core import forms
from hub.core.forms import Form


class SignInForm(Form):
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


class CodeForm(Form):
    """The second step of signing in."""

    code = forms.words(
        _l("Code of six digits"), required=_l("Enter the code that your app shows"), longest=60
    )


class RecoveryForm(Form):
    """The same where the device is lost."""

    code = forms.words(_l("Recovery code"), required=_l("Enter one of your recovery codes"), longest=60)


class WithPassword(Form):
    """An open browser is not enough: the person is asked once more."""

    current = forms.password(_l("Present password"), required=_l("Enter your present password"))

    @property
    def present(self) -> str:
        return unicodedata.normalize("NFC", (self.current.data or "")[: rules.LONGEST_PASSWORD + 1])


class SetUpForm(WithPassword):
    """The salt travels with the page, so that a secret is not kept before its owner has confirmed it."""

    salt = HiddenField(validators=[Regexp(r"[0-9a-f]{32}\Z")])
    code = forms.words(
        _l("Code of six digits"), required=_l("Enter the code that your app shows"), longest=60
    )


class EitherForm(Form):
    """Where a link to the other form would lose something."""

    code = forms.words(
        _l("Code of six digits, or a recovery code"),
        required=_l("Enter the code that your app shows"),
        longest=60,
    )


class SwitchOffForm(EitherForm, WithPassword):
    """Asks for both."""


class NewAddressForm(WithPassword):
    email = forms.mail_address(_l("New e-mail address"), required=_l("Enter your new e-mail address"))
    as_contact = forms.tick(
        _l("Change it in my organisation’s record as well"),
        support=_l("Your organisation’s record names your present address for a contact person."),
    )

    def __init__(self, present_address: str, *, contact: bool) -> None:
        super().__init__(data={"as_contact": True})
        self.present_address = present_address
        if not contact:
            del self.as_contact

    def validate_email(self, field: Any) -> None:
        if rules.address(field.data) == self.present_address:
            raise ValidationError(_l("This is your address already"))


class ConsentForm(Form):
    agreed = forms.tick(
        _l("I have read this and agree"),
        required=_l("Tick the box if you agree; without it you cannot go on"),
    )


class AddressForm(Form):
    """For the link to a new password."""

    email = forms.mail_address(_l("E-mail address"), required=_l("Enter your e-mail address"))


class NewPasswordForm(Form):
    """A new password, typed once: it can be shown while it is typed."""

    password = forms.password(
        _l("New password"),
        required=_l("Enter a new password"),
        support=_l("15 characters or more; spaces and all scripts are fine. A sentence is easy to remember."),
    )

    def __init__(self, *personal: str) -> None:
        super().__init__()
        self.personal = personal

    def validate_password(self, field: Any) -> None:
        reason = rules.why_not_password(field.data, *self.personal)
        if reason is not None:
            raise ValidationError(reason)


class ChangePasswordForm(NewPasswordForm, WithPassword):
    """The new one, and the present one."""
