"""Makes ``pairs.jsonl`` from the hand-written texts beside it: ``python -m tests.near_copies.make``.

Each offer is put beside others in ways that boards do: as a copy (told again, shortened, passed on by a staffing
firm, in other words) and as something that only looks like one. Offers of even number make the half on which the
rules were built, the others the half that was held back.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FILE = HERE / "pairs.jsonl"
LANGUAGES = ("fr", "en", "de", "ar")
Record = dict[str, Any]


def main() -> None:
    with FILE.open("w", encoding="utf-8") as file:
        for pair in pairs():
            file.write(json.dumps(pair, ensure_ascii=False) + "\n")


def pairs() -> Iterator[Record]:
    books = {
        language: tomllib.loads((HERE / f"{language}.toml").read_text("utf-8")) for language in LANGUAGES
    }
    for language, book in books.items():
        other_book = books[LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]]
        for number, offer in enumerate(book["offer"]):
            teller = Teller(book["wording"], offer, number)
            translated = Teller(
                other_book["wording"], {**other_book["offer"][number], **_house(offer)}, number
            )
            neighbour = {**book["offer"][(number + 1) % len(book["offer"])], **_house(offer)}
            told = [*teller.copies(), *teller.others(Teller(book["wording"], neighbour, number), translated)]
            for kind, same, one, other in told:
                yield {
                    "id": f"{language}{number}-{kind}",
                    "half": "built" if number % 2 == 0 else "held back",
                    "kind": kind,
                    "same": same,
                    "one": one,
                    "other": other,
                }


def _house(offer: Mapping[str, Any]) -> Record:
    return {name: offer[name] for name in ("company", "city", "country", "near")}


class Teller:
    """One offer in the words of several boards."""

    def __init__(self, wording: Mapping[str, str], offer: Mapping[str, Any], number: int) -> None:
        self.wording, self.offer, self.number = wording, offer, number
        self.first = [line.split(" || ")[0] for line in (*offer["tasks"], *offer["profile"])]
        self.second = [line.split(" || ")[1] for line in (*offer["tasks"], *offer["profile"])]

    def record(self, source: str = "board", text: Sequence[str] | None = None, **changes: Any) -> Record:
        lines = text if text is not None else [self.offer["intro"], *self.first]
        given: Record = {
            "source": source,
            "title": self.offer["title"],
            "company": self.offer["company"],
            "city": self.offer["city"],
            "country": self.offer["country"],
            "description": "\n\n".join(lines),
        }
        return {**given, **changes}

    def copies(self) -> Iterator[tuple[str, bool, Record, Record]]:
        one, offer, words = self.record(), self.offer, self.wording
        marked = f"{offer['title']} {words['marks']}"
        legal = f"{offer['company']} {words['legal']}"
        text = one["description"]
        intro, client = offer["intro"], words["client"].format(company=offer["company"])
        half = [intro, *self.first[:4], *self.second[4:]]
        yield "verbatim", True, one, self.record("network", title=marked, company=legal)
        yield (
            "snippet",
            True,
            one,
            self.record("aggregator", [text[: 160 + 40 * self.number] + "…"], title=marked),
        )
        yield "agency", True, one, self.record("agency", [client, *self.first[:5]], company=words["agency"])
        yield (
            "reworded",
            True,
            one,
            self.record("network", half, title=words["shout"].format(title=offer["title"])),
        )
        html = "".join(f"<p>{line}</p>" for line in (words["apply"], intro, *self.first, words["apply"]))
        yield "framed", True, one, self.record("network", company=legal.upper(), description=html)
        in_title = f"{offer['title']} - {offer['city']} - {offer['company']}"
        dropped = [self.first[4], *self.first[:4], self.first[6]]
        yield "reordered", True, one, self.record("aggregator", dropped, title=in_title)
        rewritten = [intro, *self.second]
        yield "rewritten", True, one, self.record("network", rewritten, title=marked)
        yield "longer title", True, one, self.record("network", [intro, *self.first[:7]], title=offer["long"])
        via = self.record(
            "aggregator", [intro, *self.first, words["apply"]], company=f"{offer['company']} via Jobsammler"
        )
        yield "via", True, one, {**via, "title": offer["title"].upper()}
        pay = self._pay(0)
        yield (
            "one says pay",
            True,
            one,
            self.record("network", [intro, *self.first, pay, words["permanent"]], title=marked),
        )

    def others(self, neighbour: Teller, translated: Teller) -> Iterator[tuple[str, bool, Record, Record]]:
        one, offer, words = self.record(), self.offer, self.wording
        whole = [offer["intro"], *self.first]
        title, marked = offer["title"], f"{offer['title']} {words['marks']}"
        yield "other role", False, one, neighbour.record("network", [offer["intro"], *neighbour.first])
        yield "other town", False, one, self.record("network", city=offer["near"], title=marked)
        yield "other town, same board", False, one, self.record(city=offer["near"])
        senior, junior = f"{words['senior']} {title}", f"{words['junior']} {title}"
        if offer["country"] == "TN" and title[0] > "\u0600":
            senior, junior = f"{title} {words['senior']}", f"{title} {words['junior']}"
        yield "senior", False, one, self.record("network", title=senior)
        yield "senior or junior", False, self.record(title=junior), self.record("network", title=senior)
        fixed, permanent = [*whole, words["fixed_term"]], [*whole, words["permanent"]]
        yield "contract", False, self.record(text=permanent), self.record("network", fixed, title=marked)
        elsewhere = [line.replace(offer["company"], words["other"]) for line in whole]
        yield (
            "two employers",
            False,
            one,
            self.record("network", elsewhere, company=words["other"], title=marked),
        )
        yield "translated", False, one, translated.record("network")
        numbered = [[*whole, words["reference"].format(number=number)] for number in ("AB-4417", "AB-4452")]
        yield (
            "reference",
            False,
            self.record(text=numbered[0]),
            self.record("network", numbered[1], title=marked),
        )
        hours = [[*whole, words[name]] for name in ("full_time", "part_time")]
        yield "hours", False, self.record(text=hours[0]), self.record("network", hours[1], title=marked)
        sibling = [offer["intro"], *self.first[:2], *offer["sibling_tasks"], *self.first[4:]]
        yield "sibling role", False, one, self.record("network", sibling, title=offer["sibling"])
        intern = self.record("network", [*whole[:6]], title=f"{words['internship']} {title}")
        yield "internship", False, one, intern
        paid = [[*whole, self._pay(step)] for step in (0, 1)]
        yield "pay", False, self.record(text=paid[0]), self.record("network", paid[1], title=marked)
        night, day = (f"{title} {words[name]}" for name in ("night", "day"))
        yield "shifts", False, self.record(title=day), self.record("network", title=night)
        yield "night or not", False, one, self.record("network", title=night)
        yield "a language more", False, one, self.record("network", title=f"{title} {words['speaking']}")
        yield (
            "teams",
            False,
            self.record(title=f"{title} - Team Alpha"),
            self.record("network", title=f"{title} - Team Omega"),
        )
        beside = f"{title}, {neighbour.offer['title']}"
        yield (
            "two roles at once",
            False,
            self.record(title=beside),
            self.record("network", title=offer["sibling"]),
        )
        team = [offer["intro"], *offer["sibling_tasks"], *neighbour.first[:3], self.first[7]]
        yield "same title, other work", False, one, self.record(text=team, title=title)

    def _pay(self, step: int) -> str:
        low, high = (round(bound * (1 + step / 2)) for bound in self.offer["pay"])
        return self.wording["pay"].format(low=low, high=high)


if __name__ == "__main__":
    main()
