"""Courses, what one keeps of them, and plans."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.api.schemas.base import Answer, Given, Id, PageQuery, Paging, Query
from app.services.courses.search import MAX_WORDS

Language = Annotated[str, Field(pattern=r"^([A-Za-z]{2,3})?$")]
State = Literal["saved", "started", "done"]


class CourseSearch(PageQuery):
    q: str = Field(
        "",
        max_length=MAX_WORDS,
        pattern=r"^[^\x00]*$",
        description="Words, compared by meaning too.",
        examples=["docker"],
    )
    level: Literal["beginner", "intermediate", "advanced", "mixed"] | None = Field(
        None, examples=["beginner"]
    )
    language: Language = Field("", description="ISO 639-1.", examples=["en"])
    kind: Literal["course", "specialization", "certificate", "project"] | None = Field(
        None, examples=["course"]
    )
    partner: str = Field(
        "", max_length=301, pattern=r"^[^\x00]*$", description="Who teaches it, exactly.", examples=["IBM"]
    )
    hours: float | None = Field(None, gt=0, le=10_000, description="At most so many hours.", examples=[20])


class CourseResponse(Answer):
    id: int = Field(examples=[91])
    course_id: str = Field(description="The provider's.", examples=["course~abc"])
    title: str = Field(examples=["Docker basics"])
    partner: str = Field(description="Who teaches it.", examples=["IBM"])
    url: str | None = Field(examples=["https://www.example.org/learn/docker"])
    summary: str = Field(description="The first 600 characters.", examples=["Learn containers."])
    skills: list[str] = Field(description="As the provider names them.", examples=[["Docker"]])
    kind: str = Field(description="course, specialization, certificate or project.", examples=["course"])
    level: str | None = Field(examples=["beginner"])
    hours: float | None = Field(description="Work in all; null: unknown.", examples=[12.0])
    language: str | None = Field(description="ISO 639-1.", examples=["en"])
    rating: float | None = Field(description="0 to 5.", examples=[4.7])
    rating_count: int | None = Field(examples=[5200])
    enrolments: int | None = Field(examples=[90000])
    link_checked_at: datetime | None = Field(description="UTC; null: nobody asked whether it answers.")
    link_ok: bool | None = Field(description="Whether the address answered.", examples=[True])
    state: State | None = Field(description="What I keep it as; null: not at all.", examples=["saved"])


class FoundCourse(CourseResponse):
    score: float = Field(description="0 to 1: 60 % meaning, 40 % words; 0 without words.", examples=[0.83])
    similarity: float | None = Field(description="Cosine; null: words alone were compared.", examples=[0.71])
    why: list[str] = Field(description="Codes of what fits.", examples=[["title"]])


class CourseList(Answer):
    courses: list[FoundCourse]
    paging: Paging
    compares_meaning: bool = Field(description="Whether a model was at work beside words.", examples=[True])


class OfferEffect(Answer):
    job_id: int = Field(examples=[482])
    title: str = Field(examples=["Python developer"])
    company: str | None = Field(examples=["Nour Systems"])
    before: float | None = Field(
        description="Total, 0 to 100; null: nothing could be compared.", examples=[61.0]
    )
    after: float | None = Field(description="Total, 0 to 100.", examples=[67.5])
    gain: float = Field(description="Points.", examples=[6.5])


class CourseQuery(Query):
    job: Id | None = Field(None, description="An offer whose score is to be compared first.", examples=[482])


class CourseDetail(CourseResponse):
    taught: list[str] = Field(
        description="Skills that it counts for once done, by name.", examples=[["Docker"]]
    )
    effects: list[OfferEffect] = Field(description="What having done it changes; empty without a CV.")


class KeptCourse(Answer):
    course_id: str = Field(description="The provider's.", examples=["course~abc"])
    title: str = Field(examples=["Docker basics"])
    state: State = Field(examples=["done"])
    saved_at: datetime = Field(description="UTC.")
    done_at: datetime | None = Field(description="UTC.")
    course: CourseResponse | None = Field(description="Null: not offered any more.")


class KeptCourses(Answer):
    courses: list[KeptCourse] = Field(description="The newest first.")


class Mark(Given):
    state: Literal["saved", "started", "done", "none"] = Field(
        description="done counts in the scores at once; none takes it off the list.", examples=["done"]
    )


class Gap(Answer):
    id: str = Field(examples=["docker"])
    name: str = Field(description="In the reader's language.", examples=["Docker"])
    required: bool = Field(description="Or a plus.", examples=[True])
    gain: float = Field(description="Points that a course in it adds.", examples=[6.5])
    courses: list[FoundCourse]


class JobCourses(Answer):
    job_id: int = Field(examples=[482])
    gaps: list[Gap] = Field(description="The largest gain first.")
    compares_meaning: bool = Field(description="Whether a model was at work beside words.", examples=[True])


class PlanQuery(Query):
    offers: Literal["5", "10", "20"] = Field(
        "20", description="Over how many of the best offers.", examples=["10"]
    )


class PlanStep(Answer):
    course: CourseResponse
    hours: float = Field(description="Work.", examples=[12.0])
    is_assumed: bool = Field(description="Whether the hours are an assumption.", examples=[False])
    closes: list[str] = Field(
        description="Skills that no step before closed, by name.", examples=[["Docker"]]
    )
    asked_by: int = Field(description="Offers that ask for one of them.", examples=[4])
    hours_so_far: float = Field(examples=[12.0])
    unlocked: list[OfferEffect] = Field(description="Offers that lack nothing required from here on.")
    effects: list[OfferEffect] = Field(description="Those that move, most first.")


class LearningPlan(Answer):
    job_id: int | None = Field(description="Null: over several offers.", examples=[482])
    offers: int = Field(description="How many it is over.", examples=[1])
    gaps: int = Field(description="How many there are to close.", examples=[3])
    hours: float = Field(description="Of all steps.", examples=[32.0])
    steps: list[PlanStep]
    open_skills: list[str] = Field(description="What no course names, by name.", examples=[["COBOL"]])
    left_out: int = Field(description="Steps beyond those shown.", examples=[0])
    bound: float = Field(
        description="The hours are at most so many times the fewest possible.", examples=[1.0]
    )
    outcome: list[OfferEffect] = Field(description="Every offer, now and after all steps.")
