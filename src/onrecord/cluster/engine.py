"""What runs a plan: Daft, on this machine (its native runner) or on a Ray cluster. Tasks go out as rows, shuffles are queries over Parquet; what is
joined lies in one bucket.

A task that fails, or is lost with its worker, is run again; what is done is marked in the folder, so that a run that was stopped goes on from there.
"""

import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.cluster.folder import Folder, Row, Writer
from onrecord.errors import OnrecordError, RecordError, UsageError
from onrecord.ingest import Options

if TYPE_CHECKING:
    from daft import DataFrame

log = logging.getLogger(__name__)
TRIES = 3
"""Times a task, or a query, is run before the run ends with an error; the next run goes on from there."""
# Neither library may tell anybody that it runs: nothing leaves that a user did not ask for.
QUIET = {"DO_NOT_TRACK": "1", "SCARF_NO_ANALYTICS": "true", "DAFT_ANALYTICS_ENABLED": "0", "RAY_USAGE_STATS_ENABLED": "0", "DAFT_PROGRESS_BAR": "0"}  # fmt: skip
WAITING, LEAST, FILE = 32_000_000, 50_000, 64_000_000
"""Bytes a shuffle holds of all its buckets before it writes them, and at least of each; bytes of a file. What keeps its memory flat."""


@dataclass(frozen=True)
class Task:
    """One piece of a step, as a worker gets it."""

    folder: Folder
    work: str
    """Where in the folder this run's datasets lie."""
    number: int
    given: Row
    """What the plan says of it: a unit of inputs, or nothing."""

    def bucket(self, dataset: str, by: str) -> Iterator[Row]:
        """The rows of this bucket of a dataset, in no order."""
        return self.folder.bucket(f"{self.work}/{dataset}.by.{by}", self.number)

    def joined(self, rows: Iterable[Row], on: str, dataset: str, by: str) -> Iterator[tuple[Row, Row | None]]:
        """Rows, each with its row of this bucket of another dataset, None where there is none.

        Args:
            on: what rows are joined by.
            dataset: the other one, with one row at most for each value.
            by: what it is joined by, and shuffled by, as the rows are.
        """
        other = {r[by]: r for r in self.bucket(dataset, by)}
        return ((row, other.get(row[on])) for row in rows)

    def connected(self, dataset: str, by: str, pairs: str) -> Iterator[Row]:
        """The rows of this bucket of a dataset, each with the component that pairs lead to; where none does, it is one by itself."""
        for row, home in self.joined(self.bucket(dataset, by), by, f"{pairs}.components", "member"):
            yield row | {"component": home["component"] if home else row[by]}

    def unit(self, dataset: str, buckets: int) -> Iterator[Row]:
        """Of a dataset shuffled by unit, the rows of this unit."""
        rows = self.folder.bucket(f"{self.work}/{dataset}.by.unit", self.number % buckets)
        return (r for r in rows if r["unit"] == self.number)

    def own(self, dataset: str) -> Iterator[Row]:
        """The rows that an earlier step wrote for this number."""
        return self.folder.rows(f"{self.work}/{dataset}/{self.number:06}.parquet")


@dataclass(frozen=True)
class Asked:
    """What a run is asked beside its inputs."""

    options: Options
    reader: str
    buckets: int = 0
    """Pieces of every step that is not about one unit of inputs; 0 for as many as the inputs need."""


Found = Iterator[tuple[str, Row]]
"""Rows, each with the dataset it belongs to."""
Step = Callable[[Task, Asked], Found]
"""What is done with each task."""


@dataclass(frozen=True)
class Work:
    """A step with where it writes: what a worker runs."""

    step: Step
    asked: Asked
    folder: Folder
    work: str
    outputs: tuple[str, ...]
    apart: bool = True
    """Whether a task has a process of its own even where it is the only one: reading starts workers, which only a quiet process may."""
    place: Callable[[Task, str], str] | None = None
    """Where a task writes a dataset; the run's own folder where nothing is said."""

    def __call__(self, task: str) -> str:
        """Run one task, JSON in and out: {"number"} and how many rows were written, or {"number", "error"}."""
        told = json.loads(task)
        one = Task(self.folder, self.work, told["number"], told["given"])
        try:
            return json.dumps({"number": one.number, "rows": self._run(one)})
        except OnrecordError as error:
            return json.dumps({"number": one.number, "error": str(error)})
        except Exception as error:
            log.error("%s, task %d", self.step.__name__, one.number, exc_info=error)
            return json.dumps({"number": one.number, "error": f"{type(error).__name__}: {error}"})

    def _run(self, task: Task) -> dict[str, int]:
        writers: dict[str, Writer] = {}
        try:
            for dataset in self.outputs:
                name = self.place(task, dataset) if self.place else f"{self.work}/{dataset}/{task.number:06}.parquet"
                writers[dataset] = self.folder.writer(dataset, name)
            for dataset, row in self.step(task, self.asked):
                writers[dataset].add(row)
        except BaseException as error:
            for writer in writers.values():
                writer.close(error)
            raise
        for writer in writers.values():
            writer.close()
        return {dataset: w.written for dataset, w in writers.items()}


