"""What a server tells of itself: a line of JSON for each request, and figures for Prometheus. No name, no query and no document's words among them."""

import datetime as dt
import json
import logging
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from fastapi import Request, Response
from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from onrecord.errors import OnrecordError, UsageError
from onrecord.record import Record
from onrecord.record.counters import counted
from onrecord.workbench.security import Next
from onrecord.workbench.team_door import address_of

log = logging.getLogger("onrecord.requests")
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
"""Bounds between which answers are counted."""


class Watch:
    """The figures of one process that answers."""

    def __init__(self) -> None:
        registry = CollectorRegistry()
        self.requests = Counter("onrecord_requests", "Requests answered.", ["method", "route", "status"], registry=registry)  # fmt: skip
        self.seconds = Histogram("onrecord_request_seconds", "Seconds to the answer.", ["route"], buckets=SECONDS, registry=registry)  # fmt: skip

    async def observe(self, request: Request, call_next: Next) -> Response:
        """Count a request and the time it takes, and write its line."""
        started, status = time.perf_counter(), 500
        try:
            answer = await call_next(request)
            status = answer.status_code
        finally:
            took = time.perf_counter() - started
            route = getattr(request.scope.get("route"), "path", "none")
            self.requests.labels(request.method, route, status).inc()
            self.seconds.labels(route).observe(took)
            account = getattr(request.state, "account", None)
            line = {"method": request.method, "route": route, "status": status, "ms": round(took * 1000, 1), "account": account.name if account else None, "from": address_of(request)}  # fmt: skip
            log.info("request", extra={"fields": line})
        return answer


def keep_figures(folder: Path) -> None:
    """Have the processes that this one starts keep their figures in a folder, where `publish` adds them up."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def publish(where: str, record: Record, folder: Path) -> None:
    """Let Prometheus ask for the figures of all processes: http://HOST:PORT/metrics.

    Args:
        where: [HOST:]PORT; without a host, this machine alone.
        record: whose size is told when somebody asks.
        folder: of `keep_figures`.

    Raises:
        UsageError: the port is taken, or none.
    """
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call]  # it has no types
    registry.register(_Size(record))
    host, _, port = where.rpartition(":")
    try:
        start_http_server(int(port), addr=host or "127.0.0.1", registry=registry)
    except (OSError, ValueError, OverflowError) as error:
        problem = getattr(error, "strerror", None) or "is no [HOST:]PORT"
        raise UsageError(f"--metrics {where}: {problem}; choose another") from error


class _Size(Collector):
    """How much the record holds, asked when somebody looks."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def collect(self) -> Iterable[Metric]:
        """Gauges."""
        documents = GaugeMetricFamily("onrecord_documents", "Documents in the record.")
        findings = GaugeMetricFamily("onrecord_findings", "Findings in the record.", labels=["kind"])
        decisions = GaugeMetricFamily("onrecord_decisions", "Decisions in the record.")
        waiting = GaugeMetricFamily("onrecord_unsettled_documents", "Documents not yet weighed with the rest.")
        try:
            with self.record.reading() as db:
                documents.add_metric([], sum(n for _, n in counted(db, "documents of source")))
                decisions.add_metric([], sum(n for _, n in counted(db, "decisions")))
                for kind, n in counted(db, "findings"):
                    findings.add_metric([kind], n)
            waiting.add_metric([], len(self.record.unsettled()))
        except OnrecordError:
            return []  # the database is away: what is not known is not told
        return [documents, findings, decisions, waiting]


class _Json(logging.Formatter):
    """A line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger, message, and what else is told."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage(), **getattr(record, "fields", {})}  # fmt: skip
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def log_as_json() -> None:
    """Write what the server logs to standard error, a line of JSON each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json())
    for name, level in (("onrecord", logging.INFO), ("uvicorn.error", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
