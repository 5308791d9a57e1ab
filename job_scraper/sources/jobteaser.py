"""JobTeaser: offers of schools, mostly behind a sign-in. Only listed public pages, off by default."""

from __future__ import annotations

from job_scraper.source import Terms
from job_scraper.sources._forbidden_site import pages_only
from job_scraper.words import to_translate as _

SOURCE = pages_only(
    "jobteaser",
    "JobTeaser",
    ("jobteaser.com",),
    Terms(
        "forbidden",
        _("Most offers are for students of partner schools who signed in; there is no public interface."),
        "https://www.jobteaser.com/en/terms",
        (_("Ask JobTeaser for permission first"),),
    ),
    why_off=_(
        "Most of its offers need the account of a school, and its terms forbid programs to collect them."
    ),
    instead=_(
        "Import single offers by their address, as a saved page or as pasted text; employers' own boards bring"
        " many of the same offers."
    ),
    countries=("FR", "DE", "BE", "GB"),
)
