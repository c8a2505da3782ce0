"""Bytes of plain text -> text: encodings, line ends, characters that have no business in it."""

import re
import unicodedata

from onrecord.errors import InputError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Marks that reorder or hide text without being text: direction overrides, joiners, soft hyphens, NUL.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\ufff9-\ufffb]"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def decode(data: bytes, address: str) -> tuple[str, tuple[str, ...]]:
    """Text of plain bytes, and notes on what had to be guessed.

    Raises:
        InputError: the bytes are no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace"), ()
    if is_binary(data):
        raise InputError(address, "is not text", "give the original document (PDF, DOCX, HTML, TXT) instead")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # 0.1 s: only for files in other encodings

        best = from_bytes(data[:500_000]).best()
        encoding = best.encoding if best else "cp1252"
        return data.decode(encoding, errors="replace"), (f"encoding guessed: {encoding}",)


def clean_in_place(text: str) -> str:
    """Text an archive holds, its offsets kept: what is no text becomes as many spaces."""
    return _CONTROL.sub(" ", text)


def is_binary(data: bytes) -> bool:
    """Whether bytes hold too many control characters to be text; a few NULs are let through and cleaned."""
    head = data[:8192]
    if not head:
        return False
    control = sum(b < 9 or 13 < b < 32 for b in head)
    return control > len(head) * 0.05


def clean(text: str) -> str:
    """Text as it is stored: one kind of line end, composed accents, no invisible marks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = _SURROGATES.sub("\ufffd", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", text).strip("\n ")
