"""The language model as an administrator sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.models.ai import ENGINES
from app.services.assistant.configs import CALLS_RANGE, SECONDS_RANGE
from app.services.assistant.set_up import AiSetUp
from app.services.assistant.status import DAYS, AiStatus, PurposeCount
from app.services.assistant.trying import Tried
from app.web.words import number
from app.words.labels import label

FIELDS = (
    "engine", "base_url", "model", "vision_model", "price_in", "price_out", "monthly_budget", "calls_per_day",
    "call_seconds",
)  # fmt: skip
MICRO = 1_000_000
BUSY = "busy"


@dataclass(frozen=True, slots=True)
class AiForm:
    """``version`` is the one that was shown; saving over another one is refused."""

    version: int
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    message: str = ""


@dataclass(frozen=True, slots=True)
class FaultRow:
    code: str
    count: int
    last_at: datetime
    text: str
    advice: str


@dataclass(frozen=True, slots=True)
class TryResult:
    """``tone`` and ``text`` say what came of it, ``advice`` what to do."""

    tone: str
    text: str
    advice: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AiPage:
    status: AiStatus
    form: AiForm
    tone: str
    verdict: str
    advice: str
    spent: str
    budget: str
    faults: tuple[FaultRow, ...]
    purposes: tuple[PurposeCount, ...]
    models: tuple[str, ...]
    tried: TryResult | None
    listed: TryResult | None
    days: int = DAYS
    engines: tuple[str, ...] = ENGINES
    calls_range: tuple[int, int] = CALLS_RANGE
    seconds_range: tuple[int, int] = SECONDS_RANGE

    @property
    def is_busy(self) -> bool:
        return self.status.is_trying or self.status.is_listing

    def with_form(self, form: AiForm) -> AiPage:
        return replace(self, form=form)


def ai_page(status: AiStatus) -> AiPage:
    tone, verdict, advice = _verdict(status)
    budget = status.set_up.monthly_budget
    names = status.listed.answer.get("names", []) if status.listed and status.listed.answer else []
    return AiPage(
        status=status,
        form=form_of(status.set_up),
        tone=tone,
        verdict=verdict,
        advice=advice,
        spent=dollars(status.spent),
        budget="" if budget is None else dollars(int(budget * MICRO)),
        faults=tuple(
            FaultRow(one.code, one.count, one.last_at, label("ai_fault", one.code), _advice(one.code))
            for one in status.faults
        ),
        purposes=status.purposes,
        models=tuple(map(str, names)),
        tried=_tried(status.tried),
        listed=_listed(status.listed, len(names)),
    )


def form_of(set_up: AiSetUp) -> AiForm:
    return AiForm(set_up.version, {name: _shown(getattr(set_up, name)) for name in FIELDS})


def refused_form(
    sent: MultiDict[str, str], version: int, message: object, wrong: Mapping[str, object]
) -> AiForm:
    """What was sent, but for the key."""
    values = {name: sent.get(name, "")[:400] for name in FIELDS}
    return AiForm(version, values, {name: str(text) for name, text in wrong.items()}, str(message))


def sent_version(sent: MultiDict[str, str]) -> int:
    text = sent.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def dollars(micro: int) -> str:
    return f"{number(round(max(micro, 0) / MICRO, 2 if micro >= MICRO else 4))} US$"


def _shown(value: object) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _advice(code: str) -> str:
    return label("ai_advice", code) if code else ""


def _verdict(status: AiStatus) -> tuple[str, str, str]:
    now = status.set_up
    if now.engine == "none":
        return "plain", _("No model is set up."), _("Everything works without one.")
    if now.is_key_unreadable:
        advice = _("It was saved under another SECRET_KEY. Write it again.")
        return "bad", _("The key cannot be read."), advice
    if not now.is_ready:
        advice = _("Load the list of models and choose one.") if now.provider else _("Write the base URL.")
        return "warn", _("The settings are not complete."), advice
    return _trouble(status) or (
        "good",
        _("%(model)s at %(provider)s is asked.", model=now.model, provider=now.provider),
        "",
    )


def _trouble(status: AiStatus) -> tuple[str, str, str] | None:
    now, breaker = status.set_up, status.breaker
    if breaker.wait is not None:
        seconds = number(int(breaker.wait) + 1)
        said = _("%(provider)s is left alone for %(n)s seconds.", provider=now.provider, n=seconds)
        return "bad", said, _advice(breaker.fault)
    if breaker.failures:
        said = _("The last question failed.") + f" {label('ai_fault', breaker.fault)}"
        return "warn", said, _advice(breaker.fault)
    if now.monthly_budget is not None and status.spent > now.monthly_budget * MICRO:
        return "warn", _("The budget of the month is spent."), _advice("over_budget")
    return None


def _tried(tried: Tried | None) -> TryResult | None:
    if tried is None:
        return None
    if tried.state == "running":
        return TryResult("busy", _("Under way"), "")
    if tried.fault:
        return _failed(tried)
    seconds = number(round(tried.milliseconds / 1000, 1))
    return TryResult(
        "good", _("%(model)s answered in %(n)s seconds.", model=tried.model, n=seconds), "", tried.at
    )


def _listed(tried: Tried | None, count: int) -> TryResult | None:
    if tried is None:
        return None
    if tried.fault:
        return _failed(tried)
    if count and tried.model and tried.model not in tried.answer["names"]:
        said = _("%(model)s is not among the %(n)s models listed.", model=tried.model, n=number(count))
        return TryResult("warn", said, _advice("no_such_model"), tried.at)
    return TryResult("good", _("%(n)s models are listed.", n=number(count)), "", tried.at)


def _failed(tried: Tried) -> TryResult:
    detail = f" ({tried.detail})" if tried.detail else ""
    return TryResult("bad", label("ai_fault", tried.fault) + detail, _advice(tried.fault), tried.at)
