"""Fits and measures the `score` of claims: `python eval/calibrate.py [--fit]`.

Prints the expected calibration error (Guo et al. 2017) of the scores as they ship: over the teaching examples and the
demo corpus, and over the held-out examples, which are never fitted on. --fit prints the table for
src/onrecord/claim/score.py, and the error of ten-fold cross-validation, which is the honest one of the first.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from demo import Row, marks_fit, readings, speaker_of, spoken_by, truth
from examples import EXAMPLES, PUBLISHED, examples
from numpy.typing import NDArray

from onrecord.claim.score import features
from onrecord.contract import claim_from_json
from onrecord.model import Claim
from onrecord.pipeline import read_text

BINS = 10
FOLDS = 10
RIDGE = 3.0
"""Strength of the pull of every weight towards 0."""
UNLABELLED = frozenset({"authority", "charge", "object", "targets", "foiled_by"})
"""Roles the examples leave out where they are not the point; what fills them is not judged there."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim, where it comes from, and whether it is read right."""

    file: str
    claim: Claim
    right: bool


def sound(line: str, claim: Row) -> bool:
    """Whether a labelled line bears out everything a claim says: the reverse of `demo.fits`, which asks whether it says enough."""
    if line == "none" or line.startswith("never ") or not marks_fit(line, claim):
        return False
    wanted = dict(part.split(" ", 1) for part in line.split(" | ")[1:])
    by, spoken = speaker_of(wanted.get("by", "")), spoken_by(claim)
    if by != spoken and not (by and spoken and (by in spoken or spoken in by)):
        return False
    return all(_named(role, filler["name"].lower(), wanted) for role, own in claim["roles"].items() for filler in own)


def _named(role: str, name: str, wanted: dict[str, str]) -> bool:
    gold = [g.lower() for g in wanted.get(role, "").split(" + ") if g]
    return (not gold and role in UNLABELLED) or any(g in name or name in g for g in gold)


def judged() -> Iterator[Judged]:
    """Every claim of a kind that its text is labelled for."""
    for path in sorted(EXAMPLES.glob("*.txt")):
        for text, lines in examples(path):
            kinds = {"incident" if line == "none" else line.removeprefix("never ").split()[0] for line in lines}
            yield from _of(path.stem, read_text(text, published=PUBLISHED)["claims"], lines, kinds)
    gold = truth()
    for name, reading in readings():
        yield from _of("demo", reading["claims"], gold[name], {"incident", "tie", "proceeding", "measure"})


def _of(file: str, claims: list[Row], lines: list[str], kinds: set[str]) -> Iterator[Judged]:
    for row in claims:
        if row["kind"] in kinds - {"count"}:
            yield Judged(file, claim_from_json(row, file), any(sound(line, row) for line in lines))


def error(scores: NDArray[np.float64], right: NDArray[np.float64], bins: int = BINS) -> float:
    """Expected calibration error: how far, on average over equal bins of score, the share read right lies from the score."""
    at = np.minimum((scores * bins).astype(int), bins - 1)
    return float(sum(abs(scores[at == b].mean() - right[at == b].mean()) * (at == b).mean() for b in set(at)))


def fitted(x: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression by Newton's method, the constant not pulled."""
    weights = np.zeros(x.shape[1])
    pull = np.diag([0.0, *[RIDGE] * (x.shape[1] - 1)])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - right) + pull @ weights
        weights -= np.linalg.solve((x.T * (p * (1 - p))) @ x + pull + 1e-6 * np.eye(len(weights)), slope)
    return weights


def fit(claims: list[Judged]) -> None:
    """Print the table of weights and the cross-validated error."""
    names = list(dict.fromkeys(name for j in claims for name in features(j.claim)))
    x = np.array([[features(j.claim).get(name, 0.0) for name in names] for j in claims])
    right = np.array([float(j.right) for j in claims])
    folds = np.arange(len(claims)) % FOLDS
    scores = np.zeros(len(claims))
    for fold in range(FOLDS):
        out = folds == fold
        scores[out] = 1 / (1 + np.exp(-x[out] @ fitted(x[~out], right[~out])))
    print(f"cross-validated error {error(scores, right):.3f} of {len(claims)} claims")
    for name, weight in zip(names, fitted(x, right), strict=True):
        print(f'    "{name}": {weight:.2f},')


def main(arguments: list[str] | None = None) -> None:
    """Print the errors, and with --fit the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args(arguments)
    claims = list(judged())
    seen, unseen = ([j for j in claims if (j.file == "held_out") is out] for out in (False, True))
    for name, own, bins in (("examples and demo corpus", seen, BINS), ("held-out examples", unseen, 5)):
        scores, right = np.array([j.claim.score for j in own]), np.array([float(j.right) for j in own])
        print(
            f"score: {len(own)} claims of {name}, {100 * right.mean():.0f} % read right, mean score {scores.mean():.2f}, calibration error {error(scores, right, bins):.3f}"
        )
    if given.fit:
        fit(seen)


if __name__ == "__main__":
    main()
