"""Texts with other words in them: what teachers make of those, the reader learns too (Jiao et al. 2020, TinyBERT).

A corpus has few verbs of telling that are rare, each once or twice; among the words near "said" most of them stand.
"""

import dataclasses
import functools
import random

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from onrecord.read.pieces import VOCABULARY, Pieces
from reader.corpora import Window, cut_anywhere
from reader.published import mpnet

VERSIONS = 2
"""Variants of a text; each is read again and again, as teachers read it once."""
SHARE = 0.3
"""Of the words that may change, how many do."""
NEAR = 8
"""Words that may stand for another, at most."""
LIKE = 0.35
"""How like they must be, by the cosine of MPNet's word vectors less their mean."""
SHORTEST = 4
"""Letters of a word that may change: what is shorter holds the sentence together ("of", "by", "not")."""
LOOKED_AT = 1024
"""Pieces whose neighbours are searched at once."""


@functools.cache
def near_words() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(pieces, NEAR) the words near each piece of the vocabulary, nearest first; (pieces,) how many there are."""
    vectors = mpnet()["word.weight"].float()
    vectors = F.normalize(vectors - vectors.mean(0), dim=-1)
    words = VOCABULARY.read_text(encoding="utf-8").split("\n")[: len(vectors)]
    may = torch.tensor([w.isalnum() and len(w) >= SHORTEST for w in words])
    found, number = [], []
    for begin in range(0, len(vectors), LOOKED_AT):
        like = vectors[begin : begin + LOOKED_AT] @ vectors.T
        like[:, ~may] = 0
        like[torch.arange(len(like)), torch.arange(begin, begin + len(like))] = 0
        most = like.topk(NEAR)
        found.append(most.indices)
        number.append((most.values >= LIKE).sum(1) * may[begin : begin + LOOKED_AT])
    return torch.cat(found).numpy(), torch.cat(number).numpy()


def varied(pieces: Pieces, rng: np.random.Generator) -> Pieces:
    """The same text with some of its words (those of one piece) changed for near ones; what is told of its words' form stays."""
    words, number = near_words()
    own = number[pieces.ids]
    change = pieces.first & pieces.last & (own > 0) & (rng.random(len(pieces)) < SHARE)
    chosen = words[pieces.ids, (rng.random(len(pieces)) * own).astype(np.int64)]
    return dataclasses.replace(pieces, ids=np.where(change, chosen, pieces.ids))


class Variants:
    """Variants of the texts of other corpora; only teachers say anything of them, each of those it has not seen."""

    def __init__(self, texts: list[tuple[int, Pieces]], seed: int) -> None:
        """Make them.

        Args:
            texts: (fold, pieces).
            seed: of the words chosen.
        """
        rng = np.random.default_rng(seed)
        self.documents = [(fold, [varied(pieces, rng) for _ in range(VERSIONS)]) for fold, pieces in texts]

    def windows(self, rng: random.Random) -> list[Window]:
        """One pass: one variant of each text, cut from a random place on."""
        found = []
        for fold, versions in self.documents:
            pieces = rng.choice(versions)
            found += [Window(pieces, low, high, fold) for low, high in cut_anywhere(pieces, rng)]
        return found
