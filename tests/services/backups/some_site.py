"""A site with a bit of everything, another empty one, and archives that are not as they should be."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import inspect

from app import create_app
from app.extensions import db
from app.models import Proof, User
from app.services import cvs, uploads
from app.services.backups import archive, counting
from app.services.backups.manifest import Manifest
from app.services.transaction import end_reading, transaction
from app.settings import Settings
from tests.factories import CV_TEXT
from tests.shell import every_table


def fill() -> tuple[int, int]:
    """Rows in every table, beside them a CV with its file, a picture and a proof with the picture of its page: ids of the
    person and of the CV with a file."""
    user_id, _cv, _job = every_table.fill()  # no file is behind these rows
    cv_id = cvs.upload(user_id, io.BytesIO(CV_TEXT.encode()), "amel.txt").id
    add_proof(user_id, cv_id)
    with transaction() as session:
        person = session.get(User, user_id)
        assert person
        person.profile_image = uploads.avatar_folder().write(b"a face", ".webp")
    return user_id, cv_id


def add_proof(user_id: int, cv_id: int) -> None:
    name = uploads.proof_folder().write(b"a diploma", ".png")
    uploads.preview_folder().write_as(b"its page", uploads.preview_name(name, 1))
    with transaction() as session:
        session.add(
            Proof(
                user_id=user_id, cv_id=cv_id, category="diplomas", claim={}, claim_key="k", file_path=name,
                file_name="diploma.png", content_type="image/png", sha256="0" * 64, size_bytes=9,
            )
        )  # fmt: skip


def rows() -> dict[str, int]:
    """Of every table but those in which the act of looking leaves something."""
    end_reading()
    with db.engine.connect() as connection:
        names = set(inspect(connection).get_table_names()) - {
            "backups",
            "tasks",
            "counters",
            "account_exports",
        }
        return counting.rows_of(connection, sorted(name for name in names if not name.startswith("jobs_fts")))


def files() -> dict[str, bytes]:
    found = {}
    for folder in (
        uploads.cv_folder(),
        uploads.avatar_folder(),
        uploads.proof_folder(),
        uploads.preview_folder(),
    ):
        found |= {f"{folder.path.name}/{name}": folder.read(name) for name in folder.names()}  # type: ignore[attr-defined]
    return found


@contextmanager
def empty_site(settings: Settings, folder: Path, url: str = "") -> Iterator[Flask]:
    """Another site beside, without a database yet."""
    folder.mkdir(exist_ok=True)
    changes = {"data_dir": folder, "database_url": url, "redis_url": ""}
    other = create_app(settings.model_copy(update=changes))
    with other.app_context():
        yield other
        db.session.remove()
        db.engine.dispose()


def rewrite(path: Path, target: Path, change: Callable[[Manifest], Manifest], without: str = "") -> Path:
    """The same archive with another manifest, sealed as it should be."""
    manifest, folder = archive.read_manifest(path), target.parent / "members"
    folder.mkdir(exist_ok=True)
    places = {name: folder / str(number) for number, name in enumerate(manifest.entries)}
    archive.unpack(path, manifest, places.get)
    with archive.ArchiveWriter(target) as writer:
        for name, place in places.items():
            if name != without:
                writer.add_file(name, place)
        writer.finish(change(manifest.model_copy(update={"entries": writer.entries})))
    return target
