"""The network: MiniLM's encoder with a shape embedding, and the heads over it.

Attribution: cues as BIO tags; then, for each cue, every piece tagged by what it is to that cue (none,
source, content), so that which source and content belong to a cue is decided explicitly (a pair tagger,
after Dozat and Manning's deep biaffine attention).
Incidents: every span of up to WIDTH pieces scored per role; pairs of spans scored for being one entity
and one incident; spans typed.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

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
DROPPED = 0.1


@dataclass(frozen=True, slots=True)
class Size:
    """How large an encoder is."""

    hidden: int
    layers: int
    attending: int
    """Attention heads."""
    relative: bool
    """Whether the distance of two pieces biases their attention (MPNet)."""


SMALL = Size(384, 6, 12, relative=False)
"""MiniLM-L6: what the package ships."""
LARGE = Size(768, 12, 12, relative=True)
"""MPNet-base: the teacher."""
SIZES = {"small": SMALL, "large": LARGE}


class Dropout(nn.Module):
    """Dropout from a pool of ready masks, begun at a random place: drawing each anew costs a tenth of the training."""

    pool: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        """Any tensor of up to a quarter of the pool's size."""
        if not self.training:
            return x
        if Dropout.pool is None:
            Dropout.pool = (torch.rand(1 << 24) >= DROPPED).to(torch.bfloat16) / (1 - DROPPED)
        begin = int(torch.randint(Dropout.pool.numel() - x.numel(), ()))
        return x * Dropout.pool[begin : begin + x.numel()].view_as(x).to(x.dtype)


class Layer(nn.Module):
    """One transformer layer, as in BERT."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.qkv = nn.Linear(size.hidden, 3 * size.hidden)
        self.out = nn.Linear(size.hidden, size.hidden)
        self.norm1 = nn.LayerNorm(size.hidden, eps=1e-12)
        self.up = nn.Linear(size.hidden, 4 * size.hidden)
        self.down = nn.Linear(4 * size.hidden, size.hidden)
        self.norm2 = nn.LayerNorm(size.hidden, eps=1e-12)
        self.drop = Dropout()

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Args: x (batch, pieces, hidden); mask added to the scores."""
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.size.attending, -1).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, t, -1))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces and shapes -> one vector a piece."""

    def __init__(self, size: Size = SMALL) -> None:
        super().__init__()
        self.size = size
        self.word = nn.Embedding(30522, size.hidden)
        self.position = nn.Embedding(512, size.hidden)
        self.kind = nn.Embedding(2, size.hidden)
        self.shape = nn.Embedding(SHAPES, size.hidden)
        nn.init.zeros_(self.kind.weight)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(size.hidden, eps=1e-12)
        self.drop = Dropout()
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        if size.relative:
            self.register_buffer("relative", torch.zeros(32, size.attending))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Args: ids, shapes (batch, pieces) integers; mask (batch, pieces), 1 where there is a piece."""
        t = ids.shape[1]
        x = self.word(ids) + self.position(torch.arange(t))[None] + self.kind.weight[0] + self.shape(shapes)
        x = self.drop(self.norm(x))
        attend = (1.0 - mask[: 1 if mask.all() else None, None, None, :].to(x.dtype)) * -1e4
        if self.size.relative:
            places = torch.arange(t)
            attend = attend + self.relative[relative_bucket(places[None] - places[:, None])].permute(2, 0, 1)
        attend = attend.to(torch.bfloat16 if torch.is_autocast_enabled("cpu") else x.dtype)
        for layer in self.layers:
            x = layer(x, attend)
        return x


def relative_bucket(d: Tensor) -> Tensor:
    """Buckets of the distance from a piece to the one it attends to, as in T5 and MPNet: 16 either way, exact under 8."""
    size = d.abs()
    far = 8 + (torch.log(size.clamp(min=1).float() / 8) / math.log(128 / 8) * 8).long()
    return torch.where(d > 0, 16, 0) + torch.where(size < 8, size, far.clamp(max=15))


class Heads(nn.Module):
    """What is read off the encoder's vectors."""

    def __init__(self, hidden: int = SMALL.hidden) -> None:
        super().__init__()
        self.drop = Dropout()
        self.cue = nn.Linear(hidden, 3)
        self.pair_piece = nn.Linear(hidden, PAIR)
        self.pair_cue = nn.Linear(hidden, PAIR)
        self.pair_gate = nn.Linear(hidden, PAIR)
        self.pair_distance = nn.Embedding(DISTANCES, PAIR)
        self.pair_out = nn.Linear(PAIR, 5)
        self.role_start = nn.Linear(hidden, len(ROLES) * ROLE)
        self.role_end = nn.Linear(hidden, len(ROLES) * ROLE)
        self.role_start_bias = nn.Linear(hidden, len(ROLES))
        self.role_end_bias = nn.Linear(hidden, len(ROLES))
        self.role_document = nn.Linear(hidden, len(ROLES))
        self.role_width = nn.Embedding(WIDTH, len(ROLES))
        self.span = nn.Linear(2 * hidden, SPAN)
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
        """Logits (roles, pieces, WIDTH) of spans [i, i + w], past the end too; h begins with [CLS]'s vector."""
        document, h = h[0], h[1:]
        t = h.shape[0]
        start = self.role_start(h).view(t, len(ROLES), ROLE).transpose(0, 1)
        end = self.role_end(h).view(t, len(ROLES), ROLE).transpose(0, 1)
        ends = (torch.arange(t)[:, None] + torch.arange(WIDTH)).clamp(max=t - 1)
        score = (start @ end.transpose(1, 2) / math.sqrt(ROLE)).gather(2, ends.expand(len(ROLES), t, WIDTH))
        score = score + self.role_start_bias(h).T[:, :, None] + self.role_end_bias(h).T[:, ends]
        return score + self.role_width.weight.T[:, None] + self.role_document(document)[:, None, None]

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
