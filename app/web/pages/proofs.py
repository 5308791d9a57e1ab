"""Claims and their documents as pages and programs read them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from flask import current_app
from flask_babel import gettext as _

from app.core.proofs.claim import CATEGORIES, LEVELS, Claim
from app.core.proofs.intake.kinds import CONTENT_TYPES
from app.core.proofs.limits import DEFAULT, MIB
from app.services.proofs.overview import Entry, Overview, ProofState
from app.services.proofs.uploading import Uploaded
from app.web.words import day
from app.words.labels import label, table_of
from app.words.proofs import (
    DOCUMENT_KINDS,
    RECOMMANDATION,
    STATUT,
    VERDICT_BAND,
    proof_note,
    proof_refusal,
)
from app.words.skills import skill_name

MAX_MB: Final = DEFAULT.max_bytes // MIB
ACCEPTED: Final = ".pdf,.png,.jpg,.jpeg,.webp"
PLACED: Final = ("expiry", "date")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMED_ITEMS: Final = frozenset({"proposed", "proposed_and_seen"})


@dataclass(frozen=True, slots=True)
class FindingView:
    """``claimed`` and ``read`` are "" where there is nothing to show."""

    label: str
    claimed: str
    read: str


@dataclass(frozen=True, slots=True)
class ProofView:
    """``band`` is a colour of the verdict, ``polls`` that the page asks again. ``model`` is the one that proposed a
    part of what was read, "" when rules alone read it. ``asks_model``: it would help to have one read it."""

    proof: ProofState
    status: str
    band: str
    confirmed: tuple[FindingView, ...] = ()
    missing: tuple[FindingView, ...] = ()
    diverging: tuple[FindingView, ...] = ()
    notes: tuple[str, ...] = ()
    next_step: str = ""
    quality: int | None = None
    fault: str = ""
    skills: tuple[str, ...] = ()
    model: str = ""

    @property
    def polls(self) -> bool:
        return self.proof.state == "checking"

    @property
    def asks_model(self) -> bool:
        return self.status != "confirmed" and not self.polls and bool(self.proof.pages)


@dataclass(frozen=True, slots=True)
class ClaimView:
    """``address`` is what /upload-proof/ and /verify-proof/ take. ``facts`` say who, when and which number."""

    entry: Entry
    anchor: str
    address: str
    title: str
    facts: tuple[str, ...]
    proof: ProofView | None
    accepted: str = ACCEPTED
    max_mb: int = MAX_MB

    @property
    def status(self) -> str:
        return self.proof.status if self.proof else "none"


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    category: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    has_cv: bool
    cv_id: int | None
    cv_name: str
    groups: tuple[ClaimGroup, ...]
    hidden: tuple[ClaimView, ...]
    left_over: tuple[tuple[str, ProofView], ...]
    guest_hours: int
    categories: tuple[str, ...] = CATEGORIES
    levels: tuple[str, ...] = LEVELS


def claims_page(found: Overview | None) -> ClaimsPage:
    hours = current_app.extensions["settings"].guest_hours
    if found is None:
        return ClaimsPage(False, None, "", (), (), (), hours)
    views = [claim_view(entry) for entry in found.entries]
    shown = [view for view in views if not view.entry.row.is_hidden]
    groups = (
        ClaimGroup(name, tuple(view for view in shown if view.entry.row.category == name))
        for name in CATEGORIES
    )
    return ClaimsPage(
        has_cv=True,
        cv_id=found.cv_id,
        cv_name=found.cv_name,
        groups=tuple(group for group in groups if group.claims),
        hidden=tuple(view for view in views if view.entry.row.is_hidden),
        left_over=tuple((title, proof_view(state)) for title, state in found.left_over),
        guest_hours=hours,
    )


def claim_view(entry: Entry) -> ClaimView:
    row = entry.row
    return ClaimView(
        entry=entry,
        anchor=f"claim-{row.category}-{row.index}",
        address=f"{row.category}/{row.index}",
        title=_title(row.claim),
        facts=tuple(_facts(row.claim)),
        proof=proof_view(entry.proof) if entry.proof else None,
    )


def proof_view(proof: ProofState) -> ProofView:
    """Verdict and findings of the last check stay readable while the next one runs."""
    checked = proof.state == "checked" and proof.verdict is not None
    status = proof.verdict if checked and proof.verdict else proof.state
    view = ProofView(
        proof=proof,
        status=status,
        band=VERDICT_BAND.get(status, "unknown"),
        fault=proof_refusal(proof.fault) if proof.state == "failed" else "",
    )
    if proof.verdict is None or proof.state == "checking":
        return view
    return replace(
        view,
        confirmed=_findings(proof.findings.get("confirmed", ())),
        missing=_findings(proof.findings.get("missing", ())),
        diverging=_findings(proof.findings.get("diverging", ())),
        notes=tuple(_note(one) for one in proof.findings.get("notes", ())),
        next_step=label("next_step", proof.findings.get("next_step")),
        quality=proof.findings.get("quality"),
        skills=tuple(skill_name(skill) for skill in proof.skills),
        model=str(proof.findings.get("model", "")),
    )


def uploaded_json(done: Uploaded, message: str, target: str) -> dict[str, Any]:
    """The names that programs know, with where the document stands on the page."""
    return {
        "success": True,
        "message": message,
        "filename": done.file_name,
        "has_preview": done.has_preview,
        "proof_id": done.proof_id,
        "redirect": target,
    }


def check_json(proof: ProofState) -> dict[str, Any]:
    """How far a check is, with what it came to."""
    if proof.state == "checked":
        return {"success": True, "state": "checked", "verification": verification_json(proof)}
    if proof.state == "failed":
        return {"success": False, "state": "failed", "message": proof_refusal(proof.fault)}
    return {"success": True, "state": proof.state, "message": label("proof_state", proof.state)}


def verification_json(proof: ProofState) -> dict[str, Any]:
    """The names that programs know, with our codes beside them."""
    view, verdict = proof_view(proof), proof.verdict or "cannot_tell"
    comment = (label("verdict", verdict) + ".", label("verdict_means", verdict), *view.notes)
    return {
        "statut": STATUT[verdict],
        "score_confiance": proof.confidence,
        "elements_confirmes": [_sentence(one) for one in view.confirmed],
        "elements_manquants": [_sentence(one) for one in view.missing],
        "divergences": [_sentence(one) for one in view.diverging],
        "commentaire": " ".join(comment),
        "recommandation": RECOMMANDATION[verdict],
        "verdict": verdict,
        "next_step": proof.findings.get("next_step", "none"),
        "findings": {
            name: proof.findings.get(name, []) for name in ("confirmed", "missing", "diverging", "notes")
        },
        "quality": view.quality,
        "engine": proof.engine,
    }


def _title(claim: Claim) -> str:
    if claim.category != "languages" or not claim.language:
        return claim.title
    language = label("language", claim.language)
    return language if not claim.title or claim.title.casefold() == language.casefold() else claim.title


def _facts(claim: Claim) -> list[str]:
    facts = [claim.issuer]
    if claim.language and claim.level:
        facts.append(label("language_level", claim.level))
    facts.append(_moment(str(claim.date)) if claim.date else "")
    facts.append(_("number %(number)s", number=claim.identifier) if claim.identifier else "")
    return [fact for fact in facts if fact]


def _findings(found: Sequence[Mapping[str, str]]) -> tuple[FindingView, ...]:
    return tuple(
        FindingView(
            label("finding", one["code"]),
            _value(one["code"], one["claimed"]),
            _value(one["code"], one["read"]),
        )
        for one in found
    )


def _value(code: str, value: str) -> str:
    if code in PLACED:
        return _moment(value)
    if code == "kind":
        return str(DOCUMENT_KINDS.get(value, value))
    return table_of("language").get(value, value) if code == "language" else value


def _moment(value: str) -> str:
    """A date as people write it; years and months alone stay as they are."""
    if not _DAY.fullmatch(value):
        return value
    try:
        return day(date.fromisoformat(value))
    except ValueError:  # the thirtieth of February
        return value


def _note(note: Mapping[str, str]) -> str:
    value = label("finding", note["value"]) if note["code"] in _NAMED_ITEMS else _moment(note["value"])
    return proof_note(note["code"], value)


def _sentence(one: FindingView) -> str:
    if one.claimed and one.read and one.claimed != one.read:
        return _("%(item)s: %(read)s (CV: %(claimed)s)", item=one.label, read=one.read, claimed=one.claimed)
    value = one.read or one.claimed
    return f"{one.label}: {value}" if value else one.label


assert {suffix.removeprefix(".") for suffix in ACCEPTED.split(",")} >= set(CONTENT_TYPES)
