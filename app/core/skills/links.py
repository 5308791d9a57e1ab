"""Links from skills to a public classification, kept in a file of their own beside the data of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.core.skills.table import LexiconError

HEADER = ("skill", "uri", "equal", "language", "name")
EQUAL = ("label", "alias")


@dataclass(frozen=True, slots=True)
class Link:
    """``names`` by language: what the classification calls the skill, for use as aliases.

    ``equal``, one of EQUAL: which of the skill's names the classification has too.
    """

    uri: str
    equal: str = "label"
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


def read_links(file: Path) -> dict[str, Link]:
    """By skill id; none when there is no such file. Raises LexiconError."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{file.name}: {error}") from error
    if tuple(lines[0].split("\t")) != HEADER:
        raise LexiconError(f"{file.name}:1: the first line must be {' '.join(HEADER)}, tab separated")
    uris: dict[str, tuple[str, str]] = {}
    names: dict[str, dict[str, list[str]]] = {}
    for number, line in enumerate(lines[1:], start=2):
        if line:
            cells = line.split("\t")
            if len(cells) != len(HEADER) or not cells[0] or not cells[1] or cells[2] not in EQUAL:
                raise LexiconError(f"{file.name}:{number}: expected {' '.join(HEADER)}")
            skill, uri, equal, language, name = cells
            if uris.setdefault(skill, (uri, equal)) != (uri, equal):
                raise LexiconError(f"{file.name}:{number}: {skill} already has another uri")
            if name:
                names.setdefault(skill, {}).setdefault(language, []).append(name)
    return {
        skill: Link(*uri, {language: tuple(said) for language, said in names.get(skill, {}).items()})
        for skill, uri in uris.items()
    }


def written(links: Mapping[str, Link]) -> str:
    """The file that read_links reads."""
    rows = [HEADER, *(row for skill in sorted(links) for row in _rows(skill, links[skill]))]
    return "\n".join("\t".join(row) for row in rows) + "\n"


def _rows(skill: str, link: Link) -> Iterable[tuple[str, ...]]:
    own = (skill, link.uri, link.equal)
    return [(*own, code, name) for code in sorted(link.names) for name in link.names[code]] or [
        (*own, "", "")
    ]
