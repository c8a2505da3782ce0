"""The plan: what is done in which order. Each line is done once; what was done before a run was stopped is not done again."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.cluster import claims, names, reading, texts
from onrecord.cluster.engine import Asked, Engine, Step, Task, Work
from onrecord.cluster.folder import Folder, Row

if TYPE_CHECKING:
    from daft import DataFrame

MONTHS = 120
"""Months that reporting is taken to be spread over."""
UNDATED = "undated"
"""The month of documents without a day of publication: as long as one."""


@dataclass
class Plan:
    """A run: its units, and what of it is done."""

    engine: Engine
    folder: Folder
    asked: Asked
    units: list[Row]
    on_progress: Callable[[str, int, int], None]
    """Told what is being done, how many tasks of it are done, and how many there are."""
    run: str = field(init=False)
    """Name of this run: a hash of what it is asked and of its inputs."""

    def __post_init__(self) -> None:
        self.run = named([asdict(self.asked), *self.units])

    @property
    def work(self) -> str:
        """Where this run's datasets lie."""
        return f"work/{self.run}"

    def each_unit(self, step: Step, *outputs: str) -> None:
        """Do something for every unit of inputs."""
        self._each(Work(step, self.asked, self.folder, self.work, outputs), list(enumerate(self.units)))

    def read_units(self, step: Step, *outputs: str) -> None:
        """Read every unit that has not been read: what another run read, as it is now, is not read again.

        Args:
            step: what reads a unit.
            outputs: what it writes, into the file that a unit names as its entries, and beside it.
        """
        for unit in self.units:
            told = {k: v for k, v in unit.items() if k != "entries"}
            unit["entries"] = (
                f"read/{named([__version__, asdict(self.asked.options), self.asked.reader, told])}.entries.parquet"
            )
        there = set(self.folder.names("read"))
        units = list(enumerate(self.units))
        left = [(n, u) for n, u in units if not all(Path(beside(u, name)).name in there for name in outputs)]
        self._run(Work(step, self.asked, self.folder, self.work, outputs, place=_of_unit), left, len(units))

    def each_bucket(self, step: Step, *outputs: str) -> None:
        """Do something for every bucket of what was shuffled."""
        work = Work(step, self.asked, self.folder, self.work, outputs, apart=False)
        self._each(work, [(n, {}) for n in range(self.asked.buckets)])

    def _each(self, work: Work, tasks: list[tuple[int, Row]]) -> None:
        name = work.step.__name__
        done = {int(n) for n in self.folder.names(f"{self.work}/done/{name}")}

        def mark(number: int) -> None:
            self.folder.put(f"{self.work}/done/{name}/{number:06}", True)

        self._run(work, [(n, given) for n, given in tasks if n not in done], len(tasks), mark)

    def _run(self, work: Work, left: list[tuple[int, Row]], of: int, mark: Callable[[int], None] = lambda _: None) -> None:  # fmt: skip
        """Run what is left of some tasks, and tell how far it is."""
        done = of - len(left)
        self.on_progress(work.step.__name__, done, of)

        def finished(number: int) -> None:
            nonlocal done
            done += 1
            mark(number)
            self.on_progress(work.step.__name__, done, of)

        if left:
            self.engine.run(work, left, finished)

    def once(self, name: str, do: Callable[[], object]) -> None:
        """Do something that is done whole or not at all."""
        marker = f"{self.work}/done/{name}"
        if self.folder.get(marker) is None:
            self.on_progress(name, 0, 1)
            do()
            self.folder.put(marker, True)

    def rows(self, dataset: str) -> "DataFrame":
        """A dataset of this run, to be queried."""
        return self.engine.read(self.folder, f"{self.work}/{dataset}")

    def shuffle(self, dataset: str, by: str) -> None:
        """Lay a dataset's rows so that all with one value of a column are in one bucket."""
        name = f"{dataset}.by.{by}"
        self.once(
            name,
            lambda: self.engine.shuffle(self.rows(dataset), by, self.asked.buckets, self.folder, f"{self.work}/{name}"),
        )

    def components(self, pairs: str) -> None:
        """What pairs lead from one to another, each under the least of its members: the one step that one process does, with ids alone.

        Args:
            pairs: a dataset with left and right.
        """
        name = f"{pairs}.components"
        self.once(name, lambda: self._write_components(pairs, name))
        self.shuffle(name, "member")

    def _write_components(self, pairs: str, name: str) -> None:
        home: dict[str, str] = {}

        def root(member: str) -> str:
            path = []
            while (up := home.setdefault(member, member)) != member:
                path.append(member)
                member = up
            home.update(dict.fromkeys(path, member))
            return member

        for file in self.folder.names(f"{self.work}/{pairs}"):
            for row in self.folder.rows(f"{self.work}/{pairs}/{file}", ["left", "right"]):
                low, high = sorted((root(row["left"]), root(row["right"])))
                home[high] = low
        writer = self.folder.writer("components", f"{self.work}/{name}/all.parquet")
        for member in sorted(home):
            writer.add({"member": member, "component": root(member)})
        writer.close()


def named(told: object) -> str:
    """A short name for what is told, by its hash."""
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def beside(unit: Row, dataset: str) -> str:
    """Where a dataset of what is read from a unit lies."""
    return str(unit["entries"]).replace(".entries.", f".{dataset}.")


def _of_unit(task: Task, dataset: str) -> str:
    return beside(task.given, dataset)


