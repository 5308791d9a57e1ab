"""The sources: how each is doing, running it, setting it up."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.errors import BadInput
from app.services import offer_statistics, run_history, scraping, source_configs, source_list, sources
from app.services.source_configs import SetUpChanged
from app.web.pages.admin.set_up import refused_form, sent_set_up
from app.web.pages.admin.source import SourcePage, source_page
from app.web.pages.admin.sources import sources_page
from app.web.viewer import viewer

blueprint = Blueprint("admin_scraping", __name__, url_prefix="/admin/scraping")


@blueprint.get("")
def index() -> ResponseReturnValue:
    counted = offer_statistics.statistics()
    page = sources_page(source_list.every_state(), counted.sources, counted)
    return render_template("admin_scraping/index.html", page=page)


@blueprint.get("/live")
def live() -> ResponseReturnValue:
    """What the page asks for every two seconds while something runs."""
    page = sources_page(source_list.every_state(), offer_statistics.counted_sources())
    return render_template("admin_scraping/_live.html", page=page)


@blueprint.post("/run-all")
def run_all() -> ResponseReturnValue:
    asked = scraping.ask_all(viewer.user_id)
    if not asked:
        flash(_("No source is switched on. Switch one on in its settings, or run a single one."), "warning")
    else:
        flash(ngettext("%(num)d source will run.", "%(num)d sources will run.", len(asked)), "success")
    return _back()


@blueprint.post("/sources/<name>/run")
def run(name: str) -> ResponseReturnValue:
    asked = scraping.ask(name, viewer.user_id)
    label = sources.get(name).label
    said = _("%(source)s will run.", source=label) if asked.is_new else _already(label)
    flash(said, "success" if asked.is_new else "info")
    return _back(name)


@blueprint.post("/sources/<name>/cancel")
def cancel(name: str) -> ResponseReturnValue:
    label = sources.get(name).label
    if scraping.cancel(name):
        flash(_("%(source)s stops at its next step. What was stored is kept.", source=label), "success")
    else:
        flash(_("Nothing of %(source)s was running.", source=label), "info")
    return _back(name)


@blueprint.get("/sources/<name>")
def show(name: str) -> ResponseReturnValue:
    return render_template("admin_scraping/source.html", page=_page(name))


@blueprint.get("/sources/<name>/live")
def source_live(name: str) -> ResponseReturnValue:
    return render_template("admin_scraping/_state.html", page=_page(name))


@blueprint.post("/sources/<name>")
def save(name: str) -> ResponseReturnValue:
    source = sources.get(name)
    sent = sent_set_up(source, request.form)
    try:
        source_configs.save(
            name, sent.values, sent.secrets, is_on=sent.is_on, every_hours=sent.every_hours,
            max_offers=sent.max_offers, note=sent.note, user_id=viewer.user_id,
            expected_version=sent.version, remove_secrets=sent.remove,
        )  # fmt: skip
    except (BadInput, SetUpChanged) as error:
        form = refused_form(source, source_configs.current(name), sent, error.message, error.fields)
        return render_template("admin_scraping/source.html", page=_page(name).with_form(form)), error.status
    flash(_("The settings of %(source)s are saved.", source=source.label), "success")
    return redirect(url_for("admin_scraping.show", name=name))


@blueprint.post("/sources/<name>/switch")
def switch(name: str) -> ResponseReturnValue:
    """On or off, with all else as it is; what is missing for it is said on the page of the source."""
    is_on = request.form.get("is_on") == "1"
    try:
        source_list.switch(name, is_on, viewer.user_id)
    except BadInput as error:
        flash(str(error.message), "danger")
        for field, text in error.fields.items():
            flash(f"{field}: {text}", "danger")
        return redirect(url_for("admin_scraping.show", name=name))
    label = sources.get(name).label
    flash(_("%(source)s is on.", source=label) if is_on else _("%(source)s is off.", source=label), "success")
    return _back(name)


@blueprint.post("/sources/<name>/rollback")
def rollback(name: str) -> ResponseReturnValue:
    version = request.form.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 9):
        raise BadInput(_("Choose a version of the list."))
    source_configs.rollback(name, int(version), viewer.user_id)
    flash(
        _("The settings are again those of version %(version)s. Keys stay as they are.", version=version),
        "success",
    )
    return redirect(url_for("admin_scraping.show", name=name))


def _page(name: str) -> SourcePage:
    return source_page(
        source_list.state(name),
        source_configs.versions(name),
        run_history.page(source=name),
        offer_statistics.counted_sources(),
    )


def _already(label: str) -> str:
    return _("%(source)s is running already.", source=label)


def _back(name: str = "") -> ResponseReturnValue:
    """To where the button was."""
    if name and request.form.get("back") == "source":
        return redirect(url_for("admin_scraping.show", name=name))
    return redirect(url_for("admin_scraping.index"))
