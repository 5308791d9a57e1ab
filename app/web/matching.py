"""Recommendations, and how the score is made."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.matching.relations import RUNG_CREDIT
from app.core.matching.weights import DEFAULT_WEIGHTS
from app.core.skills.esco import ACKNOWLEDGEMENT as ESCO_ACKNOWLEDGEMENT
from app.services import jobs, matching
from app.web.jobs import requested_filters
from app.web.pages.method import method_figures
from app.web.pages.search import search_page
from app.web.viewer import viewer

blueprint = Blueprint("matching", __name__)


@blueprint.get("/recommendations")
def recommendations() -> ResponseReturnValue:
    found = jobs.recommend(requested_filters(), viewer.user_id) if viewer.user_id else None
    if found is None:
        flash(_("Upload a CV first: recommendations compare it with every open offer."), "info")
        return redirect(url_for("cvs.index"))
    return render_template("matching/recommendations.html", page=search_page(found))


@blueprint.get("/how-scoring-works")
def how() -> ResponseReturnValue:
    return render_template(
        "matching/how.html",
        weights=DEFAULT_WEIGHTS,
        ladder={rung: points // 10 for rung, points in RUNG_CREDIT.items()},
        published=method_figures(),
        method=matching.method(),
        esco=ESCO_ACKNOWLEDGEMENT,
    )
