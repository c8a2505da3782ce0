"""Speakers: their names, how they stand to what they say, and who speaks within whose speech."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace

from onrecord.model import Attribution, Mention, Reading, Span, Stance, Token, Voicing
from onrecord.read import cue_words as cues
from onrecord.read.noun_words import PERSON_NOUNS
from onrecord.read.pronouns import sentence_before, subject_before


def name_of(who: Token, heads: Mapping[int, Mention], text: str, tokens: list[Token]) -> str:
    """A speaker's fullest name in the document.

    Args:
        who: the head of the words that name the speaker.
        heads: mentions by their head token.
        text: the document's text.
        tokens: its tokens.
    """
    if who.lemma in ("who", "which", "that") and who.head.dep == "relcl":
        who = who.head.head
    mention = heads.get(who.i)
    beside = who.child("appos")
    if beside is not None and (mention is None or not mention.named) and beside.i in heads and heads[beside.i].named:
        mention = heads[beside.i]  # "one of the defendants, X, said", "the state news agency KNA reported"
    if mention is not None and mention.name.lower() == "it" and (paper := _paper_before(who, tokens)) is not None:
        return name_of(paper, heads, text, tokens)
    if mention is not None:
        return mention.name
    if who.lemma in PAPERS and (signed := _signed_by(who)) is not None and signed.i in heads:
        return heads[signed.i].name
    of = next((c for c in who.children if c.lemma == "of"), None) if who.lemma == "one" else None
    if of is not None and (them := of.child("pobj")) is not None:
        return " ".join(text[who.start : them.end].split())  # "one of them"
    first = who.first
    while first.i < who.i and first.dep == "det" and who.pos != "NUM":  # "all three"
        first = tokens[first.i + 1]
    return " ".join(text[first.start : who.end].split())


PAPERS = frozenset("statement letter communique communiqué message leaflet declaration".split())
"""What speaks for whoever signed it."""


WRITINGS = PAPERS | frozenset(
    "report study document dossier account paper article book indictment memo memorandum investigation survey".split()
)
"""What "it says" may be of, where no body is told of before."""


def _paper_before(it: Token, tokens: list[Token]) -> Token | None:
    """ "The centre published a report. It names 14 officers": what the sentence before is about, or brings; None where that is no writing."""
    before = [t for t in sentence_before(it, tokens) if t.lemma in WRITINGS]
    about = [t for t in before if t.dep in ("nsubj", "nsubjpass")] or [t for t in before if t.dep == "dobj"]
    return about[-1] if about and about[-1].tag == "NN" else None


def _signed_by(paper: Token) -> Token | None:
    """ "a statement signed by X", "a letter from the Front": who says what it says."""
    for child in paper.children:
        if child.dep == "acl" and child.lemma in ("sign", "issue", "release") and (by := child.child("agent")):
            return by.child("pobj")
        if child.dep == "prep" and child.lemma in ("from", "by"):
            return child.child("pobj")
    return None


def borrowed_subject(verb: Token) -> Token | None:
    """The subject of a verb that has none of its own: "..., adding that", "said and added", "before denouncing"."""
    current = verb
    for _ in range(_CLIMBED):
        if current.dep in ("acl", "relcl"):
            return current.head if current.head.pos in ("NOUN", "PROPN", "PRON") else None
        if current.head is current or current.dep not in _SHARING:
            return None
        current = current.head
        subject = current.child("nsubj") or current.child("nsubjpass")
        if subject is not None and not subject.left <= verb.i <= subject.right:
            return subject
    return None


_CLIMBED = 4
"""Clauses looked through for a subject, at most."""
_SHARING = frozenset("conj xcomp advcl ccomp dep parataxis pcomp prep".split())
"""Relations in which a clause may have its subject in the one above."""


def says_nothing(verb: Token) -> bool:
    """Whether a verb that reports in other sentences reports nothing here, whoever reads it."""
    return _is_sought(verb) or _does_to_somebody(verb) or _withholds(verb) or _is_not_done(verb) or _is_named_so(verb)


def _is_not_done(verb: Token) -> bool:
    """ "Declined to comment": the declining may report, the comment does not."""
    return verb.dep == "xcomp" and verb.head.lemma in ("decline", "refuse")


def _is_named_so(verb: Token) -> bool:
    """ "A third man, identified only as X, fired": by nobody who is told of."""
    so = verb.child("oprd") is not None or any(c.lemma == "as" for c in verb.children)
    named = so and verb.tag == "VBN" and verb.dep == "acl" and verb.lemma in ("identify", "name", "know")
    return named and not any(c.dep == "agent" or c.lemma == "by" for c in verb.children)


def _is_sought(verb: Token) -> bool:
    """Who "is wanted" by the police wants nothing, and says nothing by it."""
    return verb.lemma == "want" and verb.child("auxpass") is not None


def _withholds(verb: Token) -> bool:
    """ "Deny them visas", "was denied bail": what somebody does not get, and no claim."""
    if verb.lemma not in ("deny", "refuse"):
        return False
    what = verb.child("dobj")
    passive = verb.child("nsubjpass", "auxpass") is not None and what is not None
    return passive or verb.child("dative") is not None or (what is not None and what.lemma in cues.WITHHELD)


def _does_to_somebody(verb: Token) -> bool:
    """ "The president dismissed the army chief", "detectives questioned two men": a person, and no claim."""
    whom = verb.child("dobj", "nsubjpass") if verb.lemma in ("dismiss", "question") else None
    return whom is not None and (whom.entity == "PERSON" or whom.lemma in PERSON_NOUNS)


def stance_of(verb: Token) -> Stance:
    """How the speaker of a reporting verb stands to what is said."""
    if any(c.dep == "neg" for c in verb.children) and verb.lemma not in cues.STANCES["denies"]:
        return "doubts"  # "could not confirm", "did not say who": nothing is asserted
    if verb.lemma == "rule" and any(c.dep == "prt" for c in verb.children):
        return "denies"  # "ruled out suicide"
    if (verb.lemma in cues.CALLS and _is_dismissed(verb)) or _says_untrue(verb):
        return "denies"
    if verb.lemma in cues.STANCES["denies"] and any(c.dep == "dobj" and c.lemma in cues.MOTIONS for c in verb.children):
        return "doubts"
    for stance, verbs in cues.STANCES.items():
        if verb.lemma in verbs:
            brings = any(c.lemma in ("for", "on", "upon") for c in verb.children if c.dep == "prep")
            if stance == "asks_for" and verb.lemma in ("call", "ask") and not (brings or verb.child("xcomp")):
                return "asserts"
            return stance  # type: ignore[return-value]  # the table's keys are the stances
    return "asserts"


def _is_dismissed(verb: Token) -> bool:
    """Whether what a verb calls something is that it is untrue: "called it a lie", "described the reports as false"."""
    named = [c for c in verb.children if c.i > verb.i and c.dep in ("oprd", "ccomp", "acomp", "xcomp", "dobj")]
    things = [t for c in named for t in (c, c.child("nsubj")) if t is not None and t.pos in ("NOUN", "PROPN")]
    if things and any(t.lemma in cues.ENACTED for t in things):
        return False  # "called the sanctions absurd": they are none the less imposed
    named += [g for c in verb.children for a in (c, *c.children) if a.lemma == "as" for g in a.children]
    named += [g for c in named for g in c.children if g.dep in ("amod", "acomp", "oprd", "acl", "conj")]
    return any(t.lemma in cues.DISMISSIVE for t in named)


def _says_untrue(verb: Token) -> bool:
    """ "Says that these are fabrications", "said the report was false": of nothing but what others say."""
    said = next((c for c in verb.children if c.dep == "ccomp" and c.lemma == "be" and c.i > verb.i), None)
    about = said.child("nsubj") if said is not None else None
    if said is None or about is None or any(c.dep in ("neg", "conj") for c in said.children):
        return False
    told = [c for c in said.children if c.dep in ("attr", "acomp") and c.i > said.i]
    return about.lemma in cues.TOLD and any(t.lemma in cues.DISMISSIVE for t in told)


RELATIVES = frozenset(["which", "that"])
"""Pronouns that stand for what is said: "a plot, which she denies"."""


def with_antecedents(found: list[Attribution], tokens: list[Token]) -> list[Attribution]:
    """Denials of a relative pronoun, with what it stands for: "on suspicion of spying, which she denies"."""
    relatives = {Span(t.start, t.end): t for t in tokens if t.text.lower() in RELATIVES}
    return [
        replace(a, content=(_antecedent(relatives[a.content[0]], tokens),))
        if a.stance == "denies" and len(a.content) == 1 and a.content[0] in relatives
        else a
        for a in found
    ]


def _antecedent(pronoun: Token, tokens: list[Token]) -> Span:
    """The noun phrase before a relative pronoun with what it is "of", or the whole clause whose object it is: "bombed the depot, which it denies"."""
    clause = next((t for t in (pronoun, *pronoun.ancestors()) if t.dep == "relcl"), None)
    if clause is None or clause.head.i > pronoun.i:
        return Span(pronoun.start, pronoun.end)
    first = clause.head
    while first.dep == "pobj" and first.head.lemma == "of" and first.head.head.pos == "NOUN":
        first = first.head.head
    if first.dep in ("dobj", "nsubj", "nsubjpass") or (first.dep == "pobj" and first.head.lemma in ("in", "at", "by")):
        verb = next((t for t in first.ancestors() if t.pos == "VERB"), first)
        first = verb if verb.i < pronoun.i else first
    last = tokens[pronoun.i - 1 - (tokens[pronoun.i - 1].text == ",")]
    begin = first.i if first.dep == "pcomp" else first.left
    return Span(tokens[begin].start, last.end)


SPEAKERS = frozenset(["person", "organisation", "place"])
"""Types of mentions that say something; of places, their governments."""


def with_joint(found: list[Attribution], reading: Reading) -> list[Attribution]:
    """Attributions with those who say it together with the first named: "X and Y said", "two members, X and Y, said", and "they said" after it."""
    heads = {m.head: m for m in reading.mentions if m.chain >= 0}
    starts = [t.start for t in reading.tokens]
    joint: list[Attribution] = []
    last: tuple[int, Attribution] | None = None
    for attribution in found:
        words = [reading.tokens[i] for s in attribution.source for i in range(bisect_left(starts, s.start), bisect_left(starts, s.end))]  # fmt: skip
        words = _with_joined(words)
        they = bool(words) and words[0].text.lower() == "they" and _is_of_nobody(words[0], heads, last)
        pair = _pair_before(words[0], reading.tokens, heads) if they else []
        beside = pair or [t for t in words if _speaks_beside(t, words, heads)]
        names = {name_of(t, heads, reading.document.text, reading.tokens): t for t in beside}
        first = next(iter(names)) if pair else attribution.name
        others = tuple(Voicing(n, (heads[t.i].span,), attribution.stance) for n, t in names.items() if n != first)
        if they and not pair and last is not None and words[0].sentence - last[0] <= SPEAK_AGAIN:
            first, others = last[1].name, tuple(replace(v, stance=attribution.stance) for v in last[1].jointly)
        told = replace(attribution, name=first, jointly=others) if others else attribution
        last = (words[0].sentence, told) if others else last
        joint.append(told)
    return joint


def _with_joined(words: list[Token]) -> list[Token]:
    """A source's words with the nouns, and the "and", that are joined to them behind it, where it was heard cut short: "X || and Y said"."""
    grown = [*words]
    for word in grown:  # grows on the way
        behind = (c for c in word.children if c.i > words[-1].i and c.dep in ("cc", "conj"))
        grown += [c for c in behind if c.pos in ("NOUN", "PROPN", "CCONJ") and c not in grown]
    return grown


