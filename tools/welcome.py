"""What a newcomer reads before the servers start."""

from __future__ import annotations

import sys

from app.settings import load_settings


def main() -> None:
    settings = load_settings()
    sys.stdout.write(
        f"\n  JobMatch is starting on {settings.site_url}  (Ctrl+C stops it)\n"
        f"  Data: {settings.data_dir}\n"
        "  Sample CVs to upload: demo_data/cvs\n"
        "  An administrator: .venv/bin/flask users create-admin you@example.org\n\n"
    )


if __name__ == "__main__":
    main()
