"""Addresses, names of record and the facts about the employer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from job_scraper.fields import columns
from job_scraper.fields.lookup import Fields, text_of, texts_of
from job_scraper.normalise.characters import one_line
from job_scraper.normalise.url import canonical_url

ID_LENGTH: Final = 128
_ROW_NUMBER_DIGITS: Final = 6


def link_of(fields: Fields, names: tuple[str, ...]) -> str | None:
    """The first web address in these columns; relative ones are of no use here."""
    for value in fields.each(names):
        for text in texts_of(_address(value)):
            url = canonical_url(text)
            if url:
                return url
    return None


def _address(value: object) -> object:
    """An image or page may be an object that has an address."""
    if isinstance(value, Mapping):
        return value.get("url") or value.get("@id") or value.get("contentUrl")
    return value


def own_id(fields: Fields, row_ids: bool) -> str | None:
    """The source's name for the offer. With ``row_ids`` a short number may be a row's and does not count."""
    for text in map(text_of, fields.each(columns.ID)):
        said = one_line(text, 4096).removesuffix(".0") if text else ""
        if said and not (row_ids and said.isdigit() and len(said) <= _ROW_NUMBER_DIGITS):
            return said
    return None


def short_text(fields: Fields, names: tuple[str, ...]) -> str | None:
    text = fields.text(names)
    return one_line(text) or None if text else None
