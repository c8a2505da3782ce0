"""Train the reader: `python -m reader.train --data ../shared/data --out out/reader`.

Fixed seeds; a checkpoint every 100 steps, from which a run that was stopped goes on.
"""

import argparse
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch.nn.utils import clip_grad_norm_

from onrecord.read.pieces import CLS, SEP
from reader.checkpoints import loaded
from reader.corpora import Examples, Muc, Polnear, Window, held_out, rows
from reader.losses import attribution_loss, incident_loss, taught_incident_loss, taught_loss
from reader.network import LARGE, SIZES, SMALL, Encoder, Heads, Size
from reader.published import published

BATCH = 4
"""Windows a step."""
RATES = {SMALL: 2.5e-4, LARGE: 6e-5}
"""Highest learning rate of a published encoder."""
HEADS_RATE = 1e-3
"""That of the heads, when the encoder's is as above."""
WARM = 0.06
SEED = 20


def steps(tasks: dict, passes: dict, rng: random.Random, batch: int = BATCH) -> list[tuple[str, list[Window]]]:
    """All batches of a run, tasks mixed evenly; windows of like length together."""
    found = []
    for task, corpus in tasks.items():
        own: list[tuple[str, list[Window]]] = []
        for _ in range(passes[task]):
            windows = corpus.windows(rng)
            rng.shuffle(windows)
            for i in range(0, len(windows), 64):
                pool = sorted(windows[i : i + 64], key=lambda w: w.high - w.low)
                batches = [(task, pool[j : j + batch]) for j in range(0, len(pool), batch)]
                rng.shuffle(batches)
                own += batches
        found += [((n + rng.random()) / len(own), batch) for n, batch in enumerate(own)]
    return [batch for _, batch in sorted(found, key=lambda f: f[0])]


def encode(encoder: Encoder, batch: list[Window]) -> torch.Tensor:
    """The encoder's vectors, [CLS] first."""
    length = max(w.high - w.low for w in batch) + 2
    ids, shapes, mask = (torch.zeros(len(batch), length, dtype=torch.long) for _ in range(3))
    for b, w in enumerate(batch):
        n = w.high - w.low
        ids[b, 0], ids[b, n + 1] = CLS, SEP
        ids[b, 1 : n + 1] = torch.from_numpy(w.pieces.ids[w.low : w.high])
        shapes[b, 1 : n + 1] = torch.from_numpy(w.pieces.shapes[w.low : w.high])
        mask[b, : n + 2] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return encoder(ids, shapes, mask).float()


Network = tuple[Encoder, Heads]


def taught(task: str, h: torch.Tensor, heads: Heads, by: Network, batch: list[Window]) -> torch.Tensor:
    """Mean loss of a batch against a teacher's reading of it."""
    encoder, teacher = by
    with torch.no_grad():
        vectors = encode(encoder, batch)
    losses = []
    for b, w in enumerate(batch):
        end = w.high - w.low + 1
        if task == "muc":
            losses.append(taught_incident_loss(heads, h[b, :end], teacher, vectors[b, :end], w))
        else:
            losses.append(taught_loss(heads, h[b, 1:end], teacher, vectors[b, 1:end], w))
    return torch.stack(losses).mean()


def teacher_of(paths: list[Path]) -> Network | None:
    """The mean of some networks, to learn from: checkpoints of the large size, or folders of shipped weights."""
    if not paths:
        return None
    encoder, heads = loaded(SMALL if paths[0].is_dir() else LARGE, paths)
    return encoder.eval().requires_grad_(False), heads.eval().requires_grad_(False)


def loss_of(task: str, heads: Heads, h: torch.Tensor, batch: list[Window]) -> torch.Tensor:
    """Mean loss of a batch."""
    total = torch.zeros(())
    for b, w in enumerate(batch):
        own = h[b, : w.high - w.low + 1]
        total = total + (
            incident_loss(heads, own, w) if task in ("muc", "examples") else attribution_loss(heads, own[1:], w)
        )
    return total / len(batch)


