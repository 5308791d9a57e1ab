"""Pay as an advert writes it, by country, contract and height."""

from __future__ import annotations

import re

from demo_data.maker.chance import choose, fraction
from demo_data.maker.model import Vacancy

SHOWN = {"TN": 0.52, "FR": 0.66, "BE": 0.56, "DE": 0.54, "GB": 0.76}  # share of adverts that say
LEVEL = {"entry": 0.92, "junior": 0.89, "mid": 1.0, "senior": 1.2, "lead": 1.3}
LOWEST = {"TN": 550, "FR": 22500, "BE": 2250, "DE": 29700, "GB": 25000}  # legal minimum, rounded up
STEP = {"TN": 50, "FR": 500, "BE": 50, "DE": 500, "GB": 500}
HOURS = {"FR": 1820, "BE": 1976 / 12, "DE": 2028, "GB": 1950}  # paid hours in one unit of the band
DAYS = {"TN": 12, "FR": 110, "BE": 9, "DE": 110, "GB": 110}  # a freelance day against that unit
FULL_TIME_BASE = {"fr": "(base temps plein)", "en": "(full-time equivalent)", "de": "(bei Vollzeit)"}
PAID_BY_TIME = re.compile(r"heure|hour|Stunde|pro rata|jour|day")
TRAINING = ("internship", "apprenticeship")


def salary_text(vacancy: Vacancy) -> str | None:
    """None where the advert keeps silent."""
    key = vacancy.external_id
    if fraction(key, "pay shown") >= SHOWN[vacancy.country]:
        return None
    text = _text(vacancy, *band(vacancy))
    if vacancy.work == "part" and not PAID_BY_TIME.search(text):
        return f"{text} {FULL_TIME_BASE[vacancy.language]}"
    return text


def _text(vacancy: Vacancy, low: int, high: int) -> str:
    if vacancy.contract == "freelance":
        return _day(vacancy, low, high)
    if vacancy.country == "TN":
        return _tunisia(vacancy, low, high)
    if vacancy.country == "BE":
        return _belgium(vacancy, low, high)
    if vacancy.country == "DE":
        return _germany(vacancy, low, high)
    return _britain(vacancy, low, high) if vacancy.country == "GB" else _france(vacancy, low, high)


def band(vacancy: Vacancy) -> tuple[int, int]:
    """The band of this post, rounded, in the unit of its country (see ``Role.pay``)."""
    country, key = vacancy.country, vacancy.external_id
    low, high = vacancy.role.pay[country]
    factor = 0.96 + 0.08 * fraction(key, "employer pays")
    if set(vacancy.role.levels) != {"entry"}:
        factor *= LEVEL[vacancy.level]
    step = STEP[country]
    low, high = (round(value * factor / step) * step for value in (low, high))
    if vacancy.contract not in TRAINING and low < LOWEST[country]:
        low, high = LOWEST[country], max(high, LOWEST[country] + 2 * step)
    return low, high


def grouped(amount: float, separator: str) -> str:
    return f"{round(amount):,}".replace(",", separator)


def monthly(yearly: float, separator: str, months: int = 12) -> str:
    return grouped(round(yearly / months / 10) * 10, separator)


def hourly(amount: float, country: str) -> str:
    """In steps of five cents, with the decimal sign of the country."""
    text = f"{round(amount / HOURS[country] * 20) / 20:.2f}"
    return text if country == "GB" else text.replace(".", ",")


def inside(low: int, high: int) -> float:
    """One figure out of a band, nearer to its lower end."""
    return 0.7 * low + 0.3 * high


def _day(vacancy: Vacancy, low: int, high: int) -> str:
    first, last = (round(value / DAYS[vacancy.country] / 10) * 10 for value in (low, high))
    if vacancy.country == "TN":
        return f"{first} - {last} DT par jour" if vacancy.language == "fr" else f"{first}-{last} TND per day"
    if vacancy.country == "GB":
        return f"£{first} - £{last} per day"
    if vacancy.country == "DE":
        return f"{round(first / 8)} bis {round(last / 8)} € pro Stunde"
    return f"TJM {first} - {last} €" if vacancy.language == "fr" else f"€{first} - €{last} per day"


