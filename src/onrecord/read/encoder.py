"""Text -> one vector a word piece: a small transformer, run once over a document.

MiniLM (Wang et al. 2020), trained further by `training/reader` on who says what and who did what to whom,
weights in whole numbers (int8). Long documents are read in overlapping windows; each piece keeps the vector
of the window in which it stands most central.
"""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.read.pieces import CLS, SEP, Pieces, window_of, windows

WEIGHTS = Path(__file__).with_name("weights")
OVERLAP = 126
"""Pieces that two neighbouring windows share at least."""
SLOWER = "SkipLayerNormFusion"
"""What ONNX Runtime 1.2x joins on CPUs to a loss: sum and layer norm in one take five times as long as one after the other, a tenth of the encoder's time."""
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A document as the encoder sees it."""

    pieces: Pieces
    """Its word pieces."""
    vectors: Floats
    """(pieces, 384): one vector each."""
    summaries: Floats
    """(windows, 384): the vector of each window's [CLS]."""
    window_of: NDArray[np.int64]
    """(pieces,): the window each piece's vector comes from."""


@functools.cache
def session(name: str) -> Any:
    """An ONNX Runtime session over one of the shipped graphs, on one thread (`--jobs` runs several processes)."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(WEIGHTS / name), options, providers=["CPUExecutionProvider"], disabled_optimizers=[SLOWER]
    )


@functools.cache
def heads() -> dict[str, Floats]:
    """The small heads' weights by name."""
    with np.load(WEIGHTS / "heads.npz") as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def linear(name: str, x: Floats) -> Floats:
    """One of the small heads applied to vectors."""
    weights = heads()
    return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def gelu(x: Floats) -> Floats:
    """GELU in its tanh form (Hendrycks and Gimpel 2016)."""
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x))), dtype=np.float32)


def sigmoid(x: Floats) -> Floats:
    """The logistic function."""
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -60, 60))), dtype=np.float32)


def encode(pieces: Pieces) -> Encoded:
    """Run the encoder over a document's word pieces."""
    ranges = windows(len(pieces), OVERLAP)
    outputs = [_run(pieces, low, high) for low, high in ranges]
    central = window_of(len(pieces), ranges)
    vectors = np.zeros((len(pieces), outputs[0].shape[1]), dtype=np.float32)
    for w, (low, high) in enumerate(ranges):
        own = np.flatnonzero(central[low:high] == w)
        vectors[low + own] = outputs[w][1 + own]
    return Encoded(pieces, vectors, np.stack([o[0] for o in outputs]), central)


def _run(pieces: Pieces, low: int, high: int) -> Floats:
    """The vectors of one window, [CLS] first and [SEP] last."""
    ids, shapes = np.zeros((2, 1, high - low + 2), dtype=np.int64)
    ids[0, 0], ids[0, -1] = CLS, SEP
    ids[0, 1:-1], shapes[0, 1:-1] = pieces.ids[low:high], pieces.shapes[low:high]
    (vectors,) = session("encoder.onnx").run(None, {"ids": ids, "shapes": shapes})
    return np.asarray(vectors[0], dtype=np.float32)


__all__ = ["Encoded", "encode", "gelu", "heads", "linear", "session", "sigmoid"]
