"""What the open offers say about the market, in charts with their tables."""

from __future__ import annotations

import re

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import BadInput
from app.services import market
from app.web.pages.market import PERIODS, market_page

blueprint = Blueprint("market", __name__)

SHAPES = {
    "country": re.compile(r"[A-Z]{2}"),
    "source": re.compile(r"[a-z0-9_.-]{1,40}"),
    "contract_type": re.compile(r"[a-z_]{1,32}"),
    "language": re.compile(r"[a-z]{2,3}"),
}


@blueprint.get("/stats")
def show() -> ResponseReturnValue:
    return render_template("market/show.html", page=market_page(market.market(requested_filters())))


def requested_filters() -> market.MarketFilters:
    """Raises BadInput that names the wrong parameter."""
    given = {name: request.args.get(name, "").strip() for name in SHAPES}
    for name, value in given.items():
        if value and not SHAPES[name].fullmatch(value):
            raise _wrong(name)
    days = request.args.get("days", "").strip()
    if days and days not in {str(one) for one in PERIODS}:
        raise _wrong("days")
    return market.MarketFilters(**given, days=int(days) if days else None)


def _wrong(name: str) -> BadInput:
    text = _("This value cannot be filtered by. Choose one from the list.")
    return BadInput(text, code="invalid_filter", fields={name: text})
