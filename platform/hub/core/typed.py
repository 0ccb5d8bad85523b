"""What was typed into a form that came too late: carried through our own pages, and put back into the form.

It travels in hidden fields, never in a cookie or the database; passwords, codes and files are left out. Putting it
back only shows the form: the request is read as if the page had been fetched, so nothing is done by it.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, request, url_for
from werkzeug.datastructures import ImmutableMultiDict

# The hidden field that carries everything, and the one that asks for a form to be shown with what comes along.
CARRIED, RESTORE = "typed", "restore_typed"
# Names of fields that are never carried; a house test compares them with the forms.
SECRETS = frozenset({"csrf_token", "password", "current", "code", "salt", CARRIED, RESTORE})
_MOST_SIGNS = 100_000
_MOST_FIELDS = 200


@dataclass(frozen=True)
class Typed:
    """The fields of a form and the page it stands on. ``whole`` is False if some did not fit."""

    path: str
    fields: Sequence[tuple[str, str]]
    whole: bool = True

    def __bool__(self) -> bool:
        return any(text.strip() for _, text in self.fields)

    @property
    def carried(self) -> str:
        return json.dumps([self.path, self.fields, self.whole], ensure_ascii=False)


View = TypeVar("View", bound=Callable[..., object])


def stands_on(page: str, *carries: str) -> Callable[[View], View]:
    """Mark what can only be sent with the page its form stands on, an endpoint, and the fields with text in it.

    Without such fields the form is a button: nothing is put back, and the person is led to the page. A house test
    compares the names with the forms.
    """

    def mark(view: View) -> View:
        view.stands_on, view.carries = page, frozenset(carries)  # type: ignore[attr-defined]  # read below
        return view

    return mark


def page_of(endpoint: str) -> str | None:
    """The page that what can only be sent stands on."""
    return getattr(current_app.view_functions.get(endpoint), "stands_on", None)


def way_back() -> str:
    """The page asked for, or the one the form that was sent stands on; home if it is none."""
    rule, endpoint = request.url_rule, request.endpoint
    if rule is None or endpoint is None or "GET" in (rule.methods or ()):
        return request.full_path.rstrip("?")
    page = page_of(endpoint) or "pages.home"
    wanted = {name for one in current_app.url_map.iter_rules(page) for name in one.arguments}
    return url_for(
        page, **{name: value for name, value in (request.view_args or {}).items() if name in wanted}
    )


def of_request() -> Typed:
    """What this request brings, or had brought along already."""
    return carried() or _of_form()


def _of_form() -> Typed:
    view = current_app.view_functions.get(request.endpoint or "")
    only: frozenset[str] | None = getattr(view, "carries", None)
    given = [
        (name, text)
        for name, text in request.form.items(multi=True)
        if name not in SECRETS and (only is None or name in only)
    ]
    fields, signs = [], 0
    for name, text in given[:_MOST_FIELDS]:
        if signs + len(name) + len(text) <= _MOST_SIGNS:
            signs += len(name) + len(text)
            fields.append((name, text))
    return Typed(way_back(), fields, whole=len(fields) == len(given))


def carried() -> Typed | None:
    """What our own page before this one carried along; None if it is nothing, or nothing of ours."""
    raw = request.form.get(CARRIED, "")
    if not raw or len(raw) > 4 * _MOST_SIGNS:
        return None
    try:
        path, fields, whole = json.loads(raw)
        pairs = [(str(name), str(text)) for name, text in fields if name not in SECRETS]
    except (ValueError, TypeError, RecursionError):
        return None
    return Typed(str(path), pairs[:_MOST_FIELDS], bool(whole))


def init_app(app: Flask) -> None:
    """After the token was checked and the door opened, for nobody else's form is read."""
    app.before_request(_show_instead_of_sending)


def _show_instead_of_sending() -> None:
    """A page asked for with typed text is fetched, not sent."""
    # Where an application context outlives a request, so would what was typed in it.
    g.pop("typed", None)
    if request.method != "POST" or RESTORE not in request.form:
        return
    rule = request.url_rule
    if rule is None or "GET" not in (rule.methods or ()):
        abort(400)
    request.method = "GET"
    g.typed = ImmutableMultiDict(
        [(name, text) for name, text in request.form.items(multi=True) if name not in SECRETS]
    )


def came_back() -> bool:
    """Whether a page is shown with what was typed into its form before."""
    return bool(g.get("typed"))


def put_back(names: Sequence[str]) -> Any:
    """The typed text for a form with these fields; None if there is none for it."""
    typed = g.get("typed")
    return typed if typed and any(name in typed for name in names) else None
