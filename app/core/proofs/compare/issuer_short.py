"""Issuers by what stands for their name: an abbreviation with a place, "ISG Gabès", or the address of their pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.core.cv.fold import fold, words
from app.core.proofs.compare.shown import Shown, Token

# Schools by the abbreviations that all of them bear, whichever town they are in.
_SCHOOLS = """
iset = institut superieur des etudes technologiques
isg = institut superieur de gestion
isi = institut superieur d informatique
iscae = institut superieur de comptabilite et d administration des entreprises
ihec = institut des hautes etudes commerciales
ipeit = institut preparatoire aux etudes d ingenieurs
ipest = institut preparatoire aux etudes scientifiques et techniques
eni = ecole nationale d ingenieurs
enit = ecole nationale d ingenieurs tunis
enis = ecole nationale d ingenieurs sfax
enim = ecole nationale d ingenieurs monastir
enig = ecole nationale d ingenieurs gabes
essec = ecole superieure des sciences economiques et commerciales
fsegt = faculte des sciences economiques et de gestion tunis
fsegs = faculte des sciences economiques et de gestion sfax
fst = faculte des sciences tunis
fss = faculte des sciences sfax
fsjps = faculte des sciences juridiques politiques et sociales
iut = institut universitaire de technologie
iae = institut d administration des entreprises
greta = groupement d etablissements
tu = technische universitat
th = technische hochschule
fh = fachhochschule
hs = hochschule
uni = universitat
univ = universite
"""
_ROWS = (row.partition(" = ") for row in _SCHOOLS.strip().splitlines())
_SCHOOL = {short: name.split() for short, _, name in _ROWS}

_SMALL_LISTED = "de des du la le les l d of the and et fur der und for in a aux"
_SMALL = frozenset(_SMALL_LISTED.split())
_HOST = re.compile(
    r"(?<![\w@.-])(?:https?://)?((?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,4}[a-z]{2,12})(?![\w.-]*@)"
)
_LEGAL_LISTED = "gmbh ag sarl sa sas ltd inc llc co company group ev e v"
_LEGAL = frozenset(_LEGAL_LISTED.split())
_BEFORE_NAME = re.compile(r"^(?:univ|uni|www)-?")
_SHORTEST = 4  # letters of a name that an address may stand for


def written_out(issuer: str) -> str:
    """With the name of the school for its abbreviation."""
    listed = words(issuer)
    return " ".join([*_SCHOOL[listed[0]], *listed[1:]]) if listed and listed[0] in _SCHOOL else issuer


def host_name(claimed: str) -> str | None:
    """ "udemy" for a claimed "www.udemy.com"."""
    match = _HOST.fullmatch(fold(claimed.strip()))
    return match[1].split(".")[-2] if match else None


def has_address_of(issuer: str, lines: Sequence[Shown]) -> bool:
    """The name, without what is not of it, is in the name of a host: "verify.zertano.com", "ude.my"."""
    name = "".join(word for word in words(issuer) if word not in _LEGAL)
    return len(name) >= _SHORTEST and any(name in _names_of(host) for line in lines for host in _hosts(line))


def has_abbreviated(issuer: str, lines: Sequence[Shown]) -> bool:
    """ "ISG Gabès" and "Institut Supérieur de Gestion de Gabès": initials in a row, then the other words."""
    short, *rest = [word for word in words(issuer) if word not in _SMALL] or [""]
    if not 2 <= len(short) <= 6 or not rest or not issuer.strip()[: len(short)].isupper():
        return False
    return any(
        _run(short, rest, [token for token in line.tokens if token.text not in _SMALL]) for line in lines
    )


def without_abbreviations(parts: Sequence[str]) -> list[str]:
    """ "ENR" beside "École Numérique des Rives" is no second issuer."""
    initials = {"".join(word[0] for word in words(part) if word not in _SMALL) for part in parts}
    return [
        part for part in parts if not (part.strip().isupper() and fold(part.strip()) in initials)
    ] or list(parts)


def _run(short: str, rest: Sequence[str], tokens: Sequence[Token]) -> bool:
    wanted = len(short) + len(rest)
    for start in range(len(tokens) - wanted + 1):
        run = [token.text for token in tokens[start : start + wanted]]
        if "".join(word[0] for word in run[: len(short)]) == short and run[len(short) :] == list(rest):
            return all(len(word) > 2 for word in run[: len(short)])
    return False


def _hosts(line: Shown) -> Iterator[str]:
    return (match[1] for match in _HOST.finditer(line.folded[:1_000]))


def _names_of(host: str) -> set[str]:
    """What a host is called by: its last labels, together and the one before the last alone."""
    labels = [label.replace("-", "") for label in host.split(".")]
    owner = labels[-3] if len(labels) > 2 and labels[-2] in ("co", "ac", "com", "org", "edu") else labels[-2]
    return {owner, _BEFORE_NAME.sub("", owner), "".join(labels[-2:])}
