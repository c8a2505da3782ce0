"""Networks out of checkpoints."""

from pathlib import Path

import torch
from torch import Tensor

from reader.network import Encoder, Heads, Size


def averaged(paths: list[Path]) -> dict[str, dict[str, Tensor]]:
    """The mean of several checkpoints' weights (Wortsman et al. 2022, "model soups")."""
    kept = [torch.load(path) for path in paths]
    return {
        part: {name: sum(k[part][name] for k in kept) / len(kept) for name in kept[0][part]}
        for part in ("encoder", "heads")
    }


def loaded(size: Size, paths: list[Path]) -> tuple[Encoder, Heads]:
    """Encoder and heads of a checkpoint, or of the mean of several."""
    encoder, heads, weights = Encoder(size), Heads(size.hidden), averaged(paths)
    encoder.load_state_dict(weights["encoder"])
    heads.load_state_dict(weights["heads"])
    return encoder, heads
