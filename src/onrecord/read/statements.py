"""Statements: whose words a whole text is by its heading. "Statement of the Ministry of Foreign Affairs", "Remarks by X to the press".

A report about a statement opens with a dateline, or its headline has a verb; a statement's heading names a kind of speech, and who gives it.
"""

import re
from collections.abc import Mapping, Sequence

from onrecord.model import Attribution, Mention, Sentence, Span, Token
from onrecord.read.sentences import DATED, DATELINE
from onrecord.read.turns import trimmed

_KIND = (
    r"(?:statement|remarks|speech|address|declaration|communiqu[eé]|testimony|message|letter|appeal|release|briefing)"
)
_HEADING = re.compile(
    rf"(?:[A-Z][\w-]+ ){{0,3}}?{_KIND}(?: (?:to|before|at|for) (?:the )?[\w ]{{2,40}}?)?(?: (?:issued|made|given|delivered|read(?: out)?))? (?:by|of|from) ",
    re.I,
)
"""From the first word of a heading to whoever gives the statement: "Opening statement to the Committee by"."""
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
"""Tags of verbs that make a heading a headline: "Statement by minister angers allies"."""


def find_statement(
    text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], heads: Mapping[int, Mention]
) -> list[Attribution]:
    """What a text's heading says that its giver says: one attribution without a cue, of all that follows; none where no heading does.

    Args:
        text: the document's text; all spans point into it.
        tokens: its tokens.
        sentences: its sentences; the heading is the first.
        heads: mentions by their head token, for full names.
    """
    heading = sentences[0] if sentences else None
    found = _HEADING.match(text, heading.start, heading.end) if heading is not None else None
    if heading is None or found is None:
        return []
    rest = [s for s in sentences if s.paragraph > 0]
    if not rest or any(pattern.match(text[s.start :]) for s in rest[:3] for pattern in (DATELINE, DATED)):
        return []
    words = tokens[heading.first : heading.last]
    if any(t.tag in _FINITE for t in words) or "\n" in text[heading.start : heading.end]:
        return []
    behind = [t for t in words if t.start >= found.end()]
    about = next((t.i for t in behind if t.pos == "ADP" and t.lemma != "of"), heading.last)  # "on the arrests in X"
    named = [heads[t.i] for t in behind if t.i < about and t.i in heads and heads[t.i].named]
    giver = _giver(text, named)
    if giver is None:
        return []
    after = next((t for t in words if t.start >= giver.end), None)
    between = [t for t in words if found.end() <= t.start < giver.start]
    if (after is not None and after.pos not in ("ADP", "PUNCT", "SCONJ")) or any(t.pos == "ADP" and t.lemma != "of" for t in between):  # fmt: skip
        return []  # "Statement by X angers allies", "Statement of claim against X"
    said = trimmed(text, rest[0].start, rest[-1].end)
    return [Attribution((Span(giver.start, giver.end),), (), (said,), "asserts", "direct", giver.name)]


def _giver(text: str, named: Sequence[Mention]) -> Mention | None:
    """A person, named for a body or alone, before the body; nobody where two people are joined."""
    people = [m for m in named if m.type == "person"]
    if len(people) > 1 and re.search(r"\band\b", text[people[0].end : people[1].start]):
        return None
    bodies = [m for m in named if m.type == "organisation"]
    return next(iter(people or bodies), None)
