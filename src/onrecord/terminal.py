"""What a person sees: tables, hits in their sentences, progress."""

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from onrecord.pipeline import Report
from onrecord.record import also
from onrecord.wording import held, names, number, origins, speakers, stance, when

Row = dict[str, Any]
out = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
err = Console(stderr=True, highlight=False)
SHORT = 8
"""Digits of an id shown in tables; any unique beginning is accepted back."""


COLUMNS: dict[str, tuple[tuple[str, Callable[[Row], str]], ...]] = {
    "incidents": (
        ("when", when), ("what", lambda c: c["type"]), ("how far", stance), ("where", lambda c: (c["place"] or {}).get("name", "")),
        ("named as perpetrators", lambda c: names(c, "perpetrators", "sponsors")), ("targets, victims", lambda c: names(c, "targets", "victims")), ("according to", speakers),
    ),
    "ties": (("subject", lambda c: names(c, "subject")), ("relation", lambda c: c["type"]), ("post, object", lambda c: names(c, "post", "object")), ("", stance), ("according to", speakers)),
    "proceedings": (("when", when), ("person", lambda c: names(c, "person")), ("step", lambda c: c["type"]), ("authority", lambda c: names(c, "authority")), ("charge", lambda c: names(c, "charge")), ("", stance), ("according to", speakers)),
    "measures": (("status", stance), ("action", lambda c: c["type"]), ("against", lambda c: names(c, "object")), ("by", lambda c: names(c, "actor")), ("according to", speakers)),
    "counts": (("number", number), ("of what", lambda c: names(c, "what")), ("when", when), ("the record holds", held), ("according to", speakers)),
    "statements": (("", stance), ("what is said", lambda c: names(c, "content")[:160]), ("according to", speakers)),
}  # fmt: skip


def findings_table(kind: str, claims: list[Row]) -> Table:
    """A table of findings of one kind."""
    table = Table(title=f"{len(claims)} {kind}", title_justify="left", show_lines=False, header_style="bold")
    table.add_column("id", style="dim", no_wrap=True)
    for title, _ in COLUMNS[kind]:
        table.add_column(title, overflow="fold")
    table.add_column("origins", justify="right")
    table.add_column("grade")
    for claim in claims:
        cells = (escape(cell(claim)) for _, cell in COLUMNS[kind])
        table.add_row(claim["finding"][:SHORT], *cells, origins(claim), claim["grade"] or "")
    return table


def _short(value: str) -> str:
    """An id as tables show it; anything else as it is."""
    return value[:SHORT] if re.fullmatch(r"[0-9a-f]{16}", value) else value


def rows_table(title: str, rows: list[Row], columns: tuple[str, ...]) -> Table:
    """Any rows as a table."""
    table = Table(title=f"{len(rows)} {title}", title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(
            *(
                escape(
                    "; ".join(_short(x) for x in v)
                    if isinstance(v := row[c], list)
                    else _short(str(v if v is not None else ""))
                )
                for c in columns
            )
        )
    return table


def show_finding(claims: list[Row], text_of: Callable[[str], str], why: list[str]) -> None:
    """One finding: its fields, why it has its grade, then each claim's words in their document."""
    first = claims[0]
    out.print(Text(f"{first['kind']} {first['type']}  {first['finding']}", style="bold"))
    for role, fillers in first["roles"].items():
        out.print(f"  [dim]{role}[/]: {escape(', '.join(f['name'] for f in fillers))}")
    for role, others in also(claims).items():
        out.print(f"  [dim]{role}[/]: {escape(', '.join(x['name'] + ' (says ' + x['by'] + ')' for x in others))}")
    for label, value in (("how far", stance(first)), ("when", when(first)), ("where", (first["place"] or {}).get("name", "")),
                         ("outcome", ", ".join(f"{k} {v['bound'].replace('_', ' ')} {v['value']}" for k, v in first["outcome"].items())),
                         ("number", number(first))):  # fmt: skip
        if value:
            out.print(f"  [dim]{label}[/]: {escape(str(value))}")
    out.print(f"  [dim]origins[/]: {origins(first)}")
    out.print(f"  [dim]grade[/]: {first['grade'] or ''}")
    for sentence in why:
        out.print(f"    {escape(sentence)}")
    for claim in claims:
        text = text_of(claim["document"])
        out.print(
            f"\n  according to {escape(speakers(claim))}, {claim['published'] or 'undated'} [dim]({escape(claim['address'])})[/]"
        )
        for start, end in claim["evidence"]:
            out.print(Text(f"    “{' '.join(text[start:end].split())}”", style="italic"))


def show_hit(hit: Row) -> None:
    """A search hit in its sentence."""
    head = " · ".join(filter(None, (hit["title"] or hit["address"], hit["source"], hit["published"] or "undated")))
    note = "" if hit["language"] == "en" else f" [not read: {hit['language']}]"
    out.print(Text(f"{head}{note}  {hit['document'][:SHORT]}", style="bold"))
    sentence = Text(hit["sentence"].replace("\n", " "))
    for start, end in hit["hits"]:
        sentence.stylize("reverse", start - hit["start"], end - hit["start"])
    out.print("  ", sentence, sep="")


class BuildProgress:
    """Progress of a build: a bar with documents a second on a terminal, plain lines otherwise."""

    EVERY = 50

    def __init__(self, total: int | None) -> None:
        self.started = time.monotonic()
        self.seen = 0
        self.bar: Progress | None = None
        if err.is_terminal:
            self.bar = Progress(SpinnerColumn(), TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]} documents/s"),
                                TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(), console=err, transient=True)  # fmt: skip
            self.task = self.bar.add_task("reading", total=total, rate="–")
            self.bar.start()

    def __call__(self, report: Report) -> None:
        """Show that one more document is done."""
        self.seen = report.added + report.known + len(report.set_aside)
        rate = self.seen / max(time.monotonic() - self.started, 0.001)
        if self.bar:
            self.bar.update(self.task, completed=self.seen, rate=f"{rate:.1f}")
        elif self.seen % self.EVERY == 0:
            err.print(f"{self.seen} documents, {rate:.1f} a second, {report.claims} claims")
            sys.stderr.flush()

    def close(self) -> None:
        """Take the bar away."""
        if self.bar:
            self.bar.stop()


class PlanProgress:
    """Progress of a plan: what it does and how far it is, on a terminal in place, a line for each step otherwise."""

    def __init__(self, show: Callable[[str], None]) -> None:
        self.started = time.monotonic()
        self.show = show
        self.last = ""

    def __call__(self, doing: str, done: int, of: int) -> None:
        """Show that one more task is done."""
        what = doing.replace("_", " ").replace(".", " ")
        self.show(f"{what}, {done} of {of} ({time.monotonic() - self.started:.0f} s)")
        if not err.is_terminal and doing.partition(":")[0] != self.last:
            self.last = doing.partition(":")[0]
            err.print(f"{time.monotonic() - self.started:.0f} s: {what.partition(':')[0]}, {of} to do")
            sys.stderr.flush()


@contextmanager
def stage(doing: str) -> Iterator[Callable[[str], None]]:
    """While something long is done, what of it is being done, on standard error; nothing where nobody looks.

    Args:
        doing: "Writing".
    """
    with err.status(doing) as status:
        yield lambda what: status.update(f"{doing} {what}")
