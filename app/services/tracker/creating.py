"""New applications: for an offer that is here, or for one that somebody describes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.core.tracker.record import one_line
from app.core.tracker.status import STATUSES, move
from app.errors import BadInput
from app.models import CV, Application, Job, utc_now
from app.services import cvs, jobs, matching
from app.services.tracker import rows
from app.services.transaction import transaction


@dataclass(frozen=True, slots=True)
class Details:
    """What the job is called, whose it is and where; ``url`` is empty or an address of the web."""

    title: str
    company: str = ""
    location: str = ""
    url: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Tracked:
    id: int
    is_new: bool


def require_offer(job_id: int, user_id: int | None) -> None:
    """Raises NotFound for an offer that this person may not see."""
    jobs.get(job_id, user_id)


def track(user_id: int, job_id: int, status: str = "saved") -> Tracked:
    """Once for an offer: asking again gives the one that is there, as it is. Raises NotFound, BadInput."""
    job = jobs.get(job_id, user_id)
    with transaction() as session:
        rows.lock(session, user_id)
        known = rows.find_by_job(user_id, job_id)
        if known is not None:
            return Tracked(known, is_new=False)
        application = _new(session, user_id, _of_job(job), status)
        application.job_id = job.id
        score(application, cvs.find_primary(user_id), job)
        return Tracked(application.id, is_new=True)


def add(user_id: int, details: Details, status: str = "saved") -> int:
    """For an offer that is not here. Raises BadInput."""
    with transaction() as session:
        rows.lock(session, user_id)
        return _new(session, user_id, details, status).id


def score(application: Application, cv: CV | None, job: Job | None) -> None:
    """Write down how well offer and CV fit at this moment; nothing changes where one of them is missing."""
    if cv is None or job is None:
        return
    found = matching.scores_of(cv, [job]).get(job.id)
    if found is not None:
        application.match_score, application.match_confidence = found
        application.scored_at = utc_now()


def _of_job(job: Job) -> Details:
    place = job.location or job.city or job.country or ""
    return Details(job.title, job.company or "", place, job.job_url or "", job.source)


def _new(session: Session, user_id: int, details: Details, status: str) -> Application:
    if status not in STATUSES:
        raise BadInput("unknown status", code="bad_status")
    rows.refuse_too_many(session, user_id)
    cv = cvs.find_primary(user_id)
    application = Application(
        user_id=user_id,
        cv_id=cv.id if cv else None,
        cv_name=cv.file_name if cv else "",
        status=status,
        applied_at=move("saved", status, None, utc_now()).applied_at,
        position=rows.first_position(session, user_id, status),
        version=0,
        **cleaned(details),
    )
    session.add(application)
    session.flush()
    rows.note(session, application, "created", after=status)
    return application


def cleaned(details: Details) -> dict[str, str | None]:
    """As columns."""
    return {
        "title": one_line(details.title)[:255],
        "company": one_line(details.company)[:255],
        "location": one_line(details.location)[:255],
        "url": details.url or None,
        "source": one_line(details.source)[:40],
    }
