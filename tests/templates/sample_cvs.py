"""Invented CVs and the pages about them. No such person exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from app.core.cv.profile import (
    Contact,
    Education,
    Experience,
    JobTitle,
    LanguageSkill,
    Place,
    Profile,
    SalaryExpectation,
)
from app.services.cvs import CvSummary
from app.web.pages.cv import CvListPage, CvPage, CvSkillView
from app.web.pages.evidence import SourceView
from app.web.pages.job import EvidenceLine

NOW = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)

CV = CvSummary(
    id=7,
    file_name="Amira_Ben_Salah_CV.pdf",
    kind="pdf",
    size=184_320,
    pages=2,
    uploaded_at=NOW - timedelta(days=1),
    is_primary=True,
    parse_quality=0.86,
    skills_count=14,
    total_years=6.5,
)
LINES = (
    "Amira Ben Salah",
    "amira@mail.example · Tunis",
    "",
    "Backend developer, Atlas Numérique, 09/2021 – today",
    "Built the booking API in Python and Flask",
    "Licence en informatique, Université de Carthage, 2019",
    "Français courant, anglais B2",
)
PROFILE = Profile(
    contact=Contact("Amira Ben Salah", "amira@mail.example", None, Place("Tunis", "Tunis", "TN")),
    titles=(JobTitle("Backend developer", 3),),
    experiences=(
        Experience("Backend developer", "Atlas Numérique", date(2021, 9, 1), None, True, 3, 4),
        Experience("Web developer", None, date(2019, 9, 1), date(2021, 8, 1)),
    ),
    education=(Education("bachelor", "Licence en informatique", "Université de Carthage", 2019, 5),),
    languages=(LanguageSkill("fr", None, 6), LanguageSkill("en", "B2", 6)),
    total_years=6.5,
    education_level="bachelor",
    desired_titles=("Python developer",),
    desired_places=(Place("Tunis", "Tunis", "TN"),),
    desired_contracts=("permanent",),
    remote_wanted=True,
    salary=SalaryExpectation(Decimal("30000")),
    language="fr",
    quality=0.86,
    notes=("hidden_text",),
)
SOURCES = (
    SourceView("proof", "Zertifikat <Python>", "/verify-cv", "20 Nov 2026"),
    SourceView("quiz", "Advanced", "/technical-tests/4", "84 of 100 points, 20 Nov 2026"),
    SourceView("course", "Python für alle & jeden", "/courses/7", ""),
    SourceView("used", "Backend developer, Atlas Numérique", "", "line 5"),
)
CV_SKILLS = (
    CvSkillView("Python", "Python", 4.5, (EvidenceLine(5, LINES[4]),), False, "proof", SOURCES),
    CvSkillView("Flask", "Flask", None, (EvidenceLine(5, LINES[4]),), False),
    CvSkillView("Docker", "Docker", None, (), True),
)
ELSEWHERE = (CvSkillView("SQL", "SQL", None, (), False, "quiz", SOURCES[1:3]),)
CV_PAGE = CvPage(CV, PROFILE, LINES, CV_SKILLS, True, True, ELSEWHERE)
EMPTY_CV_PAGE = CvPage(
    replace(CV, parse_quality=0.1, total_years=None, is_primary=False),
    Profile(notes=("no_dates", "no_skills")),
    (),
    (),
    False,
    False,
)
CV_LIST = CvListPage(
    (
        CV,
        replace(
            CV,
            id=8,
            file_name="CV english version (final) v2.docx",
            kind="docx",
            is_primary=False,
            parse_quality=0.5,
        ),
    ),
    5,
    ".pdf,.docx,.odt,.rtf,.txt",
    False,
    24,
)
NO_CVS = CvListPage((), 5, ".pdf,.docx,.odt,.rtf,.txt", True, 24)
