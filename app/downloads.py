"""A stored file as an answer, from wherever it is."""

from __future__ import annotations

from flask import Response, send_file
from flask_babel import gettext as _

from app.errors import NotFound
from app.files import StoredFile


def send(file: StoredFile, mimetype: str, name: str | None = None) -> Response:
    """With a ``name`` it is to be saved, without one shown. Raises NotFound, also when the file is gone."""
    given = {"mimetype": mimetype, "as_attachment": name is not None, "download_name": name, "max_age": 0}
    try:
        if file.folder.is_near:
            with file.local() as path:
                return send_file(path, **given)  # type: ignore[arg-type]
        size = file.size()
        response = send_file(file.open(), **given)  # type: ignore[arg-type]
    except FileNotFoundError:
        raise NotFound(_("There is no such page.")) from None
    response.content_length = size
    return response
