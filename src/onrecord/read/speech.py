"""Encoded document -> who says what: cues found piece by piece, then, for each cue, its source and its content.

The pair tagger says of every piece near a cue what it is to that cue: nothing, source, content. So which
source and which content belong together is decided for each cue, also across sentences.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span
from onrecord.read.encoder import Encoded, Floats, linear, session
from onrecord.read.pieces import Pieces

CUE_BIAS = -0.5
"""Added to the log-odds of a cue; chosen on a tenth of the training documents."""
REACH = 128
"""Pieces on either side of a cue in which its source and content are looked for."""
AT_ONCE = 16
"""Cues tagged at once."""
NONE, SOURCE, SOURCE_ON, CONTENT, CONTENT_ON = range(5)
_FOLLOWS = np.full((5, 5), -1e4, dtype=np.float32)
"""Which tag may follow which: a part goes on only after it has begun."""
for _before in range(5):
    _FOLLOWS[_before, [NONE, SOURCE, CONTENT]] = 0
for _before, _on in ((SOURCE, SOURCE_ON), (SOURCE_ON, SOURCE_ON), (CONTENT, CONTENT_ON), (CONTENT_ON, CONTENT_ON)):
    _FOLLOWS[_before, _on] = 0


@dataclass(frozen=True, slots=True)
class Speech:
    """One attribution in the reader's first, unnamed form."""

    cue: Span
    """The words that attribute."""
    source: Span
    """Who says it."""
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
    logits[:, 1:] += CUE_BIAS
    shifted = np.exp(logits - logits.max(1, keepdims=True))
    probabilities = shifted / shifted.sum(1, keepdims=True)
    tags = logits.argmax(1)
    first, last = encoded.pieces.first, encoded.pieces.last
    cues: list[tuple[int, int]] = []
    scores: list[float] = []
    i = 0
    while i < len(tags):
        if tags[i] == 0:
            i += 1
            continue
        end = i + 1
        while end < len(tags) and tags[end] == 2:
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
    """Viterbi over (cues, width, 5) logits."""
    log = (
        logits
        - np.log(np.exp(logits - logits.max(2, keepdims=True)).sum(2, keepdims=True))
        - logits.max(2, keepdims=True)
    )
    cues, width, _ = log.shape
    score = log[:, 0] + np.array([0, 0, -1e4, 0, -1e4], dtype=np.float32)
    back = np.zeros((width, cues, 5), dtype=np.int64)
    for t in range(1, width):
        options = score[:, :, None] + _FOLLOWS[None]
        back[t] = options.argmax(1)
        score = options.max(1) + log[:, t]
    tags = np.zeros((cues, width), dtype=np.int64)
    tags[:, -1] = score.argmax(1)
    every = np.arange(cues)
    for t in range(width - 1, 0, -1):
        tags[:, t - 1] = back[t, every, tags[:, t]]
    return tags


def _speech(pieces: Pieces, cue: tuple[int, int], score: float, tags: NDArray[np.int64], low: int) -> Speech | None:
    sources = [(low + s, low + e) for s, e in _runs(tags, SOURCE, SOURCE_ON)]
    contents = [(low + s, low + e) for s, e in _runs(tags, CONTENT, CONTENT_ON)]
    if not contents or not sources:
        return None
    source = min(sources, key=lambda s: min(abs(s[0] - cue[1]), abs(s[1] - cue[0])))
    return Speech(
        _span(pieces, cue),
        _span(pieces, source),
        tuple(_span(pieces, _without_stray_mark(pieces, c)) for c in contents),
        score,
    )


def _runs(tags: NDArray[np.int64], begins: int, goes_on: int) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for i, tag in enumerate(tags):
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
