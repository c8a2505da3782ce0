"""Train the reader: `python -m reader.train --data ../shared/data --out out/reader`.

On a graphics processor where there is one. Fixed seeds; a checkpoint now and then, from which a run that was stopped goes on.
"""

import argparse
import math
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.utils import clip_grad_norm_
from torch.utils.data import DataLoader

from reader.batches import Batch, collate
from reader.checkpoints import loaded
from reader.corpora import FOLDS, Examples, Muc, Polnear, Texts, Window, folded, held_out, rows
from reader.encoding import DEVICE, encode
from reader.lessons import Lessons, Network, Step
from reader.losses import attribution_loss, incident_loss, taught_attribution_loss, taught_incident_loss, vectors_loss
from reader.network import FIVE, LARGE, SIZES, SMALL, Encoder, Heads, Size
from reader.published import published
from reader.variants import Variants

BATCH = 8
"""Windows a step."""
RATES = {SMALL: 2.5e-4, FIVE: 2.5e-4, LARGE: 6e-5}
"""Highest learning rate of a published encoder."""
HEADS_RATE = 1e-3
"""That of the heads, when the encoder's is as above."""
WARM = 0.06
SEED = 20
KINDS = ("attributions", "incidents")
OWN = {"muc": "incidents", "examples": "incidents", "polnear": "attributions", "texts": "", "variants": ""}
"""What each corpus says something of; of the rest only teachers do, each of one kind: one of both kinds unlearns on a corpus's texts what nothing told it there."""
EVERY = 100 if DEVICE.type == "cpu" else 2000
"""Steps from checkpoint to checkpoint."""


def steps(tasks: dict, passes: dict[str, float], rng: random.Random, batch: int = BATCH) -> list[Step]:
    """All batches of a run, tasks mixed evenly; windows of one fold and of like length together."""
    found = []
    for task, corpus in tasks.items():
        own: list[Step] = []
        for left in range(math.ceil(passes[task]), 0, -1):
            windows = corpus.windows(rng)
            rng.shuffle(windows)
            if left == 1:
                windows = windows[: round(len(windows) * (1 - math.ceil(passes[task]) + passes[task]))]
            each: list[Step] = []
            for fold in sorted({w.fold for w in windows}):
                part = [w for w in windows if w.fold == fold]
                for i in range(0, len(part), 8 * batch):
                    pool = sorted(part[i : i + 8 * batch], key=lambda w: w.high - w.low)
                    each += [(task, pool[j : j + batch]) for j in range(0, len(pool), batch)]
            rng.shuffle(each)
            own += each
        found += [((n + rng.random()) / len(own), step) for n, step in enumerate(own)]
    return [step for _, step in sorted(found, key=lambda f: f[0])]


def gold_loss(task: str, heads: Heads, h: Tensor, batch: Batch) -> Tensor:
    """How far a reading is from what the corpus says."""
    return {"incidents": incident_loss, "attributions": attribution_loss}[OWN[task]](heads, h, batch)


def taught_loss(kind: str, heads: Heads, h: Tensor, by: tuple[Heads, Tensor], batch: Batch, *, gold: bool) -> Tensor:
    """How far a reading is from a teacher's heads over its vectors, in attributions (for the corpus's cues if `gold`) or incidents."""
    teacher, vectors = by
    if kind == "incidents":
        return taught_incident_loss(heads, h, teacher, vectors, batch)
    return taught_attribution_loss(heads, h, teacher, vectors, batch, gold=gold)


Taught = dict[tuple[str, str], list[Network]]
"""(corpus, "attributions" or "incidents") -> the networks that teach it there, set by set, in a set in the order of the folds they have not seen."""


def teachers_of(given: list[str]) -> Taught:
    """Teachers as the command line names them, "corpus:kind:path"."""
    found: Taught = {}
    known: dict[str, Network] = {}
    for corpus, kind, name in (one.split(":") for one in given):
        if name not in known:
            encoder, heads = (p.eval().requires_grad_(False).to(DEVICE) for p in loaded(LARGE, [Path(name)]))
            known[name] = (encoder, heads)
        found.setdefault((corpus, kind), []).append(known[name])
    if short := {of: len(networks) for of, networks in found.items() if len(networks) % FOLDS}:
        raise SystemExit(f"teachers come in sets of {FOLDS}, one for each fold it has not seen; given: {short}")
    return found


