"""Statements: whose words a whole text is by its heading. "Statement of the Ministry of Foreign Affairs", "Remarks by X to the press".

A report about a statement opens with a dateline, or its headline has a verb; a statement's heading names a kind of speech, and who gives it.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from onrecord.model import Attribution, Mention, Sentence, Token, Voicing
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
    inside = [m for m in heads.values() if m.named]  # "the Committee for the Disappeared"
    brings = (
        t for t in behind if t.pos == "ADP" and t.lemma != "of" and not any(m.start < t.start < m.end for m in inside)
    )
    about = next((t.i for t in brings), heading.last)  # "on the arrests in X"
    named = [heads[t.i] for t in behind if t.i < about and t.i in heads and heads[t.i].named]
    givers = _givers(text, named)
    if not givers:
        return []
    giver, *others = givers
    after = next((t for t in words if t.start >= givers[-1].end), None)
    between = [t for t in words if found.end() <= t.start < giver.start]
    if (after is not None and after.pos not in ("ADP", "PUNCT", "SCONJ")) or any(t.pos == "ADP" and t.lemma != "of" for t in between):  # fmt: skip
        return []  # "Statement by X angers allies", "Statement of claim against X"
    said = trimmed(text, rest[0].start, rest[-1].end)
    jointly = tuple(Voicing(m.name, (m.span,)) for m in others)
    return [Attribution((giver.span,), (), (said,), "asserts", "direct", giver.name, jointly=jointly)]


def _givers(text: str, named: Sequence[Mention]) -> list[Mention]:
    """A person, named for a body or alone, before the body; all of them where "and" joins several."""
    people = [m for m in named if m.type == "person"]
    several = people or [m for m in named if m.type == "organisation"]
    joined = [text[a.end : b.start].strip() for a, b in pairwise(several)]
    if joined and all(re.fullmatch(r"(?:,|(?:, )?and|&)(?: the)?", between) for between in joined):
        return several
    return several[:1] if not any(re.search(r"\band\b", between) for between in joined) else []
