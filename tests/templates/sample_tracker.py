"""Applications as the pages get them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.core.tracker.funnel import Counts, Funnel
from app.core.tracker.reading import Rejected
from app.core.tracker.record import ContactRecord, InterviewRecord
from app.services.tracker.board import Asked, Card, Listing
from app.services.tracker.editing import Edited, Seen
from app.services.tracker.importing import Report
from app.services.tracker.page import (
    ApplicationPage,
    ContactEntry,
    DocumentEntry,
    EventEntry,
    InterviewEntry,
    OfferState,
    Score,
)
from tests.templates.sample_cvs import CV_LIST

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
LONG = "Chargée-de-la-communication-institutionnelle-et-des-relations-avec-la-presse " * 2
CARD = Card(
    id=1, job_id=1, title="Python developer", company="Nour Systems", location="Tunis, Tunisia",
    url="https://jobs.example.org/1", source="demo", status="saved", position=0.0, follow_up_at=None, follow_up_text="",
    score=71.6, band="good", applied_at=None, created_at=NOW, updated_at=NOW, is_due=False, interview_at=None,
)  # fmt: skip
CARDS = (
    CARD,
    replace(CARD, id=2, title=LONG, company="Étoile & Fils", position=1.0, score=None, band=None, source=""),
    replace(
        CARD, id=3, status="applied", applied_at=NOW, follow_up_at=NOW, is_due=True, follow_up_text="Call"
    ),
    replace(CARD, id=4, status="interview", interview_at=NOW + timedelta(days=900), company="", location=""),
    replace(CARD, id=5, status="no_answer", source="LinkedIn"),
)
COMPANIES = ("Nour Systems", "Étoile & Fils")
LISTING = Listing(Asked(), 5, CARDS, COMPANIES, "Africa/Tunis")
FILTERED = Listing(
    Asked(words="python", status="saved", sort="company"), 120, CARDS[:2], COMPANIES, "Africa/Tunis"
)
NOTHING_FOUND = Listing(Asked(words="zzz"), 5, (), COMPANIES, "Africa/Tunis")
NO_CARDS = Listing(Asked(), 0, (), (), "Africa/Tunis")
FUNNEL = Funnel(2, Counts(12, 5, 3, 1), (("demo", Counts(8, 5, 3, 1)), ("by_hand", Counts(4, 0, 0, 0))))

PAGE = ApplicationPage(
    id=1, title="Python developer", company="Nour Systems", location="Tunis, Tunisia", url="https://jobs.example.org/1",
    source="demo", status="interview", notes="Spoke with Sami.\nThey use <b>Flask</b>.", cover_letter="", notes_seen=Seen(4, "ab"),
    letter_seen=Seen(4, "cd"), follow_up_at=NOW, follow_up_text="Ask about the start", applied_at=NOW, created_at=NOW,
    cv_id=CV_LIST.cvs[0].id, cv_name="amira.pdf", cvs=CV_LIST.cvs, offer=OfferState(1, False),
    score_then=Score(63.2, "good", NOW), score_now=Score(71.6, "good", NOW),
    contacts=(ContactEntry(1, ContactRecord("Sami Gharbi", "Recruiter", "sami@example.org", "+216 20 000 000", "Kind"), "x"),),
    interviews=(
        InterviewEntry(1, InterviewRecord(NOW, "on_site", 90, "Rue de Marseille 3, Tunis", "Bring papers", "passed"), "x", True),
        InterviewEntry(2, InterviewRecord(NOW), "y", False),
    ),
    documents=(DocumentEntry(1, "lettre de motivation.pdf", 48_000, NOW),),
    timeline=(
        EventEntry("reminder", "follow_up_due", NOW.isoformat(), NOW), EventEntry("follow_up", "", NOW.isoformat(), NOW),
        EventEntry("follow_up", NOW.isoformat(), "", NOW), EventEntry("interview", "", NOW.isoformat(), NOW),
        EventEntry("interview", NOW.isoformat(), NOW.isoformat(), NOW), EventEntry("interview", NOW.isoformat(), "", NOW),
        EventEntry("document", "", "lettre.pdf", NOW), EventEntry("document", "lettre.pdf", "", NOW),
        EventEntry("contact", "", "Sami", NOW), EventEntry("contact", "Sami", "", NOW), EventEntry("cv", "", "amira.pdf", NOW),
        EventEntry("cv", "amira.pdf", "", NOW), EventEntry("note", "", "notes", NOW), EventEntry("note", "", "cover_letter", NOW),
        EventEntry("details", "a", "b", NOW), EventEntry("status", "saved", "interview", NOW), EventEntry("imported", "", "", NOW),
        EventEntry("reminder", "interview_tomorrow", NOW.isoformat(), NOW), EventEntry("created", "", "saved", NOW),
    ),
    zone="Africa/Tunis",
)  # fmt: skip
BARE = replace(
    PAGE, company="", location="", url=None, source="", status="rejected", notes="", follow_up_at=None, follow_up_text="",
    applied_at=None, cv_id=None, cv_name="gone.pdf", cvs=(), offer=None, score_then=None, score_now=None, contacts=(),
    interviews=(), documents=(), timeline=PAGE.timeline[-1:],
)  # fmt: skip
CONFLICT = Edited("They asked for references.", "The library opens at nine.", Seen(5, "ef"))
REPORT = Report(
    9, 4, 2, 1,
    (Rejected(4, "no_title", "title", "Étoile"), Rejected(7, "bad_date", "applied_at", "Cook"), Rejected(9, "not_an_object", "", "")),
    ("Humeur", "Couleur"),
)  # fmt: skip
