"""Levels of degrees in four languages.

A level is what the degree is worth in its country's framework: the maîtrise counts as bachelor (level 6
of the French RNCP), the Diplom as master but the Diplom (FH) as bachelor (DQR 6), BTS, DUT, HND and
Ausbildung as vocational, the engineer's diploma and the Staatsexamen as master.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.core.cv.fold import fold

LEVELS = ("none", "secondary", "vocational", "bachelor", "master", "doctorate")
_EDGE = r"(?<![^\W_])"
_END = r"(?![^\W_])"

_SURE = {
    "doctorate": (
        r"doctorat\w{0,3}|docteur en|these de doctorat",
        r"ph\.?\s?d\.?|d\.?phil\.?|doctor (?:of|in)|doctoral degree",
        r"promotion zum dr|promotion \(dr|promovier\w{1,4}|doktorgrad",
        r"dr\.?-ing\.?|dr\.? rer\.? nat\.?|dr\.? phil\.?",
        r"(?:ال)?دكتوراه",
    ),
    "master": (
        r"master'?s?(?: degree)? ?(?:of|in|en|de|im|:|,|1|2|i|ii|thesis|degree|studium|abschluss)",
        r"master (?:pro|recherche|spe|europ)\w{0,12}|master(?= \(| -|$)|masters|mastere|bac ?\+ ?[56]",
        r"m\.? ?sc\.?|m\.?eng\.?|m\.?b\.?a\.?|m\.?phil\.?|ll\.?m\.?|m\.? ?tech\.?|m\.?com\.?",
        r"magist(?:er|ere)",
        r"diplome (?:national )?d'? ?ingenieur\w?|ingenieur diplome\w?|(?:titre|formation) d'ingenieur",
        r"cycle (?:d'|des )?ingenieurs?|ecole d'ingenieurs?|dess|d\.?e\.?a\.?(?= )",
        r"pgdip|pgce|postgraduate diploma|staatsexamen",
        r"diplom(?:-|\s)?(?:ingenieur|informatik|kauf|betriebs|physik|psycholog|volkswirt|mathemat)\w{0,10}",
        r"dipl\.?-(?:ing|inf|kfm|math|phys|psych|wirt)\w{0,8}\.?",
        r"(?:ال)?ماجستير|ماستر|شهاده (?:ختم )?(?:دروس )?مهندس",
        r"(?:شهاده|دبلوم|الشهاده الوطنيه ل)\s?(?:ال)?م?هندس\w{0,3}",
    ),
    "bachelor": (
        r"bachelor\w{0,12}|bachelier|undergraduate degree|honours degree|graduat",
        r"licence(?! b\b| de conduire| no| n°|d)(?= |$|:|,|-)|licencie\w? en|bac ?\+ ?[34]",
        r"b\.? ?sc\.?|b\.?eng\.?|b\.? ?tech\.?|b\.?com\.?|bba|ll\.?b\.?",
        r"maitrise (?:en|es|de|d'|:)|maitrise(?=$| -|,)",
        r"diplom \(fh\)|diplom-\w{3,20} \(fh\)",
        r"b\.u\.t\.?|but (?:informatique|gea|tc|mmi|gmp|geii|reseaux|genie)",
        r"(?:ال)?بكالوريوس|(?:ال)?اجازه|(?:ال)?استاذيه|ليسانس",
    ),
    "vocational": (
        r"b\.?t\.?s\.?|d\.?u\.?t\.?|btp|deug|deust|bep|cqp|titre professionnel|bac ?\+ ?[12]",
        r"technicien\w{0,2} superieure?|diplome de technicien|brevet de technicien\w{0,2}",
        r"classes? preparatoires?|cpge|cycle preparatoire|ipei\w{1,2}",
        r"hnd|hnc|nvq|btec|vocational|apprenticeship|foundation degree|city (?:&|and) guilds",
        r"associate'?s?[ /](?:degree|of|in)|associates? of|associate'?s? ?(?=:)",
        r"ausbildung|berufsausbildung|lehre (?:als|zum|zur)|ihk|facharbeiter\w{0,4}|gesellenbrief",
        r"meisterbrief|meisterschule|staatlich gepruft\w{0,3}",
        r"موهل تقني|تقني سام\w?|(?:ال)?تكوين (?:ال)?مهني|شهاده (?:ال)?كفاءه (?:ال)?مهنيه|دبلوم",
        r"(?:ال)?مرحله (?:ال)?تحضيريه",
    ),
    "secondary": (
        r"baccalaureat\w{0,2}|bac(?=$| -|:|,)|cess|brevet des colleges",
        r"bac (?:pro\w{0,11}|s|es|l|sti2d|stmg|technique|math\w{0,10}|sciences?|eco\w{0,8})",
        r"bac (?:informatique|lettres|scientifique|general|technologique)",
        r"abitur|(?:fach)?hochschulreife|fachabitur|mittlere reife|(?:real|haupt)schul\w{0,10}|matura",
        r"a[- ]levels?|gcses?|igcses?|o[- ]levels?|high ?school|secondary school|sixth form",
        r"(?:ال)?باكالوريا|(?:ال)?بكالوريا|(?:ال)?ثانويه|الثانوي",
    ),
}
_PATTERNS = {
    level: re.compile(rf"{_EDGE}(?:{'|'.join(patterns)}){_END}") for level, patterns in _SURE.items()
}
# Too short to mean a degree outside a section on education; the case is checked on the original text.
_AS_DEGREE = r"(?= in\b| of\b|\s?[:,(|–-]|$)"  # "MS in Physics", not "MS Office"
_SHORT = {
    "master": re.compile(
        rf"(?<![\w.])(?:M\.A\.?|M\.S\.?|(?:MA|MS){_AS_DEGREE}|M[12]|M\.?Ed\.?|MFA|MPA|MSW|MPH|DEA)(?!\w)"
    ),
    "bachelor": re.compile(r"(?<![\w.])(?:B\.?A\.?|B\.?S\.?|BFA|BSN|BUT|L3|B\.?E\.?|BSBA|BSIT)(?!\w)"),
    "vocational": re.compile(
        rf"(?<![\w.])(?:A\.A\.?|A\.S\.?|(?:AA|AS){_AS_DEGREE}|AAS|C\.?A\.?P\.?|L[12])(?!\w)"
    ),
    "secondary": re.compile(r"(?<![\w.])GED(?!\w)"),
}
_GLUED = (
    ("doctorate", re.compile(r"doctor\s?of|ph\.d")),
    ("master", re.compile(r"(?<!scrum )(?<!web)master'?s?\s?(?:of|in|degree)(?=[a-z]|\s)")),
    ("bachelor", re.compile(r"bachelor'?s?\s?(?:of|in|degree)?")),
    ("vocational", re.compile(r"associate'?s?\s?(?:of|degree)(?=[a-z]|\s)")),
    ("secondary", re.compile(r"high\s?school\s?(?:diploma|degree)?")),
)
_BARE_MASTER = re.compile(
    rf"{_EDGE}master{_END}|{_EDGE}(?<!assistant )(?<!eleve )ingenieur(?:e|s)?{_END}|{_EDGE}(?:ال)?مهندس{_END}"
    rf"|{_EDGE}diplom{_END}(?! \(fh\))"
)
_SCHOOL = re.compile(
    r"universit|univ\.|institut|ecole|faculte|college|school|academy|academi|lycee|gymnasium|athenee|"
    r"hochschule|polytech|\w{3,20}schule|sixth form|conservatoire|campus|"
    r"\b(?:iset|ensi|insat|enit|enis|esprit|ihec|isg|isi|fst|fsb|fseg|ept|sup'?com|iut|insa|hec|essec|escp|edhec|"
    r"ensae|ens|cnam|tu|fh|rwth|kit|lmu|ulb|ucl|uclouvain|kul|lse|mit|afpa|greta|ihk)\b|"
    r"جامعه|معهد|كليه|مدرسه|ثانويه"
)
_UNNAMED = (
    ("bachelor", re.compile(rf"{_EDGE}degree{_END}")),
    ("vocational", re.compile(rf"{_EDGE}diploma{_END}")),
)
_UNFINISHED = re.compile(
    rf"{_EDGE}(?:doctorante?|phd (?:candidate|student)|doctoral (?:candidate|student)|doktorand\w{{0,3}})"
)
_NOT_A_DEGREE = re.compile(
    r"scrum ?master|master ?data|web ?master|head ?master|post ?master|quiz ?master|master plan|master class|"
    r"master'?s? certificate|(?:not?|non|sans)[ -](?:a )?degree|"
    r"mastercard|master of ceremon|cap ?table|licence (?:b|permis)\b|driving licen[cs]e|permis"
)


def level_of(text: str, *, in_education: bool = True) -> str | None:
    """The highest level a text names, None without any.

    ``in_education`` says that the text stands under a heading about education, where "BA", "M2" or a bare
    "Ingénieur" mean degrees. Elsewhere they do so only beside a school.
    """
    text = text[:300]
    folded = fold(text)
    if _UNFINISHED.search(folded):
        return "master"
    cleared = _NOT_A_DEGREE.sub(lambda match: " " * len(match[0]), folded)
    for level in reversed(LEVELS):
        if _named(level, cleared):
            return level
        if (in_education or names_school(folded)) and _abbreviated(level, text):
            return level
        if in_education and level == "master" and _BARE_MASTER.search(cleared):
            return level
    unnamed = (level for level, pattern in _UNNAMED if in_education and pattern.search(cleared))
    return next(unnamed, None)


def names_school(folded: str) -> bool:
    """``folded`` is folded."""
    return _SCHOOL.search(folded) is not None


def _named(level: str, folded: str) -> bool:
    pattern = _PATTERNS.get(level)
    if pattern is not None and pattern.search(folded):
        return True
    return any(name == level and glued.search(folded) for name, glued in _GLUED)


def _abbreviated(level: str, text: str) -> bool:
    pattern = _SHORT.get(level)
    return pattern is not None and pattern.search(text) is not None


def highest(levels: Iterable[str]) -> str | None:
    return max(levels, key=LEVELS.index, default=None)
