"""What the journal may be searched by. Looking is a GET: the search is in the address."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from hub.core.forms import Form, choice, read_day, words


def _a_day(_form: object, field: Any) -> None:
    if read_day(field.data) is None:
        raise ValidationError(_l("Enter a date that exists, for example 2026-11-23 or R8.11.23"))


class SearchForm(Form):
    person = words(_l("Person"), support=_l("Part of the name or of the mail address"))
    record = words(
        _l("Record"), support=_l("A member's name or identifier, or kind and number such as member:12")
    )
    act = choice(_l("What was done"), (), empty=False)
    since = words(_l("From day"), longest=20, check=[_a_day], support=_l("For example 2026-11-23"))
    until = words(_l("To day"), longest=20, check=[_a_day], support=_l("This day is included"))

    class Meta:
        csrf = False

    def is_submitted(self) -> bool:
        return bool(request.args)
