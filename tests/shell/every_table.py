"""At least one row in every table, each referring to others where it can."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import (
    CV,
    AccountToken,
    Base,
    CopyDecision,
    CopyPair,
    Course,
    CourseUpdate,
    CourseVector,
    CvVectors,
    IndexGeneration,
    IndexPointer,
    JobImport,
    JobMatch,
    JobSignature,
    ScrapingLine,
    ScrapingRun,
    SearchHistory,
    SkillVector,
    SourceConfig,
    Task,
    User,
    UserCourse,
    utc_now,
)
from app.services.transaction import transaction
from tests.factories import make_user, posting, store


def fill(email: str = "amel@example.org") -> tuple[int, int, int]:
    """Ids of a user, a CV and an offer with a match between them, and a guest beside."""
    user_id = make_user(email)
    job_id, other_id = store(posting(1), posting(2, source="elsewhere", title="Nurse"))
    cv_id = add_cv(user_id, is_primary=True)
    with transaction() as session:
        session.add(User(is_guest=True))
        session.add(match(user_id, cv_id, job_id))
        session.add(SearchHistory(user_id=user_id, search_key="k", query_text="python", results_count=3))
        session.add(token(user_id))
        session.add(CvVectors(cv_id=cv_id, model="m", lines=[[0, 1]], vectors=bytes(8)))
        session.add(SkillVector(name="glass blowing", model="m", vector=bytes(8), revision=1))
        task = Task(name="account_mail", arguments={"token_id": 1}, asked_by_id=user_id)
        session.add(task)
        session.flush()
        session.add(CourseUpdate(source="coursera", task_id=task.id))
        session.add(JobSignature(job_id=job_id, band=99, hash=-1))
        session.add(CopyPair(job_id=job_id, other_id=other_id, is_copy=False, similarity=0.5))
        session.add(CopyDecision(job_id=job_id, other_id=other_id, is_copy=False, decided_by_id=user_id))
        session.add(JobImport(owner_id=user_id, url="https://jobs.example.org/1", job_id=job_id))
        session.add(SourceConfig(source="elsewhere", version=1, created_by_id=user_id))
        run = ScrapingRun(source="elsewhere", asked_by_id=user_id)
        session.add(run)
        session.flush()
        add_course(session, user_id)
        session.add(ScrapingLine(run_id=run.id, text="asked for the first page"))
    return user_id, cv_id, job_id


def add_cv(user_id: int, *, is_primary: bool = False) -> int:
    with transaction() as session:
        count = session.scalar(select(func.count()).select_from(CV))
        cv = CV(
            user_id=user_id,
            file_name="amel.txt",
            file_path=f"stored{count}.txt",
            file_size_bytes=100,
            content_type="text/plain",
            sha256="0" * 64,
            is_primary=is_primary,
        )
        session.add(cv)
        session.flush()
        return cv.id


def add_course(session: Session, user_id: int) -> None:
    course = Course(course_id="course~glass", title="Glass", content_hash="0" * 32, revision=1)
    older, newer = (IndexGeneration(name=name, state="ready") for name in ("older", "newer"))
    session.add_all([course, older, newer])
    session.flush()
    session.add(CourseVector(course_id=course.id, model="m", content_hash="0" * 32, vector=bytes(8)))
    session.add(IndexPointer(name="coursera_courses", current_id=newer.id, previous_id=older.id))
    session.add(UserCourse(user_id=user_id, course_id=course.id))


def match(user_id: int, cv_id: int, job_id: int) -> JobMatch:
    return JobMatch(
        user_id=user_id, cv_id=cv_id, job_id=job_id, job_version=1, cv_version=1, scorer_version="1", weights={},
        match_score=50, confidence=1, result={},
    )  # fmt: skip


def token(user_id: int) -> AccountToken:
    return AccountToken(
        purpose="reset",
        email_key="amel@example.org",
        user_id=user_id,
        payload={},
        expires_at=utc_now() + timedelta(hours=1),
    )


def count_rows() -> dict[str, int]:
    counted = {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }
    db.session.commit()
    return counted
