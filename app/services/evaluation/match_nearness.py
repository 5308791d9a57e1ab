"""Nearness of CVs to what offers ask, put together as ``services.nearness`` does, without a database."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from app.core.cv.chunks import Chunk, chunks
from app.core.cv.document import Line
from app.core.matching.nearness import Nearness, SkillSpace, nearness_of, skill_text
from app.core.matching.relations import canonical
from app.services.evaluation.match_data import AskedOffer
from app.services.evaluation.reading import ReadCv
from app.services.evaluation.semantic import Meaning


def nearness_of_cvs(
    cvs: Sequence[ReadCv], offers: Sequence[AskedOffer], meaning: Meaning
) -> list[Nearness | None]:
    """None for each CV without a model, and for a refused one."""
    names = _asked(offers)
    if not meaning.semantic or not names:
        return [None] * len(cvs)
    vectors = meaning.vectors([skill_text(name) for name in names], "Embedding names")
    space = SkillSpace.of(names, vectors, meaning.embedder.model_id)
    pieces = [_pieces(cv) for cv in cvs]
    texts = [piece.text for each in pieces for piece in each]
    rows = meaning.vectors(texts, "Embedding CVs")
    ends = list(accumulate(map(len, pieces)))
    return [
        nearness_of(each, rows[end - len(each) : end], space) for each, end in zip(pieces, ends, strict=True)
    ]


def _asked(offers: Sequence[AskedOffer]) -> list[str]:
    names = (name for offer in offers for name in (*offer.offer.required, *offer.offer.wished))
    return list(dict.fromkeys(map(canonical, names)))


def _pieces(cv: ReadCv) -> tuple[Chunk, ...]:
    """Of the lines as they are stored: hidden ones are blank."""
    lines = cv.document.lines if cv.document else ()
    return chunks([Line(line.number, "" if line.hidden else line.text) for line in lines])
