"""Words that say that a certificate is not had: under way, planned, wished for, somebody else's."""

from __future__ import annotations

import re

from app.core.cv.fold import fold

_EDGE, _END = r"(?<![^\W_])", r"(?![^\W_])"
_UNDER_WAY = re.compile(
    rf"""{_EDGE}(?:
    in\sprogress|ongoing|on-going|under\sway|underway|currently\s(?:studying|preparing|enrolled|pursuing|taking|working)
    |expected|anticipated|planned|scheduled|upcoming|pending|to\sbe\s(?:completed|obtained|taken)|not\syet|part-way
    |(?:studying|preparing|training|aiming|sitting|registered|enrolled|revising)\s(?:for|towards?|in|on)
    |working\stowards?|looking\sto|hoping\sto|hopes?\sto|plan\w*\sto|want\w?\sto|wish\w*\sto|would\slike|seeking|seeks|aims?\sto|intend\w*|pursuing|exam\s(?:booked|planned|due)|candidate\sfor
    |en\scours(?!\s(?:du\ssoir|d'emploi|particulier))|en\spreparation|prepare\sactuellement|prevue?s?|a\svenir|envisagee?s?
    |en\svue\sd|preparation\s(?:de\sla|du|a\sla|au|pour|en\scours)|(?:je\s)?prepare\s(?:la|le|les|une?|actuellement)
    |inscrite?\s(?:a|au|en)|actuellement\sen|souhait\w*|desir\w+|objectif|projet\sde\sformation|non\s(?:obtenue?|valide\w*)
    |in\svorbereitung|laufend\w*|geplant\w*|angestrebt\w*|voraussichtlich\w*|derzeit|begonnen|nicht\sabgeschlossen
    |abgebrochen\w*|in\sbearbeitung|vorbereitung\sauf|bereite\smich|pruefung\sim|strebe|angemeldet|noch\snicht|in\sausbildung\szu[mr]?
    |interrompue?s?|abandonnee?s?|non\sacheve\w*|inacheve\w*|unfinished|incomplete|dropped\sout|discontinued|failed|withdrawn
    |قيد\s\w+|جاري\w*|في\sطور|بصدد|حاليا|متوقع\w*|مبرمج\w*|ارغب|اطمح|لم\s\w+|غير\sمكتمل\w*
    ){_END}""",
    re.VERBOSE,
)
_OPEN_END = re.compile(
    rf"(?:-|–|\bto|\ba|\bbis|\bau|{_EDGE}الي)\s{{0,2}}"
    rf"(?:aujourd'?hui|present|ce\sjour|now|today|current|currently|heute|jetzt|dato|الان|اليوم|الحاضر|حاليا){_END}"
    rf"|{_EDGE}(?:since|depuis|seit|منذ)\s(?:\w+\s)?(?:19|20)\d\d"
)
_DENIED = re.compile(
    rf"{_EDGE}(?:not|no|non|sans|without|never|kein\w{{0,2}}|nicht|ohne|pas\sde|بدون|ليس)\s(?:\w+\s)?$"
)
_OBTAINED = re.compile(
    rf"""{_EDGE}(?:
    obtained|earned|achieved|passed|certified|gained|received|awarded|completed|holder|hold|qualified
    |obtenue?s?|obtention|certifiee?s?|reussie?s?|decrochee?s?|titulaire|diplomee?s?|validee?s?|passage
    |erworben|bestanden|zertifizierte?[rs]?|abgeschlossen\w*|absolviert\w*|erlangt|erhalten|erwerb
    |حصلت|حاصل|حاصله|متحصل|متحصله|تحصلت|الحصول|معتمد|معتمده|اجتاز|اجتزت|نلت
    ){_END}""",
    re.VERBOSE,
)
_OF_OTHERS = re.compile(
    rf"""{_EDGE}(?:
    team\w*|clients?|customers?|students?|trainees?|candidates?|colleagues|staff|employees|audits?|supervis\w+|coached
    |mentor\w*|trained|teach\w*|taught|deliver\w*|organis\w+|organiz\w+|managed|helped|supported|compan(?:y|ies)|site
    |equipes?|stagiaires|etudiants?|candidats?|collaborateurs|salaries|encadre\w*|anim\w+|form[ae]\w*\s(?:de|des|aux)
    |accompagn\w+|entreprise|usine|pilot\w+|suivi|gestion|prepar\w+
    |kunden|mitarbeiter\w*|schuler\w*|teilnehmer\w*|betreu\w+|organis\w+|schul\w+|werk\w*|unternehmen\w*|vorbereitung
    |الفريق|الطلبه|الطلاب|العملاء|المتدربين|الموظفين|الشركه|موسسه|اشراف|الاشراف|تدريب|تاطير|مرافقه
    ){_END}""",
    re.VERBOSE,
)


def is_unfinished(text: str) -> bool:
    """Whether a clause says that what it names is still to come or was given up."""
    return _UNDER_WAY.search(fold(text)) is not None


def is_open(text: str) -> bool:
    """Whether a period in the text runs until today."""
    return _OPEN_END.search(fold(text)) is not None


def is_denied(before: str) -> bool:
    """Whether the words right before a name deny it: "no PMP"."""
    return _DENIED.search(fold(before[-30:])) is not None


def is_obtained(text: str) -> bool:
    """Whether a clause about work says that the person passed something, not somebody else."""
    folded = fold(text)
    return _OBTAINED.search(folded) is not None and _OF_OTHERS.search(folded) is None
