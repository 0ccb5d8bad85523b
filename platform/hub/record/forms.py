"""What may be typed on each page of a record. Fields are named like the columns they fill."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField, ValidationError

from hub.core import forms, pictures
from hub.core.clock import today
from hub.core.formats import plain
from hub.core.forms import Form, choices_of
from hub.members import labels
from hub.members.fields import RecordField, circles_to_choose
from hub.members.labels import CIRCLES, FIELDS, INTERESTS, KINDS, MATURITIES, SIZES
from hub.members.rules import split_languages
from hub.record import rules
from hub.record.rules import Section

# What no reading is written in: hiragana, half-width katakana and kanji.
_NO_READING = re.compile(r"[\u3041-\u3096\uff66-\uff9f\u3400-\u9fff]")
_SINCE = re.compile(r"(\d{4})(-(0[1-9]|1[0-2]))?")
# Languages one may tick; a member that has another one keeps it.
LANGUAGES = [
    "ja",
    "en",
    "zh",
    "ko",
    "vi",
    "th",
    "id",
    "ms",
    "tl",
    "my",
    "km",
    "lo",
    "mn",
    "hi",
    "bn",
    "ur",
    "ne",
    "si",
    "ta",
    "uz",
    "kk",
    "ky",
    "ru",
    "uk",
    "tr",
    "ar",
    "fa",
    "he",
    "fr",
    "es",
    "pt",
    "de",
    "it",
    "sw",
    "am",
]


def _pairs(words: Any) -> list[tuple[str, object]]:
    return [(str(code), label) for code, label in words.items()]


def _katakana(_form: object, field: Any) -> None:
    if _NO_READING.search(field.data or ""):
        raise ValidationError(_l("Write the reading in full-width katakana, as it is spoken"))


class SectionForm(Form):
    """``base`` is the state the form was made from: whoever changes it meanwhile is noticed."""

    base = HiddenField()

    def values(self) -> dict[str, Any]:
        """By column, what was typed; also who sees which field."""
        return {
            field.name.replace("release_", "release:"): field.data
            for field in self
            if field.name not in ("base", "csrf_token")
        }


class ProfileForm(SectionForm):
    name_ja = forms.words(_l("Name (Japanese)"), required=_l("Enter the name in Japanese"))
    name_en = forms.words(_l("Name (English)"), required=_l("Enter the name in English"))
    name_kana = forms.words(
        _l("Reading (katakana)"),
        required=_l("Enter the reading"),
        support=_l("Full katakana; the order of the directory follows it"),
        check=[_katakana],
    )
    kind = forms.choice(
        _l("Kind of organisation"), _pairs(KINDS), required=_l("Choose the kind"), empty=False
    )
    size_class = forms.choice(_l("Size"), _pairs(SIZES), empty=_l("Not stated"))
    prefecture = forms.choice(_l("Prefecture"), (), empty=_l("Not stated"))
    address_ja = forms.words(_l("Address (Japanese)"), longest=300)
    address_en = forms.words(_l("Address (English)"), longest=300)
    website = forms.web_address(_l("Website"), support=_l("Begins with https:// or http://"))

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        named = [(one, labels.prefecture(one)) for one in labels.prefectures()]
        if self.prefecture.object_data and self.prefecture.object_data not in labels.prefectures():
            named.append((self.prefecture.object_data, labels.prefecture(self.prefecture.object_data)))
        self.prefecture.choices = choices_of([("", _l("Not stated")), *_in_words(named)])


def _in_words(named: Any) -> list[tuple[str, object]]:
    """Bilingual names as labels in the reader's language."""
    return [(code, plain(name)) for code, name in named]


class SummaryForm(SectionForm):
    summary_ja = forms.prose(_l("Summary (Japanese)"), longest=2000)
    summary_en = forms.prose(_l("Summary (English)"), longest=2000)


class SeeksForm(SectionForm):
    seeks_ja = forms.prose(_l("Seeks from partners (Japanese)"), longest=2000)
    seeks_en = forms.prose(_l("Seeks from partners (English)"), longest=2000)


