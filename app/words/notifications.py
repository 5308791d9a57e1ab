"""Notices as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext


def notice_text(kind: str, values: Mapping[str, Any]) -> str:
    said = {name: str(value) for name, value in values.items()}
    what = ", ".join(filter(None, (said.get("title"), said.get("company"))))
    if kind == "alert_offers":
        count = int(values["count"])
        return ngettext(
            "%(num)d new offer: %(name)s", "%(num)d new offers: %(name)s", count, name=said["name"]
        )
    if kind == "alert_failed":
        return _("A mail of your alert “%(name)s” could not be delivered.", name=said["name"])
    if kind == "follow_up_due":
        return _("Follow up today: %(what)s", what=what)
    if kind == "interview_tomorrow":
        return _("Interview tomorrow: %(what)s", what=what)
    if kind == "saved_offer_closed":
        return _("An offer you saved is closed: %(what)s", what=what)
    return _("An offer you saved has changed: %(what)s", what=what)
