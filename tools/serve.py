"""Web and worker side by side, both knowing the one address of the site.

honcho gives each kind of process a port of its own: left to itself, the worker would put that into the links of mails.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.settings import Settings, load_settings


def welcome(settings: Settings) -> str:
    """What a newcomer reads before the servers start."""
    return (
        f"\n  JobMatch is starting on {settings.site_url}  (Ctrl+C stops it)\n"
        f"  Data: {settings.data_dir}\n"
        "  Sample CVs to upload: demo_data/cvs\n"
        "  An administrator: .venv/bin/flask users create-admin you@example.org\n\n"
    )


def main() -> None:
    settings = load_settings()
    sys.stdout.write(welcome(settings))
    sys.stdout.flush()
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
