"""A dossier as a file: HTML that needs nothing beside it, PDF, Word, Markdown."""

import re
from collections.abc import Callable
from html import unescape
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from onrecord import drawing
from onrecord.errors import UsageError
from onrecord.report import phrases
from onrecord.report.contents import Dossier, Entry

PIXELS = 1440
"""Width of a drawing in a Word document: 240 to the inch on a page of six."""


def _templates(*, escaped: bool) -> Environment:
    folder = str(files("onrecord.report") / "templates")
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["line"] = as_line
    return made


def as_line(words: str) -> str:
    """Words as one line of Markdown in which nothing is markup."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", " ".join(words.split()))


def _pictures(dossier: Dossier) -> dict[str, str]:
    """Timeline, map and chain of command as SVG; "" for what there is nothing to draw of."""
    return {
        "timeline": drawing.picture("timeline.svg", {"timeline": dossier.timeline}, alone=True) if dossier.timeline and dossier.timeline.columns else "",
        "map": drawing.picture("map.svg", {"map": dossier.map}, alone=True) if dossier.map else "",
        "chain": drawing.chain_picture(dossier.chain, dossier.chain_of, finding_at="#f-", alone=True) if dossier.chain else "",
    }  # fmt: skip


def as_html(dossier: Dossier) -> bytes:
    """One self-contained page: no script, nothing fetched."""
    words = {"d": dossier, "p": phrases, "version": version("onrecord"), **_pictures(dossier)}
    return _templates(escaped=True).get_template("dossier.html").render(words).encode()


def as_markdown(dossier: Dossier) -> bytes:
    """Markdown with footnotes; the drawings are left out, the chain of command is a list."""
    text = _templates(escaped=False).get_template("dossier.md").render({"d": dossier, "p": phrases})
    return re.sub(r"\n{3,}", "\n\n", text).encode()


def as_pdf(dossier: Dossier) -> bytes:
    """PDF/UA: tagged, searchable, with bookmarks.

    Raises:
        UsageError: WeasyPrint or the Pango it needs is not there.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise UsageError(f"a PDF needs WeasyPrint and Pango ({type(error).__name__}): pip install onrecord[pdf], and apt-get install libpango-1.0-0 libpangoft2-1.0-0") from error  # fmt: skip

    def nothing(url: str, *_: object, **__: object) -> dict[str, object]:
        raise ValueError(f"{url}: nothing is fetched")

    page = as_html(dossier).decode().replace("<details>", "<details open>")
    made: bytes = HTML(string=page, url_fetcher=nothing).write_pdf(pdf_variant="pdf/ua-1")
    return made


def as_docx(dossier: Dossier) -> bytes:
    """A Word document, with the drawings as pictures."""
    from docx import Document

    page = Document()
    page.core_properties.title, page.core_properties.author = dossier.title[:250], "Onrecord"
    page.add_heading(_clean(dossier.title), 0)
    for words in dossier.scope:
        page.add_paragraph(_clean(words))
    page.add_heading("How to read this", 1)
    for words in (*dossier.method, dossier.masked):
        page.add_paragraph(_clean(words))
    page.add_heading("Summary", 1)
    _table(page, dossier.summary)
    _drawings(page, dossier)
    for title, entries in dossier.sections:
        page.add_heading(title, 1)
        for entry in entries:
            _entry(page, entry)
    page.add_heading("What is contested", 1)
    for _, title, lines in dossier.contested:
        page.add_heading(_clean(title), 2)
        _list(page, lines)
    if not dossier.contested:
        page.add_paragraph(phrases.NOTHING_CONTESTED)
    page.add_heading("Open questions", 1)
    _list(page, [f"{about} ({ask})" for ask, about in dossier.questions] or [phrases.NOTHING_OPEN])
    page.add_heading("What the grades mean", 1)
    page.add_paragraph(dossier.grades[0])
    _list(page, dossier.grades[1:])
    page.add_heading("Sources", 1)
    for n in dossier.notes:
        told = f"{n.publisher}{f': “{n.title}”' if n.title else ''}, {n.published}. {n.address}. SHA-256 {n.sha256} {n.archived}"
        page.add_paragraph(_clean(f"[{n.number}] {told}"))
    out = BytesIO()
    page.save(out)
    return out.getvalue()


def _drawings(page: Any, dossier: Dossier) -> None:
    pictures = _pictures(dossier)
    if dossier.timeline and pictures["timeline"]:
        page.add_heading("Timeline of incidents", 1)
        _drawn(page, pictures["timeline"])
        if dossier.timeline.undated:
            page.add_paragraph(phrases.UNDATED.format(n=dossier.timeline.undated))
    if dossier.timeline:
        page.add_heading("Map of incidents", 1)
        if pictures["map"]:
            _drawn(page, pictures["map"])
        page.add_paragraph(phrases.AREAS if pictures["map"] else phrases.NO_PLACE)
    if dossier.lines:
        page.add_heading(_clean(f"Chain of command: {dossier.chain_title}"), 1)
        if pictures["chain"]:
            _drawn(page, pictures["chain"])
            page.add_paragraph(phrases.LINES)
        _list(page, dossier.lines)


def _drawn(page: Any, picture: str) -> None:
    """A drawing as a picture that fills the page's width, or its height; its label is read aloud to who cannot see it."""
    from resvg_py import svg_to_bytes

    section = page.sections[0]
    shape = page.add_picture(BytesIO(svg_to_bytes(svg_string=picture, background="#ffffff", width=PIXELS)))
    wide = section.page_width - section.left_margin - section.right_margin
    high = section.page_height - section.top_margin - section.bottom_margin
    scale = min(wide / shape.width, high / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    label = re.search(r'aria-label="([^"]*)"', picture)
    shape._inline.docPr.set("descr", unescape(label[1]) if label else "")  # python-docx has no name for it


def _entry(page: Any, entry: Entry) -> None:
    page.add_heading(_clean(entry.title), 2)
    page.add_paragraph(_clean(f"{entry.told} Grade {entry.grade}."))
    if entry.facts:
        _table(page, entry.facts)
    for q in entry.quotations:
        page.add_paragraph(_clean(q.words), style="Quote")
        said = f"{'denied by' if q.denies else 'according to'} {q.who} [{q.note}] {q.reviewed}".strip()
        page.add_paragraph(_clean(said))
    if entry.more:
        page.add_paragraph(f"{entry.more} more quotations rest on these.")


def _table(page: Any, rows: list[tuple[str, str]]) -> None:
    table = page.add_table(rows=0, cols=2)
    for label, value in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = _clean(label), _clean(value)


def _list(page: Any, lines: list[str]) -> None:
    for words in lines:
        page.add_paragraph(_clean(words), style="List Bullet")


def _clean(words: str) -> str:
    """Words without the control characters that Word's XML forbids."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", words)


WRITERS: dict[str, Callable[[Dossier], bytes]] = {".html": as_html, ".pdf": as_pdf, ".docx": as_docx, ".md": as_markdown}  # fmt: skip
"""Ending of a file -> what writes it."""


def write(dossier: Dossier, path: Path) -> None:
    """Write a dossier to a file, in the format its name ends in; a file that is there is replaced when the new one is whole.

    Raises:
        UsageError: no such format.
    """
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UsageError(f"{path}: a dossier ends in one of {', '.join(WRITERS)}")
    partial = path.with_name(path.name + ".partial")
    partial.write_bytes(writer(dossier))
    partial.replace(path)
