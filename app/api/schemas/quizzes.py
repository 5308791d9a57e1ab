"""Quizzes. Nothing tells a right option before answers were handed in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from app.api.schemas.base import Answer, Given, Id, Whole
from app.api.schemas.courses import FoundCourse, OfferEffect

MOST_QUESTIONS = 50

Option = Annotated[Whole, Field(ge=0, le=3)]


class AttemptResponse(Answer):
    id: int = Field(examples=[6])
    skill: str = Field(description="Id.", examples=["python"])
    name: str = Field(description="Of the skill, in the reader's language.", examples=["Python"])
    state: Literal["done", "late"] = Field(description="What is late does not count.", examples=["done"])
    percent: float | None = Field(description="0 to 100; null: no answers came.", examples=[80.0])
    level: str | None = Field(description="Null for what is late.", examples=["advanced"])
    passed: bool | None = Field(description="Null for what is late.", examples=[True])
    when: datetime = Field(description="UTC.")


class QuizSkill(Answer):
    skill: str = Field(description="Id; what starting takes.", examples=["python"])
    name: str = Field(description="In the reader's language.", examples=["Python"])
    rung: str = Field(
        description="mentioned, used, course, quiz or proof: how well it is shown.", examples=["used"]
    )
    has_quiz: bool = Field(description="Whether there are enough questions.", examples=[True])
    best_percent: float | None = Field(description="Of the best try that was passed.", examples=[80.0])
    last: AttemptResponse | None
    next_try_at: datetime | None = Field(description="UTC; null: now.")
    open_id: int | None = Field(description="The try under way.", examples=[7])


class QuizList(Answer):
    skills: list[QuizSkill]


class Attempts(Answer):
    attempts: list[AttemptResponse] = Field(description="Those that ended, the newest first.")


class StartQuiz(Given):
    skill: str = Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]*$", examples=["python"])


class QuizQuestion(Answer):
    number: int = Field(ge=1, examples=[1])
    difficulty: str = Field(description="easy, medium or hard.", examples=["easy"])
    text: str = Field(description="Code stands between backticks.", examples=["What does `len` give?"])
    options: list[str] = Field(description="Four; an answer is a place in it, from 0.")


class QuizResponse(Answer):
    id: int = Field(examples=[7])
    skill: str = Field(description="Id.", examples=["python"])
    name: str = Field(description="Of the skill, in the reader's language.", examples=["Python"])
    deadline_at: datetime = Field(description="UTC; what comes later does not count.")
    questions: list[QuizQuestion]


class Answers(Given):
    answers: list[Option | None] = Field(
        min_length=1,
        max_length=MOST_QUESTIONS,
        description="One for each question in order: a place from 0 to 3, or null.",
        examples=[[0, 2, None, 1]],
    )


class QuestionResult(Answer):
    number: int = Field(ge=1, examples=[1])
    difficulty: str = Field(examples=["easy"])
    topic: str = Field(examples=["Built-in functions"])
    text: str = Field(examples=["What does `len` give?"])
    options: list[str]
    chosen: int | None = Field(description="Place in `options`.", examples=[2])
    right: int = Field(description="Place in `options`.", examples=[2])
    is_right: bool = Field(examples=[True])
    points: int = Field(examples=[5])
    most: int = Field(description="The most points it gives.", examples=[5])
    explanation: str = Field(examples=["The number of items."])
    source: str = Field(examples=["Handbook, § 3"])


class QuizResult(AttemptResponse):
    points: int = Field(examples=[80])
    most: int = Field(examples=[100])
    questions: list[QuestionResult] = Field(description="Empty where no answers came.")
    next_try_at: datetime | None = Field(description="UTC; null: now.")
    courses: list[FoundCourse] = Field(description="What to learn next.")
    effects: list[OfferEffect] = Field(
        description="Totals of the best offers without this quiz passed, and with it."
    )


class QuestionPath(BaseModel):
    attempt_id: Id
    number: int = Field(ge=1, le=MOST_QUESTIONS, description="Of the question, from 1.", examples=[1])


class Report(Given):
    reason: str = Field(
        "", max_length=500, description="What is wrong with it.", examples=["Two options are right."]
    )


class Reported(Answer):
    is_new: bool = Field(description="False: I reported it before.", examples=[True])