@dataclass(slots=True)
class Run:
    """A training run: what is learned, and how far it has come."""

    encoder: Encoder
    heads: Heads
    towards: nn.ModuleDict
    """"attributions" or "incidents" and a set's number -> from our vectors to its teachers'; only training needs it."""
    optimizer: torch.optim.Optimizer
    scheduler: torch.optim.lr_scheduler.LambdaLR
    teachers: Taught
    """Those learned from, beside the corpora."""
    done: int = 0
    """Steps made."""
    lessons: dict[str, Lessons] = field(default_factory=dict)
    """Kind -> what the teachers of it make of the run's texts."""

    def save(self, path: Path) -> None:
        """Write a checkpoint; a kill while writing leaves the one before."""
        state = {"encoder": self.encoder.state_dict(), "heads": self.heads.state_dict(), "optimizer": self.optimizer.state_dict(),
                 "scheduler": self.scheduler.state_dict(), "towards": self.towards.state_dict(), "done": self.done}  # fmt: skip
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint."""
        kept = torch.load(path, map_location=DEVICE)
        self.encoder.load_state_dict(kept["encoder"])
        self.heads.load_state_dict(kept["heads"])
        self.towards.load_state_dict(kept["towards"])
        self.optimizer.load_state_dict(kept["optimizer"])
        self.scheduler.load_state_dict(kept["scheduler"])
        self.done = kept["done"]

    def loss(self, task: str, windows: list[Window], batch: Batch) -> Tensor:
        """Mean loss of a batch: half what the corpus says, half what teachers do; a fold is taught by who has not seen it.

        Sets of teachers take turns: over the steps that is to learn from the mean of their probabilities.
        """
        vectors = encode(self.encoder, batch)
        gold = [gold_loss(task, self.heads, vectors, batch)] if OWN[task] else []
        learned = []
        for kind, lessons in self.lessons.items():
            if teachers := self.teachers.get((task, kind), []):
                of = self.done % (len(teachers) // FOLDS)
                heads, theirs = teachers[of * FOLDS + windows[0].fold][1], lessons.vectors(of, windows, batch)
                learned.append(taught_loss(kind, self.heads, vectors, (heads, theirs), batch, gold=OWN[task] == kind))
                learned.append(vectors_loss(self.towards[f"{kind}{of}"](vectors), theirs, batch))
        return torch.stack([*gold, *learned]).sum() / (2 if learned else 1)

    def step(self, loss: Tensor) -> None:
        """Learn from one batch."""
        self.optimizer.zero_grad()
        loss.backward()
        clip_grad_norm_([p for group in self.optimizer.param_groups for p in group["params"]], 5.0)
        self.optimizer.step()
        self.scheduler.step()
        self.done += 1


def begin(size: Size, start: list[Path], rate: float, total: int, teachers: Taught) -> Run:
    """A fresh run of `total` steps, from the published weights or checkpoints of earlier runs."""
    both = loaded(size, start) if start else (published(size), Heads(size.hidden))
    encoder, heads = (part.to(DEVICE).train() for part in both)
    sets = {kind: len(networks) // FOLDS for (_, kind), networks in teachers.items()}
    towards = nn.ModuleDict(
        {f"{kind}{of}": nn.Linear(size.hidden, LARGE.hidden) for kind, n in sorted(sets.items()) for of in range(n)}
    ).to(DEVICE)
    matrices = [p for p in encoder.parameters() if p.ndim > 1]
    optimizer = torch.optim.AdamW(
        [
            {"params": matrices, "lr": rate, "weight_decay": 0.01},
            {"params": [p for p in encoder.parameters() if p.ndim <= 1], "lr": rate, "weight_decay": 0.0},
            {
                "params": [*heads.parameters(), *towards.parameters()],
                "lr": HEADS_RATE * rate / RATES[size],
                "weight_decay": 0.01,
            },
        ],
        fused=True,
    )
    warm = max(1, int(WARM * total))
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (total - s) / (total - warm)))
    )
    return Run(encoder, heads, towards, optimizer, scheduler, teachers)


def taught(teachers: Taught, plan: list[Step]) -> dict[str, Lessons]:
    """What the teachers of each kind make of a plan's texts."""
    found = {}
    for kind in KINDS:
        if own := {task: networks for (task, other), networks in teachers.items() if other == kind}:
            found[kind] = Lessons([step for step in plan if step[0] in own])
            found[kind].learn_from(own)
    return found


def batches(plan: list[Step]) -> DataLoader:
    """The plan's windows as tensors, made beside the training where the training is elsewhere."""
    workers = 4 if DEVICE.type == "cuda" else 0
    return DataLoader([w for _, w in plan], batch_size=None, collate_fn=collate, num_workers=workers, pin_memory=bool(workers))  # fmt: skip


