"""Offers that people bring in for themselves: from a page, a saved page or a pasted text."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import delete as sql_delete
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from app.core.matching.match import band_of
from app.errors import BadInput, NotFound, Unprocessable
from app.extensions import db
from app.models import Job, JobImport, JobSkill, Task, utc_now
from app.services import cvs, ingest, matching, tasks
from app.services.erasure import traces
from app.services.import_reading import (
    SOURCE,
    Choice,
    NotImported,
    Pasted,
    offer_at,
    offer_of_file,
    offer_of_text,
)
from app.services.page_client import page_client
from app.services.revisions import next_revision
from app.services.tracker import creating, rows
from app.services.transaction import forget_journal, rows_of, transaction
from job_scraper.normalise.url import canonical_url
from job_scraper.posting import JobPosting

TASK: Final = "import_offer"
MAX_OFFERS: Final = 200
MAX_WAITING: Final = 5
MIN_TEXT: Final = 40
MAX_TEXT: Final = 60_000
MAX_FILE: Final = 5 * 1024 * 1024
KEEP: Final = timedelta(days=14)
_HAS_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,30}://")


class CannotImport(Unprocessable):
    """``code`` is one of ``import_reading.FAULTS``; the web page has the words."""

    def __init__(self, code: str) -> None:
        super().__init__(code, code=code)


@dataclass(frozen=True, slots=True)
class Asked:
    """Where to go: an offer that is here already, or an import to wait for, with its task."""

    job_id: int | None = None
    import_id: int | None = None
    task_id: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """``state`` is waiting, done or failed; ``seconds`` since it was asked for; ``application_id`` is the
    application that was asked for with it."""

    id: int
    url: str
    state: str
    fault: str | None
    job_id: int | None
    choices: tuple[Choice, ...]
    seconds: float
    application_id: int | None = None


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """``total`` is 0 to 100, None when nothing could be compared; ``band`` is None without a CV."""

    id: int
    title: str
    company: str | None
    location: str | None
    url: str | None
    is_active: bool
    imported_at: datetime
    total: float | None
    band: str | None


def ask(user_id: int, address: str, pick: str | None = None, *, tracks: bool = False) -> Asked:
    """Have a page read by the worker; with ``tracks`` an application for its offer is followed from then on.
    Raises CannotImport."""
    url = _address(address)
    known = _find_known(db.session(), url, user_id) if pick is None else None
    if known is not None:
        return Asked(job_id=known)
    with transaction() as session:
        _refuse_too_many(session, user_id)
        row = JobImport(owner_id=user_id, url=url, pick=pick and pick[:64], tracks=tracks)
        session.add(row)
        session.flush()
        task = tasks.add(session, TASK, {"import_id": row.id}, asked_by_id=user_id)
        row.task_id = task.id
        import_id, task_id = row.id, task.id
    tasks.start(task)
    return Asked(import_id=import_id, task_id=task_id)


def run(import_id: int) -> str:
    """Read the page that was asked for; what came of it is written once, together with the offer."""
    row = db.session.get(JobImport, import_id)
    if row is None or row.state != "waiting":
        return "nothing to do"
    owner_id, url, pick, tracks = row.owner_id, row.url, row.pick, row.tracks
    db.session.commit()  # nothing is read any more while the page is fetched
    try:
        offer = offer_at(url, pick, page_client(keeps_answers=False))
        with transaction() as session:
            if session.get(JobImport, import_id) is None:
                return "no longer wanted"
            job_id = _find_known(session, offer.url, None) or _store(owner_id, offer)
            if tracks and rows.has_room(session, owner_id):
                creating.track(owner_id, job_id)
            _end(import_id, job_id=job_id)
    except NotImported as fault:
        _end(import_id, fault=fault.code, choices=[asdict(choice) for choice in fault.choices] or None)
        return fault.code
    return "imported"


def from_text(user_id: int, pasted: Pasted) -> int:
    """The id of the offer. Raises BadInput, CannotImport."""
    if not pasted.title.strip():
        raise BadInput(
            _("Give the offer a title."), code="no_title", fields={"title": _("Give the offer a title.")}
        )
    if not MIN_TEXT <= len(pasted.description.strip()) <= MAX_TEXT:
        message = _("Paste the text of the offer: %(a)s to %(b)s characters.", a=MIN_TEXT, b=MAX_TEXT)
        raise BadInput(message, code="bad_text", fields={"text": message})
    url = _address(pasted.url) if pasted.url.strip() else ""
    try:
        return _keep(user_id, offer_of_text(replace(pasted, url=url)))
    except NotImported as fault:
        raise CannotImport(fault.code) from fault


def from_page(user_id: int, content: bytes, address: str = "") -> int:
    """The id of the offer of a saved page. Raises BadInput, CannotImport."""
    if len(content) > MAX_FILE:
        raise CannotImport("too_large")
    url = _address(address) if address.strip() else ""
    try:
        return _keep(user_id, offer_of_file(content, url))
    except NotImported as fault:
        raise CannotImport(fault.code) from fault


def progress(user_id: int, import_id: int) -> Progress:
    """Of one's own import. Raises NotFound."""
    row = db.session.scalar(select(JobImport).where(JobImport.id == import_id, JobImport.owner_id == user_id))
    if row is None:
        raise NotFound(_("There is no such page."))
    task = db.session.get(Task, row.task_id) if row.task_id else None
    is_lost = row.state == "waiting" and (task is None or task.state in {"done", "failed", "cancelled"})
    return Progress(
        id=row.id,
        url=row.url,
        state="failed" if is_lost else row.state,
        fault="unexpected" if is_lost else row.fault,
        job_id=row.job_id,
        choices=tuple(Choice(**choice) for choice in row.choices or ()),
        seconds=(utc_now() - row.created_at).total_seconds(),
        application_id=rows.find_by_job(user_id, row.job_id) if row.tracks and row.job_id else None,
    )


