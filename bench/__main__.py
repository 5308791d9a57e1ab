"""``make bench``: everything that can be measured here, one after the other."""

from __future__ import annotations

import subprocess
import sys

MEASUREMENTS = (
    "search",
    "scoring",
    "skills",
    "courses",
    "course_service",
    "embedding",
    "web",
    "api_search",
    "ingest",
    "near_copies",
    "stalled",
    "alerts",
    "dashboard",
    "certificates",
    "monitoring",
    "backups",
    "kills",
)


def main() -> int:
    wanted = sys.argv[1:] or MEASUREMENTS
    return max(
        subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode for name in wanted
    )


if __name__ == "__main__":
    sys.exit(main())
