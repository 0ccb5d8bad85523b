"""What may be typed about joining a team."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import ValidationError

from hub.accounts.models import Account
from hub.calls import labels as calls
from hub.calls.models import Call, CallNeed, Circle
from hub.core.bilingual import Language
from hub.core.forms import Form, choice, choices_of, day, prose, tick
from hub.joining import labels
from hub.joining.actions import Draft, Proposal
from hub.joining.rules import DeclineReason, Prefill
from hub.members.models import Member
from hub.requests.labels import REASONS
from hub.requests.rules import USUAL_DUE, is_possible_due

_MOST_ANSWER = 500


class _ExpressionFields(Form):
    """``base`` is the fingerprint of the draft the form was made from."""

    base = HiddenField()
    role = choice(_l("Your kind of role"), calls.ROLES.items())
    text = prose(
        _l("What you bring"),
        longest=2000,
        support=_l("Beyond the answers above: experience, people, partners on the spot."),
    )
    unclear = prose(
        _l("What is unclear to you"),
        longest=1000,
        support=_l("The caller alone reads this. What everybody should know, ask on the page of the call."),
    )
    asks_name = tick(_l("We would like to know who the caller is, and keep the name to ourselves"))

    def draft(self, musts: Iterable[CallNeed], *, anonymous: bool) -> Draft:
        answers = {
            need.id: (self[f"need{need.id}_fills"].data or "", self[f"need{need.id}_text"].data or "")
            for need in musts
        }
        return Draft(
            self.role.data or "",
            self.text.data or "",
            self.unclear.data or "",
            bool(anonymous and self.asks_name.data),
            answers,
        )


def expression_form(
    call: Call, musts: Sequence[CallNeed], draft: Draft, prefills: Mapping[int, Prefill]
) -> _ExpressionFields:
    """The form with two fields for each must-have, filled with the draft, or else with what is known."""
    fields: dict[str, Any] = {}
    given: dict[str, Any] = {
        "role": draft.role,
        "text": draft.text,
        "unclear": draft.unclear,
        "asks_name": draft.asks_name,
    }
    for number, need in enumerate(musts, start=1):
        fills, text = (draft.answers or {}).get(need.id, ("", ""))
        known = prefills.get(need.id, Prefill())
        support = labels.SOURCES.get(known.source, "") if not fills and not text else ""
        fields[f"need{need.id}_fills"] = choice(
            _l("Must-have %(number)s: can you do it?", number=number),
            labels.FILLS.items(),
        )
        fields[f"need{need.id}_text"] = prose(
            _l("Must-have %(number)s: how", number=number), longest=_MOST_ANSWER, support=support
        )
        given[f"need{need.id}_fills"] = fills or (known.fills if not text else "")
        given[f"need{need.id}_text"] = text or (known.text if not fills else "")
    made: type[_ExpressionFields] = type("_ExpressionFieldsOfCall", (_ExpressionFields,), fields)
    return made(data=given)


class DeclineExpressionForm(Form):
    reason = choice(_l("Reason"), labels.REASONS.items(), required=_l("Choose a reason"))
    words = prose(
        _l("Your message"),
        longest=1000,
        support=_l("The member reads the reason and this message. A friendly sentence helps both."),
    )

    @property
    def chosen(self) -> DeclineReason:
        return DeclineReason(self.reason.data)


class InviteForm(Form):
    member = choice(_l("Member to invite"), (), required=_l("Choose a member"))
    role = choice(_l("Role"), calls.ROLES.items(), required=_l("Choose a role"))
    text = prose(
        _l("What this member would do"),
        required=_l("Write in a few sentences what this member would do"),
        longest=2000,
    )
    due = day(
        _l("Reply by"),
        required=_l("Enter the date by which you would like an answer"),
        support=_l("From tomorrow up to 60 days from now."),
    )

    def __init__(
        self, members: Sequence[Member], language: Language, today: date, member: str, role: str
    ) -> None:
        super().__init__(data={"due": today + USUAL_DUE, "member": member, "role": role})
        self.today = today
        self.members = {one.slug: one for one in members}
        named = [(slug, one.name.text(language)) for slug, one in self.members.items()]
        self.member.choices = choices_of([("", _l("Please choose")), *named])

    def validate_due(self, field: Any) -> None:
        if field.data and not is_possible_due(field.data, self.today):
            raise ValidationError(_l("Choose a date from tomorrow up to 60 days from now"))

    @property
    def chosen(self) -> Member:
        return self.members[self.member.data]

    def proposal(self) -> Proposal:
        return Proposal(self.role.data, self.text.data, self.due.data)


class DeclineInvitationForm(Form):
    reason = choice(_l("Reason"), REASONS.items(), required=_l("Choose a reason"))
    words = prose(_l("Your message"), longest=1000, support=_l("The lead of the team reads it."))


class CounterForm(Form):
    role = choice(_l("Role"), calls.ROLES.items(), required=_l("Choose a role"))
    words = prose(
        _l("What you propose instead"),
        required=_l("Write what you would do instead, or under which conditions you join"),
        longest=2000,
    )


class RefuseForm(Form):
    words = prose(_l("Your message"), required=_l("Write why; the member reads it"), longest=1000)


class PersonForm(Form):
    person = choice(_l("Colleague"), (), required=_l("Choose a person"))

    def __init__(self, people: Sequence[Account], language: Language) -> None:
        super().__init__()
        self.people = {str(one.id): one for one in people}
        named = [(number, one.name.text(language)) for number, one in self.people.items()]
        self.person.choices = choices_of([("", _l("Please choose")), *named])

    @property
    def chosen(self) -> Account:
        return self.people[self.person.data]


class EndForm(Form):
    """Words with which a member leaves, or is taken out."""

    words = prose(_l("Reason"), required=_l("Write why; the others of the team read it"), longest=1000)


class ShownForm(Form):
    """What outsiders see of a team: the lead decides for the team, each member for its own name."""

    circle = choice(
        _l("Who is shown that the team exists"),
        [(str(one), calls.CIRCLES[one]) for one in (Circle.TEAM, Circle.MEMBERS, Circle.PUBLIC)],
        empty=False,
    )
    named = tick(_l("Our organisation may be named there"))
