"""Forms of a page as a browser reads them: what stands in their fields, and what it would send."""

from tests.pages_read import Element, Page

NOT_TEXT = {"hidden", "submit", "button", "file", "password", "checkbox", "radio"}


def texts_in(form: Element) -> list[Element]:
    return [
        one for one in form.all("input", "textarea") if one.attributes.get("type", "text") not in NOT_TEXT
    ]


def value_of(field: Element) -> str:
    if field.tag == "textarea":
        return "".join(str(one) for one in field.inside).removeprefix("\n")
    return field.attributes.get("value", "")


def sent_by(form: Element) -> list[tuple[str, str]]:
    """Names and values that a browser would send from this form."""
    found = [(one.attributes["name"], value_of(one)) for one in texts_in(form)]
    for one in form.all("input"):
        kind = one.attributes.get("type", "text")
        if kind == "hidden" or (kind in {"checkbox", "radio"} and "checked" in one.attributes):
            found.append((one.attributes.get("name", ""), one.attributes.get("value", "")))
    for one in form.all("select"):
        chosen = [option for option in one.all("option") if "selected" in option.attributes]
        found += [(one.attributes["name"], option.attributes["value"]) for option in chosen]
    return found


def shown_in(text: str, address: str, number: int = -1) -> dict[str, list[str]]:
    """What the form of a page would send; the last one that is sent, if several are there."""
    page = Page(text, address)
    sent = [one for one in page.main.all("form") if one.attributes.get("method", "").lower() == "post"]
    found: dict[str, list[str]] = {}
    for name, value in sent_by(sent[number]):
        found.setdefault(name, []).append(value)
    return found
