"""Is the process alive, and can it serve? For load balancers and people on call."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from app.services import health

blueprint = Blueprint("system", __name__)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    report = health.check()
    return jsonify(status="ok" if report.ready else "unavailable", checks=report.checks), (
        200 if report.ready else 503
    )
