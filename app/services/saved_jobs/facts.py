"""An offer as it is now, to be kept with a saved one or compared with that."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Protocol

from app.core.saved_jobs.changes import Facts


class Offered(Protocol):
    """Columns of an offer; a row of a query has them too."""

    title: str
    company: str | None
    location: str | None
    city: str | None
    country: str | None
    salary_min: Decimal | None
    salary_max: Decimal | None
    salary_currency: str | None
    salary_period: str | None
    is_active: bool
    reposted_at: datetime | None
    duplicate_of_id: int | None
    version: int


def facts_of(job: Offered) -> Facts:
    return Facts(
        title=job.title,
        company=job.company or "",
        place=job.location or job.city or job.country or "",
        salary_min=_amount(job.salary_min),
        salary_max=_amount(job.salary_max),
        salary_currency=job.salary_currency or "",
        salary_period=job.salary_period or "",
        is_open=job.is_active,
        reposted_at=job.reposted_at.isoformat() if job.reposted_at else "",
        copy_of=job.duplicate_of_id or 0,
        version=job.version,
    )


def _amount(value: Decimal | None) -> str:
    return "" if value is None else str(value.quantize(Decimal("0.01")))
