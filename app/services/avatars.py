"""Profile pictures: re-encoded small, without what cameras write into them."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import IO

from flask_babel import lazy_gettext as _
from PIL import Image, ImageOps
from sqlalchemy import update

from app.errors import TooLarge, Unprocessable
from app.files import FileTooLarge, StoredFile
from app.models import User
from app.services import accounts
from app.services.transaction import transaction
from app.services.uploads import avatar_folder

MAX_BYTES = 4 * 1024 * 1024
MAX_PIXELS = 25_000_000
SIDE = 256
FORMATS = ("PNG", "JPEG", "WEBP")


def store(user_id: int, stream: IO[bytes]) -> None:
    """Raises TooLarge, or Unprocessable for what is no picture of an accepted kind."""
    folder = avatar_folder()
    try:
        with folder.draft(stream, MAX_BYTES) as draft:
            name = folder.write(_square(draft), ".webp")
    except FileTooLarge as error:
        raise TooLarge(_("The picture is larger than 4 MB.")) from error
    _replace(user_id, name)


def remove(user_id: int) -> None:
    _replace(user_id, None)


def find(user_id: int, name: str) -> StoredFile | None:
    """The file of this person's picture, if that is its name."""
    user = accounts.get(user_id)
    return avatar_folder().file(name) if name and user.profile_image == name else None


def _square(path: Path) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(path, formats=FORMATS) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise TooLarge(_("The picture has more than 25 million pixels."))
                upright = ImageOps.exif_transpose(image).convert("RGB")
                small = ImageOps.fit(upright, (SIDE, SIDE))
    except TooLarge:
        raise
    except Exception as error:  # an image parser fails in many ways; all mean the same to the person
        raise Unprocessable(_("This is not a picture we can read. Use a PNG, JPEG or WebP file.")) from error
    out = io.BytesIO()
    small.save(out, "WEBP", quality=85)
    return out.getvalue()


def _replace(user_id: int, name: str | None) -> None:
    with transaction() as session:
        old = accounts.get(user_id).profile_image
        session.execute(update(User).where(User.id == user_id).values(profile_image=name))
    if old:
        avatar_folder().delete(old)
