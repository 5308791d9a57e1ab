"""What administrators look after: sources, their runs, copies, exports, background work."""

from __future__ import annotations

from app.web.admin import copies, exports, runs, scraping, scraping_api, tasks

SCREENS = (scraping, runs, copies, exports, tasks, scraping_api)
