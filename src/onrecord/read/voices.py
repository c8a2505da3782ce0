"""Speech found by the encoder -> attributions: named speakers, their stance, and who speaks within whose speech."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Set
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from onrecord.model import Attribution, Mention, Sentence, Span, Stance, Token
from onrecord.read.carried import begins_item
from onrecord.read.cue_words import CLAIMED, DEEDS, SENSES, STANCES
from onrecord.read.quotes import are_quoted, find_quotes
from onrecord.read.speakers import borrowed_subject, name_of, nested, says_nothing, stance_of
from onrecord.read.speech import Speech

OPENING = "\"“‘'«„"
"""Marks that open a quotation."""
_CLOSED = re.compile(r"[“\"«„`'][^“”\"«»„]*[”\"»“']")
"""A quotation that ends as it begins, and not where another mark of the same line was taken for its end."""


def attributions_from(
    found: list[Speech],
    text: str,
    tokens: list[Token],
    sentences: list[Sentence],
    mentions: list[Mention],
    *,
    caseless: bool = False,
) -> list[Attribution]:
    """Attributions, named and whole; `with_unheard` puts them in order and one within another.

    Args:
        found: what the encoder's heads found.
        text: the document's text; all spans point into it.
        tokens: its tokens, for heads and stances.
        sentences: its sentences.
        mentions: its mentions after coreference, for full names.
        caseless: whether its capitals say nothing; then the parser is less sure of where a clause ends than the encoder.
    """
    around = _Text(
        text,
        tokens,
        sentences,
        [t.start for t in tokens],
        caseless,
        find_quotes(text),
        sorted(m.span for m in mentions if m.named and m.type == "place"),
    )
    marked = {t.i for speech in found for span in (speech.source, speech.cue) if span for t in around.within(span)}
    heads = {m.head: m for m in mentions if m.chain >= 0}
    attributions = []
    for heard in (h for speech in found if (h := _heard(speech, around))):
        content = _contents(heard, around, marked)
        if not content:
            continue
        source, cue = heard.by, heard.speech.cue
        subject = _subject_around(heard.source, heard.cue)
        if subject is None and (own := _shared_subject(heard.source, heard.cue)) is not None and own.i in heads:
            source, subject = Span(own.first.start, own.end), own
        attributions.append(
            Attribution(
                (Span(subject.first.start, source.end) if subject is not None else source,),
                (cue,),
                content,
                _stance(heard.cue),
                "shown" if _is_shown(heard.cue) else "direct" if are_quoted(content, around.quotes) else "indirect",
                name_of(subject or _head(heard.source), heads, text, tokens),
            )
        )
    return [_to_the_cue(a, sentences, text) for a in attributions]


@dataclass(frozen=True, slots=True)
class _Text:
    """What speech stands in."""

    text: str
    tokens: list[Token]
    sentences: list[Sentence]
    starts: list[int]
    """Where each token starts."""
    caseless: bool
    quotes: list[Span]
    places: list[Span]
    """The names of places, sorted; no cue stands within one."""

    def within(self, span: Span) -> list[Token]:
        """The tokens that a span touches."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        if first and self.tokens[first - 1].end > span.start:
            first -= 1
        return self.tokens[first:last]


@dataclass(frozen=True, slots=True)
class _Heard:
    """Speech with its tokens."""

    speech: Speech
    by: Span
    """Who says it, whole."""
    source: list[Token]
    cue: list[Token]


def _heard(speech: Speech, around: _Text) -> _Heard | None:
    """Speech with the whole of its source; None where nobody says anything."""
    cue = around.within(speech.cue)
    while len(cue) > 1 and cue[-1].pos == "DET":
        cue = cue[:-1]  # "released an || emergency patch"
    by = _in_its_paragraph(speech.source, speech.cue, around.text) if speech.source else _by_grammar(cue, around.tokens)
    if by is None or not cue or not _is_speech(cue) or _in_a_place(speech.cue, around):
        return None
    source = around.within(by)
    while len(source) > 1 and source[0].tag in ("WP", "WDT"):
        source = source[1:]  # "two men || who police say worked for it"
        by = Span(source[0].start, by.end)
    if not source or any(_is_said_of(t, source) for t in cue):
        return None
    last = source[-1]
    while last.dep in ("det", "amod", "compound") and last.i < last.head.i and last.head not in cue:
        last = last.head  # "The || man who stabbed him says", "The Orlec || court judge says"
    if last is not source[-1]:
        source = around.tokens[source[0].i : last.i + 1]
        by = Span(source[0].start, last.end)
    named = _pobj(cue) if cue[0].lemma == "accord" else None
    if named is not None and all(t.i not in range(named.left, named.right + 1) for t in source):
        source = around.tokens[named.left : named.right + 1]  # "X, who according to the site Y runs Z"
        by = Span(source[0].start, source[-1].end)
        speech = _said_after(by, speech, named, around.tokens)
    return _Heard(replace(speech, cue=Span(speech.cue.start, cue[-1].end)), by, source, cue)


