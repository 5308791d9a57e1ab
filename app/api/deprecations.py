"""Operations that will go: marked in the document, and said with each of their answers (RFC 9745, RFC 8594)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from flask import Response, request
from werkzeug.http import http_date

NOTICE: Final = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Deprecation:
    """From when on it is deprecated, when it goes at the earliest, and the path of what takes its place."""

    since: date
    sunset: date
    instead: str

    def __post_init__(self) -> None:
        if self.sunset - self.since < NOTICE:
            raise ValueError("programs have half a year to change")


DEPRECATED: dict[str, Deprecation] = {}  # by endpoint; none so far


def add_headers(response: Response) -> Response:
    """Also to refusals: who is asked for a token learns it as well."""
    found = DEPRECATED.get(request.endpoint or "")
    if found is not None:
        response.headers["Deprecation"] = f"@{int(_midnight(found.since).timestamp())}"
        response.headers["Sunset"] = http_date(_midnight(found.sunset))
        response.headers.add("Link", f'<{found.instead}>; rel="successor-version"')
    return response


def mark(endpoint: str, operation: dict[str, Any]) -> None:
    """In the document."""
    found = DEPRECATED.get(endpoint)
    if found is not None:
        said = f"Deprecated since {found.since}, until {found.sunset}: use `{found.instead}`."
        operation["deprecated"] = True
        operation["description"] = f"{operation.get('description', '')}\n\n{said}".strip()


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
