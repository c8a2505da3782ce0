"""Pairs of documents of a corpus that carry one text, most alike first, to judge by hand: `python eval/duplicates.py FILE.jsonl [-v]`.

The same code as in a record: a record is made of the texts, unread, and its candidates are compared (weigh/copies.py).
"""

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

from onrecord.model import Document
from onrecord.record import Entry, Record, carrying, settling
from onrecord.weigh.copies import COMMON, HELD, LEAST, SHARE, held, sentences, shingles


def pairs(texts: dict[str, str]) -> list[tuple[float, str, str]]:
    """(share, id, id) of every pair that shares enough shingles, the most alike first."""
    with tempfile.TemporaryDirectory() as folder:
        record = Record(Path(folder) / "texts.record", create=True)
        record.add(_unread(name, text) for name, text in sorted(texts.items()))
        with settling(record, whole=True) as work:
            carrying.keep_texts(work, ((d, shingles(text), "", "") for d, text in carrying.new_texts(work)))
            compared = list(carrying.candidates(work, COMMON, LEAST, SHARE))
    parts = {name: sentences(text) for name, text in texts.items()}
    return sorted(((held(parts[a], parts[b]), a, b) for a, b in compared), key=lambda p: (-p[0], p[1], p[2]))


def _unread(name: str, text: str) -> Entry:
    data = text.encode()
    return Entry(Document(name, hashlib.sha256(data).hexdigest(), text, name), data, (), (), (), False)


def main() -> None:
    """Print how many pairs are exact, near and not one text; with -v the beginnings of both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = {str(r["id"]): r["text"] for r in rows}
    found = pairs(texts)
    same = [p for p in found if p[0] >= HELD]
    exact = [p for p in same if sorted(sentences(texts[p[1]])) == sorted(sentences(texts[p[2]]))]
    print(
        f"{len(texts)} documents, {len(found)} candidate pairs: {len(same)} carry one text, {len(exact)} of them the same sentences"
    )
    for share, a, b in found if given.verbose else []:
        mark = "one text" if share >= HELD else "not"
        print(f"\n{mark}  {share:.2f}  {a} / {b}")
        for name in (a, b):
            print(f"    {' '.join(texts[name].split())[:300]}")


if __name__ == "__main__":
    main()
