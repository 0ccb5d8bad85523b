"""The deployment hub: ``create_app`` is the table of contents of start-up."""

from pathlib import Path

from flask import Flask

from hub import rooms, seeding, serving
from hub.core import access, catalogues, commands, db, logs, security, typed, unavailable, web
from hub.core.config import ROOT, Settings, from_environment


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application for these settings, or for those in the environment."""
    logs.configure()
    settings = settings or from_environment()
    app = Flask(
        "hub",
        root_path=str(ROOT),
        instance_path=str(settings.instance),
        template_folder="templates",
        static_folder="static",
    )
    app.extensions["settings"] = settings
    app.config["SECRET_KEY"] = settings.secret_key
    migrations = Path(__file__).parent / "migrations"
    db.init_app(app, database_url=settings.database_url, migrations=str(migrations))
    list(rooms.modules("models"))
    web.init_app(app, settings, translations=catalogues.compile_catalogues(settings.instance))
    security.init_app(app, settings)
    for room in rooms.modules("setup"):
        room.init_app(app)
    access.init_app(app)
    typed.init_app(app)
    for pages in (*rooms.modules("views"), *rooms.modules("desk")):
        app.register_blueprint(pages.bp)
    for cli in rooms.modules("cli"):
        cli.init_app(app)
    seeding.init_app(app)
    serving.init_app(app)
    commands.init_app(app)
    app.add_url_rule("/", "root", access.public(web.home_redirect))
    unavailable.init_app(app)
    return app
