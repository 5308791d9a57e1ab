"""Web and worker side by side, both knowing the one address of the site.

honcho gives each kind of process a port of its own: left to itself, the worker would put that into the links of mails.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.settings import load_settings


def main() -> None:
    settings = load_settings()
    honcho = str(Path(sys.executable).with_name("honcho"))
    given = {**os.environ, "PORT": str(settings.port), "BASE_URL": settings.site_url}
    arguments = [
        "--env",
        os.devnull,
        "start",
        "--no-prefix",
        "--no-colour",
    ]  # the settings read .env themselves
    os.execve(honcho, [honcho, *arguments], given)


if __name__ == "__main__":
    main()
