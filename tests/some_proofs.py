"""Documents for tests: real ones made here, and rows without the work of reading them."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from PIL import Image, ImageDraw, ImageFont

from app.core.cv.document import Document, Line
from app.core.proofs.claim import Claim, StatedDate, fields_of, key_of
from app.models import CvClaim, Proof
from app.services import cvs
from app.services.transaction import transaction
from app.services.uploads import cv_folder, preview_folder, preview_name, proof_folder
from tests.hostile.pdf_writer import one_page, show, stream

ACADEMY = Claim("courses", "Deep Learning with Python", "Nour Academy", "Amel Trabelsi", StatedDate(2024, 5))
LINES = (
    "Nour Academy",
    "Certificate of completion",
    "This is to certify that",
    "Amel Trabelsi",
    "has successfully completed the course",
    "Deep Learning with Python",
    "17 May 2024",
    "Certificate number NA-2024-4711",
)
CV_WITH_CLAIMS = """Amel Trabelsi
Data analyst
amel.trabelsi@example.org
Tunis, Tunisia

Experience
Data analyst, Nour Systems, Tunis
January 2020 - December 2023
Wrote reports with Excel and SQL.

Education
Master in computer science, Institut du Lac, 2019

Certifications
Deep Learning with Python, Nour Academy, May 2024, number NA-2024-4711
Certified Scrum Master, Scrum Alliance, 2022

Languages
French: fluent
English: B2
"""


def certificate_pdf(*lines: str) -> bytes:
    """A page of text, as an academy would send it."""
    return one_page(stream(show(lines or LINES, size=14, y=700).replace(b"14 TL", b"32 TL")))


def certificate_png(*lines: str, width: int = 1240, height: int = 1000) -> bytes:
    """The same as a picture, without any text that machines could read."""
    picture = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(40)
    for number, line in enumerate(lines or LINES):
        pen.text((100, 80 + 100 * number), line, "black", font)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def webp(side: int = 40) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "white").save(out, "WEBP")
    return out.getvalue()


def stored_cv(user_id: int, name: str = "cv.txt") -> int:
    """The id of a CV that claims much, without the process that reads files."""
    lines = tuple(Line(number, text) for number, text in enumerate(CV_WITH_CLAIMS.splitlines()))
    content = CV_WITH_CLAIMS.encode()
    return cvs._store(user_id, Document("txt", lines), name, cv_folder().write(content, ".txt"), content).id


def proof_and_claim(user_id: int, cv_id: int) -> tuple[int, int]:
    """Ids of a proof and of the claim added by hand that it is for, as if checked before."""
    with transaction() as session:
        row = CvClaim(cv_id=cv_id, category="courses", claim=fields_of(ACADEMY))
        session.add(row)
        session.flush()
        return stored_proof(user_id, cv_id).id, row.id


def stored_proof(user_id: int, cv_id: int, claim: Claim = ACADEMY, **changes: object) -> Proof:
    name = proof_folder().write(certificate_pdf(), ".pdf")
    preview_folder().write_as(webp(), preview_name(name, 1))
    given: dict[str, object] = {
        "category": claim.category,
        "claim_key": key_of(claim),
        "claim": fields_of(claim),
        "file_name": "certificate.pdf",
        "file_path": name,
        "content_type": "application/pdf",
        "size_bytes": 1000,
        "sha256": "0" * 64,
        "state": "checked",
        "verdict": "confirmed",
        "confidence": 90,
        "findings": {"confirmed": [], "missing": [], "diverging": [], "notes": [], "next_step": "none"},
        "skills": ["deep-learning", "python"],
        "checked_at": datetime.now(UTC),
        **changes,
    }
    with transaction() as session:
        proof = Proof(user_id=user_id, cv_id=cv_id, **given)
        session.add(proof)
        session.flush()
    return proof
