"""Networks out of checkpoints."""

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from reader.network import SMALL, Encoder, Heads, Size

LEFT_OUT = 3
"""The layer of six whose absence changes least what cues are seen in."""


def averaged(paths: list[Path]) -> dict[str, dict[str, Tensor]]:
    """The mean of several checkpoints' weights (Wortsman et al. 2022, "model soups"); a folder stands for weights as shipped."""
    kept = [shipped(path) if path.is_dir() else torch.load(path, map_location="cpu") for path in paths]
    return {
        part: {name: sum(k[part][name] for k in kept) / len(kept) for name in kept[0][part]}
        for part in ("encoder", "heads")
    }


def loaded(size: Size, paths: list[Path]) -> tuple[Encoder, Heads]:
    """Encoder and heads of a checkpoint, or of the mean of several."""
    encoder, heads, weights = Encoder(size), Heads(size.hidden), averaged(paths)
    encoder.load_state_dict(thinned(weights["encoder"], size))
    heads.load_state_dict(weights["heads"])
    return encoder, heads


def thinned(encoder: dict[str, Tensor], size: Size) -> dict[str, Tensor]:
    """The state of an encoder that may have a layer more than wanted, without that whose absence changes cues least."""
    depth = 1 + max(int(name.split(".")[1]) for name in encoder if name.startswith("layers."))
    kept = [n for n in range(depth) if depth == size.layers or n != LEFT_OUT]
    own = {name: value for name, value in encoder.items() if not name.startswith("layers.")}
    for ours, theirs in enumerate(kept):
        begin = f"layers.{theirs}."
        own |= {f"layers.{ours}.{n.removeprefix(begin)}": v for n, v in encoder.items() if n.startswith(begin)}
    return own


def shipped(weights: Path) -> dict[str, dict[str, Tensor]]:
    """What a package ships, as a checkpoint to train on from: its whole numbers times their scales, so a little rounded.

    Args:
        weights: the folder with encoder.onnx, pairs.onnx and heads.npz.
    """
    encoder, heads = Encoder(SMALL).state_dict(), Heads().state_dict()
    graph = onnx.load(str(weights / "encoder.onnx")).graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    plain = {name.removeprefix("encoder."): value for name, value in stored.items() if name.startswith("encoder.")}
    encoder |= {name: torch.tensor(value) for name, value in plain.items() if name in encoder}
    for name in ("word.weight", "position.weight", "shape.weight"):
        encoder[name] = torch.tensor(_unrounded(stored, f"encoder.{name}"))
    kind = next(value for name, value in stored.items() if re.fullmatch(r"onnx::Add_\d+", name))
    encoder["kind.weight"][0] = torch.tensor(kind)
    matrices = sorted(
        {m[0] for name in stored if (m := re.match(r"onnx::MatMul_\d+", name))}, key=lambda n: int(n[13:])
    )
    wanted = [f"layers.{i}.{part}.weight" for i in range(SMALL.layers) for part in ("qkv", "out", "up", "down")]
    for name, matrix in zip(wanted, matrices, strict=True):  # exported in the order they are applied
        encoder[name] = torch.tensor(_unrounded(stored, matrix).T.copy())
    pairs = {i.name: numpy_helper.to_array(i) for i in onnx.load(str(weights / "pairs.onnx")).graph.initializer}
    heads |= {k.removeprefix("heads."): torch.tensor(v) for k, v in pairs.items() if k.startswith("heads.")}
    heads["pair_out.weight"] = torch.tensor(next(v.T.copy() for k, v in pairs.items() if k.startswith("onnx::MatMul")))
    with np.load(weights / "heads.npz") as small:
        heads |= {name: torch.tensor(small[name].astype(np.float32)) for name in small.files}
    return {"encoder": encoder, "heads": heads}


def _unrounded(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    whole, scale, zero = (stored[f"{name}_{part}"] for part in ("quantized", "scale", "zero_point"))
    return ((whole.astype(np.float32) - zero.astype(np.float32)) * scale).astype(np.float32)
