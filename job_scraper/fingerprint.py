"""Names for offers: the same offer again, a changed offer, the same offer on another board."""

from __future__ import annotations

import re
from hashlib import sha256

from job_scraper.fold import fold, words
from job_scraper.posting import JobPosting

_GENDERS = re.compile(
    r"\(? ?\b(?:[hfmwdxiu] ?[/|.,-] ?){1,3}[hfmwdxiu]\b ?\)?|\b(?:homme ?/ ?femme|all genders"
    r"|alle geschlechter|gn)\b"
    r"|(?<=\w)[·./(*:-]{1,2}(?:e|ne|se|trice|rice|euse|ere|ice|in|innen|es|s)\b\)?"
)
_NOISE = re.compile(
    r"^(?:job title|titre|poste|offre d'emploi|urgent|new) ?[:-]|\b(?:ref|reference"
    r"|job id)\.? ?:? ?[\w/-]{2,20}"
)
_LEGAL = re.compile(
    r"\b(?:eg|e ?v|mbh|ohg|gbr|kgaa|partg(?: mbb)?"
    r"|sas|sasu|sarl|suarl|sa|eurl|sci|scop|gmbh(?: co kg)?|ag|kg|ug|se|ltd|limited|plc|llp|llc"
    r"|inc|corp|co"
    r"|bv|nv|srl|sprl|bvba|spa|group|groupe|holding|tunisie|tunisia|france|deutschland|germany|uk|belgium|belgique)\b"
)


def content_hash(posting: JobPosting) -> str:
    """Changes when what a reader would notice changes; dates of publication and ``raw`` do not count.

    An offer that asks for no language has the hash it would have without that field.
    """
    pay = posting.salary
    languages = [f"{code} {level or ''}" for code, level in sorted(posting.languages.items())]
    return _hashed(
        posting.title,
        posting.company,
        posting.location,
        posting.city,
        posting.country,
        posting.description_html,
        posting.description_text,
        posting.url,
        posting.apply_url,
        posting.contract,
        posting.work_time,
        posting.level,
        posting.remote,
        posting.years_min,
        posting.expires_at and posting.expires_at.isoformat(),
        pay and (str(pay.minimum), str(pay.maximum), pay.currency, pay.period),
        *posting.skills,
        *(["languages", *languages] if languages else []),
    )


def near_duplicate_key(title: str, company: str | None, city: str | None) -> str | None:
    """Equal for the same offer told by two boards; None without a company, which too many would share."""
    firm = words(_LEGAL.sub(" ", words(company or ""))) or words(company or "")
    name = words(_NOISE.sub(" ", _GENDERS.sub(" ", fold(title)))) or words(title)
    if not firm or not name:
        return None
    return _hashed(name, firm, words(city or ""))


def derived_id(url: str | None, *content: str | None) -> str:
    """For an offer without a number of its own: from its canonical address, else from its content."""
    return "u-" + _hashed(url) if url else "c-" + _hashed(*content)


def _hashed(*values: object) -> str:
    """32 hexadecimal digits; the places of absent values count, so that fields cannot run together."""
    joined = "\x1f".join("" if value is None else str(value) for value in values)
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]
