"""Invented offers side by side, and two invented CVs for one of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

from app.core.comparison.distance import Distance
from app.core.comparison.skills import AskedSkill
from app.core.comparison.verdict import requirements, verdict
from app.core.matching.match import Match, MissingSkill, Part, Reason, SkillMatch
from app.services.comparison.cvs import ComparedCv, CvChoice, CvComparison
from app.services.comparison.offers import ComparedOffer, Comparison, Followed, Title
from app.web.chosen import Chosen
from tests.templates.sample_cvs import CV
from tests.templates.sample_matches import BARE_JOB, JOB
from tests.templates.sample_offers import REASONS

EUROS = {"salary_year_eur_min": 45_000, "salary_year_eur_max": 55_000, "languages": {"fr": "B2", "en": None}}
FULL = SimpleNamespace(**vars(JOB), **EUROS, closed_reason=None)
LONG = SimpleNamespace(
    **{
        **vars(FULL),
        "id": 2,
        "title": "Softwareentwicklungsingenieurin für Rechnungsprüfung <b>m/w/d</b>",
        "company": "Maison Verdelet & Fils",
        "city": None,
        "location": "Aix-la-Chapelle",
        "salary_currency": "TND",
        "salary_period": "month",
        "salary_min": Decimal(3000),
        "salary_max": None,
        "salary_year_eur_min": 10_651,
        "salary_year_eur_max": None,
        "is_demo": False,
        "source": "arbeitsagentur",
    }
)
GONE = SimpleNamespace(
    **{**vars(BARE_JOB), "id": 3, "title": "مهندس برمجيات", "closed_reason": "expired"},
    salary_year_eur_min=None,
    salary_year_eur_max=None,
    languages=None,
)
MATCH = Match(
    total=87.4,
    band="strong",
    confidence=0.78,
    parts=(
        Part("skills", 30.0, 0.86, 30.3, 35.3),
        Part("experience", 25.0, 1.0, 29.4, 29.4),
        Part("location", 20.0, 0.72, 16.9, 23.5),
        Part("salary", 15.0, None, 0.0, 0.0),
        Part("title", 10.0, 0.91, 10.8, 11.8),
    ),
    matched=(
        SkillMatch("Python", None, "used", (0, 1), True),
        SkillMatch("PostgreSQL", "SQL", "mentioned", (1,), True, state="related"),
        SkillMatch("Booking systems", None, "near", (0,), False, state="related", nearness=0.7),
    ),
    missing=(MissingSkill("Docker", True, 4.2), MissingSkill("Zymurgy", False, 0.0, "unknown")),
    reasons=REASONS,
    deal_breakers=(Reason("language_below", {"language": "fr", "level": "C1", "has": "B1"}),),
)
WEAK = replace(
    MATCH,
    total=44.9,
    band="fair",
    confidence=0.3,
    parts=(
        Part("skills", 30.0, 0.2, 7.1, 35.3),
        *MATCH.parts[1:3],
        Part("salary", 15.0, 1.0, 15.0, 15.0),
        MATCH.parts[4],
    ),
    matched=MATCH.matched[1:],
    missing=(MissingSkill("Python", True, 8.0), *MATCH.missing),
    deal_breakers=(),
)
UNKNOWN = replace(MATCH, total=None, band="unknown", confidence=0.0, parts=tuple(replace(one, score=None) for one in MATCH.parts), matched=(), missing=(), deal_breakers=())  # fmt: skip
SKILLS = (
    AskedSkill("Python", ("required", "required", "required"), MATCH.matched[0]),
    AskedSkill("PostgreSQL", ("required", "wished", ""), MATCH.matched[1]),
    AskedSkill("Booking systems", ("", "wished", ""), MATCH.matched[2]),
    AskedSkill("Docker", ("required", "", ""), MATCH.missing[0]),
    AskedSkill("Zymurgy", ("", "", "wished"), MATCH.missing[1]),
)
OFFERS = (
    ComparedOffer(FULL, MATCH, Distance(18, "Tunis"), True, False, Followed(4, "interview")),  # type: ignore[arg-type]
    ComparedOffer(LONG, WEAK, None, False, True, None),  # type: ignore[arg-type]
    ComparedOffer(GONE, UNKNOWN, None, False, False, None),  # type: ignore[arg-type]
)
THREE = Comparison(OFFERS, SKILLS, CV)  # type: ignore[arg-type]
TWO = Comparison(
    tuple(replace(one, match=None, application=None, is_saved=False, is_hidden=False) for one in OFFERS[:2]),
    tuple(replace(row, asked=row.asked[:2], held=None) for row in SKILLS[:4]),
    None,
)
CHOSEN = Chosen((Title(1, "Backend developer (Python) <b>"), Title(3, "مهندس برمجيات")))
ONE_CHOSEN = Chosen((Title(1, "Backend developer (Python)"),))

LINES = ["Built the <b>booking</b> API in Python and Flask, 2021 to today", "Python, SQL, Git"]
FIRST = SimpleNamespace(id=7, file_name=CV.file_name, is_primary=True, lines=LINES)
SECOND = SimpleNamespace(
    id=8, file_name="cv-tres-long-pour-le-secteur-hospitalier-2026.pdf", is_primary=False, lines=LINES
)
SUMMARIES = (
    CV,
    replace(CV, id=8, is_primary=False, file_name=SECOND.file_name),
    replace(CV, id=9, is_primary=False),
)


def of_cvs(first: Match, second: Match) -> CvComparison:
    pair = (first, second)
    compared = (ComparedCv(FIRST, first), ComparedCv(SECOND, second))  # type: ignore[arg-type]
    return CvComparison(FULL, compared, requirements(pair), verdict(pair), SUMMARIES)  # type: ignore[arg-type]


CLEAR = of_cvs(WEAK, MATCH)
SAME = of_cvs(MATCH, MATCH)
NEITHER = of_cvs(UNKNOWN, UNKNOWN)
CHOICE = CvChoice(FULL, SUMMARIES)  # type: ignore[arg-type]
ONE_CV = CvChoice(FULL, SUMMARIES[:1])  # type: ignore[arg-type]
