"""Words for seniority, from ``levels.toml``."""

from __future__ import annotations

from job_scraper.vocabulary.lists import phrases

FIELD = phrases("levels", "field")
TITLE = phrases("levels", "title")
PROSE = phrases("levels", "prose", "beginners")
