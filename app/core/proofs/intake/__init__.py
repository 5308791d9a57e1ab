"""From an uploaded file to what is kept of it, and to pictures of its pages.

The bytes of a stranger are only ever parsed in a child process with little memory, little time and no
network; ``accept`` asks that child and believes nothing but a well-formed answer.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

from app.core.cv.reading.ask import ask
from app.core.proofs.intake import answer, kinds
from app.core.proofs.intake.accepted import Accepted, Preview
from app.core.proofs.limits import DEFAULT, ProofLimits
from app.core.proofs.refusal import REFUSAL_CODES, Refused

__all__ = ["REFUSAL_CODES", "Accepted", "Preview", "Refused", "accept"]

_CHILD = "app.core.proofs.intake.child"


def accept(path: Path, file_name: str, limits: ProofLimits = DEFAULT) -> Accepted:
    """Of the upload stored at ``path``, which its owner calls ``file_name``.

    Raises Refused with one of REFUSAL_CODES, whatever the file contains; OSError only when there is no such
    file. Takes at most ``limits.wall`` seconds.
    """
    with path.open("rb", buffering=0) as upload:
        _check_size(os.fstat(upload.fileno()).st_size, limits)
        data = upload.read(limits.max_bytes + 1) or b""
        kind = kinds.detect(data[: kinds.HEAD], file_name)
        upload.seek(0)
        arguments = [kind, json.dumps(asdict(limits))]
        said = ask(_CHILD, arguments, upload.fileno(), limits.wall, limits.max_answer)
    return answer.understand(said, data, limits)


def _check_size(size: int, limits: ProofLimits) -> None:
    if size == 0:
        raise Refused("empty")
    if size > limits.max_bytes:
        raise Refused("too_large", str(limits.max_bytes))
