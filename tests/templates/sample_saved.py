"""Invented saved offers: changed, closed, without anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from app.core.saved_jobs.changes import Change, Facts
from app.services.saved_jobs.keeping import Edited
from app.services.saved_jobs.listing import Asked, HiddenOffer, Listing, SavedOffer
from tests.templates.sample_cvs import NOW

OFFER = SavedOffer(
    job_id=1,
    title="Backend developer (Python)",
    company="Atlas Numérique",
    location="Tunis, Tunisie",
    city="Tunis",
    country="TN",
    salary_min=Decimal("45000"),
    salary_max=Decimal("55000"),
    salary_currency="EUR",
    salary_period="year",
    salary_text=None,
    is_active=True,
    is_demo=True,
    reposted_at=None,
    duplicate_of_id=None,
    closed_at=None,
    closed_reason=None,
    last_seen_at=NOW,
    job_url="https://jobs.example/1",
    application_url=None,
    source="demo",
    notes="Call Sami. <b>Ask about remote work.</b>",
    is_favorite=True,
    notes_version=3,
    saved_at=NOW - timedelta(days=3),
    salary_a_year=55_000,
    then=Facts(
        title="Backend developer",
        salary_min="40000.00",
        salary_currency="EUR",
        salary_period="year",
        version=1,
    ),
    changes=(Change("title", "Backend developer", "Backend developer (Python)"), Change("salary")),
    score=87.4,
    band="strong",
    application_id=4,
)
CLOSED = replace(
    OFFER,
    job_id=2,
    title="مهندس برمجيات",
    company=None,
    city=None,
    is_active=False,
    closed_at=NOW - timedelta(days=1),
    closed_reason="expired",
    reposted_at=NOW - timedelta(days=2),
    notes="",
    is_favorite=False,
    changes=(
        Change("closed"),
        Change("reposted"),
        Change("copy"),
        Change("text"),
        Change("place", "Sfax", "Tunis"),
    ),
    score=None,
    band="unknown",
    twin_id=7,
    application_id=None,
)
SAVED = Listing(Asked(page=2), 57, 57, (OFFER, CLOSED), ("FR", "TN"), 3, True)
SAVED_WITHOUT_CV = Listing(
    Asked(words="python"), 3, 1, (replace(OFFER, score=None, band=None, changes=()),), ("TN",)
)
NOTHING_FITS = Listing(Asked(state="closed"), 3, 0, (), ("TN",))
NOTHING_SAVED = Listing(Asked(), 0, 0, (), (), 2)
HIDDEN = (
    HiddenOffer(1, "Sales assistant <script>", "Maison Verdelet & Fils", True, NOW - timedelta(days=1)),
    HiddenOffer(2, "مهندس برمجيات", None, False, NOW - timedelta(days=40)),
)
CONFLICT = Edited("What the other window wrote.", "What this one <b>wrote</b>.", 5)
