"""The command line: parse, call one function, print. Data on standard output, everything else on standard error.

Exit status: 0 fine, 1 failed, 2 misuse, 3 done with some inputs set aside.
"""

import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from onrecord.errors import InputError, OnrecordError, UsageError

app = typer.Typer(
    help="Reads reporting and keeps a sourced record of it: who did what, who says so, in which words.",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    epilog="Start with: onrecord demo",
)  # fmt: skip
Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files, folders, quoted globs, web addresses, or - for standard input. JSONL, CSV, WARC, RSS and Atom hold many documents each.",
    ),
]
RecordFile = Annotated[
    str,
    typer.Argument(
        metavar="RECORD",
        help="A record file made by onrecord build, or a record in PostgreSQL: postgresql://USER@HOST/DATABASE?record=NAME.",
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        help="Date of publication (YYYY-MM-DD) for every input; wins over what the inputs tell.",
    ),
]
Source = Annotated[
    str | None,
    typer.Option("--source", metavar="NAME", help="Who published the inputs; wins over what they tell."),
]
Fields = Annotated[
    str,
    typer.Option(
        "--fields",
        metavar="OURS=THEIRS,...",
        help="Names of JSONL and CSV fields, for example text=body,published=day. Ours: text, ref, title, published, source, byline, url.",
    ),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes to read with; 0 means all cores."),
]
Reader = Annotated[
    str,
    typer.Option(
        "--reader",
        metavar="NAME",
        help="trained (a small encoder and rules together), rules (rules alone, to compare) or llm (a language model you run).",
    ),
]
Endpoint = Annotated[
    str,
    typer.Option("--endpoint", metavar="URL", help="For --reader llm: a server that speaks the OpenAI protocol."),
]
Model = Annotated[
    str, typer.Option("--model", metavar="NAME", help="For --reader llm: the model's name on that server.")
]
Timeout = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", min=1, help="For --reader llm: how long to wait for an answer.")
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="As it could be known on that day, by what was published until then (YYYY-MM-DD)."),
]  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help="JSON lines instead of a table.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="Most rows to show.")]


def _options(published: str | None, source: str | None, fields: str) -> Any:
    from onrecord.ingest import Options

    return Options(_day("--published", published), source, fields)


def _day(option: str, date: str | None) -> str | None:
    """A day the user gave with an option, checked."""
    from onrecord.ingest import as_date

    if date and as_date(date) is None:
        raise UsageError(f"{option} {date}: is no date; write it as 2021-03-04")
    return as_date(date) if date else None


def _jobs(jobs: int) -> int:
    from onrecord.workers import all_cores

    return jobs or all_cores()


def _reader(name: str, endpoint: str, model: str, timeout: float) -> Any:
    """The reader of that name."""
    from onrecord.read import READERS

    if name == "llm":
        if not endpoint or not model:
            raise UsageError(
                "--reader llm: give the server and the model with --endpoint http://localhost:11434/v1 --model NAME"
            )
        from onrecord.read.llm import LlmReader

        return LlmReader(endpoint, model, timeout)
    if name not in READERS:
        raise UsageError(f"--reader {name}: there is no such reader; there are {', '.join(READERS)} and llm")
    return READERS[name]


def _set_aside(errors: list[InputError]) -> None:
    """List what could not be taken in, and end with status 3."""
    if not errors:
        return
    print(f"{len(errors)} set aside:", file=sys.stderr)
    for error in errors:
        print(f"  {error}", file=sys.stderr)
    raise typer.Exit(3)


