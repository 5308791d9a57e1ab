"""The HTML door: one module per screen group, and the hooks that every request passes."""

from __future__ import annotations

from flask import Flask

from app.web import (
    accounts,
    admin,
    assets,
    course_api,
    courses,
    cvs,
    errors,
    fragments,
    imports,
    jobs,
    locale,
    market,
    matching,
    policy,
    preferences,
    presentation,
    profile,
    request_log,
    routing,
    searches,
    security,
    system,
    viewer,
)

SCREENS = (
    system,
    preferences,
    jobs,
    cvs,
    matching,
    market,
    courses,
    course_api,
    searches,
    imports,
    accounts,
    profile,
    *admin.SCREENS,
)


def register_web(app: Flask) -> None:
    """Order matters: a request is logged, its host checked, its viewer loaded, then its policy applied."""
    routing.init_app(app)
    request_log.init_app(app)
    security.init_app(app)
    viewer.init_app(app)
    locale.init_app(app)
    policy.init_app(app)
    errors.init_app(app)
    assets.init_app(app)
    presentation.init_app(app)
    fragments.init_app(app)
    for screen in SCREENS:
        app.register_blueprint(screen.blueprint)
