"""The tables, one module per noun."""

from __future__ import annotations

from app.models.base import Base, utc_now
from app.models.course import Course, CourseVector, IndexGeneration, IndexPointer, UserCourse
from app.models.course_update import CourseUpdate
from app.models.cv import CV
from app.models.job import Counter, Job, JobSkill
from app.models.job_import import JobImport
from app.models.match import JobMatch
from app.models.near_copy import CopyDecision, CopyPair, JobSignature
from app.models.run import ScrapingLine, ScrapingRun
from app.models.search import SearchHistory
from app.models.source import SourceConfig
from app.models.task import Task
from app.models.user import AccountToken, User, email_key
from app.models.vector import CvVectors, SkillVector

__all__ = [
    "CV", "AccountToken", "Base", "CopyDecision", "CopyPair", "Counter", "Course", "CourseUpdate", "CourseVector",
    "CvVectors", "IndexGeneration", "IndexPointer", "Job", "JobImport", "JobMatch", "JobSignature", "JobSkill",
    "ScrapingLine", "ScrapingRun", "SearchHistory", "SkillVector", "SourceConfig", "Task", "User", "UserCourse",
    "email_key", "utc_now",
]  # fmt: skip
