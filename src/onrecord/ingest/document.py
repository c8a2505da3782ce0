"""Raw -> Document: format, text, title, date, language."""

import datetime as dt
import hashlib
import re
import warnings

from onrecord.errors import InputError
from onrecord.ingest.dateline import date_in, outlet_in
from onrecord.ingest.extract import FORMATS, Extracted, sniff
from onrecord.ingest.plain import clean, clean_in_place
from onrecord.ingest.raw import MAX_TEXT, Raw
from onrecord.model import Document


def to_document(raw: Raw, *, published: str | None = None, source: str | None = None) -> Document:
    """One document out of its bytes.

    Args:
        raw: bytes or a file, and what an archive told.
        published: the user's date for it (ISO); wins over what the format tells.
        source: the user's name for who published it; wins likewise.

    Raises:
        InputError: nothing readable is in it.
    """
    raw = raw.loaded()
    data = raw.data or b""
    told = raw.fields
    if told.get("text"):
        found = Extracted(
            told["text"],
            "text/plain",
            told.get("title", ""),
            told.get("byline", ""),
            told.get("source", ""),
            told.get("published", ""),
        )
    else:
        if not data.strip():
            raise InputError(raw.address, "is empty", "leave it out")
        found = _extracted(data, raw)
    text = clean_in_place(found.text) if told.get("text") else clean(found.text)
    if not text.strip():
        raise InputError(raw.address, "holds no text", "leave it out")
    if len(text) > MAX_TEXT:
        raise InputError(
            raw.address,
            f"is {len(text) / 1e6:.0f} million characters, too long for one document",
            f"split it into parts under {MAX_TEXT // 10**6} million",
        )
    dated = as_date(published or found.published or "") or date_in(text)
    publisher = source or clean(found.source) or outlet_in(text)
    digest = hashlib.sha256(data).hexdigest()
    return Document(digest[:16], digest, text, clean_in_place(raw.address), clean_in_place(told.get("ref", "")), clean(found.title), clean(found.byline), publisher,
                    dated or None, language_of(text), found.media_type, found.notes)  # fmt: skip


def _extracted(data: bytes, raw: Raw) -> Extracted:
    form = sniff(data, raw.address, raw.media_type)
    try:
        return FORMATS[form](data, raw.address)
    except (InputError, MemoryError):
        raise
    except Exception as error:
        raise InputError(raw.address, f"is {form} that cannot be parsed ({type(error).__name__})", "open and save it anew, or save its text") from error  # fmt: skip


def as_date(value: str) -> str | None:
    """The ISO day of a date as feeds, databases and people write it; None when it is none."""
    value = value.strip()
    m = re.match(r"(\d{4})-(\d\d)-(\d\d)", value)
    if m:
        try:
            return dt.date(*map(int, m.groups())).isoformat()
        except ValueError:
            return None
    if not value:
        return None
    import dateparser  # 0.3 s: only for dates in words

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        settings = {
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RELATIVE_BASE": dt.datetime(2000, 1, 1),  # noqa: DTZ001 - no relative date passes REQUIRE_PARTS
            "STRICT_PARSING": True,
        }
        parsed = dateparser.parse(value, settings=settings)
    return parsed.date().isoformat() if parsed else None


_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "was",
        "is",
        "for",
        "on",
        "that",
        "by",
        "with",
        "said",
        "from",
        "at",
        "his",
        "has",
        "had",
        "were",
    ]
)


DISTINCT = 4
"""So many different words of English tell it from languages that share one: "in", "was", "a"."""
SURER = 12.0
"""By how much (difference of log-likelihoods) another language must be likelier than English: what names do to a headline in English stays below, the shortest headlines of other languages above."""


def language_of(text: str) -> str:
    """ISO 639-1 code of a text's language (639-3 where there is none); English unless another is surely likelier.

    py3langid (Lui and Baldwin 2012), which takes its time to load, is asked only where English words do not settle it.
    """
    words = re.findall(r"[^\W\d_]+", text[:4000].lower())
    if not words:
        return "und"
    common = [w for w in words if w in _COMMON]
    if len(common) >= 0.12 * len(words) and len(set(common)) >= DISTINCT:
        return "en"
    from py3langid.langid import rank

    scores: dict[str, float] = dict(rank(text[:4000]))
    likeliest = max(scores, key=scores.__getitem__)
    return likeliest if scores[likeliest] - scores["en"] > SURER else "en"