@app.command()
def build(
    paths: Paths,
    record: Annotated[str, typer.Option("--record", "-r", metavar="FILE", help="The record to make or extend: a file, or postgresql://USER@HOST/DATABASE?record=NAME.")],
    published: Published = None, source: Source = None, fields: Fields = "", jobs: Jobs = 0, reader: Reader = "trained",
    endpoint: Endpoint = "", model: Model = "", timeout: Timeout = 120.0,
    engine: Annotated[str, typer.Option("--engine", metavar="NAME", help="Make a new record of very much, as a plan of small steps: local (this machine) or ray (a cluster).")] = "",
    address: Annotated[str, typer.Option("--address", metavar="HOST:PORT", help="For --engine ray: the cluster; without it, this machine.")] = "",
    datasets: Annotated[str, typer.Option("--datasets", metavar="FOLDER", help="For --engine: where its Parquet datasets lie, a folder all workers see or s3://BUCKET/PREFIX; FILE.datasets if not said.")] = "",
) -> None:  # fmt: skip
    """Make or extend a record from reporting.

    Documents already in the record are skipped by content; a changed file or page replaces its claims and
    keeps decisions. Stopped at any moment, the record is whole and the same command goes on from there.
    """
    from onrecord import pipeline, terminal
    from onrecord.record import Record

    if engine:
        _build_by_plan(paths, record, _options(published, source, fields), jobs, reader, (engine, address, datasets))
        return
    if address or datasets:
        raise UsageError("--address and --datasets: say with --engine local or ray what they are for")
    progress = terminal.BuildProgress(_count(paths))
    opened = Record(record, create=True)
    try:
        report = pipeline.build(
            paths,
            opened,
            _options(published, source, fields),
            _jobs(jobs),
            progress,
            reader=_reader(reader, endpoint, model, timeout),
        )
    finally:
        progress.close()
        opened.close()
    _reported(opened.place, report)


def _build_by_plan(paths: list[str], place: str, options: Any, jobs: int, reader: str, where: tuple[str, str, str]) -> None:  # fmt: skip
    """`build --engine`."""
    from onrecord import terminal
    from onrecord.read import READERS
    from onrecord.record import Record
    from onrecord.record.backend import is_database

    try:
        from onrecord import cluster
    except ModuleNotFoundError as error:
        raise UsageError(f"--engine: {error.name} is missing; install onrecord[cluster]") from error
    name, address, datasets = where
    if reader not in READERS:
        raise UsageError(f"--reader {reader}: an engine reads with {' or '.join(READERS)}")
    if not datasets and is_database(place):
        raise UsageError("--datasets: say where the plan's datasets go; a record in a database has no folder beside it")
    engine = cluster.Engine(name, address, _jobs(jobs))
    opened = Record(place, create=True)
    try:
        with terminal.stage("") as show:
            report = cluster.build(paths, opened, cluster.Asked(options, reader), engine, cluster.Folder(datasets or f"{place}.datasets"), terminal.PlanProgress(show))  # fmt: skip
    finally:
        opened.close()
    _reported(opened.place, report)


def _reported(place: str, report: Any) -> None:
    print(
        f"{place}: {report.added} documents added, {report.known} already known, {report.claims} new claims"
        + (f", {report.not_read} not read (not in English)" if report.not_read else "")
    )
    _set_aside(report.set_aside)


def _count(paths: list[str]) -> int | None:
    """How many single files there are to read; None where only reading tells."""
    from onrecord.ingest import walk

    if any(p == "-" or "://" in p or p.endswith((".jsonl", ".csv", ".warc", ".gz")) for p in paths):
        return None
    found = list(walk.files(paths))
    return (
        None if any(str(f).endswith((".jsonl", ".csv", ".warc", ".gz", ".rss", ".atom")) for f in found) else len(found)
    )


@app.command()
def read(
    paths: Paths,
    published: Published = None,
    source: Source = None,
    fields: Fields = "",
    jobs: Jobs = 0,
    reader: Reader = "trained",
    endpoint: Endpoint = "",
    model: Model = "",
    timeout: Timeout = 120.0,
) -> None:
    """Read documents and print what is in them, one JSON line each, in input order; no record needed."""
    from onrecord import pipeline

    errors = []
    for result in pipeline.read_all(
        paths, _options(published, source, fields), _jobs(jobs), _reader(reader, endpoint, model, timeout)
    ):
        if isinstance(result, InputError):
            errors.append(result)
        else:
            sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    _set_aside(errors)


