"""Who calls: people with a token that stays good, and for operations that end their caller a new person each time."""

from __future__ import annotations

import io
import secrets
from typing import Any, Final

from flask import Flask

from app.extensions import db
from app.models import User, email_key
from app.services import cvs, demo, passwords
from app.services.tokens import personal
from app.services.tokens.caller import ADMIN, SCOPES
from app.services.transaction import transaction

VISITOR: Final = "visitor"
ROLES: Final = {"member": "user", "admin": "admin"}
IDENTITIES: Final = (VISITOR, *ROLES)
PASSWORD: Final = "three blue olives"  # as the examples of the document say
ENDING: Final = {  # what ends the caller's own account, session or token
    "users_delete_account",
    "auth_change_password",
    "auth_logout",
    "tokens_revoke",
    "tokens_end_session",
}
SAMPLE_CV: Final = demo.SAMPLE_CVS / "jana-weber.txt"


class People:
    """Gives tokens of one role."""

    def __init__(self, app: Flask, identity: str, with_cv: bool = True) -> None:
        self._app, self._role, self._with_cv = app, ROLES[identity], with_cv
        self._hash = passwords.hash_password(PASSWORD)
        self._token = ""

    def token(self, operation_id: str) -> str:
        with self._app.app_context():
            if operation_id in ENDING:
                return self._join(with_cv=False)
            if personal.read(self._token) is None:
                self._token = self._join(with_cv=self._with_cv)
            return self._token

    def _join(self, *, with_cv: bool) -> str:
        email = f"{secrets.token_hex(8)}@example.org"
        with transaction() as session:
            person = User(email=email, email_key=email_key(email), password_hash=self._hash, role=self._role)
            session.add(person)
            session.flush()
            user_id = person.id
        if with_cv:
            cvs.upload(user_id, io.BytesIO(SAMPLE_CV.read_bytes()), SAMPLE_CV.name)
        scopes = SCOPES if self._role == ADMIN else [scope for scope in SCOPES if scope != ADMIN]
        _row, secret = personal.create(user_id, "generated requests", scopes, None)
        db.session.remove()
        return secret


def provider(people: People) -> type[Any]:
    """What schemathesis asks for credentials, for every case anew."""

    class Token:
        def get(self, _case: Any, context: Any) -> str:
            operation_id = context.operation.definition.raw.get("operationId", "")
            return people.token(operation_id)

        def set(self, case: Any, data: str, _context: Any) -> None:
            case.headers["Authorization"] = f"Bearer {data}"

    return Token
