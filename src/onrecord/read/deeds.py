"""Encoded document -> the incidents it tells: who fills which role, and which fillers belong to one incident.

Every span of whole words is scored for every role (after span-based semantic role labelling, He et al. 2018);
a string's score is the best of its places, so that one clear mention carries the others. Fillers of one role
that are one entity are joined; fillers of one incident are gathered by average linkage.
"""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view
from numpy.typing import NDArray

from onrecord.model import Deed, Span
from onrecord.read.encoder import Encoded, Floats, gelu, linear, sigmoid
from onrecord.read.encoder import heads as weights

ROLES = (
    ("perpetrators", "person"),
    ("perpetrators", "organisation"),
    ("targets", ""),
    ("victims", "person"),
    ("weapons", "weapon"),
)
"""What each of the heads looks for: a role and the type of what fills it."""
TYPES = ("armed_attack", "bombing", "kidnapping", "arson", "robbery", "forced_work_stoppage")
KIND_WORDS = {
    "kidnapping": (3.0, re.compile(r"kidnap|abduct|hostage|hijack|capti|captor", re.I)),
    "arson": (8.0, re.compile(r"\bburn|\bset fire|\bset ablaze|arson|\btorch(?:ed|ing)|incendiar|on fire\b", re.I)),
    "robbery": (3.0, re.compile(r"\brob|\bst[eo]l|\bloot|theft", re.I)),
}
"""Types so rare that the heads hardly ever see one: how much words in a filler's sentence speak for it, and which do.
Chosen on a tenth of the training documents, as are the thresholds."""
NEAR = 200
"""Characters before and after a filler that are near it, as far as its sentence goes."""
ENDS = re.compile(r"[.!?]['\")”’]*\s|\n\s*\n")
"""What ends a sentence, near enough: "U.S. troops" only narrows where words are looked for."""
THRESHOLDS = (0.3, 0.3, 0.3, 0.3, 0.3)
"""Least score of a filler, by role; chosen on a tenth of the training documents."""
SAME_ENTITY, SAME_INCIDENT = 0.8, 0.65
"""From which probability on two fillers are joined; chosen there too."""
OTHER_KIND = 0.5
"""Share of the probability of being one incident that is lost where two fillers' types have nothing in common; chosen there too."""
WIDTH = 20
"""Longest span scored, in word pieces."""
RANK = 64
"""Dimensions of a role's start and end vectors."""
MOST = 100
"""Candidates kept of one document."""
LEAST = -5.0
"""Log-odds below which a span is no candidate at all: 0.018."""
AT_ONCE = 128
"""First pieces scored in one matrix product."""


@dataclass(slots=True)
class _Candidate:
    role: int
    start: int
    end: int
    score: float
    places: list[Span]


def find_deeds(encoded: Encoded, text: str) -> list[Deed]:
    """Parts in a document's incidents: those sure enough, put together by incident, then the unsure ones."""
    candidates = _candidates(encoded, text)
    sure = [c for c in candidates if c.score >= THRESHOLDS[c.role]]
    unsure = [_deed(c, -1, "") for c in candidates if c.score < THRESHOLDS[c.role]]
    if not sure:
        return unsure
    vectors = _span_vectors(encoded, sure)
    entity, incident = _together(vectors)
    kept = _one_each(sure, entity)
    kinds = _kinds(sigmoid(linear("kind", vectors[kept])), [sure[k] for k in kept], text)
    numbers = _clusters(incident[np.ix_(kept, kept)] * (1 - OTHER_KIND * (1 - _alike(kinds))), SAME_INCIDENT)
    types = [
        TYPES[int(kinds[[i for i, n in enumerate(numbers) if n == number]].mean(0).argmax())]
        for number in range(max(numbers) + 1)
    ]
    return [*(_deed(sure[k], n, types[n]) for k, n in zip(kept, numbers, strict=True)), *unsure]


def _kinds(heads: Floats, fillers: list[_Candidate], text: str) -> Floats:
    """(fillers, TYPES) what speaks for each type: the heads' probabilities, more of them where words of a rare type are near."""
    kinds = heads.copy()
    for type_, (weight, words) in KIND_WORDS.items():
        near = [any(words.search(text, *_sentence(text, s)) for s in f.places) for f in fillers]
        kinds[near, TYPES.index(type_)] *= 1 + weight
    return kinds


def _sentence(text: str, words: Span) -> tuple[int, int]:
    """The range near some words that is their sentence."""
    first, last = max(0, words.start - NEAR), words.end + NEAR
    begins = [m.end() for m in ENDS.finditer(text, first, words.start)]
    ends = ENDS.search(text, words.end, last)
    return (begins[-1] if begins else first, ends.start() if ends else last)


def _alike(kinds: Floats) -> Floats:
    """(fillers, fillers) how much two fillers' types agree, from 0 to 1 (Bhattacharyya 1943)."""
    roots: Floats = np.sqrt(kinds / kinds.sum(1, keepdims=True))
    return np.asarray(roots @ roots.T)