KINDS = ("incidents", "ties", "proceedings", "measures", "counts", "statements")
VIEWS: dict[str, tuple[str, ...]] = {
    "people": ("id", "name", "mentions", "documents", "aliases"),
    "organisations": ("id", "name", "mentions", "documents", "aliases"),
    "posts": ("person", "post", "body", "from", "to", "told"),
    "legal-history": ("person", "step", "when", "published", "finding", "incidents"),
    "measure-history": ("about", "step", "when", "published", "finding"),
    "disagreements": ("about", "how", "told", "findings"),
    "quotations": ("words", "by", "first", "also", "texts"),
    "matches": ("left", "right", "name", "other", "merged", "score", "reasons", "posts", "other_posts"),
    "questions": ("ask", "about", "finding"),
    "sources": ("source", "documents", "claims", "first", "last"),
    "decisions": ("id", "made", "reviewer", "action", "about", "note", "undone"),
}
"""What `show` lists beside findings -> its columns."""
WHAT = (*KINDS, *VIEWS)


@app.command()
def show(
    record: RecordFile,
    what: Annotated[str, typer.Argument(metavar="WHAT", help=f"One of {', '.join(WHAT)}; or the id of one finding, to see its quotations.")] = "",
    why: Annotated[bool, typer.Option("--why", help="With the id of a finding: why it has its grade, in sentences.")] = False,
    as_of: AsOf = None, as_json: AsJson = False, limit: Limit = 200,
) -> None:  # fmt: skip
    """Show what a record holds: a summary, a table of one kind, or one finding with its quotations."""
    from onrecord import record as store
    from onrecord import views

    with views.as_known(store.Record(record), _day("--as-of", as_of)) as opened:
        if not what:
            _print_summary(store.summary(opened), opened.place, as_json)
        elif what in VIEWS:
            _print_rows(_view(opened, what, limit), what, VIEWS[what], as_json)
        elif what in KINDS:
            _print_findings(opened, what, limit, as_json)
        elif what.isalpha() and not all(c in "0123456789abcdef" for c in what):
            raise UsageError(f"{what}: is none of {', '.join(WHAT)}, and no id")
        else:
            _print_finding(opened, what, as_json, why)


def _view(opened: Any, what: str, limit: int) -> list[dict[str, Any]]:
    """The rows of one of VIEWS."""
    from onrecord import record as store
    from onrecord import views

    made: dict[str, Callable[[], list[dict[str, Any]]]] = {
        "people": lambda: store.entities(opened, ("Person",), limit),
        "organisations": lambda: store.entities(opened, ("Organization", "PublicBody"), limit),
        "posts": lambda: views.posts(opened),
        "legal-history": lambda: views.legal_history(opened),
        "measure-history": lambda: views.measure_history(opened),
        "disagreements": lambda: views.disagreements(opened),
        "quotations": lambda: views.quotations(opened),
        "matches": lambda: store.matches(opened, limit),
        "questions": lambda: views.questions(opened, limit),
        "sources": lambda: store.sources(opened),
        "decisions": lambda: store.decisions(opened, limit),
    }
    return made[what]()[:limit]


def _print_findings(opened: Any, what: str, limit: int, as_json: bool) -> None:
    from onrecord import record as store
    from onrecord import terminal, views

    found = store.findings(opened, what[:-1], limit)
    if what == "counts" and not opened.unsettled():
        held = views.tallies(opened)
        found = [{**row, "held": held.get(row["finding"])} for row in found]
    _print_json(found) if as_json else terminal.out.print(terminal.findings_table(what, found))


