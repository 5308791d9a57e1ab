"""Monster: no interface for others. Only listed pages, off by default."""

from __future__ import annotations

from job_scraper.source import Terms
from job_scraper.sources._forbidden_site import pages_only
from job_scraper.words import to_translate as _

SOURCE = pages_only(
    "monster",
    "Monster",
    ("monster.com", "monster.fr", "monster.de", "monster.be", "monster.co.uk"),
    Terms(
        "forbidden",
        _("There is no public interface, and the terms forbid programs to collect offers."),
        "https://www.monster.com/inside/terms-of-use",
        (_("Ask Monster for permission first"),),
    ),
    why_off=_("Its terms forbid programs to collect offers, and its pages answer them with a check."),
    instead=_(
        "Import single offers by their address or as a saved page; Adzuna and Careerjet bring many of the same"
        " offers with a free key."
    ),
    countries=("FR", "DE", "BE", "GB"),
)
