"""The tables, one module per noun."""

from __future__ import annotations

from app.models.base import Base, utc_now
from app.models.cv import CV
from app.models.job import Counter, Job, JobSkill
from app.models.match import JobMatch
from app.models.search import SearchHistory
from app.models.task import Task
from app.models.user import AccountToken, User, email_key
from app.models.vector import CvVectors, SkillVector

__all__ = [
    "CV", "AccountToken", "Base", "Counter", "CvVectors", "Job", "JobMatch", "JobSkill", "SearchHistory",
    "SkillVector", "Task", "User", "email_key", "utc_now",
]  # fmt: skip
