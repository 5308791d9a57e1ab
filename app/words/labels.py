"""Codes as words in the reader's language. Reasons of a match are in ``app.words.reasons``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.words.admin import ADMIN_LABELS
from app.words.alerts import ALERT_LABELS
from app.words.assistant import ASSISTANT_LABELS
from app.words.courses import COURSE_LABELS
from app.words.language import current_language
from app.words.proofs import PROOF_LABELS
from app.words.quizzes import QUIZ_LABELS
from app.words.reasons import reason_text
from app.words.sources import SOURCE_LABELS
from app.words.tokens import TOKEN_LABELS
from app.words.tracker import TRACKER_LABELS
from job_scraper.registry import all_sources

__all__ = ["LABELS", "invalid_filter_text", "label", "note_text", "reason_text", "refusal_text"]

Labels = Mapping[str, LazyString]

JOB_TYPE: Labels = {
    "permanent": _("Permanent"),
    "fixed_term": _("Fixed-term"),
    "temporary": _("Temporary work"),
    "internship": _("Internship"),
    "apprenticeship": _("Apprenticeship"),
    "freelance": _("Freelance"),
    "sivp": _("SIVP (first job, Tunisia)"),
}
CONTRACT_TYPE: Labels = {"full_time": _("Full time"), "part_time": _("Part time")}
EXPERIENCE_LEVEL: Labels = {
    "entry": _("Entry level"),
    "junior": _("Junior"),
    "mid": _("Experienced"),
    "senior": _("Senior"),
    "lead": _("Team lead"),
    "executive": _("Executive"),
}
REMOTE: Labels = {"onsite": _("On site"), "hybrid": _("Hybrid"), "remote": _("Remote")}
LANGUAGE: Labels = {
    "ar": _("Arabic"),
    "de": _("German"),
    "en": _("English"),
    "es": _("Spanish"),
    "fr": _("French"),
    "it": _("Italian"),
    "ja": _("Japanese"),
    "nl": _("Dutch"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "ro": _("Romanian"),
    "ru": _("Russian"),
    "tr": _("Turkish"),
    "uk": _("Ukrainian"),
    "zh": _("Chinese"),
}
LANGUAGE_LEVEL: Labels = {
    "A1": _("A1, beginner"),
    "A2": _("A2, elementary"),
    "B1": _("B1, intermediate"),
    "B2": _("B2, upper intermediate"),
    "C1": _("C1, advanced"),
    "C2": _("C2, proficient"),
    "native": _("Native language"),
}
DATE_RANGE: Labels = {
    "1day": _("Last 24 hours"),
    "3days": _("Last 3 days"),
    "1week": _("Last 7 days"),
    "1month": _("Last month"),
    "3months": _("Last 3 months"),
    "thisyear": _("Last 12 months"),
    "all": _("Any date"),
}
SORT: Labels = {
    "relevance": _("Relevance"),
    "newest": _("Newest"),
    "salary": _("Salary"),
    "match": _("Best match"),
}
EDUCATION: Labels = {
    "none": _("No diploma"),
    "secondary": _("Secondary school"),
    "vocational": _("Vocational training"),
    "bachelor": _("Bachelor's degree"),
    "master": _("Master's degree"),
    "doctorate": _("Doctorate"),
}
SALARY_PERIOD: Labels = {
    "hour": _("per hour"),
    "day": _("per day"),
    "month": _("per month"),
    "year": _("per year"),
}
BAND: Labels = {
    "strong": _("Strong match"),
    "good": _("Good match"),
    "fair": _("Fair match"),
    "weak": _("Weak match"),
    "unknown": _("Not enough to compare"),
}
QUALITY: Labels = {
    "good": _("read well"),
    "fair": _("read in part"),
    "weak": _("hardly read, please check"),
}
BAND_SHORT: Labels = {
    "strong": _("Strong"),
    "good": _("Good"),
    "fair": _("Fair"),
    "weak": _("Weak"),
    "unknown": _("Not known"),
}
CONFIDENCE: Labels = {
    "high": _("High confidence"),
    "medium": _("Medium confidence"),
    "low": _("Low confidence"),
}
PART: Labels = {
    "skills": _("Skills"),
    "experience": _("Experience"),
    "location": _("Location"),
    "salary": _("Salary"),
    "title": _("Job title"),
    "languages": _("Languages"),
}
RUNG: Labels = {
    "near": _("described, not named"),
    "mentioned": _("mentioned"),
    "used": _("used in a dated job"),
    "course": _("course taken"),
    "quiz": _("quiz passed"),
    "proof": _("proof checked"),
}
RUNG_MEANS: Labels = {
    "mentioned": _("Your CV names it."),
    "used": _("A job with dates in your CV names it."),
    "course": _("You marked a course that names it as done."),
    "quiz": _("You passed its quiz here. A quiz once passed stays passed."),
    "proof": _("A document that you uploaded is consistent with what your CV claims."),
}
MEASURE: Labels = {
    "match_order": _("Order of CVs for an offer, against personnel people"),
    "match_first": _("What people say of our first choice (1 to 7)"),
    "match_trade": _("Telling a CV of the trade from one of another"),
    "match_suited": _("Other trades not called a good match"),
    "skills_tech": _("Skills found in technical offers"),
    "skills_house": _("Skills found in offers of all trades"),
    "sentences_en": _("Skills read in English sentences"),
    "sentences_fr": _("Skills read in French sentences"),
    "sentences_de": _("Skills read in German sentences"),
    "sentences_ar": _("Skills read in Arabic sentences"),
    "cvs_read": _("CV files read"),
    "courses": _("Courses found for a skill"),
}
MEASURE_MEANS: Labels = {
    "match_order": _("1 is the order that people chose, 0 is chance"),
    "match_trade": _("how often a CV of the offer's trade comes before one of another trade; 50 % is chance"),
    "match_suited": _(
        "of CVs of other trades whose place, pay and years suit; a plain weighted mean would call all of them good"
    ),
    "skills_tech": _("of what people marked and what we found, how much is the same"),
    "skills_house": _("of what people marked and what we found, how much is the same"),
    "sentences_en": _("of the skills in our own test sentences, how much is read rightly"),
    "sentences_fr": _("of the skills in our own test sentences, how much is read rightly"),
    "sentences_de": _("of the skills in our own test sentences, how much is read rightly"),
    "sentences_ar": _("of the skills in our own test sentences, how much is read rightly"),
    "cvs_read": _("real CVs in PDF that were opened and understood, or refused with a reason"),
}
FACET: Labels = {
    "keyword": _("Keywords"),
    "location": _("Place"),
    "company": _("Company"),
    "country": _("Country"),
    "job_type": _("Contract"),
    "contract_type": _("Working time"),
    "experience_level": _("Level"),
    "remote": _("Remote work"),
    "source": _("Source"),
    "language": _("Language of the offer"),
    "skill": _("Skill"),
    "salary_min": _("Minimum salary"),
    "with_salary": _("Salary given"),
    "date_range": _("Date posted"),
    "sort": _("Sort order"),
    "page": _("Page"),
}
SOURCE: Labels = {"demo": _("Demo data"), "imported": _("Imported by you")}

REFUSALS: Labels = {
    "empty": _("The file holds no text. Check that it opens on your computer, then send it again."),
    "too_large": _("The file is too large. Save it without large pictures, then send it again."),
    "too_many_pages": _("The file has too many pages for a CV. Send the CV alone, without its attachments."),
    "wrong_type": _(
        "This is not a PDF, DOCX, ODT, RTF or TXT file, whatever its name says. Export your CV as PDF."
    ),
    "encrypted": _("The file is protected by a password. Save it without one, then send it again."),
    "scanned": _(
        "The file holds pictures of pages and no text. Export the CV as PDF from your word processor."
    ),
    "too_short": _("There is too little text for a CV. Check that you chose the right file."),
    "damaged": _("The file is damaged. Open it, save it under a new name, then send that."),
    "too_slow": _("Reading this file took too long. Save it again as a plain PDF, then send that."),
}
NOTES: Labels = {
    "no_dates": _("No dated job was found, so experience is not compared. You can add your jobs below."),
    "no_skills": _("No skill was recognised, so scores would say little. You can add your skills below."),
    "no_contact": _("No contact details were found. Scores do not need them."),
    "no_education": _("No diploma was found. You can add one below."),
    "no_languages": _("No language was found. You can add the ones you speak below."),
    "hidden_text": _("The file has text that people cannot see (white or invisible). It was ignored."),
    "ocr": _("The text was read from pictures of pages. Look for reading errors."),
    "short": _("There is little text, so little can be compared."),
}
FILTER_ERRORS: Labels = {
    "not_a_number": _("%(field)s: give a whole number."),
    "out_of_range": _("%(field)s: this number is too small or too large."),
    "too_long": _("%(field)s: this text is too long."),
    "too_many": _("%(field)s: choose fewer values."),
    "unknown": _("%(field)s: choose one of the offered values."),
}

LABELS: Mapping[str, Labels] = {
    "job_type": JOB_TYPE,
    "contract_type": CONTRACT_TYPE,
    "experience_level": EXPERIENCE_LEVEL,
    "remote": REMOTE,
    "language": LANGUAGE,
    "language_level": LANGUAGE_LEVEL,
    "date_range": DATE_RANGE,
    "sort": SORT,
    "education": EDUCATION,
    "salary_period": SALARY_PERIOD,
    "band": BAND,
    "band_short": BAND_SHORT,
    "confidence": CONFIDENCE,
    "quality": QUALITY,
    "part": PART,
    "rung": RUNG,
    "rung_means": RUNG_MEANS,
    "facet": FACET,
    "measure": MEASURE,
    "measure_means": MEASURE_MEANS,
    "source": SOURCE,
    **SOURCE_LABELS,
    **ADMIN_LABELS,
    **ALERT_LABELS,
    **COURSE_LABELS,
    **ASSISTANT_LABELS,
    **QUIZ_LABELS,
    **TRACKER_LABELS,
    **TOKEN_LABELS,
    **PROOF_LABELS,
}


def label(kind: str, code: str | None) -> str:
    """The words for a code; an unknown code is shown as it is, nothing for None.

    Raises KeyError for an unknown kind, which only a template can get wrong.
    """
    if code is None:
        return ""
    return table_of(kind).get(code, code)


def table_of(kind: str) -> Mapping[str, str]:
    """The words for all codes of a kind, in the reader's language."""
    return _in_language(current_language(), kind)


@cache
def _in_language(language: str, kind: str) -> dict[str, str]:
    """One table per language: a translation is looked up once, not once per card of a page."""
    del language  # only the key: the strings translate themselves into the current one
    names = {name: source.label for name, source in all_sources().items()} if kind == "source" else {}
    return names | {code: str(text) for code, text in LABELS[kind].items()}


def refusal_text(code: str) -> str:
    """Why a file was refused and what to try; ``code`` is one of REFUSAL_CODES."""
    return str(REFUSALS.get(code, REFUSALS["damaged"]))


def note_text(code: str) -> str:
    """What to tell the reader of a profile; an unknown code is shown as it is."""
    return str(NOTES.get(code, code))


def invalid_filter_text(field: str, code: str) -> str:
    """What is wrong with one parameter of a search; codes are those of InvalidFilter."""
    text = str(FILTER_ERRORS.get(code, FILTER_ERRORS["unknown"]))
    return text % {"field": label("facet", field)}
