"""Saving how the model is set up: versions, none of them ever changed; a key that can be written and never read."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.ai.chat.engines import provider_name
from app.errors import BadInput, Conflict
from app.models import AiConfig
from app.models.ai import ENGINES
from app.services import audit, sealed
from app.services.assistant.set_up import AiSetUp, current, latest, saved_key, sealed_key
from app.services.transaction import transaction

MAX_PRICE: Final = 10_000.0
MAX_BUDGET: Final = 1_000_000.0
CALLS_RANGE: Final = (0, 10_000)
SECONDS_RANGE: Final = (5, 120)
_MODEL = re.compile(r"[\x21-\x7e]{1,120}")
_KEY = re.compile(r"[\x21-\x7e]{1,500}")
_ADDRESS = re.compile(r"https?://[\x21-\x7e]{1,290}")


class AiConfigChanged(Conflict):
    """Somebody saved another version in between."""

    def __init__(self) -> None:
        message = _("Somebody else changed these settings in the meantime. Look at them and save again.")
        super().__init__(message, code="ai_config_changed")


def save(
    values: Mapping[str, str],
    *,
    key: str = "",
    remove_key: bool = False,
    user_id: int | None = None,
    expected_version: int,
) -> AiSetUp:
    """Store a new version of all settings. The key stays as it is when ``key`` is empty, unless it is to be removed
    or the engine or the base URL is another one now.

    Raises BadInput with a message per field, AiConfigChanged.
    """
    checked, wrong = _checked(values)
    key = key.strip()
    if key and not _KEY.fullmatch(key):
        wrong["key"] = _("This is not a key: letters, digits and signs without spaces.")
    if wrong:
        raise BadInput(_("Some settings cannot be used; see each of them."), fields=wrong)
    try:
        with transaction() as session:
            row = latest()
            if (row.version if row else 0) != expected_version:
                raise AiConfigChanged
            kept = "" if remove_key else _kept(row, checked["engine"], checked["base_url"])
            session.execute(update(AiConfig).values(secrets=""))  # an older key is nowhere any more
            secrets = sealed_key(key or kept, checked["engine"], checked["base_url"])
            session.add(
                AiConfig(version=expected_version + 1, secrets=secrets, created_by_id=user_id, **checked)
            )
            said = {"version": expected_version + 1, "engine": checked["engine"], "new_key": bool(key)}
            audit.note(session, "models_saved", actor_id=user_id, subject="models", details=said)
    except IntegrityError:
        raise AiConfigChanged from None
    return current()


def _kept(row: AiConfig | None, engine: str, base_url: str) -> str:
    try:
        return saved_key(row, engine, base_url)
    except sealed.Unreadable:
        return ""


def _checked(values: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, object]]:
    given = {name: str(text).strip() for name, text in values.items()}
    found: dict[str, Any] = {}
    wrong: dict[str, object] = {}
    for name, check in _CHECKS.items():
        try:
            found[name] = check(given.get(name, ""))
        except _Wrong as fault:
            wrong[name] = fault.message
    if not wrong and found["engine"] == "openai" and not found["base_url"]:
        wrong["base_url"] = _("Write the address of the server, such as http://localhost:11434/v1.")
    if not wrong and found["engine"] == "none":
        found["base_url"] = ""
    return found, wrong


class _Wrong(Exception):
    def __init__(self, message: object) -> None:
        super().__init__(str(message))
        self.message = message


def _engine(text: str) -> str:
    if text not in ENGINES:
        raise _Wrong(_("Choose one of the offered values."))
    return text


def _address(text: str) -> str:
    text = text.rstrip("/")
    if not text:
        return ""
    is_bare = "?" not in text and "#" not in text
    if not _ADDRESS.fullmatch(text) or not is_bare or not provider_name("openai", text):
        raise _Wrong(_("This is not an address like http://localhost:11434/v1."))
    return text


def _model(text: str) -> str:
    if text and not _MODEL.fullmatch(text):
        raise _Wrong(_("This is not the name of a model."))
    return text


def _money(text: str, most: float) -> float:
    try:
        value = float(text.replace(",", ".") or 0)
    except ValueError:
        value = math.nan
    if not 0 <= value <= most:
        raise _Wrong(_("Write a number from 0 to %(most)s.", most=f"{most:,.0f}"))
    return value


def _whole(text: str, bounds: tuple[int, int]) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 9 and bounds[0] <= int(text) <= bounds[1]):
        raise _Wrong(_("Write a whole number from %(a)s to %(b)s.", a=bounds[0], b=bounds[1]))
    return int(text)


_CHECKS: Final[Mapping[str, Any]] = {
    "engine": _engine,
    "base_url": _address,
    "model": _model,
    "vision_model": _model,
    "price_in": lambda text: _money(text, MAX_PRICE),
    "price_out": lambda text: _money(text, MAX_PRICE),
    "monthly_budget": lambda text: _money(text, MAX_BUDGET) if text else None,
    "calls_per_day": lambda text: _whole(text, CALLS_RANGE),
    "call_seconds": lambda text: _whole(text, SECONDS_RANGE),
}