def train(run: Run, plan: list[Step], checkpoint: Path, stop_after: int) -> None:
    """Make the steps that are left, printing where it stands."""
    started, pieces, before = time.monotonic(), 0, run.done
    left = plan[run.done :][: stop_after or None]
    running: dict[str, Tensor] = {}
    for (task, windows), batch in zip(left, batches(left), strict=True):
        torch.manual_seed(SEED + run.done)
        loss = run.loss(task, windows, batch.to(DEVICE))
        run.step(loss)
        pieces += sum(w.high - w.low for w in windows)
        running[task] = 0.97 * running.get(task, loss.detach()) + 0.03 * loss.detach()
        if run.done % 50 == 0:
            seconds = time.monotonic() - started
            minutes = (len(plan) - run.done) * seconds / (run.done - before) / 60
            losses = "  ".join(f"{t} {v.item():.2f}" for t, v in sorted(running.items()))
            print(
                f"step {run.done} of {len(plan)}  {pieces / seconds:,.0f} pieces/s  {minutes:.1f} min left  {losses}",
                flush=True,
            )
        if run.done % EVERY == 0 or run.done == before + len(left):
            run.save(checkpoint)


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--muc-passes", type=float, default=4)
    parser.add_argument("--polnear-passes", type=float, default=4)
    parser.add_argument("--examples-passes", type=float, default=4)
    parser.add_argument("--texts-passes", type=float, default=0, help="over texts of which only teachers say anything")
    parser.add_argument(
        "--variants-passes",
        type=float,
        default=0,
        help="over the texts of all but the examples with other words in them",
    )
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
        action="append",
        default=[],
        metavar="CORPUS:KIND:PATH",
        help="whom to learn from: polnear:attributions:PATH, a checkpoint of the large size; four of a corpus and kind, or eight and so on: in the order of the folds they left out, set after set",
    )
    parser.add_argument("--without", type=int, choices=range(FOLDS), help="the fold that a teacher leaves out")
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--batch", type=int, default=BATCH, help="windows a step")
    parser.add_argument("--rate", type=float, help="highest learning rate of the encoder")
    parser.add_argument("--seed", type=int, default=SEED, help="of the order of windows")
    parser.add_argument("--stop-after", type=int, default=0, help="steps of this run, to try it out")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.set_float32_matmul_precision("high")
    torch.manual_seed(given.seed)
    rng = random.Random(given.seed)
    passes = {"muc": given.muc_passes, "polnear": given.polnear_passes, "examples": given.examples_passes, "texts": given.texts_passes, "variants": given.variants_passes}  # fmt: skip
    tasks = {task: corpus(task, given.data, given.examples, given.without) for task, number in passes.items() if number}
    if not given.teacher and (silent := [task for task in tasks if not OWN[task]]):
        raise SystemExit(f"{', '.join(silent)}: only teachers say anything of these; give --teacher")
    plan = steps(tasks, passes, rng, given.batch)
    size = SIZES[given.size]
    run = begin(size, given.start, given.rate or RATES[size], len(plan), teachers_of(given.teacher))
    run.lessons = taught(run.teachers, plan)
    checkpoint = given.out / "checkpoint.pt"
    if checkpoint.is_file():
        run.load(checkpoint)
        print(f"going on from step {run.done}", flush=True)
    print(f"{len(plan)} steps", flush=True)
    train(run, plan, checkpoint, given.stop_after)


def corpus(task: str, data: Path, examples: Path, without: int | None) -> Muc | Polnear | Examples | Texts | Variants:
    """What is learned from for a task."""
    if task == "variants":
        muc = [(fold, versions[1]) for fold, versions, _ in corpus("muc", data, examples, without).documents]
        polnear = [(fold, versions[0]) for fold, versions, _ in corpus("polnear", data, examples, without).documents]
        texts = [(fold, versions[0]) for fold, versions in corpus("texts", data, examples, without).documents]
        return Variants([*muc, *polnear, *texts], SEED)
    if task == "examples":
        return Examples(examples)
    if task == "texts":
        return Texts([row for folder in ("ecb", "time") for row in rows(data / folder / "train.jsonl")])
    training = folded(held_out(rows(data / {"muc": "muc4", "polnear": "polnear"}[task] / "train.jsonl"))[0], without)
    return Muc(training) if task == "muc" else Polnear(training)


if __name__ == "__main__":
    main()
