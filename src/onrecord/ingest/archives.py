"""Archives of many documents: JSONL, CSV, WARC, RSS and Atom, each streamed."""

import csv
import gzip
import io
import json
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from onrecord.errors import InputError
from onrecord.ingest.raw import MAX_TEXT, Raw

# What each of our fields is commonly called; `--fields` puts the user's own name first.
FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext"),
    "ref": ("id", "ref", "uid", "guid"),
    "title": ("title", "headline"),
    "published": ("published", "date", "date_published", "publish_date", "pubdate", "timestamp"),
    "source": ("source", "outlet", "publisher", "domain", "site"),
    "byline": ("byline", "author", "authors"),
    "url": ("url", "link", "address"),
}
Item = Raw | InputError
MAX_FEED = 50_000_000
"""Most bytes of a feed, which is parsed as a whole; the other archives are streamed."""


def field_names(given: str) -> dict[str, tuple[str, ...]]:
    """FIELDS with the user's names first: "text=maintext,published=day"."""
    names = dict(FIELDS)
    for pair in filter(None, (given or "").split(",")):
        ours, _, theirs = pair.partition("=")
        if ours.strip() in names:
            names[ours.strip()] = (theirs.strip(), *names[ours.strip()])
    return names


def _fields(row: dict[str, Any], names: dict[str, tuple[str, ...]]) -> dict[str, str]:
    found = {}
    for ours, theirs in names.items():
        value = next((row[t] for t in theirs if row.get(t) not in (None, "")), "")
        found[ours] = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return found


def _raw(address: str, number: int, data: bytes, row: dict[str, Any], names: dict[str, tuple[str, ...]]) -> Item:
    fields = _fields(row, names)
    if not fields["text"].strip():
        return InputError(
            f"{address}#{number}",
            f"has no text (looked for {', '.join(names['text'][:4])})",
            "name the field with --fields text=NAME",
        )
    return Raw(fields.pop("url") or f"{address}#{number}", data, None, "application/json", fields)


def jsonl(stream: BinaryIO, address: str, names: dict[str, tuple[str, ...]]) -> Iterator[Item]:
    """One document a line; a broken line is one error, the rest goes on."""
    number = 0
    while True:
        line = stream.readline(4 * MAX_TEXT)
        if not line:
            return
        number += 1
        if not line.endswith(b"\n") and len(line) >= 4 * MAX_TEXT:
            while line and not line.endswith(b"\n"):
                line = stream.readline(4 * MAX_TEXT)
            yield InputError(
                f"{address}#{number}",
                "is a line longer than one document may be",
                "split the document",
            )
            continue
        line = line.strip().lstrip(b"\xef\xbb\xbf")
        if not line:
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError("not an object")
        except (ValueError, RecursionError):
            yield InputError(f"{address}#{number}", "is not a JSON object", "correct or remove that line")
            continue
        yield _raw(address, number, line, row, names)


def table(stream: BinaryIO, address: str, names: dict[str, tuple[str, ...]]) -> Iterator[Item]:
    """One document a row of a CSV file with a header."""
    csv.field_size_limit(min(sys.maxsize, 4 * MAX_TEXT))
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    try:
        yield from _rows(lines, address, names)
    finally:
        lines.detach()  # the stream is its opener's to close


def _rows(lines: io.TextIOWrapper, address: str, names: dict[str, tuple[str, ...]]) -> Iterator[Item]:
    sample = lines.readline().replace("\0", "")
    delimiter = max(",;\t", key=sample.count)
    header = next(csv.reader([sample], delimiter=delimiter), [])
    reader = csv.reader((line.replace("\0", "") for line in lines), delimiter=delimiter)
    number = 1
    while True:
        number += 1
        try:
            row = dict(zip(header, next(reader), strict=False))
        except StopIteration:
            return
        except csv.Error as error:
            yield InputError(
                f"{address}#{number}",
                f"is a row that cannot be read ({error})",
                "correct or remove that row",
            )
            continue
        data = json.dumps(row, ensure_ascii=False, sort_keys=True).encode()
        yield _raw(address, number, data, row, names)


