"""The link in a mail that ends an alert: signed, without login, and good for as long as the mail is kept."""

from __future__ import annotations

from flask import current_app
from flask_babel import lazy_gettext as _
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select

from app.errors import BadInput
from app.extensions import db
from app.models import JobAlert, utc_now
from app.services.transaction import transaction

_SALT = "alert-unsubscribe"


def token_of(alert: JobAlert) -> str:
    return str(_signer().dumps([alert.id, alert.user_id]))


def named(token: str) -> str:
    """The name of the alert; "" when it is gone. Raises BadInput for a token that we did not make."""
    alert = _find(token)
    return alert.name if alert else ""


def unsubscribe(token: str) -> None:
    """Again is as good as once. Raises BadInput for a token that we did not make."""
    with transaction():
        alert = _find(token)
        if alert is not None:
            alert.is_active = False
            alert.unsubscribed_at = alert.unsubscribed_at or utc_now()


def _find(token: str) -> JobAlert | None:
    try:
        alert_id, user_id = _signer().loads(token)
    except (BadSignature, ValueError, TypeError) as fault:
        raise BadInput(_("This link is not complete. Copy all of it from the mail.")) from fault
    return db.session.scalar(select(JobAlert).where(JobAlert.id == alert_id, JobAlert.user_id == user_id))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt=_SALT)
