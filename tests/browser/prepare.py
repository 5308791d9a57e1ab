"""Several commands of ``flask`` in one process, for each start costs seconds: ``python -m tests.browser.prepare JSON``."""

from __future__ import annotations

import json
import sys

from app import create_app


def main() -> None:
    runner = create_app().test_cli_runner()
    for arguments in json.loads(sys.argv[1]):
        done = runner.invoke(args=arguments)
        if done.exit_code:
            sys.exit(f"{arguments}: {done.output} {done.exception!r}")


if __name__ == "__main__":
    main()
