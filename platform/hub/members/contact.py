"""Asking another member for contact: what may be typed, and the question that comes out."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from hub.core.forms import Form, choice, day, prose
from hub.journal.actions import about
from hub.members.models import Member
from hub.requests.actions import Question, Side
from hub.requests.labels import PURPOSES
from hub.requests.models import Kind
from hub.requests.rules import USUAL_DUE, is_possible_due


class ContactForm(Form):
    purpose = choice(_l("Purpose"), PURPOSES.items(), required=_l("Choose what you want to talk about"))
    text = prose(
        _l("What you would like"),
        required=_l("Write in a few sentences what you would like"),
        longest=2000,
        support=_l("Country, technology, stage and timing help the other side to answer quickly."),
    )
    offer = prose(
        _l("What you can offer"),
        longest=2000,
        support=_l("For example experience, local partners or funding you bring."),
    )
    due = day(
        _l("Reply by"),
        required=_l("Enter the date by which you would like an answer"),
        support=_l("From tomorrow up to 60 days from now."),
    )

    def __init__(self, today: date) -> None:
        super().__init__(due=today + USUAL_DUE)
        self.today = today

    def validate_due(self, field: Any) -> None:
        if field.data and not is_possible_due(field.data, self.today):
            raise ValidationError(_l("Choose a date from tomorrow up to 60 days from now"))

    def draft(self, member: Member) -> Question:
        return Question(
            kind=Kind.CONTACT,
            subject=about("member", member.id),
            purpose=self.purpose.data,
            text=self.text.data,
            offer=self.offer.data,
            due=self.due.data,
        )


def side_of(member: Member) -> Side:
    return Side(about("member", member.id), member.name)