class LanguagesForm(SectionForm):
    languages = forms.several(_l("Working languages"), ())

    def __init__(self, data: Any) -> None:
        had = split_languages(data["languages"])
        super().__init__(data={**data, "languages": had})
        codes = [*LANGUAGES, *(code for code in had if code not in LANGUAGES)]
        self.had = had
        self.languages.choices = choices_of(_in_words((code, labels.language_name(code)) for code in codes))

    def values(self) -> dict[str, Any]:
        # What was there keeps its order: the first language is the one a member prefers.
        chosen = self.languages.data or []
        order = [code for code in self.had if code in chosen]
        order += [code for code in chosen if code not in order]
        return {**super().values(), "languages": ";".join(order)}


class _PictureField(FileField):  # type: ignore[misc]  # Flask-WTF has no types
    """A picture that may be given; ``picture`` is what was read of it."""

    picture: pictures.Picture | None = None


def _picture(_form: object, field: Any) -> None:
    if field.data:
        try:
            field.picture = pictures.read(field.data.read(pictures.MOST_BYTES + 1))
        except pictures.NoPicture as refused:
            raise ValidationError(refused.reason) from None


def picture_field(label: object) -> Any:
    support = _l("PNG, JPEG or WebP, at most 2 MB. Notes a camera adds, such as the place, are removed.")
    return _PictureField(label, [_picture], description=support)


class PictureForm(SectionForm):
    """A form with one picture, kept in ``column``: a new one, the one that is there, or none."""

    column = ""
    upload = picture_field(_l("New picture"))
    without = forms.tick(_l("Remove the present picture"))

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data=data, **more)
        self.present: str = data.get(self.column, "") if data else ""
        if not self.present:
            del self.without

    def values(self) -> dict[str, Any]:
        typed = super().values()
        upload, without = typed.pop("upload"), typed.pop("without", False)
        if upload and self.upload.picture:
            return {**typed, self.column: pictures.keep(self.upload.picture)}
        return {**typed, self.column: "" if without else self.present}


class LogoForm(PictureForm):
    column = "logo"


class RowsForm(SectionForm):
    """A section whose rows have pages of their own: here only who sees them."""


class CapabilityForm(SectionForm):
    technology_code = forms.choice(_l("Technology"), (), required=_l("Choose the technology"))
    what_ja = forms.prose(_l("What exactly (Japanese)"), required=_l("Say what exactly, in Japanese"))
    what_en = forms.prose(_l("What exactly (English)"))
    maturity = forms.choice(
        _l("Maturity"), _pairs(MATURITIES), required=_l("Choose how far it has come"), empty=False
    )
    certifications = forms.words(
        _l("Certifications"), longest=300, support=_l("Several with ; between them, such as ISO 9001; CE")
    )


class ReferenceForm(SectionForm):
    technology_code = forms.choice(_l("Technology"), (), required=_l("Choose the technology"))
    country_code = forms.choice(_l("Country"), (), required=_l("Choose the country"))
    year = forms.number(_l("Year"), least=1868, most=2200)
    what_ja = forms.prose(_l("What exactly (Japanese)"), required=_l("Say what exactly, in Japanese"))
    what_en = forms.prose(_l("What exactly (English)"))


class InterestForm(SectionForm):
    country_code = forms.choice(_l("Country"), (), required=_l("Choose the country"))
    # "status" is the answer's in every form.
    standing = forms.choice(
        _l("Status in the country"), _pairs(INTERESTS), required=_l("Choose the status"), empty=False
    )
    since = forms.words(
        _l("Since"), longest=10, support=_l("A year, or a year and month, such as 2024 or 2024-06")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data={**data, "standing": data["status"]} if data else None)

    def values(self) -> dict[str, Any]:
        typed = super().values()
        return {**typed, "status": typed.pop("standing")}

    def validate_since(self, field: Any) -> None:
        if field.data and not _SINCE.fullmatch(forms.folded(field.data)):
            raise ValidationError(_l("Enter a year, or a year and month, such as 2024 or 2024-06"))
        field.data = forms.folded(field.data or "")


