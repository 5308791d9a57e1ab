"""The phrases of one language in the voice of one employer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from demo_data.maker.chance import choose
from demo_data.maker.model import Company, MakerError
from demo_data.maker.reading import HERE, load

ENGLISH_VOICE = {"vous": "plain", "sie": "plain", "tu": "warm", "du": "warm"}


@cache
def phrases(language: str) -> dict[str, Any]:
    return load(HERE / "phrases" / f"{language}.toml")


class Wording:
    """Picks phrases; ``key`` names the advert, so that the same advert gets the same words."""

    def __init__(self, language: str, company: Company, key: str) -> None:
        self.language = language
        self.company = company
        self.key = key
        self.voice = "public" if company.kind == "public" else company.voice
        if language == "en":
            self.voice = ENGLISH_VOICE.get(self.voice, self.voice)
        self._phrases = phrases(language)

    def options(self, section: str, name: str) -> Sequence[str]:
        try:
            found = self._phrases[section]
            options: Sequence[str] = found[name] if name in found else found[self.voice]
        except KeyError as error:
            raise MakerError(f"phrases {self.language}: no {section}.{name} or {self.voice}") from error
        return options

    def pick(self, section: str, name: str = "", **slots: object) -> str:
        phrase = choose(self.options(section, name), self.key, section, name)
        return phrase.format(**slots) if slots else phrase

    def local(self, text: str) -> str:
        """The text with the diplomas and rules of the employer's country."""
        for written, meant in self._phrases.get("local", {}).get(self.company.country, []):
            text = text.replace(written, meant)
        return text

    def heading(self, name: str) -> str:
        """The same for all adverts of an employer, as in real life."""
        options: Sequence[str] = self._phrases["headings"][self.voice][name]
        return choose(options, self.company.name, name).format(company=self.company.name)

    def word(self, name: str) -> str:
        return str(self._phrases["words"][name])

    def label(self, name: str) -> str:
        return self.with_colon(self.word(name))

    def with_colon(self, text: str) -> str:
        return text + (" :" if self.language == "fr" else ":")

    def fitting(self, sentences: Sequence[str]) -> list[str]:
        """Those that do not address the reader in the other voice; all, if none is left."""
        stop = self._phrases.get("foreign", {}).get(self.voice, [])
        bad = re.compile(r"\b(" + "|".join(stop) + r")\b") if stop else None
        kept = [one for one in sentences if not (bad and bad.search(one))]
        return kept or list(sentences)

    def soft(self, item: str) -> str:
        """The item as it stands inside a sentence: nouns of German and names keep their capital."""
        first = re.split(r"[ ,:;]", item, maxsplit=1)[0]
        if "lower_first" in self._phrases:
            lowered = first in self._phrases["lower_first"].split()
        else:
            named = first in self._phrases["keep_capital"].split()
            lowered = not named and not (item[1:2].isupper() or item[1:2].isdigit())
        return item[:1].lower() + item[1:] if lowered else item

    def enumerate(self, items: Sequence[str]) -> str:
        """One sentence part; semicolons where the items have commas of their own."""
        soft = [self.soft(item) for item in items]
        joiner = self.word("joiner")
        if any(mark in item for item in soft for mark in (",", ":", joiner)):
            return (" ; " if self.language == "fr" else "; ").join(soft)
        return joiner.join([", ".join(soft[:-1]), soft[-1]] if len(soft) > 1 else soft)


def capital(item: str) -> str:
    return item[:1].upper() + item[1:]


GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(GERMAN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
