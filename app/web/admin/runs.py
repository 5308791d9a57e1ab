"""Runs of sources: the list, and one with its log."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.services import run_history
from app.web.pages.admin.numbers import page_number
from app.web.pages.admin.runs import run_page, runs_page

blueprint = Blueprint("admin_runs", __name__, url_prefix="/admin/scraping/runs")


@blueprint.get("")
def index() -> ResponseReturnValue:
    source, status = request.args.get("source", ""), request.args.get("status", "")
    found = run_history.page(source, status, page_number(request.args.get("page")))
    return render_template("admin_scraping/runs.html", page=runs_page(found, source, status))


@blueprint.get("/<int:run_id>")
def show(run_id: int) -> ResponseReturnValue:
    return render_template("admin_scraping/run.html", page=run_page(run_history.details(run_id)))


@blueprint.get("/<int:run_id>/live")
def live(run_id: int) -> ResponseReturnValue:
    return render_template("admin_scraping/_run.html", page=run_page(run_history.details(run_id)))
