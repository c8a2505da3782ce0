"""Names of a text: the pipeline's own recognizer, asked at every word at once.

spaCy's recognizer is a transition system (after Lample et al. 2016, section 3): word by word it begins a name, goes on
with it, ends it or passes on, and before each move asks all of some seventy whether they are allowed, calls that each
wait for Python's lock. But outside a name all it looks at is the word in hand, so that one matrix product gives
its scores for a whole text; only inside a name, at one word in ten, does it matter where the name began.
"""

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Name = tuple[int, int, str]
"""First word, one past the last, label."""
AT_ONCE = 64
"""Texts looked through together."""


class NameSearch:
    """A pipeline component that finds the names spaCy's recognizer finds, with the recognizer's own weights.

    Args:
        recognizer: The pipeline's `EntityRecognizer`, one that decodes greedily, as in the released pipelines. Behind a
            parser: no name crosses the end of a sentence.
    """

    def __init__(self, recognizer: Any) -> None:
        model = recognizer.model
        self._encode, self._features = model.get_ref("tok2vec"), model.get_ref("lower")
        self._offset = self._features.get_param("b")
        scorer = model.get_ref("upper")
        self._weights, self._bias = scorer.get_param("W"), scorer.get_param("b")
        moves = [recognizer.moves.get_class_name(number) for number in range(scorer.get_dim("nO"))]
        self._moves: list[tuple[str, str]] = [(m[0], m[2:]) for m in moves]
        """What a move does ("B" begins a name, "I" goes on with it, "L" ends it, "U" is one of one word, "O" passes on) and its label."""
        self._number = {move: number for number, move in enumerate(self._moves)}
        self._begins = np.array([does == "B" for does, _ in self._moves])
        self._names = np.array([does in "BU" for does, _ in self._moves])
        self._inside = np.array([not (does == "O" or (does in "BU" and label)) for does, label in self._moves])

    def __call__(self, doc: Any) -> Any:
        """Mark the names of one document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Any], batch_size: int = AT_ONCE) -> Iterator[Any]:
        """Mark the names of many, some at a time."""
        from spacy.tokens import Span
        from spacy.util import minibatch

        for batch in minibatch(docs, batch_size):
            names = self._find(batch)
            first = 0
            for doc in batch:
                own = [Span(doc, s - first, e - first, label) for s, e, label in names if first <= s < first + len(doc)]
                doc.set_ents(own, default="outside")
                first += len(doc)
                yield doc

    def _find(self, docs: Sequence[Any]) -> list[Name]:
        """Names, their words counted through all documents."""
        seen = self._features.predict(self._encode.predict(docs))
        """(words + 1, 3, hidden, pieces): what a word says in hand, as a name's first, and as the one before; row 0 where there is none."""
        space = np.concatenate([doc.to_array("IS_SPACE") for doc in docs]) == 1
        starts = np.concatenate([np.append(doc.to_array("SENT_START")[1:], 1)[: len(doc)] for doc in docs]) == 1
        scores = self._scores(seen[1:, 0] + seen[0, 1] + seen[0, 2])
        scores[:, self._inside] = -np.inf
        scores[np.ix_(space, self._names)] = -np.inf
        scores[np.ix_(starts, self._begins)] = -np.inf
        best = scores.argmax(1)
        names: list[Name] = []
        for i in np.flatnonzero(self._names[best]).tolist():
            if names and i < names[-1][1]:
                continue
            does, label = self._moves[best[i]]
            names.append((i, i + 1 if does == "U" else self._end(seen, starts, i, label), label))
        return names

    def _end(self, seen: Floats, stops: NDArray[np.bool_], start: int, label: str) -> int:
        """Where a name that begins here ends: one past its last word."""
        both = [self._number["I", label], self._number["L", label]]
        i = start + 1
        while not stops[i]:
            on, last = self._scores(seen[i + 1, 0] + seen[start + 1, 1] + seen[i, 2], both)
            if on < last:
                break
            i += 1
        return i + 1

    def _scores(self, features: Floats, moves: slice | list[int] = slice(None)) -> Floats:
        """(..., moves) scores of states, from the sum of what their words say."""
        pieces = np.moveaxis(features + self._offset, -1, 0)
        hidden = functools.reduce(np.maximum, pieces)  # `max` over so short an axis takes ten times as long
        return np.asarray(hidden @ self._weights[moves].T + self._bias[moves], dtype=np.float32)


__all__ = ["NameSearch"]
