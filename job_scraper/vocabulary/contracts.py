"""Words for contracts and working time, from ``contracts.toml``."""

from __future__ import annotations

from job_scraper.vocabulary.lists import phrases

FIELD = phrases("contracts", "field")
CODES = phrases("contracts", "codes")
TITLE = phrases("contracts", "title")
PROSE = phrases("contracts", "prose")
FRENCH_PROSE = phrases("contracts", "prose", "french_prose")
WORK_TIME = phrases("contracts", "work_time")
WORK_TIME_PROSE = phrases("contracts", "work_time", "work_time_prose")
