"""The one blueprint of all pages about applications."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("tracker", __name__, url_prefix="/applications")
