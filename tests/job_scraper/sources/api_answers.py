"""Answers of job interfaces, in the shape of the real ones. Every company and offer is invented."""

from __future__ import annotations

import json
from typing import Any

Item = dict[str, Any]


def encoded(data: Any) -> bytes:
    return json.dumps(data).encode()


ADZUNA: Item = {
    "__CLASS__": "Adzuna::API::Response::Job",
    "id": "4800000001",
    "adref": "eyJhbGciOi",
    "title": "Data <strong>Engineer</strong> H/F",
    "description": "Nous cherchons une personne pour notre équipe données…",
    "created": "2026-11-18T08:00:00Z",
    "redirect_url": "https://www.adzuna.fr/land/ad/4800000001?utm_medium=api&utm_source=ab12cd34&v=7F",
    "company": {"display_name": "Exemple SAS"},
    "location": {"display_name": "Paris, Ile-de-France", "area": ["France", "Ile-de-France", "Paris"]},
    "salary_min": 40000,
    "salary_max": 45000,
    "salary_is_predicted": "0",
    "contract_type": "permanent",
    "contract_time": "full_time",
    "category": {"label": "IT Jobs", "tag": "it-jobs"},
    "latitude": 48.85,
    "longitude": 2.35,
}
ARBEITNOW: Item = {
    "slug": "werkstudent-vertrieb-berlin-4711",
    "company_name": "Muster GmbH",
    "title": "Werkstudent (m/w/d) Vertrieb",
    "description": "<p>Du unterstützt unser Team im Vertrieb und lernst viel.</p>",
    "remote": True,
    "url": "https://www.arbeitnow.com/jobs/companies/muster/werkstudent-vertrieb-berlin-4711",
    "tags": ["Sales", "Marketing"],
    "job_types": ["Working student", "berufseinstieg"],
    "location": "Berlin",
    "created_at": 1795000000,
}
HIMALAYAS: Item = {
    "title": "Backend Engineer",
    "excerpt": "Build interfaces",
    "companyName": "Example Labs",
    "companySlug": "example-labs",
    "companyLogo": "https://cdn.example/logo.png",
    "employmentType": "Full Time",
    "minSalary": 60000,
    "maxSalary": 80000,
    "seniority": ["Mid-level"],
    "currency": "EUR",
    "salaryPeriod": "annual",
    "locationRestrictions": ["Tunisia"],
    "timezoneRestrictions": [0, 1, 2],
    "categories": ["Backend-Engineer"],
    "parentCategories": ["Engineering"],
    "description": "<p>Build and keep interfaces with the whole team.</p>",
    "pubDate": 1795000000,
    "expiryDate": 1799000000,
    "applicationLink": "https://example-labs.example/apply?utm_source=himalayas",
    "guid": "https://himalayas.app/companies/example-labs/jobs/backend-engineer",
}
REMOTIVE: Item = {
    "id": 2001234,
    "url": "https://remotive.com/remote-jobs/software-dev/lead-developer-2001234",
    "title": "Lead Developer",
    "company_name": "Example Ltd",
    "company_logo": "https://remotive.com/job/2001234/logo",
    "category": "Software Development",
    "tags": ["python", "aws"],
    "job_type": "full_time",
    "publication_date": "2026-11-15T10:23:26",
    "candidate_required_location": "Germany",
    "salary": "€70,000 - €90,000",
    "description": "<p>We are looking for somebody who leads the team.</p>",
}
THE_MUSE: Item = {
    "id": 15000001,
    "name": "Data Intern",
    "type": "external",
    "short_name": "data-intern",
    "model_type": "jobs",
    "publication_date": "2026-11-15T10:23:26Z",
    "contents": "<p>Learn how <b>data</b> is used with us and the team.</p>",
    "locations": [{"name": "Berlin, Germany"}, {"name": "Flexible / Remote"}],
    "categories": [{"name": "Data Science"}],
    "levels": [{"name": "Internship", "short_name": "internship"}],
    "tags": [],
    "refs": {"landing_page": "https://www.themuse.com/jobs/example/data-intern"},
    "company": {"id": 3, "short_name": "example", "name": "Example Group"},
}
JOBICY: Item = {
    "id": 144845,
    "url": "https://jobicy.com/jobs/144845-golang-engineer",
    "jobSlug": "144845-golang-engineer",
    "jobTitle": "Golang Engineer &#8211; Cloud",
    "companyName": "Canon &amp; Example",
    "companyLogo": "https://jobicy.com/data/logo.png",
    "jobIndustry": ["Software Engineering"],
    "jobType": ["Full-Time"],
    "jobGeo": "Germany",
    "jobLevel": "Senior",
    "jobExcerpt": "Write Go",
    "jobDescription": "<p>Write services in Go with the rest of the team.</p>",
    "pubDate": "2026-11-17T16:19:49+00:00",
    "salaryMin": 60000,
    "salaryMax": 80000,
    "salaryCurrency": "EUR",
    "salaryPeriod": "yearly",
}
CAREERJET: Item = {
    "title": "<b>Data</b> Analyst",
    "company": "Exemple SA",
    "date": "Wed, 18 Nov 2026 00:00:00 GMT",
    "description": "... vous analysez les <b>données</b> de nos clients ...",
    "locations": "Bruxelles",
    "url": "https://jobviewtrack.com/fr-be/job-1b1d/abc.html",
    "site": "www.exemple.be",
    "salary": "€2500 - 3000 par mois",
    "salary_min": "2500",
    "salary_max": "3000",
    "salary_type": "M",
    "salary_currency_code": "EUR",
}
JOOBLE: Item = {
    "title": "Comptable confirmé",
    "location": "Sfax",
    "snippet": "&nbsp;...tenir la <b>comptabilité</b> de nos clients...&nbsp;",
    "salary": "1500 - 1800 TND par mois",
    "source": "exemple.tn",
    "type": "Temps plein",
    "link": "https://tn.jooble.org/desc/-7000000001?ckey=comptable&utm_source=affiliate",
    "company": "Exemple Tunisie",
    "updated": "2026-11-18T00:00:00.0000000",
    "id": -7000000001,
}
REED: Item = {
    "jobId": 54321001,
    "employerId": 1,
    "employerName": "Example Ltd",
    "employerProfileId": None,
    "jobTitle": "Management Accountant",
    "locationName": "Leeds",
    "minimumSalary": 35000.0,
    "maximumSalary": 40000.0,
    "currency": "GBP",
    "expirationDate": "24/12/2026",
    "date": "12/11/2026",
    "jobDescription": "Our client is looking for somebody who keeps the accounts...",
    "applications": 3,
    "jobUrl": "https://www.reed.co.uk/jobs/management-accountant/54321001",
}
REED_WHOLE: Item = {
    **{name: REED[name] for name in ("employerName", "jobId", "jobTitle", "locationName", "jobUrl")},
    "minimumSalary": 35000.0,
    "maximumSalary": 40000.0,
    "currency": "GBP",
    "salaryType": "per annum",
    "datePosted": "12/11/2026",
    "expirationDate": "24/12/2026",
    "externalUrl": "https://example.example/apply",
    "partTime": True,
    "fullTime": False,
    "contractType": "Permanent",
    "jobDescription": "<p>You keep the accounts of a whole group of companies.</p>",
}
BUNDESAGENTUR: Item = {
    "refnr": "10001-1003091744-S",
    "beruf": "Unternehmensberater/in",
    "titel": "Consultant (m/w/d)",
    "arbeitgeber": "Muster GmbH",
    "arbeitsort": {
        "plz": "04179",
        "ort": "Leipzig",
        "region": "Sachsen",
        "land": "Deutschland",
        "koordinaten": {"lat": 51.3, "lon": 12.3},
    },
    "aktuelleVeroeffentlichungsdatum": "2026-11-19",
    "modifikationsTimestamp": "2026-11-19T08:00:00.000",
    "eintrittsdatum": "2026-12-01",
    "externeUrl": "https://muster.example/stelle/1?utm_source=ba",
    "kundennummerHash": "x",
}
BUNDESAGENTUR_WHOLE: Item = {
    "refnr": BUNDESAGENTUR["refnr"],
    "stellenangebotsTitel": "Consultant (m/w/d)",
    "stellenangebotsBeschreibung": "Sie beraten unsere Kunden und sind für die Projekte verantwortlich.",
    "vertragsdauer": "UNBEFRISTET",
    "arbeitszeitmodelle": ["VOLLZEIT"],
}