def _by_grammar(cue: list[Token], tokens: list[Token]) -> Span | None:
    """Whose speech it is where the encoder heard only the speech: "The union || ..., and called for a strike", "before denouncing"."""
    verb = next((t for t in cue if t.dep in ("conj", "advcl", "pcomp") and t.pos == "VERB"), None)
    if verb is None or (subject := verb.child("nsubj") or borrowed_subject(verb)) is None:
        return None
    last = min(subject.right, verb.i - 1) if subject.i < verb.i else subject.right
    while last > subject.i and not tokens[last].text[-1:].isalnum():
        last -= 1
    return Span(tokens[subject.left].start, tokens[last].end)


def _in_a_place(cue: Span, around: _Text) -> bool:
    """ "Tarn || Haven || judge orders": half a name attributes nothing."""
    last = bisect_right(around.places, cue.start, key=lambda place: place.start) - 1
    return last >= 0 and cue.end <= around.places[last].end


def _contents(heard: _Heard, around: _Text, marked: Set[int]) -> tuple[Span, ...]:
    """What is said, each stretch as far as it is the speaker's."""
    text, cue = around.text, heard.speech.cue
    end, begin = _beside(heard.cue, text), around.sentences[heard.cue[0].sentence].start
    content = tuple(
        Span(c.start, min(c.end, end, _paragraph_end(c, text)))
        if c.start > cue.start
        else _in_its_paragraph(c, cue, text)
        for c in sorted(heard.speech.content)
        if _within_reach(c, cue, text) and not _told_before(c, begin, around) and (c.start < cue.start or c.start < end)
    )
    if not content:
        return ()
    content = _with_its_clause(content, heard.cue, around.tokens, around.sentences) or content
    content = (_with_its_verb(content[0], around, marked), *content[1:])
    if content[-1].start > cue.start and not around.caseless:
        content = (*content[:-1], _to_last_item(_whole(content[-1], around, marked), heard.cue, around))
    worded = [c for c in content if any(map(str.isalnum, text[c.start : c.end]))]  # a mark alone is nobody's words
    content = _apart([_quoted_whole(c, cue, around) for c in worded])
    return () if not content else _on_both_sides(content, [*heard.source, *heard.cue], around.tokens, marked)


def _to_last_item(content: Span, cue: list[Token], around: _Text) -> Span:
    """What is said with the rest of the list that it ends in: who lists three cases lists the last, too."""
    last = around.within(content)[-1]
    if last.item() < 0 or cue[0].item() >= 0:
        return content
    sentence = around.sentences[last.sentence]
    marks = around.tokens[sentence.last - 1].pos == "PUNCT"
    return Span(content.start, around.tokens[sentence.last - 1 - marks].end)


def _quoted_whole(content: Span, cue: Span, around: _Text) -> Span:
    """What is said with the whole of the quotations it begins and ends in, however many sentences they are: "It did not go off. || Two men were held," she said."""
    for quote in around.quotes:
        if quote.start <= cue.start < quote.end or not _CLOSED.fullmatch(around.text, quote.start, quote.end):
            continue
        if quote.start <= content.start < quote.end:
            content = Span(quote.start, content.end)
        if quote.start < content.end <= quote.end:
            content = Span(content.start, quote.end)
    return content


def _apart(stretches: list[Span]) -> tuple[Span, ...]:
    """Stretches in order, those that overlap as one."""
    apart: list[Span] = []
    for stretch in sorted(stretches):
        if apart and stretch.start <= apart[-1].end:
            stretch = Span(apart[-1].start, max(apart.pop().end, stretch.end))
        apart.append(stretch)
    return tuple(apart)


def with_unheard(heard: list[Attribution], by_rule: list[Attribution]) -> list[Attribution]:
    """The encoder's attributions and those of the rules' that it did not hear, in the order they begin.

    Args:
        by_rule: denials, none of which must be lost, and what the grammar is sure of.
    """
    cues = [c for a in heard if a.speaks for c in a.cue]
    missed: list[Attribution] = []
    for a in by_rule:
        if a.source and not _is_cued(a, cues):
            missed.append(a)
            cues += a.cue
    said = [a for a in heard if a.speaks or not _is_cued(a, cues)]
    every = sorted([*said, *missed], key=lambda a: min(s.start for s in (*a.source, *a.cue, *a.content)))
    return nested(every)


