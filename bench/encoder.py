"""What `onrecord read` costs beside the encoder alone of a language-model reader: `make bench-encoder` (PyTorch, in .venv-train).

Beside the whole of our reading, on one thread each and on the same texts, runs the forward pass of an encoder of the size of GLiNER-small's, DeBERTa-v3-small
(6 layers of 768, 12 heads, disentangled attention over 256 buckets either way; He et al. 2021), with random weights: reading its output would come on top.
"""

import math
import os
import sys
import time
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "src")]

import torch  # noqa: E402 - after the number of threads is set
from torch import Tensor, nn  # noqa: E402

LAYERS, HIDDEN, HEADS, BUCKETS, WINDOW = 6, 768, 12, 256, 512
DOCUMENTS, ROUNDS = 40, 3
TO_REACH = 4.0


class Disentangled(nn.Module):
    """A layer of DeBERTa: content to content, content to position, position to content."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(HIDDEN, 3 * HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.up, self.down = nn.Linear(HIDDEN, 4 * HIDDEN), nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN), nn.LayerNorm(HIDDEN)

    def _split(self, x: Tensor) -> Tensor:
        return x.view(x.shape[0], HEADS, -1).transpose(0, 1)

    def forward(self, x: Tensor, places: Tensor, at: Tensor) -> Tensor:
        """Args: x (pieces, HIDDEN); places (2 * BUCKETS, HIDDEN), of distances; at (pieces, pieces), bucket of each pair."""
        q, k, v = (self._split(part) for part in self.qkv(x).chunk(3, -1))
        pq, pk, _ = (self._split(part) for part in self.qkv(places).chunk(3, -1))  # shared with the content's, as in v3
        index = at[None].expand(HEADS, *at.shape)
        score = q @ k.transpose(1, 2) + (q @ pk.transpose(1, 2)).gather(2, index) + (k @ pq.transpose(1, 2)).gather(2, index).transpose(1, 2)  # fmt: skip
        a = (score / math.sqrt(3 * HIDDEN / HEADS)).softmax(-1) @ v
        x = self.norm1(x + self.out(a.transpose(0, 1).reshape(x.shape)))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


def encoded(layers: nn.ModuleList, places: Tensor, word: nn.Embedding, lengths: list[int]) -> None:
    """The forward pass over documents of so many pieces, in windows."""
    for length in lengths:
        for low in range(0, length, WINDOW):
            t = min(WINDOW, length - low)
            x = word(torch.randint(0, 30_000, (t,)))
            at = (torch.arange(t)[:, None] - torch.arange(t)[None]).clamp(-BUCKETS, BUCKETS - 1) + BUCKETS
            for layer in layers:
                x = layer(x, places, at)


def main() -> None:
    """Print both, and the ratio."""
    from run import texts

    from onrecord import claim, read
    from onrecord.ingest import Options, Raw
    from onrecord.pipeline import _document
    from onrecord.read.pieces import cut

    torch.set_num_threads(1)
    documents = [_document(Raw(f"bench#{i}", t.encode(), None, "", {"text": t}), Options("2022-01-05")) for i, t in enumerate(texts()[:DOCUMENTS])]  # fmt: skip
    reader = read.READERS[read.DEFAULT]
    tokens = sum(len(reader(d).tokens) for d in documents)
    lengths = [len(cut(d.text, caseless=False)) for d in documents]
    layers, word = nn.ModuleList(Disentangled() for _ in range(LAYERS)).eval(), nn.Embedding(30_000, HIDDEN)
    places = torch.randn(2 * BUCKETS, HIDDEN)
    ratios = []
    with torch.inference_mode():
        encoded(layers, places, word, lengths[:2])
        for number in range(1, ROUNDS + 1):
            started = time.perf_counter()
            for d in documents:
                claim.extract_claims(reader(d))
            ours = time.perf_counter() - started
            started = time.perf_counter()
            encoded(layers, places, word, lengths)
            theirs = time.perf_counter() - started
            ratios.append(theirs / ours)
            print(f"round {number}: {tokens} tokens; onrecord read {tokens / ours:,.0f} tokens/s, the larger encoder alone {tokens / theirs:,.0f} tokens/s, ratio {theirs / ours:.2f}", flush=True)  # fmt: skip
    print(f"whole read over a GLiNER-small sized encoder alone: median {sorted(ratios)[ROUNDS // 2]:.2f} (to reach: {TO_REACH:.0f})")  # fmt: skip


if __name__ == "__main__":
    main()
