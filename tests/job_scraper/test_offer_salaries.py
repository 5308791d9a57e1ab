"""Pay as fields and as prose, and what must never be taken for pay."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from job_scraper.normalise.salary import find_salary, salary_from_fields, salary_from_text
from job_scraper.normalise.yearly import yearly_eur
from job_scraper.posting import Salary

Pay = tuple[str | None, str | None, str, str]


def short(salary: Salary | None) -> Pay | None:
    if salary is None:
        return None
    low, high = (None if bound is None else str(bound) for bound in (salary.minimum, salary.maximum))
    return low, high, salary.currency, salary.period


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # French
        ("35-45 k€/an", ("35000", "45000", "EUR", "year")),
        ("35 - 45K€", ("35000", "45000", "EUR", "year")),
        ("45K à 50K € brut annuel", ("45000", "50000", "EUR", "year")),
        ("entre 40 et 50 k€", ("40000", "50000", "EUR", "year")),
        ("de 40 à 45 keur", ("40000", "45000", "EUR", "year")),
        ("30-40 000 € par an", ("30000", "40000", "EUR", "year")),
        ("2 500 € brut mensuel", ("2500", "2500", "EUR", "month")),
        ("1 801,80 € / mois", ("1801.80", "1801.80", "EUR", "month")),
        ("1800€ - 2200€", ("1800", "2200", "EUR", "month")),
        ("2000€ net/mois sur 13 mois", ("2000", "2000", "EUR", "month")),
        ("14,50 €/h", ("14.50", "14.50", "EUR", "hour")),
        ("12 € de l'heure", ("12", "12", "EUR", "hour")),
        ("TJM 450€", ("450", "450", "EUR", "day")),
        ("350 - 400 € par jour", ("350", "400", "EUR", "day")),
        ("jusqu'à 50k€", (None, "50000", "EUR", "year")),
        ("à partir de 38 000 € brut annuel", ("38000", None, "EUR", "year")),
        ("50 000 € +", ("50000", None, "EUR", "year")),
        ("Annuel de 38000.0 Euros à 45000.0 Euros sur 12.0 mois", ("38000", "45000", "EUR", "year")),
        ("Mensuel de 1900.00 Euros à 2100.00 Euros sur 13 mois", ("1900", "2100", "EUR", "month")),
        ("Horaire de 17.0 Euros", ("17", "17", "EUR", "hour")),
        ("Annuel de 26400,00 Euros sur 12 mois", ("26400", "26400", "EUR", "year")),
        ("54k€ fixe + 10k€ variable", ("54000", "54000", "EUR", "year")),
        ("1\u202f200\u00a0€ / mois", ("1200", "1200", "EUR", "month")),
        ("600 € par semaine", ("31200", "31200", "EUR", "year")),
        # English
        ("£30k - £35k per annum", ("30000", "35000", "GBP", "year")),
        ("£28,000 to £32,000 a year", ("28000", "32000", "GBP", "year")),
        ("£30-35k", ("30000", "35000", "GBP", "year")),
        ("£24,500", ("24500", "24500", "GBP", "year")),
        ("Up to £70,000 per annum", (None, "70000", "GBP", "year")),
        ("From £45k", ("45000", None, "GBP", "year")),
        ("€15.50 per hour", ("15.50", "15.50", "EUR", "hour")),
        ("£12.21 an hour", ("12.21", "12.21", "GBP", "hour")),
        ("£450 - £500 per day", ("450", "500", "GBP", "day")),
        ("$211.4K – $290.6K • Offers Equity", ("211400", "290600", "USD", "year")),
        ("€45,000.00/yr - €55,000.00/yr", ("45000", "55000", "EUR", "year")),
        ("$3,000 monthly", ("3000", "3000", "USD", "month")),
        ("CHF 90'000 - 110'000", ("90000", "110000", "CHF", "year")),
        ("£31,514 \\- £34,066", ("31514", "34066", "GBP", "year")),
        # German
        ("45.000 - 55.000 EUR", ("45000", "55000", "EUR", "year")),
        ("ab 45.000 € brutto im Jahr", ("45000", None, "EUR", "year")),
        ("bis zu 70.000 €", (None, "70000", "EUR", "year")),
        ("von 3.000 bis 3.500 € monatlich", ("3000", "3500", "EUR", "month")),
        ("2.800 € - 3.400 € / Monat", ("2800", "3400", "EUR", "month")),
        ("3200 € mtl.", ("3200", "3200", "EUR", "month")),
        ("ca. 50.000 € p.a.", ("50000", "50000", "EUR", "year")),
        ("Stundenlohn 13,50 Euro", ("13.50", "13.50", "EUR", "hour")),
        ("Jahresgehalt: 52.000,00 €", ("52000", "52000", "EUR", "year")),
        ("520 € pro Tag", ("520", "520", "EUR", "day")),
        # Tunisia and Arabic
        ("1 200 DT / mois", ("1200", "1200", "TND", "month")),
        ("1200/1500 DT", ("1200", "1500", "TND", "month")),
        ("1500 DT net", ("1500", "1500", "TND", "month")),
        ("850.000 DT", ("850", "850", "TND", "month")),
        ("24 000 TND par an", ("24000", "24000", "TND", "year")),
        ("راتب 1200 دينار شهريا", ("1200", "1200", "TND", "month")),
        ("من 1200 إلى 1500 دينار في الشهر", ("1200", "1500", "TND", "month")),
        ("١٥٠٠ دينار", ("1500", "1500", "TND", "month")),
        ("حتى 2000 دينار شهريا", (None, "2000", "TND", "month")),
        ("٣٠٠٠ يورو شهريا", ("3000", "3000", "EUR", "month")),
    ],
)
def test_fields_about_pay(written: str, meant: Pay) -> None:
    assert short(salary_from_text(written)) == meant


@pytest.mark.parametrize(
    ("written", "country", "meant"),
    [
        ("35000 - 40000", "FR", ("35000", "40000", "EUR", "year")),
        ("45 000", "DE", ("45000", "45000", "EUR", "year")),
        ("28k", "GB", ("28000", "28000", "GBP", "year")),
        ("1200", "TN", ("1200", "1200", "TND", "month")),
        ("35000 - 40000", None, None),
    ],
)
def test_the_country_supplies_the_currency(written: str, country: str | None, meant: Pay | None) -> None:
    assert short(salary_from_text(written, country)) == meant


@pytest.mark.parametrize(
    "written",
    [
        "", "Selon profil", "à négocier", "SMIC", "35h", "35 heures", "13 mois", "01 23 45 67 89",
        "+33 6 12 34 56 78", "2026", "2024-2026", "150 personnes", "50 %", "40-45", "75001 Paris",
        "£43,068 per year - estimated", "12 ans", "1 an", "IBAN 3000 4000 5000", "9" * 50_000, "€" * 5_000,
        "1 000 000 000 €", "0 €", "2 000€ annuel",
    ],
)  # fmt: skip
def test_what_is_not_pay(written: str) -> None:
    assert salary_from_text(written, "FR") is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "CDI temps plein.\nRémunération : 2600-3800€ mensuelle selon profil",
            ("2600", "3800", "EUR", "month"),
        ),
        ("Salaire annuel brut de 34 à 42 K€ selon profil", ("34000", "42000", "EUR", "year")),
        ("Poste à Aix - CDI - 45/50k€", ("45000", "50000", "EUR", "year")),
        ("Salaire : 13.05€/h + primes + 13e mois", ("13.05", "13.05", "EUR", "hour")),
        ("- Salaire: 34000 euros /an\n- Télétravail partiel", ("34000", "34000", "EUR", "year")),
        ("un salaire annuel, base de 27h hebdomadaire, de 17 938 euros", ("17938", "17938", "EUR", "year")),
        ("Salary: £35,000 - £50,000 (DOE)", ("35000", "50000", "GBP", "year")),
        ("Salaire : 2 500 € brut sur 13 mois", ("2500", "2500", "EUR", "month")),
        ("Rémunération : 2 400 à 2 900 DT", ("2400", "2900", "TND", "month")),
        ("Fixe 150/200 K€", ("150000", "200000", "EUR", "year")),
        ("The rate is £500 per day, outside IR35", ("500", "500", "GBP", "day")),
        ("Wir bieten ein Gehalt von 48.000 € bis 55.000 € im Jahr", ("48000", "55000", "EUR", "year")),
        ("الراتب: من 1200 إلى 1500 دينار شهريا", ("1200", "1500", "TND", "month")),
    ],
)
def test_pay_in_prose(text: str, meant: Pay) -> None:
    assert short(find_salary(text)) == meant


@pytest.mark.parametrize(
    ("text", "country", "meant"),
    [
        ("Salaire : 45-50K", "FR", ("45000", "50000", "EUR", "year")),
        ("Salary 45-50k plus bonus", "GB", ("45000", "50000", "GBP", "year")),
        ("Gehalt: 45-50K", None, None),
        ("45-50K", "FR", None),
        ("We have 45-50K users and pay well", "GB", None),
        ("Salaire attractif ! Plus de 45K clients", "FR", None),
    ],
)
def test_the_country_supplies_the_currency_of_thousands(
    text: str, country: str | None, meant: Pay | None
) -> None:
    assert short(find_salary(text, country)) == meant


def test_the_excerpt_holds_the_whole_amount() -> None:
    found = find_salary("2 400 à 2 900 DT net par mois")
    assert found is not None
    assert found.text == "2 400 à 2 900 DT net par mois"


@pytest.mark.parametrize(
    "text",
    [
        "Un groupe au chiffre d'affaires de 45 000 € par an",
        "We raised $12,000,000 last year and manage $5 billion",
        "Titres restaurant de 9€ par jour, prime de 1 000 € par an",
        "A £1,000 referral bonus per year awaits you",
        "Budget formation de 2 000 € par an",
        "Call 01 23 45 67 89 before 2026",
        "Over 20,000 customers in 30 countries, 45 000 utilisateurs",
        "Participation aux transports : 0.43€/kilomètre",
        "Zuschuss von 50 € pro Monat",
        "£56,814\nper year - estimated",
    ],
)
def test_prose_that_is_not_about_pay(text: str) -> None:
    assert find_salary(text) is None


@pytest.mark.parametrize(
    ("low", "high", "currency", "period", "country", "meant"),
    [
        (40000, 45000, "EUR", "YEAR", None, ("40000", "45000", "EUR", "year")),
        ("40000", "45000", "€", "yearly", None, ("40000", "45000", "EUR", "year")),
        (45000, 40000, "EUR", "an", None, ("40000", "45000", "EUR", "year")),
        (15.5, None, "GBP", "HOUR", None, ("15.50", None, "GBP", "hour")),
        (None, 500, "GBP", "daily", None, (None, "500", "GBP", "day")),
        (700, 800, "GBP", "WEEK", None, ("36400", "41600", "GBP", "year")),
        (2000, 2500, None, "mois", "TN", ("2000", "2500", "TND", "month")),
        (150000, 190000, "USD", "1 YEAR", None, ("150000", "190000", "USD", "year")),
        (60000, None, "usd", "per-year-salary", None, ("60000", None, "USD", "year")),
        (40000, 45000, "EUR", None, None, ("40000", "45000", "EUR", "year")),
        (0, 0, "EUR", "year", None, None),
        (-5, None, "EUR", "year", None, None),
        (float("nan"), float("inf"), "EUR", "year", None, None),
        (2024, None, "EUR", "hour", None, None),
        (40000, None, None, "year", None, None),
        (True, False, "EUR", "year", None, None),
        ([], {}, "EUR", "year", None, None),
    ],
)
def test_columns(
    low: object,
    high: object,
    currency: str | None,
    period: str | None,
    country: str | None,
    meant: Pay | None,
) -> None:
    assert short(salary_from_fields(low, high, currency, period, country)) == meant


@pytest.mark.parametrize(
    ("salary", "meant"),
    [
        (Salary(Decimal(30000), Decimal(36000), "EUR", "year"), (Decimal(30000), Decimal(36000))),
        (Salary(Decimal(2500), None, "EUR", "month"), (Decimal(30000), None)),
        (Salary(Decimal(2000), None, "EUR", "month", "2 000 € sur 13 mois"), (Decimal(26000), None)),
        (Salary(Decimal(2000), None, "EUR", "month", "2000€ x 13,5 mois"), (Decimal(27000), None)),
        (Salary(Decimal(2000), None, "EUR", "month", "2.000 €, 14 Monatsgehälter"), (Decimal(28000), None)),
        (Salary(Decimal(26000), None, "EUR", "year", "26 K€ sur 13 mois"), (Decimal(26000), None)),
        (Salary(None, Decimal(400), "EUR", "day"), (None, Decimal(87200))),
        (Salary(Decimal(15), Decimal(15), "EUR", "hour"), (Decimal(27300), Decimal(27300))),
        (Salary(Decimal(50000), None, "XXX", "year"), (None, None)),
    ],
)
def test_pay_as_yearly_euros(salary: Salary, meant: tuple[Decimal | None, Decimal | None]) -> None:
    assert yearly_eur(salary, date(2026, 11, 21)) == meant


def test_each_year_has_its_rates() -> None:
    pounds = Salary(Decimal(40000), None, "GBP", "year")
    then, now = (yearly_eur(pounds, day)[0] for day in (date(2020, 6, 1), date(2025, 6, 1)))
    assert then is not None
    assert now is not None
    assert then < now
    assert yearly_eur(pounds, date(1990, 1, 1))[0] == then
    dinars = yearly_eur(Salary(Decimal(1500), None, "TND", "month"), date(2026, 1, 1))[0]
    assert dinars is not None
    assert 4500 < dinars < 6500


@given(st.text(alphabet="0123456789 .,-€£kKàto/anmoish\n", max_size=80))
def test_bounds_are_believable_whatever_is_written(text: str) -> None:
    found = salary_from_text(text, "FR")
    if found:
        bounds = [bound for bound in (found.minimum, found.maximum) if bound is not None]
        assert bounds
        assert bounds == sorted(bounds)
        assert all(3 <= bound <= 1_500_000 for bound in bounds)
