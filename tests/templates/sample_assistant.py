"""A language model in all its states: set up and not, asked, failing, and what people read about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from app.services.assistant.calls import CallPage, LoggedCall, SentMessage
from app.services.assistant.consents import TEXT_VERSIONS, ConsentState, PastConsent
from app.services.assistant.pending import HelpState
from app.services.assistant.set_up import AiSetUp
from app.services.assistant.status import AiStatus, BreakerState, FaultCount, PurposeCount
from app.services.assistant.trying import Tried

NOW = datetime(2026, 3, 5, 14, 3, tzinfo=UTC)
HOST = "models.example.org"
SET_UP = AiSetUp(
    version=3, engine="openai", base_url=f"https://{HOST}/v1", model="large-7", vision_model="seeing-2", price_in=0.15,
    price_out=0.6, monthly_budget=5.0, key_hint="••••9f3a", key_source="saved", created_by="nadia@example.org", created_at=NOW,
)  # fmt: skip
NOTHING = AiStatus(
    set_up=AiSetUp(0, "none", "", "", ""), spent=0, under_way=0, purposes=(), faults=(),
    breaker=BreakerState(0, "", None), tried=None, listed=None, is_trying=False, is_listing=False,
)  # fmt: skip
GOOD = replace(
    NOTHING,
    set_up=SET_UP,
    spent=1_234_567,
    under_way=2,
    purposes=(
        PurposeCount("advise", 40, 2, 120_000, 900_000),
        PurposeCount("read_cv", 12, 0, 30_000, 300_000),
    ),
    faults=(FaultCount("timed_out", 2, NOW),),
    tried=Tried("ok", "", "", HOST, "large-7", 830, NOW, {"reply": "yes"}),
    listed=Tried("ok", "", "", HOST, "large-7", 90, NOW, {"names": ["<b>large-8</b>", "seeing-2"]}),
)
TROUBLE = replace(
    GOOD,
    breaker=BreakerState(5, "bad_key", 42.0),
    faults=tuple(
        FaultCount(code, 1, NOW) for code in ("bad_key", "no_such_model", "quota_used_up", "garbage")
    ),
    tried=Tried("failed", "bad_key", "answered 401 (invalid_api_key)", HOST, "large-7", 90, NOW, None),
    listed=None,
    is_listing=True,
)
UNREADABLE = replace(NOTHING, set_up=replace(SET_UP, is_key_unreadable=True, key_hint="", key_source=""))
INCOMPLETE = replace(NOTHING, set_up=replace(SET_UP, model=""))

STATES = tuple(ConsentState(purpose, NOW if purpose == "advise" else None) for purpose in TEXT_VERSIONS)
PAST = (PastConsent("advise", HOST, "1", NOW, None), PastConsent("read_cv", HOST, "1", NOW, NOW))
SENT = CallPage(
    (
        LoggedCall(
            9, "advise", HOST, "large-7", "ok", "", NOW,
            (SentMessage("system", "You help."), SentMessage("user", "DATA 1 cv\n<script>alert(1)</script> مرحبا\nEND 1 cv")),
            {"advice": ["Say since when.", "<img src=x>"]},
        ),
        LoggedCall(
            8, "read_proof", HOST, "seeing-2", "failed", "timed_out", NOW,
            (SentMessage("user", "There is no data.", ("9,000 letters, SHA-256 00ff",)),), None,
        ),
    ),
    42, 2, 3,
)  # fmt: skip
NO_CALLS = CallPage((), 0, 1, 1)


def help_state(name: str, code: str = "", seconds: float = 0.0) -> HelpState:
    return HelpState(name, "advise", "job 1", HOST, "large-7", code, seconds)
