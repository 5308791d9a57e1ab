"""Invented offers and pages about them: full, empty and awkward ones. No such company exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

from app.core.matching.outcome import Reason
from app.core.search.filters import Filters
from app.services.cards import CardMatch, JobCard
from app.services.jobs import SiteStats
from app.services.searches import RecentSearch
from app.web.pages.search import Chip, Facet, FacetValue, Relaxation, SearchPage
from tests.templates.sample_cvs import CV, NOW

REASONS = (
    Reason("required_covered", {"matched": 4, "total": 5}),
    Reason("experience_fits", {"years": 6.5, "required": 5}),
    Reason("location_near", {"city": "La Marsa", "wanted": "Tunis", "km": 18}),
)
MATCHES = (
    CardMatch(
        87.4,
        "strong",
        0.91,
        ("Python", "PostgreSQL", "Flask"),
        ("Docker",),
        REASONS,
        ("proof", "used", "mentioned"),
    ),
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
        "title": "Assistant(e) comptable confirmé(e) – secteur agroalimentaire, poste basé à Roubaix",
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
