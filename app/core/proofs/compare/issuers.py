"""Who issued a document: the claimed issuer by any of its names, or somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from app.core.cv.fold import fold, words
from app.core.proofs.compare.issuer_short import (
    has_abbreviated,
    has_address_of,
    host_name,
    without_abbreviations,
    written_out,
)
from app.core.proofs.compare.issuer_table import AMBIGUOUS, IMPLIED, NAMES, PLATFORMS
from app.core.proofs.compare.match import AGREES, DIFFERS, MISSING, NOT_CLAIMED, WEAK, Match
from app.core.proofs.compare.shown import Shown, Token, unconfused
from app.core.proofs.compare.title_words import meanings
from app.core.proofs.verdict import Note

_SPLIT = re.compile(
    r"\s(?:via|through|on|par|sur|uber|auf|chez|by|عبر|من خلال)\s|[/|,;()]|\s[-–—]\s|\s(?:and|et|und|&)\s"
)
_GENERIC_LISTED = """university institute higher school college center academy foundation training technology science
    study education international national of for the group company gmbh sarl sa ltd inc association agency"""
_GENERIC = frozenset(_GENERIC_LISTED.split())
_ALIKE = 88.0
_ISSUED = re.compile(
    r"(?<![^\W_])(?:issued by|awarded by|offered by|provided by|presented by|authori[sz]ed by|delivre[e]? par|"
    r"decerne[e]? par|organise[e]? par|dispense[e]? par|ausgestellt (?:von|durch)|durchgefuhrt von|angeboten von"
    r"|صادره عن|تنظيم|مقدمه من)\s"
)


def compare_issuer(claimed: str, title: str, lines: Sequence[Shown], title_lines: Iterable[int]) -> Match:
    """``title_lines`` are where the title stands: a brand in it issues nothing while others are named."""
    if not claimed.strip():
        return _implied(title, lines)
    outside = set(title_lines)
    elsewhere = [line for line in lines if line.line.number not in outside]
    others = named_issuers(elsewhere)
    parts = without_abbreviations(_parts(claimed))
    authors = [part for part in parts if known(part) not in PLATFORMS] or parts
    found = [part for part in authors if stands_in(part, elsewhere)]
    if not found and not others:
        found = [part for part in authors if stands_in(part, lines)]
    if found:
        return Match("issuer", AGREES if len(found) == len(authors) else WEAK, claimed, ", ".join(found))
    mine = {known(part) for part in parts}
    strangers = [name for name in others if name not in mine and name not in PLATFORMS]
    if any(stands_in(part, elsewhere) for part in parts) and not strangers:
        return Match("issuer", WEAK, claimed, ", ".join(parts))
    other = ", ".join(strangers or [name for name in others if name not in mine]) or _stated(elsewhere)
    return Match("issuer", DIFFERS if other else MISSING, claimed, other)


def named_issuers(lines: Sequence[Shown]) -> list[str]:
    """All issuers of the table that the lines name."""
    return [shown for shown, names in NAMES.items() if any(_contains(line, names) for line in lines)]


def stands_in(issuer: str, lines: Sequence[Shown]) -> bool:
    shown = known(issuer)
    if shown is not None:
        names = NAMES[shown]
        return any(_contains(line, names) for line in lines) or any(
            has_address_of(name, lines) for name in names
        )
    if any(
        _branch_stands_in(words(issuer), name.split(), lines) for names in NAMES.values() for name in names
    ):
        return True
    neighbours = list(_neighbours(lines))
    wanted = [meant for name in {issuer, written_out(issuer)} if (meant := _meanings(name))]
    if any(_has_all(meant, read) for meant in wanted for read in neighbours):
        return True
    return bool(wanted) and (
        _by_initials(issuer, lines) or has_abbreviated(issuer, lines) or has_address_of(issuer, lines)
    )


def _branch_stands_in(issuer: Sequence[str], name: Sequence[str], lines: Sequence[Shown]) -> bool:
    """ "IHK Berlin" is an issuer of the table and where it is; the document may use another of its names."""
    if len(issuer) <= len(name) or list(issuer[: len(name)]) != list(name):
        return False
    owner = next(names for names in NAMES.values() if " ".join(name) in names)
    branch = issuer[len(name) :]
    there = {token.text for line in lines for token in line.tokens}
    return all(word in there for word in branch) and any(_contains(line, owner) for line in lines)


@lru_cache(maxsize=2_000)
def known(issuer: str) -> str | None:
    """The name in the table of an issuer that goes by one of the names there."""
    plain = " ".join(words(issuer))
    for shown, names in NAMES.items():
        if any(_same(plain, name) for name in names):
            return shown
    return None


def _same(plain: str, name: str) -> bool:
    return plain == name or (
        len(name) > 6 and plain in (f"{name} {end}" for end in ("inc", "university", "gmbh"))
    )


def _implied(title: str, lines: Sequence[Shown]) -> Match:
    owner = next((IMPLIED[word] for word in words(title) if word in IMPLIED), None)
    if owner is None:
        return Match("issuer", NOT_CLAIMED)
    there = stands_in(owner, lines)
    notes = (Note("issuer_implied", owner),)
    return (
        Match("issuer", AGREES, owner, owner, notes=notes)
        if there
        else Match("issuer", NOT_CLAIMED, notes=notes)
    )


def _parts(claimed: str) -> list[str]:
    """ "Google via Coursera" names two; a name with a comma or dash that is in the table is one."""
    if known(claimed) is not None:
        return [claimed]
    host = host_name(claimed)
    if host is not None:
        return [host]
    listed = words(claimed)
    if any(
        listed[: len(name.split())] == name.split()
        for names in NAMES.values()
        for name in names
        if " und " in name
    ):
        return [claimed]
    folded = fold(claimed)
    parts, position = [], 0
    for match in _SPLIT.finditer(folded):
        parts.append(claimed[position : match.start()].strip())
        position = match.end()
    parts.append(claimed[position:].strip())
    return [part for part in parts if part] or [claimed]


def _contains(line: Shown, names: Sequence[str]) -> bool:
    return any(_run_of(line.tokens, name.split(), name in AMBIGUOUS) for name in names)


def _run_of(tokens: Sequence[Token], name: Sequence[str], capital: bool) -> bool:
    for start in range(len(tokens) - len(name) + 1):
        run = tokens[start : start + len(name)]
        if capital and not run[0].capital:
            continue
        if all(_alike(token.text, word) for token, word in zip(run, name, strict=True)):
            return True
    return False


def _alike(read: str, word: str) -> bool:
    return unconfused(read) == unconfused(word) or (
        len(word) > 6 and read[:1] == word[:1] and fuzz.ratio(read, word) >= _ALIKE
    )


def _meanings(text: str) -> list[str]:
    found = [part for kind, name in meanings(words(text)) for part in name.split() if kind != "kind"]
    return list(dict.fromkeys(found))


def _neighbours(lines: Sequence[Shown]) -> Iterable[list[str]]:
    """Meanings of each line, and of each with the next: a long name may need two."""
    read = [_meanings(line.text) for line in lines]
    yield from read
    for number, below in enumerate(read[1:]):
        yield [*read[number], *below]


def _has_all(wanted: Sequence[str], read: Sequence[str]) -> bool:
    telling = [word for word in wanted if word not in _GENERIC]
    needed = telling or list(wanted)
    return all(any(_alike(other, word) for other in read) for word in needed) and (
        len(telling) > 0 or len(wanted) > 1
    )


def _by_initials(issuer: str, lines: Sequence[Shown]) -> bool:
    """ "ISET" for "Institut supérieur des études technologiques", written out or not."""
    listed = [word for word in words(issuer) if len(word) > 3 or word.isdigit()]
    if len(listed) >= 3:
        initials = "".join(word[0] for word in listed)
        return any(token.text == initials and token.raw.isupper() for line in lines for token in line.tokens)
    if len(listed) == 1 and issuer.strip().isupper() and 3 <= len(listed[0]) <= 6:
        return any(_initials_of(line) == listed[0] for line in lines)
    return False


def _initials_of(line: Shown) -> str:
    return "".join(token.text[0] for token in line.tokens if len(token.text) > 3)


def _stated(lines: Sequence[Shown]) -> str:
    """Who a line says it is issued by."""
    for line in lines:
        match = _ISSUED.search(line.folded)
        if match:
            return line.text[match.end() :].strip()[:80]
    return ""
