"""Fields take what people really type, and say what is wrong in the reader's language."""

from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from hub.core import forms
from hub.core.forms import Form, read_day


class Example(Form):
    name = forms.words("Name", required="Enter the name", longest=10)
    note = forms.prose("Note")
    email = forms.mail_address("Mail")
    website = forms.web_address("Website")
    phone = forms.phone("Telephone")
    people = forms.number("People", least=1, most=500)
    due = forms.day("Due", required="Enter the day")
    kind = forms.choice("Kind", [("a", "A"), ("b", "B")])
    tags = forms.several("Tags", [("x", "X"), ("y", "Y")])


def filled(app: Flask, language: str = "en", **typed: object) -> tuple[Example, dict[str, str]]:
    """The form as sent with this, and what it says is wrong."""
    given = MultiDict({"name": "Sakura"})
    for name, value in {"due": ["2026", "11", "23"], **typed}.items():
        given.setlist(name, value if isinstance(value, list) else [value])
    with app.test_request_context(f"/{language}/sign-in", method="POST", data=given):
        app.preprocess_request()
        form = Example()
        form.submitted()
        return form, {name: str(told[0]) for name, told in form.errors.items()}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (("2026", "11", "23"), date(2026, 11, 23)),
        (("２０２６", "１１", "３"), date(2026, 11, 3)),
        (("令和8", "11", "23"), date(2026, 11, 23)),
        (("R8", "4", "1"), date(2026, 4, 1)),
        (("令和元", "5", "1"), date(2019, 5, 1)),
        (("平成31", "4", "30"), date(2019, 4, 30)),
        (("S64", "1", "7"), date(1989, 1, 7)),
        (("令和8年11月23日",), date(2026, 11, 23)),
        (("R8.11.23",), date(2026, 11, 23)),
        (("2026/11/23",), date(2026, 11, 23)),
        (("2026-11-23",), date(2026, 11, 23)),
        (("2026", "2", "30"), None),
        (("1867", "1", "1"), None),
        (("2201", "1", "1"), None),
        (("26", "11", "23"), None),
        (("2026", "11", ""), None),
        (("1e3", "1", "1"), None),
        (("²⁰²⁶", "1", "1"), date(2026, 1, 1)),
    ],
)
def test_days_are_read_as_people_write_them(typed: tuple[str, ...], read: date | None) -> None:
    assert read_day(*typed) == read


def test_what_is_right_is_cleaned_and_kept(app: Flask) -> None:
    form, told = filled(
        app,
        name="  髙﨑𠮷 ",
        email="Ｋｅｎ＠Example.JP ",
        phone="０３ー１２３４ー５６７８",
        people="１，２０".replace("，", ","),
        website=" https://example.jp/a ",
        tags=["x", "y"],
    )
    assert told == {}
    assert (form.name.data, form.email.data, form.phone.data) == ("髙﨑𠮷", "ken@example.jp", "03-1234-5678")
    assert (form.people.data, form.website.data, form.tags.data) == (120, "https://example.jp/a", ["x", "y"])
    assert form.due.data == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("name", "", "Enter the name"),
        ("name", "a" * 11, "Shorten this to 10 characters; it has 11"),
        ("name", "a\u202eb", "invisible character"),
        ("name", "a\x07b", "invisible character"),
        ("email", "ken@", "like name@example.jp"),
        ("email", "ken @example.jp", "like name@example.jp"),
        ("email", "ken@example.jp\nBcc: a@b.jp", "like name@example.jp"),
        ("website", "javascript:alert(1)", "https://"),
        ("website", "https://office@example.jp", "user name"),
        ("phone", "call me", "telephone number"),
        ("people", "0", "from 1 to 500"),
        ("people", "1e2", "whole number"),
        ("people", "1_0", "whole number"),
        ("people", "9" * 400, "whole number"),
        ("due", ["", "", ""], "Enter the day"),
        ("due", ["2026", "13", "1"], "date that exists"),
        ("kind", "z", "Not a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_stays(app: Flask, field: str, typed: object, told: str) -> None:
    form, found = filled(app, **{field: typed})
    assert list(found) == [field]
    assert told in found[field]
    if field == "due":
        assert form.due.boxes == typed


def test_an_optional_field_may_be_empty(app: Flask) -> None:
    assert filled(app, email="", website="", phone="", people="", kind="")[1] == {}


def test_reasons_are_in_the_readers_language(app: Flask) -> None:
    form, told = filled(app, "ja", name="a" * 11)
    assert told == {"name": "10文字以内にしてください（現在11文字）"}
    assert form.name.data == "a" * 11