def _is_cued(attribution: Attribution, cues: list[Span]) -> bool:
    """Whether an attribution's cue is one of some, or part of one."""
    return any(c.start < s.end and s.start < c.end for c in attribution.cue for s in cues)


def _within_reach(content: Span, cue: Span, text: str) -> bool:
    """Speech in a paragraph of its own, a headline say, is the cue's only where quotation marks or a colon tie it on."""
    first, last = sorted((content, cue))
    between = text[first.end : last.start]
    if "\n" in between and begins_item(text, content.start):
        return False  # the items of a list are said, each whole, by who gives it
    return "\n" not in between or text[content.start] in OPENING or between.rstrip().endswith(":")


def _in_its_paragraph(part: Span, cue: Span, text: str) -> Span:
    """A speaker, or what is said before the cue without quotation marks, as far as it stands in the cue's paragraph: not "VNA || Interior minister X" said, nor the headline and what follows it."""
    if text[part.start] in OPENING:
        return part
    before, after = text.rfind("\n\n", 0, cue.start), text.find("\n\n", cue.end)
    own = Span(max(part.start, before + 2 if before >= 0 else 0), min(part.end, after if after >= 0 else len(text)))
    return own if own.start < own.end else part


def _paragraph_end(content: Span, text: str) -> int:
    """Where speech without quotation marks ends at the latest: a headline's does not go on in the dateline."""
    last = text.find("\n\n", content.start, content.end)
    return content.end if last < 0 or text[content.start] in OPENING else last


def _beside(cue: list[Token], text: str) -> int:
    """Where what a cue denies or rejects must end: "rejected the appeal and he was deported" tells the deporting itself."""
    for verb in (t for t in cue if t.pos == "VERB" and t.lemma in STANCES["denies"] and t.child("dobj")):
        for beside in verb.children:
            if beside.dep == "conj" and beside.child("nsubj", "nsubjpass"):
                return _left(beside, verb)
    return len(text)


def _left(beside: Token, verb: Token) -> int:
    """The first character of a joined clause, its "and" included."""
    words = [c for c in verb.children if c.dep == "cc" and verb.i < c.i < beside.i]
    edge = min((t for t in [beside, *beside.children] if t.i > verb.i), key=lambda t: t.start)
    return min([edge.start, *(w.start for w in words)])


def _with_its_clause(content: tuple[Span, ...], cue: list[Token], tokens: list[Token], sentences: list[Sentence]) -> tuple[Span, ...]:  # fmt: skip
    """What is said, by the tree, where what the encoder found of it has no verb: "According to X, chief of Y, police foiled a plot"."""
    sentence = sentences[cue[0].sentence]
    own = tokens[sentence.first : sentence.last]
    if any(t.pos in ("VERB", "AUX") for t in own for c in content if c.start <= t.start < c.end):
        return ()
    by = _pobj(cue) if cue[0].lemma == "accord" and cue[0].i <= sentence.first + 1 else None
    if by is None:
        return ()
    first, last = by.right + 1, sentence.last - 1
    inside = [t for t in tokens[first : last + 1] if t.sentence == cue[0].sentence]
    while inside and not inside[0].text[:1].isalnum():
        inside = inside[1:]
    while inside and inside[-1].text in (".", ",", ";"):
        inside = inside[:-1]
    return (Span(inside[0].start, inside[-1].end),) if any(t.pos in ("VERB", "AUX") for t in inside) else ()


def _told_before(content: Span, begin: int, around: _Text) -> bool:
    """ "Aran was among them. || He was beaten, his daughter said": a sentence before, without quotation marks, is told by whoever told it."""
    return content.end <= begin and not any(q.start < content.end and content.start < q.end for q in around.quotes)


def _with_its_verb(content: Span, around: _Text, marked: Set[int]) -> Span:
    """What is said from the start of its clause, where the encoder left out the verb: "Police arrested || the head of the union, the ministry said"."""
    inside = around.within(content)
    cut = next((t for t in inside[:8] if t.head.i < inside[0].i), None)
    if cut is None or cut.dep != "dobj" or cut.head.pos != "VERB" or (subject := cut.head.child("nsubj")) is None:
        return content
    first = around.tokens[min(subject.left, cut.head.i)]
    told = any(t.i in marked for t in around.tokens[first.i : inside[0].i])
    return content if told or first.sentence != cut.sentence else Span(first.start, content.end)


