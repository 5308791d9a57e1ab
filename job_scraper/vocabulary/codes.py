"""The closed sets of codes that ``posting.py`` describes."""

from __future__ import annotations

CONTRACTS = frozenset(
    {"permanent", "fixed_term", "temporary", "internship", "apprenticeship", "freelance", "sivp"}
)
WORK_TIMES = frozenset({"full_time", "part_time"})
LEVELS = frozenset({"entry", "junior", "mid", "senior", "lead", "executive"})
REMOTES = frozenset({"onsite", "hybrid", "remote"})
PERIODS = frozenset({"hour", "day", "month", "year"})
LANGUAGES = frozenset({"fr", "en", "de", "ar", "nl", "it", "es"})
