"""From a record of any shape to a course."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from course_scraper.course import Course
from course_scraper.identity import SHORT_NUMBER, address, canonical_id, kind_word, slug, slug_of
from course_scraper.importing import values
from course_scraper.importing.columns import Fields
from course_scraper.rejected import Rejected
from course_scraper.text import TEXT_LENGTH, one_line, plain

_ID_KIND: Final = re.compile(r"\s{0,9}s12n[~:]", re.I)


def course_from_record(record: Mapping[str, Any]) -> Course:
    """The same record always gives the same course. Raises Rejected and nothing else."""
    if not isinstance(record, Mapping):
        raise Rejected("bad_record", type(record).__name__)
    fields = Fields(record)
    title = one_line(values.text_of(fields.first("title")))
    if not title:
        raise Rejected("no_title", "columns: " + ", ".join(map(str, list(record)[:12]))[:300])
    url = _url(fields)
    path_slug, path_kind = slug_of(url) if url else ("", None)
    written_id = values.text_of(fields.first("id"))
    kind = path_kind or kind_word(values.text_of(fields.first("kind"))) or _kind_of_id(written_id)
    own_slug = path_slug or slug(values.text_of(fields.first("slug")))
    return Course(
        id=_id(written_id, own_slug, kind),
        title=title,
        slug=own_slug,
        description=_description(fields),
        partner=one_line(values.text_of(fields.first("partner"))).strip(" '\"[]"),
        url=url,
        categories=values.list_of(fields.first("categories")),
        skills=values.list_of(fields.first("skills")),
        level=values.level_of(fields.first("level")),
        hours=values.hours_of(fields.first("hours")),
        language=values.language_of(fields.first("language")),
        rating=values.rating_of(fields.first("rating")),
        enrolments=values.count_of(fields.first("enrolments")),
        kind=kind,
        checked=values.day_of(fields.first("checked")),
        rating_count=values.count_of(fields.first("rating_count")),
    )


def _url(fields: Fields) -> str | None:
    """The first address that is one; others do not cost the course."""
    found = (address(values.text_of(value)) for value in fields.each("url"))
    return next((url for url in found if url), None)


def _kind_of_id(written: str) -> str:
    return "specialization" if _ID_KIND.match(written) else "course"


def _id(written: str, own_slug: str, kind: str) -> str:
    """A short number is the row of a table, not the name of a course, when there is a better one."""
    is_row_number = SHORT_NUMBER.fullmatch(written.strip()) is not None
    for name in (own_slug, written) if is_row_number else (written, own_slug):
        if name and (found := canonical_id(name, kind)) is not None:
            return found
    raise Rejected("no_id", "neither id, slug nor address")


def _description(fields: Fields) -> str:
    objectives = "\n".join(values.list_of(fields.first("objectives")))
    text = plain(values.text_of(fields.first("description")))
    return f"{text}\n{objectives}".strip()[:TEXT_LENGTH]
