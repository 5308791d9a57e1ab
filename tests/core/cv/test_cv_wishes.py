from __future__ import annotations

from decimal import Decimal

import pytest

from app.core.cv.contact import find_contact
from app.core.cv.salary import read_salary
from app.core.cv.sections import split
from app.core.cv.wishes import Wishes, find_wishes
from tests.core.cv.cv_texts import document_of


def wishes_of(text: str) -> Wishes:
    sections = split(document_of(text).lines)
    return find_wishes(sections, find_contact(sections))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Jane Doe\nSenior Data Analyst\njane@example.com", "Senior Data Analyst"),
        ("Jane Doe - Project Manager\njane@example.com", "Project Manager"),
        ("Jane Doe | Project Manager | Leeds\njane@example.com", "Project Manager"),
        ("WAREHOUSE SUPERVISOR\nSummary\nHard-working", "WAREHOUSE SUPERVISOR"),
        ("Claire Fontanel\nclaire@exemple.fr\nRecherche un poste de comptable à Lyon", "comptable"),
        ("Jane Doe\njane@example.com\nSeeking a position as Head Chef in London", "Head Chef"),
        ("Jonas Lind\njonas@beispiel.de\nWunschposition: Teamleiter", "Teamleiter"),
        ("Jana Lind\njana@beispiel.de\nGesucht: unbefristete Stelle als Pflegefachkraft", "Pflegefachkraft"),
        ("Jane Doe\njane@example.com\nLooking for a role as Head Chef or Sous Chef", "Sous Chef"),
        ("سلمى القاسمي\nsalma@exemple.tn\nأبحث عن وظيفة محاسبة", "محاسبة"),
    ],
)
def test_title(text: str, title: str) -> None:
    assert title in wishes_of(text).titles


@pytest.mark.parametrize(
    "text",
    ["Jane Doe\nLondon\njane@example.com", "Jane Doe\nProfil\nRecherche de solutions", "CV\n+216 20 123 456"],
)
def test_no_title(text: str) -> None:
    assert wishes_of(text).titles == ()


@pytest.mark.parametrize(
    ("text", "contracts"),
    [
        ("Recherche un CDI ou CDD", ("permanent", "fixed_term")),
        ("Recherche stage PFE", ("internship",)),
        ("En recherche d'une alternance", ("apprenticeship",)),
        ("Type de contrat : SIVP", ("sivp",)),
        ("Open to freelance work", ("freelance",)),
        ("Suche unbefristete Festanstellung", ("permanent",)),
        ("أبحث عن تربص", ("internship",)),
        ("Développeuse en CDI depuis 2020", ()),
    ],
)
def test_contracts(text: str, contracts: tuple[str, ...]) -> None:
    assert wishes_of(f"Jane Doe\njane@example.com\n{text}").contracts == contracts


def test_contracts_of_past_jobs_are_no_wish() -> None:
    assert wishes_of("Jane Doe\nExpérience\nRecherche médicale, stage 01/2019 - 03/2019").contracts == ()


def test_places_of_the_wish_only() -> None:
    found = wishes_of("Jane Doe\nLeeds\nSummary\nSeeking work in Germany or in Brussels. Studied in Paris.\n")
    assert [(place.city, place.country) for place in found.places][:2] == [(None, "DE"), ("Brussels", "BE")]
    assert all(place.city != "Leeds" for place in found.places)


@pytest.mark.parametrize(
    ("text", "remote"),
    [
        ("Recherche poste en télétravail", True),
        ("Open to remote roles", True),
        ("Suche Stelle mit Home-Office", True),
        ("Looking for a role, no remote", False),
        ("Managed remote teams", False),
    ],
)
def test_remote(text: str, remote: bool) -> None:
    assert wishes_of(f"Jane Doe\njane@example.com\n{text}").remote is remote


SALARIES = [
    ("Prétentions salariales : 35 000 € brut/an", 35000, None, "EUR", "year"),
    ("Prétentions : 35-40 k€", 35000, 40000, "EUR", "year"),
    ("Salary expectation: £45,000 per year", 45000, None, "GBP", "year"),
    ("Salary expectation: 2,500 TND per month", 2500, None, "TND", "month"),
    ("Salaire souhaité : 1800 DT", 1800, None, "TND", "month"),
    ("Gehaltsvorstellung: 55.000 EUR p.a.", 55000, None, "EUR", "year"),
    ("Gehaltswunsch 3.500 bis 4.000 € monatlich", 3500, 4000, "EUR", "month"),
    ("TJM : 450 €", 450, None, "EUR", "day"),
    ("Prétentions salariales : 2 400 à 2 900 DT net par mois", 2400, 2900, "TND", "month"),
    ("Rémunération souhaitée : 35 000 € brut sur 13 mois", 35000, None, "EUR", "year"),
    ("Salary: 50000 EUR, notice 3 months", 50000, None, "EUR", "year"),
    ("Gehaltsvorstellung ab 2027: 50.000 Euro", 50000, None, "EUR", "year"),
    ("Salary: 30,000 EUR, moved here with 45 000 others", 30000, None, "EUR", "year"),
    ("الراتب المطلوب: ٢٠٠٠ دينار شهريا", 2000, None, "TND", "month"),
]


@pytest.mark.parametrize(("text", "minimum", "maximum", "currency", "period"), SALARIES)
def test_salary(text: str, minimum: int, maximum: int | None, currency: str, period: str) -> None:
    found = read_salary(text, 4)
    assert found is not None
    assert (found.minimum, found.currency, found.period, found.line) == (
        Decimal(minimum),
        currency,
        period,
        4,
    )
    assert found.maximum == (None if maximum is None else Decimal(maximum))


@pytest.mark.parametrize(
    "text", ["35 000 €", "Salary: negotiable", "Salary 45000", "Prétentions : 12 €", "Package delivery"]
)
def test_no_salary(text: str) -> None:
    assert read_salary(text, 0) is None


def test_currency_of_the_country_fills_in() -> None:
    found = read_salary("Salary expectation: 30000", 0, "GB")
    assert found is not None
    assert found.currency == "GBP"


def test_a_salary_goes_on_in_the_next_line_of_a_narrow_column() -> None:
    text = "Jane Doe\nTunis\nObjectif\nPrétentions salariales : 2 400 à 2\n900 DT net par mois\nDisponible"
    found = wishes_of(text).salary
    assert found is not None
    assert (found.minimum, found.maximum, found.currency, found.period) == (2400, 2900, "TND", "month")
