"""Every export format by name: a row here is all it takes to add one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

from onrecord.errors import UsageError
from onrecord.export.outgoing import Outgoing

Write = Callable[[Outgoing, Any], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A way a record leaves."""

    says: str
    """What it is, for whom."""
    module: str
    function: str
    binary: bool = False
    extra: str = ""
    """What must be installed beside: `pip install onrecord[EXTRA]`."""
    options: tuple[tuple[str, Any], ...] = ()

    def write(self, leaving: Outgoing, out: Any) -> None:
        """Write it.

        Args:
            out: a text stream, or a binary one.

        Raises:
            UsageError: a library it needs is not installed.
        """
        try:
            made: Write = getattr(import_module(f"onrecord.export.{self.module}"), self.function)
            partial(made, **dict(self.options))(leaving, out)
        except ImportError as error:
            raise UsageError(f"this format needs {error.name}: pip install onrecord[{self.extra}]") from error


FORMATS: dict[str, Format] = {
    "json": Format("everything as one JSON object", "tables", "write_json"),
    "jsonl": Format("everything, a JSON object a line", "tables", "write_jsonl"),
    "csv": Format("claims, a row each", "tables", "write_csv"),
    "incidents": Format("incidents as CSV, in columns known from ACLED and GTD", "sheets", "write_incidents"),
    "xlsx": Format("a workbook: incidents, people, ties, proceedings, measures, claims, sources, and what each column means", "sheets", "write_workbook", binary=True),
    "parquet": Format("claims as Parquet", "sheets", "write_parquet", binary=True, extra="parquet"),
    "ftm": Format("FollowTheMoney entities (OpenAleph, OpenSanctions, yente)", "ftm", "write_entities"),
    "ftm-statements": Format("FollowTheMoney statements, each with its document and characters", "ftm", "write_statements"),
    "annotations": Format("W3C Web Annotations (JSON-LD)", "annotations", "write"),
    "turtle": Format("PROV-O in Turtle, for SPARQL", "rdf", "write", binary=True),
    "geojson": Format("incidents as GeoJSON", "geo", "write_geojson"),
    "kml": Format("incidents as KML", "geo", "write_kml"),
    "graphml": Format("the network as GraphML (yEd, networkx)", "graphs", "write_graphml"),
    "gexf": Format("the network as GEXF (Gephi)", "graphs", "write_gexf"),
    "command-graphml": Format("the chain of command as GraphML", "graphs", "write_graphml", options=(("command", True),)),
    "command-gexf": Format("the chain of command as GEXF", "graphs", "write_gexf", options=(("command", True),)),
    "stix": Format("a STIX 2.1 bundle (OpenCTI, MISP)", "stix", "write"),
    "warc": Format("pages read from the web, as they were retrieved (WARC 1.1)", "warc", "write", binary=True),
    "label-studio": Format("reviewed claims as Label Studio tasks", "training", "write_label_studio"),
    "docbin": Format("reviewed claims as spaCy's DocBin", "training", "write_docbin", binary=True),
}  # fmt: skip
"""Every export format by name."""
