"""Parts of a CV that speak of an employer or of those served, not of what the person can do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.core.cv.document import Line
from app.core.cv.fold import fold
from app.core.cv.job_words import count_company_words, count_title_words
from app.core.cv.layout import is_bullet
from app.core.cv.profile import Experience
from app.core.skills.lexicon import Skill

Span = tuple[int, int]  # of characters in a line

_HEADER_LINES = 3
_DESCRIPTION_LINES = 4  # below the first line of a job, where an employer is described
_LONGEST = 400
# Skills of trades where the thing made for somebody else is named after what that somebody does.
_TECHNICAL = frozenset({"technology", "data", "cloud", "security", "design"})
_TOPICS = frozenset({"knowledge", "method"})
_NOUN = (
    r"(?:company|companies|societe|entreprise|groupe|group|unternehmen|konzern|firma|firm|start-?up|agence|agency|"
    r"cabinet|filiale|subsidiary|tochter\w{0,14}|editeur|provider|manufacturer|fabricant|fournisseur|hersteller|"
    r"anbieter|distributeur|distributor|retailer|dienstleister|marktfuhrer|acteur|enseigne|شركه|موسسه|"
    r"leader(?=\s(?:mondial|europeen|national|francais|tunisien|in|du|de|des|dans|der|of)))"
)
_DESCRIPTION = re.compile(
    r"\W{0,3}(?:(?:the|an?|la|le|l'|une?|eine?[rs]?|de[rsm]|die|das|one of the|l'un des)\s)?"
    rf"(?:[\w'-]{{1,20}}\s){{0,2}}?{_NOUN}(?![^\W_])"
)
_SECTOR = re.compile(
    r"\b(?:specialis\w{1,6}|specializ\w{1,6}|spezialisier\w{1,4}|leader|leading|fuhrend\w{0,2}|world|mondial\w{0,2}|"
    r"international\w{0,3}|employe\w{0,2}|salaries|mitarbeite\w{0,4}|founded|fondee?|turnover|umsatz|secteur|sector|"
    r"branche|industry|offering|providing|producing|which|that|qui|proposant|متخصصه)\b"
)
_LABEL = re.compile(
    r"\W{0,3}(?:secteur|sector|branche|industry|activite|about the company|a propos de l'entreprise|client|kunde|"
    r"l'entreprise|das unternehmen|القطاع|نشاط الشركه)(?: [\w']{1,20}){0,2}\s?:"
)
_SERVED = re.compile(
    r"(?:pour|for|fur)\s(?:(?:la|le|les|l'|the|die|den|das|une?|an?|eine?n?)\s?)?"
    r"(?:direction|service|departement|equipe|pole|abteilung|client|clients|secteur|sector|industry)\s"
    r"(?:[\w'-]{1,20}\s){0,1}$"
)
_SERVED_AFTER = re.compile(
    r"\s(?:department|team|division|abteilung|sector|industry|clients?|customers?)(?![^\W_])"
)
_FOR = re.compile(
    r"(?:pour|for|fur)\s(?:(?:la|le|les|l'|the|die|den|das|an?|our|their)\s?)?(?:[\w'-]{1,20}\s){0,1}$"
)
_MADE = re.compile(
    r"(?:portail|portal|plateforme|platform|plattform|application|appli|app|site|logiciel|software|outil|systeme|"
    r"system|extranet|intranet)\s(?:(?:web|mobile|interne)\s)?(?:de\s|d'|des\s|du\s|pour\s|for\s|zur\s|fur\s)"
    r"(?:(?:la|le|les|l'|the)\s?)?(?:(?:gestion|suivi|management)\s(?:de\s|d'|des\s|du\s)?)?$"
)
_MADE_AFTER = re.compile(
    r"\s(?:portal|platform|app|application|website|web ?site|system|software|module|tool)(?![^\W_])"
)
_MAKING = re.compile(
    r"(?:developpe\w{0,5}|realisation|realise\w{0,2}|conception|concu\w{0,2}|creation|cree\w{0,2}|buil[dt]\w{0,3}|"
    r"develop\w{0,5}|designed|created|wrote|programm\w{0,6}|entwick\w{0,5}|erstell\w{0,4}|aufbau)(?![^\W_])"
)


def employer_lines(lines: Sequence[Line], experiences: Iterable[Experience]) -> frozenset[int]:
    """Numbers of the lines that only say who the employer is or what it does."""
    by_number = {line.number: line.text for line in lines}
    found = set()
    for job in experiences:
        for number in range(job.line, min(job.last_line, job.line + _DESCRIPTION_LINES) + 1):
            text = by_number.get(number, "")
            near = number < job.line + _HEADER_LINES
            if _describes(text) or (near and _is_company_line(text, job)):
                found.add(number)
    return frozenset(found)


def company_span(text: str, experiences: Iterable[Experience], number: int) -> Span | None:
    """Where in a line that heads a job the company is named."""
    for job in experiences:
        if (
            job.company
            and not count_title_words(job.company)
            and job.line <= number < job.line + _HEADER_LINES
        ):
            start = text.find(job.company)
            if start >= 0:
                return start, start + len(job.company)
    return None


def serves_others(text: str, start: int, end: int, skill: Skill) -> bool:
    """Whether the mention is whom something was done for, or what a program was made for.

    "Tableaux de bord pour la direction logistique" shows no logistics, "portail de suivi des commandes"
    no order management; tools and technical topics count wherever they stand.
    """
    if skill.kind not in _TOPICS:
        return False
    folded = fold(text[max(0, start - 60) : end + 20])
    offset = min(start, 60)
    before, after = folded[:offset], folded[offset + end - start :]
    if _SERVED.search(before) or (_FOR.search(before) and _SERVED_AFTER.match(after)):
        return True
    if skill.domain in _TECHNICAL or not _MAKING.search(before):
        return False
    return _MADE.search(before) is not None or _MADE_AFTER.match(after) is not None


def _describes(text: str) -> bool:
    """ "Editeur de logiciels pour la logistique, 300 salariés": running text about the employer."""
    if is_bullet(text) or len(text) > _LONGEST:
        return False
    folded = fold(text)
    if _LABEL.match(folded):
        return True
    return _DESCRIPTION.match(folded) is not None and _SECTOR.search(folded) is not None


def _is_company_line(text: str, job: Experience) -> bool:
    """The company stands on it, an occupation does not."""
    if not job.company or job.company == job.title or job.company not in text or job.title in text:
        return False
    return count_company_words(text) > 0 and count_title_words(text) == 0 and text.count(",") <= 3
