"""One invented offer in full, and its match with an invented CV."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

from markupsafe import Markup

from app.core.matching.outcome import Part, Reason
from app.services.copies import SeenOn
from app.web.pages.job import EvidenceLine, JobView, MatchedSkillView, MatchView, MissingSkillView, SkillTag
from tests.templates.sample_cvs import CV, NOW, SOURCES
from tests.templates.sample_offers import CARD, REASONS, cards

DESCRIPTION = Markup(
    "<p>Atlas Numérique builds booking software for small hotels.</p><h3>What you do</h3>"
    "<ul><li>Design and run services in Python</li><li>Look after PostgreSQL</li></ul>"
)
JOB = SimpleNamespace(
    **{
        name: getattr(CARD, name)
        for name in CARD.__dataclass_fields__
        if name not in {"skills", "match", "is_new", "reposted_at"}
    },
    description="Plain text.\n\nSecond paragraph.",
    application_url="https://jobs.example/1/apply",
    company_size="11-50",
    company_industry="Software",
    expires_at=NOW + timedelta(days=30),
    is_active=True,
    closed_at=None,
    reposted_at=NOW,
    owner_id=None,
    repost_of_id=7,
    language="en",
    years_min=5.0,
)
MATCH = MatchView(
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
        MatchedSkillView(
            "Python",
            True,
            None,
            "used",
            (
                EvidenceLine(14, "Built the booking API in Python and Flask, 2021 to today"),
                EvidenceLine(31, "Python, SQL, Git"),
            ),
            "met",
            1.0,
            0.0,
            SOURCES,
        ),
        MatchedSkillView(
            *("PostgreSQL", True, "SQL", "mentioned", (EvidenceLine(31, "Python, SQL, Git"),), "related"),
            nearness=0.6,
            gain=3.2,
        ),
        MatchedSkillView(
            *("Booking systems", True, None, "near", (EvidenceLine(14, "Built the booking API"),), "related"),
            nearness=0.7,
            gain=1.1,
        ),
        MatchedSkillView("Git", False, None, "mentioned", (), "met", None, 0.0),
    ),
    missing=(
        MissingSkillView("Docker", True, 4.2, "missing", (EvidenceLine(14, "Built the booking API"),)),
        MissingSkillView("Linux", False, 0.3, "missing", ()),
        MissingSkillView("Zymurgy", False, 0.0, "unknown", ()),
    ),
    reasons=(
        *REASONS,
        Reason("title_close", {"title": "x", "wanted": "Python developer"}),
        Reason("salary_unknown", {"side": "offer"}),
    ),
    deal_breakers=(Reason("language_below", {"language": "fr", "level": "C1", "has": "B1"}),),
    cv_name=CV.file_name,
)
SKILLS = tuple(
    SkillTag(name, name, required)
    for name, required in (("Python", True), ("PostgreSQL", True), ("Docker", False))
)
SEEN_ON = (SeenOn("adzuna", "https://jobs.example.org/7", NOW), SeenOn("file", None, NOW))
JOB_VIEW = JobView(JOB, DESCRIPTION, SKILLS, MATCH, CV, cards(5)[2:], SEEN_ON, 8)  # type: ignore[arg-type]
JOB_WITHOUT_CV = JobView(JOB, DESCRIPTION, SKILLS, None, None, ())  # type: ignore[arg-type]
BARE_JOB = SimpleNamespace(
    **{
        **vars(JOB),
        **dict.fromkeys(
            (
                "company",
                "location",
                "city",
                "country",
                "contract_type",
                "work_time",
                "experience_level",
                "remote_policy",
                "salary_min",
                "salary_max",
                "published_at",
                "application_url",
                "job_url",
                "company_size",
                "company_industry",
                "expires_at",
                "language",
                "years_min",
            )
        ),
        "is_active": False,
        "closed_at": NOW,
        "reposted_at": None,
        "description": "",
    }
)
UNKNOWN_MATCH = MatchView(
    total=None,
    band="unknown",
    confidence=0.0,
    parts=tuple(
        Part(name, 20.0, None, 0.0, 0.0) for name in ("skills", "experience", "location", "salary", "title")
    ),
    matched=(),
    missing=(),
    reasons=(Reason("skills_unknown", {"side": "both"}),),
    deal_breakers=(),
    cv_name="x.txt",
)
JOB_GONE = JobView(BARE_JOB, Markup(), (), UNKNOWN_MATCH, CV, (), (), 8, "Gone.")  # type: ignore[arg-type]
