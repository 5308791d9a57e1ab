"""Indeed: no interface for others, and its terms forbid programs. Only listed pages, off by default."""

from __future__ import annotations

from job_scraper.source import Terms
from job_scraper.sources._forbidden_site import pages_only
from job_scraper.words import to_translate as _

SOURCE = pages_only(
    "indeed",
    "Indeed",
    ("indeed.com", "indeed.fr", "indeed.de", "indeed.co.uk"),
    Terms(
        "forbidden",
        _(
            "The interface for publishers was closed in 2022, the one of its app needs a key of its own, and the"
            " terms forbid programs to read its pages."
        ),
        "https://www.indeed.com/legal",
        (_("Ask Indeed for permission first"),),
    ),
    why_off=_(
        "Its terms forbid programs, and its pages answer them with a captcha. It has no offers for Tunisia."
    ),
    instead=_(
        "Import single offers by their address or as a saved page; Google Jobs and Adzuna bring many of the same"
        " offers; or have alerts mailed to you and import their addresses."
    ),
    countries=("FR", "DE", "BE", "GB"),
)
