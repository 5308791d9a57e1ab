"""The data files, row by row, as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HEADER = ("label", "kind", "fr", "de", "ar", "aliases", "broader", "related", "flags")
KINDS = ("knowledge", "tool", "method", "language", "soft", "certificate")


class LexiconError(ValueError):
    """A data file that cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a data file. ``domain`` is the file name without its ending."""

    domain: str
    line: int
    label: str
    kind: str
    translations: dict[str, tuple[str, ...]]
    aliases: tuple[str, ...]
    broader: str
    related: tuple[str, ...]
    flags: tuple[str, ...]

    @property
    def place(self) -> str:
        return f"{self.domain}.tsv:{self.line}"

    @property
    def case(self) -> bool:
        return "case" in self.flags

    @property
    def context(self) -> tuple[str, ...]:
        """Words that make an ambiguous name count; empty when the name is not ambiguous."""
        for flag in self.flags:
            if flag.startswith("context:"):
                return tuple(word.strip() for word in flag[len("context:") :].split("|") if word.strip())
        return ()


def read_folder(folder: Path) -> Iterator[Row]:
    """Rows of all ``*.tsv`` files, by file name. Raises LexiconError."""
    files = sorted(folder.glob("*.tsv"))
    if not files:
        raise LexiconError(f"no .tsv file in {folder}")
    for file in files:
        yield from read_file(file)


def read_phrases(file: Path) -> tuple[str, ...]:
    """Lines that are neither empty nor a comment; none when there is no such file."""
    if not file.is_file():
        return ()
    lines = (line.strip() for line in _text(file).splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def read_file(file: Path) -> Iterator[Row]:
    lines = _text(file).splitlines()
    if not lines or tuple(lines[0].split("\t")) != HEADER:
        raise LexiconError(f"{file.name}:1: the first line must be {' '.join(HEADER)}, tab separated")
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            yield _row(file.stem, number, line)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{file.name}: {error}") from error


def _row(domain: str, number: int, line: str) -> Row:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) > len(HEADER) or len(cells) < 2 or not cells[0] or not cells[1]:
        raise LexiconError(f"{domain}.tsv:{number}: expected {len(HEADER)} cells, label and kind not empty")
    cells += [""] * (len(HEADER) - len(cells))
    label, kind, fr, de, ar, aliases, broader, related, flags = cells
    translations = {code: _parts(cell) for code, cell in (("fr", fr), ("de", de), ("ar", ar)) if cell}
    return Row(
        domain, number, label, kind, translations, _parts(aliases), broader, _parts(related), _parts(flags)
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
