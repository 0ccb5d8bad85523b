"""Reading a page as a person and a screen reader do. Every page read is checked, then tests ask what it says."""

import html
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import unquote, urldefrag, urlsplit

from flask.testing import FlaskClient
from flask_babel import force_locale, gettext
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import MapAdapter, RequestRedirect
from werkzeug.test import TestResponse

from hub.core.config import ROOT

# Elements without an end tag.
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
UNLABELLED = frozenset({"hidden", "submit", "button", "reset", "image"})
UNSEEN = frozenset({"script", "style", "template", "head"})


@dataclass
class Element:
    """One element of a page, its text and what stands inside."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list["Element | str"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator["Element"]:
        """Every element inside with one of these tags, or every element, in the order of the page."""
        for one in self.inside:
            if isinstance(one, Element):
                if not tags or one.tag in tags:
                    yield one
                yield from one.all(*tags)

    @property
    def text(self) -> str:
        """What a person reads, spaces made one."""
        return " ".join("".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        for one in self.inside:
            if isinstance(one, str):
                yield one
            elif one.tag not in UNSEEN:
                yield from one._words()
                # Words of two cells or two lines are not one word; those of <b> and <span> are.
                yield "" if one.tag in {"a", "b", "em", "span", "strong", "bdi", "abbr"} else " "

    @property
    def name(self) -> str:
        """What a screen reader calls it."""
        alternatives = " ".join(one.attributes.get("alt", "") for one in self.all("img"))
        titles = " ".join(one.text for one in self.all("title"))
        return f"{self.attributes.get('aria-label', '')} {self.text} {alternatives} {titles}".strip()


class Page(HTMLParser):
    """A page as read: its elements, and the faults of its markup."""

    def __init__(self, source: str, address: str = "/") -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.source = source
        self.root = Element("page")
        self.nesting: list[str] = []
        self._open = [self.root]
        self.feed(source)
        self.close()
        self.nesting += [f"<{one.tag}> is not closed" for one in self._open[1:]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(made)
        if tag not in VOID:
            self._open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # <path/> in a picture; in HTML the slash means nothing.
        self._open[-1].inside.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].tag == tag:
            self._open.pop()
        else:
            self.nesting.append(f"</{tag}> closes <{self._open[-1].tag}> in line {self.getpos()[0]}")

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)

    @property
    def text(self) -> str:
        return next(self.root.all("body")).text

    @property
    def main(self) -> Element:
        """The part that is this page's own."""
        return next(self.root.all("main"))

    @property
    def heading(self) -> str:
        return next(self.root.all("h1")).text

    @property
    def title(self) -> str:
        head = next(self.root.all("head"))
        return " ".join("".join(str(word) for word in next(head.all("title")).inside).split())

    @property
    def language(self) -> str:
        return next(self.root.all("html")).attributes.get("lang", "")

    @property
    def links(self) -> list[str]:
        return [one.attributes.get("href", "") for one in self.root.all("a")]


def page(client: FlaskClient, address: str, status: int = 200) -> str:
    """The source of a page that has been read and checked, with its characters as a person sees them."""
    return html.unescape(read(client, address, status).source)


def read(client: FlaskClient, address: str, status: int = 200) -> Page:
    """The page at this address; fails if it does not have this status or has a fault of form."""
    answer = client.get(address)
    assert answer.status_code == status, f"{address} answered {answer.status}"
    return checked(client, answer, address)


def checked(client: FlaskClient, answer: TestResponse, address: str) -> Page:
    """An answer as a page without faults of form; for pages that are not simply fetched."""
    found = Page(answer.text, address)
    faults = list(faults_of(client, found))
    assert not faults, f"{address}:\n  " + "\n  ".join(faults)
    return found


def faults_of(client: FlaskClient, found: Page) -> Iterator[str]:
    yield from found.nesting
    yield from _title_faults(client, found)
    yield from _heading_faults(found)
    yield from _id_faults(found)
    yield from _label_faults(found)
    yield from _name_faults(found)
    yield from _inline_faults(found)
    yield from _link_faults(client, found)


def site_name(client: FlaskClient, language: str) -> str:
    with client.application.test_request_context(f"/{language}/"), force_locale(language):
        return gettext("Digital Overseas Deployment Platform")


def _title_faults(client: FlaskClient, found: Page) -> Iterator[str]:
    first = urlsplit(found.address).path.split("/")[1]
    if found.language not in {"ja", "en"} or (first in {"ja", "en"} and found.language != first):
        yield f"the language of the page is {found.language!r}"
        return
    headings = [one.text for one in found.root.all("h1")]
    if len(headings) != 1 or not headings[0]:
        yield f"there must be one h1, there are {headings}"
        return
    name = site_name(client, found.language)
    ending = f"｜{name}" if found.language == "ja" else f" | {name}"
    if headings[0] not in found.title or not found.title.endswith(ending):
        yield f"the title is {found.title!r}, it should be {headings[0] + ending!r}"


