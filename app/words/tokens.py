"""What a personal token may do."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.services.tokens.caller import ACCOUNT, ADMIN, READ, WRITE

TOKEN_LABELS: Mapping[str, Mapping[str, LazyString]] = {
    "token_scope": {
        READ: _("Read: search, scores, my lists"),
        WRITE: _("Write: save, apply, upload, correct"),
        ACCOUNT: _("Account: password, devices, tokens, deletion"),
        ADMIN: _("Administration"),
    },
}
