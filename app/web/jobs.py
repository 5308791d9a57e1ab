"""Searching offers, and one offer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from app.core.search.filters import Filters, InvalidFilter
from app.core.search.words import filters_from
from app.errors import BadInput
from app.services import jobs
from app.web.pages.job import job_view
from app.web.pages.search import card_json, search_page
from app.web.viewer import viewer
from app.words.labels import invalid_filter_text

blueprint = Blueprint("jobs", __name__)


@blueprint.get("/")
def search() -> ResponseReturnValue:
    page = search_page(jobs.search(requested_filters(), viewer.user_id), jobs.site_stats())
    template = "jobs/_results.html" if request.headers.get("HX-Request") else "jobs/search.html"
    return render_template(template, page=page)


@blueprint.get("/job/<int:job_id>")
def show(job_id: int) -> ResponseReturnValue:
    return render_template("jobs/show.html", page=job_view(jobs.job_page(job_id, viewer.user_id)))


@blueprint.get("/api/search")
def api_search() -> ResponseReturnValue:
    """The seed's JSON search: ``{success, jobs, stats}``."""
    result = jobs.search(requested_filters(), viewer.user_id)
    stats: dict[str, Any] = {
        "total_jobs": result.total,
        "total_pages": result.pages,
        "current_page": result.filters.page,
        "per_page": jobs.PER_PAGE,
    }
    return jsonify(success=True, jobs=[card_json(card) for card in result.cards], stats=stats)


def requested_filters() -> Filters:
    """The search in the URL. Raises BadInput that names the wrong parameter."""
    try:
        return filters_from(request.args.items(multi=True))
    except InvalidFilter as error:
        text = invalid_filter_text(error.field, error.code)
        raise BadInput(text, code="invalid_filter", fields={error.field: text}) from error
