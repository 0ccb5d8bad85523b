"""Joins the JSON interface to the application, with its description at ``/api/v1/openapi.json``."""

from flask import Flask, request
from flask.typing import ResponseReturnValue
from flask_smorest import Api
from werkzeug.exceptions import HTTPException

from hub.api.endpoints import bp
from hub.core.access import public


def init_app(app: Flask) -> None:
    app.config.update(
        API_TITLE="Digital Overseas Deployment Platform",
        API_VERSION="v1",
        OPENAPI_VERSION="3.0.3",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "info": {
                "description": "Public data of the platform: matching, search and countries. Texts are in the "
                "language asked for (`language=ja` or `en`). What only members may see is not here."
            }
        },
    )
    api = _with_errors_of_its_own(app)
    api.register_blueprint(bp)
    described = app.view_functions["api-docs.openapi_json"]
    # A bound method carries no mark of its own.
    app.view_functions["api-docs.openapi_json"] = public(lambda: app.ensure_sync(described)())


def _with_errors_of_its_own(app: Flask) -> Api:
    """Flask-smorest answers every error of the application as JSON; outside /api/ people want a page."""
    page = app.error_handler_spec[None][None][HTTPException]
    api = Api(app)

    def answer(error: HTTPException) -> ResponseReturnValue:
        handler = api.handle_http_exception if request.path.startswith("/api/") else page
        answered: ResponseReturnValue = app.ensure_sync(handler)(error)
        return answered

    app.register_error_handler(HTTPException, answer)
    return api