def _print_finding(opened: Any, identity: str, as_json: bool, why: bool) -> None:
    from onrecord import record as store
    from onrecord import terminal, views

    claims = store.finding(opened, identity)
    reasons = views.why(opened, claims[0]["finding"]) if why else []
    if as_json:
        _print_json([{"why": reasons}] if why else claims)
        return
    terminal.show_finding(claims, lambda document: store.document_text(opened, document), reasons)


def _print_json(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


def _print_rows(rows: list[dict[str, Any]], title: str, columns: tuple[str, ...], as_json: bool) -> None:
    from onrecord import terminal

    _print_json(rows) if as_json else terminal.out.print(terminal.rows_table(title, rows, columns))


def _print_summary(found: dict[str, Any], record: str, as_json: bool) -> None:
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    print(
        f"{found['documents']} documents, {found['first'] or 'undated'} to {found['last'] or 'undated'}"
        + (f"; {found['not_read']} kept but not read (not in English)" if found["not_read"] else "")
    )
    for kind, number in found["claims"].items():
        print(f"  {number:6} {kind}{'s' if number != 1 else ''}")
    for schema, number in found["entities"].items():
        print(f"  {number:6} named: {schema}")
    print(
        f'\nLook further:\n  onrecord show {record} incidents\n  onrecord show {record} ties\n  onrecord search {record} "embassy"'
    )


@app.command()
def search(
    record: RecordFile,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words (all must be there), \"a phrase\", or a prefix*.")],
    kind: Annotated[str | None, typer.Option(help="Only documents with such a claim: incident, tie, proceeding, measure, count, statement.")] = None,
    source: Annotated[str | None, typer.Option(help="Only documents published by this source.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Published on or after (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Published on or before.")] = None,
    place: Annotated[str | None, typer.Option(help="Only documents with a claim at this place, or country code.")] = None,
    as_of: AsOf = None, as_json: AsJson = False, limit: Limit = 20,
) -> None:  # fmt: skip
    """Full-text search; each hit is shown in its sentence."""
    from onrecord import record as store
    from onrecord import terminal

    if kind and kind not in store.KINDS:
        raise UsageError(f"--kind {kind}: is none of {', '.join(store.KINDS)}")
    until = min(
        filter(None, (until, _day("--as-of", as_of))), default=None
    )  # what is found does not hang on other documents
    hits = store.search(store.Record(record), query, store.Filters(kind, source, since, until, place), limit)
    if as_json:
        _print_json(hits)
        return
    for hit in hits:
        terminal.show_hit(hit)
    print(
        f"{len(hits)} documents" if hits else "nothing found; try fewer words, or a prefix*",
        file=sys.stderr,
    )


@app.command()
def export(
    record: RecordFile,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="json, jsonl, csv, incidents, xlsx, parquet, ftm, ftm-statements, annotations, turtle, geojson, kml, graphml, gexf, command-graphml, command-gexf, stix, warc, label-studio or docbin: see docs/how-to/exchange.md.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to; standard output without it.")] = None,
    unmask: Annotated[str, typer.Option("--unmask", metavar="REASON", help="Write the names of private persons too; the reason is kept in the record.")] = "",
    as_of: AsOf = None,
) -> None:  # fmt: skip
    """Write a record out, in the formats this field uses; names of persons without a public post are masked."""
    from onrecord.export import FORMATS, Outgoing
    from onrecord.record import Record
    from onrecord.views import as_known

    if to not in FORMATS:
        raise UsageError(f"--to {to}: is none of {', '.join(FORMATS)}")
    if unmask:
        _log_unmasking(Record(record), to, unmask)
    with as_known(Record(record), _day("--as-of", as_of)) as opened:
        leaving, form = Outgoing(opened, unmask=bool(unmask)), FORMATS[to]
        if output is None:
            form.write(leaving, sys.stdout.buffer if form.binary else sys.stdout)
            return
        partial = output.with_name(output.name + ".partial")
        text: dict[str, Any] = {} if form.binary else {"encoding": "utf-8", "newline": ""}
        with partial.open("wb" if form.binary else "w", **text) as stream:
            form.write(leaving, stream)
        partial.replace(output)


