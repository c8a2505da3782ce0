"""Windows -> tensors: what one step sees, and what the corpora say of it.

Everything is padded to one length, a multiple of eight (graphics processors want it so). Places are pieces
counted without [CLS]; `window` numbers the batch's windows.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from onrecord.read.pieces import CLS, SEP
from reader.corpora import Window
from reader.network import TYPES, WIDTH

UNSAID = -100
"""Tag of a piece of which nothing is to be learned (padding), as torch's cross-entropy ignores it."""
MOST_PLACES = 8
"""Places of one string looked at, at most."""


@dataclass(slots=True)
class Batch:
    """Some windows and their labels; B windows of T pieces, C cues, N fillers, Q pairs of fillers."""

    ids: Tensor
    """(B, T + 2) with [CLS] and [SEP]."""
    shapes: Tensor
    mask: Tensor
    """(B, T + 2): 1 where there is a piece."""
    padded: bool
    """Whether any is 0."""
    whole: Tensor
    """(B, T, WIDTH): whether the span [i, i + w] is whole words."""
    tags: Tensor
    """(B, T): 0 nothing, 1 a cue begins, 2 goes on."""
    cues: Tensor
    """(C, 3): window, first piece, one past the last."""
    parts: Tensor
    """(C, T): what each piece is to the cue."""
    places: Tensor
    """(N, MOST_PLACES, 2): first piece and width of each place of a filler; the first place again where there are fewer."""
    fillers: Tensor
    """(N, 2): window and role."""
    types: Tensor
    """(N, TYPES)."""
    pairs: Tensor
    """(Q, 2): two fillers of a window."""
    together: Tensor
    """(Q, 2): whether they are one entity, and of one incident."""
    share: Tensor
    """(Q,): one over the fillers of the pair's window."""

    def to(self, device: torch.device) -> "Batch":
        """The same on a device."""
        return self._each(lambda tensor: tensor.to(device, non_blocking=True))

    def pin_memory(self) -> "Batch":
        """The same where a graphics processor can fetch it by itself (called by torch's DataLoader)."""
        return self._each(Tensor.pin_memory)

    def _each(self, change: Callable[[Tensor], Tensor]) -> "Batch":
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        return Batch(**{name: change(value) if isinstance(value, Tensor) else value for name, value in own.items()})


def collate(windows: list[Window]) -> Batch:
    """One batch of some windows."""
    length = -(-(max(w.high - w.low for w in windows) + 2) // 8) * 8
    ids, shapes, mask = (torch.zeros(len(windows), length, dtype=torch.long) for _ in range(3))
    whole = torch.zeros(len(windows), length - 2, WIDTH, dtype=torch.bool)
    for b, w in enumerate(windows):
        n = w.high - w.low
        ids[b, 0], ids[b, n + 1] = CLS, SEP
        ids[b, 1 : n + 1] = torch.from_numpy(w.pieces.ids[w.low : w.high])
        shapes[b, 1 : n + 1] = torch.from_numpy(w.pieces.shapes[w.low : w.high])
        mask[b, : n + 2] = 1
        whole[b, :n] = whole_words(w)
    padded = not bool(mask.all())
    return Batch(ids, shapes, mask, padded, whole, *_attributions(windows, length - 2), *_incidents(windows))


def whole_words(window: Window) -> Tensor:
    """(pieces, WIDTH): whether the span [i, i + w] is whole words."""
    first = torch.from_numpy(window.pieces.first[window.low : window.high])
    last = torch.from_numpy(window.pieces.last[window.low : window.high])
    return first[:, None] & F.pad(last, (0, WIDTH - 1)).unfold(0, WIDTH, 1)


def _attributions(windows: list[Window], length: int) -> tuple[Tensor, Tensor, Tensor]:
    tags = np.full((len(windows), length), UNSAID, dtype=np.int64)
    cues, parts = [], []
    for b, w in enumerate(windows):
        tags[b, : w.high - w.low] = 0
        for (start, end), own in w.attributions:
            tags[b, start:end] = 2
            tags[b, start] = 1
            cues.append((b, start, end))
            parts.append(np.pad(own, (0, length - len(own)), constant_values=UNSAID))
    stacked = np.stack(parts) if parts else np.zeros((0, length), dtype=np.int8)
    return torch.from_numpy(tags), torch.tensor(cues, dtype=torch.long).view(-1, 3), torch.from_numpy(stacked).long()


def _incidents(windows: list[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    places, fillers, types, pairs, together, share = [], [], [], [], [], []
    for b, w in enumerate(windows):
        begin = len(fillers)
        for bag in w.bags:
            own = [(i, j - i) for i, j in bag.places[:MOST_PLACES]]
            places.append(own + own[:1] * (MOST_PLACES - len(own)))
            fillers.append((b, bag.role))
            types.append([float(t in bag.types) for t in range(len(TYPES))])
        for i, one in enumerate(w.bags):
            for j in range(i + 1, len(w.bags)):
                other = w.bags[j]
                pairs.append((begin + i, begin + j))
                together.append((one.entity == other.entity and one.role == other.role, bool(one.incidents & other.incidents)))  # fmt: skip
                share.append(1 / len(w.bags))
    return (
        torch.tensor(places, dtype=torch.long).view(-1, MOST_PLACES, 2),
        torch.tensor(fillers, dtype=torch.long).view(-1, 2),
        torch.tensor(types).view(-1, len(TYPES)),
        torch.tensor(pairs, dtype=torch.long).view(-1, 2),
        torch.tensor(together, dtype=torch.float).view(-1, 2),
        torch.tensor(share),
    )
