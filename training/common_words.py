"""Make src/onrecord/read/common_words.txt: words English news writes in lower case.

    python training/common_words.py ../shared/data

Counted over the training halves of the corpora: a word is common when most of its occurrences that do
not begin a sentence are in lower case. Only words and no text are kept. Used to give capitals back to
texts that have none (wire copy in capitals, transcripts in lower case).
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

OUT = Path(__file__).parent.parent / "src" / "onrecord" / "read" / "common_words.txt"
CORPORA = ("polnear/train.jsonl", "ecb/train.jsonl", "time/train.jsonl", "geo/lgl_dev.jsonl")
WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")


def main(data: Path) -> None:
    """Count and write."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for corpus in CORPORA:
        for line in (data / corpus).open(encoding="utf-8"):
            text = json.loads(line)["text"]
            for m in WORD.finditer(text):
                word = m.group()
                if word.islower():
                    lower[word] += 1
                elif m.start() > 1 and text[m.start() - 2] not in '.!?\n“"':
                    upper[word.lower()] += 1
    words = sorted(w for w, n in lower.items() if n >= 2 and n > upper[w])
    OUT.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(words)} words")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