@app.command("import")
def import_(
    record: RecordFile,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A reviewed sheet (CSV, XLSX), Web Annotations (JSON-LD) or FollowTheMoney JSON lines.")],
    reviewer: Annotated[str, typer.Option("--reviewer", metavar="NAME", help="Whose decisions and additions these are; annotations may name their own.")],
) -> None:  # fmt: skip
    """Take back what people made of an export: decisions from a sheet, claims from annotations, a list from FollowTheMoney. Taken in twice, it changes nothing."""
    from onrecord.incoming import take
    from onrecord.record import Record

    opened = Record(record)
    taken = take(opened, file, reviewer)
    print(f"{opened.place}: {taken.taken} taken in, {taken.unchanged} as they were", file=sys.stderr)
    _set_aside(taken.set_aside)


@app.command()
def report(
    record: RecordFile,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to: FILE.html, .pdf, .docx or .md.")],
    incident: Annotated[str, typer.Option("--incident", metavar="ID", help="One finding, and what names the same people and bodies.")] = "",
    entity: Annotated[str, typer.Option("--entity", metavar="ID", help="All that names a person, body or place (see onrecord show RECORD people).")] = "",
    query: Annotated[str, typer.Option("--query", metavar="WORDS", help="What is told in documents with these words.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="The whole record, its best supported findings.")] = False,
    title: Annotated[str, typer.Option("--title", help="Its title.")] = "",
    unmask: Annotated[str, typer.Option("--unmask", metavar="REASON", help="Name private persons, too; the reason stands in the dossier and is kept in the record.")] = "",
    as_of: AsOf = None,
) -> None:  # fmt: skip
    """Make a dossier to hand to an editor, a lawyer or a committee: findings with numbered quotations, drawings, what is contested, sources."""
    from onrecord.record import Record
    from onrecord.report import Scope, contents, write
    from onrecord.views import as_known

    if sum(map(bool, (incident, entity, query, everything))) != 1:
        raise UsageError("give one of --incident ID, --entity ID, --query WORDS or --all")
    if unmask:
        _log_unmasking(Record(record), f"report {output.suffix}", unmask)
    with as_known(Record(record), _day("--as-of", as_of)) as opened:
        made = contents(opened, Scope(incident, entity, query, title), unmask=unmask)
        write(made, output)
    told = sum(len(own) for _, own in made.sections)
    print(f"{output}: {told} findings, {len(made.notes)} sources", file=sys.stderr)


def _log_unmasking(opened: Any, to: str, reason: str) -> None:
    """Keep in the record's log who unmasked what, when and why."""
    import getpass

    from onrecord import record as store

    try:
        who = getpass.getuser()
    except (OSError, KeyError):
        who = "unknown user"
    store.unmasked(opened, to, store.Signed(who, store.now(opened), reason))


@app.command()
def sources(
    record: RecordFile,
    file: Annotated[Path | None, typer.Option("--from", metavar="FILE", help="A sources.toml to load in place of what the record has.")] = None,
) -> None:  # fmt: skip
    """Print what is known of a record's sources as a sources.toml to edit; with --from, load it and weigh anew.

    Sources of one affiliation or one group are counted as one origin; reliability, A to F, goes into every grade.
    """
    from onrecord import record as store
    from onrecord.model import Source
    from onrecord.pipeline import settle
    from onrecord.weigh import sources_file

    opened = store.Record(record)
    if file is None:
        known = {s.name.lower(): s for s in opened.graded()}
        told = [Source(row["source"]) for row in store.sources(opened) if row["source"]]
        print(sources_file.written([*known.values(), *(s for s in told if s.name.lower() not in known)]), end="")
        return
    try:
        read = sources_file.parsed(file.read_text(encoding="utf-8"), str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{file}: cannot be read ({error.__class__.__name__}); check the path, and that it is UTF-8 text"
        ) from error
    opened.grade(read)
    settle(opened, whole=True)
    print(f"{opened.place}: {len(read)} sources set, findings weighed anew")


@app.command()
def match(
    record: RecordFile,
    files: Annotated[list[Path] | None, typer.Argument(metavar="[LIST]...", help="FollowTheMoney JSON lines, CSV with a column name, or Wikidata JSON; without one, what was proposed before.")] = None,
    name: Annotated[str, typer.Option("--name", help="What the list is called; without it, its file's name.")] = "",
    matcher: Annotated[str, typer.Option("--matcher", metavar="ours|nomenklatura", help="nomenklatura: with what its logic-v2 makes of each, beside.")] = "ours",
    as_json: AsJson = False, limit: Limit = 200,
) -> None:  # fmt: skip
    """Compare people and bodies with reference lists: who may be on them is proposed with reasons; a person decides, never a name alone."""
    from onrecord import pipeline, terminal
    from onrecord.record import Record
    from onrecord.record.identities import identities

    if matcher not in ("ours", "nomenklatura"):
        raise UsageError(f"--matcher {matcher}: is neither ours nor nomenklatura")
    opened = Record(record)
    if files:
        with terminal.stage("Comparing") as stage:
            pipeline.match(opened, files, name, opinion=matcher == "nomenklatura", on_progress=lambda n: stage(f"{n:,} entries"))  # fmt: skip
    rows = identities(opened, limit=limit)
    _print_rows(rows, "may be on a list", ("entity", "name_here", "list", "entry", "name", "since", "score", "reasons", "decided", "by"), as_json)  # fmt: skip


@app.command()
def decide(
    record: RecordFile,
    action: Annotated[str, typer.Argument(metavar="ACTION", help="merge (two are one), split (one is two), identify or distinguish (somebody is on a list, or is not), or undo.")],
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Two entities (see show matches) or two findings; an entity and LIST/ENTRY (see match); for undo one decision.")],
    reviewer: Annotated[str, typer.Option("--reviewer", metavar="NAME", help="Who decides; kept with the decision.")],
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
) -> None:  # fmt: skip
    """Decide what is one and what is two, and who is on a list. Decisions win over what was found, survive every build, and can be undone."""

    from onrecord import record as store
    from onrecord.pipeline import settle

    opened = store.Record(record)
    signed = store.Signed(reviewer, store.now(opened), note)
    if action == "undo" and len(ids) == 1:
        decision = store.undo(opened, ids[0], signed)
    elif action in ("merge", "split") and len(ids) == 2:
        decision = store.decide_pair(opened, "merge" if action == "merge" else "split", (ids[0], ids[1]), signed)
    elif action in ("identify", "distinguish") and len(ids) == 2 and "/" in ids[1]:
        entry = ids[1].partition("/")
        decision = store.decide_identity(opened, "identify" if action == "identify" else "distinguish", ids[0], (entry[0], entry[2]), signed)  # fmt: skip
    else:
        raise UsageError(f"{action} {' '.join(ids)}: give merge or split with two ids, identify or distinguish with an entity and LIST/ENTRY, or undo with one")  # fmt: skip
    settle(opened)
    print(
        f"{opened.place}: {action} kept as decision {decision.id[:8]}; onrecord decide {opened.place} undo {decision.id[:8]} --reviewer NAME takes it back"
    )


@app.command()
def serve(
    record: Annotated[str, typer.Argument(metavar="[RECORD]", help="A record file; or with --database none.")] = "",
    database: Annotated[str, typer.Option("--database", metavar="ADDRESS", help="For a team: postgresql://USER@HOST/DATABASE?record=NAME. Accounts come in by onrecord accounts.")] = "",
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; 127.0.0.1 lets nobody in but this machine.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, metavar="N", help="0 takes any free port.")] = 8750,
    public: Annotated[str, typer.Option("--public", metavar="URL", help="For a team: the address readers use, https://records.example, where a proxy stands before it.")] = "",
    metrics: Annotated[str, typer.Option("--metrics", metavar="[HOST:]PORT", help="For a team: where Prometheus finds figures; without HOST on this machine alone.")] = "",
    issuer: Annotated[str, typer.Option("--oidc", metavar="ISSUER", help="For a team: let in whom this provider (OpenID Connect) vouches for; ONRECORD_OIDC_ID and ONRECORD_OIDC_SECRET name us there.")] = "",
    workers: Annotated[int, typer.Option("--workers", min=0, metavar="N", help="For a team: processes that answer; 0 for one a core, four at most.")] = 0,
    as_of: AsOf = None,
) -> None:  # fmt: skip
    """Open the workbench: read, check, decide and look at a record in the browser.

    Of a file it prints an address that works once: open it in the browser that shall be let in. Of a database it lets accounts
    in, each with their role, and logs requests as JSON lines on standard error. Stop with Ctrl-C.
    """
    from onrecord import workbench
    from onrecord.pipeline import settle
    from onrecord.record import Record
    from onrecord.record.backend import is_database
    from onrecord.views import as_known

    if bool(record) == bool(database):
        raise UsageError("give a record file, or --database ADDRESS for a team")
    place = database or record
    opened = Record(place)
    settle(opened)
    if is_database(place):
        from onrecord.workbench.serving_team import Served, serve_team

        if as_of:
            raise UsageError("--as-of: choose the day in the pages; a team's record is served as it is")
        served = Served(place, host, port, public, metrics, issuer, workers)
        serve_team(opened, served, lambda address: print(f"{opened.place}: {address}\nStop with Ctrl-C.", flush=True))
        return
    with as_known(opened, _day("--as-of", as_of)) as shown:
        workbench.serve(shown, host, port, lambda address: print(f"{opened.place}: open {address}\nStop with Ctrl-C.", flush=True))  # fmt: skip


