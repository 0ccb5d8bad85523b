"""Pages in two languages: addresses, language switch, assets, formats and what an error looks like."""

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from babel.support import NullTranslations, Translations
from flask import (
    Blueprint,
    Flask,
    Request,
    abort,
    current_app,
    g,
    has_request_context,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import Babel
from jinja2 import StrictUndefined
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import BadHost, BadRequest, HTTPException, InternalServerError, SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter
from werkzeug.utils import cached_property
from werkzeug.wrappers import Response

from hub.core import formats
from hub.core.access import current_reader
from hub.core.bilingual import Language
from hub.core.config import ROOT, Settings

LANGUAGE_IN_ADDRESS = "/<any(ja,en):lang>"
STATIC = ROOT / "static"
UNKNOWN_HOST = (
    "このサイトはこのホスト名ではご利用いただけません。 / This site does not answer to this host name."
)


class SlugConverter(BaseConverter):
    regex = "[a-z0-9][a-z0-9-]{0,79}"


# Addresses of ours stay far below; browsers stop at about the same length.
LONGEST_ADDRESS = 8000


class TextRequest(Request):
    """A request whose query is text a database takes: a zero byte, which nobody types, is left out."""

    def _load_form_data(self) -> None:
        super()._load_form_data()
        if None in self.form or None in self.files:
            # A part without a name, which no browser sends. Whoever asks again gets nothing.
            nothing = self.parameter_storage_class()
            self.__dict__.update(form=nothing, files=nothing)
            raise BadRequest

    @cached_property
    def args(self) -> MultiDict[str, str]:
        given = super().args.items(multi=True)
        return ImmutableMultiDict([(name, value.replace("\0", "")) for name, value in given])


def pages(name: str, module: str, *, prefix: str = "") -> Blueprint:
    """A blueprint whose pages stand under both languages, ``/ja<prefix>`` and ``/en<prefix>``."""
    return Blueprint(name, module, url_prefix=LANGUAGE_IN_ADDRESS + prefix)


Thing = TypeVar("Thing")


def current_language() -> Language:
    """The language of this request's address; Japanese where the address names none."""
    language = g.get("language", Language.JA)
    return Language(language)


def page_address(endpoint: str, values: Mapping[str, str], language: Language, *, anchor: str = "") -> str:
    """A page in a language, without host; for a command as well, which serves nobody."""
    named: dict[str, Any] = {**values, "lang": str(language)}
    if has_request_context():
        return url_for(endpoint, _anchor=anchor or None, **named)
    page = current_app.url_map.bind("localhost").build(endpoint, named)
    return f"{page}#{anchor}" if anchor else page


def or_404(thing: Thing | None) -> Thing:
    if thing is None:
        abort(404)
    return thing


def init_app(app: Flask, settings: Settings, *, translations: Path) -> None:
    app.request_class = TextRequest
    app.url_map.converters["slug"] = SlugConverter
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.before_request(_refuse_long)
    app.url_value_preprocessor(_take_language)
    app.url_value_preprocessor(_allow_files)
    app.url_defaults(_give_language)
    Babel(
        app,
        default_locale="en",
        default_translation_directories=str(translations),
        default_timezone="Asia/Tokyo",
        locale_selector=lambda: str(current_language()),
    )
    _translate_templates(app, translations)
    app.add_template_global(asset)
    app.add_template_global(current_language, "language")
    app.add_template_global(in_language)
    formats.init_app(app)
    if settings.trusted_hops:
        hops = settings.trusted_hops
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask documents wrapping it like this
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    app.register_error_handler(HTTPException, _error_page)
    app.register_error_handler(Exception, _unexpected)


def _translate_templates(app: Flask, folder: Path) -> None:
    """Give templates their catalogue directly: Flask-Babel looks its one up anew for every message, which was
    two thirds of the time of a long list."""
    catalogues = {Language.EN: NullTranslations(), Language.JA: Translations.load(str(folder), ["ja"])}

    def gettext(message: str) -> str:
        return catalogues[current_language()].gettext(message)

    def ngettext(singular: str, plural: str, count: int) -> str:
        return catalogues[current_language()].ngettext(singular, plural, count)

    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]


View = TypeVar("View", bound=Callable[..., object])


def takes_files(most_bytes: int) -> Callable[[View], View]:
    """Mark a page of the secretariat to which larger files may be sent; for all others the general limit holds."""

    def mark(view: View) -> View:
        view.most_bytes = most_bytes  # type: ignore[attr-defined]  # read below
        return view

    return mark


def _allow_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Before anything reads the body; a stranger's large file is not even taken in."""
    most = getattr(current_app.view_functions.get(endpoint or ""), "most_bytes", None)
    if most is not None and current_reader().secretariat:
        # What surrounds a file in a form, and its other fields.
        request.max_content_length = most + 2**16


def _refuse_long() -> None:
    if len(request.environ.get("PATH_INFO", "")) + len(request.query_string) > LONGEST_ADDRESS:
        abort(414)


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if any("\0" in str(value) for value in (values or {}).values()):
        abort(404)
    g.language = Language(values.pop("lang", Language.JA) if values else Language.JA)


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    known = endpoint in current_app.view_functions
    if known and "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = str(current_language())


def in_language(language: str) -> str:
    """This page's address in the other language, its query kept; the home page if there is none."""
    if request.endpoint is None or request.view_args is None or not _has_language():
        return url_for("pages.home", lang=language)
    # The query is a stranger's text: given to url_for, a field called "_scheme" would steer it.
    address = url_for(request.endpoint, **{**request.view_args, "lang": language})
    query = urlencode(list(request.args.items(multi=True)))
    return f"{address}?{query}" if query else address


def _has_language() -> bool:
    """Whether this page has an address in both languages that a link can lead to."""
    rule = request.url_rule
    return rule is not None and "lang" in rule.arguments and "GET" in (rule.methods or ())


@cache
def _fingerprint(name: str, _changed: float) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """Address of a static file that changes with its content, so that browsers may keep it for a year."""
    path = STATIC / name
    return url_for("static", filename=name, v=_fingerprint(name, path.stat().st_mtime))


def _error_page(error: HTTPException) -> Response | tuple[str, int]:
    """An error as a page (or JSON under /api/), in the reader's language, without asking the database."""
    code = error.code or 500
    if code < 400 or error.response is not None:
        return error.get_response()  # a redirect or a ready answer
    if isinstance(error, SecurityError | BadHost):
        # Asked by a name that is not ours: there is no address to put into a page.
        return Response(f"{UNKNOWN_HOST}\n", status=code, mimetype="text/plain")
    if request.path.startswith("/api/"):
        answer = jsonify(code=code, status=error.name)
        answer.status_code = code
        return answer
    g.language = _language_of_path()
    return render_template("errors/error.html", code=code), code


def _language_of_path() -> Language:
    first = request.path.split("/", 2)[1] if "/" in request.path else ""
    if first in {"ja", "en"}:
        return Language(first)
    return Language(request.accept_languages.best_match(["ja", "en"]) or "ja")


def _unexpected(error: Exception) -> Response | tuple[str, int]:
    if current_app.testing:
        raise error
    current_app.logger.exception("unexpected error")
    return _error_page(InternalServerError())


def home_redirect() -> Response:
    """The bare address leads to the language the browser prefers, Japanese where it has no wish."""
    best = request.accept_languages.best_match(["ja", "en"]) or "ja"
    return redirect(url_for("pages.home", lang=best))
