"""Pages of one offer that say their facts as ``Label : value``, in lists, tables or plain lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from job_scraper.fold import words
from job_scraper.normalise.characters import one_line
from job_scraper.normalise.text import plain_text
from job_scraper.pages.tree import Node, line, markup, select

_LABEL_LENGTH: Final = 40
_VALUE_LENGTH: Final = 300
_LINES: Final = 600
_LABELS: Final = {
    "company": "entreprise|societe|company|company name|employeur|recruteur|unternehmen|arbeitgeber|"
    "nom de l entreprise",
    "location": "lieu de travail|lieu|localisation|region|region de|ville|job location|location|work location|"
    "arbeitsort|standort|مكان العمل|الموقع",
    "contract": "type de poste|type de contrat|type d emploi|type d emploi desire|contrat propose|contrat|"
    "employment type|contract type|job type|vertragsart|anstellungsart|نوع العقد",
    "experience": "experience|niveau d experience|experience requise|years of experience|experience minimum|"
    "berufserfahrung|الخبره",
    "languages": "langues|langues exigees|langues requises|languages|sprachen|sprachkenntnisse|اللغات",
    "salary": "remuneration proposee|remuneration|salaire|salary|monthly salary range|gehalt|الراتب",
    "skills": "competences cles|competences|skills|competences requises|kenntnisse|المهارات",
    "published_at": "publiee le|publie le|date de publication|publie|date posted|posted on|post created at|"
    "veroffentlicht am|تاريخ النشر",
    "expires_at": "date limite|date d expiration|expire le|valable jusqu au|deadline|closing date|"
    "bewerbungsfrist|اخر اجل",
    "reference": "reference|ref|job ref|reference de l offre|kennziffer",
    "industry": "secteur d activite|secteur|industry|company industry|branche|القطاع",
}
_BY_LABEL: Final = {label: name for name, labels in _LABELS.items() for label in labels.split("|")}


def labelled_fields(node: Node) -> dict[str, str]:
    """Values by the name of the column they belong to; of two labels of one column the first counts."""
    found: dict[str, str] = {}
    for label, value in _pairs(node):
        name = _BY_LABEL.get(words(label))
        if name and value:
            found.setdefault(name, value)
    return found


def _pairs(node: Node) -> Iterator[tuple[str, str]]:
    for label_tag, value_tag in (("dt", "dd"), ("th", "td"), ("td", "td")):
        for one in select(node, label_tag):
            other = one.getnext()
            if other is not None and other.tag == value_tag:
                yield line(one, _LABEL_LENGTH * 2).rstrip(" :"), line(other, _VALUE_LENGTH)
    yield from _pairs_of_lines(plain_text(markup(node)).split("\n")[:_LINES])


def _pairs_of_lines(given: list[str]) -> Iterator[tuple[str, str]]:
    """The colon may stand on the line below its label, and the value on the line below either."""
    lines = [one_line(each.lstrip("-• "), _VALUE_LENGTH + _LABEL_LENGTH) for each in given]
    lines = [each for each in lines if each]
    for index, each in enumerate(lines):
        label, colon, value = each.partition(":")
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if not colon and words(each) in _BY_LABEL:
            yield each, following.lstrip(": ")
        elif colon and len(label) <= _LABEL_LENGTH:
            yield label, value.strip() or ("" if ":" in following else following)


def detail_record(title: str, body: Node | None, facts: Node, address: str, **known: Any) -> dict[str, Any]:
    """``body`` holds the description, ``facts`` the labels; ``known`` is stronger than what labels say."""
    found: dict[str, Any] = dict(labelled_fields(facts))
    found.update({name: value for name, value in known.items() if value})
    return {"title": title, "url": address, "description": markup(body), **found}
