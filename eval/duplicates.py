"""Pairs of documents of a corpus that carry one text, most alike first, to judge by hand: `python eval/duplicates.py FILE.jsonl [-v]`.

Candidates share shingles, as in a record; `held` is how much of the shorter text stands in the longer (weigh/copies.py).
"""

import argparse
import json
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from onrecord.weigh.copies import COMMON, HELD, LEAST, held, sentences, shingles


def pairs(texts: dict[str, str]) -> list[tuple[float, str, str]]:
    """(share, id, id) of every pair that shares enough shingles, the most alike first."""
    holders: dict[int, list[str]] = defaultdict(list)
    for name, text in sorted(texts.items()):
        for shingle in shingles(text):
            holders[shingle].append(name)
    together: Counter[tuple[str, str]] = Counter()
    for own in holders.values():
        together.update(combinations(own, 2) if len(own) <= COMMON else ((own[0], d) for d in own[1:]))
    parts = {name: sentences(text) for name, text in texts.items()}
    found = [(held(parts[a], parts[b]), a, b) for (a, b), n in together.items() if n >= LEAST]
    return sorted(found, key=lambda p: (-p[0], p[1], p[2]))


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
