"""What may be typed: fields that clean and check the same way in every form.

Width, kinds of hyphen and spaces are our concern, never the writer's. What is wrong is said beside the field in
the reader's language, and what was typed stays.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, Field, PasswordField, SelectField, SelectMultipleField, StringField
from wtforms import TextAreaField as _TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, StopValidation, ValidationError

from hub.core import sheets, typed
from hub.core.formats import ERAS

LONGEST_ADDRESS = 254
_EARLIEST, _LATEST = 1868, 2200
_MAIL = re.compile(
    r"[^\s@\"(),:;<>\[\]\\]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.I
)
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−ー－ｰ", "-"))
_LINE_ENDS = re.compile(r"\r\n?")
_ERA_YEAR = re.compile(r"(令和|平成|昭和|大正|明治|[RHSTM])\.?(元|\d{1,2})", re.I)

Choices = Iterable[tuple[str, object]]


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form of this site. ``submitted()`` is true if it was sent and nothing is wrong with it."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # Flask-WTF has no types
        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What a browser sends (Flask-WTF would also read JSON, of any shape), or what it had sent too late."""
            given = super().wrap_formdata(form, None if request.is_json else formdata)
            return typed.put_back(list(form._fields)) if given is None else given

    def submitted(self) -> bool:
        return bool(self.validate_on_submit())

    @property
    def refused(self) -> bool:
        """Whether it was sent and something is wrong: the page then answers 422."""
        return bool(self.is_submitted() and self.errors)

    @property
    def status(self) -> int:
        return 422 if self.refused else 200


def folded(typed: str) -> str:
    """One line as programs compare it: half-width, plain hyphens, no spaces around."""
    return unicodedata.normalize("NFKC", typed.translate(_HYPHENS)).strip()


def words(
    label: object,
    *,
    required: object = None,
    longest: int = 200,
    support: object = "",
    check: Sequence[Callable[..., object]] = (),
) -> Any:
    """One line of text, kept as typed. ``required`` is the sentence that asks for it."""
    return StringField(
        label,
        [_need(required), _Plain(longest), *check],
        filters=[_stripped],
        description=support,
    )


def prose(label: object, *, required: object = None, longest: int = 4000, support: object = "") -> Any:
    """Several lines of text, kept as typed."""
    return _TextAreaField(label, [_need(required), _Plain(longest)], filters=[_stripped], description=support)


def mail_address(label: object, *, required: object = None, support: object = "") -> Any:
    return StringField(label, [_need(required), _mail_address], filters=[_mail_folded], description=support)


def web_address(label: object, *, required: object = None, support: object = "") -> Any:
    return StringField(
        label, [_need(required), _Plain(500), _web_address], filters=[_folded], description=support
    )


def phone(label: object, *, required: object = None, support: object = "") -> Any:
    return StringField(label, [_need(required), _phone], filters=[_folded], description=support)


def number(label: object, *, least: int, most: int, required: object = None, support: object = "") -> Any:
    """A whole number in any width; ``data`` is an int or None."""
    return _NumberField(label, [_need(required)], least=least, most=most, description=support)


def choice(
    label: object, choices: Choices, *, required: object = None, empty: object = None, support: object = ""
) -> Any:
    """One of several; a first empty option unless ``empty`` is False."""
    first = [] if empty is False else [("", _l("Please choose") if empty is None else empty)]
    return SelectField(
        label,
        [_need(required)],
        choices=choices_of([*first, *choices]),
        description=support,
        validate_choice=True,
    )


def several(label: object, choices: Choices, *, required: object = None, support: object = "") -> Any:
    """Any number of several, as boxes to tick."""
    return SelectMultipleField(
        label, [_need(required)], choices=choices_of(choices), description=support, validate_choice=True
    )


def choices_of(pairs: Choices) -> list[SelectChoice]:
    """Pairs of value and label as WTForms wants them; also for choices set when a form is made."""
    return [SelectChoice(value, label) for value, label in pairs]


def tick(label: object, *, required: object = None, support: object = "") -> Any:
    return BooleanField(label, [_need(required)], description=support)


def upload(label: object, *, required: object, support: object = "") -> Any:
    """One file; ``data`` is the upload."""
    return FileField(label, [FileRequired(required)], description=support)


def password(label: object, *, required: object, support: object = "") -> Any:
    """Nothing is taken from it or added to it; keyboards differ in accents, so it is compared as NFC."""
    return PasswordField(label, [InputRequired(required)], description=support)


def day(label: object, *, required: object = None, support: object = "") -> Any:
    """A date in three boxes; the year may be 2026, 令和8 or R8."""
    return DayField(label, [_need(required)], description=support)