class ProjectForm(SectionForm):
    title_ja = forms.words(_l("Title (Japanese)"), required=_l("Enter a title in Japanese"))
    title_en = forms.words(_l("Title (English)"))
    what_ja = forms.prose(_l("What exactly (Japanese)"))
    what_en = forms.prose(_l("What exactly (English)"))
    partners_ja = forms.words(_l("With whom (Japanese)"), longest=300)
    partners_en = forms.words(_l("With whom (English)"), longest=300)
    country_code = forms.choice(_l("Country"), (), empty=_l("None in particular"))
    year = forms.number(_l("Year"), least=1868, most=2200)

    def values(self) -> dict[str, Any]:
        typed = super().values()
        return {**typed, "country_code": typed["country_code"] or None}


class CaseForm(PictureForm):
    column = "picture"
    title_ja = forms.words(_l("Title (Japanese)"), required=_l("Enter a title in Japanese"))
    title_en = forms.words(_l("Title (English)"))
    what_ja = forms.prose(_l("What exactly (Japanese)"), required=_l("Say what exactly, in Japanese"))
    what_en = forms.prose(_l("What exactly (English)"))
    picture_shows_ja = forms.words(
        _l("What the picture shows (Japanese)"), support=_l("For those who cannot see it")
    )
    picture_shows_en = forms.words(_l("What the picture shows (English)"))


class ContactForm(SectionForm):
    name_ja = forms.words(_l("Name (Japanese)"), required=_l("Enter the name of the person"), longest=120)
    name_en = forms.words(_l("Name (English)"), longest=120)
    name_kana = forms.words(_l("Reading (katakana)"), longest=120, check=[_katakana])
    department_ja = forms.words(_l("Department (Japanese)"))
    department_en = forms.words(_l("Department (English)"))
    email = forms.mail_address(_l("E-mail address"), required=_l("Enter the e-mail address of the person"))
    phone = forms.phone(_l("Telephone"))
    released = forms.tick(
        _l("The person agrees that other members see these data"),
        support=_l("Without it only this member and the secretariat see them. It can be withdrawn any time."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data=data)
        self.consented_on = (data or {}).get("consented_on")
        self.was_released = bool((data or {}).get("released"))

    def values(self) -> dict[str, Any]:
        typed = super().values()
        if not typed["released"]:
            return {**typed, "consented_on": None}
        return {**typed, "consented_on": self.consented_on if self.was_released else today()}


SECTION_FORMS: dict[Section, type[SectionForm]] = {
    Section.PROFILE: ProfileForm,
    Section.SUMMARY: SummaryForm,
    Section.LANGUAGES: LanguagesForm,
    Section.SEEKS: SeeksForm,
    Section.LOGO: LogoForm,
}
ROW_FORMS: dict[Section, type[SectionForm]] = {
    Section.CAPABILITIES: CapabilityForm,
    Section.REFERENCES: ReferenceForm,
    Section.COUNTRIES: InterestForm,
    Section.PROJECTS: ProjectForm,
    Section.CASES: CaseForm,
    Section.CONTACTS: ContactForm,
}


def section_form(section: Section, values: dict[str, Any]) -> SectionForm:
    """The form of a section's page, with the selects that say who sees its fields."""
    data = {name.replace("release:", "release_"): value for name, value in values.items()}
    return _released(section)(data=data)


def _released(section: Section) -> type[SectionForm]:
    fields = {f"release_{field}": _circle(field) for field in rules.FIELDS[section]}
    return type("ReleasedForm", (SECTION_FORMS.get(section, RowsForm),), fields)


def _circle(field: RecordField) -> Any:
    return forms.choice(
        _l("Who sees it: %(field)s", field=FIELDS[field]),
        [(str(circle), CIRCLES[circle]) for circle in circles_to_choose(field)],
        required=_l("Choose who sees it"),
        empty=False,
    )


def row_form(section: Section, values: dict[str, Any] | None, names: Any) -> SectionForm:
    form = ROW_FORMS[section](data=values)
    for column, found in (("technology_code", names.technologies), ("country_code", names.countries)):
        if column in form:
            first = [] if form[column].flags.required else [("", _l("None in particular"))]
            asked = [("", _l("Please choose"))] if form[column].flags.required else first
            form[column].choices = choices_of([*asked, *_in_words(found.items())])
    return form


class RevertForm(Form):
    reason = forms.words(_l("Why"), required=_l("Say why, for those who read the history"))
