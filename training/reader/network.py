"""The network: MiniLM's encoder with a shape embedding, and the heads over it.

Attribution: cues as BIO tags; then, for each cue, every piece tagged by what it is to that cue (none,
source, content), so that which source and content belong to a cue is decided explicitly (a pair tagger,
after Dozat and Manning's deep biaffine attention).
Incidents: every span of up to WIDTH pieces scored per role; pairs of spans scored for being one entity
and one incident; spans typed.
"""

import math

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

HIDDEN, LAYERS, ATTENDING, INNER = 384, 6, 12, 1536
SHAPES = 5
WIDTH = 20
"""Longest span scored, in word pieces."""
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
PAIR = 256
ROLE = 64
SPAN = 192
DISTANCES = 33
"""Buckets of the distance between a piece and a cue, signed and logarithmic."""


class Layer(nn.Module):
    """One transformer layer, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Args: x (batch, pieces, HIDDEN); mask added to the scores."""
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, ATTENDING, HIDDEN // ATTENDING).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, t, HIDDEN))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces and shapes -> one vector a piece."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, HIDDEN)
        self.position = nn.Embedding(512, HIDDEN)
        self.kind = nn.Embedding(2, HIDDEN)
        self.shape = nn.Embedding(SHAPES, HIDDEN)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Args: ids, shapes (batch, pieces) integers; mask (batch, pieces), 1 where there is a piece."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(positions)[None] + self.kind.weight[0] + self.shape(shapes)
        x = self.drop(self.norm(x))
        attend = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, attend)
        return x

    def load_minilm(self, path: str) -> None:
        """Take the published weights (sentence-transformers' all-MiniLM-L6-v2)."""
        w = load_file(path)
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        own = {
            "word.weight": w["embeddings.word_embeddings.weight"],
            "position.weight": w["embeddings.position_embeddings.weight"],
            "kind.weight": w["embeddings.token_type_embeddings.weight"],
            "norm.weight": w["embeddings.LayerNorm.weight"],
            "norm.bias": w["embeddings.LayerNorm.bias"],
            "shape.weight": self.shape.weight.data,
        }
        for i in range(LAYERS):
            theirs, ours = f"encoder.layer.{i}.", f"layers.{i}."
            names = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
                     "down": "output.dense", "norm2": "output.LayerNorm"}  # fmt: skip
            for part in ("weight", "bias"):
                own[f"{ours}qkv.{part}"] = torch.cat(
                    [w[f"{theirs}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                )
                for name, their_name in names.items():
                    own[f"{ours}{name}.{part}"] = w[f"{theirs}{their_name}.{part}"]
        self.load_state_dict(own)


class Heads(nn.Module):
    """What is read off the encoder's vectors."""

    def __init__(self) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.1)
        self.cue = nn.Linear(HIDDEN, 3)
        self.pair_piece = nn.Linear(HIDDEN, PAIR)
        self.pair_cue = nn.Linear(HIDDEN, PAIR)
        self.pair_gate = nn.Linear(HIDDEN, PAIR)
        self.pair_distance = nn.Embedding(DISTANCES, PAIR)
        self.pair_out = nn.Linear(PAIR, 5)
        self.role_start = nn.Linear(HIDDEN, len(ROLES) * ROLE)
        self.role_end = nn.Linear(HIDDEN, len(ROLES) * ROLE)
        self.role_start_bias = nn.Linear(HIDDEN, len(ROLES))
        self.role_end_bias = nn.Linear(HIDDEN, len(ROLES))
        self.role_document = nn.Linear(HIDDEN, len(ROLES))
        self.role_width = nn.Embedding(WIDTH, len(ROLES))
        self.span = nn.Linear(2 * HIDDEN, SPAN)
        self.same = nn.Linear(2 * SPAN, SPAN)
        self.same_out = nn.Linear(SPAN, 2)
        self.kind = nn.Linear(SPAN, len(TYPES))
        nn.init.constant_(self.role_width.weight, -7.0)

    def pairs(self, h: Tensor, cues: list[tuple[int, int]]) -> Tensor:
        """Logits (cues, pieces, 5) of each piece for each cue: none, source begins, goes on, content begins, goes on."""
        t = h.shape[0]
        c = torch.stack([h[s:e].mean(0) for s, e in cues])
        heads = torch.tensor([s for s, _ in cues])
        distance = distance_bucket(torch.arange(t)[None] - heads[:, None])
        z = (
            self.pair_piece(h)[None] * (1 + self.pair_gate(c)[:, None])
            + self.pair_cue(c)[:, None]
            + self.pair_distance(distance)
        )
        return self.pair_out(self.drop(F.gelu(z)))

    def roles(self, h: Tensor) -> Tensor:
        """Logits (roles, pieces, pieces) of spans [i, j], both ends included; h begins with [CLS]'s vector."""
        document, h = h[0], h[1:]
        t = h.shape[0]
        start = self.role_start(h).view(t, len(ROLES), ROLE).transpose(0, 1)
        end = self.role_end(h).view(t, len(ROLES), ROLE).transpose(0, 1)
        score = start @ end.transpose(1, 2) / math.sqrt(ROLE)
        score = score + self.role_start_bias(h).T[:, :, None] + self.role_end_bias(h).T[:, None, :]
        width = (torch.arange(t)[None] - torch.arange(t)[:, None]).clamp(0, WIDTH - 1)
        return score + self.role_width(width).permute(2, 0, 1) + self.role_document(document)[:, None, None]

    def spans(self, h: Tensor, places: list[tuple[int, int]]) -> Tensor:
        """Vectors of spans [i, j], both ends included, in h without [CLS]."""
        ends = torch.stack([torch.cat([h[i], h[j]]) for i, j in places])
        return self.drop(F.gelu(self.span(ends)))

    def together(self, u: Tensor) -> Tensor:
        """Logits (spans, spans, 2) that two spans are one entity, and of one incident."""
        a, b = u[:, None], u[None]
        features = torch.cat([a * b, (a - b).abs()], -1)
        return self.same_out(F.gelu(self.same(features)))


def distance_bucket(d: Tensor) -> Tensor:
    """Signed logarithmic buckets: 0, ±1, ±2, then wider."""
    size = (torch.log2(d.abs().float() + 1) * 2).round().long().clamp(max=16)
    return 16 + size * d.sign()
