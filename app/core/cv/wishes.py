"""What a person looks for: titles, places, contracts, remote work, salary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.cv.contact import HEADER_LINES
from app.core.cv.document import Line
from app.core.cv.fold import fold, squash
from app.core.cv.job_header import without_employer
from app.core.cv.job_words import COMPANY_WORDS, count_title_words, is_contract_only
from app.core.cv.layout import without_bullet
from app.core.cv.names import name_lines
from app.core.cv.profile import Contact, JobTitle, Place, SalaryExpectation
from app.core.cv.salary import read_salary
from app.core.cv.sections import Section, is_title_of_document
from app.core.places import find_places

MAX_TITLES = 5
_LONGEST_TITLE = 100
_HEADLINE_LINES = 10
_CUE = re.compile(
    r"\b(?:recherche|cherche|souhaite|en quete d|a la recherche|seeking|looking for|interested in|open to|"
    r"suche|gesucht|gewunscht\w{0,2}|wunsch\w{0,12}|bewerbung als|anstrebe\w?|angestrebte\w?|available for|"
    r"disponible pour|mobilite|mobile sur|relocat\w{1,5}|poste (?:recherche|souhaite|vise)|type de contrat|"
    r"contrat (?:souhaite|recherche)|desired|preferred|objective|objectif|zoek\w{0,2})\b"
    r"|(?:ا|ي)بحث عن|ارغب|الوظيفه المطلوبه|المنصب المطلوب|مكان العمل|التنقل"
)
_TITLE_CUE = re.compile(
    r"(?:(?:actively |currently |activement |actuellement |aktuell )?(?:(?:je |i am |i'm |ich )?"
    r"(?:a la recherche d|en recherche d|recherche|cherche|seeking|looking for|suche|gesucht|bewerbung als|"
    r"poste (?:recherche|souhaite|vise)|desired (?:position|job|title|role)|job title sought|"
    r"wunschposition|angestrebte (?:position|stelle)|(?:ابحث|يبحث) عن|الوظيفه المطلوبه|المنصب المطلوب)))"
    r"['\s:]{0,4}"
)
_ARTICLES = re.compile(
    r"(?:(?:un|une|a|an|the|eine|einen|ein|le|la|mon|e|my|new|nouveau|nouvel|nouvelle|neue|as|als|de|d'|du|"
    r"poste|emploi|travail|position|role|job|stelle|stage|cdi|cdd|full[- ]time|part[- ]time|permanent|"
    r"internship|alternance|wunsch|unbefristete|befristete|neue|"
    r"وظيفه|عمل|منصب|fulltime|in|en|comme|tant que|que)(?:['\s:]{1,3}|$)){0,8}"
)
_EITHER = re.compile(r"\s(?:or|ou|oder|أو|او)\s", re.IGNORECASE)
_TITLE_ENDS = re.compile(
    r"[.,;|()]|\s[-–—]\s|\s(?:a|au|aux|dans|sur|chez|en|pour|afin|avec|in|at|with|where|within|that|to|based|"
    r"bei|im|mit|um|في|ب|لدي|حيث)\s",
    re.IGNORECASE,
)
_CONTRACTS = {
    "permanent": r"cdi|permanent\w{0,2}|unbefristet\w{0,2}|festanstellung|duree indeterminee|عقد دائم",
    "fixed_term": r"cdd|fixed[- ]term|befristet\w{0,2}|contrat a duree determinee|عقد محدد المده",
    "temporary": r"interim|temporary|temp work|zeitarbeit|leiharbeit|saisonnier\w?|عمل موقت",
    "internship": r"stages?|stagiaire|pfe|internships?|placement|\w{0,7}praktik\w{2,6}|تربص|تدريب|متربص\w?",
    "apprenticeship": r"alternan\w{2,4}|apprentissage|contrat de professionnalisation|apprenticeship|"
    r"ausbildungsplatz|ausbildungsstelle|duales studium|تلمذه مهنيه",
    "freelance": r"freelance\w?|free-lance|independant\w?|contracting|freiberuflich|selbststandig\w?|عمل حر",
    "sivp": r"sivp|civp|contrat karama|عقد الكرامه",
}
_CONTRACT_PATTERNS = tuple(
    (code, re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])")) for code, pattern in _CONTRACTS.items()
)
_REMOTE = re.compile(
    r"teletravail|full ?remote|remote|home ?-?office|a distance|mobiles arbeiten|fernarbeit|thuiswerk|عن بعد"
)
_NOT_REMOTE = re.compile(r"(?:no|not|pas de|kein|sans|non|بدون|ليس)\W{1,3}$")


@dataclass(frozen=True, slots=True)
class Wishes:
    headline: JobTitle | None = None
    titles: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    contracts: tuple[str, ...] = ()
    remote: bool = False
    salary: SalaryExpectation | None = None


def find_wishes(sections: Sequence[Section], contact: Contact) -> Wishes:
    lines = [line for line in _candidate_lines(sections) if len(line.text) <= 400]
    asking = [line for line in lines if _CUE.search(fold(line.text))]
    asking += [line for s in sections if s.kind == "wishes" for line in s.lines if line not in asking]
    headline = find_headline(_top(sections, contact), contact)
    titles = [headline.text] if headline else []
    titles += [title for line in asking for title in _sought_titles(line.text)]
    country = contact.place.country if contact.place else None
    return Wishes(
        headline,
        tuple({fold(title): title for title in reversed(titles)}.values())[::-1][:MAX_TITLES],
        _places(asking),
        _contracts(asking),
        any(_wants_remote(line.text) for line in asking),
        _salary(lines, country),
    )


def _salary(lines: Sequence[Line], country: str | None) -> SalaryExpectation | None:
    """The first expectation; in narrow columns its amounts go on to the next line."""
    below: Sequence[Line | None] = [*lines[1:], None]
    for line, after in zip(lines, below, strict=False):
        text = line.text
        if after is not None and after.number <= line.number + 2 and text[-1:].isdigit():
            text = f"{text} {after.text}"
        found = read_salary(text, line.number, country) or None
        if found is not None:
            return found
    return None


def _candidate_lines(sections: Sequence[Section]) -> Iterator[Line]:
    """Wishes stand in the header, the summary, the objective or among further remarks."""
    for section in sections:
        if section.kind in ("header", "contact"):
            yield from section.lines[:HEADER_LINES]
        elif section.kind in ("summary", "wishes", "other"):
            yield from section.lines


def _top(sections: Sequence[Section], contact: Contact) -> list[Line]:
    """Where a headline stands: the first lines, then those under the name when it stands elsewhere."""
    top = [line for line in sections[0].lines if line.text.strip()][:_HEADLINE_LINES]
    rest = [line for section in sections[1:] for line in section.lines]
    named = set(name_lines(rest, contact.name)) if not any(name_lines(top, contact.name)) else set()
    for index, line in enumerate(rest):
        if line.number in named:
            return top + rest[index : index + 3]
    return top


def find_headline(top: Sequence[Line], contact: Contact) -> JobTitle | None:
    """The occupation in the first lines, beside or under the name."""
    named = set(name_lines(top, contact.name))
    for line in top:
        text = line.text
        if contact.name and line.number in named:
            text = text.replace(contact.name, "", 1)
        for part in _headline_parts(text):
            if _is_headline(part):
                return JobTitle(without_employer(part), line.number)
    return None


def _headline_parts(text: str) -> list[str]:
    tidy = without_bullet(text).strip(" \t,;:|•·-–—/")
    whole = [] if any(mark in tidy for mark in ("|", "@", "•", "·", "\t")) else [tidy]
    return whole + [part.strip(" ,;:-–—/") for part in re.split(r"[|•·\t]|\s[-–—]\s|\s{3,}", tidy)]


def _is_headline(text: str) -> bool:
    if not 3 <= len(text) <= _LONGEST_TITLE or len(text.split()) > 12 or text.endswith("."):
        return False
    if "@" in text or "://" in text or is_title_of_document(text) or is_contract_only(text):
        return False
    if _CUE.search(fold(text)) or sum(map(str.isdigit, text)) > 3 or ":" in text:
        return False
    return count_title_words(text) > 0 and text.split(maxsplit=1)[0].lower() not in COMPANY_WORDS


def _sought_titles(text: str) -> list[str]:
    """The occupations after "recherche un poste de", "seeking a position as"."""
    folded = fold(text)
    cue = _TITLE_CUE.search(folded)
    if cue is None:
        return []
    start = cue.end()
    article = _ARTICLES.match(folded, start)
    start = article.end() if article else start
    end = _TITLE_ENDS.search(folded, start)
    stated = text[start : end.start() if end else len(text)]
    titles = [title.strip(" ,;:-–—'’\"") for title in _EITHER.split(stated)[:3]]
    return [title for title in titles if _is_title(title)]


def _is_title(title: str) -> bool:
    fits = 3 <= len(title) <= _LONGEST_TITLE and len(title.split()) <= 8
    return fits and count_title_words(title) > 0 and not is_contract_only(title)


def _places(lines: Sequence[Line]) -> tuple[Place, ...]:
    found = (place for line in lines for place in find_places(line.text))
    unique = {(place.city, place.country): Place(place.text, place.city, place.country) for place in found}
    return tuple(unique.values())


def _contracts(lines: Sequence[Line]) -> tuple[str, ...]:
    text = "\n".join(fold(line.text) for line in lines)
    return tuple(code for code, pattern in _CONTRACT_PATTERNS if pattern.search(text))


def _wants_remote(text: str) -> bool:
    folded = fold(text)
    return any(
        not _NOT_REMOTE.search(folded[max(0, match.start() - 12) : match.start()])
        for match in _REMOTE.finditer(folded)
    )


def same_title(one: str, other: str) -> bool:
    return squash(one) == squash(other)
