"""Where sentences, headlines, datelines and bullets begin and end.

The parser splits running text; layout (blank lines, bullets, datelines) is ours, because the
parser never sees it: each block below is parsed on its own.
"""

import re
from collections.abc import Iterator

from onrecord.model import Sentence, Token

_PARAGRAPH = re.compile(r"\S(?:.*\n?(?![ \t]*\n))*.*")  # up to the next blank line
_BULLET = re.compile(r"[ \t]*(?:[-*•–‣◦]|\(?\d{1,2}[.)])[ \t]+(?=\S)")
# "BRUSSELS, 4 March (Agency) -- ", "TARN CITY (KNA) — ": a place in capitals, perhaps a date or agency, a dash
DATELINE = re.compile(
    r"\A(?P<place>[A-Z][A-Z.'’\- ]+(?:, [A-Z][A-Za-z.'’ ]+)?)(?:,? (?:\d{1,2} )?[A-Z][a-z]+\.?(?: \d{1,2})?(?:,? \d{2,4})?)?"
    r"(?: ?[/(][^)\n]{2,40}\)?)? ?(?:--|—|–|-|_) ?"
)

# "Tarn Haven, 11 June 2024 - ": in small letters too, where a whole date and a dash follow
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?"
DATED = re.compile(
    rf"\A(?:[A-Z][a-z'’\-]+ ){{0,2}}[A-Z][a-z'’\-]+, (?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?:,? \d{{4}})?(?: \([^)\n]{{2,40}}\))? ?(?:--|—|–|-) "
)

_DATE = rf"(?:(?:(?:\d{{1,2}}[-–])?\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}},?|{_MONTH}) \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{4}})"
# "12 March 2013, Tirana: ", "Tirana, March 2013: ", "2013: ": how an entry of a chronology begins
ENTRY = re.compile(
    rf"\A(?:{_DATE}(?:(?:,| [–—-]) [A-Z][^\n:]{{1,40}}| \([A-Z][^)\n]{{1,40}}\))?|[A-Z][^\n:,]{{1,30}}, {_DATE}): (?=\S)"
)


NUMBERED = r"(?:Q\d{1,3}\.? )?"
"""What oral evidence numbers a question by, before the label of who asks."""
# "Professor Rohde: ", "Q14 Mr Ashby: ": capitalised words before a colon at the head of a paragraph
LABELLED = re.compile(
    rf"(?:(?<=\n\n)|\A){NUMBERED}[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){{1,4}}(?: \([^()\n]{{2,60}}\))?: +(?=\S)"
)
FEWEST_LABELS = 3
"""That many paragraphs headed so are a transcript's turns."""


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """(offset, words) of every stretch no sentence crosses: paragraphs, and within them bullets, lines
    that stand like headlines, datelines, the heads of a chronology's entries, and the labels of a transcript's turns.
    """
    labelled = len(LABELLED.findall(text)) >= FEWEST_LABELS
    for paragraph in _PARAGRAPH.finditer(text):
        for start, end in _lines(paragraph.group(), paragraph.start()):
            label = LABELLED.match(text, start, end) if labelled else None
            if label:
                yield start, text[start : label.end()].rstrip()
                start = label.end()
            dateline = next((m for head in (DATELINE, DATED, ENTRY) if (m := head.match(text[start:end]))), None)
            if dateline and dateline.end() < end - start:
                yield start, text[start : start + dateline.end()]
                start += dateline.end()
            yield start, text[start:end]


def _lines(paragraph: str, offset: int) -> Iterator[tuple[int, int]]:
    """Bullets and full lines of a paragraph; lines wrapped in mid-sentence stay together."""
    cuts: list[tuple[int, int]] = []  # (end of the stretch before, start of the next)
    position, previous = 0, ""
    for line in paragraph.splitlines(keepends=True):
        bullet = _BULLET.match(line)
        if bullet or (position and _is_break(previous, line)):
            cuts.append((position, position + (bullet.end() if bullet else 0)))
        position += len(line)
        previous = line.rstrip()
    starts = [0, *(start for _, start in cuts)]
    ends = [*(end for end, _ in cuts), len(paragraph)]
    for start, end in zip(starts, ends, strict=True):
        body = paragraph[start:end]
        if body.strip():
            yield (
                offset + start + len(body) - len(body.lstrip()),
                offset + start + len(body.rstrip()),
            )


def _is_break(previous: str, line: str) -> bool:
    """Whether a line end is a sentence's end: after a stop, or after a short line before a capital."""
    if not previous or not line.strip():
        return True
    if previous[-1] in ".!?:;”\"’'":
        return True
    return len(previous) < 55 and line.lstrip()[:1].isupper() and previous[-1] != ","


def is_entry(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is the head of a chronology's entry: a date, perhaps a place, and a colon."""
    return ENTRY.match(f"{text[sentence.start : sentence.end]} .") is not None


def place_entries(text: str, tokens: list[Token], found: list[Sentence]) -> None:
    """What stands with the date at the head of a chronology's entry is a place, whatever the parser takes it for; in place."""
    for sentence in found:
        if not is_entry(text, sentence):
            continue
        for token in tokens[sentence.first : sentence.last]:
            if token.text[:1].isupper() and token.entity not in ("DATE", "CARDINAL"):
                token.entity = "GPE"


def sentences(text: str, tokens: list[Token], ranges: list[tuple[int, int]]) -> list[Sentence]:
    """Sentences from the parser's ranges, with stray closing quotation marks put back where they belong."""
    found: list[Sentence] = []
    paragraph, seen = 0, 0
    for first, last in ranges:
        start, end = tokens[first].start, tokens[last - 1].end
        if found:
            paragraph += "\n" in text[seen:start]
        seen = end
        found.append(Sentence(start, end, first, last, paragraph))
    return found
