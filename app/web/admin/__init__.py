"""What administrators look after: sources, runs, copies, exports, the course index, questions, the language model,
background work, people; what they can look at: figures of the site, the audit log."""

from __future__ import annotations

from app.web.admin import (
    ai,
    audit,
    chromadb,
    chromadb_api,
    copies,
    exports,
    home,
    quizzes,
    runs,
    scraping,
    scraping_api,
    statistics,
    tasks,
    users,
)

SCREENS = (
    home, scraping, runs, copies, exports, chromadb, quizzes, ai, tasks, users, statistics, audit, scraping_api,
    chromadb_api,
)  # fmt: skip
