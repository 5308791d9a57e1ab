"""Invented page objects: full, empty and awkward ones. People and companies do not exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

from markupsafe import Markup

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
from app.core.matching.outcome import Part, Reason
from app.core.search.filters import Filters
from app.services.cards import CardMatch, JobCard
from app.services.cvs import CvSummary
from app.services.jobs import SiteStats
from app.services.searches import RecentSearch
from app.web.pages.cv import CvListPage, CvPage, CvSkillView
from app.web.pages.job import EvidenceLine, JobView, MatchedSkillView, MatchView, MissingSkillView, SkillTag
from app.web.pages.search import Chip, Facet, FacetValue, Relaxation, SearchPage

NOW = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)

REASONS = (
    Reason("required_covered", {"matched": 4, "total": 5}),
    Reason("experience_fits", {"years": 6.5, "required": 5}),
    Reason("location_near", {"city": "La Marsa", "wanted": "Tunis", "km": 18}),
)
MATCHES = (
    CardMatch(87.4, "strong", 0.91, ("Python", "PostgreSQL", "Flask"), ("Docker",), REASONS),
    CardMatch(63.0, "good", 0.62, ("Python",), ("Kubernetes", "Terraform"), REASONS[:2]),
    CardMatch(44.9, "fair", 0.3, ("SQL",), ("Java", "Spring Boot"), REASONS[1:]),
    CardMatch(8.0, "weak", 0.8, (), ("Nursing",), ()),
    CardMatch(None, "unknown", 0.0, (), (), ()),
)
CARD = JobCard(
    id=1,
    title="Backend developer (Python)",
    company="Atlas Numérique",
    location="Tunis, Tunisie",
    city="Tunis",
    country="TN",
    contract_type="permanent",
    work_time="full_time",
    experience_level="mid",
    remote_policy="hybrid",
    salary_min=Decimal("45000"),
    salary_max=Decimal("55000"),
    salary_currency="EUR",
    salary_period="year",
    salary_text=None,
    source="demo",
    published_at=NOW - timedelta(days=3),
    last_seen_at=NOW,
    is_demo=True,
    excerpt="You build and run the services behind our booking platform, with a small team that reviews "
    "every change. Python, PostgreSQL and a little Linux; we write tests and ship several times a day.",
    first_seen_at=NOW - timedelta(days=3),
    job_url="https://jobs.example/1",
    is_new=False,
    skills=("Python", "PostgreSQL", "Flask", "Docker", "Git", "Linux"),
    match=None,
)
OTHERS: tuple[dict[str, object], ...] = (
    {},
    {
        "title": "Assistant(e) comptable confirmé(e) – secteur agroalimentaire, poste basé à Villeneuve-d'Ascq",
        "company": "Maison Verdelet & Fils",
        "city": "Lille",
        "country": "FR",
        "contract_type": "fixed_term",
        "work_time": "part_time",
        "remote_policy": "onsite",
        "salary_min": Decimal("2100"),
        "salary_max": None,
        "salary_period": "month",
        "is_new": True,
        "skills": ("Comptabilité générale", "Sage"),
        "excerpt": "Vous tenez la comptabilité fournisseurs et préparez les déclarations de TVA.",
    },
    {
        "title": "مهندس برمجيات",
        "company": "شركة الأفق الرقمية",
        "location": "Sfax",
        "city": None,
        "salary_min": None,
        "salary_max": None,
        "contract_type": "sivp",
        "experience_level": "entry",
        "excerpt": "نبحث عن مهندس برمجيات للعمل ضمن فريقنا.",
        "skills": (),
    },
    {
        "title": "Pflegefachkraft (m/w/d)",
        "company": None,
        "location": None,
        "city": "Leipzig",
        "country": "DE",
        "work_time": None,
        "experience_level": None,
        "remote_policy": None,
        "published_at": None,
        "is_demo": False,
        "source": "arbeitsagentur",
    },
    {
        "title": "Data engineer <script>alert(1)</script>",
        "country": "GB",
        "city": "Leeds",
        "remote_policy": "remote",
    },
)


def card(number: int, *, with_match: bool) -> JobCard:
    changes = OTHERS[number % len(OTHERS)]
    found = MATCHES[number % len(MATCHES)] if with_match else None
    return replace(CARD, id=number + 1, match=found, **changes)  # type: ignore[arg-type]


def cards(count: int, *, with_match: bool = False) -> tuple[JobCard, ...]:
    return tuple(card(number, with_match=with_match) for number in range(count))


FACETS = (
    Facet(
        "country",
        tuple(
            FacetValue(code, name, count, code == "TN")
            for code, name, count in (
                ("TN", "Tunisia", 128),
                ("FR", "France", 96),
                ("DE", "Germany", 61),
                ("GB", "United Kingdom", 40),
                ("BE", "Belgium", 15),
            )
        ),
    ),
    Facet(
        "job_type",
        tuple(
            FacetValue(code, code.replace("_", " ").capitalize(), 90 - 10 * at, False)
            for at, code in enumerate(
                (
                    "permanent",
                    "fixed_term",
                    "internship",
                    "apprenticeship",
                    "temporary",
                    "freelance",
                    "sivp",
                )
            )
        ),
    ),
    Facet(
        "contract_type",
        (FacetValue("full_time", "Full time", 250, False), FacetValue("part_time", "Part time", 31, False)),
    ),
    Facet(
        "experience_level",
        (FacetValue("mid", "Experienced", 120, False), FacetValue("senior", "Senior", 54, False)),
    ),
    Facet("remote", (FacetValue("hybrid", "Hybrid", 90, False), FacetValue("remote", "Remote", 33, True))),
    Facet("source", (FacetValue("demo", "Demo data", 340, False),)),
    Facet("language", ()),
)
FILTERS = Filters(keyword="python", location="Tunis", country=("TN",), remote=("remote",), page=3)
RECENT = (
    RecentSearch(1, "python Tunis", (), "/?keyword=python&location=Tunis", 42, NOW - timedelta(hours=2)),
    RecentSearch(
        2,
        "",
        (
            ("country", "FR"),
            ("remote", "remote"),
            ("with_salary", "1"),
            ("salary_min", "30000"),
            ("date_range", "1week"),
        ),
        "/?country=FR&remote=remote",
        0,
        NOW - timedelta(days=9),
    ),
)
STATS = SiteStats(total_jobs=1340, companies=412, countries=5)
HOME = SearchPage(
    filters=Filters(),
    total=1340,
    pages=67,
    first=1,
    last=20,
    cards=cards(20),
    facets=tuple(
        Facet(facet.name, tuple(replace(value, selected=False) for value in facet.values)) for facet in FACETS
    ),
    chips=(),
    relaxations=(),
    recent=(),
    has_cv=False,
    stats=STATS,
)
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
FOUND = replace(
    HOME,
    filters=FILTERS,
    total=97,
    pages=5,
    first=41,
    last=60,
    cards=cards(20, with_match=True),
    facets=FACETS,
    chips=(
        Chip("“python”", "/?location=Tunis"),
        Chip("Tunisia", "/?keyword=python"),
        Chip("Remote", "/?keyword=python"),
    ),
    recent=RECENT,
    has_cv=True,
    cv=SimpleNamespace(id=7, file_name=CV.file_name),
)
NOTHING = replace(
    FOUND,
    total=0,
    pages=0,
    first=0,
    last=0,
    cards=(),
    relaxations=(Relaxation("Remote", 12, "/?keyword=python"), Relaxation("Tunisia", 1, "/?remote=remote")),
)
PAST_THE_END = replace(FOUND, cards=(), first=0, last=0)
NO_OFFERS = replace(
    HOME, total=0, pages=0, first=0, last=0, cards=(), facets=(), stats=SiteStats(0, 0, 0), chips=()
)

DESCRIPTION = Markup(
    "<p>Atlas Numérique builds booking software for small hotels.</p><h3>What you do</h3>"
    "<ul><li>Design and run services in Python</li><li>Look after PostgreSQL</li></ul>"
)
JOB = SimpleNamespace(
    **{
        name: getattr(CARD, name)
        for name in CARD.__dataclass_fields__
        if name not in {"skills", "match", "is_new"}
    },
    description="Plain text.\n\nSecond paragraph.",
    application_url="https://jobs.example/1/apply",
    company_size="11-50",
    company_industry="Software",
    expires_at=NOW + timedelta(days=30),
    is_active=True,
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
        ),
        MatchedSkillView("PostgreSQL", True, "SQL", "mentioned", (EvidenceLine(31, "Python, SQL, Git"),)),
        MatchedSkillView("Git", False, None, "mentioned", ()),
    ),
    missing=(MissingSkillView("Docker", True, 4.2), MissingSkillView("Linux", False, 0.3)),
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
JOB_VIEW = JobView(JOB, DESCRIPTION, SKILLS, MATCH, CV, cards(3))  # type: ignore[arg-type]
JOB_WITHOUT_CV = JobView(JOB, None, SKILLS, None, None, ())  # type: ignore[arg-type]
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
JOB_GONE = JobView(BARE_JOB, None, (), UNKNOWN_MATCH, CV, ())  # type: ignore[arg-type]

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
CV_SKILLS = (
    CvSkillView("Python", "Python", 4.5, (EvidenceLine(5, LINES[4]),), False),
    CvSkillView("Flask", "Flask", None, (EvidenceLine(5, LINES[4]),), False),
    CvSkillView("Docker", "Docker", None, (), True),
)
CV_PAGE = CvPage(CV, PROFILE, LINES, CV_SKILLS, True, True)
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
