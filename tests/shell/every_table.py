"""At least one row in every table, each referring to others where it can."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import (
    CV,
    AccountExport,
    AccountToken,
    AiBreaker,
    AiCall,
    AiConfig,
    AlertMail,
    ApiToken,
    Application,
    ApplicationContact,
    ApplicationDocument,
    ApplicationEvent,
    AuditEntry,
    Backup,
    Base,
    Consent,
    CopyDecision,
    CopyPair,
    Course,
    CourseAlias,
    CourseUpdate,
    CourseVector,
    CvClaim,
    CvVectors,
    Erasure,
    HiddenJob,
    IdempotentAnswer,
    IndexGeneration,
    IndexPointer,
    Interview,
    JobAlert,
    JobImport,
    JobMatch,
    JobSignature,
    MatchingJob,
    Notification,
    Proof,
    QuizAttempt,
    QuizQuestion,
    RefreshToken,
    SavedJob,
    ScoreHistory,
    ScrapingLine,
    ScrapingRun,
    SearchHistory,
    SearchPreference,
    SkillVector,
    SourceConfig,
    Task,
    User,
    UserCourse,
    UserSession,
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
        add_quiz(session, user_id)
        add_proof(session, user_id, cv_id, task.id)
        add_asking(session, user_id, task.id)
        add_application(session, user_id, cv_id, job_id)
        add_alert(session, user_id, job_id)
        session.add(SavedJob(user_id=user_id, job_id=job_id))
        session.add(HiddenJob(user_id=user_id, job_id=other_id))
        session.add(ScoreHistory(cv_id=cv_id, day="2026-01-31"))
        session.add(AuditEntry(user_id=user_id, action="login"))
        signed_in = UserSession(user_id=user_id, token_hash="0" * 64)
        session.add(signed_in)
        session.flush()
        session.add(RefreshToken(token_hash="1" * 64, session_id=signed_in.id, expires_at=utc_now()))
        session.add(ApiToken(user_id=user_id, name="a", token_hash="2" * 64, hint="jm_", scopes=["read"]))
        session.add(IdempotentAnswer(user_id=user_id, key="k", request_hash="3" * 64, status=201))
        session.add(AccountExport(user_id=user_id, task_id=task.id, language="en"))
        session.add(Erasure(kind="cv", number=10**6, mark="0" * 64))
        session.add(Backup(name="jobmatch-20260131-030000-00000000.tar"))
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
    session.add(CourseAlias(alias="course~old-glass", number=10**6, course_id=course.id))


def add_quiz(session: Session, user_id: int) -> None:
    course_id = session.scalar(select(func.max(Course.id)))
    session.add(
        QuizQuestion(
            key="glass-01", skill="Glass blowing", difficulty="easy", texts={}, content_hash="0" * 32,
            course_id=course_id, edited_by_id=user_id,
        )
    )  # fmt: skip
    session.add(
        QuizAttempt(
            user_id=user_id, skill="Glass blowing", language="en", questions=[], seed=1, deadline_at=utc_now()
        )
    )


def add_proof(session: Session, user_id: int, cv_id: int, task_id: int) -> None:
    session.add(CvClaim(cv_id=cv_id, category="certifications", claim={"title": "Glass"}))
    session.add(
        Proof(
            user_id=user_id, cv_id=cv_id, category="certifications", claim_key="k", claim={"title": "Glass"},
            file_name="glass.pdf", file_path=f"proof{cv_id}.pdf", content_type="application/pdf", size_bytes=9,
            sha256="0" * 64, task_id=task_id,
        )
    )  # fmt: skip


def add_asking(session: Session, user_id: int, task_id: int) -> None:
    host = "models.example"
    version = 1 + (session.scalar(select(func.max(AiConfig.version))) or 0)
    session.add(AiConfig(version=version, created_by_id=user_id))
    session.add(Consent(user_id=user_id, purpose="advise", provider=host, text_version="1"))
    session.add(
        AiCall(
            user_id=user_id, purpose="advise", provider=host, model="m", content_hash="0" * 64, sent="glass",
            task_id=task_id,
        )
    )  # fmt: skip
    session.merge(AiBreaker(provider=host))


def add_application(session: Session, user_id: int, cv_id: int, job_id: int) -> None:
    row = Application(user_id=user_id, job_id=job_id, cv_id=cv_id, title="Glass blower")
    session.add(row)
    session.flush()
    session.add(ApplicationEvent(application_id=row.id, kind="created"))
    session.add(Interview(application_id=row.id, starts_at=utc_now()))
    session.add(ApplicationContact(application_id=row.id, name="Nour"))
    session.add(
        ApplicationDocument(
            application_id=row.id, file_name="letter.pdf", file_path=f"letter{row.id}.pdf",
            content_type="application/pdf", size_bytes=9, sha256="0" * 64,
        )
    )  # fmt: skip


def add_alert(session: Session, user_id: int, job_id: int) -> None:
    search = SearchPreference(user_id=user_id, name="Glass")
    session.add(search)
    session.flush()
    alert = JobAlert(user_id=user_id, search_preference_id=search.id, name="Glass")
    session.add(alert)
    session.flush()
    mail = AlertMail(job_alert_id=alert.id, due_at=utc_now(), message_id=f"<{alert.id}@example.org>")
    session.add(mail)
    session.flush()
    session.add(MatchingJob(job_alert_id=alert.id, job_id=job_id, mail_id=mail.id))
    session.add(Notification(user_id=user_id, kind="new_offers", key=f"alert-{alert.id}"))


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
