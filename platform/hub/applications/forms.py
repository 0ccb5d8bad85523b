"""What an applicant and a reviewer may type."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from hub.applications.actions import Organisation, Person
from hub.applications.labels import ACTS, SECTIONS
from hub.applications.models import Application, Section
from hub.applications.rules import Step, read_corporate_number, why_not_corporate_number
from hub.core import forms
from hub.core.bilingual import Bilingual
from hub.core.formats import plain
from hub.members.labels import INTERESTS, KINDS, MATURITIES, PREFECTURES, SIZES
from hub.members.models import Interest


def _corporate_number(_form: object, field: Any) -> None:
    why = why_not_corporate_number(read_corporate_number(field.data))
    if why is not None:
        raise ValidationError(why)


class AskForm(forms.Form):
    address = forms.mail_address(
        _l("E-mail address"),
        required=_l("Enter your e-mail address"),
        support=_l("We send the link to your application there. Use your address at the organisation."),
    )


class SectionForm(forms.Form):
    """A section may be saved before it is complete: then only what was typed has to be right."""

    def saved_as_is(self) -> bool:
        """Whether it was sent to be finished later, and nothing that stands in it is wrong."""
        return bool(self.is_submitted() and all(not field.errors or not field.data for field in self))


class OrganisationForm(SectionForm):
    name_ja = forms.words(
        _l("Name of the organisation in Japanese"),
        required=_l("Enter the name of the organisation in Japanese"),
    )
    name_en = forms.words(
        _l("Name of the organisation in English"),
        required=_l("Enter the name of the organisation in English"),
    )
    name_kana = forms.words(
        _l("Name of the organisation in katakana"), required=_l("Enter the name in katakana")
    )
    corporate_number = forms.words(
        _l("Corporate number"),
        longest=40,
        support=_l("13 digits; hyphens and a leading T do no harm. Leave it empty if there is none."),
        check=[_corporate_number],
    )
    kind = forms.choice(
        _l("Kind of organisation"), KINDS.items(), required=_l("Choose the kind of organisation")
    )
    size_class = forms.choice(_l("Size"), SIZES.items(), required=_l("Choose the size"))
    prefecture = forms.choice(_l("Prefecture"), [], empty=_l("Outside Japan, or not given"))
    website = forms.web_address(_l("Website"))
    summary_ja = forms.prose(
        _l("What the organisation does, in Japanese"),
        required=_l("Say in a few sentences what the organisation does"),
        longest=2000,
    )
    summary_en = forms.prose(_l("What the organisation does, in English"), longest=2000)

    def __init__(self, application: Application | None, **more: Any) -> None:
        super().__init__(data=_organisation(application), **more)
        self.prefecture.choices += forms.choices_of((name, plain(both)) for name, both in PREFECTURES)

    def draft(self) -> Organisation:
        number = read_corporate_number(self.corporate_number.data or "")
        return Organisation(
            name=Bilingual(self.name_ja.data, self.name_en.data),
            name_kana=self.name_kana.data,
            corporate_number=number,
            kind=self.kind.data or "",
            size_class=self.size_class.data or "",
            prefecture=self.prefecture.data or "",
            website=self.website.data,
            summary=Bilingual(self.summary_ja.data, self.summary_en.data),
        )


def _organisation(given: Application | None) -> Mapping[str, object]:
    if given is None:
        return {}
    return {
        "name_ja": given.name.ja,
        "name_en": given.name.en,
        "name_kana": given.name_kana,
        "corporate_number": given.corporate_number,
        "kind": given.kind,
        "size_class": given.size_class,
        "prefecture": given.prefecture,
        "website": given.website,
        "summary_ja": given.summary.ja,
        "summary_en": given.summary.en,
    }


class PeopleForm(SectionForm):
    person_ja = forms.words(_l("Name in Japanese"), required=_l("Enter your name"), longest=120)
    person_en = forms.words(
        _l("Name in Roman letters"), required=_l("Enter your name in Roman letters"), longest=120
    )
    person_kana = forms.words(_l("Name in katakana"), longest=120)
    department_ja = forms.words(_l("Department in Japanese"))
    department_en = forms.words(_l("Department in English"))
    phone = forms.phone(_l("Telephone"), required=_l("Enter a telephone number for questions"))
    released = forms.tick(
        _l("Other members may see my name, department, address and telephone number"),
        support=_l("You can change your mind at any time. The secretariat sees them in any case."),
    )

    def __init__(self, given: Application | None, **more: Any) -> None:
        known: dict[str, object] = {}
        if given is not None:
            known = {
                "person_ja": given.person.ja,
                "person_en": given.person.en,
                "person_kana": given.person_kana,
                "department_ja": given.department.ja,
                "department_en": given.department.en,
                "phone": given.phone,
                "released": given.released,
            }
        super().__init__(data=known, **more)

    def draft(self) -> Person:
        return Person(
            person=Bilingual(self.person_ja.data, self.person_en.data),
            person_kana=self.person_kana.data,
            department=Bilingual(self.department_ja.data, self.department_en.data),
            phone=self.phone.data,
            released=self.released.data,
        )


class CapabilityForm(forms.Form):
    technology = forms.choice(_l("Technology"), [], required=_l("Choose the technology"))
    what_ja = forms.prose(
        _l("What exactly, in Japanese"), required=_l("Say what exactly the organisation offers"), longest=2000
    )
    what_en = forms.prose(_l("What exactly, in English"), longest=2000)
    maturity = forms.choice(_l("Maturity"), MATURITIES.items(), required=_l("Choose the maturity"))

    def __init__(self, technologies: Iterable[tuple[str, Bilingual]], **more: Any) -> None:
        super().__init__(**more)
        self.technology.choices += forms.choices_of((code, plain(name)) for code, name in technologies)


class CountryForm(forms.Form):
    country = forms.choice(_l("Country"), [], required=_l("Choose the country"))
    # Not "status": that is what a form of ours answers with.
    interest = forms.choice(
        _l("State"),
        [(status, INTERESTS[status]) for status in (Interest.ACTIVE, Interest.FUTURE)],
        required=_l("Choose whether you are active there or plan to go"),
    )

    def __init__(self, countries: Iterable[tuple[str, Bilingual]], **more: Any) -> None:
        super().__init__(**more)
        named = sorted((plain(name), code) for code, name in countries)
        self.country.choices += forms.choices_of((code, name) for name, code in named)


class RulesForm(forms.Form):
    accepted = forms.tick(
        _l("I have read these rules and accept them for the organisation"),
        required=_l("Accept the rules, or leave the application as it is"),
    )


class CommentsForm(forms.Form):
    """A comment a section; one at least."""

    organisation = forms.prose(SECTIONS[Section.ORGANISATION])
    capabilities = forms.prose(SECTIONS[Section.CAPABILITIES])
    countries = forms.prose(SECTIONS[Section.COUNTRIES])
    people = forms.prose(SECTIONS[Section.PEOPLE])
    rules = forms.prose(SECTIONS[Section.RULES])

    def comments(self) -> dict[Section, str]:
        given = {section: self[section].data for section in Section}
        return {section: text for section, text in given.items() if text}

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if fine and not self.comments():
            self.organisation.errors = [
                _("Write at least one comment: the applicant needs to know what to change")
            ]
            return False
        return bool(fine)


class ReasonForm(forms.Form):
    reason = forms.prose(
        _l("Reason"), required=_l("Give the reason"), support=_l("The applicant reads it as you write it.")
    )


class ApproveForm(forms.Form):
    slug = forms.words(
        _l("Address of the member’s page"),
        required=_l("Enter the address of the member’s page"),
        longest=80,
        support=_l("Small letters, digits and hyphens. It stays, so choose it with care."),
    )

    def __init__(self, taken: Collection[str], **more: Any) -> None:
        super().__init__(**more)
        self.taken = taken

    def validate_slug(self, field: Any) -> None:
        if not re.fullmatch("[a-z0-9][a-z0-9-]{0,79}", field.data):
            raise ValidationError(_("Use a to z, 0 to 9 and hyphens only"))
        if field.data in self.taken:
            raise ValidationError(_("Another member has this address already"))


class RenewalForm(forms.Form):
    due = forms.day(
        _l("Renewal due on"),
        support=_l("On this day the membership falls due by itself. Leave it empty if it never does."),
    )


class StandingForm(forms.Form):
    act = forms.choice(_l("What happens"), [], required=_l("Choose what happens"), empty=False)
    reason = forms.prose(
        _l("Reason"), required=_l("Give the reason"), support=_l("It is kept in the record of the member.")
    )

    def __init__(self, steps: Iterable[Step], **more: Any) -> None:
        super().__init__(**more)
        self.act.choices = forms.choices_of((str(step.act), ACTS[step.act]) for step in steps)
