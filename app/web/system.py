"""Is the process alive, has it started, can it serve? For load balancers, clusters and people on call."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue

from app.metrics.registry import CONTENT_TYPE
from app.services import health, monitoring

blueprint = Blueprint("system", __name__)


@blueprint.get("/healthz")
@blueprint.get("/livez")
@blueprint.get("/health")
def healthz() -> ResponseReturnValue:
    """Asks nothing but this process: who restarts it because the database is away makes things worse."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@blueprint.get("/startz")
def readyz() -> ResponseReturnValue:
    report = health.check()
    return jsonify(status="ok" if report.ready else "unavailable", checks=report.checks), (
        200 if report.ready else 503
    )


@blueprint.get("/metrics")
def metrics() -> ResponseReturnValue:
    return Response(monitoring.exposition(), content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})
