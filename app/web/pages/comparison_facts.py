"""What is known of offers beside each other: pay, place, contract, dates, and what the person did with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from app.models import Job
from app.services.comparison.offers import ComparedOffer
from app.web.pages.job import why_closed
from app.web.words import country_name, day, money, number, salary, years
from app.words.labels import label

Cells = Callable[[ComparedOffer], "Cell"]


@dataclass(frozen=True, slots=True)
class Cell:
    """``text`` is empty where nothing is known; ``tag`` marks the highest; ``url`` leads to what is named."""

    text: str = ""
    note: str = ""
    tag: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        return len({cell.text for cell in self.cells}) > 1


def highest(values: Sequence[float | None], word: str) -> tuple[str, ...]:
    """``word`` for the one highest value; for none where several share it or one is not known."""
    known = [value for value in values if value is not None]
    if len(known) < len(values) or known.count(max(known)) > 1:
        return ("",) * len(values)
    return tuple(word if value == max(known) else "" for value in known)


def fact_rows(offers: Sequence[ComparedOffer]) -> Iterable[tuple[str, tuple[Row, ...]]]:
    def rows(*given: tuple[str, Cells]) -> tuple[Row, ...]:
        made = (Row(title, tuple(cell(one) for one in offers)) for title, cell in given)
        return tuple(row for row in made if any(cell.text for cell in row.cells))

    def code(name: str, kind: str) -> Cells:
        return lambda one: Cell(label(kind, getattr(one.job, name)))

    def moment(name: str) -> Cells:
        return lambda one: Cell(day(getattr(one.job, name)))

    yield _("Salary"), (_salary_row(offers), *rows((_("As stated"), lambda one: Cell(salary(one.job)))))
    yield (
        _("Place"),
        rows(
            (_("Place"), lambda one: Cell(_place(one.job))),
            (_("Distance"), _distance),
            (_("Remote work"), code("remote_policy", "remote")),
        ),
    )
    yield (
        _("The job"),
        rows(
            (_("Contract"), code("contract_type", "job_type")),
            (_("Working time"), code("work_time", "contract_type")),
            (_("Level"), code("experience_level", "experience_level")),
            (_("Experience asked for"), lambda one: Cell(years(one.job.years_min))),
            (_("Languages asked for"), lambda one: Cell(_languages(one.job))),
            (_("Language of the offer"), code("language", "language")),
        ),
    )
    yield (
        _("Dates and source"),
        rows(
            (_("Still offered"), _state),
            (_("Date posted"), moment("published_at")),
            (_("First seen here"), moment("first_seen_at")),
            (_("Last checked"), moment("last_seen_at")),
            (_("Open until"), moment("expires_at")),
            (_("Source"), code("source", "source")),
        ),
    )
    yield _("What I did"), rows((_("Saved"), _kept), (_("Application"), _application))


def _salary_row(offers: Sequence[ComparedOffer]) -> Row:
    """All in euros a year, so that they can be compared whatever was stated."""
    jobs = [one.job for one in offers]
    most = [
        job.salary_year_eur_min if job.salary_year_eur_max is None else job.salary_year_eur_max
        for job in jobs
    ]
    tags = highest(most, _("highest"))
    return Row(_("In euros a year"), tuple(_pay(job, tag) for job, tag in zip(jobs, tags, strict=True)))


def _pay(job: Job, tag: str) -> Cell:
    """What was stated otherwise is converted with fixed rates, so to the hundred and no closer."""
    low, high = job.salary_year_eur_min, job.salary_year_eur_max
    if (job.salary_currency, job.salary_period) == ("EUR", "year"):
        return Cell(_euros(low, high), tag=tag)
    about = [None if bound is None else round(bound, -2) for bound in (low, high)]
    text = _euros(*about)
    return Cell(text, _("converted") if text else "", tag)


def _euros(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    if low is None:
        return _("up to %(n)s", n=_whole(high or 0))
    if high is None:
        return _("from %(n)s", n=_whole(low))
    return _whole(low) if low == high else f"{_whole(low)} – {_whole(high)}"


def _whole(amount: int) -> str:
    return money(Decimal(amount), "EUR")


def _place(job: Job) -> str:
    country = country_name(job.country)
    return ", ".join(filter(None, (job.city, country))) if job.city else job.location or country


def _distance(one: ComparedOffer) -> Cell:
    if one.distance is None:
        return Cell()
    kilometres = number(one.distance.kilometres)
    return Cell(_("about %(km)s km", km=kilometres), _("from %(town)s", town=one.distance.town))


def _languages(job: Job) -> str:
    asked: dict[str, Any] = job.languages or {}
    return ", ".join(
        f"{label('language', code)} ({level})" if level else label("language", code)
        for code, level in sorted(asked.items())
    )


def _state(one: ComparedOffer) -> Cell:
    if one.job.is_active:
        return Cell(_("yes"))
    ended = _("no longer since %(day)s", day=day(one.job.closed_at or one.job.last_seen_at))
    return Cell(ended, why_closed(one.job.closed_reason))


def _kept(one: ComparedOffer) -> Cell:
    if one.is_hidden:
        return Cell(_("hidden"), url="/saved/hidden")
    return Cell(_("yes"), url="/saved") if one.is_saved else Cell(_("no"))


def _application(one: ComparedOffer) -> Cell:
    if one.application is None:
        return Cell(_("none"))
    status = label("application_status", one.application.status)
    return Cell(status, url=f"/applications/{one.application.id}")
