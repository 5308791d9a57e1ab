"""How well skills are read in the labelled sentences, by language.

python -m tests.core.skills.sentences [--reader uses|mentions] [--errors LANGUAGE ...]
"""

from __future__ import annotations

import argparse

from tests.core.skills.sentences.labelled import LANGUAGES, PARTS
from tests.core.skills.sentences.measure import Measured, measure
from tests.core.skills.sentences.readers import default_reader, read_mentions, read_uses

READERS = {"uses": read_uses, "mentions": read_mentions}
HEAD = f"{'':4}{'part':12}{'P':>7}{'R':>7}{'F1':>7}{'interval':>15}{'status':>8}{'years':>7}{'outside':>9}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.core.skills.sentences")
    parser.add_argument("--reader", choices=READERS, help="the best there is when not given")
    parser.add_argument("--errors", nargs="*", choices=LANGUAGES, default=LANGUAGES, metavar="LANGUAGE")
    given = parser.parse_args()
    reader = READERS.get(given.reader) or default_reader()
    print(HEAD)
    for language in LANGUAGES:
        for part in (*PARTS, None):
            print(_line(measure(language, reader, part), part or "all"))
    for language in given.errors:
        _print_errors(measure(language, reader, "development"))
    return 0


def _line(measured: Measured, part: str) -> str:
    low, high = measured.interval
    return (
        f"{measured.language:4}{part:12}{measured.precision:7.3f}{measured.recall:7.3f}{measured.f1:7.3f}"
        f"{f'{low:.3f}-{high:.3f}':>15}{measured.status:8.3f}{measured.years:7.3f}{measured.counts.unknown:9}"
    )


def _print_errors(measured: Measured) -> None:
    print(f"\n{measured.language}")
    for verdict in measured.verdicts:
        if verdict.errors:
            print(f"  {verdict.item.id}: {'; '.join(verdict.errors)}")
            print(f"    {' / '.join(verdict.item.text.splitlines())}")


if __name__ == "__main__":
    raise SystemExit(main())