@app.command()
def bundle(
    record: RecordFile,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.zip", help="Where to.")],
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="Sign it with this OpenSSH private key (Ed25519): any OpenSSH verifies it.")] = None,
    timestamp: Annotated[str, typer.Option("--timestamp", metavar="URL", help="Ask this RFC 3161 server for a time stamp; only a hash is sent.")] = "",
) -> None:  # fmt: skip
    """Keep the evidence: the record, the decisions and every document's bytes in one archive that onrecord check verifies. Nothing in it is masked."""
    from onrecord import terminal
    from onrecord.bundle import make
    from onrecord.record import Record

    with terminal.stage("Writing") as stage:
        count = make(Record(record), output, key=key, stamp=timestamp, on_progress=stage)
    print(f"{output}: {count} documents with their bytes; private persons are named in them", file=sys.stderr)


@app.command("copy")
def copy_(
    record: RecordFile,
    to: Annotated[str, typer.Argument(metavar="TO", help="A file that is not there yet, or postgresql://USER@HOST/DATABASE?record=NAME.")],
) -> None:  # fmt: skip
    """Copy a record into another database without loss: from a file to PostgreSQL for a team, back to a file to carry."""
    from onrecord import terminal
    from onrecord.record import Record
    from onrecord.record.copying import copy

    whole, other = Record(record), Record(to, create=True)
    with terminal.stage("Copying") as stage:
        count = copy(whole, other, stage)
    print(f"{other.place}: {count} documents, with all that is decided on them", file=sys.stderr)