@dataclass(slots=True)
class Run:
    """A training run: what is learned, and how far it has come."""

    encoder: Encoder
    heads: Heads
    optimizer: torch.optim.Optimizer
    scheduler: torch.optim.lr_scheduler.LambdaLR
    done: int = 0
    """Steps made."""
    teachers: dict[str, Network] = field(default_factory=dict)
    """Task -> a network that is learned from, beside the corpus."""

    def save(self, path: Path) -> None:
        """Write a checkpoint; a kill while writing leaves the one before."""
        state = {"encoder": self.encoder.state_dict(), "heads": self.heads.state_dict(), "optimizer": self.optimizer.state_dict(),
                 "scheduler": self.scheduler.state_dict(), "done": self.done}  # fmt: skip
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint."""
        kept = torch.load(path)
        self.encoder.load_state_dict(kept["encoder"])
        self.heads.load_state_dict(kept["heads"])
        self.optimizer.load_state_dict(kept["optimizer"])
        self.scheduler.load_state_dict(kept["scheduler"])
        self.done = kept["done"]


def begin(size: Size, start: list[Path], rate: float, total: int) -> Run:
    """A fresh run of `total` steps, from the published weights or a checkpoint of an earlier run."""
    encoder, heads = loaded(size, start) if start else (published(size), Heads(size.hidden))
    matrices = [p for p in encoder.parameters() if p.ndim > 1]
    optimizer = torch.optim.AdamW(
        [
            {"params": matrices, "lr": rate, "weight_decay": 0.01},
            {"params": [p for p in encoder.parameters() if p.ndim <= 1], "lr": rate, "weight_decay": 0.0},
            {"params": heads.parameters(), "lr": HEADS_RATE * rate / RATES[size], "weight_decay": 0.01},
        ],
        fused=True,
    )
    warm = max(1, int(WARM * total))
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (total - s) / (total - warm)))
    )
    return Run(encoder.train(), heads.train(), optimizer, scheduler)


def train(run: Run, plan: list[tuple[str, list[Window]]], checkpoint: Path, stop_after: int) -> None:
    """Make the steps that are left, printing where it stands."""
    started, pieces, before = time.monotonic(), 0, run.done
    running: dict[str, float] = {}
    for number in range(run.done, len(plan)):
        task, batch = plan[number]
        torch.manual_seed(SEED + number)
        vectors = encode(run.encoder, batch)
        loss = loss_of(task, run.heads, vectors, batch)
        if task in run.teachers:
            loss = (loss + taught(task, vectors, run.heads, run.teachers[task], batch)) / 2
        run.optimizer.zero_grad()
        loss.backward()
        clip_grad_norm_([*run.encoder.parameters(), *run.heads.parameters()], 5.0)
        run.optimizer.step()
        run.scheduler.step()
        run.done = number + 1
        pieces += sum(w.high - w.low for w in batch)
        running[task] = 0.97 * running.get(task, loss.item()) + 0.03 * loss.item()
        if run.done % 50 == 0:
            seconds = time.monotonic() - started
            left = (len(plan) - run.done) * seconds / (run.done - before) / 60
            losses = "  ".join(f"{t} {v:.2f}" for t, v in sorted(running.items()))
            print(
                f"step {run.done} of {len(plan)}  {pieces / seconds:,.0f} pieces/s  {left:.0f} min left  {losses}",
                flush=True,
            )
        stop = bool(stop_after) and run.done - before >= stop_after
        if run.done % 100 == 0 or run.done == len(plan) or stop:
            run.save(checkpoint)
        if stop:
            return


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--muc-passes", type=int, default=8)
    parser.add_argument("--polnear-passes", type=int, default=4)
    parser.add_argument("--examples-passes", type=int, default=0)
    parser.add_argument("--examples", type=Path, default=Path(__file__).parent.parent / "examples")
    parser.add_argument(
        "--start",
        type=Path,
        action="append",
        default=[],
        help="a checkpoint, or a folder of shipped weights, to begin from; several: their mean",
    )
    parser.add_argument(
        "--teacher",
        type=Path,
        action="append",
        default=[],
        help="a checkpoint of the large size to learn attributions from, or a folder of shipped weights; several: their mean",
    )
    parser.add_argument(
        "--incident-teacher", type=Path, action="append", default=[], help="the same for parts in incidents"
    )
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--batch", type=int, default=BATCH, help="windows a step")
    parser.add_argument("--rate", type=float, help="highest learning rate of the encoder")
    parser.add_argument("--seed", type=int, default=SEED, help="of the order of windows")
    parser.add_argument("--stop-after", type=int, default=0, help="steps of this run, to try it out")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    rng = random.Random(given.seed)
    corpora = {
        "muc": (Muc(held_out(rows(given.data / "muc4" / "train.jsonl"))[0]), given.muc_passes),
        "polnear": (Polnear(held_out(rows(given.data / "polnear" / "train.jsonl"))[0]), given.polnear_passes),
        "examples": (Examples(given.examples), given.examples_passes),
    }
    used = {name: both for name, both in corpora.items() if both[1]}
    plan = steps({n: c for n, (c, _) in used.items()}, {n: p for n, (_, p) in used.items()}, rng, given.batch)
    size = SIZES[given.size]
    run = begin(size, given.start, given.rate or RATES[size], len(plan))
    taught_by = {"polnear": teacher_of(given.teacher), "muc": teacher_of(given.incident_teacher)}
    run.teachers = {task: network for task, network in taught_by.items() if network}
    checkpoint = given.out / "checkpoint.pt"
    if checkpoint.is_file():
        run.load(checkpoint)
        print(f"going on from step {run.done}", flush=True)
    print(f"{len(plan)} steps", flush=True)
    train(run, plan, checkpoint, given.stop_after)


if __name__ == "__main__":
    main()
