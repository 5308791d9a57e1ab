"""CVs: taking one in, reading it, the list, the primary one, deleting."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import PurePath
from typing import IO, Final

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.core.cv.document import Document, Refused
from app.core.cv.parse import parse
from app.core.cv.profile import Profile, from_json, to_json
from app.core.cv.reading import Limits, read
from app.errors import BadInput, NotFound, TooLarge, Unprocessable
from app.extensions import db
from app.files import FileTooLarge, StoredFile, display_name
from app.models import CV, User
from app.services import audit, nearness, tasks, uploads
from app.services.cv_versions import raise_versions
from app.services.erasure import letting_go, tombstones, traces
from app.services.transaction import transaction
from app.services.uploads import cv_folder

MAX_CVS = 10
FIRST_SCORES: Final = "first_scores"  # the task that notes how the offers fit a new CV
SUFFIXES = {
    "pdf": (".pdf", "application/pdf"),
    "docx": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "odt": (".odt", "application/vnd.oasis.opendocument.text"),
    "rtf": (".rtf", "application/rtf"),
    "txt": (".txt", "text/plain"),
}
ACCEPTED = ",".join(suffix for suffix, _type in SUFFIXES.values())


class UnreadableCV(Unprocessable):
    """``code`` is one of ``app.core.cv.document.REFUSAL_CODES``; the web page has the words."""

    def __init__(self, refusal: Refused) -> None:
        super().__init__(refusal.code, code=refusal.code)


@dataclass(frozen=True, slots=True)
class CvSummary:
    """``size`` is in bytes; ``kind`` is pdf, docx, odt, rtf or txt."""

    id: int
    file_name: str
    kind: str
    size: int
    pages: int
    uploaded_at: datetime
    is_primary: bool
    parse_quality: float
    skills_count: int
    total_years: float | None


def upload(user_id: int, stream: IO[bytes], file_name: str | None) -> CV:
    """Read the file first, store it only when it could be read. Raises UnreadableCV, TooLarge, BadInput."""
    settings = current_app.extensions["settings"]
    limits = Limits(max_bytes=settings.max_cv_mb * 1024 * 1024)
    shown = display_name(file_name)
    _refuse_too_many(user_id)
    folder = cv_folder()
    try:
        with folder.draft(stream, limits.max_bytes) as draft:
            document = read(draft, shown, limits)
            content = draft.read_bytes()
            stored = folder.keep(draft, SUFFIXES[document.kind][0])
    except FileTooLarge as error:
        raise TooLarge(_("The file is larger than %(mb)s MB.", mb=settings.max_cv_mb)) from error
    except Refused as refusal:
        raise UnreadableCV(refusal) from refusal
    try:
        cv = _store(user_id, document, shown, stored, content)
    except BaseException:
        folder.delete(stored)
        raise
    nearness.remember(cv)
    with transaction() as session:  # the reaper wakes it: an upload does not need the queue
        tasks.add(session, FIRST_SCORES, {"cv_id": cv.id}, slot=f"cv-{cv.id}")
    return cv


def summaries(user_id: int) -> tuple[CvSummary, ...]:
    """The primary one first, then the newest."""
    rows = db.session.scalars(
        select(CV)
        .where(CV.user_id == user_id)
        .order_by(CV.is_primary.desc(), CV.uploaded_at.desc(), CV.id.desc())
    )
    return tuple(summary(cv) for cv in rows)


def summary(cv: CV) -> CvSummary:
    years = cv.total_experience_years
    return CvSummary(
        id=cv.id,
        file_name=cv.file_name,
        kind=PurePath(cv.file_path).suffix[1:],
        size=cv.file_size_bytes,
        pages=cv.pages,
        uploaded_at=cv.uploaded_at,
        is_primary=cv.is_primary,
        parse_quality=cv.parse_quality,
        skills_count=len(cv.extracted_skills),
        total_years=None if years is None else float(years),
    )


def get(user_id: int, cv_id: int) -> CV:
    cv = db.session.scalar(select(CV).where(CV.id == cv_id, CV.user_id == user_id))
    if cv is None:
        raise NotFound(_("There is no such page."))
    return cv


def find_primary(user_id: int) -> CV | None:
    return db.session.scalar(select(CV).where(CV.user_id == user_id, CV.is_primary))


def profile_of(cv: CV) -> Profile:
    return from_json(cv.profile)


def profile_as_read(cv: CV) -> Profile:
    """Without the person's corrections."""
    return from_json(cv.parsed_data)


