"""The lexicon's links to ESCO: made from a file of the European Commission, kept in the data folder."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, current_app

from app.core.skills.esco import linked, read_concepts
from app.core.skills.lexicon import load_lexicon, use_links
from app.core.skills.links import read_links, written
from app.core.skills.table import LexiconError
from app.settings import Settings


@dataclass(frozen=True, slots=True)
class Imported:
    """``names``: names of linked skills that the lexicon did not know, over all languages."""

    concepts: int
    linked: int
    skills: int
    names: int


def init_app(app: Flask) -> None:
    """Put the links in use. A file that cannot be read is told of and left out."""
    try:
        use_links(_file(app.extensions["settings"]))
    except LexiconError as error:
        app.logger.warning("ESCO links are left out: %s", error)


def import_file(file: Path, language: str | None = None) -> Imported:
    """Link skills to the concepts of ``file`` and keep the links; earlier ones stay. Raises LexiconError.

    Other processes see them when they start again.
    """
    target = _file(current_app.extensions["settings"])
    lexicon = load_lexicon()
    concepts = read_concepts(file, language)
    links = linked(lexicon, concepts, read_links(target))
    _replace(target, written(links))
    use_links(target)
    names = sum(len(said) for link in links.values() for said in link.names.values())
    return Imported(len(concepts), len(links), len(lexicon), names)


def _file(settings: Settings) -> Path:
    return settings.data_dir / "lexicon" / "esco.tsv"


def _replace(target: Path, text: str) -> None:
    """All or nothing: a reader never sees half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{secrets.token_hex(4)}")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise LexiconError(f"{target.name} cannot be written: {error}") from error
