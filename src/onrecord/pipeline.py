"""The one place that strings the rooms together: ingest -> read -> claim -> resolve -> weigh -> record."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from onrecord import claim, ingest, lists, read, resolve, weigh, workers
from onrecord.contract import JSON, reading_json
from onrecord.errors import InputError
from onrecord.ingest import Options, Raw
from onrecord.model import Decided, Document, Finding, Source, Told
from onrecord.read import Reader
from onrecord.record import Entry, Record, carrying, identities, settling
from onrecord.record.identities import Proposed
from onrecord.record.settling import Settling

BATCH = 16
"""Documents written in one transaction: what a kill can cost."""
MANY = 5
"""When more than one document in so many is new, the whole record is settled: looking for what they affect would take longer."""


@dataclass(slots=True)
class Report:
    """What a build did."""

    added: int = 0
    known: int = 0
    claims: int = 0
    not_read: int = 0
    set_aside: list[InputError] = field(default_factory=list)


def read_text(
    text: str, *, published: str | None = None, source: str | None = None, reader: str = read.DEFAULT
) -> JSON:
    """Read one text; the JSON contract of `onrecord read`."""
    raw = Raw("text", text.encode("utf-8", "replace"), None, "", {"text": text})
    return _read_one(_document(raw, Options(published, source)), read.READERS[reader])


def read_all(
    paths: Iterable[str], options: Options, jobs: int, reader: Reader = read.READERS[read.DEFAULT]
) -> Iterator[JSON | InputError]:
    """Documents in input order as the JSON contract; what could not be read as an error.

    Args:
        jobs: as in `build`.
    """
    return workers.in_order(partial(_read_raw, reader=reader), ingest.gather(paths, options), options, jobs)


def build(
    paths: Iterable[str],
    record: Record,
    options: Options,
    jobs: int,
    on_progress: Callable[[Report], None] = lambda _: None,
    *,
    reader: Reader = read.READERS[read.DEFAULT],
) -> Report:
    """Make or extend a record: every document not yet in it is read and written, in input order.

    Args:
        paths: files, folders, globs, addresses, "-".
        record: open for writing.
        options: what the user says of the inputs.
        jobs: worker processes that read; 0 reads in this one, without limits of time and memory.
        on_progress: called after each document.
        reader: what reads a document.

    Stopped at any moment, the record is whole; the next run skips what is in it.
    """
    report = Report()
    known = set(record.known())
    batch: list[Entry] = []

    def fresh(raws: Iterable[Raw | InputError]) -> Iterator[Raw | InputError]:
        for raw in raws:
            if isinstance(raw, Raw) and _identity(raw) in known:
                report.known += 1
                on_progress(report)
            else:
                yield raw

    try:
        for result in workers.in_order(
            partial(enter, reader=reader), fresh(ingest.gather(paths, options)), options, jobs
        ):
            if isinstance(result, InputError):
                report.set_aside.append(result)
            elif result.document.id in known:
                report.known += 1
            else:
                known.add(result.document.id)
                batch.append(result)
                report.claims += len(result.claims)
                report.not_read += not result.document.is_read
                report.added += 1
                if len(batch) >= BATCH:
                    record.add(batch)
                    batch = []
            on_progress(report)
    finally:
        record.add(batch)
    settle(record)
    return report


def settle(record: Record, *, whole: bool = False) -> None:
    """Who is who, what claims say one thing, and what stands behind it: of what is new or was decided, in one transaction.

    Args:
        whole: of all documents, new or not: after sources were graded or decisions made.
    """
    new = len(record.unsettled())
    if not new and not whole:
        return
    with settling(record, whole=whole or new * MANY > record.size()) as work:
        decided = work.decided()
        if work.new:
            _carry(work)
            _resolve(work, decided)
        told, crowded = work.claims_in(work.told(), resolve.blocks_of, resolve.is_linked, resolve.MOST)
        home = resolve.group(told, crowded, decided)
        by_finding: dict[str, list[Told]] = {}
        for one in told:
            by_finding.setdefault(home[one.id], []).append(one)
        sources = work.sources()
        work.write_findings(finding_of(own, sources) for own in by_finding.values())
        work.done()


def _resolve(work: Settling, decided: Decided) -> None:
    """Who is who."""
    work.index([(x, resolve.block_of(x), resolve.keys(x), resolve.is_short(x)) for x in work.unindexed()])
    part = work.part(resolve.COMMON, resolve.company_needed)
    work.write_resolution(resolve.resolve(part.locals, resolve.company_of(part.named), part.crowded, decided))


def match(record: Record, paths: Iterable[Path], name: str = "", *, opinion: bool = False, on_progress: Callable[[int], None] = lambda _: None) -> int:  # fmt: skip
    """Compare a record's people and bodies with reference lists, and keep who may be on them for a reviewer to decide.

    Args:
        paths: list files.
        name: what the list is called; without it, each by its file.
        opinion: with what nomenklatura makes of each, beside.
        on_progress: told how many entries were compared.

    Returns:
        How many proposals there are.

    Raises:
        InputError: a file is no list.
    """
    known = identities.words_known(record)
    found: list[Proposed] = []
    seen: set[str] = set()
    for number, entry in enumerate((e for p in paths for e in lists.read_list(p, name)), 1):
        seen.add(entry.list)
        found += _proposed(record, entry, known, opinion=opinion)
        if number % 500 == 0:
            on_progress(number)
    identities.propose(record, seen, found)
    return len(found)


def own_entries(record: Record, path: Path) -> int:
    """How many entries of a list are the record's own entities, by id and name: an export that comes back."""
    rows = {e.id: e.names for e in lists.read_list(path)}
    return sum(r["name"] in rows[r["id"]] for r in identities.described(record, rows, 0))


