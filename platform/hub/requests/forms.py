"""Answers to a request, and to whom it is given."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from hub.accounts.models import Account
from hub.core.bilingual import Language
from hub.core.forms import Form, choice, choices_of, mail_address, phone, prose, words
from hub.requests.actions import Answer, Contact
from hub.requests.labels import REASONS
from hub.requests.models import Outcome


class AcceptForm(Form):
    contact_name = words(
        _l("Whom they can write to"), required=_l("Enter the name of the person to contact"), longest=120
    )
    contact_email = mail_address(
        _l("E-mail address of this person"), required=_l("Enter the e-mail address of this person")
    )
    contact_phone = phone(_l("Telephone number"))
    answer = prose(
        _l("Your message"),
        longest=2000,
        support=_l("For example what you would like to prepare, or when you can talk."),
    )

    def draft(self) -> Answer:
        contact = Contact(self.contact_name.data, self.contact_email.data, self.contact_phone.data)
        return Answer(Outcome.ACCEPTED, text=self.answer.data, contact=contact)


class DeclineForm(Form):
    reason = choice(_l("Reason"), REASONS.items(), required=_l("Choose a reason"))
    answer = prose(
        _l("Your message"),
        longest=2000,
        support=_l("A friendly sentence, or whom they could ask instead. The asker reads it."),
    )

    def draft(self) -> Answer:
        return Answer(Outcome.DECLINED, text=self.answer.data, reason=self.reason.data)


class HandOverForm(Form):
    person = choice(_l("Who answers instead"), (), required=_l("Choose a person"))

    def __init__(self, people: Sequence[Account], language: Language) -> None:
        super().__init__()
        self.people = {str(one.id): one for one in people}
        named = [(number, one.name.text(language)) for number, one in self.people.items()]
        self.person.choices = choices_of([("", _l("Please choose")), *named])

    @property
    def chosen(self) -> Account:
        return self.people[self.person.data]