def make(plan: Plan) -> None:
    """From inputs to everything a record holds."""
    plan.read_units(reading.read_unit, "entries", "aside")
    weave(plan)


def weave(plan: Plan) -> None:
    """From what each document holds alone to everything a record holds."""
    _keep(plan)
    _find_copies(plan)
    _resolve(plan)
    _group(plan)
    plan.each_unit(reading.give_record, "documents", "claims", "rows")
    _publish(plan)


def _publish(plan: Plan) -> None:
    """Lay what others may want to query by the month of publication: documents, claims, and the pairs that were compared."""
    for name in ("documents", "claims", "candidates"):
        rows = partial(_dated, plan, name)
        plan.once(f"{name}.by.month", partial(plan.engine.write, rows, ("month", MONTHS), plan.folder, name))


def _dated(plan: Plan, dataset: str) -> "DataFrame":
    """Rows with the month in which their document was published."""
    from daft import col
    from daft.functions import left, when

    day = col("published").fill_null("")
    return plan.rows(dataset).with_column("month", when(day == "", UNDATED).otherwise(left(day, len(UNDATED))))


def _keep(plan: Plan) -> None:
    plan.each_unit(reading.index, "index")
    plan.shuffle("index", "id")
    plan.each_bucket(reading.keep_first, "first")
    plan.shuffle("first", "address")
    plan.each_bucket(reading.keep_last, "kept")
    plan.shuffle("kept", "unit")
    plan.each_unit(reading.tabulate, "shingles", "locals", "keys")


def _find_copies(plan: Plan) -> None:
    plan.shuffle("shingles", "shingle")
    plan.each_bucket(texts.pair, "pairs")
    plan.shuffle("pairs", "left")
    plan.each_bucket(texts.choose, "candidates", "wanted")
    plan.shuffle("wanted", "unit")
    plan.each_unit(texts.fetch, "texts")
    plan.shuffle("texts", "pair")
    plan.each_bucket(texts.compare, "copies")
    plan.components("copies")
    plan.shuffle("copies", "left")
    plan.each_bucket(texts.connect_copies, "copied")
    plan.shuffle("copied", "component")
    plan.each_bucket(texts.carry, "carriers")
    plan.shuffle("carriers", "unit")


def _resolve(plan: Plan) -> None:
    plan.shuffle("keys", "key")
    plan.each_bucket(names.crowd, "crowded")
    plan.shuffle("locals", "said")
    plan.each_bucket(names.as_most_tell, "told_as")
    plan.shuffle("told_as", "block")
    plan.each_bucket(names.of_one_name, "groups", "bearing", "grouped", "matches")
    plan.shuffle("bearing", "key")
    plan.each_bucket(names.likely_forms, "forms")
    plan.components("forms")
    plan.shuffle("groups", "id")
    plan.shuffle("forms", "left")
    plan.each_bucket(names.connect_forms, "grouped_by_form", "forms_of_one", "alone")
    plan.shuffle("grouped_by_form", "component")
    plan.shuffle("forms_of_one", "component")
    plan.each_bucket(names.of_one_form, "bearers", "roots", "matches_of_forms")
    plan.shuffle("bearers", "key")
    plan.shuffle("alone", "key")
    plan.each_bucket(names.near, "near")
    plan.shuffle("near", "short")
    plan.each_bucket(names.give_short, "roots_of_short", "matches_of_short")
    plan.shuffle("roots", "root")
    plan.shuffle("roots_of_short", "root")
    plan.each_bucket(names.resolve_groups, "resolved")
    plan.shuffle("resolved", "group")
    plan.shuffle("grouped", "group")
    plan.each_bucket(names.place, "placed")
    plan.shuffle("placed", "entity")
    plan.each_bucket(names.list_entities, "entities")


def _group(plan: Plan) -> None:
    plan.shuffle("placed", "unit")
    plan.each_unit(claims.tell, "told", "blocks")
    plan.shuffle("blocks", "block")
    plan.each_bucket(claims.likely, "likely", "meant")
    plan.components("likely")
    plan.shuffle("told", "claim")
    plan.shuffle("likely", "left")
    plan.each_bucket(claims.connect_claims, "alike", "likely_of_one")
    plan.shuffle("alike", "component")
    plan.shuffle("likely_of_one", "component")
    plan.each_bucket(claims.detail, "clustered")
    plan.shuffle("clustered", "claim")
    plan.shuffle("meant", "claim")
    plan.each_bucket(claims.aim, "members", "aimed")
    plan.shuffle("members", "cluster")
    plan.shuffle("aimed", "cluster")
    plan.each_bucket(claims.meet, "met")
    plan.shuffle("met", "member")
    plan.each_bucket(claims.show, "shown")
    plan.shuffle("shown", "pointing")
    plan.shuffle("meant", "pointing")
    plan.each_bucket(claims.follow, "homes", "left")
    plan.shuffle("left", "told")
    plan.each_bucket(claims.word, "worded")
    plan.components("worded")
    plan.shuffle("left", "words")
    plan.each_bucket(claims.connect_words, "left_of_words")
    plan.shuffle("left_of_words", "component")
    plan.each_bucket(claims.leave, "homes_of_left")
    plan.shuffle("homes", "claim")
    plan.shuffle("homes_of_left", "claim")
    plan.each_bucket(claims.assign, "assigned")
    plan.shuffle("assigned", "cluster")
    plan.each_bucket(claims.weigh, "findings", "found")
    plan.shuffle("found", "unit")