def warc(stream: BinaryIO, address: str, names: dict[str, tuple[str, ...]]) -> Iterator[Item]:
    """Every HTML, text or PDF response of a web archive."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        for record in ArchiveIterator(stream):
            if record.rec_type != "response" or record.http_headers is None:
                continue
            media_type = record.http_headers.get_header("Content-Type", "") or ""
            if not any(kind in media_type for kind in ("html", "text/plain", "pdf")) or not (
                record.http_headers.get_statuscode() or ""
            ).startswith("2"):
                continue
            number += 1
            url = record.rec_headers.get_header("WARC-Target-URI") or f"{address}#{number}"
            yield Raw(url, record.content_stream().read(MAX_TEXT * 4), None, media_type, {})
    except (ArchiveLoadFailed, EOFError, OSError) as error:
        yield InputError(
            address,
            f"breaks off after {number} pages ({error})",
            "fetch the archive again; what came before is kept",
        )


def feed(stream: BinaryIO, address: str, names: dict[str, tuple[str, ...]]) -> Iterator[Item]:
    """Every entry of an RSS or Atom file, with its own text; links are not followed."""
    import feedparser

    data = stream.read(MAX_FEED + 1)
    if len(data) > MAX_FEED:
        yield InputError(address, f"is a feed of more than {MAX_FEED // 10**6} MB", "split it, or turn it into JSONL")
        return
    parsed = feedparser.parse(data)
    if parsed.bozo and not parsed.entries:
        yield InputError(address, "is a feed that cannot be parsed", "fetch it again")
        return
    for number, entry in enumerate(parsed.entries, 1):
        html = (entry.get("content") or [{}])[0].get("value") or entry.get("summary") or ""
        when = dict.get(entry, "published_parsed") or dict.get(
            entry, "updated_parsed"
        )  # its own get falls back, with a warning
        date = f"{when.tm_year:04}-{when.tm_mon:02}-{when.tm_mday:02}" if when else ""
        text = _feed_text(html)
        if not text:
            yield InputError(
                f"{address}#{number}",
                "is a feed entry with no text",
                "give the article's address instead",
            )
            continue
        title = entry.get("title", "")
        fields = {"ref": entry.get("id", ""), "title": title, "published": date, "source": parsed.feed.get("title", ""),
                  "byline": entry.get("author", ""), "text": f"{title}\n\n{text}" if title else text}  # fmt: skip
        yield Raw(
            entry.get("link") or f"{address}#{number}",
            json.dumps(fields, ensure_ascii=False, sort_keys=True).encode(),
            None,
            "application/json",
            fields,
        )


def _feed_text(html: str) -> str:
    from lxml import html as parser

    if "<" not in html:
        return html.strip()
    tree = parser.fromstring(f"<div>{html}</div>")
    for junk in tree.xpath("//script|//style"):
        junk.drop_tree()
    paragraphs = [" ".join(p.text_content().split()) for p in tree.xpath("//p|//li|//h1|//h2|//h3")]
    return "\n\n".join(p for p in paragraphs if p) or " ".join(tree.text_content().split())


Reader = Callable[[BinaryIO, str, dict[str, tuple[str, ...]]], Iterator[Item]]
ARCHIVES: dict[str, Reader] = {"jsonl": jsonl, "csv": table, "warc": warc, "feed": feed}
"""Every archive format by name."""


def archive_of(path: str, head: bytes) -> str | None:
    """The archive format of a file, by its ending and first bytes; None for a single document."""
    lower = path.lower()
    if lower.endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")):
        return "jsonl"
    if lower.endswith((".csv", ".tsv", ".csv.gz", ".tsv.gz")):
        return "csv"
    if lower.endswith((".warc", ".warc.gz")) or head.startswith(b"WARC/"):
        return "warc"
    start = head.lstrip()[:512].lower()
    if lower.endswith((".rss", ".atom")) or b"<rss" in start or b"<feed" in start or b"<rdf:rdf" in start:
        return "feed"
    return "jsonl" if Path(path).name == "-" and start.startswith(b"{") else None


def unpacked(stream: BinaryIO, kind: str) -> BinaryIO:
    """An archive's bytes where it is packed with gzip, a little at a time; warcio unpacks its own."""
    if not stream.seekable():  # a pipe: unpacked by whoever fills it
        return stream
    head = stream.read(2)
    stream.seek(0)
    return gzip.GzipFile(fileobj=stream) if kind != "warc" and head == b"\x1f\x8b" else stream  # type: ignore[return-value] # it reads as one


def items(stream: BinaryIO, kind: str, address: str, names: dict[str, tuple[str, ...]]) -> Iterator[Item]:
    """What an archive holds, unpacked where it is packed; one that breaks its parser ends with an error, and what came before is kept.

    Args:
        kind: of ARCHIVES.
        names: as `field_names` gives them.
    """
    try:
        yield from ARCHIVES[kind](unpacked(stream, kind), address, names)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield InputError(address, f"breaks off ({error})", "fetch it again; what came before is kept")
    except (OSError, GeneratorExit):
        raise
    except Exception as error:  # noqa: BLE001 - a parser given hostile bytes may raise anything; none of it may end a run
        yield InputError(address, f"is {kind} that cannot be parsed further ({type(error).__name__})", "fetch it again; what came before is kept")  # fmt: skip
