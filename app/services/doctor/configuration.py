"""Settings and the secret."""

from __future__ import annotations

from flask import current_app

from app.services import source_configs
from app.services.assistant import set_up
from app.services.doctor.finding import Finding, fault, ok, warning
from app.settings import ROOT, Settings


def settings() -> Finding:
    """A value that is no value ends every command before this one, with a line that names it."""
    given = _settings()
    if not given.is_production:
        return warning(
            f"JOBMATCH_ENV is {given.env}", "set JOBMATCH_ENV=production where others use the site"
        )
    if not given.base_url.startswith("https://"):
        return warning(
            f"BASE_URL is {given.base_url}: passwords travel in the open", "serve the site over https"
        )
    if given.data_dir.is_relative_to(ROOT):
        return warning(
            "DATA_DIR is inside of the program", "set DATA_DIR to a folder that an upgrade does not touch"
        )
    return ok(f"production at {given.base_url}")


def secret() -> Finding:
    """Whether what was sealed under SECRET_KEY can be opened."""
    unreadable = [one.source for one in source_configs.all_current() if one.keys_unreadable]
    if set_up.current().is_key_unreadable:
        unreadable.append("the language model")
    if unreadable:
        return fault(
            f"SECRET_KEY is not the one under which keys were saved: {', '.join(unreadable)}",
            "set the old SECRET_KEY, or enter these keys anew at /admin/scraping and /admin/ai",
        )
    if not _settings().secret_key.get_secret_value():
        return warning(
            "SECRET_KEY is a random one in DATA_DIR", "set SECRET_KEY, and keep it beside the backups"
        )
    return ok("SECRET_KEY opens all saved keys")


def _settings() -> Settings:
    given: Settings = current_app.extensions["settings"]
    return given
