"""Checkpoint -> what the package ships: encoder.onnx (int8, per channel), pairs.onnx, heads.npz.

`python -m reader.export --checkpoint out/reader/checkpoint.pt --to ../src/onrecord/read/weights`
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from reader.checkpoints import loaded
from reader.network import PAIR, SMALL, Encoder, Heads

NUMPY = (
    "cue",
    "pair_piece",
    "role_start",
    "role_end",
    "role_start_bias",
    "role_end_bias",
    "role_document",
    "role_width",
    "span",
    "same",
    "same_out",
    "kind",
)
"""Heads small enough to run in numpy."""


class Fused(torch.autograd.Function):
    """Attention as one ONNX Runtime operator, which never writes out the square of scores; no padding, so no mask."""

    @staticmethod
    def forward(ctx: object, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        """The same in torch, for tracing."""
        b, t, _ = q.shape
        parts = [x.view(b, t, SMALL.attending, -1).transpose(1, 2) for x in (q, k, v)]
        return F.scaled_dot_product_attention(*parts).transpose(1, 2).reshape(b, t, SMALL.hidden)

    @staticmethod
    def symbolic(g: object, q: object, k: object, v: object) -> object:
        """The operator in the graph."""
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=SMALL.attending).setType(q.type())


class Unpadded(nn.Module):
    """The encoder for windows of one length."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """Args: ids, shapes (batch, pieces) integers."""
        e = self.encoder
        positions = torch.arange(ids.shape[1])
        x = e.norm(e.word(ids) + e.position(positions)[None] + e.kind.weight[0] + e.shape(shapes))
        for layer in e.layers:
            q, k, v = layer.qkv(x).chunk(3, -1)
            x = layer.norm1(x + layer.out(Fused.apply(q, k, v)))
            x = layer.norm2(x + layer.down(F.gelu(layer.up(x))))
        return x


class Pairs(nn.Module):
    """The pair tagger alone: pieces around each cue -> logits."""

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.heads = heads

    def forward(self, pieces: Tensor, cues: Tensor, buckets: Tensor) -> Tensor:
        """Args: pieces (cues, width, PAIR), projected; cues (cues, hidden); buckets (cues, width) of distance."""
        h = self.heads
        z = pieces * (1 + h.pair_gate(cues)[:, None]) + h.pair_cue(cues)[:, None] + h.pair_distance(buckets)
        return h.pair_out(F.gelu(z))


def export_encoder(encoder: Encoder, to: Path, *, quantized: bool) -> None:
    """Write encoder.onnx."""
    ids = torch.ones(2, 16, dtype=torch.long)
    axes = {name: {0: "batch", 1: "pieces"} for name in ("ids", "shapes", "vectors")}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(Unpadded(encoder), (ids, ids), str(whole), input_names=["ids", "shapes"], output_names=["vectors"],
                          dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
        if quantized:
            quantize_dynamic(whole, to, per_channel=True, weight_type=QuantType.QInt8, reduce_range=False)
        else:
            to.write_bytes(whole.read_bytes())


def export_pairs(heads: Heads, to: Path) -> None:
    """Write pairs.onnx."""
    axes = {
        "pieces": {0: "cues", 1: "width"},
        "cues": {0: "cues"},
        "buckets": {0: "cues", 1: "width"},
        "logits": {0: "cues", 1: "width"},
    }
    hidden = heads.cue.in_features
    torch.onnx.export(Pairs(heads), (torch.ones(2, 8, PAIR), torch.ones(2, hidden), torch.ones(2, 8, dtype=torch.long)), str(to),
                      input_names=["pieces", "cues", "buckets"], output_names=["logits"], dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip


def export_heads(heads: Heads, to: Path) -> None:
    """Write heads.npz, half precision."""
    arrays = {}
    for name in NUMPY:
        for part, value in getattr(heads, name).state_dict().items():
            arrays[f"{name}.{part}"] = value.numpy().astype(np.float16)
    np.savez_compressed(to, **arrays)


def main() -> None:
    """Export as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--checkpoint", type=Path, action="append", required=True, help="given several times: their mean"
    )
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="do not quantize, to compare")
    given = parser.parse_args()
    encoder, heads = (part.eval() for part in loaded(SMALL, given.checkpoint))
    given.to.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        export_encoder(encoder, given.to / "encoder.onnx", quantized=not given.float)
        export_pairs(heads, given.to / "pairs.onnx")
        export_heads(heads, given.to / "heads.npz")
    print({p.name: f"{p.stat().st_size / 1e6:.1f} MB" for p in sorted(given.to.iterdir())})


if __name__ == "__main__":
    main()
