"""The HTML door: one module per screen group, and the hooks that every request passes."""

from __future__ import annotations

from flask import Flask

from app.web import (
    accounts,
    admin,
    alerts,
    assets,
    assistant,
    comparison,
    course_api,
    courses,
    cvs,
    dashboard,
    errors,
    fragments,
    imports,
    jobs,
    locale,
    market,
    matching,
    notifications,
    operators,
    policy,
    preferences,
    preparing,
    presentation,
    privacy,
    profile,
    proofs,
    quiz_api,
    quizzes,
    request_log,
    routing,
    saved_jobs,
    saved_searches,
    searches,
    security,
    sessions,
    system,
    tokens,
    tracing,
    tracker,
    viewer,
)

SCREENS = (
    system,
    preferences,
    jobs,
    cvs,
    matching,
    preparing,
    market,
    dashboard,
    courses,
    course_api,
    quizzes,
    quiz_api,
    proofs,
    searches,
    saved_jobs,
    comparison,
    saved_searches,
    alerts,
    notifications,
    imports,
    tracker,
    assistant,
    accounts,
    profile,
    privacy,
    sessions,
    tokens,
    *admin.SCREENS,
)


def register_web(app: Flask) -> None:
    """Order matters: a request is logged, its host checked, its viewer loaded, then its policy applied."""
    routing.init_app(app)
    request_log.init_app(app)
    tracing.init_app(app)
    security.init_app(app)
    operators.init_app(app)
    viewer.init_app(app)
    locale.init_app(app)
    policy.init_app(app)
    errors.init_app(app)
    assets.init_app(app)
    presentation.init_app(app)
    fragments.init_app(app)
    for screen in SCREENS:
        app.register_blueprint(screen.blueprint)