def _heading_faults(found: Page) -> Iterator[str]:
    before = 0
    for one in found.root.all(*HEADINGS):
        level = int(one.tag[1])
        if level > before + 1:
            yield f"the heading {one.text!r} is {one.tag} after h{before}"
        if not one.name:
            yield f"an empty {one.tag}"
        before = level


def _id_faults(found: Page) -> Iterator[str]:
    counts = Counter(one.attributes["id"] for one in found.root.all() if "id" in one.attributes)
    yield from (f"the id {name!r} stands {count} times" for name, count in counts.items() if count > 1)
    for one in found.root.all():
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"):
            for name in one.attributes.get(attribute, "").split():
                if name not in counts:
                    yield f"{attribute} of <{one.tag}> names the id {name!r}, which is not there"


def _label_faults(found: Page) -> Iterator[str]:
    named = {one.attributes.get("for") for one in found.root.all("label") if one.name}
    wrapped = {id(control) for one in found.root.all("label") if one.name for control in one.all()}
    for one in found.root.all("input", "select", "textarea"):
        if "placeholder" in one.attributes:
            yield f"the field {one.attributes.get('name')!r} has a placeholder"
        if one.attributes.get("type") in UNLABELLED or id(one) in wrapped:
            continue
        own = one.attributes.get("aria-label") or one.attributes.get("aria-labelledby")
        if not own and one.attributes.get("id", "") not in named:
            yield f"the field {one.attributes.get('name')!r} has no label"


def _name_faults(found: Page) -> Iterator[str]:
    for one in found.root.all("a", "button", "summary"):
        if not one.name and not one.attributes.get("aria-labelledby"):
            yield f"a <{one.tag}> without words: {one.attributes}"
    yield from ("a picture without alt" for one in found.root.all("img") if "alt" not in one.attributes)
    for one in found.root.all("table"):
        if not any(caption.text for caption in one.all("caption")):
            yield f"a table without caption: {one.text[:60]!r}"


def _inline_faults(found: Page) -> Iterator[str]:
    """What our content security policy would refuse."""
    for one in found.root.all():
        if "style" in one.attributes or one.tag == "style":
            yield f"an inline style on <{one.tag}>"
        if one.tag == "script" and not one.attributes.get("src"):
            yield "an inline script"
        yield from (f"{name} on <{one.tag}>" for name in one.attributes if name.startswith("on"))
        loads = {"stylesheet", "icon", "preload", "manifest"} & set(one.attributes.get("rel", "").split())
        if one.tag in {"script", "img", "iframe"} or loads:
            source = one.attributes.get("src") or one.attributes.get("href", "")
            if urlsplit(source).netloc:
                yield f"<{one.tag}> loads from elsewhere: {source}"


def _link_faults(client: FlaskClient, found: Page) -> Iterator[str]:
    routes = client.application.url_map.bind("localhost")
    ids = {one.attributes.get("id") for one in found.root.all()}
    for one in found.root.all("a", "link"):
        if one.tag == "a" and "href" not in one.attributes:
            continue
        yield from _target_faults(routes, found, ids, one.attributes.get("href", ""))
    for one in found.root.all("script", "img"):
        yield from _target_faults(routes, found, ids, one.attributes.get("src", ""))
    for one in found.root.all("form"):
        method = one.attributes.get("method", "get").upper()
        target = one.attributes.get("action") or found.address
        yield from _route_faults(routes, urlsplit(target).path, method)


def _target_faults(routes: MapAdapter, found: Page, ids: set[str | None], address: str) -> Iterator[str]:
    address = address.removeprefix("http://localhost")  # canonical addresses are whole
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        if parts.scheme not in {"http", "https", "mailto", "tel"}:
            yield f"a link to {address!r}"
        return
    target, fragment = urldefrag(address)
    if not target:
        if not fragment or unquote(fragment) not in ids:
            yield f"a link to {address!r}, which is not on the page"
        return
    if not parts.path:
        return  # "?sort=…": the same page
    if not parts.path.startswith("/"):
        yield f"a link that depends on where one is: {address!r}"
        return
    yield from _route_faults(routes, parts.path, "GET")


def _route_faults(routes: MapAdapter, path: str, method: str) -> Iterator[str]:
    try:
        endpoint, values = routes.match(unquote(path), method=method)
    except RequestRedirect as elsewhere:
        yield f"{path} is only a way to {elsewhere.new_url}"
    except MethodNotAllowed:
        yield f"{path} does not take {method}"
    except HTTPException:
        yield f"{path} leads nowhere"
    else:
        name = str(values.get("filename", ""))
        if endpoint == "static" and not (ROOT / "static" / PurePosixPath(name)).is_file():
            yield f"there is no file {path}"