def _is_of_nobody(they: Token, heads: Mapping[int, Mention], last: tuple[int, Attribution] | None) -> bool:
    """Whether "they" goes back to nobody, or only to those whom several told of before: "X and Y said soldiers had fired. They said"."""
    mention = heads.get(they.i)
    if mention is None or mention.name.lower() == "they":
        return True
    before = [m for m in heads.values() if m.chain == mention.chain and m.start < mention.start]
    said = last[1].content if last is not None else ()
    return bool(before) and all(any(s.start <= m.start < s.end for s in said) for m in before)


SPEAK_AGAIN = 8
"""Sentences within which "they said", of nobody told of since, goes back to several who spoke together."""


def _pair_before(they: Token, tokens: list[Token], heads: Mapping[int, Mention]) -> list[Token]:
    """ "X and Y were freed. They said ...": who several of are the subject of the sentence before; empty where one is, or nobody known."""
    subject = subject_before(they, tokens)
    beside = [t for t in sentence_before(they, tokens) if t.dep == "conj" and _coordinated(t) is subject]
    several = [subject, *beside] if subject is not None else []
    known = [heads[t.i] for t in several if t.i in heads and heads[t.i].type in SPEAKERS]
    return several if len(known) == len(several) > 1 and known[0].named else []


def _coordinated(token: Token) -> Token:
    """The first of those a word is coordinated with."""
    while token.dep == "conj":
        token = token.head
    return token


