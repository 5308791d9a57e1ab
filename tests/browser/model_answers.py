"""What the model server answers in these tests: help with the quotes it needs, and things that no text supports."""

from __future__ import annotations

import re
from typing import Any

from tests.browser.workflows import ACCOUNTS, BUILT
from tests.fake_model import Asked

KEY = "gsk_canary_4f1d09c7a2_never_shown"
MADE_UP = "Ten years of COBOL at the harbour"
FITS, ADVICE, LETTER = (
    "You built web services.",
    "Nearer to what they ask for.",
    "I built web services with Python.",
)
SYLLABUS = {
    "outcomes": ["Write functions that take and return values"],
    "modules": [{"name": "Generators and iterators", "topics": ["The yield statement"], "hours": 2}],
}
ASKED = "Which word makes a function a generator, as the course has it?"


def answer(asked: Asked) -> dict[str, Any]:
    """As the schema of the question wants it."""
    wanted = set(asked.json()["response_format"]["json_schema"]["schema"]["properties"])
    return next((given(asked) for names, given in _ANSWERS if names <= wanted), {"reply": "yes"})


def part(asked: Asked, name: str) -> str:
    """The text of one part of what was sent."""
    found = re.search(rf"^DATA (\w+) {name}\n(.*?)\nEND \1 {name}", asked.text, re.DOTALL | re.MULTILINE)
    assert found, asked.text
    return found[2]


def _line_of_offer(asked: Asked) -> str:
    return max(part(asked, "offer").splitlines()[1:], key=len)[:80].rpartition(" ")[0]


def _cv(_asked: Asked) -> dict[str, Any]:
    skills = [{"name": "accounting", "quote": ACCOUNTS}, {"name": "Kubernetes", "quote": MADE_UP}]
    return {"skills": skills, "jobs": []}


def _explanation(asked: Asked) -> dict[str, Any]:
    fits = [{"text": FITS, "quote": BUILT}, {"text": "You know COBOL.", "quote": MADE_UP}]
    gaps = [{"text": "Look at this again.", "quote": _line_of_offer(asked)}]
    return {"summary": "A team that knows your tools.", "fits": fits, "gaps": gaps, "score": 100}


def _advice(_asked: Asked) -> dict[str, Any]:
    good = {"kind": "reword", "quote": BUILT, "text": ADVICE, "proposed": "Built services with Python."}
    return {"suggestions": [good, {**good, "text": "More of it.", "proposed": "Built 40 services in COBOL."}]}


def _letter(_asked: Asked) -> dict[str, Any]:
    said = (
        ("Dear Sir or Madam,", ""),
        (LETTER, BUILT),
        ("I know COBOL.", MADE_UP),
        ("Yours faithfully,", ""),
    )
    return {"sentences": [{"paragraph": 1, "text": text, "quote": quote} for text, quote in said]}


def _questions(_asked: Asked) -> dict[str, Any]:
    good = {
        "question": ASKED,
        "options": ["yield", "return", "await", "lambda"],
        "right": "yield",
        "explanation": "A function with it gives its values one by one.",
        "difficulty": "easy",
        "quote": "The yield statement",
    }
    return {"questions": [good, {**good, "question": "And which one?", "quote": MADE_UP}]}


def _proof(_asked: Asked) -> dict[str, Any]:
    """What the claim would need, and not what stands in the picture."""
    read = dict.fromkeys(("date", "identifier", "url", "level"), "")
    return {**read, "name": "Amel Trabelsi", "title": "Certified Scrum Master", "issuer": "Scrum Alliance"}


_ANSWERS = (
    ({"identifier", "issuer"}, _proof),
    ({"skills", "jobs"}, _cv),
    ({"fits", "gaps"}, _explanation),
    ({"suggestions"}, _advice),
    ({"sentences"}, _letter),
    ({"questions"}, _questions),
)