def own_offers(user_id: int) -> tuple[OwnOffer, ...]:
    """The newest first."""
    query = select(Job).where(Job.owner_id == user_id).options(selectinload(Job.skills))
    found = db.session.scalars(query.order_by(Job.first_seen_at.desc(), Job.id.desc()).limit(MAX_OFFERS))
    jobs = tuple(found)
    cv = cvs.find_primary(user_id)
    scores = matching.scores_of(cv, jobs) if cv else {}
    return tuple(_own_offer(job, scores.get(job.id)) for job in jobs)


def _own_offer(job: Job, score: tuple[float | None, float] | None) -> OwnOffer:
    return OwnOffer(
        id=job.id,
        title=job.title,
        company=job.company,
        location=job.location,
        url=job.job_url,
        is_active=job.is_active,
        imported_at=job.first_seen_at,
        total=score[0] if score else None,
        band=band_of(*score) if score else None,
    )


def delete(user_id: int, job_id: int) -> None:
    """Raises NotFound for an offer that is not one's own."""
    with transaction() as session:
        words = session.scalars(select(JobSkill.skill).where(JobSkill.job_id == job_id)).all()
        gone = rows_of(session.execute(sql_delete(Job).where(Job.id == job_id, Job.owner_id == user_id)))
        if gone:
            traces.forget_words(session, words)
            next_revision(session)
    if not gone:
        raise NotFound(_("There is no such page."))
    forget_journal()


def forget_finished() -> int:
    """Delete notes of imports that are two weeks old; their offers stay."""
    with transaction() as session:
        return rows_of(session.execute(sql_delete(JobImport).where(JobImport.created_at < utc_now() - KEEP)))


def _address(given: str) -> str:
    text = given.strip()
    url = canonical_url(text if _HAS_SCHEME.match(text) else f"https://{text}") if text else None
    if url is None:
        raise CannotImport("bad_address")
    return url


def _refuse_too_many(session: Session, user_id: int) -> None:
    waiting = select(func.count()).where(JobImport.owner_id == user_id, JobImport.state == "waiting")
    recent = waiting.where(JobImport.created_at > utc_now() - timedelta(minutes=15))
    if (session.scalar(recent) or 0) >= MAX_WAITING:
        raise CannotImport("too_many_waiting")
    if _has_too_many(session, user_id):
        raise CannotImport("too_many_offers")


def _has_too_many(session: Session, user_id: int) -> bool:
    count = session.scalar(select(func.count()).select_from(Job).where(Job.owner_id == user_id))
    return (count or 0) >= MAX_OFFERS


def _find_known(session: Session, url: str | None, user_id: int | None) -> int | None:
    """An open offer with this address that everybody sees, else one's own."""
    if not url:
        return None
    query = select(Job.id).where(Job.job_url == url, Job.is_active, Job.duplicate_of_id.is_(None))
    query = query.where(
        or_(Job.owner_id.is_(None), Job.owner_id == user_id) if user_id else Job.owner_id.is_(None)
    )
    return session.scalar(query.order_by(Job.owner_id.is_not(None), Job.id).limit(1))


def _keep(user_id: int, offer: JobPosting) -> int:
    with transaction() as session:
        known = _find_known(session, offer.url, None)
        return known if known is not None else _store(user_id, offer)


def _store(owner_id: int, offer: JobPosting) -> int:
    """Inside of a transaction. One's own offer of the same address, or text, is renewed. Raises NotImported."""
    own = replace(offer, source=SOURCE, external_id=f"{owner_id}:{offer.external_id}")
    named = (Job.source == SOURCE, Job.external_id == own.external_id)
    if db.session.scalar(select(Job.id).where(*named)) is None and _has_too_many(db.session(), owner_id):
        raise NotImported("too_many_offers")
    ingest.save([own], owner_id=owner_id)
    return db.session.scalars(select(Job.id).where(*named)).one()


def _end(
    import_id: int,
    *,
    job_id: int | None = None,
    fault: str | None = None,
    choices: list[dict[str, str]] | None = None,
) -> None:
    with transaction() as session:
        row = session.get(JobImport, import_id)
        if row is not None:
            row.state = "failed" if fault else "done"
            row.fault, row.choices, row.job_id = fault, choices, job_id
            row.finished_at = utc_now()
