"""The JSON door, ``/api/v1``: one module per noun. Programs enter with a bearer token; cookies mean nothing here."""

from __future__ import annotations

from flask_openapi import APIBlueprint, OpenAPI

from app.api import (
    admin,
    alerts,
    answer_headers,
    applications,
    auth,
    courses,
    cv,
    deprecations,
    document,
    imports,
    incoming,
    jobs,
    matching,
    notifications,
    origins,
    policy,
    proofs,
    quizzes,
    saved_jobs,
    search_preferences,
    searches,
    tasks,
    tokens,
    users,
)
from app.api.limits import EVERYTHING, by_caller
from app.api.operation import VERSION
from app.extensions import csrf, limiter

GROUPS = (
    auth,
    tokens,
    jobs,
    saved_jobs,
    applications,
    imports,
    search_preferences,
    alerts,
    notifications,
    searches,
    tasks,
    cv,
    matching,
    courses,
    users,
    quizzes,
    proofs,
    admin,
)


def register_api(app: OpenAPI) -> None:
    version = APIBlueprint(VERSION, __name__, url_prefix="/api/v1")
    version.before_request(policy.enforce)
    version.before_request(_count)
    version.before_request(incoming.check)
    version.after_request(deprecations.add_headers)
    version.after_request(answer_headers.finish)
    for group in GROUPS:
        version.register_api(group.blueprint)
    app.validation_error_callback = incoming.refuse
    app.register_api(version)
    for endpoint in policy.POLICY:
        if endpoint in app.view_functions:
            csrf.exempt(app.view_functions[endpoint])  # a bearer token is never sent by itself
    document.init_app(app)
    origins.init_app(app)


def _count() -> None:
    with limiter.limit(EVERYTHING, key_func=by_caller):
        pass
