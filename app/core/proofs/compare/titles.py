"""Whether the document is about what is claimed: titles compared word by word, in four languages.

Both ways: what the claimed title has and the document lacks, and what the document has in excess. A course
is not the specialisation it belongs to, and "Niveau 2" is not "Niveau 3".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from app.core.cv.fold import fold, words
from app.core.proofs.compare.degree_words import spelled_out, without_type
from app.core.proofs.compare.shown import Shown, unconfused
from app.core.proofs.compare.title_words import meanings

_MOST_WORDS = 40
_LONGEST = 1_000  # characters of a title
_ALIKE = 86.0  # similarity of two words of which one may be misread
_CUT = re.compile(
    r"""["«»“”„();|\t•·]|:\s|\s[-–—]\s|,\s|(?<![^\W_])(?:
    has\s(?:successfully\s)?(?:completed|passed|achieved|earned|attended|obtained)|(?:having\s)?successfully\s(?:completed|completing)
    |for\s(?:the\s)?(?:successful\s)?(?:completion|completing)(?:\sof)?|for\scompleting|is\s(?:hereby\s)?awarded|in\srecognition\sof
    |the\s(?:online\s)?(?:non-credit\s)?course|the\sexam(?:ination)?(?:\sof)?|entitled|titled
    |an\sonline\snon-credit\s(?:course|specialization)|an\sonline\scourse
    |a\s(?:suivi|valide|obtenu|reussi|termine|complete|participe)(?:\savec\ssucces)?|avec\ssucces|la\sformation|le\scours|intitule\s(?:de\sla\sformation|de\sl'action|du\sstage|du\scours)|le\stitre\sde
    |le\sdiplome|le\scertificat|l'examen|intitule[e]?|au\stitre\sde|decerne[e]?|pour\savoir|du\smodule|le\smodule
    |hat\s(?:erfolgreich)?|erfolgreich|(?:an\s)?de[mr]\s(?:kurs|lehrgang|schulung|weiterbildung|seminar|prufung)|teilgenommen|bestanden
    |abgeschlossen|absolviert|den\s(?:kurs|lehrgang)|die\s(?:prufung|weiterbildung|schulung)
    |بنجاح|دوره|الدوره|في\sاختصاص|اختصاص|برنامج|اجتياز|التكوين\sفي|تكوين\sفي|بعنوان
    |authori[sz]ed\sby|offered\s(?:by|through)|provided\sby|issued\sby|presented\sby|delivre[e]?\spar|propose[e]?\spar|dispense[e]?\spar
    |organise[e]?\spar|ausgestellt\svon|durchgefuhrt\svon|angeboten\svon|from(?=\s\w)|by(?=\s[a-z])
    |certificate\sof\s(?:completion|achievement|attendance|participation)|certificat\sde\sreussite|attestation\sde\s(?:reussite|formation|fin\sde\sformation)
    |(?:on|le|am|au)(?=\s\d)|session\sdu|held\s(?:on|from)|between|valid\suntil|validity
    )(?![^\W_])""",
    re.VERBOSE,
)
MENTION = re.compile(
    r"(?<![^\W_])(?:(?:is )?part of|included in|belongs to|counts towards?|towards|step (?:\d )?(?:of|in)|prerequisite|"
    r"course \d{1,2} of(?: \d{1,2})?(?: in)?|(?:fait partie|dans le cadre|composante|element|volet|issu) d|"
    r"prerequis|preparation (?:to|for|a|au|aux|zur)|prepares? for|prepare a|"
    r"vorbereitung auf|vorbereitungskurs|bestandteil d|teil d|"
    r"im rahmen d|modul \d{1,2} d|module \d{1,2} (?:of|de|du)|جزء من|ضمن|في اطار|تحضير|next step|also available|"
    r"recommended|suite recommandee|suivant|weiterfuhrend)"
)


@dataclass(frozen=True, slots=True)
class Title:
    """What a title means: ``concepts`` say about what, ``levels`` which step, ``kinds`` how large a thing."""

    concepts: tuple[str, ...] = ()
    levels: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the document that may be its title; ``mention``: it is only named as something else's whole."""

    text: str
    lines: tuple[int, ...]
    title: Title
    height: float = 0.02
    sure: float = 100.0
    mention: bool = False
    contents: bool = False


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """``covered`` is the share of the claimed words found, ``excess`` that of other words beside them."""

    segment: Segment
    covered: float
    excess: float
    levels_agree: bool
    kinds_agree: bool
    missing_levels: frozenset[str] = field(default=frozenset())

    @property
    def merit(self) -> float:
        bad = 0.15 * (not self.levels_agree) + 0.15 * (not self.kinds_agree)
        return self.covered - 0.6 * self.excess - bad - 0.1 * bool(self.missing_levels)


@lru_cache(maxsize=4_000)
def title_of(text: str) -> Title:
    """Of a degree only its subject counts, where one is named: "of Science" says nothing then."""
    plain = spelled_out(text[:_LONGEST])
    subject = _read(without_type(plain))
    return subject if subject.concepts else _read(plain)


def _read(text: str) -> Title:
    found = meanings(words(text)[:_MOST_WORDS])
    return Title(
        concepts=tuple(
            dict.fromkeys(word for kind, name in found if kind == "concept" for word in name.split())
        ),
        levels=frozenset(name for kind, name in found if kind == "level"),
        kinds=frozenset(name for kind, name in found if kind == "kind"),
    )


def segments_of(lines: Sequence[Shown]) -> list[Segment]:
    """Parts of lines between words such as "has completed", and neighbours put together: a title may need
    two or three lines.
    """
    single = [segment for line in lines for segment in _cut(line)]
    found = list(single)
    found += [_joined(pair) for pair in pairwise(single) if _near(*pair)]
    for first, second, third in zip(single, single[1:], single[2:], strict=False):
        if _near(first, second) and _near(second, third):
            found.append(_joined((first, second, third)))
    return [segment for segment in found if segment.title.concepts or segment.title.levels]


def _cut(line: Shown) -> Iterator[Segment]:
    folded = fold(line.text)
    position, mention = 0, False
    ends = [(match.start(), match.end()) for match in _CUT.finditer(folded)] + [(len(folded), len(folded))]
    for start, end in ends:
        text = line.text[position:start].strip()
        before = MENTION.search(folded, position, start)
        mention = mention or before is not None
        if text:
            yield Segment(
                text=text,
                lines=(line.line.number,),
                title=title_of(text),
                height=line.line.height,
                sure=line.line.confidence,
                mention=mention,
                contents=line.contents,
            )
        position = end


def _near(one: Segment, other: Segment) -> bool:
    return 0 <= other.lines[0] - one.lines[-1] <= 1


def _joined(parts: Sequence[Segment]) -> Segment:
    text = " ".join(part.text for part in parts)
    return Segment(
        text=text,
        lines=tuple(dict.fromkeys(number for part in parts for number in part.lines)),
        title=title_of(text),
        height=max(part.height for part in parts),
        sure=min(part.sure for part in parts),
        mention=any(part.mention for part in parts),
        contents=any(part.contents for part in parts),
    )


def compare(claimed: Title, segment: Segment, ignored: frozenset[str]) -> TitleMatch:
    """``ignored`` words belong to the issuer: neither their absence nor their presence counts."""
    read = segment.title
    wanted = [word for word in claimed.concepts if word not in ignored] or list(claimed.concepts)
    there = [word for word in read.concepts if word not in ignored or word in wanted]
    found = [word for word in wanted if _has(there, word)]
    excess = [word for word in there if not _has(wanted, word)]
    covered = len(found) / len(wanted) if wanted else float(claimed.levels <= read.levels)
    initials = _by_initials(wanted, there, segment.text)
    if initials:
        covered, excess = 1.0, []
    return TitleMatch(
        segment=segment,
        covered=covered,
        excess=len(excess) / max(1, len(excess) + len(wanted)),
        levels_agree=_levels_agree(claimed.levels, read.levels, initials),
        kinds_agree=not (read.kinds or claimed.kinds) or not claimed.kinds or claimed.kinds <= read.kinds,
        missing_levels=claimed.levels - read.levels if not initials else frozenset(),
    )


def best_title_match(claimed: str, lines: Sequence[Shown], issuer: str) -> TitleMatch | None:
    wanted = title_of(claimed)
    ignored = frozenset(title_of(issuer).concepts)
    matches = [compare(wanted, segment, ignored) for segment in segments_of(lines)]
    return max(matches, key=_rank, default=None)


def _rank(match: TitleMatch) -> tuple[float, float]:
    segment = match.segment
    aside = 0.5 * (segment.mention or segment.contents)
    return match.merit - aside - 0.01 * len(segment.lines), segment.height


def _has(listed: Sequence[str], word: str) -> bool:
    if word in listed or unconfused(word) in map(unconfused, listed):
        return True
    if len(word) < 5:
        return False
    return any(
        len(other) >= 5 and other[0] == word[0] and fuzz.ratio(word, other) >= _ALIKE for other in listed
    )


def _levels_agree(claimed: frozenset[str], read: frozenset[str], initials: bool) -> bool:
    """No level that contradicts: one that is missing is another matter, and so is one more."""
    return initials or not claimed or not read or claimed <= read


def _by_initials(claimed: Sequence[str], read: Sequence[str], text: str) -> bool:
    """ "PMP" for "Project Management Professional", either way round."""
    if len(claimed) == 1 and 3 <= len(claimed[0]) <= 6:
        capitals = "".join(word[0] for word in words(text))
        return len(capitals) >= 3 and claimed[0] in capitals
    if len(read) == 1 and 3 <= len(read[0]) <= 6 and len(claimed) >= 3:
        return "".join(word[0] for word in claimed) == read[0]
    return False