ITEMS: dict[str, Item] = {
    "adzuna": ADZUNA,
    "arbeitnow": ARBEITNOW,
    "himalayas": HIMALAYAS,
    "remotive": REMOTIVE,
    "the_muse": THE_MUSE,
    "jobicy": JOBICY,
    "careerjet": CAREERJET,
    "jooble": JOOBLE,
    "reed": REED,
    "bundesagentur": BUNDESAGENTUR,
}
ID_NAMES = {
    "adzuna": "id",
    "arbeitnow": "slug",
    "himalayas": "guid",
    "remotive": "id",
    "the_muse": "id",
    "jobicy": "id",
    "careerjet": "title",
    "jooble": "id",
    "reed": "jobId",
    "bundesagentur": "refnr",
}
TITLE_NAMES = {
    "adzuna": "title",
    "arbeitnow": "title",
    "himalayas": "title",
    "remotive": "title",
    "the_muse": "name",
    "jobicy": "jobTitle",
    "careerjet": "title",
    "jooble": "title",
    "reed": "jobTitle",
    "bundesagentur": "titel",
}
PLACES = {  # host and path of the list
    "adzuna": ("api.adzuna.com", "/v1/api/jobs/*"),
    "arbeitnow": ("www.arbeitnow.com", "/api/job-board-api"),
    "himalayas": ("himalayas.app", "/jobs/api/search"),
    "remotive": ("remotive.com", "/api/remote-jobs"),
    "the_muse": ("www.themuse.com", "/api/public/jobs"),
    "jobicy": ("jobicy.com", "/api/v2/remote-jobs"),
    "careerjet": ("search.api.careerjet.net", "/v4/query"),
    "jooble": ("jooble.org", "/api/*"),
    "reed": ("www.reed.co.uk", "/api/1.0/search"),
    "bundesagentur": ("rest.arbeitsagentur.de", "/jobboerse/jobsuche-service/pc/v4/jobs"),
}
# One search each, so that a test sees one list.
OPTIONS: dict[str, dict[str, Any]] = {
    "adzuna": {"app_id": "ab12cd34", "app_key": "canary-5d2f9c71e0a84b36", "countries": ["FR"]},
    "arbeitnow": {},
    "himalayas": {"countries": ["TN"]},
    "remotive": {},
    "the_muse": {"places": ["Berlin, Germany"]},
    "jobicy": {"countries": ["DE"]},
    "careerjet": {
        "api_key": "canary-5d2f9c71e0a84b36",
        "user_ip": "192.0.2.7",
        "referer": "https://jobs.example/find",
        "keywords": ["data"],
        "locales": ["fr_BE"],
    },
    "jooble": {"api_key": "canary-5d2f9c71e0a84b36", "places": ["Sfax"], "requests": 50},
    "reed": {"api_key": "canary-5d2f9c71e0a84b36"},
    "bundesagentur": {},
}


