"""Figures of the whole site."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.services import site_figures
from app.web.pages.admin.site_figures import figures_page

blueprint = Blueprint("admin_statistics", __name__, url_prefix="/admin/stats")


@blueprint.get("")
def index() -> ResponseReturnValue:
    return render_template("admin_statistics/index.html", page=figures_page(site_figures.figures()))
