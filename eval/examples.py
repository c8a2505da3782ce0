"""The examples written to teach, and the held-out ones: `python eval/examples.py [--reader NAME] [-v]`.

Prints per file and kind how many of the lines come out as they should; -v lists the others, but never those
of held_out.txt, which nobody looks at.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from demo import Row, fits

from onrecord.pipeline import read_text

EXAMPLES = Path(__file__).parent.parent / "training" / "examples"
PUBLISHED = "2021-03-04"


def examples(path: Path) -> Iterator[tuple[str, list[str]]]:
    """(text, lines) of one file."""
    for block in path.read_text(encoding="utf-8").split("\n==\n")[1:]:
        text, *lines = [line for line in block.splitlines() if line.strip()]
        yield text, lines


def comes_out(line: str, claims: list[Row]) -> bool:
    """Whether a line is as it should be: found, or, for "never" and "none", not found."""
    if line == "none":
        return not any(c["kind"] == "incident" for c in claims)
    if line.startswith("never "):
        return not any(fits(line.removeprefix("never "), c) for c in claims)
    return any(fits(line, c) for c in claims)


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", default=None)
    parser.add_argument("-v", action="store_true")
    given = parser.parse_args(arguments)
    for path in sorted(EXAMPLES.glob("*.txt")):
        right: Counter[str] = Counter()
        every: Counter[str] = Counter()
        for text, lines in examples(path):
            claims = read_text(text, published=PUBLISHED, **({"reader": given.reader} if given.reader else {}))[
                "claims"
            ]
            for line in lines:
                kind = line.split()[0]
                every[kind] += 1
                right[kind] += comes_out(line, claims)
                if given.v and path.stem != "held_out" and not comes_out(line, claims):
                    print(f"{path.stem}: {text}\n    {line}")
        print(
            f"{path.stem:10} " + "  ".join(f"{kind} {right[kind]} of {n}" for kind, n in sorted(every.items())),
            flush=True,
        )


if __name__ == "__main__":
    main()
