"""Documents as they would have been read, made of lines."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.proofs.claim import Claim
from app.core.proofs.reading.document import FileFacts, ProofDocument, ProofLine, Word
from app.core.proofs.verdict import Note

COURSE = (
    "CERTIFICATE OF COMPLETION",
    "This is to certify that",
    "Mohamed Amine Ben Salah",
    "has successfully completed the online course",
    "Machine Learning for Data Analysis",
    "authorized by Google and offered through Coursera",
    "12 March 2024",
    "Credential ID: CRT-2024-00187",
    "Verify at https://coursera.org/verify/ABC123XYZ",
)


def lines_of(texts: Iterable[str], confidence: float = 100.0, **fields: object) -> tuple[ProofLine, ...]:
    return tuple(
        ProofLine(
            number,
            tuple(Word(word, confidence) for word in text.split()),
            top=0.1 + 0.05 * number,
            **fields,  # type: ignore[arg-type]
        )
        for number, text in enumerate(texts)
    )


def document(
    *texts: str,
    quality: int = 95,
    confidence: float = 100.0,
    notes: tuple[Note, ...] = (),
    facts: FileFacts | None = None,
) -> ProofDocument:
    return ProofDocument("pdf", lines_of(texts, confidence), 1, quality, facts or FileFacts(), notes)


def changed(old: str, new: str) -> tuple[str, ...]:
    """The lines of COURSE with one of them replaced."""
    assert old in COURSE
    return tuple(new if text == old else text for text in COURSE)


def claim(**fields: object) -> Claim:
    standard: dict[str, object] = {
        "category": "courses",
        "title": "Machine Learning for Data Analysis",
        "issuer": "Google via Coursera",
        "person": "Mohamed Amine Ben Salah",
    }
    return Claim(**{**standard, **fields})  # type: ignore[arg-type]