@app.command()
def check(
    record: Annotated[str, typer.Argument(metavar="RECORD|BUNDLE.zip", help="A record, or a bundle made by onrecord bundle.")],
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE.pub", help="Of a bundle: the OpenSSH public key that must have signed it.")] = None,
    certificate: Annotated[Path | None, typer.Option("--certificate", metavar="FILE.pem", help="Of a bundle: the root certificate of the time-stamping server.")] = None,
) -> None:  # fmt: skip
    """Check that a record is whole (every span equals its words, every id resolves, the file is sound), or a bundle as it was made."""
    import zipfile

    from onrecord import record as store

    if zipfile.is_zipfile(record):
        _check_bundle(Path(record), key, certificate)
        return
    opened = store.Record(record)
    found = list(store.problems(opened))
    for problem in found:
        print(problem)
    if found:
        raise OnrecordError(
            f"{opened.place}: {len(found)} problems; restore a copy, or build the record anew from its documents"
        )
    print(f"{opened.place}: whole")


def _check_bundle(path: Path, key: Path | None, certificate: Path | None) -> None:
    from onrecord.bundle import verify

    verdict = verify(path, key=key, certificate=certificate)
    for line in (*verdict.problems, *verdict.told):
        print(line)
    if verdict.problems:
        raise OnrecordError(f"{path}: {len(verdict.problems)} problems; it is not as it was made")
    print(f"{path}: as it was made")


