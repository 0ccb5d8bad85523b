"""Joins the JSON interface to the application, with its description at ``/api/v1/openapi.json``."""

from flask import Flask
from flask_smorest import Api

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
    Api(app).register_blueprint(bp)
    described = app.view_functions["api-docs.openapi_json"]
    # A bound method carries no mark of its own.
    app.view_functions["api-docs.openapi_json"] = public(lambda: described())
