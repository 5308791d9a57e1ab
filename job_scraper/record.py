"""From a record of any shape to a clean offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from job_scraper.fields import columns
from job_scraper.fields.body import company_of, description_of, title_of
from job_scraper.fields.labels import COMPANY, POSTED, labelled
from job_scraper.fields.links import ID_LENGTH, link_of, own_id, short_text
from job_scraper.fields.lookup import Fields
from job_scraper.fields.pay import salary_of
from job_scraper.fields.terms import contract_of, languages_of, level_of, skills_of, work_time_of, years_of
from job_scraper.fields.where import place_of, remote_of
from job_scraper.fingerprint import derived_id
from job_scraper.normalise.dates import TOO_NEW, parse_moment
from job_scraper.normalise.language import language_of
from job_scraper.plain import plain_record
from job_scraper.posting import JobPosting
from job_scraper.rejected import Rejected
from job_scraper.vocabulary.codes import LANGUAGES

__all__ = ["Habits", "Rejected", "posting_from_record"]

_LONGEST_OPEN = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class Habits:
    """What is known of a source and cannot be told from its records.

    ``country``      where its offers are when a record does not say
    ``month_first``  03/04 is the 4th of March
    ``zone``         of clock times without a zone
    ``row_ids``      a short number may be a row number of a table, not a name of the offer
    """

    country: str | None = None
    month_first: bool = False
    zone: tzinfo = UTC
    row_ids: bool = False


USUAL = Habits()


def posting_from_record(
    record: Mapping[str, Any], source: str, now: datetime, habits: Habits = USUAL
) -> JobPosting:
    """The same record and ``now`` (aware) always give the same offer. Raises Rejected and nothing else."""
    if not source:
        raise Rejected("bad_source", "an offer needs a source")
    raw = plain_record(record)
    fields = Fields(raw)
    title = title_of(fields)
    if title is None:
        raise Rejected("no_title", "columns: " + ", ".join(list(raw)[:12])[:300])
    description = description_of(fields)
    text = description.text
    company = company_of(fields) or labelled(text, COMPANY)
    url, apply_url = link_of(fields, columns.URL), link_of(fields, columns.APPLY_URL)
    if not (text or company or url or apply_url):
        raise Rejected("no_text", title)
    language = _language(fields, text, title)
    contract = contract_of(fields, title, text, language)
    place = place_of(fields, text, habits.country)
    return JobPosting(
        source=source,
        external_id=_id(own_id(fields, habits.row_ids), url or apply_url, title, company, place.text, text),
        title=title,
        company=company,
        location=place.text,
        city=place.city,
        country=place.country,
        description_html=description.html,
        description_text=text,
        url=url or apply_url,
        apply_url=apply_url,
        company_logo_url=link_of(fields, columns.LOGO),
        company_size=short_text(fields, columns.SIZE),
        company_industry=short_text(fields, columns.INDUSTRY),
        contract=contract,
        work_time=work_time_of(fields, title, text),
        level=level_of(fields, title, text, contract),
        remote=remote_of(fields, title, place, text),
        language=language,
        years_min=years_of(fields, text),
        salary=salary_of(fields, text, place.country),
        published_at=_published(fields, text, now, habits),
        expires_at=_moment(fields, columns.EXPIRES, now, habits, _LONGEST_OPEN),
        skills=skills_of(fields),
        languages=languages_of(fields, title, text),
        raw=raw,
    )


def _id(own: str | None, url: str | None, *content: str | None) -> str:
    if own is None:
        return derived_id(url, *content)
    return own if len(own) <= ID_LENGTH else derived_id(own)


def _language(fields: Fields, text: str, title: str) -> str | None:
    said = (fields.text(columns.LANGUAGE) or "").strip().lower()[:2]
    return said if said in LANGUAGES else language_of(text, title)


def _published(fields: Fields, text: str, now: datetime, habits: Habits) -> datetime | None:
    found = _moment(fields, columns.PUBLISHED, now, habits, TOO_NEW)
    if found is None:
        line = labelled(text, POSTED)
        found = parse_moment(line, now, month_first=habits.month_first, zone=habits.zone) if line else None
    return found


def _moment(
    fields: Fields, names: tuple[str, ...], now: datetime, habits: Habits, newest: timedelta
) -> datetime | None:
    """The first column of these that holds a date."""
    for value in fields.each(names):
        found = parse_moment(value, now, month_first=habits.month_first, zone=habits.zone, newest=newest)
        if found is not None:
            return found
    return None
