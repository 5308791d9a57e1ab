"""The process that takes one upload in; nothing of the parent imports it."""

from __future__ import annotations

import json
import os

from app.core.cv.reading import channel, lockdown
from app.core.proofs.intake import answer, take
from app.core.proofs.limits import ProofLimits
from app.core.proofs.refusal import Refused


def main(kind: str, limits_json: str) -> None:
    """Whatever happens short of being killed, it writes one answer to stdout."""
    limits = ProofLimits(**json.loads(limits_json))
    stdout = channel.keep_stdout_for_the_answer()
    lockdown.lock_down(limits.memory, limits.cpu)
    try:
        words = answer.accept(take.take(channel.upload(limits.max_bytes), kind, limits))
    except Refused as refused:
        words = answer.refuse(refused)
    channel.write(stdout, words)
    os._exit(0)  # nothing to tidy up, and closing a broken file can crash a native library
