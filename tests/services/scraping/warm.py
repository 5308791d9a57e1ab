"""Imported by the server that forks workers for tests: what a program loads once, loaded before the fork."""

from __future__ import annotations

import app.factory
from app.core.skills.offer import offer_skills

LOADED = (
    app.factory,
    [offer_skills("Welder", "We weld steel.", (), language) for language in ("en", "fr", "de", "ar")],
)
