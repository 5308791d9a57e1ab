"""The numbers in addresses."""

from __future__ import annotations

from pydantic import BaseModel, Field

from app.api.schemas.base import Id


class SessionPath(BaseModel):
    session_id: Id


class TokenPath(BaseModel):
    token_id: Id


class JobPath(BaseModel):
    job_id: Id


class TaskPath(BaseModel):
    task_id: Id


class ApplicationPath(BaseModel):
    application_id: Id


class OneApplicationPath(BaseModel):
    id: Id = Field(description="Number of the application.")


class TrackedJobPath(BaseModel):
    id: Id = Field(description="Number of the offer.")


class InterviewPath(ApplicationPath):
    interview_id: Id


class ContactPath(ApplicationPath):
    contact_id: Id


class DocumentPath(ApplicationPath):
    document_id: Id


class PreferencePath(BaseModel):
    pref_id: Id


class AlertPath(BaseModel):
    alert_id: Id


class NotificationPath(BaseModel):
    notification_id: Id


class SearchPath(BaseModel):
    search_id: Id


class CvPath(BaseModel):
    cv_id: Id


class CoursePath(BaseModel):
    course_id: Id


class ExportPath(BaseModel):
    export_id: Id


class QuizPath(BaseModel):
    attempt_id: Id
