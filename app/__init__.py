"""JobMatch: the Flask application and everything behind it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; without settings they come from the environment.

    The factory is imported here and not above because the process that reads an uploaded
    CV imports ``app.core`` only, and must not pay seconds for Flask and SQLAlchemy.
    """
    collects = gc.isenabled()
    gc.disable()  # 300,000 lasting objects come in: looking through them for garbage took 0.6 of 3 seconds
    try:
        from app.factory import build_app
    finally:
        if collects:
            gc.enable()
    return build_app(settings)
