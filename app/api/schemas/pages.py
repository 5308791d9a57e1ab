"""What the pages serve as JSON beside this API, under the names that programs have known for long. Described here,
answered by the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from app.api.schemas.base import Answer, Given, Id

Count = Field(ge=0, examples=[12])


class PageOffer(Answer):
    id: int = Field(examples=[482])
    title: str = Field(examples=["Python developer"])
    company: str | None = Field(examples=["Nour Systems"])
    location: str | None = Field(examples=["Tunis, Tunisia"])
    country: str | None = Field(description="ISO 3166-1 alpha-2.", examples=["TN"])
    description: str = Field(description="The first 320 characters.", examples=["We build…"])
    job_url: str | None = Field(examples=["https://jobs.example.org/482"])
    date: str | None = Field(description="Of publication, YYYY-MM-DD.", examples=["2026-11-20"])
    job_type: str | None = Field(description="full_time or part_time.", examples=["full_time"])
    contrat: str | None = Field(description="Contract.", examples=["permanent"])
    experience_level: str | None = Field(examples=["junior"])
    remote: str | None = Field(description="onsite, hybrid or remote.", examples=["hybrid"])
    salary: str | None = Field(description="As the offer writes it.", examples=["2500-3200 TND"])
    salary_min: float | None = Field(description="In salary_currency per salary_period.", examples=[2500.0])
    salary_max: float | None = Field(examples=[3200.0])
    salary_currency: str | None = Field(description="ISO 4217.", examples=["TND"])
    salary_period: str | None = Field(description="hour, day, week, month or year.", examples=["month"])
    source: str = Field(examples=["demo"])
    skills: list[str] = Field(description="In English.", examples=[["Python"]])
    match_score: float | None = Field(description="0 to 100; null without a CV.", examples=[72.5])


class PageStats(Answer):
    total_jobs: int = Count
    total_pages: int = Count
    current_page: int = Field(ge=1, examples=[1])
    per_page: int = Field(description="Always 20.", examples=[20])


class PageSearch(Answer):
    success: Literal[True] = Field(examples=[True])
    jobs: list[PageOffer]
    stats: PageStats


class AskedCourses(Given):
    missing_skills: list[str] = Field(
        min_length=1, max_length=100, description="Names or ids, in any language.", examples=[["Docker"]]
    )
    job_id: Id | None = Field(None, description="An offer that is here; it changes nothing.", examples=[482])


class PageCourse(Answer):
    id: str = Field(description="The provider's.", examples=["course~abc"])
    title: str = Field(examples=["Docker basics"])
    description: str = Field(examples=["Learn containers."])
    partner: str = Field(examples=["IBM"])
    url: str | None = Field(examples=["https://www.example.org/learn/docker"])
    difficulty: str | None = Field(description="In capitals.", examples=["BEGINNER"])
    duration: str | None = Field(description="In words.", examples=["12 hours"])
    duration_hours: float | None = Field(examples=[12.0])
    language: str | None = Field(description="ISO 639-1.", examples=["en"])
    rating: float | None = Field(description="0 to 5.", examples=[4.7])
    kind: str = Field(description="course, specialization, certificate or project.", examples=["course"])
    link_checked: bool = Field(description="Whether somebody asked if the address answers.", examples=[True])
    matched_skill: str = Field(description="As it was asked for.", examples=["Docker"])
    score_similarite: float = Field(description="0 to 100.", examples=[87.5])
    cosine: float | None = Field(description="Null: words alone were compared.", examples=[0.71])
    why: list[str] = Field(description="Codes of what fits.", examples=[["title"]])


class PageCourses(Answer):
    success: Literal[True] = Field(examples=[True])
    recommendations: list[PageCourse]
    missing_skills: list[str] = Field(description="As they were asked for.", examples=[["Docker"]])
    total_skills: int = Count
    total_courses: int = Count
    used_chromadb: bool = Field(description="False: the database was searched itself.", examples=[True])
    compares_meaning: bool = Field(description="Whether a model was at work beside words.", examples=[True])


class Asked(Answer):
    success: Literal[True] = Field(examples=[True])
    message: str = Field(description="In the reader's language.", examples=["It will run."])


class AskedIndex(Asked):
    task_id: int = Field(examples=[31])


class PageSource(Answer):
    status: str = Field(description="idle, waiting, running, ok, failed and so on.", examples=["running"])
    jobs_found: int = Count
    message: str = Field(examples=["Page 2"])
    progress: int = Field(ge=0, le=100, description="Percent.", examples=[66])


class ScrapingState(Answer):
    is_running: bool = Field(examples=[True])
    current_source: str | None = Field(examples=["demo"])
    sources_status: dict[str, PageSource] = Field(description="By source; every one is in it.")
    total_jobs: int = Count
    start_time: str | None = Field(description="ISO 8601.", examples=["2026-11-20T14:30:00+00:00"])
    end_time: str | None = Field(description="Null while it runs.", examples=[None])


class DateRange(Answer):
    oldest: str | None = Field(description="YYYY-MM-DD or a time.", examples=["2026-01-01"])
    newest: str | None = Field(examples=["2026-11-20"])


class ScrapingStats(Answer):
    total_jobs: int = Count
    by_source: dict[str, int] = Field(examples=[{"demo": 240}])
    by_company: dict[str, int] = Field(
        description="The hundred with the most.", examples=[{"Nour Systems": 12}]
    )
    date_range: DateRange


class IndexState(Answer):
    initialized: bool = Field(description="Whether an index is in use.", examples=[True])
    embeddings_count: int = Count
    total_courses: int = Count
    migration_needed: bool = Field(
        description="Whether courses changed since it was built.", examples=[False]
    )
    migration_running: bool = Field(examples=[False])
    migration_progress: int = Field(ge=0, le=100, description="Percent.", examples=[0])
    migration_message: str = Field(examples=[""])
    indexed_courses: int = Count
    generation: str | None = Field(description="Of the index in use.", examples=["20261120-143000"])
    model: str | None = Field(examples=["all-MiniLM-L6-v2"])
    last_check: str | None = Field(description="ISO 8601.", examples=["2026-11-20T14:00:00+00:00"])
    error: str | None = Field(examples=[None])


class UploadedCv(Asked):
    filename: str = Field(examples=["cv.pdf"])
    cv_id: int = Field(examples=[12])
    redirect: str = Field(description="Page of the CV.", examples=["/cv/12"])


class CheckedCv(Answer):
    cv_uploaded: bool = Field(examples=[True])
    cv_filename: str | None = Field(examples=["cv.pdf"])


class WantedTest(Given):
    difficulte: Literal["facile", "moyen", "difficile", "easy", "medium", "hard", ""] | None = Field(
        None, description="May be named; every quiz has the same mix.", examples=["moyen"]
    )


class TestQuestion(Answer):
    numero: int = Field(ge=1, examples=[1])
    question: str = Field(examples=["What does a generator return?"])
    options: list[str] = Field(description="Four.", examples=[["An iterator", "A list", "A tuple", "A set"]])
    difficulte: str = Field(description="In the reader's language.", examples=["Easy"])
    difficulty: str = Field(examples=["easy"])


class TestScale(Answer):
    total_points: float = Field(examples=[100])
    seuil_reussite: float = Field(description="Points from which it is passed.", examples=[80])
    excellent: float = Field(examples=[90])


class PageTest(Answer):
    competence_testee: str = Field(examples=["Python"])
    niveau_difficulte: str = Field(examples=["Mixed"])
    questions: list[TestQuestion]
    bareme: TestScale
    attempt_id: int = Field(examples=[9])
    deadline: datetime = Field(description="UTC.", examples=["2026-11-20T14:30:00Z"])
    seconds_left: int = Count


class GeneratedTest(Answer):
    success: Literal[True] = Field(examples=[True])
    test: PageTest


class TestAnswers(Given):
    reponses: dict[str, Any] = Field(
        description="By question from q_0: the place of the option from 0 to 3, as a number or a text. What is left "
        "out was not answered.",
        examples=[{"q_0": "2", "q_1": "0"}],
    )


class GradedAnswer(Answer):
    numero: int = Field(ge=1, examples=[1])
    question: str = Field(examples=["What does a generator return?"])
    options: list[str] = Field(description="Four.", examples=[["An iterator", "A list", "A tuple", "A set"]])
    difficulte: str = Field(description="In the reader's language.", examples=["Easy"])
    reponse_donnee: str | None = Field(description="A place from 0; null: not answered.", examples=["2"])
    reponse_correcte: str = Field(examples=["0"])
    correcte: bool = Field(examples=[False])
    points: float = Field(examples=[0])
    max_points: float = Field(examples=[8])
    explication: str = Field(examples=["It returns an iterator."])
    source: str | None = Field(description="Where it can be read.", examples=["https://docs.python.org/3/"])
    theme: str | None = Field(examples=["Generators"])


class Evaluation(Answer):
    competence_testee: str = Field(examples=["Python"])
    score_total: float = Field(examples=[85])
    max_points: float = Field(examples=[100])
    pourcentage: float = Field(ge=0, le=100, examples=[85.0])
    niveau_reel: str = Field(description="In the reader's language.", examples=["Advanced"])
    level: str = Field(examples=["advanced"])
    statut: str = Field(description="In the reader's language.", examples=["Passed"])
    status: str = Field(examples=["passed"])
    message: str = Field(examples=["You passed: Python now counts as shown by a quiz."])
    resultats_detailles: list[GradedAnswer]
    next_try_at: datetime | None = Field(description="UTC; null: now.")


class EvaluatedTest(Answer):
    success: Literal[True] = Field(examples=[True])
    evaluation: Evaluation


class UploadedDocument(Asked):
    filename: str = Field(examples=["certificate.pdf"])
    has_preview: bool = Field(examples=[True])
    proof_id: int = Field(examples=[4])
    redirect: str = Field(description="Where it stands on the page.", examples=["/verify-cv#claim-1"])


class Verification(Answer):
    statut: Literal["confirmé", "partiellement_confirmé", "non_confirmé", "insuffisant"] = Field(
        examples=["confirmé"]
    )
    score_confiance: int | None = Field(ge=0, le=100, description="Percent.", examples=[95])
    elements_confirmes: list[str] = Field(examples=[["Name: Amel Trabelsi"]])
    elements_manquants: list[str] = Field(examples=[[]])
    divergences: list[str] = Field(examples=[[]])
    commentaire: str = Field(examples=["Confirmed."])
    recommandation: Literal["accepter", "demander_clarification", "rejeter"] = Field(examples=["accepter"])
    verdict: str = Field(description="Our code for statut.", examples=["confirmed"])
    next_step: str = Field(description="Code of what to do next.", examples=["none"])
    findings: dict[str, list[Any]] = Field(description="The same in codes.", examples=[{"confirmed": []}])
    quality: int | None = Field(description="How well it can be read, percent.", examples=[90])
    engine: str | None = Field(description="What read it.", examples=["rules"])


class CheckedDocument(Answer):
    success: Literal[True] = Field(examples=[True])
    state: Literal["checked"] = Field(examples=["checked"])
    verification: Verification


class DocumentState(Answer):
    success: bool = Field(description="False: it could not be checked.", examples=[True])
    state: str = Field(description="waiting, checking or failed.", examples=["checking"])
    message: str = Field(description="In the reader's language.", examples=["Being checked"])


class Alive(Answer):
    status: Literal["ok"] = Field(examples=["ok"])


class Ready(Answer):
    status: Literal["ok", "unavailable"] = Field(examples=["ok"])
    checks: dict[str, str] = Field(description="ok or the kind of fault.", examples=[{"database": "ok"}])
