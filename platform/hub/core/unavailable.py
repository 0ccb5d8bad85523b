"""The outermost layer: while the database is away every page answers 503 and says when to come back.

SQLAlchemy tells us of every failed connection or statement; we note the ones that are not our mistake and look
at the note when the application has finished, for giving back a dead connection fails after all error handlers.
Nothing here needs the database, templates or the rest of the application.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any

import structlog
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine, ExceptionContext
from sqlalchemy.exc import TimeoutError as NoConnectionFree

log = structlog.get_logger(__name__)

RETRY_AFTER = 10
Environ = dict[str, Any]
Start = Callable[..., Callable[[bytes], object]]
Wsgi = Callable[[Environ, Start], Iterable[bytes]]

# What SQLite says of a disk or file that is away, full, locked or cannot be written.
_SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_READONLY,
}
# PostgreSQL: connection exceptions, insufficient resources, shutting down, system errors.
_POSTGRESQL_AWAY = ("08", "53", "57P", "58")


class Trouble:
    """Whether the database was found away during one request."""

    def __init__(self) -> None:
        self.away = False


_trouble: ContextVar[Trouble | None] = ContextVar("trouble", default=None)


def init_app(app: Flask) -> None:
    app.wsgi_app = Unavailable(app.wsgi_app)  # type: ignore[method-assign]  # Flask documents wrapping it like this


class Unavailable:
    """Holds back the status until the application has finished, then lets it pass or answers 503 instead."""

    def __init__(self, application: Wsgi) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        trouble = Trouble()
        token = _trouble.set(trouble)
        started: list[tuple[Any, ...]] = []

        def hold(*status_and_headers: Any) -> Callable[[bytes], object]:
            started[:] = [status_and_headers]
            return _no_writing

        try:
            answer = self.application(environ, hold)
        except Exception as error:
            if not (trouble.away or isinstance(error, NoConnectionFree)):
                raise
            log.warning("database_away", reason=type(error).__name__)
            return _sorry(environ, start_response)
        finally:
            _trouble.reset(token)
        if trouble.away and str(started[0][0]).startswith("5"):
            getattr(answer, "close", lambda: None)()
            return _sorry(environ, start_response)
        start_response(*started[0])
        return answer


@event.listens_for(Engine, "handle_error")
def _note(context: ExceptionContext) -> None:
    trouble = _trouble.get()
    # A stale connection found while it is taken from the pool is replaced at once and is no trouble.
    if trouble is not None and not context.is_pre_ping and is_away(context):
        trouble.away = True


def is_away(context: ExceptionContext) -> bool:
    """Whether this failure means that the database or its disk is away, rather than that we asked wrongly."""
    error = context.original_exception
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        return code is not None and (code & 0xFF) in _SQLITE_AWAY
    state = getattr(error, "sqlstate", None)
    if state is not None:
        return str(state).startswith(_POSTGRESQL_AWAY)
    return context.connection is None or context.is_disconnect


def _no_writing(_data: bytes) -> None:
    raise NotImplementedError("Flask answers with an iterable and never writes")


def _sorry(environ: Environ, start_response: Start) -> Iterable[bytes]:
    api = str(environ.get("PATH_INFO", "")).startswith("/api/")
    body = _for_programs() if api else _for_people(environ)
    start_response(
        "503 Service Unavailable",
        [
            ("Content-Type", "application/json" if api else "text/html; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Retry-After", str(RETRY_AFTER)),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", "default-src 'self'; object-src 'none'; base-uri 'none'; "
             "form-action 'self'; frame-ancestors 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ],
    )  # fmt: skip
    return [] if environ.get("REQUEST_METHOD") == "HEAD" else [body]


def _for_programs() -> bytes:
    return json.dumps({"code": 503, "status": "Service Unavailable"}).encode()


_SENTENCES = {
    "ja": (
        "ただいまご利用いただけません",
        "データベースに一時的に接続できません。しばらくしてから、もう一度お試しください。"
        "入力内容を送信された場合は、保存されたかどうかをご確認ください。",
    ),
    "en": (
        "The site is not available right now",
        "The database cannot be reached for a moment. Please try again shortly. "
        "If you had sent a form, please check whether it was saved.",
    ),
}


def _for_people(environ: Environ) -> bytes:
    """Both languages on one page, that of the address first: there is no catalogue to ask."""
    first = "en" if str(environ.get("PATH_INFO", "")).startswith("/en/") else "ja"
    second = "ja" if first == "en" else "en"
    title, text = _SENTENCES[first]
    other_title, other_text = _SENTENCES[second]
    page = f"""<!doctype html>
<html lang="{first}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/static/css/site.css">
</head>
<body>
<main id="main">
<h1>{title}</h1>
<p class="lead">{text}</p>
<section lang="{second}">
<h2>{other_title}</h2>
<p>{other_text}</p>
</section>
</main>
</body>
</html>
"""
    return page.encode()
