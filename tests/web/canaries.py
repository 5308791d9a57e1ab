"""Words that can only come from one person, in every place where something of theirs is kept as text."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any, Final

from flask import Flask
from sqlalchemy import JSON, String, Table, or_, select
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import Base, User
from app.services.transaction import transaction

CONTENT: Final = "Zyxquorth"  # what somebody wrote, uploaded, searched for
IDENTITY: Final = "Quillonbee"  # name and address, which administrators may see
SHORTEST: Final = 64  # shorter columns hold codes
# Words of tests/factories and tests/some_proofs that a CV and a proof hold.
WORDS: Final = ("Amel Trabelsi", "amel.trabelsi", "Nour Systems", "Nour Academy", "Deep Learning with Python")
MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
NOT_WORDS: Final = {  # hashes, names of files that we give, addresses, keys
    "file_path", "password_hash", "email_key", "email", "content_type", "sha256", "token_hash", "message_id", "key",
    "claim_key", "search_key", "profile_image", "calendar_hash", "content_hash", "url", "job_url", "path", "sent",
    "first_name", "last_name", "fingerprint", "external_id", "search_name", "embedding_model", "state_key", "slot",
    "provider",  # which model the site asks, the same for everybody
}  # fmt: skip


def plant(app: Flask, user_id: int) -> set[str]:
    """Write them over what this person has; gives the columns that hold one now."""
    planted: set[str] = set()
    with app.app_context(), transaction() as session:
        of_person = _rows_of(user_id)
        for table, ids in of_person.items():
            for row in session.execute(select(table).where(table.c.id.in_(ids))).mappings():
                changed = {
                    name: value
                    for name, value in (
                        (column.name, _changed(column, row[column.name])) for column in table.columns
                    )
                    if value is not None
                }
                if changed:
                    session.execute(table.update().where(table.c.id == row["id"]).values(changed))
                    planted |= {f"{table.name}.{name}" for name in changed}
        address = f"{IDENTITY}@example.org"
        user = session.get_one(User, user_id)
        user.email, user.email_key = address, address.casefold()
        user.first_name, user.last_name = IDENTITY, "Ben Salah"
    return planted


def holds(answer: TestResponse, word: str) -> bool:
    """Also in the parts of a packed file."""
    content = answer.get_data()
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"\n".join(packed.read(name) for name in packed.namelist())
    headers = str(answer.headers).encode()
    return word.casefold().encode() in (content + headers).lower()


def _rows_of(user_id: int) -> dict[Table, list[int]]:
    """The ids of all rows that hang on a person, table by table, whatever lies between."""
    found: dict[Table, list[int]] = {Base.metadata.tables["users"]: [user_id]}
    for table in Base.metadata.sorted_tables:
        links = [
            link.parent.in_(found[link.column.table])
            for link in table.foreign_keys
            if link.column.table in found and link.column.name == "id"
        ]
        if links and "id" in table.c and table.name != "users":
            ids = list(db.session.scalars(select(table.c.id).where(or_(*links))))
            if ids:
                found[table] = ids
    for name in ("users", "tasks"):  # what a task says of itself holds no words of people
        found.pop(Base.metadata.tables[name], None)
    return found


def _changed(column: Any, value: Any) -> Any:
    """None for what stays as it is."""
    if column.primary_key or column.foreign_keys or column.name in NOT_WORDS:
        return None
    if isinstance(column.type, JSON):
        text = json.dumps(value, ensure_ascii=False)
        for word in WORDS:
            text = text.replace(word, CONTENT)
        return json.loads(text) if CONTENT in text else None
    if not isinstance(column.type, String) or isinstance(value, bytes):
        return None
    if MOMENT.match(str(value)):
        return None
    length = column.type.length
    if length is not None and length < SHORTEST:
        return None
    return f"{CONTENT} {column.name}"
