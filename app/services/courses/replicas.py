"""Several machines, one database: each writes the files of the current generation for itself, from stored vectors."""

from __future__ import annotations

import os
import secrets
import shutil

from app.logs import get_logger
from app.services.courses import builds, generations
from app.services.courses.revision import current_revision
from app.services.transaction import end_reading
from course_scraper.generation import Manifest

log = get_logger("courses")


def take_over() -> bool:
    """Write here what another machine built; whether that was needed and done. Not when the courses have changed
    since: a build is due then, and the database answers meanwhile."""
    row = generations.current()
    if row is None or generations.is_here(row.name):
        return False
    if (row.revision, row.model) != (current_revision(), builds.model_id()):
        return False
    name, kept = row.name, {each.name for each in (row, generations.previous()) if each is not None}
    end_reading()
    draft = generations.folder() / f"draft-{name}-{secrets.token_hex(3)}"
    try:
        made: Manifest = builds.write(draft, row.model)
        os.rename(draft, generations.folder() / name)
    except OSError as error:  # no room; or another process of this machine was first
        log.warning("the course index was not copied", generation=name, fault=type(error).__name__)
        return False
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    generations.forget_folders(kept)
    log.info("the course index was taken over", generation=name, courses=made.courses)
    return True
