"""``python -m demo_data.maker [FOLDER]``: writes the demo data, into this package's folder by default."""

from __future__ import annotations

import argparse
from pathlib import Path

from demo_data.maker.files import write

HOME = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m demo_data.maker", description="Writes the demo data.")
    parser.add_argument(
        "folder", nargs="?", type=Path, default=HOME, help="where to write; default: demo_data"
    )
    write(parser.parse_args().folder)


if __name__ == "__main__":
    main()
