"""What may be typed about terms."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField

from hub.agreements.rules import MOST_SIGNS, WHOLE, Member
from hub.core.bilingual import Bilingual, Language
from hub.core.forms import Form, number, prose


class ClauseForm(Form):
    """``version`` is that of the text the form was made from."""

    version = IntegerField(default=0)
    text = prose(_l("Text of the clause"), longest=MOST_SIGNS)


class _SharesForm(Form):
    base = HiddenField()

    def percents(self, members: Iterable[Member]) -> dict[int, int]:
        return {one.place_id: int(self[f"place{one.place_id}"].data) for one in members}

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        fields = [field for field in self if field.name.startswith("place")]
        if good and sum(field.data or 0 for field in fields) != WHOLE:
            fields[0].errors = [_l("The shares have to add up to 100 percent")]
            return False
        return good


def shares_form(members: Iterable[Member], language: Language) -> _SharesForm:
    """A field of percent for each member."""
    fields = {
        f"place{one.place_id}": number(
            Bilingual(one.ja, one.en).text(language),
            least=0,
            most=WHOLE,
            required=_l("Enter a share in percent, 0 if it has none"),
        )
        for one in members
    }
    made: type[_SharesForm] = type("_SharesOfTeam", (_SharesForm,), fields)
    return made(data={f"place{one.place_id}": one.percent for one in members})


class ProposeForm(Form):
    """``read`` is the fingerprint of what the proposer saw."""

    read = HiddenField()


class AcceptForm(Form):
    digest = HiddenField()


class ObjectionForm(Form):
    text = prose(
        _l("What should be changed"),
        required=_l("Write what should be changed, and why"),
        longest=2000,
        support=_l("The team reads it. The others can still accept."),
    )


class TemplateForm(Form):
    version = IntegerField(default=0)
    ja = prose(_l("In Japanese"), longest=MOST_SIGNS)
    en = prose(_l("In English"), longest=MOST_SIGNS)
