"""New offers turned around: for each word and filter value the offers that have it, as the bits of one number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from app.core.alerts.phrases import COMPANY, LOCATION, SKILL, TEXT, Phrase
from app.core.alerts.wanted import NewOffer, Wanted
from app.core.alerts.words import Words
from app.core.search.index import CODED

Bits = int  # bit n stands for offer n of the batch


class Batch:
    """``known`` are the words by part that any search asks for, ``prefixes`` what words may begin with: others
    are not kept."""

    def __init__(
        self,
        offers: Sequence[NewOffer],
        words: Words,
        known: Mapping[str, Set[str]],
        prefixes: Mapping[str, Set[str]],
        *,
        is_one_text: bool,
    ) -> None:
        self.all: Bits = (1 << len(offers)) - 1
        self.rows: dict[str, dict[str, list[Bits]]] = {
            part: {word: [] for word in given} for part, given in known.items()
        }
        self._having: dict[str, dict[str, Bits]] = {part: {} for part in known}
        self._beginning: dict[str, dict[str, Bits]] = {part: {} for part in known}
        self._prefixes = prefixes
        self._lengths = {part: sorted({len(one) for one in given}) for part, given in prefixes.items()}
        self._seen: dict[str, set[str]] = {part: set() for part in prefixes}
        self._beginners: dict[str, set[str]] = {part: set() for part in prefixes}
        self._begins: dict[str, dict[str, list[str]]] = {part: {} for part in prefixes}
        self._runs: list[dict[str, tuple[str, ...]]] = []
        self._codes: list[dict[str, Bits]] = [defaultdict(int) for _ in CODED]
        self._paid = [offer.salary for offer in offers]
        self._days = [offer.day for offer in offers]
        self._answers: dict[object, Bits] = {}
        for number, offer in enumerate(offers):
            self._add(1 << number, runs_of(offer, words, is_one_text=is_one_text), known)
            for facet, code in enumerate(offer.codes):
                if code is not None:
                    self._codes[facet][code] |= 1 << number

    def _add(self, bit: Bits, runs: dict[str, list[Sequence[str]]], known: Mapping[str, Set[str]]) -> None:
        self._runs.append(
            {
                part: tuple(f" {' '.join(words)} " for words in lists)
                for part, lists in runs.items()
                if known[part]
            }
        )
        for part, lists in runs.items():
            if not (known[part] or self._prefixes[part]):
                continue
            found = set().union(*lists)
            row_of = self.rows[part].get
            for word in found:
                row = row_of(word)
                if row is not None:
                    row.append(bit)
            if self._prefixes[part]:
                self._add_beginnings(bit, part, found)

    def _add_beginnings(self, bit: Bits, part: str, found: Set[str]) -> None:
        begins, beginning = self._begins[part], self._beginning[part]
        for word in found - self._seen[part]:
            if known := [word[:n] for n in self._lengths[part] if word[:n] in self._prefixes[part]]:
                begins[word] = known
                self._beginners[part].add(word)
        self._seen[part] |= found
        for word in found & self._beginners[part]:
            for one in begins[word]:
                beginning[one] = beginning.get(one, 0) | bit

    def with_phrase(self, phrase: Phrase) -> Bits:
        if len(phrase.words) == 1 and not phrase.prefix:
            return self._with_word(phrase.part, phrase.words[0])
        found = self._answers.get(phrase)
        if found is None:
            found = self._answers[phrase] = self._with_phrase(phrase)
        return found

    def _with_word(self, part: str, word: str) -> Bits:
        having = self._having[part]
        found = having.get(word)
        if found is None:
            found = having[word] = sum(self.rows[part].get(word, ()))
        return found

    def _with_phrase(self, phrase: Phrase) -> Bits:
        if not phrase.words:
            return 0
        found, part = self.all, phrase.part
        *firsts, last = phrase.words
        for word in firsts:
            found &= self._with_word(part, word)
        found &= self._beginning[part].get(last, 0) if phrase.prefix else self._with_word(part, last)
        if not firsts:
            return found
        return sum(
            1 << number
            for number in numbers(found)
            if any(phrase.stands_in(run) for run in self._runs[number][phrase.part])
        )

    def with_filters(self, wanted: Wanted) -> Bits:
        """The offers that pass everything but the words."""
        key = (wanted.facets, wanted.salary, wanted.first_day)
        found = self._answers.get(key)
        if found is None:
            found = self._answers[key] = self._with_filters(wanted)
        return found

    def _with_filters(self, wanted: Wanted) -> Bits:
        found = self.all
        for facet, values in enumerate(wanted.facets):
            if values:
                having = self._codes[facet]
                found &= _any(having.get(value, 0) for value in values)
        if wanted.salary:
            found &= self._at_least(self._paid, wanted.salary)
        if wanted.first_day is not None:
            found &= self._at_least(self._days, wanted.first_day)
        return found

    def _at_least(self, values: Sequence[int], lowest: int) -> Bits:
        key = (id(values), lowest)
        found = self._answers.get(key)
        if found is None:
            found = _any(1 << number for number, value in enumerate(values) if value >= lowest)
            self._answers[key] = found
        return found


def numbers(bits: Bits) -> list[int]:
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


def _any(given: object) -> Bits:
    found = 0
    for bits in given:  # type: ignore[attr-defined]
        found |= bits
    return found


def runs_of(offer: NewOffer, words: Words, *, is_one_text: bool = False) -> dict[str, list[Sequence[str]]]:
    """The words of each part. A phrase stays within a field, or where the index keeps one text, within that."""
    title, company, location = words(offer.title), words(offer.company), words(offer.location)
    skills, text = words(offer.skill_text), words(offer.description)
    codes = offer.skill_codes.lower().split()
    texts = [title, company, location, skills, text]
    if is_one_text:
        texts = [[*title, *company, *location, *skills, *text, *codes]]
    return {TEXT: texts, COMPANY: [company], LOCATION: [location], SKILL: [codes]}
