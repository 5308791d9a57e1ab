"""Invented accounts as their owners see them."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from app.services.account_export.asking import ExportState
from app.services.assistant.consents import ConsentState
from app.services.erasure.person import Belongings
from app.services.own_data import NOTHING, OwnData
from app.services.sessions import Device
from app.web.forms.accounts import AvatarForm, ChangePasswordForm, ProfileForm
from app.web.forms.privacy import DeleteAccountForm, DeleteGuestForm
from app.web.forms.tokens import TokenForm
from tests.templates.sample_cvs import CV, NOW

READY = ExportState("ready", 4, 100, 1_840_000, NOW, NOW + timedelta(days=7))
WAITING = ExportState("waiting", 5, 40)
MUCH = Belongings(2, 1, 14, 30, 6, 2, 1, 5, 3)
FULL = OwnData(
    (CV,),
    "models.example.org",
    (ConsentState("read_cv", NOW), ConsentState("cover_letter", NOW - timedelta(days=3))),
    READY,
    MUCH,
    24,
)
MAKING = OwnData((CV,), "", (), WAITING, MUCH, 24)
FAILED = OwnData((), "", (), ExportState("failed", 6), NOTHING, 48)
EMPTY = OwnData((), "", (), ExportState("none"), NOTHING, 24)
DEVICES = (
    Device(1, "Firefox, Linux", NOW - timedelta(days=2), NOW, True),
    Device(2, "Safari, iPhone", NOW - timedelta(days=9), NOW - timedelta(hours=5), False),
    Device(3, "", NOW - timedelta(days=20), NOW - timedelta(days=19), False),
)


def profile() -> dict[str, Any]:
    user = SimpleNamespace(
        email="amira@mail.example", created_at=NOW, first_name="Amira", last_name="Ben Salah", phone="",
        timezone="Africa/Tunis", email_notifications=True, reminder_mails=False,
    )  # fmt: skip
    return {
        "user": user,
        "devices": DEVICES,
        "form": lambda: ProfileForm(formdata=None, obj=user),
        "password_form": lambda: ChangePasswordForm(formdata=None),
        "avatar_form": lambda: AvatarForm(formdata=None),
    }


def tokens(secret: str = "") -> dict[str, Any]:
    used = SimpleNamespace(
        id=1, name="my assistant", hint="jm_4fQ1Zx", scopes=["read", "write"], created_at=NOW - timedelta(days=9),
        last_used_at=NOW, expires_at=NOW + timedelta(days=81),
    )  # fmt: skip
    new = SimpleNamespace(
        id=2,
        name="x" * 80,
        hint="jm_09Abcd",
        scopes=["read"],
        created_at=NOW,
        last_used_at=None,
        expires_at=None,
    )
    form = lambda: TokenForm.of(is_admin=True, formdata=None)  # noqa: E731 - made within a request
    return {"form": form, "tokens": [used, new] if secret else [], "secret": secret}


def deleting(*, is_guest: bool = False) -> dict[str, Any]:
    form = DeleteGuestForm if is_guest else DeleteAccountForm
    return {"form": lambda: form(formdata=None), "page": EMPTY if is_guest else FULL}
