"""What comparing a document with a claim comes to. Codes, not words: the page turns them into words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

STATUSES = ("confirmed", "partly_confirmed", "not_confirmed", "cannot_tell")

# What is compared; each finding has one of these as its code.
ITEMS = (
    "name",
    "title",
    "issuer",
    "date",
    "expiry",  # claimed: today; read: until when the document is valid
    "identifier",
    "url",
    "language",
    "level",  # of a title ("Niveau 2") or of a language (CEFR)
    "kind",  # what sort of document it is: claimed "certificate", read "invoice"
)

# What was noticed about the document; ``value`` says more where there is more to say.
NOTES = (
    "hidden_text",  # text that cannot be seen was found and not counted
    "text_differs",  # what machines read in the file is not what the page shows
    "text_covered",  # text lies under what was put on top of it
    "edited_with",  # the program that wrote the file edits pictures or PDF files; value: its name
    "changed_later",  # saved again after it was made; value: when
    "made_before",  # the file is older than the date it shows; value: when it was made
    "saved_again",  # changes were appended to the file after it was finished
    "not_compared",  # text and picture could not be compared, there is no OCR program
    "poor_quality",  # value: quality in per cent
    "no_ocr",  # a picture, and there is no OCR program
    "ocr",  # the text was read from a picture
    "reading_cut",  # there was no time to read all of it
    "scripts",
    "attachments",
    "first_pages_only",  # value: how many were read
    "only_initials",
    "shorter_name",
    "longer_name",
    "other_script",  # the name is written in other letters than in the CV
    "test_recognised",  # value: name of the language test
    "level_of_score",  # value: "TOEIC 850: B2, source of the table"
    "level_higher",  # the document shows more than what is claimed
    "attendance_only",  # says that somebody took part, not that they passed
    "proposed",  # a model read it; the words read from the document do not show it; value: item
    "proposed_and_seen",  # a model read it and the words read support it; value: item
    "issuer_implied",  # no issuer is claimed, the title belongs to this one
)

NEXT_STEPS = (
    "none",
    "open_link",  # open the verification address and look there
    "upload_clearer",  # a sharper scan, the original PDF
    "upload_original",  # the file as the issuer gave it out
    "upload_other",  # this document is about something else
    "correct_claim",  # the document says something else than the CV
    "renew",
    "add_details",  # add issuer or number to the CV, so that it can be compared
    "look_yourself",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One item of ITEMS: what the CV claims and what the document was read to say, empty for nothing."""

    code: str
    claimed: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One of NOTES."""

    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``status`` is one of STATUSES, ``confidence`` 0 to 100 how sure that status is, ``quality`` 0 to 100 how
    well the document could be read. ``confirmed`` items agree, ``missing`` ones were not found,
    ``diverging`` ones say something else. ``next_step`` is one of NEXT_STEPS.

    "confirmed" means that the document is consistent with the claim, never that it is genuine.
    """

    status: str
    confidence: int
    confirmed: tuple[Finding, ...] = ()
    missing: tuple[Finding, ...] = ()
    diverging: tuple[Finding, ...] = ()
    notes: tuple[Note, ...] = ()
    next_step: str = "none"
    quality: int = 0

    def fields(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)
