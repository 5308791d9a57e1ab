"""From a proof that was taken in to what it shows.

It may take a minute (OCR), so the background work calls it. As when a file is taken in, only a child
process touches the bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from app.core.cv.reading.ask import ask
from app.core.proofs.limits import DEFAULT, ProofLimits
from app.core.proofs.reading import answer
from app.core.proofs.reading.document import FileFacts, ProofDocument, ProofLine, Word

__all__ = ["FileFacts", "ProofDocument", "ProofLine", "Word", "read"]

_CHILD = "app.core.proofs.reading.child"


def read(path: Path, kind: str, limits: ProofLimits = DEFAULT) -> ProofDocument:
    """Of the file that was kept at ``path``; ``kind`` is that of ``intake.Accepted``.

    A picture that cannot be read is a document of poor quality, no error. Raises Refused("damaged",
    "too_slow", "encrypted") for a file that would not have been taken in either, or that takes too long;
    OSError when there is no such file. Takes at most ``limits.reading_seconds``.
    """
    with path.open("rb", buffering=0) as kept:
        arguments = [kind, json.dumps(asdict(limits))]
        said = ask(_CHILD, arguments, kept.fileno(), float(limits.reading_seconds), limits.max_answer)
    return answer.understand(said, limits)