def listed(name: str, items: list[Any], total: int | None = None, page: int = 1, pages: int = 1) -> Item:
    """What the source answers with these items."""
    count = len(items) if total is None else total
    return {
        "adzuna": {"count": count, "mean": 41000, "results": items},
        "arbeitnow": {
            "data": items,
            "links": {
                "next": f"https://www.arbeitnow.com/api/job-board-api?page={page + 1}"
                if page < pages
                else None
            },
            "meta": {
                "terms": "This is a free public API for jobs, please do not abuse.",
                "current_page": page,
            },
        },
        "himalayas": {"jobs": items, "totalCount": count, "limit": 20, "offset": (page - 1) * 20},
        "remotive": {"0-legal-notice": "Terms", "job-count": count, "total-job-count": count, "jobs": items},
        "the_muse": {
            "page": page - 1,
            "page_count": pages,
            "items_per_page": 20,
            "total": count,
            "results": items,
        },
        "jobicy": {"apiVersion": "2.0", "jobCount": count, "success": True, "jobs": items},
        "careerjet": {"type": "JOBS", "hits": count, "pages": pages, "response_time": 0.3, "jobs": items},
        "jooble": {"totalCount": count, "jobs": items},
        "reed": {"results": items, "ambiguousLocations": [], "totalResults": count},
        "bundesagentur": {
            "maxErgebnisse": str(count),
            "page": str(page),
            "size": "50",
            "stellenangebote": items,
        },
    }[name]


def items(name: str, *numbers: int) -> list[Item]:
    """Offers that differ in what names them."""
    return [{**ITEMS[name], ID_NAMES[name]: _named(name, number)} for number in numbers]


def _named(name: str, number: int) -> str | int:
    if name == "himalayas":
        return f"https://himalayas.app/companies/example/jobs/job-{number}"
    return number if name in {"remotive", "the_muse", "jobicy", "jooble", "reed"} else f"offer-{number}"
