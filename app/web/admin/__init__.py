"""What administrators look after: sources, their runs, copies, exports, the course index, background work."""

from __future__ import annotations

from app.web.admin import chromadb, chromadb_api, copies, exports, runs, scraping, scraping_api, tasks

SCREENS = (scraping, runs, copies, exports, chromadb, tasks, scraping_api, chromadb_api)
