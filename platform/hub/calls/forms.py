"""What may be typed into a call, section by section; questions, answers, and the review."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import ValidationError

from hub.calls import labels, rules
from hub.calls.models import CallField, DissolveReason
from hub.calls.queries import Names
from hub.calls.rules import (
    BY_EYE,
    MOST_MUST_HAVES,
    MOST_NICE_TO_HAVES,
    MOST_ROLES,
    circles_to_choose,
    is_possible_close,
    is_possible_question_end,
)
from hub.calls.shape import Section, Values
from hub.core.bilingual import Language
from hub.core.forms import Form, choice, choices_of, day, prose, several, tick, words

_LANGUAGES = {"ja": _l("Japanese"), "en": _l("English")}


class SectionForm(Form):
    """A section of a call. ``base`` is the fingerprint of what stood there when the form was made."""

    base = HiddenField()

    def values(self) -> Values:
        """What was typed, as ``shape.values_of`` tells what stands there."""
        return {field.name: _told(field.data) for field in self if field.name not in {"base", "csrf_token"}}


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ";".join(sorted(value))
    return "" if value is None else str(value)


class SubjectForm(SectionForm):
    title_ja = words(
        _l("Title in Japanese"),
        longest=120,
        support=_l("What is to be done, for whom and where. It names no company."),
    )
    title_en = words(_l("Title in English"), longest=120)
    technology_code = choice(_l("Technology"), ())
    countries = several(_l("Countries"), ())
    phase = choice(_l("Phase"), labels.PHASES.items())

    def __init__(self, known: Names, language: Language, given: Values) -> None:
        super().__init__(
            data={**given, "countries": list(filter(None, given.get("countries", "").split(";")))}
        )
        self.technology_code.choices = choices_of(
            [("", _l("Please choose")), *_named(known.technologies, language)]
        )
        self.countries.choices = choices_of(_named(known.countries, language))

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        # An empty field has no say of its own: what may be left out is not looked at any further.
        if not self.title_ja.data and not self.title_en.data:
            self.title_ja.errors = [_l("Enter a title in at least one language")]
            return False
        return good


class ProblemForm(SectionForm):
    problem = prose(
        _l("Problem to be solved"),
        longest=2000,
        support=_l("What is missing or goes wrong today, and where. Figures help."),
    )
    beneficiary = prose(
        _l("Who benefits"), longest=1000, support=_l("For example a ministry, islands, patients.")
    )
    result = prose(
        _l("Wanted result"), longest=2000, support=_l("What is there, or works better, when it is done.")
    )
    written_in = choice(_l("Language of these texts"), _LANGUAGES.items(), empty=False)

    def __init__(self, given: Values) -> None:
        super().__init__(data=given)


class _PartnersBase(SectionForm):
    coordinator = choice(_l("Who leads the team"), labels.COORDINATORS.items())
    partner_work = prose(_l("What the partner does"), longest=2000)


def _partners_form() -> type[_PartnersBase]:
    """The form with a row of fields for each role and need: it works without script."""
    fields: dict[str, Any] = {}
    for place in range(MOST_ROLES):
        fields[f"role{place}_kind"] = choice(
            _l("Role %(number)s", number=place + 1), labels.ROLES.items(), empty=_l("None")
        )
        fields[f"role{place}_text"] = words(_l("What exactly, role %(number)s", number=place + 1))
    for name, most, label in (
        ("must", MOST_MUST_HAVES, "Must-have %(number)s"),
        ("nice", MOST_NICE_TO_HAVES, "Nice-to-have %(number)s"),
    ):
        for place in range(most):
            fields[f"{name}{place}_text"] = words(_NEEDS[label](place + 1))
            fields[f"{name}{place}_technology"] = choice(
                _l("Technology it needs"), (), empty=_l("No particular one")
            )
            fields[f"{name}{place}_country"] = choice(
                _l("Country it needs experience in"), (), empty=_l("No particular one")
            )
    return type("_PartnersFields", (_PartnersBase,), fields)


_NEEDS = {
    "Must-have %(number)s": lambda number: _l("Must-have %(number)s", number=number),
    "Nice-to-have %(number)s": lambda number: _l("Nice-to-have %(number)s", number=number),
}


class PartnersForm(_partners_form()):  # type: ignore[misc]  # its fields are counted above
    def __init__(self, known: Names, language: Language, given: Values) -> None:
        super().__init__(data=given)
        nothing = ("", _l("No particular one"))
        technologies = choices_of([nothing, *_named(known.technologies, language)])
        countries = choices_of([nothing, *_named(known.countries, language)])
        for field in self:
            if field.name.endswith("_technology"):
                field.choices = technologies
            elif field.name.endswith("_country"):
                field.choices = countries

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        for field in self:
            stem, _, part = field.name.rpartition("_")
            if part in {"technology", "country"} and field.data and not self[f"{stem}_text"].data:
                self[f"{stem}_text"].errors = [_l("Write in words what is needed")]
                good = False
            if stem.startswith("role") and part == "text" and field.data and not self[f"{stem}_kind"].data:
                self[f"{stem}_kind"].errors = [_l("Choose the kind of this role")]
                good = False
        return good


class TermsForm(SectionForm):
    funding = prose(
        _l("Idea for the funding"),
        longest=1000,
        support=_l("For example a support tool of this site, a loan, or the country’s own budget."),
    )
    closes_on = day(
        _l("Closing date"), support=_l("7 to 365 days from now; the last day on which members can answer.")
    )
    questions_until = day(_l("Questions until"), support=_l("At least three days before the closing date."))
    anonymous = tick(_l("Keep the name of our organisation back until both sides agree to open it"))

    def __init__(self, given: Values, today: date) -> None:
        made = {
            "funding": given["funding"],
            "anonymous": bool(given["anonymous"]),
            "closes_on": date.fromisoformat(given["closes_on"]) if given["closes_on"] else None,
            "questions_until": date.fromisoformat(given["questions_until"])
            if given["questions_until"]
            else None,
        }
        super().__init__(data=made)
        self.today = today

    def validate_closes_on(self, field: Any) -> None:
        if field.data and not is_possible_close(field.data, self.today):
            raise ValidationError(_l("Choose a closing date from 7 to 365 days from now"))

    def validate_questions_until(self, field: Any) -> None:
        close = self.closes_on.data
        if field.data and close and not is_possible_question_end(field.data, close, self.today):
            raise ValidationError(
                _l("Choose a day after today and at least three days before the closing date")
            )


def _circles_form() -> type[SectionForm]:
    return type(
        "_CirclesFields",
        (SectionForm,),
        {
            str(field): choice(
                labels.FIELDS[field],
                [(str(circle), labels.CIRCLES[circle]) for circle in circles_to_choose(field)],
                empty=False,
            )
            for field in CallField
        },
    )


class CirclesForm(_circles_form()):  # type: ignore[misc]  # a field for each field of a call
    def __init__(self, given: Values) -> None:
        super().__init__(data=given)


def section_form(
    section: Section, given: Values, known: Names, language: Language, today: date
) -> SectionForm:
    match section:
        case Section.SUBJECT:
            return SubjectForm(known, language, given)
        case Section.PROBLEM:
            return ProblemForm(given)
        case Section.PARTNERS:
            form: SectionForm = PartnersForm(known, language, given)
            return form
        case Section.TERMS:
            return TermsForm(given, today)
        case Section.CIRCLES:
            return CirclesForm(given)


class QuestionForm(Form):
    text = prose(
        _l("Your question"),
        required=_l("Write your question"),
        longest=1000,
        support=_l("Everybody who may read the call reads it, with the answer; nobody is told who asked."),
    )


class AnswerForm(Form):
    answer = prose(_l("Your answer"), required=_l("Write the answer"), longest=2000)


class ReviewForm(Form):
    """The checklist of the secretariat, and what it writes to the proposer."""

    seen = several(_l("Looked at by the secretariat"), [(str(one), labels.CHECKS[one]) for one in BY_EYE])
    comment = prose(_l("Comment to the proposer"), longest=2000)
    act = choice(
        _l("Decision"),
        [(str(one), labels.ACTS[one]) for one in (rules.Act.PUBLISH, rules.Act.SEND_BACK)],
        required=_l("Choose a decision"),
    )

    def __init__(self, missing: bool) -> None:
        super().__init__()
        self.missing = missing

    def validate_act(self, field: Any) -> None:
        if field.data == rules.Act.PUBLISH and self.missing:
            raise ValidationError(
                _l("The checklist is not fulfilled. Send the call back and say what is missing")
            )

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        publish = self.act.data == rules.Act.PUBLISH
        if publish and set(self.seen.data or []) != {str(one) for one in BY_EYE}:
            self.seen.errors = [_l("Tick all points before you publish, or send the call back")]
            return False
        if self.act.data == rules.Act.SEND_BACK and not self.comment.data:
            self.comment.errors = [_l("Write what is to be changed")]
            return False
        return good


class WithdrawForm(Form):
    words = prose(
        _l("Reason"),
        required=_l("Write why; whoever answered the call reads it"),
        longest=1000,
    )


class DissolveForm(Form):
    reason = choice(_l("Reason"), labels.REASONS.items(), required=_l("Choose a reason"))
    words = prose(_l("In your words"), longest=1000, support=_l("The members of the team read it."))

    @property
    def chosen(self) -> DissolveReason:
        return DissolveReason(self.reason.data)


def _named(known: Mapping[str, Any], language: Language) -> list[tuple[str, object]]:
    return [(code, name.text(language)) for code, name in known.items()]
