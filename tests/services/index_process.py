"""A process that builds the index, or reads it before and after it has forked: for tests that kill."""

from __future__ import annotations

import os
import sys

import numpy as np

from app import create_app
from app.extensions import db
from app.services.courses import index
from app.services.courses.recommend import recommend
from app.services.courses.shelf import shelf
from tests.services.some_courses import Speller, use

CHILDREN = 3


def main(what: str) -> int:
    app = create_app()
    use(app, Speller())
    with app.app_context():
        if what == "build":
            print(index.build_here(force=True))
            return 0
        if what == "read":
            return 0 if reads_well() else 1
    return fork(app)


def reads_well() -> bool:
    """By Chroma and by the ranking."""
    own = np.asarray(shelf().folder.vectors[:5])  # type: ignore[union-attr]
    found = shelf().nearest(own, 1)
    return found.rows[:, 0].tolist() == [0, 1, 2, 3, 4] and bool(
        recommend(["python"]).by_skill[0].suggestions
    )


def fork(app: object) -> int:
    """How many of the children, forked after the parent had everything open, read badly."""
    with app.app_context():  # type: ignore[attr-defined]
        assert reads_well()
        db.session.remove()
    children = []
    for _ in range(CHILDREN):
        child = os.fork()
        if not child:
            child_reads(app)
        children.append(child)
    return sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0 for child in children)


def child_reads(app: object) -> None:
    """Never returns: what the parent would do at its end is not the child's to do."""
    is_good = False
    try:
        with app.app_context():  # type: ignore[attr-defined]
            db.engine.dispose(close=False)  # the connections are the parent's
            is_good = reads_well()
    finally:
        os._exit(0 if is_good else 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
