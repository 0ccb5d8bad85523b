"""What the browser is told, tokens against forged requests, and limits on tries."""

from datetime import timedelta

from flask import Flask, Response, request
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_talisman import Talisman
from flask_wtf import CSRFProtect

from hub.core.access import who_is_here
from hub.core.config import Environment, Settings

csrf = CSRFProtect()
limiter = Limiter(get_remote_address, storage_uri="memory://")

# Search and matching work for each question; an office of many behind one address stays far below this.
asking = limiter.shared_limit("300 per minute", scope="asking")

POLICY = {
    "default-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def init_app(app: Flask, settings: Settings) -> None:
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_NAME="__Host-session" if settings.https else "session",
        PERMANENT_SESSION_LIFETIME=timedelta(days=7),
        MAX_CONTENT_LENGTH=4 * 2**20,
        MAX_FORM_MEMORY_SIZE=2**20,
        MAX_FORM_PARTS=500,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=365),
        TRUSTED_HOSTS=list(settings.hosts) or None,
        RATELIMIT_ENABLED=settings.environment is not Environment.TESTING,
        RATELIMIT_HEADERS_ENABLED=True,  # who is refused is told when to come back
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the session it is bound to
        COMPRESS_MIN_SIZE=800,
    )
    csrf.init_app(app)
    limiter.init_app(app)
    Compress(app)
    Talisman(
        app,
        content_security_policy=POLICY,
        content_security_policy_nonce_in=[],
        force_https=settings.https,
        strict_transport_security=settings.https,
        session_cookie_secure=settings.https,
        frame_options="DENY",
        referrer_policy="same-origin",
        permissions_policy={"geolocation": "()", "camera": "()", "microphone": "()"},
    )
    app.after_request(_headers)


def _headers(response: Response) -> Response:
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint != "static" and who_is_here().known:
        response.headers["Cache-Control"] = "no-store"
    return response
