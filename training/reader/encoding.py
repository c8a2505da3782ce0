"""Where training runs, and how it runs an encoder there."""

import torch
from torch import Tensor

from reader.batches import Batch
from reader.network import Encoder

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
HALF = DEVICE.type == "cuda" or "AVX512" in torch.backends.cpu.get_cpu_capability()
"""Whether to encode in 16-bit floats: processors that must emulate them take twenty times as long."""


def encode(encoder: Encoder, batch: Batch) -> Tensor:
    """The encoder's vectors, [CLS] first."""
    with torch.autocast(DEVICE.type, dtype=torch.bfloat16, enabled=HALF):
        return encoder(batch.ids, batch.shapes, batch.mask if batch.padded else None).float()
