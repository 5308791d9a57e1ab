"""The description of the API (OpenAPI 3.1) and the page that shows it."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, Response, current_app, jsonify, render_template
from flask_openapi import Info, OpenAPI
from flask_openapi.models.security_scheme import SecurityScheme

from app.api import deprecations, document_headers, document_links, pages_document
from app.api.operation import BEARER, VERSION, needed_token
from app.api.policy import POLICY
from app.api.schemas.base import Problem

blueprint = Blueprint("api_docs", __name__, url_prefix="/api")
INFO: Final = Info(
    title="JobMatch",
    version="1.0.0",
    description=(
        "Offers, an explained match, applications, alerts, courses, quizzes and proofs, for programs. The pages and "
        "this API use the same rules and give the same results."
    ),
)
METHODS: Final = ("get", "post", "put", "patch", "delete")


def init_app(app: OpenAPI) -> None:
    app.openapi_version = "3.1.0"
    app.info = INFO
    app.security_schemes = {
        BEARER: SecurityScheme(
            type="http",
            scheme="bearer",
            bearerFormat="JWT or personal token",
            description="Of `/api/v1/auth/login`.",
        ),
        **pages_document.SCHEMES,
    }
    app.validation_error_model = Problem
    app.validation_error_status = "400"
    app.register_blueprint(blueprint)


@blueprint.get("/openapi.json")
def openapi() -> Response:
    return jsonify(document())


@blueprint.get("/docs")
def docs() -> str:
    return render_template("api/docs.html")


def document() -> dict[str, Any]:
    """Made once for an application."""
    kept: dict[str, Any] | None = current_app.extensions.get("api_document")
    if kept is None:
        kept = current_app.extensions["api_document"] = _finished(current_app.api_doc)  # type: ignore[attr-defined]
    return kept


def _finished(made: dict[str, Any]) -> dict[str, Any]:
    """What the schemas cannot say: which token each operation needs, headers, and what leads to what."""
    endpoints = {endpoint.removeprefix(f"{VERSION}.").replace(".", "_"): endpoint for endpoint in POLICY}
    document_headers.describe(made["components"])
    for path in made["paths"].values():
        for method in METHODS:
            if method in path:
                endpoint = endpoints[path[method]["operationId"]]
                path[method]["security"] = needed_token(endpoint)
                deprecations.mark(endpoint, path[method])
                if said := path[method].get("description"):
                    path[method]["description"] = said.removeprefix("<br/>").replace("<br/>", "\n")
                view = current_app.view_functions[endpoint]
                document_headers.add_to(path[method], method, view, made["components"]["schemas"])
    document_links.add_to(made["paths"])
    pages_document.add_to(made)
    return made
