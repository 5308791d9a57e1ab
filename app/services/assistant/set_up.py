"""How the model is set up now: what an admin saved last, or what the environment says until then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import current_app
from sqlalchemy import select

from app.ai.chat.engine import ChatEngine
from app.ai.chat.engines import EngineName, EngineSetUp, make_engine, provider_name
from app.extensions import db
from app.models import AiConfig, User
from app.outgoing import traced, user_agent
from app.services import sealed
from app.settings import Settings
from outgoing.trusted import TrustedClient

SUGGESTED: Final = {"groq": ("openai/gpt-oss-120b", "qwen/qwen3.8-27b")}  # text, pictures
DOTS: Final = "••••"


@dataclass(frozen=True, slots=True)
class AiSetUp:
    """``version`` 0 is the environment's. Prices are US dollars for a million tokens. Of the key only what may be
    shown: ``key_hint`` is "" without one, ``key_source`` is saved, environment or "". ``is_key_unreadable`` when
    SECRET_KEY is another than the one it was saved under."""

    version: int
    engine: EngineName
    base_url: str
    model: str
    vision_model: str
    price_in: float = 0.0
    price_out: float = 0.0
    monthly_budget: float | None = None
    calls_per_day: int = 30
    call_seconds: int = 15
    key_hint: str = ""
    key_source: str = ""
    is_key_unreadable: bool = False
    created_by: str = ""
    created_at: datetime | None = None

    @property
    def provider(self) -> str:
        """The host that is asked, as people consent to it; "" for none."""
        return provider_name(self.engine, self.base_url)

    @property
    def is_ready(self) -> bool:
        return bool(self.provider and self.model)

    @property
    def sees(self) -> bool:
        return bool(self.provider and self.vision_model)


def current() -> AiSetUp:
    row = latest()
    if row is None:
        return _of_environment()
    key, source, unreadable = _key(row)
    author = db.session.get(User, row.created_by_id) if row.created_by_id else None
    return AiSetUp(
        version=row.version,
        engine=row.engine,  # type: ignore[arg-type]
        base_url=row.base_url,
        model=row.model,
        vision_model=row.vision_model,
        price_in=row.price_in,
        price_out=row.price_out,
        monthly_budget=row.monthly_budget,
        calls_per_day=row.calls_per_day,
        call_seconds=row.call_seconds,
        key_hint=hint_of(key),
        key_source=source,
        is_key_unreadable=unreadable,
        created_by=(author.email or "") if author else "",
        created_at=row.created_at,
    )


def engine_of(set_up: AiSetUp, model: str) -> ChatEngine:
    """Ready to be asked; its key never leaves this function but inside it."""
    row = latest()
    key = _key(row)[0] if row else _environment_key(set_up.engine)
    return make_engine(EngineSetUp(set_up.engine, set_up.base_url, model, key), _client())


def latest() -> AiConfig | None:
    return db.session.scalars(select(AiConfig).order_by(AiConfig.version.desc()).limit(1)).first()


def hint_of(key: str) -> str:
    """Enough to tell two keys apart, too little to use one."""
    return (DOTS + key[-4:] if len(key) >= 16 else DOTS) if key else ""


def sealed_key(key: str, engine: str, base_url: str) -> str:
    """Sealed together with where it may be sent to."""
    return sealed.seal({"key": key, "for": f"{engine} {base_url}"}, sealed.MODELS) if key else ""


def saved_key(row: AiConfig | None, engine: str, base_url: str) -> str:
    """The key of this version, if it was saved for this very address. Raises sealed.Unreadable."""
    opened = sealed.unseal(row.secrets, sealed.MODELS) if row else {}
    return opened.get("key", "") if opened.get("for") == f"{engine} {base_url}" else ""


def _key(row: AiConfig) -> tuple[str, str, bool]:
    """(key, where it comes from, whether there is one that cannot be read). That of the environment goes to the
    address of the environment alone."""
    try:
        key = saved_key(row, row.engine, row.base_url)
    except sealed.Unreadable:
        return "", "", True
    if key:
        return key, "saved", False
    given = _of_environment()
    if (given.engine, given.base_url) == (row.engine, row.base_url):
        key = _environment_key(given.engine)
    return key, "environment" if key else "", False


def _of_environment() -> AiSetUp:
    settings = _settings()
    engine = _environment_engine(settings)
    text, vision = SUGGESTED.get(engine, ("", ""))
    key = _environment_key(engine)
    return AiSetUp(
        version=0,
        engine=engine,
        base_url=settings.llm_base_url.rstrip("/") if engine != "none" else "",
        model=settings.llm_model or text,
        vision_model=settings.llm_vision_model or vision,
        key_hint=hint_of(key),
        key_source="environment" if key else "",
    )


def _environment_engine(settings: Settings) -> EngineName:
    if settings.llm_engine:
        return settings.llm_engine
    if settings.groq_api_key.get_secret_value():
        return "groq"
    return "openai" if settings.llm_base_url else "none"


def _environment_key(engine: str) -> str:
    settings = _settings()
    given = settings.llm_api_key.get_secret_value().strip()
    if engine == "groq":
        return settings.groq_api_key.get_secret_value().strip() or given
    return given if engine == "openai" else ""


def _client() -> TrustedClient:
    settings = _settings()
    return TrustedClient(
        user_agent(settings),
        routes=settings.outgoing_route_map,
        proxy=settings.outgoing_proxy,
        watch=traced,
    )


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
