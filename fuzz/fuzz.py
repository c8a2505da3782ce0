"""Bytes nobody thought of, for every format reader and for the code that keeps places in texts (Atheris, coverage-guided).

python fuzz/fuzz.py TARGET [--seconds 600]    or make fuzz for all. What is found lies in fuzz/found/TARGET-*: mend it, and keep the file in
tests/fixtures/hostile, where every test run reads it. The corpus grows in fuzz/corpus/TARGET and is kept between runs.
"""

import argparse
import contextlib
import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["onrecord"], enable_loader_override=False):
    from onrecord import pipeline
    from onrecord.errors import InputError, UsageError
    from onrecord.ingest import Raw, to_document
    from onrecord.ingest.archives import ARCHIVES, field_names, items
    from onrecord.ingest.extract import FORMATS
    from onrecord.ingest.plain import clean, clean_in_place
    from onrecord.read.pieces import cut
    from onrecord.record.words import hits, terms, words_of

HERE = Path(__file__).parent
SEEDS = HERE.parent / "tests" / "fixtures" / "hostile"
ENDINGS = {"html": (".html",), "pdf": (".pdf",), "docx": (".docx",), "email": (".eml",), "text": (".txt",), "jsonl": (".jsonl", ".gz"), "csv": (".csv",),
           "warc": (".warc",), "feed": (".rss", ".atom")}  # fmt: skip
"""Target -> endings of the seeds it begins with."""


def document(name: str) -> Callable[[bytes], None]:
    """A format of single documents, as a parser meets it."""

    def one(data: bytes) -> None:
        with contextlib.suppress(InputError):
            to_document(Raw(f"x.{name}", data, None, "text/html" if name == "html" else "", {}))

    return one


def archive(name: str) -> Callable[[bytes], None]:
    """A format of many documents."""

    def one(data: bytes) -> None:
        for found in items(io.BytesIO(data), name, f"x.{name}", field_names("")):
            assert isinstance(found, Raw | InputError)

    return one


def places(data: bytes) -> None:
    """Words, pieces and hits lie where they say they do."""
    text = atheris.FuzzedDataProvider(data).ConsumeUnicodeNoSurrogates(2_000)
    kept = clean(text)
    assert clean(kept) == kept
    assert len(clean_in_place(text)) == len(text)
    at = 0
    for _, start, end in words_of(kept):
        assert at <= start < end <= len(kept)
        at = end
    pieces = cut(kept, caseless=False)
    assert all(0 <= s < e <= len(kept) for s, e in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True))
    try:
        for start, end in hits(kept, terms(kept[:40])):
            assert 0 <= start < end <= len(kept)
    except UsageError:
        pass


def reading(data: bytes) -> None:
    """Every span of a reading lies in its text."""
    text = atheris.FuzzedDataProvider(data).ConsumeUnicode(600)
    try:
        found = pipeline.read_text(text, published="2021-03-04", reader="rules")
    except InputError:
        return
    size = len(found["text"])
    spans = [m for key in ("mentions", "times", "places") for m in ((x["start"], x["end"]) for x in found[key])]
    spans += [s for c in found["claims"] for s in (*c["evidence"], *(s for own in c["roles"].values() for f in own for s in f["spans"]))]  # fmt: skip
    assert all(0 <= s < e <= size for s, e in spans)


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{name: document(name) for name in FORMATS}, **{name: archive(name) for name in ARCHIVES}, "places": places, "reading": reading,
}  # fmt: skip


def main() -> None:
    """Fuzz one target for some seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=600)
    given = parser.parse_args()
    corpus, found = HERE / "corpus" / given.target, HERE / "found"
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for seed in SEEDS.iterdir():
            if seed.name.endswith(ENDINGS.get(given.target, ("txt",))):
                (Path(folder) / seed.name).write_bytes(seed.read_bytes()[:20_000])
        options = [f"-max_total_time={given.seconds}", "-max_len=20000", "-timeout=30", "-rss_limit_mb=4000", f"-artifact_prefix={found / given.target}-", "-print_final_stats=1"]  # fmt: skip
        atheris.Setup([sys.argv[0], *options, str(corpus), folder], TARGETS[given.target])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
