"""Records of many shapes. Everybody and everything in them is invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from job_scraper.posting import JobPosting, Salary
from job_scraper.record import Habits, Rejected, posting_from_record

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)

FRANCE_TRAVAIL = {
    "id": "207QYWM",
    "intitule": "Développeur Python H/F",
    "description": "Vous développez.\n\n- Python\n- SQL",
    "dateCreation": "2026-11-18T09:12:00.000Z",
    "dateActualisation": "2026-11-19T10:00:00.000Z",
    "lieuTravail": {"libelle": "69 - LYON 03", "codePostal": "69003", "commune": "69383"},
    "appellationlibelle": "Développeur informatique",
    "entreprise": {
        "nom": "EXEMPLE SAS",
        "logo": "https://exemple.example/logo.png",
        "entrepriseAdaptee": False,
    },
    "typeContrat": "CDI",
    "typeContratLibelle": "Contrat à durée indéterminée",
    "natureContrat": "Contrat travail",
    "experienceExige": "E",
    "experienceLibelle": "2 An(s)",
    "competences": [{"code": "1", "libelle": "Python", "exigence": "S"}, {"libelle": "SQL", "exigence": "E"}],
    "salaire": {"libelle": "Annuel de 38000.0 Euros à 45000.0 Euros sur 12.0 mois"},
    "dureeTravailLibelleConverti": "Temps plein",
    "alternance": False,
    "secteurActivite": "62",
    "secteurActiviteLibelle": "Programmation informatique",
    "contact": {"urlPostulation": "https://exemple.example/postuler"},
    "agence": [],
    "origineOffre": {"origine": "1", "urlOrigine": "https://offres.example/207QYWM"},
}
ADZUNA = {
    "id": "4800000001",
    "title": "Data <strong>Engineer</strong>",
    "description": "Nous cherchons une personne pour notre équipe…",
    "created": "2026-11-18T08:00:00Z",
    "redirect_url": "https://ads.example/land/1?utm_source=x",
    "company": {"display_name": "Exemple"},
    "location": {"display_name": "Paris, Ile-de-France", "area": ["France", "Ile-de-France", "Paris"]},
    "salary_min": 40000,
    "salary_max": 45000,
    "salary_is_predicted": "0",
    "contract_type": "permanent",
    "contract_time": "full_time",
    "category": {"label": "IT Jobs", "tag": "it-jobs"},
}
JSON_LD = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "@id": "#job",
    "title": "Comptable",
    "description": "&lt;p&gt;Tenir les &lt;b&gt;comptes&lt;/b&gt;&lt;/p&gt;",
    "datePosted": "2026-11-10",
    "validThrough": "2026-12-31T23:59",
    "employmentType": ["FULL_TIME", "TEMPORARY"],
    "hiringOrganization": {
        "@type": "Organization",
        "name": "Exemple Tunisie",
        "logo": "https://e.example/l.png",
    },
    "identifier": {"@type": "PropertyValue", "name": "Exemple", "value": "REF-7"},
    "jobLocation": {"@type": "Place", "address": {"addressLocality": "Sfax", "addressCountry": "TN"}},
    "jobLocationType": "TELECOMMUTE",
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "TND",
        "value": {"@type": "QuantitativeValue", "minValue": 1500, "maxValue": 1800, "unitText": "MONTH"},
    },
    "experienceRequirements": {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 18},
    "skills": "Excel, Sage, fiscalité",
    "url": "https://jobs.example/comptable",
}
JOBSPY = {
    "id": "in-abc",
    "site": "demo",
    "job_url": "https://board.example/viewjob?jk=abc&utm_medium=x",
    "job_url_direct": "https://exemple.example/apply",
    "title": "Senior Backend Engineer",
    "company": "Example Ltd",
    "location": "Leeds, ENG, GB",
    "date_posted": "2026-11-17",
    "job_type": "fulltime, contract",
    "interval": "yearly",
    "min_amount": "60000.0",
    "max_amount": "70000.0",
    "currency": "GBP",
    "is_remote": "True",
    "job_level": "mid-senior level",
    "company_num_employees": "51 to 200",
    "company_industry": "Software",
    "description": "**About**\n\n- Go\n- SQL, with our team in the office",
    "emails": "nan",
}
LEVER = {
    "id": "aaaa-bbbb",
    "text": "Account Executive",
    "categories": {"location": "Berlin Office", "team": "Sales", "commitment": "Full-time"},
    "country": "DE",
    "workplaceType": "hybrid",
    "createdAt": 1763500000000,
    "description": "<div>Sell things.</div>",
    "lists": [{"text": "You will", "content": "<li>call</li><li>write</li>"}],
    "additional": "<p>Equal chances.</p>",
    "hostedUrl": "https://board.example/aaaa",
    "applyUrl": "https://board.example/aaaa/apply",
    "salaryRange": {"min": 60000, "max": 80000, "currency": "EUR", "interval": "per-year-salary"},
}
SMARTRECRUITERS = {
    "id": "7439",
    "name": "Warehouse Controller",
    "company": {"identifier": "Example1", "name": "Example"},
    "releasedDate": "2026-11-01T09:57:43.000Z",
    "location": {"city": "Lyon", "region": "ARA", "country": "fr", "remote": False, "hybrid": True},
    "typeOfEmployment": {"id": "permanent", "label": "Full-time"},
    "experienceLevel": {"id": "entry_level", "label": "Entry Level"},
    "ref": "https://board.example/7439",
    "jobAd": {
        "sections": {
            "jobDescription": {"title": "Job Description", "text": "<p>Count boxes.</p>"},
            "qualifications": {"title": "Qualifications", "text": "<p>Patience.</p>"},
        }
    },
}
ASHBY = {
    "id": "a1",
    "title": "Staff Engineer",
    "employmentType": "FullTime",
    "location": "London",
    "isRemote": False,
    "workplaceType": "OnSite",
    "publishedAt": "2026-11-20",
    "descriptionHtml": "<p>Build.</p>",
    "jobUrl": "https://board.example/a1",
    "compensation": {
        "compensationTiers": [
            {
                "components": [
                    {"minValue": None, "maxValue": None, "currencyCode": None},
                    {"interval": "1 YEAR", "currencyCode": "GBP", "minValue": 90000, "maxValue": 110000},
                ]
            }
        ]
    },
}
WTTJ = {
    "reference": "ref-1",
    "name": "Chargé de recrutement",
    "language": "fr",
    "contract_type": "apprenticeship",
    "remote": "punctual",
    "offices": [{"city": "Paris", "country_code": "FR"}, {"city": "Lyon", "country_code": "FR"}],
    "published_at": "2026-11-19T10:00:00.000+01:00",
    "salary_minimum": 1200,
    "salary_maximum": 1400,
    "salary_currency": "EUR",
    "salary_period": "monthly",
    "experience_level_minimum": 0.5,
    "summary": "Vous recrutez avec nous.",
    "key_missions": ["Chercher", "Trouver"],
    "profile": "Curieux et patient.",
    "organization": {"name": "Exemple", "slug": "exemple", "logo": {"url": "https://e.example/l.png"}},
}
HAND_MADE = {
    "Intitulé du poste": "Technicien de maintenance",
    "Nom entreprise": "Exemple SARL",
    "Ville": "SFAX",
    "Pays": "Tunisie",
    "Type de contrat": "SIVP",
    "Salaire": "900 DT / mois",
    "Descriptif": "Entretien des machines de notre atelier avec une équipe de dix personnes.",
    "Date de publication": "12/11/2026",
    "Date limite": "30/11/2026",
    "Lien": "www.exemple.example/offre/3",
    "Compétences": "Mécanique; Hydraulique; mécanique",
    "Niveau": "Débutant",
    "Expérience": "1 an",
}


def read(record: Mapping[str, Any], **habits: Any) -> JobPosting:
    return posting_from_record(record, "demo", NOW, Habits(**habits))


def test_france_travail() -> None:
    posting = read(FRANCE_TRAVAIL)
    assert posting == JobPosting(
        source="demo",
        external_id="207QYWM",
        title="Développeur Python H/F",
        company="EXEMPLE SAS",
        location="Lyon (69)",
        city="Lyon",
        country="FR",
        description_html="<p>Vous développez.</p><ul><li>Python</li><li>SQL</li></ul>",
        description_text="Vous développez.\n\n- Python\n- SQL",
        url="https://offres.example/207QYWM",
        apply_url="https://exemple.example/postuler",
        company_logo_url="https://exemple.example/logo.png",
        company_industry="Programmation informatique",
        contract="permanent",
        work_time="full_time",
        language="fr",
        years_min=2.0,
        salary=Salary(
            Decimal(38000),
            Decimal(45000),
            "EUR",
            "year",
            "Annuel de 38000.0 Euros à 45000.0 Euros sur 12.0 mois",
        ),
        published_at=datetime(2026, 11, 18, 9, 12, tzinfo=UTC),
        skills=("Python", "SQL"),
        raw=FRANCE_TRAVAIL,
    )


def test_adzuna() -> None:
    posting = read(ADZUNA)
    assert (posting.title, posting.company, posting.url) == (
        "Data Engineer",
        "Exemple",
        "https://ads.example/land/1",
    )
    assert (posting.city, posting.country, posting.contract, posting.work_time) == (
        "Paris",
        "FR",
        "permanent",
        "full_time",
    )
    assert posting.salary == Salary(Decimal(40000), Decimal(45000), "EUR", "year")


def test_a_salary_that_the_board_guessed_is_unknown() -> None:
    assert read({**ADZUNA, "salary_is_predicted": "1"}).salary is None


def test_schema_org() -> None:
    posting = read(JSON_LD, zone=ZoneInfo("Africa/Tunis"))
    assert posting.description_html == "<p>Tenir les <strong>comptes</strong></p>"
    assert (posting.external_id, posting.company, posting.city, posting.country) == (
        "REF-7",
        "Exemple Tunisie",
        "Sfax",
        "TN",
    )
    assert (posting.contract, posting.work_time, posting.remote) == ("temporary", "full_time", "remote")
    assert (posting.years_min, posting.skills) == (1.5, ("Excel", "Sage", "fiscalité"))
    assert posting.salary == Salary(Decimal(1500), Decimal(1800), "TND", "month")
    assert posting.expires_at == datetime(2026, 12, 31, 22, 59, tzinfo=UTC)


def test_jobspy_table() -> None:
    posting = read(JOBSPY)
    assert (posting.url, posting.apply_url) == (
        "https://board.example/viewjob?jk=abc",
        "https://exemple.example/apply",
    )
    assert (posting.city, posting.country, posting.level, posting.remote) == (
        "Leeds",
        "GB",
        "senior",
        "remote",
    )
    assert (posting.contract, posting.work_time) == ("fixed_term", "full_time")
    assert (posting.company_size, posting.company_industry) == ("51 to 200", "Software")
    assert posting.salary == Salary(Decimal(60000), Decimal(70000), "GBP", "year")


def test_lever() -> None:
    posting = read(LEVER)
    assert posting.description_text == "Sell things.\n\nYou will\n\n- call\n- write\n\nEqual chances."
    assert (posting.city, posting.country, posting.remote, posting.work_time) == (
        "Berlin",
        "DE",
        "hybrid",
        "full_time",
    )
    assert posting.salary == Salary(Decimal(60000), Decimal(80000), "EUR", "year")
    assert posting.published_at == datetime(2025, 11, 18, 21, 6, 40, tzinfo=UTC)


def test_smartrecruiters() -> None:
    posting = read(SMARTRECRUITERS)
    assert posting.description_text == "Job Description\n\nCount boxes.\n\nQualifications\n\nPatience."
    assert (posting.company, posting.city, posting.country) == ("Example", "Lyon", "FR")
    assert (posting.contract, posting.work_time, posting.level, posting.remote) == (
        "permanent",
        "full_time",
        "entry",
        "hybrid",
    )


def test_ashby() -> None:
    posting = read(ASHBY)
    assert (posting.city, posting.country, posting.remote, posting.level) == (
        "London",
        "GB",
        "onsite",
        "lead",
    )
    assert posting.salary == Salary(Decimal(90000), Decimal(110000), "GBP", "year")


def test_welcome_to_the_jungle() -> None:
    posting = read(WTTJ)
    assert (posting.company, posting.city, posting.contract, posting.remote) == (
        "Exemple",
        "Paris",
        "apprenticeship",
        "hybrid",
    )
    assert (posting.years_min, posting.location) == (0.5, "Paris, FR / Lyon, FR")
    assert (
        posting.description_text == "Vous recrutez avec nous.\n\n- Chercher\n- Trouver\n\nCurieux et patient."
    )
    assert posting.salary == Salary(Decimal(1200), Decimal(1400), "EUR", "month")


def test_a_table_made_by_hand() -> None:
    posting = read(HAND_MADE)
    assert (posting.title, posting.company) == ("Technicien de maintenance", "Exemple SARL")
    assert (posting.city, posting.country, posting.contract, posting.level) == ("Sfax", "TN", "sivp", "entry")
    assert posting.url == "https://www.exemple.example/offre/3"
    assert posting.skills == ("Mécanique", "Hydraulique")
    assert (posting.years_min, posting.language) == (1.0, "fr")
    assert posting.salary == Salary(Decimal(900), Decimal(900), "TND", "month", "900 DT / mois")
    assert posting.published_at == datetime(2026, 11, 12, tzinfo=UTC)
    assert posting.expires_at == datetime(2026, 11, 30, tzinfo=UTC)
    assert posting.external_id.startswith("u-")


def test_arabic_columns() -> None:
    posting = read(
        {"المسمى الوظيفي": "محاسب", "الشركة": "شركة المثال", "المدينة": "صفاقس", "الراتب": "1200 دينار شهريا"}
    )
    assert (posting.title, posting.company, posting.city, posting.country) == (
        "محاسب",
        "شركة المثال",
        "Sfax",
        "TN",
    )
    assert posting.language == "ar"
    assert posting.salary == Salary(Decimal(1200), Decimal(1200), "TND", "month", "1200 دينار شهريا")


def test_labelled_lines_fill_what_columns_leave_open() -> None:
    text = (
        "Job Title: Comptable\nCompany Name:, EXEMPLE\nDetails: Niveau d'expérience : Débutant < 2 ans\n\n"
        "            Contrat proposé\n            : CDI\n\nRégion de : Ariana\nPost Created At: 03.11.2026"
    )
    posting = read({"title": "Job Title: Comptable", "description": text, "country": "TN"})
    assert (posting.title, posting.company, posting.city, posting.contract) == (
        "Comptable",
        "EXEMPLE",
        "Ariana",
        "permanent",
    )
    assert posting.published_at == datetime(2026, 11, 3, tzinfo=UTC)


def test_cells_that_hold_literals() -> None:
    posting = read(
        {
            "intitule": "Agent (H/F)",
            "entreprise": "{'nom': 'Exemple'}",
            "lieuTravail": "{'libelle': '07 - AUBENAS', 'codePostal': '07200'}",
            "competences": "[{'libelle': 'Nettoyer'}, {'libelle': 'Ranger'}]",
            "salaire": '{"libelle": "Mensuel de 1900.00 Euros à 2100.00 Euros sur 12 mois"}',
        }
    )
    assert (posting.company, posting.city, posting.skills) == ("Exemple", "Aubenas", ("Nettoyer", "Ranger"))
    assert posting.salary is not None
    assert posting.salary.minimum == Decimal(1900)


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ({}, "no_title"),
        ({"title": ""}, "no_title"),
        ({"title": "12345", "description": "x"}, "no_title"),
        ({"title": "nan", "description": "x"}, "no_title"),
        ({"description": "x", "company": "y"}, "no_title"),
        ({"title": "Comptable"}, "no_text"),
        ({"title": "Comptable", "location": "Tunis"}, "no_text"),
        ([], "bad_record"),
        ("title", "bad_record"),
        (None, "bad_record"),
        ({"title": "x" * 1_000_001}, "too_large"),
        ({"title": "Comptable", "x": [0] * 60_000}, "too_large"),
    ],
)
def test_records_that_are_no_records(record: Any, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        read(record)
    assert refused.value.code == code


def test_a_source_has_a_name() -> None:
    with pytest.raises(Rejected, match="bad_source"):
        posting_from_record(ADZUNA, "", NOW)


def test_depth_is_refused() -> None:
    deep: dict[str, Any] = {"title": "Comptable", "company": "Exemple"}
    for _ in range(500):
        deep = {"title": "Comptable", "x": deep}
    with pytest.raises(Rejected, match="bad_record"):
        read(deep)
    circular: dict[str, Any] = {"title": "Comptable"}
    circular["self"] = circular
    with pytest.raises(Rejected, match="bad_record"):
        read(circular)


def test_a_record_that_multiplies_itself_is_refused() -> None:
    value: Any = "x"
    for _ in range(12):
        value = [value] * 10
    with pytest.raises(Rejected, match="too_large"):
        read({"title": "Comptable", "x": value})


def test_a_title_of_nearly_a_megabyte_is_cut() -> None:
    assert len(read({"title": "Comptable " * 99_000, "company": "Exemple"}).title) == 255


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ["Comptable", "Caissier"]},
        {"company": {"name": ["Exemple"]}},
        {"company": float("nan")},
        {"location": [None, {"city": ["Sfax"]}]},
        {"description": {"x": [1, 2]}},
        {"salary_min": "beaucoup", "salary_max": [1]},
        {"salary": {"min": {"x": 1}}},
        {"date": {"$date": 12}},
        {"skills": [[["a"]], {"b": 1}, None, 3]},
        {"url": ["javascript:alert(1)", 5, {"url": "https://jobs.example/1"}]},
        {"contract": {"id": None}},
        {"remote": "perhaps"},
        {"id": {"value": ["x"]}},
        {"experience": -3},
        {"lists": {"a": 5, "b": [1]}},
        {12: "x", None: "y", ("a",): "z"},
        {"title": b"Comptable", "company": "Exemple"},
        {"published_at": datetime(2026, 11, 1, tzinfo=UTC)},
    ],
)
def test_odd_values_cost_only_their_field(changes: dict[Any, Any]) -> None:
    posting = read(
        {"title": "Comptable", "company": "Exemple", "description": "Tenir les comptes", **changes}
    )
    assert posting.title.startswith("Comptable")
    assert posting.raw


def test_script_in_every_field_stays_text() -> None:
    payload = "<script>alert(1)</script><img src=x onerror=alert(1)>Comptable"
    names = (
        "title",
        "company",
        "location",
        "description",
        "skills",
        "industry",
        "company_size",
        "contract",
        "salary",
    )
    posting = read(
        dict.fromkeys(names, payload) | {"url": "javascript:alert(1)", "logo": "data:image/svg+xml,x"}
    )
    assert posting.title == "Comptable"
    assert (posting.url, posting.apply_url, posting.company_logo_url) == (None, None, None)
    assert "<" not in (posting.description_html or "").replace("<p>", "").replace("</p>", "")


def test_the_country_of_the_source_is_the_last_resort() -> None:
    assert read({"title": "Comptable", "company": "E"}, country="TN").country == "TN"
    assert (
        read({"title": "Comptable", "company": "E", "location": "Lyon, France"}, country="TN").country == "FR"
    )
    assert read({"title": "Comptable", "company": "E", "country": "be"}, country="TN").country == "BE"


def test_a_bare_country_code_is_not_shown_as_a_place() -> None:
    assert read({"title": "Comptable", "company": "E", "country": "FR"}).location is None
    assert read({"title": "Comptable", "company": "E", "country": "Tunisie"}).location == "Tunisie"


def test_interns_are_beginners_unless_the_source_says_otherwise() -> None:
    assert read({"title": "Stage - Data Engineer", "company": "E"}).level == "entry"
    assert read({"title": "Stage - Data Engineer", "company": "E", "level": "Junior"}).level == "junior"


def test_habits_of_a_source() -> None:
    record = {
        "title": "Clerk",
        "company": "E",
        "date": "03/04/2026",
        "id": "17",
        "url": "https://jobs.example/1",
    }
    assert read(record).published_at == datetime(2026, 4, 3, tzinfo=UTC)
    assert read(record, month_first=True).published_at == datetime(2026, 3, 4, tzinfo=UTC)
    assert read(record).external_id == "17"
    assert read(record, row_ids=True).external_id.startswith("u-")


def test_names_of_offers_without_numbers() -> None:
    record = {"title": "Comptable", "company": "Exemple", "description": "a"}
    first, again = read(record), read({**record, "date": "2026-11-01"})
    other = read({**record, "description": "b"})
    assert first.external_id == again.external_id != other.external_id
    assert len(read({**record, "id": "x" * 500}).external_id) <= 128


def test_the_future_is_no_publication_date() -> None:
    soon, late = NOW + timedelta(days=1), NOW + timedelta(days=9)
    assert read({**HAND_MADE, "Date de publication": soon.isoformat()}).published_at == soon
    assert read({**HAND_MADE, "Date de publication": late.isoformat()}).published_at is None


def test_columns_that_differ_only_in_spelling() -> None:
    posting = read({"Title": "", "title": "Comptable", "TITLE": "Caissier", "Company": "Exemple"})
    assert posting.title == "Comptable"


def test_raw_is_fit_for_storage() -> None:
    posting = read(
        {"title": "Comptable\x00", "company": "\ud800E", "x": float("nan"), "y": 2**80, "z": {1, 2}}
    )
    assert posting.raw == {"title": "Comptable", "company": "E", "x": None, "y": None, "z": ""}
