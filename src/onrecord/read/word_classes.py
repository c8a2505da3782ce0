"""Tag, word and relation -> part of speech: the pipeline's own attribute ruler, asked once for each kind of word.

spaCy tries its some two hundred rules at every word, which takes as long as reading the words' tags. All but a
handful look at one word only, at its tag, its letters and its relation to its head: what they say of these three
is kept. The few that look at two words ("gonna", "there is") are tried where their first word stands.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Pattern = Mapping[str, Any]
Attributes = dict[str, str]
Said = tuple[int, Attributes]
"""A rule's number, later ones overruling earlier ones, and what it says."""
Word = tuple[int, int, int, int]
"""The numbers spaCy has for a word's tag, its lower-cased letters, its relation to its head, and whether it is white space."""
Known = tuple[tuple[int, int, int], bool]
"""A word's part of speech, morphology and base form as spaCy's numbers; and whether that may not be all."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """Words that no rule tells apart."""

    tag: str
    letters: str
    """In lower case; empty where no rule asks for them."""
    dep: str
    is_space: bool

    def fits(self, pattern: Pattern) -> bool:
        """Whether a rule's pattern for one word holds."""
        given = {"TAG": self.tag, "LOWER": self.letters, "DEP": self.dep, "IS_SPACE": self.is_space}
        return all(_holds(wanted, given[name]) for name, wanted in pattern.items())


class WordClasses:
    """A pipeline component that does what spaCy's attribute ruler does, from the ruler's own rules.

    Args:
        vocab: The pipeline's vocabulary.
        rules: `AttributeRuler.patterns`.
    """

    def __init__(self, vocab: Any, rules: list[dict[str, Any]]) -> None:
        every = [(number, p, r["index"], r["attrs"]) for number, r in enumerate(rules) for p in r["patterns"]]
        self._vocab = vocab
        self._single = [(number, p[0], attributes) for number, p, _, attributes in every if len(p) == 1]
        self._longer = [(number, p, at, attributes) for number, p, at, attributes in every if len(p) > 1]
        wanted = [p["LOWER"] for _, pattern, _, _ in every for p in pattern if "LOWER" in p]
        self._words = frozenset(w for one in wanted for w in (one.get("IN", ()) if isinstance(one, dict) else (one,)))
        self._regexes = [re.compile(one["REGEX"]) for one in wanted if isinstance(one, dict) and "REGEX" in one]
        self._kinds: dict[_Kind, Known] = {}
        self._known: dict[Word, Known] = {}

    def __call__(self, doc: Any) -> Any:
        """Give every word of a document its part of speech, its morphology and, where a rule has one, its base form."""
        words: list[Word] = list(map(tuple, doc.to_array(["TAG", "LOWER", "DEP", "IS_SPACE"]).tolist()))
        known = [self._known.get(word) or self._learn(word) for word in words]
        doc.from_array(["POS", "MORPH", "LEMMA"], np.array([k[0] for k in known], dtype=np.uint64).reshape(-1, 3))
        if any(k[1] for k in known):
            self._one_by_one(doc, words, [i for i, k in enumerate(known) if k[1]])
        return doc

    def _learn(self, word: Word) -> Known:
        """What is known of a word that was not seen before."""
        kind = self._kind(word)
        if kind not in self._kinds:
            self._kinds[kind] = self._look_up(kind)
        self._known[word] = self._kinds[kind]
        return self._known[word]

    def _look_up(self, kind: _Kind) -> Known:
        joined = _joined(self._of(kind))
        strings, morphology = self._vocab.strings, self._vocab.morphology
        numbers = (
            strings[joined["POS"]] if "POS" in joined else 0,
            morphology.add(joined["MORPH"]) if "MORPH" in joined else 0,
            strings.add(joined["LEMMA"]) if "LEMMA" in joined else 0,
        )
        more = bool(joined.keys() & {"TAG", "DEP"}) or any(kind.fits(p[0]) for _, p, _, _ in self._longer)
        return numbers, more

    def _kind(self, word: Word) -> _Kind:
        tag, lower, dep, is_space = word
        strings = self._vocab.strings
        letters = strings[lower]
        asked = letters in self._words or any(r.search(letters) for r in self._regexes)
        return _Kind(strings[tag], letters if asked else "", strings[dep], bool(is_space))

    def _of(self, kind: _Kind) -> list[Said]:
        """What the rules for one word say of a kind."""
        return [(number, attributes) for number, p, attributes in self._single if kind.fits(p)]

    def _one_by_one(self, doc: Any, words: list[Word], unsure: list[int]) -> None:
        """Words of which more is to be said, and those behind them."""
        also: dict[int, list[Said]] = {i: [] for i in unsure}
        for i in unsure:
            for number, patterns, at, attributes in self._longer:
                here = [self._kind(word) for word in words[i : i + len(patterns)]]
                if len(here) == len(patterns) and all(k.fits(p) for k, p in zip(here, patterns, strict=True)):
                    also.setdefault(i + at, []).append((number, attributes))
        for i, more in also.items():
            for name, value in _joined([*self._of(self._kind(words[i])), *more]).items():
                SETTERS[name](doc[i], value)


def _joined(said: list[Said]) -> Attributes:
    joined: Attributes = {}
    for _, attributes in sorted(said, key=lambda one: one[0]):
        joined |= attributes
    return joined


def _holds(wanted: Any, given: Any) -> bool:
    if not isinstance(wanted, dict):
        return bool(wanted == given)
    tests: dict[str, Callable[[Any], bool]] = {
        "IN": lambda values: given in values,
        "NOT_IN": lambda values: given not in values,
        "REGEX": lambda regex: re.search(regex, given) is not None,
    }
    return all(tests[name](values) for name, values in wanted.items())


SETTERS: dict[str, Callable[[Any, str], None]] = {
    "POS": lambda word, value: setattr(word, "pos_", value),
    "TAG": lambda word, value: setattr(word, "tag_", value),
    "DEP": lambda word, value: setattr(word, "dep_", value),
    "LEMMA": lambda word, value: setattr(word, "lemma_", value),
    "MORPH": lambda word, value: word.set_morph(value),
}
"""How spaCy is told each attribute that a rule may give."""

__all__ = ["WordClasses"]
