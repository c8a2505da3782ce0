"""Bytes -> text and what the format tells: one function a format, in the table FORMATS."""

import email
import email.policy
import email.utils
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onrecord.errors import InputError
from onrecord.ingest.plain import decode

MAX_UNPACKED = 300_000_000
"""Most bytes a packed document may unpack to."""


@dataclass(slots=True)
class Extracted:
    """What a format gives: text, and whatever it tells beside it."""

    text: str
    media_type: str
    title: str = ""
    byline: str = ""
    source: str = ""
    published: str = ""
    notes: tuple[str, ...] = ()


def from_text(data: bytes, address: str) -> Extracted:
    """Plain text: a short first line set off by a blank one is its title."""
    text, notes = decode(data, address)
    first, _, rest = text.lstrip("\ufeff\n").partition("\n")
    is_title = (
        0 < len(first) < 150
        and rest.startswith(("\n", "\r\n"))
        and not first.rstrip().endswith((".", "--", "—"))
        and " " in first
    )
    return Extracted(text, "text/plain", title=first.strip() if is_title else "", notes=notes)


def from_html(data: bytes, address: str) -> Extracted:
    """The article of a web page, without navigation, banners and scripts (trafilatura)."""
    import trafilatura  # 0.5 s: only when there is a page

    text, notes = decode(data, address)
    if text.count("<") > 2_000_000 or _depth(text) > 2_000:
        text = re.sub(r"<[^>]*>", "\n", text)
        return Extracted(text, "text/html", notes=(*notes, "nested too deeply for a page; tags dropped"))
    try:
        found = trafilatura.bare_extraction(
            text,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            favor_precision=False,
            deduplicate=False,
        )
    except (ValueError, AttributeError, RecursionError) as error:
        raise InputError(
            address,
            f"is HTML that cannot be parsed ({error})",
            "save the page again, or save its text",
        ) from error
    if found is None or not (found.text or "").strip():
        raise InputError(address, "is a page with no article text", "save the article's own page, or its text")
    body = re.sub(r"\n(?=\S)", "\n\n", found.text)
    title = found.title or ""
    if title and not body.startswith(title):
        body = f"{title}\n\n{body}"
    return Extracted(
        body,
        "text/html",
        title,
        found.author or "",
        found.sitename or found.hostname or "",
        found.date or "",
        notes,
    )


def _depth(text: str) -> int:
    """Rough depth of nesting: how far opening tags run ahead of closing ones."""
    depth = deepest = 0
    for m in re.finditer(r"<(/?)(?!br|img|meta|link|input|hr|!|\?)[a-z]", text[:5_000_000], re.I):
        depth += -1 if m[1] else 1
        deepest = max(deepest, depth)
    return deepest


def from_pdf(data: bytes, address: str) -> Extracted:
    """The text layer of a PDF, hyphens at line ends joined, lines of a paragraph put together."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise InputError(
                address,
                "is an encrypted PDF",
                "remove its password (for example qpdf --decrypt) and give that file",
            ) from error
        raise InputError(address, "is a PDF that cannot be opened", "open and save it anew in a PDF reader") from error
    try:
        pages, broken = [], []
        for number in range(len(pdf)):
            try:
                page = pdf[number]
                layer = page.get_textpage()
                pages.append(layer.get_text_range())
                layer.close()
                page.close()
            except pypdfium2.PdfiumError:
                broken.append(f"page {number + 1} cannot be read")
        meta: dict[str, str] = pdf.get_metadata_dict()
    finally:
        pdf.close()
    text = "\n\n".join(_unwrap(p) for p in pages).strip()
    if not text:
        raise InputError(
            address,
            f"is a PDF of images ({len(pages)} pages, no text layer)"
            if pages
            else "is a PDF without a page that can be read",
            "run it through OCR first (for example ocrmypdf)",
        )
    return Extracted(text, "application/pdf", meta.get("Title", ""), meta.get("Author", ""), notes=tuple(broken[:20]))


def _unwrap(page: str) -> str:
    """Lines of a page joined into paragraphs: a line that ends short, or before a blank, ends one."""
    page = page.replace("\r\n", "\n").replace("\ufffe", "-")
    page = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", page)
    lines = page.split("\n")
    longest = max((len(line) for line in lines), default=0)
    out: list[str] = []
    for line in lines:
        ended = (
            not out
            or not out[-1]
            or (
                len(out[-1].rsplit("\n", 1)[-1]) < 0.7 * longest
                and out[-1].rstrip().endswith((".", "!", "?", ":", "”", '"'))
            )
            or (len(out) == 1 and len(out[0]) < 0.7 * longest)
        )
        if not line.strip():
            out.append("")
        elif ended:
            out.append(line.strip())
        else:
            out[-1] = f"{out[-1].rstrip()} {line.strip()}"
    return "\n\n".join(p for p in out if p)


def from_docx(data: bytes, address: str) -> Extracted:
    """Paragraphs and tables of a Word document."""
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(i.file_size for i in archive.infolist())
        if size > MAX_UNPACKED:
            raise InputError(
                address,
                f"unpacks to {size / 1e9:.1f} GB",
                "it is likely a zip bomb; do not open it",
            )
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError(address, "is a Word document that cannot be opened", "open and save it anew") from error
    blocks = [_block(item) for item in document.iter_inner_content()]
    core = document.core_properties
    created = core.created.date().isoformat() if core.created and core.created.year > 2013 else ""
    return Extracted("\n\n".join(b for b in blocks if b), "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                     core.title or "", core.author or "", "", created)  # fmt: skip


def _block(item: Any) -> str:
    if hasattr(item, "rows"):
        return "\n".join(" | ".join(cell.text.strip() for cell in row.cells) for row in item.rows)
    return str(item.text).strip()


def from_email(data: bytes, address: str) -> Extracted:
    """The body of a message, subject as title, sender as byline, its date."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        raise InputError(address, "is a message without a text", "save its attachment instead")
    content = part.get_content()
    if part.get_content_subtype() == "html":
        content = from_html(content.encode(), address).text
    sent = message.get("Date", "")
    date = ""
    if sent:
        try:
            date = email.utils.parsedate_to_datetime(str(sent)).date().isoformat()
        except ValueError:
            date = ""
    sender = email.utils.parseaddr(str(message.get("From", "")))
    return Extracted(
        content,
        "message/rfc822",
        str(message.get("Subject", "")),
        sender[0] or sender[1],
        sender[1].partition("@")[2],
        date,
    )


FORMATS: dict[str, Callable[[bytes, str], Extracted]] = {
    "text": from_text,
    "html": from_html,
    "pdf": from_pdf,
    "docx": from_docx,
    "email": from_email,
}
"""Every format of single documents by name."""


def sniff(data: bytes, address: str, media_type: str = "") -> str:
    """The format of bytes: by their first characters, then by what the archive or the file's ending says."""
    head = data[:2048].lstrip()
    lower = head.lower()
    if head.startswith(b"%PDF"):
        return "pdf"
    if head.startswith(b"PK\x03\x04") and b"word/" in data[:50_000] + data[-20_000:]:
        return "docx"
    if lower.startswith((b"<!doctype html", b"<html")) or b"<html" in lower[:1024] or "html" in media_type:
        return "html"
    suffix = address.rpartition(".")[2].lower().split("#")[0]
    if suffix in ("html", "htm", "xhtml") and b"<" in head:
        return "html"
    if suffix == "eml" or (
        re.match(rb"(?:[A-Z][\w-]+: .*\r?\n){3}", head) and re.search(rb"(?mi)^(?:from|message-id): ", head)
    ):
        return "email"
    return "text"
