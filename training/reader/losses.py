"""How far the heads are from the corpora, and from a teacher (Hinton et al. 2015). Sums over a batch, divided by its windows.

Everywhere `h` is (B, T + 2, hidden): the encoder's vectors, [CLS] first.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from reader.batches import UNSAID, Batch
from reader.network import WIDTH, Heads

CUE, PARTS, TYPE = 1 / 8, 1 / 40, 1 / 4
"""Weights of cues, of pieces' parts for a cue, and of types beside fillers."""
SURE_SPANS = 24
"""Spans of a teacher's window whose pairs and types are learned from, at most: those it is surest of."""
SURE = 0.1
"""And those it holds for less likely than this are left out."""
VECTORS = 1 / 150
"""Weight of a piece's distance from a teacher's vector, beside what is read off both."""
MOST_CUES = 512
"""Cues of a batch that a teacher tags, at most."""


def attribution_loss(heads: Heads, h: Tensor, batch: Batch) -> Tensor:
    """Cue tags over all pieces, and for each gold cue the tag of every piece."""
    own = h[:, 1:-1]
    logits = heads.cue(heads.drop(own))
    loss = F.cross_entropy(logits.flatten(0, 1), batch.tags.flatten(), reduction="sum", ignore_index=UNSAID) * CUE
    if len(batch.cues):
        parts = heads.pairs(own, batch.cues)
        loss = loss + PARTS * F.cross_entropy(parts.flatten(0, 1), batch.parts.flatten(), reduction="sum", ignore_index=UNSAID)  # fmt: skip
    return loss / len(batch.ids)


def taught_attribution_loss(heads: Heads, h: Tensor, teacher: Heads, vectors: Tensor, batch: Batch, *, gold: bool) -> Tensor:  # fmt: skip
    """The same against a teacher's probabilities: of the parts for the corpus's cues where it has any to give, else for the teacher's own."""
    own, theirs, there = h[:, 1:-1], vectors[:, 1:-1], batch.tags != UNSAID
    wanted = teacher.cue(theirs).softmax(-1)
    loss = _soft(heads.cue(heads.drop(own)), wanted, there) * CUE
    cues = batch.cues if gold else cues_of(wanted.argmax(-1) * there)[:MOST_CUES]
    if len(cues):
        parts = teacher.pairs(theirs, cues).softmax(-1)
        loss = loss + PARTS * _soft(heads.pairs(own, cues), parts, there[cues[:, 0]])
    return loss / len(batch.ids)


def _soft(logits: Tensor, wanted: Tensor, there: Tensor) -> Tensor:
    return -((wanted * logits.log_softmax(-1)).sum(-1) * there).sum()


def vectors_loss(own: Tensor, theirs: Tensor, batch: Batch) -> Tensor:
    """How far vectors, brought to a teacher's size, are from the teacher's own, whose scale does not matter (Jiao et al. 2020, TinyBERT)."""
    wanted = F.layer_norm(theirs, theirs.shape[-1:])
    each = (own - wanted).square().mean(-1)[:, 1:-1]
    return VECTORS * (each * (batch.tags != UNSAID)).sum() / len(batch.ids)


def cues_of(tags: Tensor) -> Tensor:
    """(C, 3) window, first piece, one past the last: the runs of tags (B, T) in which a cue begins (1) and goes on (2)."""
    length = tags.shape[1]
    begins = (tags == 1) | ((tags == 2) & (F.pad(tags, (1, 0))[:, :-1] == 0))
    over = torch.where(tags == 2, length, torch.arange(length, device=tags.device))
    after = F.pad(over.flip(1).cummin(1).values.flip(1), (0, 1), value=length)
    window, first = begins.nonzero().T
    return torch.stack([window, first, after[window, first + 1]], 1)


def incident_loss(heads: Heads, h: Tensor, batch: Batch) -> Tensor:
    """Role fillers as bags of places, everything else as negatives; pairs and types of the gold fillers."""
    scores = heads.roles(h[:, :-1])
    negatives = batch.whole[:, None].expand_as(scores).clone()
    loss = scores.new_zeros(())
    if len(batch.fillers):
        at = (*(c[:, None] for c in batch.fillers.T), batch.places[..., 0], batch.places[..., 1])
        own = scores[at].masked_fill(_repeated(batch.places), -1e4)
        loss = F.softplus(-own.logsumexp(-1)).sum()
        negatives[at] = False
        best = batch.places[torch.arange(len(own), device=own.device), own.argmax(-1)]
        loss = loss + _together_loss(heads, h[:, 1:-1], batch, best)
    return (loss + (F.softplus(scores) * negatives).sum()) / len(batch.ids)


def _repeated(places: Tensor) -> Tensor:
    """Which places of a filler are its first once more."""
    again = (places == places[:, :1]).all(-1)
    again[:, 0] = False
    return again


def _together_loss(heads: Heads, h: Tensor, batch: Batch, best: Tensor) -> Tensor:
    window, first = batch.fillers[:, 0], best[:, 0]
    u = heads.spans(h[window, first], h[window, first + best[:, 1]])
    loss = F.binary_cross_entropy_with_logits(heads.kind(u), batch.types, reduction="sum") * TYPE
    if len(batch.pairs):
        logits = heads.together(u[batch.pairs[:, 0]], u[batch.pairs[:, 1]])
        each = F.binary_cross_entropy_with_logits(logits, batch.together, reduction="none")
        loss = loss + (each * batch.share[:, None]).sum()
    return loss


def taught_incident_loss(heads: Heads, h: Tensor, teacher: Heads, vectors: Tensor, batch: Batch) -> Tensor:
    """The same against a teacher: of every span of whole words the roles, of the surest ones their types and what belongs together."""
    whole = batch.whole[:, None]
    wanted = teacher.roles(vectors[:, :-1]).sigmoid() * whole
    loss = (F.binary_cross_entropy_with_logits(heads.roles(h[:, :-1]), wanted, reduction="none") * whole).sum()
    surest = wanted.amax(1).flatten(1)
    sure, at = surest.topk(min(SURE_SPANS, surest.shape[1]), dim=1)
    first = at // WIDTH
    last = (first + at % WIDTH).clamp(max=batch.whole.shape[1] - 1)
    weight = (sure > SURE).to(h.dtype)
    own, theirs = (net.spans(_at(v, first), _at(v, last)) for net, v in ((heads, h), (teacher, vectors)))
    kinds = F.binary_cross_entropy_with_logits(heads.kind(own), teacher.kind(theirs).sigmoid(), reduction="none")
    loss = loss + (kinds * weight[..., None]).sum() * TYPE
    both, number = weight[:, :, None] * weight[:, None], weight.sum(1).clamp(min=1)
    logits, taught = (net.together(u[:, :, None], u[:, None]) for net, u in ((heads, own), (teacher, theirs)))
    each = F.binary_cross_entropy_with_logits(logits, taught.sigmoid(), reduction="none")
    return (loss + (each * (both / (2 * number[:, None, None]))[..., None]).sum()) / len(batch.ids)


def _at(vectors: Tensor, places: Tensor) -> Tensor:
    """(B, K, hidden): vectors of pieces (B, K), counted without [CLS]."""
    return vectors.gather(1, (places + 1)[..., None].expand(-1, -1, vectors.shape[-1]))
