"""The application, as a table of contents."""

from __future__ import annotations

from flask import Flask
from flask_openapi import OpenAPI
from jinja2 import StrictUndefined

from app import database, extensions, logs, models, queue, traces
from app.api import register_api
from app.cli import register_commands
from app.metrics import pool
from app.rate_limits import SqliteFileStorage
from app.services import embedding, matching, nearness, progress, skills_esco, uploads
from app.services.courses import recommend, shelf
from app.services.dashboard import overview as dashboard
from app.services.monitoring import state as monitored_state
from app.services.search import offers
from app.settings import ROOT, Settings, load_settings
from app.traces import statements
from app.web import register_web
from app.web.environment import PageEnvironment

MAX_FORM_BYTES = 256 * 1024
MAX_FORM_PARTS = 100


def build_app(settings: Settings | None = None) -> Flask:
    settings = settings or load_settings()
    app = OpenAPI(
        "jobmatch", root_path=str(ROOT), static_folder="static", template_folder="templates", doc_ui=False
    )
    configure(app, settings)
    logs.configure(settings)
    traces.configure(settings)
    register_web(app)  # its hooks come first: every answer has an id, refused ones too
    register_extensions(app)
    register_api(app)
    uploads.init_app(app)
    offers.init_app(app)
    skills_esco.init_app(app)
    embedding.init_app(app)
    nearness.init_app(app)
    matching.init_app(app)
    progress.init_app(app)
    shelf.init_app(app)
    recommend.init_app(app)
    dashboard.init_app(app)
    monitored_state.init_app(app)
    register_commands(app)
    return app


def configure(app: Flask, settings: Settings) -> None:
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    app.extensions["settings"] = settings
    app.jinja_environment = PageEnvironment
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.config.update(
        SECRET_KEY=settings.signing_key,
        SQLALCHEMY_DATABASE_URI=settings.sqlalchemy_url,
        SQLALCHEMY_ENGINE_OPTIONS={
            "pool_pre_ping": not settings.sqlalchemy_url.startswith("sqlite"),
            "poolclass": pool.MeasuredPool,
            "hide_parameters": True,  # errors would quote what people wrote
            "max_overflow": max(10, settings.web_threads),  # a thread never waits for another's connection
            "connect_args": {} if settings.sqlalchemy_url.startswith("sqlite") else {"connect_timeout": 5},
        },
        TRUSTED_HOSTS=settings.hosts,
        MAX_CONTENT_LENGTH=(settings.max_cv_mb + 1) * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES,
        MAX_FORM_PARTS=MAX_FORM_PARTS,
        SESSION_COOKIE_NAME="jobmatch",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.sends_cookies_over_https_only,
        PERMANENT_SESSION_LIFETIME=60 * 60 * 24 * 30,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        BABEL_DEFAULT_LOCALE=settings.default_language,
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "translations"),
        RATELIMIT_ENABLED=settings.rate_limits,
        RATELIMIT_STORAGE_URI=settings.redis_url or SqliteFileStorage.uri(settings.data_dir),
        RATELIMIT_STORAGE_OPTIONS=queue.REDIS_TIMEOUTS if settings.redis_url else {},
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=True,  # each process counts for itself until the counters are back
        MAIL_BACKEND="smtp" if settings.mail_server else "console",
        MAIL_SERVER=settings.mail_server,
        MAIL_PORT=settings.mail_port,
        MAIL_USERNAME=settings.mail_username or None,
        MAIL_PASSWORD=settings.mail_password.get_secret_value() or None,
        MAIL_USE_TLS=settings.mail_use_tls,
        MAIL_USE_SSL=settings.mail_use_ssl,
        MAIL_TIMEOUT=10,
        MAIL_DEFAULT_SENDER=settings.mail_sender,
    )


def register_extensions(app: Flask) -> None:
    extensions.db.init_app(app)
    app.teardown_appcontext(extensions.forget_lost_connection)  # comes before that of the line above
    with app.app_context():
        database.prepare_engine(extensions.db.engine)
        pool.watch(extensions.db.engine)
        statements.watch(extensions.db.engine)
    app.extensions["engine_to_look"] = database.engine_to_look(app.config["SQLALCHEMY_DATABASE_URI"])
    extensions.migrate.init_app(app, extensions.db, directory=str(ROOT / "migrations"))
    extensions.csrf.init_app(app)
    extensions.limiter.init_app(app)
    extensions.mail.init_app(app)
    app.extensions["limit_storage"] = extensions.limiter.storage if extensions.limiter.enabled else None
    queue.init_app(app)
    assert models.Base.metadata is extensions.db.metadata
