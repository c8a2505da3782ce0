"""Inputs taken by workers: results in input order, only a few held at once, each within limits of time and memory.

An input that makes a parser hang, eat memory or crash is set aside, and the run goes on with a fresh worker (Pebble, whose pools outlive
the death of one of theirs).
"""

import ctypes
import gc
import logging
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as OutOfTimeError
from contextlib import suppress
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from onrecord import read
from onrecord.errors import InputError, OnrecordError
from onrecord.ingest import Options, Raw

log = logging.getLogger(__name__)
AHEAD = 4
"""Inputs a worker may be ahead of the writer."""
SECONDS, BYTES_A_SECOND = 60.0, 5_000
"""Time every input has, and what a long one is read at, at the very least."""
DIES_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""
MEMORY = 3 << 30
"""Bytes a worker may take beside what it was started with."""


def in_order(
    work: Callable[[Raw, Options], Any], raws: Iterable[Raw | InputError], options: Options, jobs: int
) -> Iterator[Any]:
    """Apply work to each input.

    Args:
        work: a function that other processes can import.
        raws: inputs; errors among them are passed on.
        options: handed to work.
        jobs: worker processes; 0 works in this process, without limits.

    Yields:
        What work returned, or an InputError, in input order.
    """
    if not jobs:
        for raw in raws:
            yield raw if isinstance(raw, InputError) else work(raw, options)
        return
    context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
    if context.get_start_method() == "fork":
        read.warm_up()  # loaded once, shared by every worker
    pool = ProcessPool(jobs, context=context, initializer=_limit)
    waiting: deque[tuple[Raw, ProcessFuture[Any]] | InputError] = deque()
    try:
        for raw in raws:
            waiting.append(raw if isinstance(raw, InputError) else (raw, pool.schedule(work, (raw, options), timeout=_seconds(raw))))  # fmt: skip
            while len(waiting) > jobs * AHEAD:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())
    finally:
        pool.stop()  # type: ignore[no-untyped-call] # Pebble leaves it without types
        pool.join()


def _seconds(raw: Raw) -> float:
    """How long an input may take."""
    size = len(raw.data) if raw.data is not None else 0
    if raw.data is None and raw.path is not None:
        with suppress(OSError):
            size = raw.path.stat().st_size
    return SECONDS + size / BYTES_A_SECOND


def _result(waiting: tuple[Raw, ProcessFuture[Any]] | InputError) -> Any:
    if isinstance(waiting, InputError):
        return waiting
    raw, future = waiting
    try:
        return future.result()
    except OutOfTimeError:
        return InputError(raw.address, f"was not read within {_seconds(raw):.0f} seconds", "look at it: is it one text?")  # fmt: skip
    except ProcessExpired as error:
        return InputError(raw.address, f"made its reader stop (exit {error.exitcode})", "split it, or save it in another format")  # fmt: skip
    except OnrecordError:
        raise
    except Exception as error:
        log.error("%s", raw.address, exc_info=error)
        return InputError(raw.address, f"broke its reader ({type(error).__name__})", "tell us, with the document if you may; run with ONRECORD_LOG=error to see where")  # fmt: skip


def _limit() -> None:
    """A worker: Ctrl-C is the parent's business; its memory is bounded; models stay, and words are many: the collector looks rarely."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    with suppress(OSError, AttributeError):  # a parent that is killed leaves no worker behind (Linux)
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
    with suppress(ImportError, OSError, ValueError):  # where the system has no such limit
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * os.sysconf("SC_PAGE_SIZE") + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def all_cores() -> int:
    """How many workers there are by default."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
