"""How an offer and a CV fit, with everything that explains it."""

from __future__ import annotations

from pydantic import Field

from app.api.schemas.base import Answer, Given, GivenId, Paging
from app.api.schemas.cv import LineResponse, Note
from app.api.schemas.jobs import JobResponse

MOST_OFFERS = 50
Total = float | None
TOTAL = "0 to 100 with one decimal; null when nothing could be compared."


class Reason(Answer):
    code: str = Field(description="Stable name.", examples=["required_covered"])
    text: str = Field(description="In the reader's language.", examples=["Required skills: you have 3 of 4."])
    params: dict[str, str | int | float] = Field(
        description="What the text says, as values; money is euros a year.",
        examples=[{"matched": 3, "total": 4}],
    )


class PartScore(Answer):
    name: str = Field(examples=["skills"])
    label: str = Field(description="In the reader's language.", examples=["Skills"])
    weight: float = Field(
        description="Against the weights of the other parts; parts of which nothing is known do not count.",
        examples=[45.0],
    )
    score: float | None = Field(description="0 to 1; null where nothing is known.", examples=[0.8])
    points: float = Field(description="Of the total: the points of all parts add up to it.", examples=[36.0])
    max_points: float = Field(description="The most that this part can give here.", examples=[45.0])


class EvidenceSource(Answer):
    rung: str = Field(
        description="mentioned, used, course, quiz or proof: how well it is shown.", examples=["course"]
    )
    title: str = Field(description="Of the job, course or document.", examples=["Docker basics"])


class HeldSkill(Answer):
    id: str = Field(examples=["python"])
    name: str = Field(examples=["Python"])
    required: bool = Field(description="Or a plus.", examples=[True])
    via: str | None = Field(description="The close skill that is held in its place.", examples=["Flask"])
    rung: str = Field(description="How well it is shown; near where only lines come near.", examples=["used"])
    evidence: list[LineResponse] = Field(description="Lines of the CV.")
    sources: list[EvidenceSource] = Field(description="What else shows it.")
    nearness: float | None = Field(description="0 to 1, in meaning; null: not compared.", examples=[0.7])
    gain: float = Field(description="Points that holding the skill itself would add.", examples=[0.0])


class SkillGap(Answer):
    id: str = Field(examples=["kubernetes"])
    name: str = Field(examples=["Kubernetes"])
    required: bool = Field(description="Or a plus.", examples=[True])
    state: str = Field(description="missing, or unknown where nothing can tell.", examples=["missing"])
    gain: float = Field(description="Points that a course in it would add.", examples=[6.5])
    nearest: list[LineResponse] = Field(description="The line of the CV that comes nearest.")


class MatchResult(Answer):
    job_id: int = Field(examples=[482])
    total: Total = Field(description=TOTAL, examples=[72.5])
    band: str = Field(description="strong, good, fair, weak or unknown.", examples=["good"])
    band_text: str = Field(description="In the reader's language.", examples=["Good match"])
    confidence: float = Field(ge=0, le=1, description="How much could be compared.", examples=[0.85])
    parts: list[PartScore]
    matched: list[HeldSkill] = Field(description="Skills that are held.")
    related: list[HeldSkill] = Field(description="Skills that something close is held of.")
    missing: list[SkillGap] = Field(description="The largest gain first.")
    reasons: list[Reason]
    deal_breakers: list[Reason] = Field(
        description="To know before applying; they do not change the total.", examples=[[]]
    )


class ScoreResponse(MatchResult):
    cv_id: int = Field(description="The CV that was compared.", examples=[12])
    scorer_version: str = Field(description="Rules, data and weights.", examples=["5-1a2b3c"])


class Recommendation(JobResponse):
    reasons: list[Reason] = Field(description="The first three.")


class RecommendationResponse(Answer):
    jobs: list[Recommendation] = Field(description="The best first, unless sort says otherwise.")
    paging: Paging


class AskedSkill(Answer):
    id: str = Field(examples=["kubernetes"])
    name: str = Field(examples=["Kubernetes"])
    offers: int = Field(ge=1, description="How many of the offers ask for it.", examples=[7])
    gain: float = Field(
        description="Points that it would add on average where it is asked for.", examples=[5.2]
    )


class PartAverage(Answer):
    name: str = Field(examples=["experience"])
    label: str = Field(description="In the reader's language.", examples=["Experience"])
    score: float | None = Field(description="0 to 1; null where never known.", examples=[0.74])
    known: int = Field(ge=0, description="In how many offers it could be compared.", examples=[18])


class CVAnalysis(Answer):
    """How a CV stands against the open offers that fit it best."""

    cv_id: int = Field(examples=[12])
    offers: int = Field(ge=0, le=20, description="How many were compared.", examples=[20])
    overall_score: Total = Field(description="Mean total: " + TOTAL, examples=[68.3])
    parts: list[PartAverage]
    skills_match: list[AskedSkill] = Field(description="Held and asked for, the most asked first.")
    missing_skills: list[AskedSkill] = Field(description="Not held, the most to gain in all first.")
    notes: list[Note] = Field(description="What reading the CV left open, and what to do.")


class BatchAnalyze(Given):
    job_ids: list[GivenId] = Field(min_length=1, max_length=MOST_OFFERS, examples=[[482, 483]])
    cv_id: GivenId | None = Field(
        None, description="One of my CVs; without it the primary one.", examples=[12]
    )


class BatchResponse(Answer):
    cv_id: int = Field(examples=[12])
    results: list[MatchResult] = Field(description="In the order that was asked for, each offer once.")
    missing: list[int] = Field(description="Offers that are not there.", examples=[[999]])
