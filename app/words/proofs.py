"""Codes of proofs as words. They say what a document shows, never that it is genuine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

Labels = Mapping[str, LazyString]

PROOF_LABELS: Mapping[str, Labels] = {
    "claim_category": {
        "certifications": _("Certificates"),
        "courses": _("Courses"),
        "diplomas": _("Diplomas"),
        "languages": _("Languages"),
    },
    "claim_origin": {
        "read": _("read in your CV"),
        "person": _("added by you"),
        "model": _("proposed by a language model"),
    },
    "proof_state": {
        "none": _("No document yet"),
        "waiting": _("Not checked yet"),
        "checking": _("Being checked…"),
        "failed": _("Could not be checked"),
    },
    "verdict": {
        "confirmed": _("Consistent with the claim"),
        "partly_confirmed": _("Partly consistent"),
        "not_confirmed": _("Not consistent"),
        "cannot_tell": _("Cannot tell"),
    },
    "verdict_means": {
        "confirmed": _("The document says what your CV says."),
        "partly_confirmed": _("Some of it agrees. Below is what is missing or says something else."),
        "not_confirmed": _("The document does not show what your CV says."),
        "cannot_tell": _("The document does not let us compare."),
    },
    "finding": {
        "name": _("Name"),
        "title": _("Title"),
        "issuer": _("Issuer"),
        "date": _("Date"),
        "expiry": _("Valid until"),
        "identifier": _("Number"),
        "url": _("Link"),
        "language": _("Language"),
        "level": _("Level"),
        "kind": _("Kind of document"),
    },
    "next_step": {
        "none": _("Nothing to do."),
        "open_link": _(
            "Open the verification address on the document yourself, and type it in: that is the surest check."
        ),
        "upload_clearer": _("Upload a sharper scan, or better the original PDF."),
        "upload_original": _("Upload the file as the issuer gave it to you, not edited and not saved again."),
        "upload_other": _("This document seems to be about something else. Upload the one for this entry."),
        "correct_claim": _("Correct your CV if the document is right, or upload another document."),
        "renew": _("The document has expired. Upload a newer one if there is one."),
        "add_details": _(
            "Your CV says too little to compare. Name the issuer or the number there, and your name."
        ),
        "look_yourself": _("Have a look at the document yourself: we could not decide."),
    },
}
NOTES: Final[Labels] = {
    "hidden_text": _("The file holds text that cannot be seen. It was not counted."),
    "text_differs": _("What machines read in the file is not what the page shows."),
    "text_covered": _("Text lies under something that was put on top of it."),
    "edited_with": _("The file was written by a program that edits pictures or PDF files: %(value)s."),
    "changed_later": _("The file was saved again after it was made: %(value)s."),
    "made_before": _("The file is older than the date that it shows. It was made: %(value)s."),
    "saved_again": _("Changes were appended to the file after it was finished."),
    "not_compared": _(
        "Text and picture of the file could not be compared: this server cannot read pictures."
    ),
    "poor_quality": _("The document is hard to read: quality %(value)s %%."),
    "no_ocr": _("This is a picture, and this server cannot read pictures. Upload a PDF with text."),
    "ocr": _("The text was read from a picture, so single letters may be wrong."),
    "scripts": _("The file holds program code. It was not run."),
    "attachments": _("The file holds other files. They were not opened."),
    "first_pages_only": _("Only the first pages were read: %(value)s."),
    "reading_cut": _("There was no time to read all of it, so what was not found may well be there."),
    "only_initials": _("The first name stands there as initials only."),
    "shorter_name": _("The name on the document is shorter than in your CV."),
    "longer_name": _("The name on the document is longer than in your CV."),
    "other_script": _("The name is written in other letters than in your CV."),
    "test_recognised": _("Recognised language test: %(value)s."),
    "level_of_score": _("Level by the score: %(value)s."),
    "level_higher": _("The document shows more than your CV claims."),
    "attendance_only": _("It says that somebody took part, not that they passed."),
    "issuer_implied": _("Your CV names no issuer; certificates of this title come from %(value)s."),
    "proposed": _("A language model read this, but the words read do not show it: %(value)s."),
    "proposed_and_seen": _("A language model read this, and the words read support it: %(value)s."),
}
DOCUMENT_KINDS: Final[Labels] = {
    "certificate": _("a certificate"),
    "invoice": _("an invoice or receipt"),
    "registration": _("a registration or invitation"),
    "cv": _("a CV"),
    "programme": _("a programme or brochure"),
    "letter": _("a letter or contract"),
    "failed": _("the result of an exam that was not passed"),
    "sample": _("a sample"),
}
REFUSALS: Final[Labels] = {
    "empty": _("The file is empty. Check that it opens on your computer, then send it again."),
    "too_large": _("The file is larger than 8 MB. Save it smaller, then send it again."),
    "too_many_pages": _("The file has too many pages for a proof. Send only the pages that show it."),
    "too_many_pixels": _("The picture has too many pixels. Make it smaller, then send it again."),
    "wrong_type": _("Send a PDF, PNG, JPEG or WebP file whose name ends accordingly."),
    "encrypted": _("The file is protected by a password. Save it without one, then send it again."),
    "animated": _("The file holds several pictures. Send one picture, or a PDF."),
    "damaged": _("The file is damaged. Open it, save it under a new name, then send that."),
    "too_slow": _("Reading this file took too long. Save it again as a plain PDF, then send that."),
    "file_lost": _("The file is lost. Upload it again."),
    "no_claim": _("Your CV does not name this any more."),
    "lost": _("The check was interrupted. Start it again."),
}
# The words that programs know.
STATUT: Final[Mapping[str, str]] = {
    "confirmed": "confirmé",
    "partly_confirmed": "partiellement_confirmé",
    "not_confirmed": "non_confirmé",
    "cannot_tell": "insuffisant",
}
RECOMMANDATION: Final[Mapping[str, str]] = {
    "confirmed": "accepter",
    "partly_confirmed": "demander_clarification",
    "not_confirmed": "rejeter",
    "cannot_tell": "demander_clarification",
}
VERDICT_BAND: Final[Mapping[str, str]] = {
    "confirmed": "strong",
    "partly_confirmed": "fair",
    "not_confirmed": "danger",
    "cannot_tell": "weak",
}


def proof_refusal(code: str) -> str:
    """Why a file was not taken, or not checked, and what to try."""
    return str(REFUSALS.get(code, REFUSALS["damaged"]))


def proof_note(code: str, value: str) -> str:
    """What was noticed about a document; an unknown code is shown as it is."""
    text = NOTES.get(code)
    if text is None:
        return code
    return str(text) % {"value": value}
