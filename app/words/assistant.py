"""What the help of a model is called, what people agree to, and why there was no answer."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

ASSISTANT_LABELS: Mapping[str, Mapping[str, LazyString]] = {
    "ai_purpose": {
        "read_cv": _("Reading your CV"),
        "explain_match": _("Explaining a match"),
        "advise": _("Advice on your CV for an offer"),
        "cover_letter": _("Draft of a cover letter"),
        "quiz": _("Questions for a quiz"),
        "read_proof": _("Reading a proof"),
        "test": _("Tries by an administrator"),
    },
    "ai_engine": {
        "none": _("None"),
        "groq": _("Groq"),
        "openai": _("A server that speaks like OpenAI's (Ollama, vLLM, LM Studio, OpenRouter…)"),
    },
    "ai_role": {
        "system": _("What the model was told"),
        "user": _("What was sent"),
        "assistant": _("What the model wrote first"),
    },
    "ai_fault": {
        "timed_out": _("It did not answer in time."),
        "server_fault": _("It has trouble of its own, or could not be reached."),
        "rate_limited": _("It is asked too often right now."),
        "quota_used_up": _("The allowance of this site with it is used up."),
        "bad_key": _("It does not accept the key of this site."),
        "no_such_model": _("It does not have the model that is set up here."),
        "bad_address": _("It is not where the settings say."),
        "not_taken": _("It cannot take a question this long, or with pictures."),
        "refused": _("It does not want to answer this."),
        "garbage": _("Its answer could not be used."),
        "off": _("This site uses no model."),
        "needs_consent": _("You have not agreed to this."),
        "over_quota": _("You asked as often today as one person may."),
        "over_budget": _("What this site may spend on it this month is spent."),
        "paused": _("It failed several times, so it is left alone for a moment."),
        "too_many": _("Several of your questions are still waiting."),
        "failed": _("Something went wrong here."),
        "lost": _("The program ended before the answer came."),
        "gone": _("What was asked about is not here any more."),
        "no_text": _("Nothing is known here that it could work from."),
        "no_picture": _("There is no picture of this document that it could look at."),
    },
    "ai_what_now": {
        "timed_out": _("Try again in a minute."),
        "server_fault": _("Try again in a minute."),
        "rate_limited": _("Try again in a few minutes."),
        "quota_used_up": _("Try again tomorrow."),
        "bad_key": _("Only the people who run this site can change that."),
        "no_such_model": _("Only the people who run this site can change that."),
        "bad_address": _("Only the people who run this site can change that."),
        "not_taken": _("Everything else works without it."),
        "refused": _("Everything else works without it."),
        "garbage": _("Try again, or go on without it."),
        "off": _("Everything works without it."),
        "needs_consent": _("Agree first, if you want it."),
        "over_quota": _("Ask again tomorrow."),
        "over_budget": _("Ask again next month."),
        "paused": _("Try again in a minute."),
        "too_many": _("Wait for their answers first."),
        "failed": _("Try again in a minute."),
        "gone": _("Reload the page."),
        "no_text": _("Bring in courses with their modules first, or choose another skill."),
        "no_picture": _("Upload the document again."),
    },
    "ai_advice": {
        "timed_out": _("Allow it more seconds for an answer, or take a faster model."),
        "server_fault": _(
            "Look at the state page of the provider; for a server of your own, whether it runs."
        ),
        "rate_limited": _("Nothing to do: it is asked again when it allows it. A larger plan allows more."),
        "quota_used_up": _("Look at plan and credit in your account with the provider."),
        "bad_key": _("Make a new key with the provider and write it below."),
        "no_such_model": _(
            "Load the list of models and choose one of it: models are switched off now and then."
        ),
        "bad_address": _("Check the base URL: it ends before /chat/completions, often in /v1."),
        "not_taken": _("Take a model that reads longer texts, and for proofs one that sees pictures."),
        "refused": _("Nothing to do: people get the answer that needs no model."),
        "garbage": _("Take a larger model, if this happens often: this one does not keep to the asked form."),
        "over_quota": _("Raise the calls per day, if that is too few."),
        "over_budget": _("Raise the budget of the month, if you want more."),
        "paused": _("Nothing to do: it is tried again within a minute."),
        "lost": _("Look at the worker: it ended in the middle of a call."),
        "failed": _("Look at the log of the worker."),
    },
}

CONSENTS: Mapping[str, LazyString] = {
    "read_cv": _(
        "The text of your CV is sent to %(provider)s, to propose skills and jobs that our own reading missed."
    ),
    "explain_match": _(
        "The text of your CV and the offer are sent to %(provider)s, to put into words why they fit or do not."
    ),
    "advise": _(
        "The text of your CV and the offer are sent to %(provider)s, to propose what to add, to reword or to reorder."
    ),
    "cover_letter": _("The text of your CV and the offer are sent to %(provider)s, to draft a cover letter."),
    "read_proof": _(
        "Pictures of the document that you uploaded are sent to %(provider)s as they are, with the name and all else "
        "that stands on them, to read what our own reading cannot."
    ),
}


def consent_text(purpose: str, provider: str) -> str:
    """What a person agrees to; "" for a purpose that needs no consent."""
    text = CONSENTS.get(purpose)
    return str(text) % {"provider": provider} if text else ""
