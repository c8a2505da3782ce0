"""The sequence of tags chosen for a cue is the best of all allowed ones."""

from itertools import pairwise, product

import numpy as np
import pytest

from onrecord.read import speech

PIECES = 6
GOES_ON = {speech.SOURCE_ON: (speech.SOURCE, speech.SOURCE_ON), speech.CONTENT_ON: (speech.CONTENT, speech.CONTENT_ON)}


def allowed(tags):
    return all(b not in GOES_ON or a in GOES_ON[b] for a, b in pairwise((speech.NONE, *tags)))


@pytest.mark.parametrize("seed", range(5))
def test_best_of_every_allowed_sequence(seed):
    logits = np.random.default_rng(seed).normal(size=(20, PIECES, 5)).astype(np.float32) * 3
    logits[..., speech.NONE] += 2
    every = np.array([tags for tags in product(range(5), repeat=PIECES) if allowed(tags)])
    sums = logits[:, np.arange(PIECES), every].sum(-1)
    assert (speech._best(logits) == every[sums.argmax(1)]).all()
    assert not all(map(allowed, logits.argmax(2)))