def _whole(content: Span, around: _Text, marked: Set[int]) -> Span:
    """What is said up to the end of its name or clause, where the encoder stopped amid it: "attacked the office of the || Party in Marisk".

    Args:
        marked: tokens of speakers and cues, at which speech ends.
    """
    tokens, inside = around.tokens, around.within(content)
    if not inside or not inside[-1].text[-1:].isalnum():
        return content
    last = inside[-1]
    heads = (t for t in last.ancestors() if t.i > last.i and t.first.i <= last.i and t.sentence == last.sentence)
    end = max([last, *heads], key=lambda t: t.i)
    if last.pos == "ADP" and last.right > last.i:
        end = tokens[last.right]
    verb = next((t for t in inside if t.pos in ("VERB", "AUX") and t.child("nsubj", "nsubjpass")), None)
    following = tokens[end.i + 1] if end.i + 1 < len(tokens) else end
    if (
        verb is not None
        and following.sentence == last.sentence
        and following.dep in GOES_ON
        and verb in following.ancestors()
    ):
        end = tokens[following.right]
    both = following.head.child("conj") if following.dep == "cc" and following.head.dep == "relcl" else None
    if both is not None and both.child("nsubj", "nsubjpass") is None and any(t is following.head for t in inside):
        end = tokens[both.right]  # "who heads the bureau || and answers to the minister"
    if end is last or any(t.i in marked for t in tokens[last.i + 1 : end.i + 1]):
        return content
    return Span(content.start, end.end)


def _on_both_sides(
    content: tuple[Span, ...], saying: list[Token], tokens: list[Token], marked: Set[int]
) -> tuple[Span, ...]:
    """ "The raids were directed, he said, by Colonel X": what goes on after a speaker set off by commas is said, too."""
    last = max(saying, key=lambda t: t.i)
    rest = list(takewhile(lambda t: t.sentence == last.sentence, islice(tokens, last.i + 1, None)))
    said = content[-1]
    if said.end > min(t.start for t in saying) or len(rest) < 3 or rest[0].text != ",":
        return content
    hung = any(said.start <= up.start < said.end for up in takewhile(lambda t: t not in saying, rest[1].ancestors()))
    if not hung or any(t.i in marked for t in rest) or rest[1].dep in ("cc", "advcl", "mark"):
        return content
    end = rest[-2] if rest[-1].text in ".!?" else rest[-1]
    return (*content, Span(rest[1].start, end.end))


SAID_OF = frozenset("say believe think know report allege rumour rumor understand".split())
"""Verbs that nobody does with an infinitive: "said to be" is said of somebody, however the parser takes "said"."""
TOLD = frozenset("tell order instruct command direct ask urge warn".split())
"""Verbs of what somebody is to do, said to him."""
GOES_ON = frozenset(["prep", "relcl", "npadvmod", "advcl", "acl", "agent", "advmod"])
"""What hangs on a word of the clause and follows it without a comma."""


def _pobj(cue: list[Token]) -> Token | None:
    """Whom "according to" names."""
    to = next((c for t in cue for c in (t, *t.children) if c.dep == "prep" and c.lemma == "to"), None)
    return to.child("pobj") if to else None


def _said_after(by: Span, speech: Speech, named: Token, tokens: list[Token]) -> Speech:
    """Speech of whom "according to" names, and not of who stands before it; in a relative clause it ends with that clause."""
    clause = next((t for t in named.ancestors() if t.dep == "relcl"), None)
    end = tokens[clause.right].end if clause is not None else speech.content[-1].end
    cut = [Span(max(c.start, by.end + 1), min(c.end, end)) for c in speech.content]
    return replace(speech, content=tuple(c for c in cut if c.start < c.end))


def _to_the_cue(attribution: Attribution, sentences: list[Sentence], text: str) -> Attribution:
    """ "Fire at newspaper was arson, police say": what stands before a speaker at the end is said up to him."""
    speaker = min((*attribution.source, *attribution.cue), key=lambda s: s.start)
    sentence = next((s for s in sentences if s.start <= speaker.start < s.end), None)
    before = [c for c in attribution.content if sentence and sentence.start <= c.start < c.end <= speaker.start]
    if not before:
        return attribution
    last = before[-1]
    gap = text[last.end : speaker.start].rstrip(" ,;:—–-\n\"”'’")
    if not any(c.isalpha() for c in gap):
        return attribution
    grown = Span(last.start, last.end + len(gap))
    return replace(attribution, content=tuple(grown if c == last else c for c in attribution.content))


