"""What may be typed to invite a person and to accept an invitation."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from hub.accounts.forms import ConsentForm
from hub.accounts.rules import address, why_not_password
from hub.core import forms
from hub.core.bilingual import Bilingual, Language
from hub.core.forms import Form
from hub.members.actions import InvitationDraft
from hub.members.labels import SEAT_ROLES
from hub.members.models import SeatRole

_LANGUAGES = ((str(Language.JA), "日本語"), (str(Language.EN), "English"))


class InvitationForm(Form):
    email = forms.mail_address(_l("E-mail address"), required=_l("Enter the e-mail address of the person"))
    name_ja = forms.words(_l("Name in Japanese"), required=_l("Enter the name of the person"), longest=120)
    name_en = forms.words(_l("Name in English"), longest=120)
    role = forms.choice(
        _l("Role"),
        [(str(role), words) for role, words in SEAT_ROLES.items()],
        required=_l("Choose the role"),
        empty=False,
    )
    language = forms.choice(
        _l("Language of letters"), _LANGUAGES, required=_l("Choose the language"), empty=False
    )

    def draft(self) -> InvitationDraft:
        return InvitationDraft(
            address=address(self.email.data),
            name=Bilingual(self.name_ja.data, self.name_en.data),
            role=SeatRole(self.role.data),
            language=Language(self.language.data),
        )


class AcceptanceForm(ConsentForm):
    name_ja = forms.words(_l("Your name in Japanese"), required=_l("Enter your name"), longest=120)
    name_en = forms.words(_l("Your name in English"), longest=120)
    password = forms.password(
        _l("New password"),
        required=_l("Enter a new password"),
        support=_l("15 characters or more; spaces and all scripts are fine. A sentence is easy to remember."),
    )

    def __init__(self, address: str, **given: Any) -> None:
        super().__init__(**given)
        self.address = address

    def validate_password(self, field: Any) -> None:
        reason = why_not_password(field.data, self.address, self.name_ja.data or "", self.name_en.data or "")
        if reason is not None:
            raise ValidationError(reason)
