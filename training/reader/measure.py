"""Scores of a folder of weights, or of a teacher's checkpoint, on the slice of train that thresholds are chosen on, and on the development files.

`python -m reader.measure --weights FOLDER [--against FOLDER]`; with --against it fails when a score of the
first lies more than NOISE below the second's: what `make train` checks.
"""

import argparse
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import torch

from onrecord.read import deeds, encoder, speech
from onrecord.read.caseless import is_caseless
from onrecord.read.pieces import Pieces, cut
from reader.batches import collate
from reader.checkpoints import loaded
from reader.corpora import Window, held_out, rows
from reader.encoding import DEVICE, encode
from reader.export import export_heads, export_pairs
from reader.network import LARGE

SMALL_RUN = encoder._run
"""How the shipped encoder reads a window; a teacher takes its place while it is measured."""
NOISE = 2.0
"""Points by which two runs of the same recipe may differ: threads add up in another order on another machine."""
MUC_ROLES = {("perpetrators", "person"): "PerpInd", ("perpetrators", "organisation"): "PerpOrg", ("targets", ""): "Target",
             ("victims", "person"): "Victim", ("weapons", "weapon"): "Weapon"}  # fmt: skip
MUC_TYPES = {"armed_attack": "attack", "forced_work_stoppage": "forced work stoppage"}


def scorer(path: Path) -> ModuleType:
    """One of the scorers, imported from where it lies."""
    spec = importlib.util.spec_from_file_location(f"scorer_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def use(weights: Path) -> None:
    """Let the reader take its weights from a folder, or read as a checkpoint of the large size does."""
    encoder._run = SMALL_RUN
    encoder.WEIGHTS = weights if weights.is_dir() else _teacher(weights)
    encoder.session.cache_clear()
    encoder.heads.cache_clear()


def _teacher(checkpoint: Path) -> Path:
    """Let the reader's vectors be a checkpoint's; the folder its heads are in."""
    network, heads = (part.eval() for part in loaded(LARGE, [checkpoint]))
    network.to(DEVICE)

    @torch.no_grad()
    def run(pieces: Pieces, low: int, high: int) -> encoder.Floats:
        return encode(network, collate([Window(pieces, low, high)]).to(DEVICE))[0].cpu().numpy()

    encoder._run = run
    with torch.no_grad():
        export_pairs(heads, checkpoint.parent / "pairs.onnx")
        export_heads(heads, checkpoint.parent / "heads.npz")
    return checkpoint.parent


def encoded(data: list[dict]) -> list[tuple[dict, encoder.Encoded]]:
    """Documents with their vectors."""
    return [(r, encoder.encode(cut(r["text"], caseless=is_caseless(r["text"])))) for r in data]


def attribution(data: list[tuple[dict, encoder.Encoded]], score: ModuleType) -> dict[str, float]:
    """F1 of attributions, as the heads find them."""
    found = {
        r["id"]: [
            {"source": [s.source], "cue": [s.cue], "content": list(s.content)}
            for s in speech.find_speech(e)
            if s.source
        ]
        for r, e in data
    }
    result = score.score({r["id"]: (r["text"], r["attributions"]) for r, _ in data}, found)
    return {f"attribution {name}": 100 * f for name, (_, _, f) in result.items()}


def incidents(data: list[tuple[dict, encoder.Encoded]], score: ModuleType) -> dict[str, float]:
    """F1 of role fillers, as the heads find them, without rules."""
    found = {}
    for r, e in data:
        templates: dict[int, dict] = {}
        for deed in deeds.find_deeds(e, r["text"]):
            if deed.incident >= 0:
                own = templates.setdefault(deed.incident, {"type": MUC_TYPES.get(deed.kind, deed.kind)})
                s = deed.spans[0]
                own.setdefault(MUC_ROLES[deed.role, deed.type], []).append(r["text"][s.start : s.end])
        found[r["id"]] = list(templates.values())
    result = score.score({r["id"]: r["templates"] for r, _ in data}, found)
    return {f"incidents REE {k}": 100 * v[2] for k, v in result["REE"].items()} | {
        "incidents RME": 100 * result["RME"][2]
    }


def scores(data: Path, scorers: Path) -> dict[str, float]:
    """Every score, of the slice and of the development files."""
    found = {}
    for part in ("slice", "dev"):
        for task, folder, measure in (("attribution", "polnear", attribution), ("muc4", "muc4", incidents)):
            own = (
                held_out(rows(data / folder / "train.jsonl"))[1]
                if part == "slice"
                else rows(data / folder / "dev.jsonl")
            )
            found |= {f"{part} {k}": v for k, v in measure(encoded(own), scorer(scorers / f"{task}.py")).items()}
    return found


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    parser.add_argument("--scorers", type=Path, default=Path("../../shared/eval"))
    given = parser.parse_args()
    use(given.weights)
    new = scores(given.data, given.scorers)
    old = {}
    if given.against:
        use(given.against)
        old = scores(given.data, given.scorers)
    for name, value in new.items():
        print(f"{name:40} {value:6.2f}" + (f"   committed {old[name]:6.2f}" if old else ""))
    sunk = [n for n in old if new[n] < old[n] - NOISE and ("whole" in n or n.endswith(("REE all", "RME")))]
    if sunk:
        sys.exit(f"below the committed weights by more than {NOISE}: {', '.join(sunk)}")


if __name__ == "__main__":
    main()
