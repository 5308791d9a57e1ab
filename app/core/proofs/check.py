"""``check(claim, document)``: what a document says about a claim. No model decides anything here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.core.proofs.claim import Claim, StatedDate
from app.core.proofs.compare import dates, document_kind, identifiers
from app.core.proofs.compare.issuers import compare_issuer, stands_in
from app.core.proofs.compare.match import AGREES, DIFFERS, MISSING, NOT_CLAIMED, PROPOSED, UNSEEN, WEAK, Match
from app.core.proofs.compare.person import compare_person
from app.core.proofs.compare.shown import Shown, shown_lines, unseen_lines
from app.core.proofs.compare.subject import SubjectMatch, compare_subject
from app.core.proofs.proposals import Proposals, proposed_line, supported
from app.core.proofs.reading.document import ProofDocument
from app.core.proofs.rules import Facts, Rule, confidence, decide
from app.core.proofs.verdict import Note, Verdict

_NO_PROPOSALS = Proposals()
_MADE_BEFORE = 45  # days a file may be older than the day it shows


def check(
    claim: Claim, document: ProofDocument, today: date, proposals: Proposals = _NO_PROPOSALS
) -> Verdict:
    """``proposals`` are what a model says it reads. They may turn what was not found into what agrees in part, and
    never make, or unmake, a "confirmed"."""
    alone = _checked(claim, document, today, _NO_PROPOSALS)
    if alone.status == "confirmed" or not proposals.items():
        return alone
    return _checked(claim, document, today, proposals)


def _checked(claim: Claim, document: ProofDocument, today: date, proposals: Proposals) -> Verdict:
    lines = shown_lines(document)
    matches, notes = _matches(claim, lines, today)
    matches, proposal_notes = _with_proposals(claim, lines, today, matches, proposals)
    matches = _with_unseen(claim, document, today, matches)
    notes = [*document.notes, *notes, *proposal_notes, *_signs(document, lines, matches, today)]
    kind = document_kind.kind_of(lines)
    if kind in document_kind.OTHERS:
        matches.append(Match("kind", DIFFERS, "certificate", kind))
    facts = Facts(
        quality=document.quality,
        name=_of(matches, "name"),
        subject=_subject(claim, matches),
        issuer=_of(matches, "issuer"),
        matches=tuple(matches),
        notes=frozenset(note.code for note in notes),
        other_kind=kind in document_kind.OTHERS,
    )
    return _verdict(
        facts, decide(facts), [*notes, *(note for match in matches for note in match.notes)], lines
    )


def _matches(claim: Claim, lines: Sequence[Shown], today: date) -> tuple[list[Match], list[Note]]:
    """One match for each item that the claim has something to say about, besides the name and the subject."""
    shown = dates.dates_in(lines, today)
    subject = compare_subject(claim, lines)
    matches = [
        compare_person(claim.person, lines),
        *subject.matches,
        _issuer(claim, lines, subject),
        dates.compare_date(claim.date, shown),
        identifiers.compare_identifier(claim.identifier, lines),
        identifiers.compare_url(claim.url, lines),
        *_expiry(shown, subject, today),
    ]
    notes = [Note("attendance_only")] if _only_attended(claim, lines) else []
    return matches, notes


def _issuer(claim: Claim, lines: Sequence[Shown], subject: SubjectMatch) -> Match:
    found = compare_issuer(claim.issuer, claim.title, lines, subject.lines)
    test = subject.test
    if found.state != NOT_CLAIMED or test is None:
        return found
    owner = next((owner for owner in test.owners if stands_in(owner, lines)), None)
    return Match("issuer", AGREES, owner, owner, notes=(Note("issuer_implied", owner),)) if owner else found


def _expiry(shown: Sequence[dates.ShownDate], subject: SubjectMatch, today: date) -> list[Match]:
    """A printed end of validity, or that of a language test whose results its publisher lets end."""
    end = dates.expiry(shown)
    test = subject.test
    if end is None and test is not None and test.years:
        issued = dates.issued_dates(shown)
        last = max(issued, default=None)
        end = StatedDate(last.year + test.years, last.month) if last else None
    if end is None:
        return []
    state = AGREES if dates.last_day(end) >= today else DIFFERS
    return [Match("expiry", state, today.isoformat(), str(end))]


def _only_attended(claim: Claim, lines: Sequence[Shown]) -> bool:
    return claim.category != "courses" and document_kind.only_attended(lines)


def _with_proposals(
    claim: Claim, lines: Sequence[Shown], today: date, matches: list[Match], proposals: Proposals
) -> tuple[list[Match], list[Note]]:
    """What is not found may be what a model reads: supported it agrees in part, else it is proposed only."""
    notes: list[Note] = []
    for item, value in proposals.items():
        at = next((at for at, match in enumerate(matches) if match.code == item), None)
        if at is None or matches[at].state not in (MISSING, DIFFERS, WEAK):
            continue
        alone = [proposed_line(value)]
        there = next((match for match in _matches(claim, alone, today)[0] if match.code == item), None)
        if there is None or there.state != AGREES:
            continue
        if supported(value, lines):
            matches[at] = replace(there, state=WEAK, read=value)
            notes.append(Note("proposed_and_seen", item))
        elif matches[at].state == MISSING:
            matches[at] = replace(there, state=PROPOSED, read=value)
            notes.append(Note("proposed", item))
    return matches, notes


def _with_unseen(claim: Claim, document: ProofDocument, today: date, matches: list[Match]) -> list[Match]:
    """What agrees only in text that the page does not show."""
    unseen = unseen_lines(document)
    if not unseen:
        return matches
    there = {match.code: match for match in _matches(claim, unseen, today)[0]}
    return [
        replace(match, state=UNSEEN, read=there[match.code].read)
        if match.state in (MISSING, DIFFERS) and match.code in there and there[match.code].state == AGREES
        else match
        for match in matches
    ]


def _signs(
    document: ProofDocument, lines: Sequence[Shown], matches: Sequence[Match], today: date
) -> list[Note]:
    """What the file says about itself beside what it shows."""
    notes = []
    if document.quality < 62 and document.lines:
        notes.append(Note("poor_quality", str(document.quality)))
    if any(match.state == UNSEEN for match in matches):
        notes.append(Note("text_differs"))
    made = document.facts.created
    issued = dates.issued_dates(dates.dates_in(lines, today))
    if made and issued and (min(issued) - made.date()).days > _MADE_BEFORE:
        notes.append(Note("made_before", made.date().isoformat()))
    if _covered(document):
        notes.append(Note("text_covered"))
    return notes


def _covered(document: ProofDocument) -> bool:
    """Hidden words at a place where other words are seen."""
    hidden = [line for line in document.lines if line.hidden and len(line.text) > 3]
    return any(
        one.page == other.page
        and abs(one.top + one.height / 2 - other.top - other.height / 2) < 0.5 * max(one.height, other.height)
        and min(one.right, other.right) > max(one.left, other.left)
        and one.text != other.text
        for one in hidden
        for other in document.visible
    )


def _of(matches: Sequence[Match], code: str) -> Match:
    return next((match for match in matches if match.code == code), Match(code, NOT_CLAIMED))


def _subject(claim: Claim, matches: Sequence[Match]) -> Match:
    """The worst of what says what the document is about."""
    codes = ("language", "level") if claim.category == "languages" else ("title", "level")
    worst = (DIFFERS, UNSEEN, MISSING, PROPOSED, WEAK, AGREES)
    found = [match for match in matches if match.code in codes]
    return min(found, key=lambda match: worst.index(match.state), default=Match("title", MISSING))


def _verdict(facts: Facts, rule: Rule, notes: Sequence[Note], lines: Sequence[Shown]) -> Verdict:
    counted = [match for match in facts.matches if match.state != NOT_CLAIMED]
    next_step = rule.next_step
    if next_step == "open_link" and not identifiers.shown_address(lines):
        next_step = "look_yourself"
    return Verdict(
        status=rule.status,
        confidence=confidence(facts, rule),
        confirmed=tuple(match.finding() for match in counted if match.found),
        missing=tuple(match.finding() for match in counted if match.state in (MISSING, PROPOSED, UNSEEN)),
        diverging=tuple(match.finding() for match in counted if match.state == DIFFERS),
        notes=tuple(dict.fromkeys(notes)),
        next_step=next_step,
        quality=facts.quality,
    )
