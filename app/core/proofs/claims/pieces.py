"""An entry cut at its commas, dashes and bars: what is the title, who issued it, what says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.cv.degrees import names_school
from app.core.cv.fold import fold, words
from app.core.places import find_place
from app.core.proofs.claims.tables import BODY, issuers, language_tests, products
from app.core.skills.lexicon import default_lexicon


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SEPARATOR = re.compile(r"\s*[|•·▪\t\uf0b7]\s*|\s+[-–—]\s+|\s*[,،;؛]\s+|\s+[,،]|\s{3,}|\s+/\s+")
_EDGES = " \t,،;:|•·-–—/*▪➢►●○■□.®™✓✔"
_PARENTHESES = re.compile(r"\(([^()]{0,120})\)|\[([^\[\]]{0,120})\]")
_ORGANISATION = re.compile(
    r"(?<![^\W_])(?:centre|center|zentrum|academy|academie|akademie|"
    r"institut\w{0,2}|gmbh|sarl|ltd|llc|inc|association|verein|"
    r"verband|kammer|\w{3,20}kammer|\w{0,20}akademie|chambre|ministere|"
    r"ministry|ministerium|foundation|fondation|stiftung|"
    r"croix[ -]\w+|croissant[ -]\w+|red cross|\w{0,12}genossenschaft|iae|"
    r"cfa|ifsi|hopital|hospital|clinique|klinikum|protection civile|"
    r"pompiers|agence|agency|agentur|bildungszentrum|bildungswerk|school|"
    r"consulting|campus|office national|cnam|kreishandwerkerschaft|"
    r"مركز|معهد|اكاديميه|جامعه|وزاره|الهلال|الحمايه|منصه|غرفه|موسسه|جمعيه|كليه|مستشفي)(?![^\W_])"
)
_GIVEN_BY = re.compile(
    r"\s(?:by|from|via|on|at|chez|par|aupres de|aupres du|sur|"
    r"dispensee? par|delivree?s? par|bei|durch|der|des|beim|uber|"
    r"ausgestellt von|von|offered by|provided by|issued by|with|avec|de l'|"
    r"du|de la|de|من|عبر|علي|لدي|من طرف|باشراف|بواسطه|في)\s"
)
_ORGANISATION_HEAD = re.compile(
    r"(?<![^\W_])(?:Centre|Institut|Institute|Académie|Akademie|École|"
    r"Université|University|Universität|Hochschule|"
    r"Chambre|Croix-Rouge|مركز|معهد|جامعة|أكاديمية)\s[^\W\d_]"
)
_BINDING = _listed(
    "de du des la le les d l en au aux et und and of in for im in der die the a an zum zur من في و إلى على"
)
_LABEL = re.compile(
    r"^\s*(?:delivree? par|issued by|issuing organi[sz]ation|issuer|"
    r"organisme|organisme de formation|aussteller|anbieter|etablissement|"
    r"provider|plateforme|platform|ausgestellt von|intitule|title|titel|"
    r"bezeichnung|name|nom|certification body|"
    r"الجهه المانحه|الجهه|المنصه|المركز|العنوان|من طرف|موسسه)\s*:\s*"
)
_EMPTY = _listed(
    """
    obtenu obtenue obtained issued delivre delivree date id no nr certificat certificate zertifikat
    credential url lien link verification verify verifier valid valable gultig session en le in on
    am der vom from to de du par by et and und mention score annee year jahr online ligne certifie
    certified attestation bescheinigung expire expires see show statut status obtention ausgestellt
    abgeschlossen bestanden erworben since depuis seit durée duree heures hours stunden h jours tage
    days oui ja yes التاريخ رقم صالحه سنه شهاده الشهاده ساعه ايام ساعات issuer verlangerung bis
    renewal renewed renouvellement passed
    """
)
_HEADER_CELLS = _listed(
    """
    certification certificat certifications certificate titre intitule organisme date annee emetteur
    issuer title year organisation organization zertifikat aussteller jahr datum bezeichnung
    anbieter kurs course formation niveau langue level id numero nummer number validite gultig valid
    cours etablissement lieu dauer duree provider nr plateforme platform الشهاده الجهه السنه التاريخ
    العنوان المانحه الرقم الدوره المركز
    """
)
_MOST = 12


@dataclass(frozen=True, slots=True)
class Named:
    """``title`` is empty when the text names nothing but issuer and place."""

    title: str
    issuer: str = ""


def name_of(text: str) -> Named:
    """Title and issuer of an entry whose date, identifier and address were taken out."""
    text, inside = _without_parentheses(text)
    kept: list[str] = []
    issuer = inside
    for piece in pieces(text):
        labelled = _LABEL.match(fold(piece))
        bare = piece[labelled.end() :].strip(_EDGES) if labelled else piece
        if not bare or says_nothing(bare):
            continue
        if not issuer and (is_issuer(bare, alone=not kept) or _labels_issuer(labelled)):
            issuer = bare
        elif kept and issuer == inside and is_issuer(bare, alone=True):
            issuer = f"{bare}, {issuer}"
        elif not is_place(bare) or not kept:
            kept.append(bare)
    if len(kept) > 0 and not issuer:
        kept[-1], issuer = _given_by(kept[-1])
    if len(kept) == 1 and not issuer:
        kept[-1], issuer = _at_the_end(kept[-1])
    return Named(_joined(kept, text), issuer[:200])


def pieces(text: str) -> list[str]:
    listed = [part.strip(_EDGES) for part in _SEPARATOR.split(text)]
    return [part for part in listed if part][:_MOST]


def says_nothing(text: str) -> bool:
    listed = words(text)
    return all(word in _EMPTY or word.isdigit() for word in listed)


def is_table_head(text: str) -> bool:
    listed = words(text)
    return 2 <= len(listed) <= 8 and all(word in _HEADER_CELLS for word in listed)


def is_issuer(text: str, *, alone: bool = False) -> bool:
    """``alone``: nothing else was named yet, so it must be nothing but a known issuer."""
    if products().find(text) or language_tests().find(text):
        return any(_covers(found.start, found.end, text) for found in issuers().find(text))
    found = issuers().find(text)
    if found and _covers(found[0].start, found[-1].end, text):
        return True
    if alone:
        return False
    return (bool(found) and len(words(text)) <= 6) or (_is_organisation(text) and len(words(text)) <= 9)


def is_place(text: str) -> bool:
    place = find_place(text) if len(text) <= 60 else None
    return place is not None and len(place.text) >= len(text) - 1


def _is_organisation(text: str) -> bool:
    folded = fold(text)
    return names_school(folded) or _ORGANISATION.search(folded) is not None


def _covers(start: int, end: int, text: str) -> bool:
    around = words(text[:start]) + words(text[end:])
    return all(
        word in _EMPTY or word in {"via", "on", "sur", "bei", "learning", "online", "the"} for word in around
    ) or (not words(text[:start]) and is_place(text[end:].strip(_EDGES + "()")))


def _labels_issuer(labelled: re.Match[str] | None) -> bool:
    if labelled is None:
        return False
    return not any(
        word in labelled[0]
        for word in ("intitule", "title", "titel", "bezeichnung", "name", "nom", "العنوان")
    )


def _without_parentheses(text: str) -> tuple[str, str]:
    """Takes out brackets that are empty or name the issuer."""
    issuer = ""
    spans = []
    for match in _PARENTHESES.finditer(text):
        inner = (match[1] or match[2] or "").strip(_EDGES)
        parts = pieces(inner)
        known = any(is_issuer(part, alone=True) for part in parts)
        if says_nothing(inner) or (not known and all(is_place(part) for part in parts)):
            spans.append((match.start(), match.end(), ""))
        elif not issuer and any(is_issuer(part) for part in parts):
            issuer = next(part for part in parts if is_issuer(part))
            rest = ", ".join(part for part in parts if part != issuer and not says_nothing(part))
            spans.append((match.start(), match.end(), f"({rest})" if rest else ""))
    for start, end, put in reversed(spans):
        text = text[:start] + put + text[end:]
    return text, issuer


def _given_by(piece: str) -> tuple[str, str]:
    """ "Machine Learning by Stanford University" """
    for match in _GIVEN_BY.finditer(fold(piece)):
        before, after = piece[: match.start()].strip(_EDGES), piece[match.end() :].strip(_EDGES)
        found = issuers().find(after)
        if before and (
            (found and found[0].start == 0) or (_is_organisation(after) and len(words(after)) <= 9)
        ):
            return before, after
    return piece, ""


def _at_the_end(piece: str) -> tuple[str, str]:
    """ "Working at height Alpha Safety Centre": columns whose gap was lost."""
    last = next(reversed(issuers().find(piece)), None)
    if last is not None and last.end == len(piece) and default_lexicon().find(piece[last.start :]) is None:
        return _cut_at(piece, last.start)
    head = _ORGANISATION_HEAD.search(piece)
    return _cut_at(piece, head.start()) if head else (piece, "")


def _cut_at(piece: str, start: int) -> tuple[str, str]:
    before = piece[:start].strip(_EDGES)
    bound = fold(before).rsplit(" ", 1)[-1] in _BINDING
    inside = any(found.start < start < found.end for found in products().find(piece))
    if bound or inside or len(words(before)) < 2:
        return piece, ""
    return before, piece[start:]


def _joined(kept: Sequence[str], text: str) -> str:
    """As it was written between the first and the last piece, unless something was taken out between them."""
    if not kept:
        return ""
    start = text.find(kept[0])
    end = text.find(kept[-1], start + (len(kept[0]) if len(kept) > 1 else 0)) + len(kept[-1])
    whole = text[start:end] if 0 <= start < end else ""
    if whole and "|" not in whole and list(_flat(whole)) == list(_flat(" ".join(kept))):
        return " ".join(whole.split())[:300]
    return ", ".join(kept)[:300]


def _flat(text: str) -> Iterator[str]:
    return iter(words(text))


def names_platform(text: str) -> bool:
    return any(found.entry.kind != BODY for found in issuers().find(text))
