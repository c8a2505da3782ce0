"""What teachers read, kept for a whole run: each text is read once and whole, however often and wherever a run cuts it into windows."""

from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from onrecord.read.encoder import OVERLAP
from onrecord.read.pieces import Pieces, window_of, windows
from reader.batches import Batch, collate
from reader.corpora import FOLDS, Window
from reader.encoding import DEVICE, encode
from reader.network import Encoder, Heads

READ = 16 if DEVICE.type == "cpu" else 64
"""Windows a teacher reads at once."""
Step = tuple[str, list[Window]]
Network = tuple[Encoder, Heads]


class Lessons:
    """Rows of vectors: of each text first its pieces', then those of its windows' [CLS]; row 0 is for what is no piece."""

    def __init__(self, plan: Iterable[Step]) -> None:
        """Find the texts and a place for each.

        Args:
            plan: the steps of a run; texts are told apart by their pieces being one object.
        """
        self.texts: list[tuple[str, int, Pieces]] = []
        """(corpus, fold, pieces) of each."""
        self.first: dict[int, int] = {}
        """`id` of pieces -> their first row."""
        self.central: dict[int, NDArray[np.int64]] = {}
        """`id` of pieces -> of each, the window in which it stands most central."""
        self.rows = 1
        self.store = torch.zeros(1, 1, 1)
        """(sets, rows, hidden): the vectors of each set of teachers, one a fold."""
        for task, step in plan:
            for window in step:
                key, length = id(window.pieces), len(window.pieces)
                if key not in self.first:
                    ranges = windows(length, OVERLAP)
                    self.first[key], self.central[key] = self.rows, window_of(length, ranges)
                    self.texts.append((task, window.fold, window.pieces))
                    self.rows += length + len(ranges)

    def learn_from(self, teachers: dict[str, list[Network]]) -> None:
        """Let teachers read.

        Args:
            teachers: of each corpus, set by set, in a set in the order of the folds they teach.
        """
        some = next(iter(teachers.values()))
        sets, hidden = len(some) // FOLDS, some[0][0].size.hidden
        self.store = torch.zeros(sets, self.rows, hidden, dtype=torch.float16, device=DEVICE)
        for task, networks in teachers.items():
            for n, (encoder, _) in enumerate(networks):
                self.read(encoder, n // FOLDS, [p for t, fold, p in self.texts if t == task and fold == n % FOLDS])

    @torch.no_grad()
    def read(self, encoder: Encoder, of: int, texts: list[Pieces]) -> None:
        """Fill the rows of some texts, of one set, by what a teacher makes of them."""
        parts = [(p, n, low, high) for p in texts for n, (low, high) in enumerate(windows(len(p), OVERLAP))]
        parts.sort(key=lambda part: part[3] - part[2])
        for i in range(0, len(parts), READ):
            some = parts[i : i + READ]
            batch = collate([Window(p, low, high) for p, _, low, high in some])
            rows = np.zeros(tuple(batch.ids.shape), dtype=np.int64)
            for row, (pieces, n, low, high) in zip(rows, some, strict=True):
                begin = self.first[id(pieces)]
                own = np.flatnonzero(self.central[id(pieces)][low:high] == n)
                row[1 + own] = begin + low + own
                row[0] = begin + len(pieces) + n
            vectors = encode(encoder, batch.to(DEVICE))[torch.from_numpy(rows > 0).to(DEVICE)]
            self.store[of, torch.from_numpy(rows[rows > 0]).to(DEVICE)] = vectors.to(self.store.dtype)

    def vectors(self, of: int, some: list[Window], batch: Batch) -> Tensor:
        """(B, T + 2, hidden) of a batch's windows, as an encoder of one set would give them; [SEP]'s and padding's are zeros."""
        at = np.zeros(tuple(batch.ids.shape), dtype=np.int64)
        for row, window in zip(at, some, strict=True):
            key = id(window.pieces)
            begin, middle = self.first[key], (window.low + window.high) // 2
            row[0] = begin + len(window.pieces) + self.central[key][middle]
            row[1 : 1 + window.high - window.low] = np.arange(begin + window.low, begin + window.high)
        return self.store[of, torch.from_numpy(at).to(self.store.device)].float()
