"""Certificates made up for measuring: each with a claim and the verdict that is right for it.

Deterministic: the same cases and, with the same fonts and libraries, the same files every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from random import Random
from typing import Any

from app.core.proofs.claim import Claim, StatedDate
from bench.certificates.files import KIND_OF, WAYS, edited, file_of
from bench.certificates.layout import Content, Layout, Subject
from bench.certificates.layouts.order import LAYOUTS
from bench.certificates.other_papers import KINDS, other_paper
from bench.certificates.page import Page
from bench.certificates.people import PEOPLE, Person

TODAY = date(2026, 11, 1)
EXPECTED = {
    "right": "confirmed",
    "wrong_name": "not_confirmed",
    "wrong_title": "not_confirmed",
    "wrong_level": "not_confirmed",
    "wrong_issuer": "partly_confirmed",
    "expired": "partly_confirmed",
    "edited": "cannot_tell",
    "unreadable": "cannot_tell",
    "other_paper": "not_confirmed",
}
# Contradictions on the page make it worthless; those of the file alone may be innocent.
_EXPECTED_EDITED = {
    "covered text": "cannot_tell",
    "patched scan": "cannot_tell",
    "other layer": "cannot_tell",
    "white text": "partly_confirmed",
    "editor": "partly_confirmed",
}
# What each layout is made into; the number picks the medium, the subject and the spelling.
_TRUTHS = (
    *("right", "right", "right", "right", "right", "right", "right"),
    *("wrong_name", "wrong_name", "wrong_title", "wrong_title", "wrong_level", "wrong_issuer"),
    *("expired", "edited", "edited", "unreadable", "other_paper"),
)
# What each layout that is held back now is made into: more wrong names, less that was never mistaken.
_TRUTHS_HELD_BACK = (
    *("right", "right", "right", "right", "right", "right"),
    *("wrong_name", "wrong_name", "wrong_name", "wrong_title", "wrong_title", "wrong_level", "wrong_issuer"),
    *("expired", "edited", "unreadable", "other_paper"),
)
_SPARED = (2, 3, 6, 8, 10, 14)  # left out where there are many layouts, for the sake of time
_ALSO_EXPIRED = (4, 5)  # where there is an end of validity
_MEDIA = ("pdf", "scan300", "photo", "scan150", "pdf scan", "pdf", "turned", "scan150", "pdf", "scan300")


@dataclass(frozen=True)
class Made:
    """``kind`` as intake names it; ``build`` gives the bytes."""

    name: str
    half: str
    layout: str
    truth: str
    expected: str
    medium: str
    kind: str
    claim: Claim
    build: Callable[[], bytes]


def all_cases() -> Iterator[Made]:
    for number, layout in enumerate(LAYOUTS):
        held_back = layout.half == "held back"
        for at, truth in enumerate(_TRUTHS_HELD_BACK if held_back else _TRUTHS):
            if layout.half != "tuned" or at not in _SPARED:
                yield _case(layout, truth, at, number)


def _case(layout: Layout, truth: str, at: int, offset: int) -> Made:
    random = Random(f"{layout.name} {at}")
    person = PEOPLE[layout.people[(at + 3 * offset) % len(layout.people)]]
    subject = layout.subjects[at % len(layout.subjects)]
    if layout.expires and at in _ALSO_EXPIRED:
        truth = "expired"
    if truth == "expired" and not layout.expires:
        truth = "right"
    if truth == "wrong_level" and not subject.level:
        truth = "wrong_title"
    content = _content(layout, person, subject, truth, random)
    claim = _claim(layout, person, subject, content, truth, at, random)
    medium = _MEDIA[(at + offset) % len(_MEDIA)]
    made = Made(
        f"{layout.name}-{at:02}", layout.half, layout.name, truth, EXPECTED[truth], medium, "", claim, bytes
    )
    page = Page(tuple(layout.draw(content)), layout.landscape)
    seed = f"{made.name} file"
    if truth == "edited":
        way = WAYS[(at + offset) % len(WAYS)]
        made = replace(made, expected=_EXPECTED_EDITED[way], medium=way, kind="pdf")
        return replace(made, build=partial(edited, page, way, layout.language, content.issued, seed))
    if truth == "unreadable":
        medium = ("blurred", "tiny", "pale")[offset % 3]
    if truth == "other_paper":
        kind = KINDS[offset % len(KINDS)]
        page = Page(tuple(other_paper(kind, content, layout, claim.title)))
        made = replace(made, truth=truth, layout=f"{layout.name} {kind}")
    build = partial(file_of, page, medium, content.issued, seed)
    return replace(made, medium=medium, kind=KIND_OF[medium], build=build)


def _content(layout: Layout, person: Person, subject: Subject, truth: str, random: Random) -> Content:
    years = 6 if truth == "expired" else random.choice((0, 1)) * (layout.expires != 2)
    issued = date(2025 - years, random.randint(1, 12), random.randint(1, 27))
    expires = issued.replace(year=issued.year + layout.expires) if layout.expires else None
    number = f"{random.choice('ABCDEFGHKLMNPRTUVW')}{random.choice('ACEHKMNPRTX')}-{random.randint(10_000, 99_999)}"
    return Content(
        person=person.arabic if layout.language == "ar" else person.written,
        subject=subject,
        issuer=layout.issuer,
        issued=issued,
        expires=expires,
        born=date(random.randint(1975, 2001), random.randint(1, 12), random.randint(1, 28)),
        number=number,
        address=f"https://{layout.host}/{number.replace('-', '')}",
    )


def _claim(
    layout: Layout, person: Person, subject: Subject, content: Content, truth: str, at: int, random: Random
) -> Claim:
    fields: dict[str, Any] = dict(subject.right[at % len(subject.right)])
    if truth in ("wrong_title", "wrong_level"):
        others = subject.level if truth == "wrong_level" else subject.wrong
        fields = dict(others[at % len(others)])
    names = (person.written, *person.on_cv)
    name = person.others[at % len(person.others)] if truth == "wrong_name" else names[at % len(names)]
    issuer = layout.issuers[at % len(layout.issuers)]
    if truth == "wrong_issuer":
        issuer = layout.strangers[at % len(layout.strangers)]
    issued = content.issued
    dates = (
        StatedDate(issued.year),
        StatedDate(issued.year, issued.month),
        None,
        StatedDate(issued.year, issued.month, issued.day),
    )
    fields.setdefault("category", layout.category)
    identifier = content.number if not issuer or random.random() < 0.2 else ""
    if truth == "wrong_issuer":
        identifier = ""
    return Claim(issuer=issuer, person=name, date=dates[at % len(dates)], identifier=identifier, **fields)
