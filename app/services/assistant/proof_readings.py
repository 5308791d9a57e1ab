"""A document read by a model that sees pictures. What it reads are proposals: ``core.proofs`` decides what they are
worth, and without the words that we read ourselves they confirm nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final

from app.ai import proof_reading
from app.ai.proof_reading import ProofReading
from app.core.proofs.model_pictures import data_urls
from app.core.proofs.proposals import Proposals
from app.errors import Conflict, NotFound
from app.extensions import db
from app.models import Proof
from app.services.assistant import answers, asking, calls, pending, set_up
from app.services.assistant.outcomes import Answered, Unanswered
from app.services.assistant.pending import HelpState
from app.services.proofs import checking, stored
from app.services.uploads import preview_folder, preview_name

PURPOSE: Final = proof_reading.PURPOSE
LATER: Final = "later"  # read, but not compared: too much is under way


@dataclass(frozen=True, slots=True)
class ProofHelp:
    """``reading`` is there when ``state`` is answered. ``is_checking``: it is being compared with the claim."""

    proof_id: int
    state: HelpState
    reading: ProofReading | None = None
    is_checking: bool = False


def state(user_id: int, proof_id: int) -> ProofHelp:
    """Raises NotFound."""
    proof = stored.get(user_id, proof_id)
    return _help(_state(proof), proof)


def request(user_id: int, proof_id: int) -> ProofHelp:
    """Raises NotFound."""
    proof = stored.get(user_id, proof_id)
    if not set_up.current().sees:
        return _help(_state(proof), proof)
    given = {"proof_id": proof.id}
    return _help(pending.request(user_id, PURPOSE, _subject(proof), given, again=True), proof)


def run(
    user_id: int | None, subject: str, arguments: Mapping[str, Any], task_id: int
) -> Answered[ProofReading] | Unanswered:
    assert user_id is not None
    try:
        proof = stored.get(user_id, int(arguments["proof_id"]))
    except NotFound:  # deleted since
        return Unanswered("gone")
    if _subject(proof) != subject:  # another file took its place
        return Unanswered("gone")
    proof_id, images = proof.id, data_urls(_previews(proof))
    if not images:
        return Unanswered("no_picture")
    found = asking.ask(user_id, proof_reading.question(images), subject, task_id)
    if isinstance(found, Unanswered):
        return found
    return found if _compared(user_id, proof_id) else replace(found, note=LATER)


def verify(proof_id: int) -> str:
    """What the worker does to compare a document with its claim: with what a model read of it, while that stands."""
    proof = db.session.get(Proof, proof_id)
    found = _kept(proof) if proof is not None else None
    if found is None:
        return checking.run(proof_id)
    return checking.run(proof_id, _proposals(found.answer), found.model)


def delete(user_id: int, proof_id: int) -> None:
    """A document, and with it what a model read in it. Raises NotFound."""
    proof = stored.get(user_id, proof_id)
    calls.forget_about(user_id, PURPOSE, f"proof {proof.id}")
    stored.delete(user_id, proof_id)


def _compared(user_id: int, proof_id: int) -> bool:
    """Have it compared anew, where that can change anything. False when that has to wait."""
    try:
        proof = stored.get(user_id, proof_id)
        if not stored.is_evidence(proof):
            checking.ask(user_id, proof_id)
    except NotFound:  # deleted while the model read it
        return True
    except Conflict:
        return False
    return True


def _kept(proof: Proof) -> Answered[ProofReading] | None:
    """While the consent stands under which it was sent."""
    if _state(proof).state != pending.ANSWERED:
        return None
    return answers.find(proof.user_id, PURPOSE, _subject(proof), ProofReading)


def _help(now: HelpState, proof: Proof) -> ProofHelp:
    is_checking = checking.is_under_way(db.session(), proof)
    if now.state != pending.ANSWERED:
        return ProofHelp(proof.id, now, is_checking=is_checking)
    found = answers.find(proof.user_id, PURPOSE, now.subject, ProofReading)
    if found is None:  # deleted from the log
        return ProofHelp(proof.id, replace(now, state="ready"), is_checking=is_checking)
    return ProofHelp(proof.id, replace(now, model=found.model), found.answer, is_checking)


def _state(proof: Proof) -> HelpState:
    subject = _subject(proof)
    if not set_up.current().sees:
        return HelpState("off", PURPOSE, subject)
    return pending.state(proof.user_id, PURPOSE, subject)


def _subject(proof: Proof) -> str:
    """Of the file: what the claim says is not sent. With the CV, so that deleting that forgets it."""
    return f"proof {proof.id} cv {proof.cv_id} {proof.sha256[:16]}"


def _proposals(read: ProofReading) -> Proposals:
    return Proposals(read.name, read.title, read.issuer, read.identifier, read.level, read.date, read.url)


def _previews(proof: Proof) -> list[bytes]:
    folder, found = preview_folder(), []
    for page in stored.pages_shown(proof):
        with suppress(FileNotFoundError):  # deleted meanwhile
            found.append(folder.read(preview_name(proof.file_path, page)))
    return found