class Engine:
    """Daft, ready to run."""

    def __init__(self, name: str, address: str, jobs: int) -> None:
        """Start it.

        Args:
            name: local or ray.
            address: of a Ray cluster, ray://HOST:PORT or HOST:PORT; empty for one on this machine.
            jobs: tasks at a time, on this machine.

        Raises:
            UsageError: no such engine, or what it needs is not installed.
            RecordError: the cluster does not answer.
        """
        os.environ.update(QUIET)
        try:
            import daft
        except ModuleNotFoundError as error:
            raise UsageError(f"--engine {name}: {error.name} is missing; install onrecord[cluster]") from error
        self.daft = daft
        self.jobs = jobs
        self.on_ray = name == "ray"
        if name == "local":
            daft.set_runner_native()
        elif self.on_ray:
            _join(address)
            daft.set_runner_ray(noop_if_initialized=True)
        else:
            raise UsageError(f"--engine {name}: there is no such engine; there are local and ray")
        daft.set_execution_config(parquet_target_filesize=FILE, parquet_inflation_factor=1.0)
        daft.set_planning_config(default_io_config=_stores(daft))

    def run(self, work: Work, tasks: list[tuple[int, Row]], on_done: Callable[[int], None]) -> None:
        """Run tasks until each is done.

        Args:
            tasks: (number, what is given of it).
            on_done: told the number of each task that is done.

        Raises:
            RecordError: one failed three times.
        """
        left = {number: json.dumps({"number": number, "given": given}) for number, given in tasks}
        failed = ""
        for _ in range(TRIES):
            for answer in self._answers(work, list(left.values())):
                if "error" in answer:
                    failed = answer["error"]
                    log.warning("%s, task %s: %s", work.step.__name__, answer["number"], failed)
                else:
                    del left[answer["number"]]
                    on_done(answer["number"])
            if not left:
                return
        raise RecordError(f"{work.folder.root}: {len(left)} of {len(tasks)} tasks of {work.step.__name__} failed {TRIES} times ({failed}); the same command goes on from there")  # fmt: skip

    def _answers(self, work: Work, tasks: list[str]) -> Iterator[Any]:
        daft = self.daft
        # On Ray a task is a partition of its own, one of several in a process of its own: a pool of workers, as Daft keeps one here, waits for ever for one that died with its node.
        here = not self.on_ray
        apart = work.apart or len(tasks) > 1
        # With a bound, be it one, Daft starts processes whatever else it is told, and each takes a second to import us.
        pool = max(1, min(self.jobs, len(tasks))) if here and apart else None

        @daft.cls(use_process=apart, max_concurrency=pool)
        class Worker:
            def __init__(self, work: Work) -> None:
                self.work = work

            @daft.method(return_dtype=daft.DataType.string())  # type: ignore[untyped-decorator] # Daft leaves it without types
            def run(self, task: str) -> str:
                return self.work(task)

        asked = daft.from_pydict({"task": tasks})
        asked = asked.into_batches(1) if here else asked.into_partitions(len(tasks))
        answers = asked.select(Worker(work).run(daft.col("task")).alias("answer")).iter_rows()
        while True:
            try:
                row = next(answers, None)
            except Exception as error:  # noqa: BLE001 - whatever a cluster that lost a worker raises
                yield {"number": "any", "error": _last_line(error)}
                return
            if row is None:
                return
            yield json.loads(row["answer"])

    def read(self, folder: Folder, name: str) -> "DataFrame":
        """A dataset, to be queried."""
        return self.daft.read_parquet(folder.path(f"{name}/**/*.parquet"))

    def shuffle(self, rows: "DataFrame", by: str, buckets: int, folder: Folder, name: str) -> None:
        """Write rows so that all with one value of a column lie in one bucket; units by their number, all else by a hash."""
        daft = self.daft
        key = daft.col(by) if by == "unit" else daft.col(by).hash()
        bucket = (key % buckets).cast(daft.DataType.int64())
        self.write(lambda: rows.with_column("bucket", bucket), ("bucket", buckets), folder, name)

    def write(self, asked: Callable[[], "DataFrame"], by: tuple[str, int], folder: Folder, name: str) -> None:
        """Run a query and write what it finds, a folder for each value of a column; what a try that failed left is deleted first.

        Args:
            by: the column, and how many values of it there are, about.

        Raises:
            RecordError: it failed three times.
        """
        waiting = max(LEAST, WAITING // by[1])
        for tried in range(TRIES):
            folder.remove(name)
            try:
                with self.daft.execution_config_ctx(parquet_target_row_group_size=waiting):
                    asked().write_parquet(folder.path(name), partition_cols=[by[0]])
                return
            except Exception as error:  # noqa: BLE001 - whatever a cluster that lost a worker raises
                failed = _last_line(error)
                log.warning("%s, try %d: %s", name, tried + 1, failed)
        raise RecordError(f"{folder.root}: {name} could not be made ({failed}); the same command goes on from there")


def _last_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1].strip()[:300] if lines else type(error).__name__


def _join(address: str) -> None:
    """Join a Ray cluster, or begin one of this machine."""
    try:
        import ray
    except ModuleNotFoundError as error:
        raise UsageError("--engine ray: ray is missing; install onrecord[cluster]") from error
    if not ray.is_initialized():
        try:
            ray.init(address=address or None, log_to_driver=False, logging_level=logging.ERROR)
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise RecordError(
                f"{address or 'Ray'}: the cluster does not answer ({str(error).splitlines()[0]})"
            ) from error


def _stores(daft: Any) -> Any:
    """How Daft reaches an S3-compatible store: by the usual variables."""
    endpoint = os.environ.get("AWS_ENDPOINT_URL")
    return daft.io.IOConfig(s3=daft.io.S3Config(endpoint_url=endpoint, use_ssl=not endpoint or endpoint.startswith("https"), verify_ssl=True)) if endpoint else daft.io.IOConfig()  # fmt: skip
