"""Getting ready for an offer, with and without what a model said."""

from __future__ import annotations

from app.ai.cover_letter import Letter, Sentence
from app.ai.cv_advice import Advice, Suggestion
from app.ai.match_explanation import Explanation, Point
from app.services.assistant.applying import Help
from app.services.assistant.pending import HelpState
from app.web.pages.job import EvidenceLine
from app.web.pages.preparing import PreparePage, Tip, model_help
from tests.templates.sample_assistant import HOST
from tests.templates.sample_matches import JOB

SAID = {
    "explain_match": Explanation(
        summary="You know the tools. <script>alert(1)</script>",
        fits=[Point(text="You built services.", quote="Built services with Python")],
        gaps=[Point(text="German is asked for.", quote="gutes Deutsch")],
    ),
    "advise": Advice(
        suggestions=[
            Suggestion(
                kind="add", quote="Kubernetes", text="Asked for.", proposed="Ran services on Kubernetes."
            ),
            Suggestion(
                kind="reword", quote="مطور بايثون", text="Say what you built.", proposed="Built services."
            ),
            Suggestion(kind="reorder", quote="Docker", text="Asked for first.", proposed=""),
        ]
    ),
    "cover_letter": Letter(
        sentences=[
            Sentence(paragraph=1, text="Dear Sir or Madam,", quote=""),
            Sentence(paragraph=2, text="I built services.", quote="Built services with Python"),
        ]
    ),
}
TIPS = (
    Tip("Python", True, None, (EvidenceLine(12, "Built <b>services</b> with Python"),)),
    Tip("إدارة المشاريع", False, 2.5),
)


def _help(purpose: str, state: str) -> Help:
    now = HelpState(state, purpose, "job 1 v1 cv 1 v1 en", HOST, "large-7")
    return Help(now, SAID[purpose] if state == "answered" else None, 2 if state == "answered" else 0)


def page(state: str, *, is_bare: bool = False) -> PreparePage:
    tips = () if is_bare else TIPS
    explanation, advice, draft = (model_help(1, _help(purpose, state)) for purpose in SAID)
    return PreparePage(
        JOB,
        1,
        "amira.pdf",
        tips,
        tips,
        tips,
        "Dear Sir or Madam,\n\nAmira",
        explanation,
        advice,
        draft,  # type: ignore[arg-type]
    )
