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
        done = len(units) - len(left)
        self.on_progress(step.__name__, done, len(units))

        def finished(_: int) -> None:
            nonlocal done
            done += 1
            self.on_progress(step.__name__, done, len(units))

        if left:
            work = Work(step, self.asked, self.folder, self.work, outputs, place=_of_unit)
            self.engine.run(work, left, finished)

    def each_bucket(self, step: Step, *outputs: str) -> None:
        """Do something for every bucket of what was shuffled."""
        work = Work(step, self.asked, self.folder, self.work, outputs, apart=False)
        self._each(work, [(n, {}) for n in range(self.asked.buckets)])

    def _each(self, work: Work, tasks: list[tuple[int, Row]]) -> None:
        name = work.step.__name__
        done = {int(n) for n in self.folder.names(f"{self.work}/done/{name}")}
        self.on_progress(name, len(done), len(tasks))

        def finished(number: int) -> None:
            done.add(number)
            self.folder.put(f"{self.work}/done/{name}/{number:06}", True)
            self.on_progress(name, len(done), len(tasks))

        left = [(n, given) for n, given in tasks if n not in done]
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

    def shuffle(self, dataset: str, by: str, rows: Callable[[], "DataFrame"] | None = None) -> None:
        """Lay rows so that all with one value of a column are in one bucket.

        Args:
            dataset: their name.
            rows: those of a query; those of the dataset where nothing is said.
        """
        name = f"{dataset}.by.{by}"
        made = rows or partial(self.rows, dataset)
        self.once(name, lambda: self.engine.shuffle(made(), by, self.asked.buckets, self.folder, f"{self.work}/{name}"))

    def components(self, pairs: str) -> str:
        """What pairs lead from one to another, each under the least of its members: the one step that one process does, with ids alone.

        Args:
            pairs: a dataset with left and right.
        """
        name = f"{pairs}.components"
        self.once(name, lambda: self._write_components(pairs, name))
        return name

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

    def joined(self, dataset: str, on: str, components: str) -> Callable[[], "DataFrame"]:
        """Rows of a dataset that have a component, with it."""
        return lambda: self.rows(dataset).join(self.rows(components), left_on=on, right_on="member", how="inner")


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
    for name, document in (("documents", "id"), ("claims", "document"), ("candidates", "left")):
        rows = partial(_dated, plan, name, document)
        plan.once(f"{name}.by.month", partial(plan.engine.write, rows, "month", plan.folder, name))


def _dated(plan: Plan, dataset: str, document: str) -> "DataFrame":
    """Rows with the month in which their document was published."""
    from daft import col
    from daft.functions import left

    month = left(col("published").fill_null(UNDATED), len("2021-03"))
    told = plan.rows("documents").select(col("id").alias("of"), month.alias("month"))
    return plan.rows(dataset).join(told, left_on=document, right_on="of")


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
    plan.shuffle("copies", "component", plan.joined("copies", "left", plan.components("copies")))
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
    forms = plan.components("forms")
    plan.shuffle("groups", "component", plan.joined("groups", "id", forms))
    plan.shuffle("forms", "component", plan.joined("forms", "left", forms))
    plan.each_bucket(names.of_one_form, "whole", "bearers", "roots", "matches_of_forms")
    plan.shuffle("bearers", "key", lambda: _bearers(plan, forms))
    plan.each_bucket(names.near, "near")
    plan.shuffle("near", "short")
    plan.each_bucket(names.give_short, "roots_of_short", "matches_of_short")
    plan.shuffle("roots", "root", lambda: plan.rows("roots").concat(plan.rows("roots_of_short")))
    plan.each_bucket(names.resolve_groups, "resolved")
    plan.shuffle("resolved", "group")
    plan.shuffle("grouped", "group")
    plan.each_bucket(names.place, "placed")
    plan.shuffle("placed", "entity")
    plan.each_bucket(names.list_entities, "entities")


def _bearers(plan: Plan, forms: str) -> "DataFrame":
    """Full names, joined or alone, by the keys that some short name has, too."""
    bearing = plan.rows("bearing")
    short = bearing.where("short = 1").select("key").distinct()
    alone = bearing.where("short = 0").join(plan.rows(forms), left_on="id", right_on="member", how="anti")
    every = plan.rows("bearers").concat(alone.select("key", "id", "data"))
    return every.join(short, on="key", how="semi")


def _group(plan: Plan) -> None:
    plan.shuffle("placed", "unit")
    plan.each_unit(claims.tell, "told", "blocks")
    plan.shuffle("blocks", "block")
    plan.each_bucket(claims.likely, "likely", "meant")
    likely = plan.components("likely")
    plan.shuffle("told", "component", plan.joined("told", "claim", likely))
    plan.shuffle("likely", "component", plan.joined("likely", "left", likely))
    plan.each_bucket(claims.detail, "clustered")
    plan.shuffle("pointing", "claim", lambda: _pointing(plan))
    plan.each_bucket(claims.follow, "homes", "left")
    plan.shuffle("left", "told")
    plan.each_bucket(claims.word, "worded")
    plan.shuffle("left", "component", lambda: _left(plan, plan.components("worded")))
    plan.each_bucket(claims.leave, "homes_of_left")
    plan.shuffle("told", "cluster", lambda: _homes(plan))
    plan.each_bucket(claims.weigh, "findings", "found")
    plan.shuffle("found", "unit")


def _pointing(plan: Plan) -> "DataFrame":
    """Claims that only point, each with the detailed claims of every incident it may mean."""
    from daft import col

    told, meant, clustered = plan.rows("told"), plan.rows("meant"), plan.rows("clustered")
    details = told.where("incident = 1 and points = 0").select("claim", "data")
    details = details.join(clustered, on="claim", how="left").with_column(
        "cluster", col("cluster").fill_null(col("claim"))
    )
    details = details.select(col("claim").alias("member"), col("data").alias("member_data"), "cluster")
    likely = meant.where("full = 0").join(clustered, on="claim", how="left")
    likely = (
        likely.with_column("cluster", col("cluster").fill_null(col("claim"))).select("pointing", "cluster").distinct()
    )
    likely = likely.join(details, on="cluster", how="inner")
    full = meant.where("full = 1").select("pointing", "full").distinct()
    pointing = told.where("points = 1").select(col("claim"), col("data"))
    pointing = pointing.join(likely, left_on="claim", right_on="pointing", how="left")
    return pointing.join(full, left_on="claim", right_on="pointing", how="left").select("claim", "data", "cluster", "member", "member_data", "full")  # fmt: skip


def _left(plan: Plan, worded: str) -> "DataFrame":
    """Mentions that point at nothing known, with what their words lead to."""
    from daft import col

    left = plan.rows("left").join(plan.rows(worded), left_on="words", right_on="member", how="left")
    return left.with_column("component", col("component").fill_null(col("words")))


def _homes(plan: Plan) -> "DataFrame":
    """Every claim with the cluster it belongs to."""
    from daft import col

    homes = plan.rows("clustered").concat(plan.rows("homes")).concat(plan.rows("homes_of_left"))
    told = plan.rows("told").join(homes, on="claim", how="left")
    return told.with_column("cluster", col("cluster").fill_null(col("key")))