class _Field(Field):  # type: ignore[misc]  # WTForms has no types
    raw_data: list[str] | None


class DayField(_Field):
    """Year, month and day under one name; ``data`` is a date, ``boxes`` what was typed."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.given: list[str] | None = None

    @property
    def boxes(self) -> list[str]:
        if self.given is not None:
            return [*self.given, "", "", ""][:3]
        if isinstance(self.data, date):
            return [str(self.data.year), str(self.data.month), str(self.data.day)]
        return ["", "", ""]

    def process_formdata(self, values: list[str]) -> None:
        self.given = values or None
        self.data = None
        typed = [folded(one) for one in values]
        if not any(typed):
            # InputRequired looks at what came in; three empty boxes are nothing.
            self.raw_data = []
            return
        self.data = read_day(*[*typed, "", ""][:3])
        if self.data is None:
            raise ValueError(_l("Enter a date that exists, as year, month and day, for example 2026, 11, 23"))


class _NumberField(_Field):
    def __init__(self, *arguments: Any, least: int, most: int, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.least, self.most, self.typed = least, most, ""

    def _value(self) -> str:
        return self.typed or ("" if self.data is None else str(self.data))

    def process_formdata(self, values: list[str]) -> None:
        self.typed, self.data = (values[0] if values else ""), None
        plain = folded(self.typed).replace(",", "")
        if not plain:
            self.raw_data = []
            return
        if not (plain.isascii() and plain.isdigit() and len(plain) < 16):
            raise ValueError(_l("Enter a whole number, for example 12"))
        if not self.least <= int(plain) <= self.most:
            raise ValueError(
                _l("Enter a number from %(least)s to %(most)s", least=self.least, most=self.most)
            )
        self.data = int(plain)


def read_day(year: str, month: str = "", on: str = "") -> date | None:
    """A date from year, month and day as people type them, or from one text such as 令和8年11月23日 or R8.11.23.

    None if there is no such date, or one before 1868 or after 2200.
    """
    text = folded("-".join(filter(None, (year, month, on))))
    parts = [one for one in re.split(r"[年月日./\-\s]+", _era_to_common(text)) if one]
    if len(parts) != 3 or not all(one.isascii() and one.isdigit() and len(one) <= 4 for one in parts):
        return None
    try:
        found = date(*(int(one) for one in parts))
    except ValueError:
        return None
    return found if _EARLIEST <= found.year <= _LATEST else None


def _era_to_common(text: str) -> str:
    match = _ERA_YEAR.match(text)
    if not match:
        return text
    first = next(begun for begun, *names in ERAS if match[1].upper() in names)
    year = first.year - 1 + (1 if match[2] == "元" else int(match[2]))
    return f"{year}-{text[match.end() :]}"


def _need(required: object) -> object:
    return Optional(strip_whitespace=True) if required is None else InputRequired(required)


def _stripped(typed: str | None) -> str:
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", typed or ""))
    return text.strip()


def _folded(typed: str | None) -> str:
    return folded(typed or "")


def _mail_folded(typed: str | None) -> str:
    return folded(typed or "").lower()


class _Plain:
    """Text without control and text-direction marks, not longer than its column."""

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def __call__(self, _form: object, field: Any) -> None:
        if len(field.data) > self.longest:
            raise ValidationError(
                _l(
                    "Shorten this to %(most)s characters; it has %(now)s",
                    most=self.longest,
                    now=len(field.data),
                )
            )
        try:
            sheets.text(field.data.replace("\t", " "))
        except sheets.Unreadable as error:
            raise ValidationError(
                _l("Please type this again: it contains an invisible character that cannot be stored")
            ) from error


def _mail_address(_form: object, field: Any) -> None:
    if len(field.data) > LONGEST_ADDRESS or not _MAIL.fullmatch(field.data):
        raise ValidationError(_l("Enter an e-mail address like name@example.jp"))


def _web_address(_form: object, field: Any) -> None:
    try:
        sheets.link(field.data)
    except sheets.Unreadable:
        raise ValidationError(_l("Enter an address that begins with https:// or http://")) from None
    if urlsplit(field.data).username:
        raise ValidationError(_l("Enter the address without a user name"))


def _phone(_form: object, field: Any) -> None:
    digits = re.sub(r"[\s().+\-]", "", field.data)
    if not (digits.isascii() and digits.isdigit() and 5 <= len(digits) <= 15):
        raise StopValidation(_l("Enter a telephone number, for example 03-1234-5678 or +81 3 1234 5678"))
