"""The services that host boards, as far as their answers matter: invented employers, the shapes of the real ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

Item = dict[str, Any]
TEXT = "We build sorting machines for parcels. You write Python and PostgreSQL with a team of six people."


@dataclass(frozen=True)
class Service:
    """``wrap`` makes an answer of items. ``good`` is the n-th item; ``without`` names the field of its title
    and of its id. ``says_none``: an empty list means that there is nothing."""

    name: str
    host: str
    path: str
    wrap: Callable[[Sequence[Any]], bytes]
    good: Callable[[int], Item]
    title: str
    id: str
    says_none: bool
    shared_host: bool = True

    def answer(self, count: int) -> bytes:
        return self.wrap([self.good(number) for number in range(count)])

    def for_company(self, slug: str) -> tuple[str, str]:
        return self.host.format(slug), self.path.format(slug)


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def greenhouse_item(n: int) -> Item:
    return {
        "id": 4_000_100 + n,
        "internal_job_id": 3_000_100 + n,
        "title": f"Backend Engineer {n}",
        "company_name": "Voltara Énergie",
        "absolute_url": f"https://job-boards.greenhouse.io/voltara/jobs/{4_000_100 + n}?gh_src=abc",
        "updated_at": "2026-11-12T12:15:32-05:00",
        "first_published": "2026-11-03T09:00:00-05:00",
        "requisition_id": "R-77",
        "location": {"name": "Lyon, Auvergne-Rhône-Alpes, France"},
        "departments": [{"id": 7, "name": "Engineering"}],
        "offices": [{"id": 9, "name": "Lyon", "location": "Lyon, France"}],
        "metadata": None,
        "language": "en",
        "content": f"&lt;p&gt;{TEXT}&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Python&lt;/li&gt;&lt;/ul&gt;",
        "pay_input_ranges": [
            {
                "min_cents": 5_200_000,
                "max_cents": 6_400_000,
                "currency_type": "EUR",
                "title": "Pay",
                "blurb": "",
            }
        ],
    }


def lever_item(n: int) -> Item:
    return {
        "id": f"5ac21346-8e0c-4494-8e7a-{n:012}",
        "text": f"Data Engineer {n} (H/F)",
        "categories": {
            "commitment": "CDI",
            "department": "Data",
            "location": "Tunis",
            "team": "Platform",
            "allLocations": ["Tunis", "Sfax"],
        },
        "country": "TN",
        "workplaceType": "hybrid",
        "createdAt": 1_793_700_000_000,
        "description": f"<div>{TEXT}</div>",
        "descriptionPlain": TEXT,
        "lists": [{"text": "What you bring", "content": "<li>Spark</li><li>Airflow</li>"}],
        "additional": "<div>Meal vouchers.</div>",
        "salaryRange": {"min": 42000, "max": 55000, "currency": "EUR", "interval": "per-year-salary"},
        "hostedUrl": f"https://jobs.lever.co/voltara/5ac21346-8e0c-4494-8e7a-{n:012}",
        "applyUrl": f"https://jobs.lever.co/voltara/5ac21346-8e0c-4494-8e7a-{n:012}/apply",
    }


def ashby_item(n: int) -> Item:
    return {
        "id": f"0b7a-{n}",
        "title": f"Machine Learning Engineer {n}",
        "department": "Research",
        "team": "Vision",
        "employmentType": "FullTime",
        "location": "Berlin Office",
        "secondaryLocations": [
            {"location": "Paris", "address": {"addressLocality": "Paris", "addressCountry": "France"}}
        ],
        "address": {
            "postalAddress": {
                "addressLocality": "Berlin",
                "addressRegion": "Berlin",
                "addressCountry": "Germany",
            }
        },
        "isRemote": True,
        "workplaceType": "Hybrid",
        "isListed": True,
        "publishedAt": "2026-11-09T08:30:00.000+00:00",
        "descriptionHtml": f"<p>{TEXT}</p>",
        "descriptionPlain": TEXT,
        "jobUrl": f"https://jobs.ashbyhq.com/voltara/0b7a-{n}",
        "applyUrl": f"https://jobs.ashbyhq.com/voltara/0b7a-{n}/application",
        "compensation": {
            "compensationTierSummary": "€70K – €90K",
            "summaryComponents": [
                {
                    "compensationType": "Salary",
                    "interval": "1 YEAR",
                    "currencyCode": "EUR",
                    "minValue": 70000,
                    "maxValue": 90000,
                }
            ],
        },
    }


def smartrecruiters_item(n: int) -> Item:
    number = 744_000_090_000_000 + n
    return {
        "id": str(number),
        "name": f"Product Manager {n}",
        "uuid": f"34225731-{n}",
        "refNumber": f"REF{n}",
        "company": {"identifier": "Voltara", "name": "Voltara Énergie"},
        "releasedDate": "2026-11-10T07:45:00.000Z",
        "location": {
            "city": "Nantes",
            "region": "Pays de la Loire",
            "country": "fr",
            "remote": False,
            "hybrid": True,
            "fullLocation": "Nantes, Pays de la Loire, France",
        },
        "industry": {"id": "utilities", "label": "Utilities"},
        "department": {"id": "1", "label": "Product"},
        "function": {"id": "product", "label": "Product Management"},
        "typeOfEmployment": {"id": "permanent", "label": "Full-time"},
        "experienceLevel": {"id": "mid_senior_level", "label": "Mid-Senior Level"},
        "language": {"code": "de", "label": "German", "labelNative": "Deutsch"},
        "ref": f"https://api.smartrecruiters.com/v1/companies/Voltara/postings/{number}",
    }


def smartrecruiters_detail(n: int, **changes: Any) -> Item:
    number = 744_000_090_000_000 + n
    return {
        **smartrecruiters_item(n),
        "active": True,
        "postingUrl": f"https://jobs.smartrecruiters.com/Voltara/{number}-product-manager",
        "applyUrl": f"https://jobs.smartrecruiters.com/Voltara/{number}-product-manager?oga=true",
        "jobAd": {
            "sections": {
                "companyDescription": {"title": "Company Description", "text": "<p>We sort parcels.</p>"},
                "jobDescription": {"title": "Job Description", "text": f"<p>{TEXT}</p>"},
                "qualifications": {"title": "Qualifications", "text": "<ul><li>Jira</li></ul>"},
                "additionalInformation": {"title": "Additional Information", "text": ""},
            }
        },
        **changes,
    }


def recruitee_item(n: int) -> Item:
    return {
        "id": 1_900_000 + n,
        "slug": f"technicien-{n}",
        "title": f"Technicien de maintenance {n}",
        "status": "published",
        "company_name": "Voltara Énergie",
        "department": "Atelier",
        "location": "Liège, Belgique",
        "city": "Liège",
        "country": "Belgium",
        "country_code": "BE",
        "remote": False,
        "hybrid": False,
        "on_site": True,
        "description": f"<p>{TEXT}</p>",
        "requirements": "<ul><li>Électricité industrielle</li></ul>",
        "created_at": "2026-11-01 09:21:48 UTC",
        "published_at": "2026-11-05 10:00:00 UTC",
        "close_at": "2027-01-31 22:59:00 UTC",
        "careers_url": f"https://voltara.recruitee.com/o/technicien-{n}",
        "careers_apply_url": f"https://voltara.recruitee.com/o/technicien-{n}/c/new",
        "employment_type_code": "fulltime_permanent",
        "experience_code": "mid_level",
        "salary": {"min": "2600", "max": "3100", "period": "month", "currency": "EUR"},
    }


def workable_item(n: int) -> Item:
    return {
        "title": f"Customer Support Agent {n}",
        "shortcode": f"A1B2C{n:05}",
        "code": "",
        "employment_type": "Part-time",
        "telecommuting": True,
        "department": "Support",
        "url": f"https://apply.workable.com/j/A1B2C{n:05}",
        "shortlink": f"https://apply.workable.com/j/A1B2C{n:05}",
        "application_url": f"https://apply.workable.com/j/A1B2C{n:05}/apply",
        "published_on": "2026-11-11",
        "created_at": "2026-11-10",
        "country": "United Kingdom",
        "city": "Manchester",
        "state": "England",
        "education": "",
        "experience": "Entry level",
        "function": "Customer Service",
        "industry": "Logistics",
        "locations": [
            {
                "country": "United Kingdom",
                "countryCode": "GB",
                "city": "Manchester",
                "region": "England",
                "hidden": False,
            }
        ],
        "description": f"<p>{TEXT}</p>",
    }


def personio_item(n: int) -> Item:
    return {
        "id": str(1_500_000 + n),
        "subcompany": "Voltara Energie GmbH",
        "office": "München",
        "additionalOffices": ["Köln"],
        "department": "Entwicklung",
        "recruitingCategory": "Vollzeit",
        "name": f"Softwareentwickler {n} (m/w/d)",
        "jobDescriptions": [("Deine Aufgaben", f"<p>{TEXT}</p>"), ("Dein Profil", "<ul><li>Java</li></ul>")],
        "employmentType": "permanent",
        "seniority": "experienced",
        "schedule": "full-time",
        "yearsOfExperience": "2-5",
        "keywords": "Java, Spring, Kubernetes",
        "occupation": "software_and_web_development",
        "createdAt": "2026-11-06T14:03:21+01:00",
    }


def teamtailor_item(n: int) -> Item:
    return {
        "id": f"5b3d-{n}",
        "url": f"https://voltara.teamtailor.com/jobs/{5_500_000 + n}-ux-designer",
        "title": f"UX Designer {n}",
        "content_html": f"<p>{TEXT}</p>",
        "date_published": "2026-11-04T10:11:12+01:00",
        "_jobposting": {
            "@context": "http://schema.org/",
            "@type": "JobPosting",
            "title": f"UX Designer {n}",
            "description": f"<p>{TEXT}</p>",
            "identifier": {"@type": "PropertyValue", "name": "Voltara", "value": "b1946ac9"},
            "datePosted": "2026-11-04T10:11:12+01:00",
            "validThrough": "2026-12-24T23:59:00+01:00",
            "employmentType": "FULL_TIME",
            "hiringOrganization": {
                "@type": "Organization",
                "name": "Voltara Énergie",
                "sameAs": "https://voltara.example",
                "logo": "https://images.example/logo.png",
            },
            "jobLocation": [
                {
                    "@type": "Place",
                    "address": {
                        "@type": "PostalAddress",
                        "addressLocality": "Bruxelles",
                        "addressRegion": "Bruxelles-Capitale",
                        "addressCountry": "BE",
                    },
                }
            ],
            "jobLocationType": "TELECOMMUTE",
        },
    }


def personio_feed(items: Sequence[Any]) -> bytes:
    return (
        "<?xml version='1.0' encoding='UTF-8'?><workzag-jobs>"
        + "".join(map(_position, items))
        + "</workzag-jobs>"
    ).encode()


def _position(item: Any) -> str:
    if not isinstance(item, dict):
        return f"<position>{escape(str(item))}</position>"
    parts = dict(item)
    sections, offices = parts.pop("jobDescriptions", []), parts.pop("additionalOffices", [])
    plain = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in parts.items())
    told = "".join(
        f"<jobDescription><name>{escape(name)}</name><value><![CDATA[{text}]]></value></jobDescription>"
        for name, text in sections
    )
    more = "".join(f"<office>{escape(office)}</office>" for office in offices)
    return (
        f"<position>{plain}<additionalOffices>{more}</additionalOffices>"
        f"<jobDescriptions>{told}</jobDescriptions></position>"
    )


SERVICES = {
    service.name: service
    for service in (
        Service(
            "greenhouse",
            "boards-api.greenhouse.io",
            "/v1/boards/{}/jobs",
            lambda items: as_json({"jobs": items, "meta": {"total": len(items)}}),
            greenhouse_item,
            "title",
            "id",
            says_none=True,
        ),
        Service(
            "lever", "api.lever.co", "/v0/postings/{}", as_json, lever_item, "text", "id", says_none=True
        ),
        Service(
            "ashby",
            "api.ashbyhq.com",
            "/posting-api/job-board/{}",
            lambda items: as_json({"apiVersion": "1", "jobs": items}),
            ashby_item,
            "title",
            "id",
            says_none=False,
        ),
        Service(
            "smartrecruiters",
            "api.smartrecruiters.com",
            "/v1/companies/{}/postings",
            lambda items: as_json({"offset": 0, "limit": 100, "totalFound": len(items), "content": items}),
            smartrecruiters_detail,
            "name",
            "id",
            says_none=False,
        ),
        Service(
            "recruitee",
            "{}.recruitee.com",
            "/api/offers/",
            lambda items: as_json({"offers": items}),
            recruitee_item,
            "title",
            "id",
            says_none=True,
            shared_host=False,
        ),
        Service(
            "workable",
            "apply.workable.com",
            "/api/v1/widget/accounts/{}",
            lambda items: as_json({"name": "Voltara Énergie", "description": None, "jobs": items}),
            workable_item,
            "title",
            "shortcode",
            says_none=True,
        ),
        Service(
            "personio",
            "{}.jobs.personio.de",
            "/xml",
            personio_feed,
            personio_item,
            "name",
            "id",
            says_none=True,
            shared_host=False,
        ),
        Service(
            "teamtailor",
            "{}.teamtailor.com",
            "/jobs.json",
            lambda items: as_json(
                {"version": "https://jsonfeed.org/version/1.1", "title": "Voltara Énergie", "items": items}
            ),
            teamtailor_item,
            "title",
            "url",
            says_none=True,
            shared_host=False,
        ),
    )
}
