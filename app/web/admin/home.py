"""Where administrators begin: each page with how things stand there."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.services import admin_overview
from app.web.pages.admin.home import home_page

blueprint = Blueprint("admin_home", __name__, url_prefix="/admin")


@blueprint.get("")
def index() -> ResponseReturnValue:
    return render_template("admin_home/index.html", page=home_page(admin_overview.overview()))
