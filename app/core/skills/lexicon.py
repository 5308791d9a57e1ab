"""The skills the product knows, and how to find one by any of its names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

from app.core.once import once
from app.core.skills.folding import fold
from app.core.skills.links import Link, read_links
from app.core.skills.table import Row, read_folder, read_phrases
from app.core.skills.tokens import key_of

DATA = Path(__file__).parent / "data"
NOT_SKILLS = "not_skills.txt"
LANGUAGES = ("en", "fr", "de", "ar")
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_SPOKEN_SIGNS = (("+", " plus "), ("#", " sharp "), ("&", " and "))


@dataclass(frozen=True, slots=True)
class Skill:
    """``id`` is stable as long as the English label is. ``domain`` is the data file it stands in.

    ``labels`` has a key for "en" and for each language that says it differently; ``aliases`` are
    all further names in any language. ``context`` and ``case`` say when an ambiguous name counts.
    ``esco_uri`` is the same skill in ESCO when it was linked.
    """

    id: str
    label: str
    kind: str
    domain: str
    labels: Mapping[str, str] = field(hash=False)
    aliases: tuple[str, ...] = ()
    broader: str | None = None
    related: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    case: bool = False
    esco_uri: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling, the English label first."""
        return tuple(dict.fromkeys((self.label, *self.labels.values(), *self.aliases)))


def skill_id(label: str) -> str:
    """ "C++" gives c-plus-plus, ".NET" gives dot-net, "Node.js" gives node-js."""
    spoken = fold(label).strip()
    if spoken.startswith("."):
        spoken = "dot " + spoken[1:]
    for sign, word in _SPOKEN_SIGNS:
        spoken = spoken.replace(sign, word)
    return _NOT_IN_ID.sub("-", spoken).strip("-")


class Lexicon:
    """Immutable. ``not_skills`` are phrases that only look like a skill in running text.

    Of two skills that claim one name the label wins, then the first in file order;
    ``check.problems`` reports such clashes.
    """

    def __init__(self, skills: Iterable[Skill], not_skills: Iterable[str] = ()) -> None:
        self.not_skills = tuple(not_skills)
        ordered = tuple(skills)
        by_id: dict[str, Skill] = {}
        for skill in ordered:
            by_id.setdefault(skill.id, skill)
        self.skills: Mapping[str, Skill] = MappingProxyType(by_id)
        self.by_code: tuple[str, ...] = tuple(sorted(by_id))
        self._codes = {id_: code for code, id_ in enumerate(self.by_code)}
        self._by_name = _by_name(tuple(by_id.values()))
        self._prefixes = cache(partial(_prefixes, tuple(by_id.values())))

    def __len__(self) -> int:
        return len(self.skills)

    def get(self, id_: str) -> Skill:
        """Raises KeyError."""
        return self.skills[id_]

    def find(self, name: str) -> Skill | None:
        """The skill with exactly this label or alias, whatever the case, accents and hyphens."""
        found = self._by_name.get(key_of(name))
        return None if found is None else self.skills[found]

    def label(self, id_: str, language: str = "en") -> str:
        """In ``language`` when the skill is called differently there, else in English. Raises KeyError."""
        skill = self.skills[id_]
        return skill.labels.get(language, skill.label)

    def name(self, skill: str, language: str = "en") -> str:
        """As ``label``; what is no id is a name already."""
        return self.label(skill, language) if skill in self.skills else skill

    def code(self, id_: str) -> int:
        """Place of the skill in ``by_code``. Raises KeyError."""
        return self._codes[id_]

    def ancestors(self, id_: str) -> tuple[str, ...]:
        """Broader skills, nearest first. Raises KeyError."""
        found: list[str] = []
        broader = self.skills[id_].broader
        while broader is not None and broader != id_ and broader not in found:
            found.append(broader)
            broader = self.skills[broader].broader
        return tuple(found)

    def suggest(self, prefix: str, language: str = "en", limit: int = 10) -> list[Skill]:
        """Skills with a name, or a word of a name, that starts with ``prefix``; labels before aliases."""
        wanted = key_of(prefix)
        table = self._prefixes(language if language in LANGUAGES else "en")
        if not wanted or limit < 1:
            return []
        hits = []
        for place in range(bisect_left(table, (wanted,)), len(table)):
            if not table[place][0].startswith(wanted):
                break
            hits.append(table[place])
        hits.sort(key=lambda hit: (hit[0] != wanted, hit[1], len(hit[2]), hit[2]))
        return [self.skills[id_] for id_ in dict.fromkeys(hit[3] for hit in hits)][:limit]