@app.command()
def demo(
    record: Annotated[str, typer.Option("--record", "-r", metavar="FILE", help="Where to put the demo's record.")] = "demo.record",
    jobs: Jobs = 0,
) -> None:  # fmt: skip
    """Build a record from the bundled demo corpus (fictional) and show what it found."""
    from importlib.resources import as_file, files

    from onrecord import record as store

    with as_file(files("onrecord") / "demo" / "corpus") as corpus:
        build([str(corpus)], record, jobs=jobs)
    opened = store.Record(record)
    _print_summary(store.summary(opened), opened.place, as_json=False)


@app.command(add_help_option=True)
def accounts(
    action: Annotated[str, typer.Argument(metavar="ACTION", help="list, add, grant, password, disable, enable or log.")],
    database: Annotated[str, typer.Argument(metavar="ADDRESS", help="postgresql://USER@HOST/DATABASE?record=NAME.")],
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Whose.")] = "",
    role: Annotated[str, typer.Option("--role", help="reader, reviewer, admin; for grant also none.")] = "reader",
    email: Annotated[str, typer.Option("--email", help="For add: by which a provider (OpenID Connect) knows them; they then need no password.")] = "",
    as_json: AsJson = False, limit: Limit = 200,
) -> None:  # fmt: skip
    """Who may see and change a record that a team shares, and what was done. Passwords are asked for, or read from standard input."""
    from onrecord.team import commands

    if action not in commands.ACTIONS:
        raise UsageError(f"{action}: is none of {', '.join(commands.ACTIONS)}")
    if bool(name) != (action not in ("list", "log")):
        raise UsageError(f"accounts {action}: {'give no name' if name else 'give the name of the account'}")
    rows = commands.run(action, database, name, role, email, limit)
    if rows:
        _print_rows(rows, action, tuple(rows[0]), as_json)


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    if version:
        from onrecord import __version__

        print(f"onrecord {__version__}")
        raise typer.Exit


def main() -> NoReturn:
    """Run the command line; every error becomes one line and a status."""
    logging.getLogger("onrecord").addHandler(logging.NullHandler())
    if level := os.environ.get("ONRECORD_LOG", "").upper():
        logging.basicConfig(level=level if level in logging.getLevelNamesMapping() else logging.INFO)
    try:
        app(standalone_mode=True)
    except UsageError as error:
        _fail(error, 2)
    except OnrecordError as error:
        _fail(error, 1)
    except KeyboardInterrupt:
        _fail("stopped; the record is whole, the same command goes on from here", 130)
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
    except OSError as error:
        _fail(
            f"{error.filename or 'output'}: {error.strerror}; free some space or choose another place",
            1,
        )
    raise SystemExit(0)


def _fail(message: object, status: int) -> NoReturn:
    sys.unraisablehook = lambda _: None  # what libraries say as their half-written files are let go adds nothing
    print(f"onrecord: {message}", file=sys.stderr)
    raise SystemExit(status)
