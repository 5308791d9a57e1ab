"""Prepare the database, with demo offers where there are none, unless that was done and nothing changed since."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.prepared import is_prepared
from app.settings import load_settings


def main() -> None:
    if not is_prepared(load_settings(), with_demo=True):
        flask = str(Path(sys.executable).with_name("flask"))
        os.execv(flask, [flask, "database", "prepare", "--demo"])


if __name__ == "__main__":
    main()
