"""Place and remote work of a record."""

from __future__ import annotations

from job_scraper.fields import columns
from job_scraper.fields.labels import PLACE, labelled
from job_scraper.fields.lookup import Fields, flag_of, texts_of
from job_scraper.normalise.place import NOWHERE, Place, as_town, parse_place
from job_scraper.normalise.remote import remote_from_field, remote_from_text, remote_from_title
from job_scraper.places.countries import country_of


def place_of(fields: Fields, text: str, country: str | None) -> Place:
    """Columns first, labelled lines of the text last; ``country`` is the source's own."""
    named = fields.text(columns.COUNTRY)
    known = (country_of(named) if named else None) or country
    places = (parse_place(value, known) for value in fields.each(columns.LOCATION))
    listed = next((place for place in places if place != NOWHERE), NOWHERE)
    found = _with_city(fields, listed, known)
    if found == NOWHERE:
        found = parse_place(labelled(text, PLACE), known)
    shown = found.text or (named if named and len(named) > len("FRA") else None)
    return Place(shown, found.city, found.country or known)


def _with_city(fields: Fields, listed: Place, country: str | None) -> Place:
    """A column of its own says the town better than a location string."""
    city = fields.text(columns.CITY)
    region = fields.text(columns.REGION)
    if not city:
        return listed if listed != NOWHERE else parse_place(region, country)
    parts = ", ".join(part for part in (as_town(city), region) if part)
    if region and listed.text == region.strip():
        listed = NOWHERE
    town = parse_place(parts, listed.country or country)
    return Place(listed.text or town.text, town.city or listed.city, listed.country or town.country)


def remote_of(fields: Fields, title: str, place: Place, text: str) -> str | None:
    if fields.flag(columns.HYBRID):
        return "hybrid"
    said: list[str | bool] = []
    for value in fields.each(columns.REMOTE):
        flag = flag_of(value)
        said += texts_of(value) if flag is None else [flag]
    return (
        remote_from_field(said)
        or remote_from_title(title)
        or remote_from_title(" ".join(filter(None, (place.text, fields.text(columns.LOCATION)))))
        or remote_from_text(text)
    )
