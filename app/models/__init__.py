"""The tables, one module per noun."""

from __future__ import annotations

from app.models.account_export import AccountExport
from app.models.ai import AiBreaker, AiCall, AiConfig, Consent
from app.models.alert import AlertMail, JobAlert, MatchingJob, Notification, SearchPreference
from app.models.api_access import ApiToken, IdempotentAnswer, RefreshToken
from app.models.application import (
    Application,
    ApplicationContact,
    ApplicationDocument,
    ApplicationEvent,
    Interview,
)
from app.models.audit import AuditEntry
from app.models.backup import Backup
from app.models.base import Base, utc_now
from app.models.course import Course, CourseAlias, CourseVector, IndexGeneration, IndexPointer, UserCourse
from app.models.course_update import CourseUpdate
from app.models.cv import CV
from app.models.erasure import Erasure
from app.models.job import Counter, Job, JobSkill
from app.models.job_import import JobImport
from app.models.match import JobMatch
from app.models.near_copy import CopyDecision, CopyPair, JobSignature
from app.models.proof import CvClaim, Proof
from app.models.quiz import QuizAttempt, QuizQuestion
from app.models.run import ScrapingLine, ScrapingRun
from app.models.saved_job import HiddenJob, SavedJob
from app.models.score_history import ScoreHistory
from app.models.search import SearchHistory
from app.models.source import SourceConfig
from app.models.task import Task
from app.models.user import AccountToken, User, email_key
from app.models.user_session import UserSession
from app.models.vector import CvVectors, SkillVector

__all__ = [
    "CV", "AccountExport", "AccountToken", "AiBreaker", "AiCall", "AiConfig", "AlertMail", "ApiToken",
    "Application", "ApplicationContact", "ApplicationDocument", "ApplicationEvent", "AuditEntry", "Backup", "Base",
    "Consent", "CopyDecision", "CopyPair", "Counter", "Course", "CourseAlias", "CourseUpdate", "CourseVector",
    "CvClaim", "CvVectors", "Erasure", "HiddenJob", "IdempotentAnswer", "IndexGeneration", "IndexPointer",
    "Interview", "Job", "JobAlert", "JobImport", "JobMatch", "JobSignature", "JobSkill", "MatchingJob",
    "Notification", "Proof", "QuizAttempt", "QuizQuestion", "RefreshToken", "SavedJob", "ScoreHistory",
    "ScrapingLine", "ScrapingRun", "SearchHistory", "SearchPreference", "SkillVector", "SourceConfig", "Task",
    "User", "UserCourse", "UserSession", "email_key", "utc_now",
]  # fmt: skip
