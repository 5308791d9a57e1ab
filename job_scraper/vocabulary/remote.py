"""Words for where the work is done, from ``remote.toml``."""

from __future__ import annotations

from job_scraper.vocabulary.lists import phrases

FIELD = phrases("remote", "field")
TITLE = phrases("remote", "title")
PROSE = phrases("remote", "prose")

# At home is where these people work, and online is where shops sell: no signs of distance work there.
HOME_TRADES = frozenset(
    {
        *("aide", "auxiliaire", "garde", "soins", "soignant", "soignante", "infirmier", "infirmiere", "vie"),
        *(
            "vendeur",
            "vendeuse",
            "menage",
            "menager",
            "menagere",
            "maintien",
            "employe",
            "employee",
            "familial",
        ),
        *("vente", "hospitalisation", "kinesitherapeute", "coiffeur", "coiffeuse", "nounou", "livreur"),
    }
)