def _france(vacancy: Vacancy, low: int, high: int) -> str:
    key = vacancy.external_id
    if vacancy.language == "en":
        return f"€{low:,} - €{high:,} gross per year"
    if vacancy.contract in TRAINING:
        return f"{monthly(low, ' ')} € à {monthly(high, ' ')} € par mois"
    if vacancy.contract == "temporary":
        return f"{hourly(inside(low, high), 'FR')} € brut de l'heure"
    yearly = (
        f"{grouped(low, ' ')} € - {grouped(high, ' ')} € brut par an",
        f"{grouped(low, ' ')} à {grouped(high, ' ')} euros bruts annuels",
        f"{round(low / 1000)}-{round(high / 1000)} k€ brut/an",
        f"À partir de {grouped(low, ' ')} € brut annuel",
    )
    modest = (
        f"{monthly(low, ' ')} € à {monthly(high, ' ')} € brut par mois",
        f"{monthly(inside(low, high), '')} € brut mensuel",
        f"{monthly(inside(low, high), ' ', 13)} € brut par mois sur 13 mois",
        f"{hourly(low, 'FR')} € à {hourly(high, 'FR')} € de l'heure",
    )
    return choose(modest if high < 33000 else yearly, key, "pay form")


def _tunisia(vacancy: Vacancy, low: int, high: int) -> str:
    key = vacancy.external_id
    if vacancy.language == "en":
        return choose(
            (f"TND {low:,} - {high:,} net per month", f"{low:,}-{high:,} TND net/month"), key, "pay form"
        )
    forms = (
        f"{grouped(low, ' ')} - {grouped(high, ' ')} DT net / mois",
        f"{grouped(low, ' ')} à {grouped(high, ' ')} TND nets par mois",
        f"{low}-{high} DT/mois",
        f"À partir de {grouped(low, ' ')} DT net mensuel",
        f"{grouped((low + high) / 2, ' ')} DT net par mois + primes",
    )
    return choose(forms[:3] if vacancy.contract in TRAINING else forms, key, "pay form")


def _belgium(vacancy: Vacancy, low: int, high: int) -> str:
    key = vacancy.external_id
    if vacancy.language == "en":
        return choose(
            (f"€{low:,} - €{high:,} gross per month", f"From €{low:,} gross/month"), key, "pay form"
        )
    if vacancy.contract == "temporary" or (high < 2900 and fraction(key, "hourly") < 0.5):
        return f"{hourly(inside(low, high), 'BE')} € brut/heure"
    forms = (
        f"{grouped(low, '.')} € à {grouped(high, '.')} € brut par mois",
        f"{low} - {high} € brut/mois",
        f"{grouped(low, '.')} € brut/mois + chèques-repas",
    )
    return choose(forms, key, "pay form")


def _germany(vacancy: Vacancy, low: int, high: int) -> str:
    key = vacancy.external_id
    if vacancy.language == "en":
        return choose(
            (f"€{low:,} - €{high:,} per year", f"€{round(low / 1000)}k-{round(high / 1000)}k"),
            key,
            "pay form",
        )
    if vacancy.contract == "apprenticeship":
        return f"{monthly(low, '.')} € brutto im Monat (erstes Ausbildungsjahr)"
    if vacancy.contract in ("temporary", "internship") or (high < 34000 and fraction(key, "hourly") < 0.6):
        return f"{hourly(inside(low, high), 'DE')} € pro Stunde"
    forms = (
        f"{grouped(low, '.')} € - {grouped(high, '.')} € pro Jahr",
        f"{grouped(low, '.')} bis {grouped(high, '.')} Euro brutto jährlich",
        f"{monthly(low, '.')} € bis {monthly(high, '.')} € brutto im Monat",
        f"ab {monthly(low, '.')} € brutto monatlich",
        f"bis zu {grouped(high, '.')} € p. a.",
    )
    return choose(forms, key, "pay form")


def _britain(vacancy: Vacancy, low: int, high: int) -> str:
    key = vacancy.external_id
    if vacancy.contract == "temporary" or (high < 27500 and fraction(key, "hourly") < 0.6):
        return f"£{hourly(inside(low, high), 'GB')} per hour"
    pro_rata = ", pro rata" if vacancy.work == "part" else ""
    forms = (
        f"£{low:,} - £{high:,} per annum{pro_rata}",
        f"£{low:,} to £{high:,} a year{pro_rata}",
        f"£{round(low / 1000)}k - £{round(high / 1000)}k{pro_rata}",
        f"Up to £{high:,} per annum{pro_rata}",
        f"£{round((low + high) / 2000) * 1000:,} per annum plus benefits{pro_rata}",
    )
    return choose(forms[:2] if vacancy.contract in TRAINING else forms, key, "pay form")
