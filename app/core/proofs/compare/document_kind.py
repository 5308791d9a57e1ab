"""What sort of paper a document is: a certificate, or something else that names one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.core.cv.fold import fold
from app.core.proofs.compare.shown import Shown

CERTIFICATE, UNKNOWN = "certificate", "unknown"
OTHERS = ("invoice", "registration", "cv", "programme", "letter", "failed", "sample")
_HEADING_LINES = 6
_LARGE = 1.25  # times the usual height of a line: a heading

_KINDS = {
    "invoice": """invoice|facture|rechnung(?:snummer|sbetrag)?|receipt|recu de paiement|quittance|quittung
        |amount due|total (?:ttc|ht)|tva|vat|mwst|montant|betrag|payment method|order confirmation
        |bon de commande|devis|iban|فاتوره|وصل|المبلغ""",
    "registration": """registration confirmation|confirmation of (?:registration|enrolment|enrollment)
        |confirmation d'inscription|attestation d'inscription|certificat de scolarite|convocation
        |admission ticket|anmeldebestatigung|immatrikulationsbescheinigung|teilnahmebestatigung anmeldung
        |you are (?:now )?(?:registered|enrolled)|est inscrite?|ist angemeldet|ist eingeschrieben
        |will take place|aura lieu|findet statt|استدعاء|شهاده تسجيل|تسجيل في""",
    "cv": """curriculum vitae|lebenslauf|experience professionnelle|experiences professionnelles
        |work experience|professional experience|berufserfahrung|career objective|centres d'interet
        |competences techniques|technical skills|السيره الذاتيه|الخبره المهنيه|الخبرات المهنيه""",
    "programme": """programme de (?:la )?formation|course outline|syllabus|brochure|prerequis|prerequisites
        |tarifs?|public vise|learning objectives|objectifs pedagogiques|kursbeschreibung|zielgruppe
        |voraussetzungen|duree et tarif|برنامج الدوره""",
    "letter": """lettre de recommandation|recommendation letter|letter of (?:recommendation|motivation)|job offer
        |contrat de travail|arbeitsvertrag|employment contract|lettre de motivation|anschreiben
        |offer of employment|dear (?:sir|hiring)|arbeitszeugnis|رساله توصيه|عقد عمل""",
    "failed": r"""(?:has |did )?not pass(?:ed)?|result\W{1,3}fail(?:ed)?|failed|nicht bestanden|non admise?
        |ajourne[e]?|echec|n'a pas (?:valide|obtenu|reussi)|لم ينجح|راسب""",
    "sample": """specimen|sample certificate|exemple de certificat|mock exam|examen blanc|practice test|muster
        |test blanc|نموذج""",
}


def _pattern(listed: str) -> re.Pattern[str]:
    phrases = "|".join(phrase.strip() for phrase in " ".join(listed.split()).split("|"))
    return re.compile(rf"(?<![^\W_])(?:{phrases})(?![^\W_])")


_PATTERNS = {kind: _pattern(listed) for kind, listed in _KINDS.items()}
_CERTIFICATE = _pattern(
    """certificate|certifi(?:cat|es|ed)|certification|attestation|atteste|diplom(?:e|a)?|zertifikat|urkunde|zeugnis
    |bescheinig(?:ung|t)|statement of (?:accomplishment|results)|score report|test report form|releve officiel
    |الشهاده|شهاده|دبلوم|تشهد|نشهد|يشهد"""
)
_ATTENDANCE = _pattern(
    """certificate of (?:attendance|participation)|attestation de (?:presence|participation)
    |a (?:assiste|participe) a|teilnahmebescheinigung|teilnahmebestatigung|hat teilgenommen|شهاده (?:حضور|مشاركه)"""
)
_FATAL = ("failed", "sample")  # one mention is enough


def kind_of(lines: Sequence[Shown]) -> str:
    """CERTIFICATE, UNKNOWN or one of OTHERS: by headings, or by several words without one for a certificate."""
    if not lines:
        return UNKNOWN
    headings = _headings(lines)
    everything = [fold(line.text) for line in lines]
    for kind in _FATAL:
        if any(_PATTERNS[kind].search(text) for text in everything):
            return kind
    titled = any(_CERTIFICATE.search(text) for text in headings)
    for kind, pattern in _PATTERNS.items():
        in_heading = any(pattern.search(text) for text in headings)
        mentions = len({match.group() for text in everything for match in pattern.finditer(text)})
        if (in_heading and not titled) or mentions >= (4 if titled else 2) or (in_heading and mentions >= 2):
            return kind
    certified = titled or any(_CERTIFICATE.search(text) for text in everything)
    return CERTIFICATE if certified else UNKNOWN


def only_attended(lines: Sequence[Shown]) -> bool:
    return any(_ATTENDANCE.search(fold(line.text)) for line in lines)


def _headings(lines: Sequence[Shown]) -> list[str]:
    """The first lines of the first page, and those in larger letters."""
    heights = sorted(line.line.height for line in lines)
    usual = heights[len(heights) // 2]
    return [
        fold(line.text)
        for number, line in enumerate(lines)
        if line.line.page == 1 and (number < _HEADING_LINES or line.line.height > _LARGE * usual)
    ]