def _is_speech(cue: list[Token]) -> bool:
    """Whether a cue attributes anything."""
    return not any(says_nothing(t) or _only_sees(t) for t in cue)


def _is_shown(cue: list[Token]) -> bool:
    """Whether a cue tells but a deed, which may show a will and says nothing: PolNeAR marks "nominated X", and no claim rests on it."""
    words = [t for t in _telling(cue) if t.pos in ("VERB", "NOUN")]
    return bool(words) and all(t.lemma in DEEDS or _has_it_done(t) for t in words)


def _has_it_done(verb: Token) -> bool:
    """ "The plot was planned by X", "X ordered the killing": a deed, too."""
    what = verb.child("dobj", "nsubjpass") if verb.lemma in ("plan", "order", "approve", "organise", "organize") else None  # fmt: skip
    return what is not None and what.lemma in CLAIMED | {"plot", "operation", "mission", "it", "they"}


def _telling(cue: list[Token]) -> list[Token]:
    """The words of a cue that attribute, without those beside a verb that say when or where: "denied || in a statement on Friday"."""
    words = [t for t in cue if t.pos in ("VERB", "AUX", "NOUN")]
    aside = ("pobj", "npadvmod", "compound") if any(t.pos == "VERB" for t in words) else ()
    return [t for t in words if t.pos != "NOUN" or t.dep not in aside]


def _is_said_of(verb: Token, source: list[Token]) -> bool:
    """ "Two suspects, said to be members of X, are sought", "X is believed to have fled", "the guard is told to do it": of or to whom it is said does not say it."""
    infinitive = verb.child("xcomp")
    if verb.lemma in TOLD and infinitive is not None and verb.child("nsubjpass") in source:
        return True
    if verb.lemma not in SAID_OF or infinitive is None or infinitive.child("aux") is None or verb.child("dobj"):
        return False
    of = verb.head if verb.dep == "acl" else verb.child("nsubjpass", "nsubj")
    return of is not None and of in source


def _only_sees(verb: Token) -> bool:
    """ "A signalman noticed loosened bolts", "witnesses identified members of the guard": whoever sees a thing says nothing of it."""
    told = any(c.dep in ("ccomp", "xcomp", "advcl", "prt") or c.lemma == "as" for c in verb.children)
    return verb.pos == "VERB" and verb.lemma in SENSES and verb.child("dobj") is not None and not told


def _subject_around(source: list[Token], cue: list[Token]) -> Token | None:
    """The cue's subject, where the encoder heard only what is told of it: "X, chairman of || Y, told reporters"."""
    inside = {t.i for t in source}
    subject = next((s for t in cue if t.pos == "VERB" and (s := t.child("nsubj")) is not None), None)
    if subject is None or subject.i in inside or subject.pos not in ("NOUN", "PROPN"):
        return None
    return subject if subject.i < source[0].i and all(subject in t.ancestors() for t in source) else None


def _shared_subject(source: list[Token], cue: list[Token]) -> Token | None:
    """The subject that a cue shares with the verb before, where the encoder took somebody of the next sentence for its source: "X dismissed it and promised a response. Officials said"."""
    verb = next((t for t in cue if t.pos == "VERB"), None)
    if verb is None or verb.dep != "conj" or source[0].sentence <= verb.sentence or verb.child("nsubj") is not None:
        return None
    subject = verb.head.child("nsubj")
    return subject if subject is not None and subject.pos in ("NOUN", "PROPN") else None


def _head(tokens: list[Token]) -> Token:
    """The noun or name of a stretch that hangs on none of the others; any word where there is no noun."""
    named = [t for t in tokens if t.pos in ("NOUN", "PROPN", "PRON")] or tokens
    if tokens[0].lemma == "one" and len(tokens) > 1 and tokens[1].lemma == "of":
        return tokens[0]  # "one of them"
    for inside in ({t.i for t in tokens}, {t.i for t in named}):  # "the Dutch-born lawyer X": not the Dutch
        head = next((t for t in named if t.head.i not in inside or t.head is t), None)
        if head is not None:
            return head
    return named[0]


def _stance(cue: list[Token]) -> Stance:
    """By the last verb that takes one, or the last noun ("made a demand"), or else as the last verb is put."""
    telling = _telling(cue)[::-1]
    stances = [stance_of(t) for t in sorted(telling, key=lambda t: t.pos == "NOUN") or cue[:1]]
    return next((s for s in stances if s != "asserts"), "asserts")
