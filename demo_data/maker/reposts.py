"""Copies of some offers as a second site shows them, so that deduplication has something to find."""

from __future__ import annotations

import re
from collections.abc import Sequence

from demo_data.maker.chance import choose, fraction
from demo_data.maker.model import Record
from demo_data.maker.wording import slug

WANTED = {"TN": 4, "FR": 3, "DE": 3, "GB": 2}
LEGAL_FORMS = {"TN": ("SARL", "SA"), "FR": ("SAS", "SARL"), "DE": ("GmbH",), "GB": ("Ltd", "Limited")}
MIRROR = {
    "jobs.example.net": "https://example.org/offers/",
    "example.org": "https://jobs.example.net/listing/",
}
GENDER_NOTE = re.compile(r" \(?[mwfh]/[mwfhdx/]+\)?", re.I)
NOTES = {"TN": "(H/F)", "FR": "(H/F)", "DE": "(m/w/d)"}
RELAYED = {
    "fr": "Offre relayée depuis le site de l'employeur.",
    "en": "This vacancy was first published on the employer's website.",
    "de": "Diese Stelle wurde zuerst auf der Seite des Arbeitgebers veröffentlicht.",
}


def reposts(originals: Sequence[Record]) -> list[Record]:
    return [copy for country in WANTED for copy in _of_country(originals, country)]


def pairs(records: Sequence[Record]) -> set[frozenset[str]]:
    """The declared near-duplicates: external ids of each original and its copy."""
    return {
        frozenset((str(one["external_id"]), str(one["external_id"]).removesuffix("-copy")))
        for one in records
        if str(one["external_id"]).endswith("-copy")
    }


def _of_country(originals: Sequence[Record], country: str) -> list[Record]:
    fitting = [one for one in originals if one["country"] == country and len(one["description"]) > 1200]
    fitting.sort(key=lambda one: fraction("repost", str(one["external_id"])))
    return [_copy(one) for one in fitting[: WANTED[country]]]


def _copy(one: Record) -> Record:
    key = str(one["external_id"])
    host = str(one["url"]).split("/")[2]
    title = _other_title(one["title"], one["country"])
    return one | {
        "external_id": f"{key}-copy",
        "title": title,
        "company": _with_legal_form(str(one["company"]), one["country"], key),
        "location": str(one["city"]),
        "description": f"{one['description']}\n<p>{RELAYED[one['language']]}</p>",
        "url": f"{MIRROR[host]}{slug(title)}-{key}",
        "salary": None if fraction(key, "salary lost") < 0.3 else one["salary"],
        "level": None,
        "age_days": max(0, one["age_days"] - choose((1, 2, 3), key, "later")),
        "expires_in_days": None,
    }


def _other_title(title: str, country: str) -> str:
    """Without the gender note if there is one, else with one, or in capitals where none is usual."""
    bare = GENDER_NOTE.sub("", title)
    if bare != title:
        return bare
    return title.upper() if country == "GB" else f"{title} {NOTES[country]}"


def _with_legal_form(company: str, country: str, key: str) -> str:
    if company.endswith((" eG", " e. V.", " LLP")):
        return company
    bare = re.sub(r" (GmbH|AG)( & Co\. KG)?$", "", company)
    return bare if bare != company else f"{company} {choose(LEGAL_FORMS[country], key, 'legal form')}"
