"""Words for alerts and what became of their mails."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

ALERT_FREQUENCY: Mapping[str, LazyString] = {
    "instant": _("At once (within minutes)"),
    "daily": _("Every day"),
    "weekly": _("Every week"),
}
ALERT_MAIL: Mapping[str, LazyString] = {
    "waiting": _("Waiting to be sent"),
    "sending": _("Being sent"),
    "sent": _("Sent"),
    "nothing": _("Nothing was sent"),
    "failed": _("Could not be delivered"),
}

ALERT_LABELS: Mapping[str, Mapping[str, LazyString]] = {
    "alert_frequency": ALERT_FREQUENCY,
    "alert_mail": ALERT_MAIL,
}