def _speaks_beside(token: Token, words: list[Token], heads: Mapping[int, Mention]) -> bool:
    """Whether somebody is coordinated with the head of a source, or with who is named beside that: never "a lawyer and former judge" of one."""
    mention = heads.get(token.i)
    if token.dep != "conj" or mention is None or mention.type not in SPEAKERS:
        return False
    first = _coordinated(token)
    joined = [t for t in words if t.dep == "cc" and t.lemma != "or"]
    told = not mention.named and any(c.lemma in ("a", "an") for c in token.children)
    if not joined or (told and first.child("appos") is not None):
        return False  # "X, head of the Front, and a former minister"
    if first.dep == "appos" and first.head in words:
        return mention.named and first.head.head not in words
    of = first.child("prep")
    served = of is not None and of.lemma in ("for", "of") and of.i < token.i and mention.type == "organisation"
    if served and first.lemma in PERSON_NOUNS:
        return False  # "a spokesman for the council and the police", "the minister of justice and police"
    return first in words and first.head not in words


def nested(found: list[Attribution]) -> list[Attribution]:
    """Set `outer`: the smallest other content an attribution's cue stands in, or its content where it has none."""
    placed = []
    for i, attribution in enumerate(found):
        cue = (attribution.cue or attribution.content)[0]
        around = [
            (s.end - s.start, j)
            for j, other in enumerate(found)
            if j != i
            for s in other.content
            if s.start <= cue.start and cue.end <= s.end
        ]
        placed.append(replace(attribution, outer=min(around)[1] if around else -1))
    return placed