def _deed(candidate: _Candidate, incident: int, kind: str) -> Deed:
    role, type_ = ROLES[candidate.role]
    return Deed(role, type_, tuple(candidate.places), candidate.score, incident, kind)


def _scores(encoded: Encoded) -> list[tuple[int, int, int, float]]:
    """(role, first piece, last piece, probability) of every span that may fill a role."""
    n = len(encoded.pieces)
    if not n:
        return []
    start = linear("role_start", encoded.vectors).reshape(n, len(ROLES), RANK).transpose(1, 0, 2)
    end = linear("role_end", encoded.vectors).reshape(n, len(ROLES), RANK).transpose(1, 0, 2)
    base = linear("role_start_bias", encoded.vectors) + linear("role_document", encoded.summaries)[encoded.window_of]
    logits = _products(start, end) / np.float32(RANK**0.5)
    logits += base.T[..., None] + _after(linear("role_end_bias", encoded.vectors).T)
    logits += weights()["role_width.weight"][:WIDTH].T[:, None]
    whole = encoded.pieces.first[:, None] & _after(encoded.pieces.last)
    width, first, role = np.nonzero(((logits > LEAST) & whole).transpose(2, 1, 0))
    scores = sigmoid(logits[role, first, width])
    return list(zip(role.tolist(), first.tolist(), (first + width).tolist(), scores.tolist(), strict=True))


def _products(start: Floats, end: Floats) -> Floats:
    """(roles, pieces, WIDTH): how well each piece, as the first, and each of those that follow, as the last, go together."""
    n = start.shape[1]
    end = np.pad(end, ((0, 0), (0, WIDTH - 1), (0, 0))).transpose(0, 2, 1)
    found = []
    for low in range(0, n, AT_ONCE):
        firsts = start[:, low : low + AT_ONCE]
        square = np.matmul(firsts, end[..., low : low + firsts.shape[1] + WIDTH - 1])
        role, row, column = square.strides
        found.append(as_strided(square, (*firsts.shape[:2], WIDTH), (role, row + column, column), writeable=False))
    return np.concatenate(found, axis=1)


def _after(values: NDArray[Any]) -> NDArray[Any]:
    """(..., pieces, WIDTH): what holds of each piece and of those that follow; nothing past the end."""
    padded = np.pad(values, [(0, 0)] * (values.ndim - 1) + [(0, WIDTH - 1)])
    return sliding_window_view(padded, WIDTH, axis=-1)


def _candidates(encoded: Encoded, text: str) -> list[_Candidate]:
    """Strings sure enough to fill a role, the surest first; of overlapping ones only the surest."""
    by_words: dict[tuple[int, str], _Candidate] = {}
    pieces = encoded.pieces
    for role, first, last, score in sorted(_scores(encoded), key=lambda s: -s[3]):
        span = Span(int(pieces.starts[first]), int(pieces.ends[last]))
        key = (role, " ".join(text[span.start : span.end].lower().split()))
        if key in by_words:
            by_words[key].places.append(span)
        else:
            by_words[key] = _Candidate(role, first, last, score, [span])
    kept: list[_Candidate] = []
    for candidate in by_words.values():
        inside = any(k.role == candidate.role and k.start <= candidate.end and candidate.start <= k.end for k in kept)
        if not inside:
            kept.append(candidate)
    return kept[:MOST]


def _span_vectors(encoded: Encoded, candidates: list[_Candidate]) -> Floats:
    ends = np.concatenate(
        [encoded.vectors[[c.start for c in candidates]], encoded.vectors[[c.end for c in candidates]]], axis=1
    )
    return gelu(linear("span", ends))


def _together(u: Floats) -> tuple[Floats, Floats]:
    """Probabilities (spans, spans) of being one entity, and of one incident."""
    a, b = u[:, None], u[None]
    logits = linear("same_out", gelu(linear("same", np.concatenate([a * b, np.abs(a - b)], axis=-1))))
    both = sigmoid(logits)
    return both[..., 0], both[..., 1]


def _one_each(candidates: list[_Candidate], entity: Floats) -> list[int]:
    """Indices of candidates, each entity once: the surest mention takes in the places of the others."""
    kept: list[int] = []
    for i, candidate in enumerate(candidates):
        same = next((k for k in kept if candidates[k].role == candidate.role and entity[k, i] >= SAME_ENTITY), None)
        if same is None:
            kept.append(i)
        else:
            candidates[same].places.extend(candidate.places)
    return kept


def _clusters(same: NDArray[np.float32], threshold: float) -> list[int]:
    """Average linkage: cluster numbers, 0 for the first filler's."""
    groups = [[i] for i in range(len(same))]
    while len(groups) > 1:
        pairs = [
            (float(same[np.ix_(a, b)].mean()), x, y)
            for x, a in enumerate(groups)
            for y, b in enumerate(groups)
            if x < y
        ]
        best, x, y = max(pairs, key=lambda p: (p[0], -p[1], -p[2]))
        if best < threshold:
            break
        groups[x] += groups.pop(y)
    numbers = [0] * len(same)
    for number, group in enumerate(sorted(groups, key=min)):
        for i in group:
            numbers[i] = number
    return numbers