def file_of(cv: CV) -> StoredFile:
    return cv_folder().file(cv.file_path)


def make_primary(user_id: int, cv_id: int) -> None:
    with transaction() as session:
        cv = get(user_id, cv_id)
        _demote_all(session, user_id)
        cv.is_primary = True


def delete(user_id: int, cv_id: int) -> None:
    """Row first, files after: a crash in between leaves files that the sweep removes. Its proofs go too. The
    newest of the others becomes primary."""
    with transaction() as session:
        cv = get(user_id, cv_id)
        name, was_primary = cv.file_path, cv.is_primary
        proofs = uploads.proofs_of_cvs([cv_id])
        traces.forget_cv(session, cv)
        tombstones.add(session, cv)
        audit.note(session, "cv_deleted", actor_id=user_id, user_id=user_id, subject=f"cv:{cv_id}")
        session.delete(cv)
        session.flush()
        if was_primary:
            _promote_newest(session, user_id)
        if proofs:
            raise_versions(session, user_id)
    cv_folder().delete(name)
    uploads.delete_proofs(proofs)
    tombstones.write_down()
    letting_go.let_go()


def fill_summary_columns(cv: CV, profile: Profile) -> None:
    """The columns that repeat parts of the profile, for lists and queries."""
    cv.profile = to_json(profile)
    cv.extracted_skills = [skill.skill for skill in profile.skills]
    years = profile.total_years
    cv.total_experience_years = None if years is None else Decimal(str(round(min(years, 99.9), 1)))
    cv.education_level = profile.education_level
    cv.desired_job_titles = list(profile.desired_titles)
    cv.desired_locations = [place.text for place in profile.desired_places]
    cv.desired_contract_types = list(profile.desired_contracts)
    cv.salary_expectation_min = profile.salary.minimum if profile.salary else None
    cv.salary_expectation_max = profile.salary.maximum if profile.salary else None
    cv.summary = profile.summary
    cv.parse_quality = profile.quality


def _store(user_id: int, document: Document, shown: str, stored: str, content: bytes) -> CV:
    profile = parse(document, datetime.now(UTC).date())
    with transaction() as session:
        session.get(User, user_id, with_for_update=True)  # one upload at a time decides what is primary
        cv = CV(
            user_id=user_id,
            file_name=shown,
            file_path=stored,
            file_size_bytes=len(content),
            content_type=SUFFIXES[document.kind][1],
            sha256=hashlib.sha256(content).hexdigest(),
            pages=document.pages,
            was_ocr=document.ocr,
            lines=["" if line.hidden else line.text for line in document.lines],
            parsed_data=to_json(profile),
            is_primary=session.scalar(select(CV.id).where(CV.user_id == user_id, CV.is_primary)) is None,
        )
        fill_summary_columns(cv, profile)
        session.add(cv)
    return cv


def _refuse_too_many(user_id: int) -> None:
    stored = db.session.scalar(select(func.count()).where(CV.user_id == user_id)) or 0
    if stored >= MAX_CVS:
        raise BadInput(
            _("You have %(n)s CVs here. Delete one to add another.", n=MAX_CVS), code="too_many_cvs"
        )


def _demote_all(session: Session, user_id: int) -> None:
    session.execute(update(CV).where(CV.user_id == user_id, CV.is_primary).values(is_primary=False))


def _promote_newest(session: Session, user_id: int) -> None:
    newest = session.scalar(
        select(CV).where(CV.user_id == user_id).order_by(CV.uploaded_at.desc(), CV.id.desc()).limit(1)
    )
    if newest:
        newest.is_primary = True
