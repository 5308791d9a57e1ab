"""What a person corrects in what was read from their CV: the same changes as on its page."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from app.api.schemas.base import Given, Whole, YesNo

MOST_CORRECTIONS = 50
Text = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Index = Annotated[
    Whole, Field(ge=0, le=9999, description="Place in the list of the parsed CV.", examples=[0])
]
Month = Annotated[str, Field(pattern=r"^[12]\d{3}-(0[1-9]|1[0-2])$", examples=["2022-09"])]
SkillName = Annotated[
    Text, Field(min_length=1, description="Id or name of a known skill.", examples=["python"])
]


MOST_MONEY = 10_000_000
Money = Annotated[
    Decimal,
    Field(gt=0, le=MOST_MONEY),
    WithJsonSchema(  # pydantic would take any text for a number
        {
            "anyOf": [
                {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_MONEY},
                {"type": "string", "pattern": r"^[1-9][0-9]{0,6}(\.[0-9]{1,2})?$"},
            ]
        }
    ),
]


class Salary(Given):
    minimum: Money = Field(description="In `currency` per `period`.", examples=["36000"])
    currency: str = Field("EUR", pattern=r"^[A-Z]{3}$", description="ISO 4217.", examples=["EUR"])
    period: Literal["hour", "day", "month", "year"] = Field("year", examples=["year"])


class AddSkill(Given):
    action: Literal["add_skill"]
    skill: SkillName


class RemoveSkill(Given):
    action: Literal["remove_skill"]
    skill: SkillName


class EditContact(Given):
    """What is left out is emptied; links stay."""

    action: Literal["edit_contact"]
    name: Text | None = Field(None, examples=["Amel Trabelsi"])
    email: Text | None = Field(None, examples=["amel@example.org"])
    phone: Text | None = Field(None, examples=["+216 20 000 000"])
    place: Text | None = Field(None, description="As written.", examples=["Tunis, Tunisia"])


class Job(Given):
    title: Text = Field(min_length=1, examples=["Python developer"])
    company: Text | None = Field(None, examples=["Nour Systems"])
    start: Month | None = Field(None, description="Year and month.")
    end: Month | None = Field(None, description="Year and month; none while it goes on.")
    current: YesNo = Field(False, description="Whether it goes on.", examples=[False])


class AddExperience(Job):
    action: Literal["add_experience"]


class EditExperience(Job):
    action: Literal["edit_experience"]
    index: Index


class RemoveExperience(Given):
    action: Literal["remove_experience"]
    index: Index


class Diploma(Given):
    level: Literal["none", "secondary", "vocational", "bachelor", "master", "doctorate"] = Field(
        examples=["master"]
    )
    title: Text = Field(min_length=1, examples=["Master in computer science"])
    institution: Text | None = Field(None, examples=["University of Tunis"])
    year: Whole | None = Field(None, ge=1000, le=9999, examples=[2019])


class AddEducation(Diploma):
    action: Literal["add_education"]


class EditEducation(Diploma):
    action: Literal["edit_education"]
    index: Index


class RemoveEducation(Given):
    action: Literal["remove_education"]
    index: Index


class SetLanguage(Given):
    action: Literal["set_language"]
    code: str = Field(pattern=r"^[a-z]{2,3}$", description="ISO 639.", examples=["fr"])
    level: Literal["A1", "A2", "B1", "B2", "C1", "C2", "native"] | None = Field(None, examples=["B2"])


class RemoveLanguage(Given):
    action: Literal["remove_language"]
    code: str = Field(pattern=r"^[a-z]{2,3}$", description="ISO 639.", examples=["fr"])


class EditWishes(Given):
    """All wishes at once: what is left out is no longer wished for."""

    action: Literal["edit_wishes"]
    titles: list[Text] = Field([], max_length=20, examples=[["Python developer"]])
    places: list[Text] = Field([], max_length=20, examples=[["Tunis"]])
    contracts: list[
        Literal["permanent", "fixed_term", "temporary", "internship", "apprenticeship", "freelance", "sivp"]
    ] = Field([], max_length=7, examples=[["permanent"]])
    remote: YesNo = Field(False, description="Whether to work from home.", examples=[True])
    salary: Salary | None = None


class AddTitle(Given):
    action: Literal["add_title"]
    text: Text = Field(min_length=1, examples=["Data engineer"])


class RemoveTitle(Given):
    action: Literal["remove_title"]
    index: Index


Correction = Annotated[
    AddSkill
    | RemoveSkill
    | EditContact
    | AddExperience
    | EditExperience
    | RemoveExperience
    | AddEducation
    | EditEducation
    | RemoveEducation
    | SetLanguage
    | RemoveLanguage
    | EditWishes
    | AddTitle
    | RemoveTitle,
    Field(discriminator="action"),
]


class Corrections(Given):
    """Applied in order; all of them or, where one is wrong, none."""

    corrections: list[Correction] = Field(
        min_length=1,
        max_length=MOST_CORRECTIONS,
        examples=[[{"action": "add_skill", "skill": "python"}]],
    )
