"""Static files under names that carry their content's hash, so that browsers may keep them for a year."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask, Response, request
from markupsafe import Markup

_ICON = Markup('<svg class="icon{css}" aria-hidden="true"><use href="{sprite}#{name}"/></svg>')
YEAR = "public, max-age=31536000, immutable"


class Assets:
    """Each file is hashed once per process: a changed file needs a restart."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._urls: dict[str, str] = {}
        self._icons: dict[tuple[str, str], Markup] = {}

    def url(self, path: str) -> str:
        found = self._urls.get(path)
        if found is None:
            found = self._urls[path] = f"/static/{path}?v={self._digest(path)}"
        return found

    def icon(self, name: str, css: str = "") -> Markup:
        """One symbol of the sprite that tools/assets.py builds from the names used in templates."""
        found = self._icons.get((name, css))
        if found is None:
            found = self._icons[name, css] = _ICON.format(
                css=f" {css}" if css else "", sprite=self.url("vendor/icons.svg"), name=name
            )
        return found

    def _digest(self, path: str) -> str:
        content = (self._folder / path).read_bytes()
        return hashlib.sha256(content).hexdigest()[:12]


def init_app(app: Flask) -> None:
    assert app.static_folder
    assets = Assets(Path(app.static_folder))
    app.jinja_env.globals["asset"] = assets.url
    app.jinja_env.globals["icon"] = assets.icon
    app.after_request(_keep_versioned)


def _keep_versioned(response: Response) -> Response:
    if request.endpoint == "static" and request.args.get("v") and response.status_code in {200, 304}:
        response.headers["Cache-Control"] = YEAR
    return response
