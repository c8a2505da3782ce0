"""How the words of a sentence's tree are hung elsewhere, before its widths are known."""

from onrecord.model import Token
from onrecord.read.noun_words import ORGANISATION_HEADS


def move(token: Token, head: Token, dep: str) -> None:
    """Hang a word on another; on itself as a root. Nothing is hung on what hangs on it: a tree stays a tree."""
    if head is not token and token in head.ancestors():
        return
    if token in token.head.children:
        token.head.children.remove(token)
    token.head, token.dep = head, dep
    if head is not token:
        head.children.append(token)
        head.children.sort(key=lambda t: t.i)


def join_to(first: Token, second: Token, join: Token | None) -> None:
    """Hang a word, and the "and" before it where there is one, on the word it is joined to."""
    move(second, first, "conj")
    if join is not None:
        move(join, first, "cc")


def make_subject(noun: Token, verb: Token) -> None:
    """Hang a noun on a verb as whoever it is told of: who does it, or whom it befalls where the verb is passive."""
    move(noun, verb, "nsubjpass" if verb.child("auxpass") else "nsubj")


def rise(verb: Token, noun: Token) -> None:
    """Make a participle the verb of its sentence, and the noun that was its root the subject."""
    for child in [c for c in noun.children if c.i > verb.i]:
        move(child, verb, child.dep)
    move(verb, verb, "ROOT")
    move(noun, verb, "nsubj")
    verb.pos, verb.tag = "VERB", "VBD"


def begins(name: Token) -> int:
    """Where a name of several words begins; no tree is widened yet."""
    return min((c.i for c in name.children if c.dep == "compound"), default=name.i)


def may_be_name(name: Token) -> bool:
    """Two or three capitalised words that are no body's, whatever the parser takes them for."""
    given = [c for c in name.children if c.dep == "compound" and c.pos == "PROPN"]
    bare = not any(c.dep in ("det", "amod", "poss") for c in name.children)
    return bare and len(given) in (1, 2) and name.text.lower() not in ORGANISATION_HEADS