def _by_name(skills: tuple[Skill, ...]) -> dict[str, str]:
    names: dict[str, str] = {}
    for skill in skills:
        names.setdefault(key_of(skill.label), skill.id)
    for skill in skills:
        for name in skill.names[1:]:
            names.setdefault(key_of(name), skill.id)
    names.pop("", None)
    return names


_Prefix = tuple[str, int, str, str]  # key from a word on, rank, whole key, id


def _prefixes(skills: Iterable[Skill], language: str) -> list[_Prefix]:
    """Rank 0: start of the label shown; 1: start of another name; 2: inner word of the label."""
    table: list[_Prefix] = []
    for skill in skills:
        shown = key_of(skill.labels.get(language, skill.label))
        table.append((shown, 0, shown, skill.id))
        words = shown.split()
        table += [(" ".join(words[at:]), 2, shown, skill.id) for at in range(1, len(words))]
        table += [(key, 1, key, skill.id) for key in map(key_of, skill.names) if key and key != shown]
    return sorted(table)


def load_lexicon(folder: Path = DATA) -> Lexicon:
    """Raises LexiconError when a file is malformed. Unknown broader and related names are left out."""
    rows = list(read_folder(folder))
    ids = {key_of(row.label): skill_id(row.label) for row in rows}
    return Lexicon((_skill(row, ids) for row in rows), read_phrases(folder / NOT_SKILLS))


def _skill(row: Row, ids: Mapping[str, str]) -> Skill:
    labels = {"en": row.label} | {code: names[0] for code, names in row.translations.items()}
    others = [name for names in row.translations.values() for name in names[1:]]
    related = (ids.get(key_of(name)) for name in row.related)
    return Skill(
        id=skill_id(row.label),
        label=row.label,
        kind=row.kind,
        domain=row.domain,
        labels=MappingProxyType(labels),
        aliases=tuple(dict.fromkeys((*row.aliases, *others))),
        broader=ids.get(key_of(row.broader)) if row.broader else None,
        related=tuple(id_ for id_ in related if id_ is not None),
        context=row.context,
        case=row.case,
    )


def with_links(lexicon: Lexicon, links: Mapping[str, Link]) -> Lexicon:
    """The same skills with the addresses and, as aliases, the names of ``links`` that no skill has yet.

    Links of skills that are not in the lexicon are left out.
    """
    if not links:
        return lexicon
    return Lexicon(
        (_with_link(lexicon, skill, links) for skill in lexicon.skills.values()), lexicon.not_skills
    )


def _with_link(lexicon: Lexicon, skill: Skill, links: Mapping[str, Link]) -> Skill:
    link = links.get(skill.id)
    if link is None:
        return skill
    names = (name for said in link.names.values() for name in said if lexicon.find(name) is None)
    return replace(skill, esco_uri=link.uri, aliases=tuple(dict.fromkeys((*skill.aliases, *names))))


_links: dict[str, Link] = {}


def use_links(file: Path) -> int:
    """Make default_lexicon load the links of this file, or none when there is no such file.

    To be called once, when the program starts. Returns how many there are. Raises LexiconError,
    and then leaves everything as it was.
    """
    found = read_links(file)
    if found != _links:
        _links.clear()
        _links.update(found)
        default_lexicon.cache_clear()
    return len(found)


@once()
def default_lexicon() -> Lexicon:
    """The shipped data with the links in use, read once per process."""
    return with_links(load_lexicon(), _links)