def _proposed(record: Record, entry: lists.Entry, known: Mapping[str, int], *, opinion: bool) -> Iterator[Proposed]:
    """Who may be an entry: looked for by the words of each of its names."""
    near = {i for n in entry.names for i in _bearing(record, n, entry.schema, known)}
    for row in (
        identities.described(record, near - {entry.id}, lists.comparing.COUNTRIES) if near else ()
    ):  # not with itself
        told = frozenset(w for t in (*row["posts"], *row["bodies"]) for w in t.lower().split())
        candidate = lists.Candidate(row["id"], row["schema"], (row["name"], *sorted(row["names"] - {row["name"]})), told, frozenset(row["countries"]))  # fmt: skip
        proposal = lists.compare(candidate, entry)
        if proposal and opinion:
            proposal = lists.comparing.second_opinion(proposal, candidate)
        if proposal:
            yield Proposed(row["id"], entry.list, entry.id, entry.schema, entry.names[0], entry.since, entry.told, entry.url, proposal.score, proposal.reasons)  # fmt: skip


def _bearing(record: Record, name: str, schema: str, known: Mapping[str, int]) -> list[str]:
    keys = {k: known[k] for word in name.split() for k in resolve.word_keys(word, (schema,)) if k in known}
    return identities.bearing_two(record, keys) if keys and (len(keys) > 1 or schema != "Person") else []


def finding_of(claims: Iterable[Told], sources: Mapping[str, Source]) -> Finding:
    """What claims that say one thing make, with what stands behind it; it has the id of the first by day of publication.

    Args:
        claims: in any order.
        sources: what a person says of the sources, by name in lower case.
    """
    claims = sorted(claims, key=lambda c: c.order)
    identity = claims[0].id
    stands = weigh.support(claims, sources)
    ids = tuple(c.id for c in claims)
    first = claims[0]
    return Finding(
        identity,
        first.kind,
        first.type,
        ids,
        stands,
        weigh.outline(identity, claims),
        weigh.grade(claims, stands, sources),
    )


def _carry(work: Settling) -> None:
    """Which documents carry one text, and whose it is."""
    copies = weigh.copies
    carrying.keep_texts(
        work,
        (
            carrying.Looked(d, copies.shingles(t), weigh.credited(t), weigh.mends(t), tuple(weigh.quotations(t)))
            for d, t in carrying.new_texts(work)
        ),
    )

    @functools.lru_cache(maxsize=5000)
    def sentences(text: str) -> list[str]:
        return copies.sentences(text)

    pairs = carrying.candidates(work, copies.COMMON, copies.LEAST, copies.SHARE)
    carrying.write_copies(work, pairs, lambda a, b: copies.held(sentences(a), sentences(b)), copies.HELD)
    carrying.write_carriers(work, copies.carried)


def _identity(raw: Raw) -> str | None:
    """The id a raw document will have, when its bytes are at hand cheaply."""
    import hashlib

    try:
        data = raw.loaded().data
    except InputError:
        return None
    return hashlib.sha256(data).hexdigest()[:16] if data is not None else None


def _document(raw: Raw, options: Options) -> Document:
    return ingest.to_document(raw, published=options.published, source=options.source)


def _read_one(document: Document, reader: Reader) -> JSON:
    reading = reader(document)
    return reading_json(reading, claim.extract_claims(reading))


def _read_raw(raw: Raw, options: Options, *, reader: Reader) -> JSON | InputError:
    try:
        return _read_one(_document(raw, options), reader)
    except InputError as error:
        return error
    except (MemoryError, RecursionError) as error:
        return InputError(
            raw.address,
            f"cannot be read ({type(error).__name__})",
            "split it into smaller documents",
        )


def enter(raw: Raw, options: Options, *, reader: Reader) -> Entry | InputError:
    """Everything one document gives a record."""
    try:
        raw = raw.loaded()
        document = _document(raw, options)
        reading = reader(document)
        claims = claim.extract_claims(reading)
    except InputError as error:
        return error
    except (MemoryError, RecursionError) as error:
        return InputError(
            raw.address,
            f"cannot be read ({type(error).__name__})",
            "split it into smaller documents",
        )
    sentences = tuple((s.start, s.end) for s in reading.sentences)
    stable = raw.path is not None or bool(document.ref) or "://" in document.address
    return Entry(
        document,
        raw.data or b"",
        sentences,
        tuple(claims),
        resolve.entities_of(document.id, reading.mentions),
        stable,
        tuple(reading.attributions),
        raw.capture,
    )
