"""Saved searches turned around: each new offer wakes those that ask for one of its words, and only they look on.

A search is filed under the rarest word that it cannot do without. What the offers of a batch do not say is never
looked at; what is woken is decided by a few operations on numbers of one bit for each offer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.alerts.batch import Batch, Bits, numbers
from app.core.alerts.phrases import COMPANY, LOCATION, SKILL, TEXT, Phrase, Phrases, phrases
from app.core.alerts.wanted import NewOffer, Wanted
from app.core.alerts.words import Words

PARTS = (TEXT, COMPANY, LOCATION, SKILL)
AT_ONCE = 1000  # offers in one batch


@dataclass(frozen=True, slots=True)
class _Filed:
    wanted: Wanted
    phrases: Phrases
    ids: tuple[int, ...]


class Percolator:
    """``searches`` are (id, what it wants). With ``is_one_text`` phrases may go over the end of a field, as in a
    tsvector."""

    def __init__(
        self, searches: Iterable[tuple[int, Wanted]], words: Words, *, is_one_text: bool = False
    ) -> None:
        self._words, self._is_one_text = words, is_one_text
        self._known: dict[str, set[str]] = {part: set() for part in PARTS}
        self._prefixes: dict[str, set[str]] = {part: set() for part in PARTS}
        self._by_word: dict[str, dict[str, list[_Filed]]] = {part: defaultdict(list) for part in PARTS}
        self._always: list[_Filed] = []
        filed = _filed(searches, words)
        asked = Counter(key for one in filed for key in _words_of(one.phrases.required))
        for one in filed:
            self._file(one, asked)

    def find(self, offers: Sequence[NewOffer]) -> dict[int, list[int]]:
        """Ids of the offers that each search wants, for those that want any."""
        found: dict[int, list[int]] = {}
        for start in range(0, len(offers), AT_ONCE):
            self._find(offers[start : start + AT_ONCE], found)
        return found

    def _find(self, offers: Sequence[NewOffer], found: dict[int, list[int]]) -> None:
        batch = Batch(offers, self._words, self._known, self._prefixes, is_one_text=self._is_one_text)
        for filed in self._woken(batch):
            bits = _decide(filed, batch)
            if bits:
                ids = [offers[number].id for number in numbers(bits)]
                for search_id in filed.ids:
                    found.setdefault(search_id, []).extend(ids)

    def _woken(self, batch: Batch) -> list[_Filed]:
        woken: dict[int, _Filed] = {id(one): one for one in self._always}
        for part, by_word in self._by_word.items():
            rows = batch.rows[part]
            for word, filed in by_word.items():
                if rows[word]:
                    woken.update((id(one), one) for one in filed)
        return list(woken.values())

    def _file(self, one: _Filed, asked: Mapping[tuple[str, str], int]) -> None:
        given = one.phrases
        inside = [phrase for choice in given.choices for each in choice for phrase in each]
        for phrase in (*given.required, *given.excluded, *inside):
            self._keep_words(phrase)
        keys = _keys(given, asked)
        if keys is None:
            self._always.append(one)
            return
        for part, word in keys:
            self._by_word[part][word].append(one)

    def _keep_words(self, phrase: Phrase) -> None:
        whole = phrase.words[:-1] if phrase.prefix else phrase.words
        self._known[phrase.part].update(whole)
        if phrase.prefix and phrase.words:
            self._prefixes[phrase.part].add(phrase.words[-1])


def _filed(searches: Iterable[tuple[int, Wanted]], words: Words) -> list[_Filed]:
    """Searches that want the same are filed together."""
    alike: dict[Wanted, list[int]] = {}
    for search_id, wanted in searches:
        alike.setdefault(wanted, []).append(search_id)
    return [_Filed(wanted, phrases(wanted.query, words), tuple(ids)) for wanted, ids in alike.items()]


def _keys(given: Phrases, asked: Mapping[tuple[str, str], int]) -> set[tuple[str, str]] | None:
    """Words of which an offer must have one to be wanted: the one that fewest searches ask for, else one of each
    alternative. None when there are none such, and the search must look at every batch."""
    words = _words_of(given.required)
    if words:
        return {min(words, key=lambda key: (asked[key], -len(key[1]), key))}
    for choice in given.choices:
        firsts = [_words_of(each) for each in choice]
        if all(firsts):
            return {min(each) for each in firsts}
    return None


def _words_of(given: Iterable[Phrase]) -> set[tuple[str, str]]:
    """(part, word) that must occur as they are."""
    return {
        (phrase.part, word)
        for phrase in given
        for word in (phrase.words[:-1] if phrase.prefix else phrase.words)
    }


def _decide(filed: _Filed, batch: Batch) -> Bits:
    found, given = batch.with_filters(filed.wanted), filed.phrases
    for phrase in given.required:
        if not found:
            return 0
        found &= batch.with_phrase(phrase)
    for choice in given.choices:
        any_of = 0
        for each in choice:
            all_of = batch.all if each else 0
            for phrase in each:
                all_of &= batch.with_phrase(phrase)
            any_of |= all_of
        found &= any_of
    for phrase in given.excluded:
        found &= ~batch.with_phrase(phrase)
    return found
