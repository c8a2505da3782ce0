"""How far the heads are from the corpora."""

import torch
from torch import Tensor
from torch.nn import functional as F

from reader.corpora import Window
from reader.network import ROLES, TYPES, WIDTH, Heads


def attribution_loss(heads: Heads, h: Tensor, window: Window) -> Tensor:
    """Cue tags over all pieces, and for each gold cue the tag of every piece. h is without [CLS]."""
    tags = torch.zeros(h.shape[0], dtype=torch.long)
    for (s, e), _ in window.attributions:
        tags[s:e] = 2
        tags[s] = 1
    loss = F.cross_entropy(heads.cue(heads.drop(h)), tags, reduction="sum") / 8
    if window.attributions:
        logits = heads.pairs(h, [cue for cue, _ in window.attributions])
        gold = torch.tensor([t.tolist() for _, t in window.attributions])
        loss = loss + F.cross_entropy(logits.flatten(0, 1), gold.flatten(), reduction="sum") / 40
    return loss


def taught_loss(heads: Heads, h: Tensor, teacher: Heads, vectors: Tensor, window: Window) -> Tensor:
    """How far cues and pair tags are from a teacher's (Hinton et al. 2015); its probabilities are the labels. Without [CLS]."""
    loss = _soft(heads.cue(heads.drop(h)), teacher.cue(vectors)) / 8
    if window.attributions:
        cues = [cue for cue, _ in window.attributions]
        loss = loss + _soft(heads.pairs(h, cues).flatten(0, 1), teacher.pairs(vectors, cues).flatten(0, 1)) / 40
    return loss


SURE_SPANS = 24
"""Spans of a teacher whose pairs and types are learned from, at most: those it is surest of."""


def taught_incident_loss(heads: Heads, h: Tensor, teacher: Heads, vectors: Tensor, window: Window) -> Tensor:
    """The same for parts in incidents: of every span of whole words the roles, of the surest ones their types and what belongs together. Both begin with [CLS]."""
    whole = whole_words(window)[None]
    wanted = teacher.roles(vectors).sigmoid() * whole
    loss = (F.binary_cross_entropy_with_logits(heads.roles(h), wanted, reduction="none") * whole).sum()
    sure, at = wanted.amax(0).flatten().topk(min(SURE_SPANS, wanted[0].numel()))
    places = [(int(i) // WIDTH, int(i) // WIDTH + int(i) % WIDTH) for i in at[sure > 0.1]]
    if len(places) > 1:
        own, theirs = heads.spans(h[1:], places), teacher.spans(vectors[1:], places)
        loss = loss + F.binary_cross_entropy_with_logits(heads.kind(own), teacher.kind(theirs).sigmoid(), reduction="sum") / 4  # fmt: skip
        together = F.binary_cross_entropy_with_logits(heads.together(own), teacher.together(theirs).sigmoid(), reduction="sum")  # fmt: skip
        loss = loss + together / (2 * len(places))
    return loss


def _soft(logits: Tensor, wanted: Tensor) -> Tensor:
    return F.cross_entropy(logits, wanted.softmax(-1), reduction="sum")


def incident_loss(heads: Heads, h: Tensor, window: Window) -> Tensor:
    """Role fillers as bags, everything else as negatives; pairs and types of the gold fillers. h begins with [CLS]."""
    scores = heads.roles(h)
    negatives = whole_words(window)[None].repeat(len(ROLES), 1, 1)
    loss = torch.zeros(())
    best = []
    for bag in window.bags:
        first, last = torch.tensor(bag.places).T
        own = scores[bag.role, first, last - first]
        loss = loss + F.softplus(-torch.logsumexp(own, 0))
        negatives[bag.role, first, last - first] = False
        best.append(bag.places[int(own.argmax())])
    loss = loss + (F.softplus(scores) * negatives).sum()
    if best:
        loss = loss + _span_loss(heads, h[1:], window, best)
    return loss


def whole_words(window: Window) -> Tensor:
    """(pieces, WIDTH): whether the span [i, i + w] is whole words."""
    first = torch.from_numpy(window.pieces.first[window.low : window.high])
    last = torch.from_numpy(window.pieces.last[window.low : window.high])
    return first[:, None] & F.pad(last, (0, WIDTH - 1)).unfold(0, WIDTH, 1)


def _span_loss(heads: Heads, h: Tensor, window: Window, best: list[tuple[int, int]]) -> Tensor:
    u = heads.spans(h, best)
    types = torch.zeros(len(best), len(TYPES))
    for i, bag in enumerate(window.bags):
        for kind in bag.types:
            types[i, kind] = 1
    loss = F.binary_cross_entropy_with_logits(heads.kind(u), types, reduction="sum") / 4
    if len(best) > 1:
        same = torch.tensor(
            [
                [[a.entity == b.entity and a.role == b.role, bool(a.incidents & b.incidents)] for b in window.bags]
                for a in window.bags
            ]
        )
        pairs = torch.triu_indices(len(best), len(best), 1)
        logits = heads.together(u)[pairs[0], pairs[1]]
        loss = loss + F.binary_cross_entropy_with_logits(
            logits, same[pairs[0], pairs[1]].float(), reduction="sum"
        ) / len(best)
    return loss
