"""Encoded document -> who says what: cues found piece by piece, then, for each cue, its source and its content.

The pair tagger says of every piece near a cue what it is to that cue: nothing, source, content. So which
source and which content belong together is decided for each cue, also across sentences.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span
from onrecord.read.encoder import Encoded, Floats, linear, session
from onrecord.read.pieces import Pieces

CUE_BIAS = -0.5
"""Added to the log-odds of a cue; chosen, as the next, on a tenth of the training documents."""
CUE_ON_BIAS = 1.0
"""Added to the log-odds that a cue goes on: half of a cue counts for nothing, a word too many for little."""
REACH = 128
"""Pieces on either side of a cue in which its source and content are looked for."""
AT_ONCE = 16
"""Cues tagged at once."""
NONE, SOURCE, SOURCE_ON, CONTENT, CONTENT_ON = range(5)
_NOT_AFTER = np.zeros((5, 5), dtype=bool)
"""Which tag may not follow which: a part goes on only after it has begun."""
for _begins, _on in ((SOURCE, SOURCE_ON), (CONTENT, CONTENT_ON)):
    _NOT_AFTER[[tag for tag in range(5) if tag not in (_begins, _on)], _on] = True


@dataclass(frozen=True, slots=True)
class Speech:
    """One attribution in the reader's first, unnamed form."""

    cue: Span
    """The words that attribute."""
    source: Span | None
    """Who says it; None where that stands too far off for the tagger, and the grammar may tell it: "... and called for"."""
    content: tuple[Span, ...]
    """What is said."""
    score: float
    """How sure the reader is of the cue, 0 to 1."""


def find_speech(encoded: Encoded) -> list[Speech]:
    """Every attribution of a document, in the order of their cues."""
    cues, scores = find_cues(encoded)
    found = []
    projected = linear("pair_piece", encoded.vectors) if cues else encoded.vectors
    for i in range(0, len(cues), AT_ONCE):
        tags, first = _tag(encoded, projected, cues[i : i + AT_ONCE])
        for cue, score, own, low in zip(cues[i : i + AT_ONCE], scores[i : i + AT_ONCE], tags, first, strict=True):
            speech = _speech(encoded.pieces, cue, score, own, low)
            if speech:
                found.append(speech)
    return found


def find_cues(encoded: Encoded) -> tuple[list[tuple[int, int]], list[float]]:
    """Cues as half-open piece ranges, and how sure each is."""
    logits = linear("cue", encoded.vectors)
    on = logits + np.array([0, CUE_BIAS, CUE_ON_BIAS], dtype=np.float32)
    logits[:, 1:] += CUE_BIAS
    shifted = np.exp(logits - logits.max(1, keepdims=True))
    probabilities = shifted / shifted.sum(1, keepdims=True)
    tags, goes_on = logits.argmax(1), on.argmax(1) == 2
    first, last = encoded.pieces.first, encoded.pieces.last
    cues: list[tuple[int, int]] = []
    scores: list[float] = []
    i = 0
    while i < len(tags):
        if tags[i] == 0:
            i += 1
            continue
        end = i + 1
        while end < len(tags) and goes_on[end]:
            end += 1
        start = i
        while start and not first[start]:
            start -= 1
        while not last[end - 1]:
            end += 1
        score = float(1 - probabilities[i, 0])
        if cues and cues[-1][1] >= start:  # two cues that touch are one: "had" "argued"
            cues[-1], scores[-1] = (cues[-1][0], end), max(scores[-1], score)
        else:
            cues.append((start, end))
            scores.append(score)
        i = end
    return cues, scores


def _tag(encoded: Encoded, projected: Floats, cues: list[tuple[int, int]]) -> tuple[NDArray[np.int64], list[int]]:
    """For each cue: log-probabilities turned into the best allowed sequence of tags, and the first piece tagged."""
    size = len(encoded.pieces)
    width = min(size, 2 * REACH)
    first = [max(0, min(start - REACH, size - width)) for start, _ in cues]
    at = np.array(first)[:, None] + np.arange(width)[None]
    heads = np.stack([encoded.vectors[s:e].mean(0) for s, e in cues])
    distance = at - np.array([s for s, _ in cues])[:, None]
    (logits,) = session("pairs.onnx").run(None, {"pieces": projected[at], "cues": heads, "buckets": bucket(distance)})
    return _best(np.asarray(logits)), first


def bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed logarithmic buckets, as in training."""
    size = np.minimum(np.rint(np.log2(np.abs(distance) + 1.0) * 2), 16).astype(np.int64)
    return np.asarray(16 + size * np.sign(distance), dtype=np.int64)


def _best(logits: Floats) -> NDArray[np.int64]:
    """The best allowed sequence of tags for each cue, from (cues, width, 5) logits.

    Each piece's own best tag, where those may follow each other. Where a part goes on that has not begun, it could begin there, at a loss:
    a piece that could not be anything but NONE at that loss stays so, and only between such pieces is the best sequence looked for.
    """
    below = logits - logits.max(2, keepdims=True)
    tags = np.asarray(below.argmax(2), dtype=np.int64)
    before = np.pad(tags, ((0, 0), (1, 0)))[:, :-1]
    broken = _NOT_AFTER[before, tags]
    for cue in np.flatnonzero(broken.any(1)):
        at = np.flatnonzero(broken[cue])
        loss = -below[cue, at, tags[cue, at] - 1].sum()
        sure = np.flatnonzero(below[cue, :, 1:].max(1) < -loss)
        low = max(sure[sure < at[0]], default=0)
        high = min(sure[sure > at[-1]], default=len(tags[cue]))
        tags[cue, low:high] = _viterbi(below[cue, low:high].tolist())
    return tags


def _viterbi(scores: list[list[float]]) -> list[int]:
    """The best allowed sequence of tags, from a row of five scores for each piece (Viterbi 1967)."""
    best = [s if tag in (NONE, SOURCE, CONTENT) else -math.inf for tag, s in enumerate(scores[0])]
    came: list[list[int]] = []
    for row in scores[1:]:
        top = max(range(5), key=best.__getitem__)
        source = max(SOURCE, SOURCE_ON, key=best.__getitem__)
        content = max(CONTENT, CONTENT_ON, key=best.__getitem__)
        came.append([top, top, source, top, content])
        best = [best[before] + s for before, s in zip(came[-1], row, strict=True)]
    tags = [max(range(5), key=best.__getitem__)]
    for before in reversed(came):
        tags.append(before[tags[-1]])
    return tags[::-1]


def _speech(pieces: Pieces, cue: tuple[int, int], score: float, tags: NDArray[np.int64], low: int) -> Speech | None:
    sources = [(low + s, low + e) for s, e in _runs(tags, SOURCE, SOURCE_ON)]
    contents = [(low + s, low + e) for s, e in _runs(tags, CONTENT, CONTENT_ON)]
    if not contents:
        return None
    source = min(sources, key=lambda s: min(abs(s[0] - cue[1]), abs(s[1] - cue[0])), default=None)
    return Speech(
        _span(pieces, cue),
        _span(pieces, source) if source else None,
        tuple(_span(pieces, _without_stray_mark(pieces, c)) for c in contents),
        score,
    )


def _runs(tags: NDArray[np.int64], begins: int, goes_on: int) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for i, tag in enumerate(tags.tolist()):
        if tag == begins:
            runs.append((i, i + 1))
        elif tag == goes_on and runs:
            runs[-1] = (runs[-1][0], i + 1)
    return runs


def _span(pieces: Pieces, run: tuple[int, int]) -> Span:
    start, end = run
    while start and not pieces.first[start]:
        start -= 1
    while not pieces.last[end - 1]:
        end += 1
    return Span(int(pieces.starts[start]), int(pieces.ends[end - 1]))


def _without_stray_mark(pieces: Pieces, run: tuple[int, int]) -> tuple[int, int]:
    """A stretch without the marks of the next paragraph that a tagger may take along."""
    start, end = run
    while end - start > 1 and pieces.starts[end - 1] - pieces.ends[end - 2] > 1:
        end -= 1
    return start, end
