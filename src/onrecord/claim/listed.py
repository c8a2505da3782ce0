"""Notices of designation: a measure against "three individuals and two entities", and the numbered paragraphs that name them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.claim.context import Context
from onrecord.claim.modality import Modality
from onrecord.model import Claim, Mention, Sentence

COUNTED_AS = frozenset("individual person people entity company official officer organisation organization body name following man woman member vessel".split())  # fmt: skip
"""What those are called who are named one by one behind."""
MEASURES = frozenset(["sanction", "designate_as_terrorist_organisation"])
TITLE = 40
"""Characters of title at most before an entry's name."""
_NUMBER = re.compile(r"(?:^|\n)[ \t]*(?:\(?(?:\d{1,3}|[a-z]|[ivx]+)[.)]|[-•*–])[ \t]*\Z")
"""How a paragraph of a list begins."""


def with_entries(context: Context, claims: list[Claim]) -> list[Claim]:
    """Measures, and behind each that is against people or bodies it only counts, one for every entry that names one."""
    told = [c for c in claims if c.type in MEASURES and _only_counted(context, c)]
    return [*claims, *(entry for claim in told[:1] for entry in _entries(context, claim))]


def _only_counted(context: Context, claim: Claim) -> bool:
    """Whether a measure's object is "three individuals", "the following companies"."""
    heads = [context.tokens_in(f.spans[0])[-1:] for f in claim.roles.get("object", ())]
    return any(t.lemma in COUNTED_AS for last in heads for t in last)


def _entries(context: Context, claim: Claim) -> Iterator[Claim]:
    told = context.reading.sentences[context.sentence_at(claim.evidence[0].start)]
    opening = (s for before, s in zip(context.reading.sentences, context.reading.sentences[1:], strict=False) if before.paragraph < s.paragraph and s.paragraph > told.paragraph)  # fmt: skip
    begun = False
    for sentence in opening:
        line = max(0, context.text.rfind("\n", 0, sentence.start))
        if _NUMBER.search(context.text, line, sentence.start) is None:
            if begun:
                return
            continue
        begun = True
        name = _named_first(context, sentence)
        if name is not None:
            yield _against(context, claim, sentence, name)


def _named_first(context: Context, sentence: Sentence) -> Mention | None:
    """Whom an entry is about: the person or body at its head."""
    near = (
        m for m in context.reading.mentions if sentence.start <= m.start < min(sentence.end, sentence.start + TITLE)
    )
    return next((m for m in near if m.named and m.type in ("person", "organisation")), None)


def _against(context: Context, claim: Claim, sentence: Sentence, name: Mention) -> Claim:
    head = context.tokens[name.head]
    listed = context.fillers([head])
    roles = {"actor": claim.roles.get("actor", ()), "object": listed}
    entry = context.claim("measure", claim.type, head, Modality(mode=claim.mode), roles=roles, status=claim.status, time=claim.time)  # fmt: skip
    return replace(entry, evidence=tuple(sorted({*claim.evidence, sentence.span})), said_by=claim.said_by)
