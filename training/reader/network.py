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
POOL = 1 << 24
"""Masks kept ready."""


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
FIVE = Size(384, 5, 12, relative=False)
"""The same without a layer: a tenth less time to read, a little worse."""
LARGE = Size(768, 12, 12, relative=True)
"""MPNet-base: the teacher."""
SIZES = {"small": SMALL, "five": FIVE, "large": LARGE}


class Dropout(nn.Module):
    """Dropout; on CPUs from a pool of ready masks, begun at a random place: drawing each anew costs a tenth of the training."""

    pool: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        """Any tensor."""
        if not self.training:
            return x
        if x.is_cuda or x.numel() >= POOL:
            return F.dropout(x, DROPPED)
        if Dropout.pool is None:
            Dropout.pool = (torch.rand(POOL) >= DROPPED).to(torch.bfloat16) / (1 - DROPPED)
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

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Args: x (batch, pieces, hidden); mask added to the scores, None where nothing is padded."""
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

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        """Args: ids, shapes (batch, pieces) integers; mask (batch, pieces), 1 where there is a piece; None where there is one everywhere."""
        t = ids.shape[1]
        places = torch.arange(t, device=ids.device)
        x = self.word(ids) + self.position(places)[None] + self.kind.weight[0] + self.shape(shapes)
        x = self.drop(self.norm(x))
        attend = self._attend(places, mask, torch.bfloat16 if torch.is_autocast_enabled(ids.device.type) else x.dtype)
        for layer in self.layers:
            x = layer(x, attend)
        return x

    def _attend(self, places: Tensor, mask: Tensor | None, dtype: torch.dtype) -> Tensor | None:
        attend = None if mask is None else (1.0 - mask[:, None, None].to(dtype)) * -1e4
        if self.size.relative:
            bias = self.relative[relative_bucket(places[None] - places[:, None])].permute(2, 0, 1)[None].to(dtype)
            attend = bias if attend is None else bias + attend
        return attend


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

    def pairs(self, h: Tensor, cues: Tensor) -> Tensor:
        """Logits (C, T, 5) of each piece for each cue: none, source begins, goes on, content begins, goes on.

        Args: h (B, T, hidden) without [CLS]; cues (C, 3): window, first piece, one past the last.
        """
        window, first, past = cues.T
        sums = F.pad(h.cumsum(1), (0, 0, 1, 0))
        c = (sums[window, past] - sums[window, first]) / (past - first)[:, None]
        distance = distance_bucket(torch.arange(h.shape[1], device=h.device)[None] - first[:, None])
        z = (
            self.pair_piece(h)[window] * (1 + self.pair_gate(c)[:, None])
            + self.pair_cue(c)[:, None]
            + self.pair_distance(distance)
        )
        return self.pair_out(self.drop(F.gelu(z)))

    def roles(self, h: Tensor) -> Tensor:
        """Logits (B, roles, T, WIDTH) of spans [i, i + w], past the end too; h (B, 1 + T, hidden) begins with [CLS]'s vector."""
        document, h = h[:, 0], h[:, 1:]
        b, t, _ = h.shape
        start = self.role_start(h).view(b, t, len(ROLES), ROLE).transpose(1, 2)
        end = self.role_end(h).view(b, t, len(ROLES), ROLE).transpose(1, 2)
        ends = (torch.arange(t, device=h.device)[:, None] + torch.arange(WIDTH, device=h.device)).clamp(max=t - 1)
        score = (start @ end.transpose(2, 3) / math.sqrt(ROLE)).gather(3, ends.expand(b, len(ROLES), t, WIDTH))
        score = score + self.role_start_bias(h).transpose(1, 2)[..., None]
        score = score + self.role_end_bias(h).transpose(1, 2)[:, :, ends]
        return score + self.role_width.weight.T[:, None] + self.role_document(document)[:, :, None, None]

    def spans(self, first: Tensor, last: Tensor) -> Tensor:
        """Vectors of spans by those of their first and last pieces."""
        return self.drop(F.gelu(self.span(torch.cat([first, last], -1))))

    def together(self, a: Tensor, b: Tensor) -> Tensor:
        """Logits (..., 2) that two spans are one entity, and of one incident."""
        features = torch.cat([a * b, (a - b).abs()], -1)
        return self.same_out(F.gelu(self.same(features)))


def distance_bucket(d: Tensor) -> Tensor:
    """Signed logarithmic buckets: 0, ±1, ±2, then wider."""
    size = (torch.log2(d.abs().float() + 1) * 2).round().long().clamp(max=16)
    return 16 + size * d.sign()
