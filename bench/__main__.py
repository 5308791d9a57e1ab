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
    "ingest",
    "near_copies",
)


def main() -> int:
    wanted = sys.argv[1:] or MEASUREMENTS
    return max(
        subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode for name in wanted
    )


if __name__ == "__main__":
    sys.exit(main())
