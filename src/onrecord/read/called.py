"""Who is given a name by a verb: "police identified the driver as X", "a man named X", "the bomber, named by officials as X"."""

from collections.abc import Sequence
from itertools import islice

from onrecord.model import Token

CALLS = frozenset(["name", "identify"])
"""Verbs that give somebody described a name "as"."""
NAMED_SO = frozenset(["name", "call"])
"""Those whose participle takes the name itself: "a man named X"."""


def described_as(name: Token, tokens: Sequence[Token]) -> Token | None:
    """The noun whose name a verb tells; None where no verb of naming brings the name."""
    verb = _verb(name)
    if verb is None:
        return None
    relative = next((t for t in tokens[max(0, verb.i - 5) : verb.i] if t.text in ("whom", "who")), None)
    if relative is not None:  # wherever the parser hangs the clause, it is about the noun before it
        return next((t for t in reversed(tokens[max(0, relative.i - 2) : relative.i]) if t.pos == "NOUN"), None)
    told = verb.child("dobj", "nsubjpass")
    return told if told is not None and told is not name else _above(verb)


DESCRIBES = CALLS | frozenset(["describe", "unmask"])
"""Those that give somebody named a description "as"."""


def called_so(description: Token) -> Token | None:
    """The name of whom a verb tells what he is: "named X as the man who gave the order", "X was identified as the gunman"; None for any other noun."""
    if description.dep != "pobj" or description.head.lemma != "as":
        return None
    verb = description.head.head
    if verb.lemma not in DESCRIBES or verb.pos != "VERB":
        return None
    named = verb.child("dobj", "oprd", "nsubjpass")
    alone = named is not None and named.child("conj") is None and description.tag == "NN"
    return named if alone and named is not None and named.pos == "PROPN" else None


KNOWN = frozenset(["know", "call", "dub"])
"""Verbs by which a body described is given its name: "a unit known as Department 7"."""


def body_known_as(name: Token) -> Token | None:
    """The noun for a body whose name follows: "the unit, known as Department 7"; None for any other name."""
    name = name.head if name.dep == "nummod" else name  # the "7" of "Department 7"
    verb = name.head.head if name.dep == "pobj" and name.head.lemma == "as" else name.head
    so = verb.lemma in KNOWN and verb.tag == "VBN" and verb.dep == "acl" and name.dep in ("pobj", "oprd", "dobj")
    return verb.head if so and verb.head.pos == "NOUN" else None


def _verb(name: Token) -> Token | None:
    if name.dep == "pobj" and name.head.lemma == "as":
        near = islice(name.head.ancestors(), 3)  # the parser may hang "as" on who named him
        return next((t for t in near if t.lemma in CALLS and t.pos == "VERB"), None)
    verb = name.head
    so = name.dep in ("oprd", "dobj", "attr") and verb.lemma in NAMED_SO and verb.tag == "VBN" and verb.dep == "acl"
    return verb if so else None


def _above(verb: Token) -> Token | None:
    return verb.head if verb.dep in ("acl", "relcl") and verb.head.pos == "NOUN" else None
