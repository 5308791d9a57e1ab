"""Claims and documents as the page gets them. Invented people and academies."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from app.core.proofs.claim import Claim, StatedDate, key_of
from app.core.proofs.verdict import Finding, Note, Verdict
from app.services.proofs.claims import ClaimRow
from app.services.proofs.overview import Entry, Overview, ProofState
from tests.templates.sample_courses import UP

WHEN = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)
COURSE = Claim(
    "courses", "Deep Learning <b>with</b> Python", "Nour Academy", "Amira Ben Salah", StatedDate(2024, 5, 17),
    "NA-4711", "https://academy.example/verify/NA-4711", line=12,
)  # fmt: skip
SCRUM = Claim("certifications", "شهادة سكرم", "", "Amira Ben Salah", StatedDate(2022), line=13)
DIPLOMA = Claim("diplomas", "Licence en informatique" * 8, "Université du Lac", line=14)
ENGLISH = Claim("languages", "English, TOEIC 850", "", "Amira Ben Salah", None, language="en", level="B2")
FRENCH = Claim("languages", "", language="fr", level="native")
CONFIRMED = Verdict(
    "confirmed", 92,
    (Finding("name", "Amira Ben Salah", "BEN SALAH Amira"), Finding("title", COURSE.title, COURSE.title)),
    (Finding("identifier", "NA-4711"),), (), (Note("ocr"), Note("only_initials")), "none", 88,
)  # fmt: skip
PARTLY = Verdict(
    "partly_confirmed", 65, (Finding("language", "en", "en"),), (Finding("issuer", "ETS"),),
    (Finding("expiry", "2026-11-22", "2025-02-30"), Finding("kind", "certificate", "invoice")),
    (Note("edited_with", "<b>Paint</b>"), Note("changed_later", "2026-01-02"), Note("proposed", "issuer")),
    "renew", 70,
)  # fmt: skip
STATE = ProofState(
    id=3, state="checked", file_name="certificate <b>.pdf", content_type="application/pdf", size=184_320,
    uploaded_at=WHEN, pages=(1, 2, 3), pages_in_all=5, verdict="confirmed", confidence=92,
    findings=CONFIRMED.fields(), skills=("deep-learning", "python"), checked_at=WHEN, effects=(UP,),
)  # fmt: skip
PARTLY_STATE = replace(
    STATE, id=4, verdict="partly_confirmed", confidence=65, findings=PARTLY.fields(), effects=(), of_cv="old.pdf"
)  # fmt: skip
NEW = replace(
    STATE, id=5, state="waiting", verdict=None, confidence=None, findings={}, effects=(), checked_at=None
)
FAILED = replace(NEW, id=6, state="failed", fault="too_slow", pages=())
EARLIER = replace(PARTLY_STATE, id=7, verdict="not_confirmed", is_earlier=True)
UNDER_WAY = replace(STATE, id=8, state="checking")
UNSURE = replace(EARLIER, id=9, verdict="cannot_tell", is_earlier=False)


def row(claim: Claim, index: int = 0, **more: object) -> ClaimRow:
    given = {"line": "Deep Learning with Python, Nour Academy"} if claim.line >= 0 else {}
    return ClaimRow(claim.category, index, key_of(claim), claim, **{**given, **more})  # type: ignore[arg-type]


CHECKING = Entry(row(COURSE, 5), UNDER_WAY)
ENTRIES = (
    Entry(row(SCRUM), NEW),
    Entry(row(replace(SCRUM, title="Kanban"), 1), FAILED),
    Entry(row(replace(SCRUM, title="Read wrongly"), 2, is_hidden=True)),
    Entry(row(COURSE), STATE),
    Entry(row(replace(COURSE, title="Same, no score moved"), 1), replace(STATE, id=10, effects=())),
    Entry(row(replace(COURSE, title="No skill"), 2), replace(STATE, id=11, effects=(), skills=())),
    CHECKING,
    Entry(row(DIPLOMA), EARLIER),
    Entry(row(replace(DIPLOMA, title="Master"), 1), UNSURE),
    Entry(row(ENGLISH), PARTLY_STATE),
    Entry(row(FRENCH, 1, origin="person", row_id=4)),
    Entry(row(replace(FRENCH, language="ar"), 2, origin="model", row_id=5)),
)
OVERVIEW = Overview(7, "cv.pdf", ENTRIES, (("Old course", replace(PARTLY_STATE, id=12)),))
NOTHING = Overview(7, "cv.pdf", (), ())
