"""Who says what: source, cue and content, over the parser's trees and the quotation marks.

After PolNeAR (Newell et al. 2018): a cue verb, its subject, and what it reports; "according to X";
quotations whose speaker stands in the sentence, before a colon, or in the sentence before.
"""

import re
from dataclasses import replace

from onrecord.model import Attribution, Mention, Sentence, Span, Token
from onrecord.read import cue_words as cues
from onrecord.read.called import CALLS
from onrecord.read.quotes import are_quoted, find_quotes, is_sentence
from onrecord.read.speakers import borrowed_subject, name_of, nested, says_nothing, stance_of

_SUBJECTS = ("nsubj",)
_EDGE = " \t\n,;:—–-"
_HEADLINE = re.compile(r"(?P<source>[A-Z][^:\n]{2,60}?)(?P<cue>:) (?P<content>\S[^\n]{8,})\Z")


class Finder:
    """The attributions of one document; built once, `find` does the work."""

    def __init__(self, text: str, tokens: list[Token], sentences: list[Sentence], mentions: list[Mention]) -> None:
        self.text = text
        self.tokens = tokens
        self.sentences = sentences
        self.quotes = find_quotes(text)
        self.heads = {m.head: m for m in mentions if m.chain >= 0}
        self.quoted = self._quoted_tokens()

    def _quoted_tokens(self) -> list[int]:
        """For each token, the quotation it stands in, or -1."""
        inside, q = [-1] * len(self.tokens), 0
        for token in self.tokens:
            while q < len(self.quotes) and self.quotes[q].end <= token.start:
                q += 1
            if q < len(self.quotes) and self.quotes[q].start <= token.start:
                inside[token.i] = q
        return inside

    def find(self) -> list[Attribution]:
        """Attributions with a cue, sorted by where their first part begins."""
        found: list[Attribution] = []
        for token in self.tokens:
            attribution = None
            named = token.pos == "VERB" and (names_as(token) or puts_at(token)) is not None
            if token.pos in ("VERB", "AUX") and (token.lemma in _ALL_VERBS or named):
                attribution = self.from_verb(token)
            elif token.lemma == "accord" and token.child("prep"):
                attribution = self.according_to(token)
            if attribution:
                found.append(attribution)
        if not found or found[0].content[0].start > self.sentences[0].end:
            found = [*self._headline(), *found]
        return self._with_following_quotes(found)

    def from_verb(self, verb: Token) -> Attribution | None:
        """What a verb attributes; None where nobody says anything by it."""
        if verb.dep in ("amod", "compound", "pobj", "nmod") or says_nothing(verb):
            return None
        source, who = self._source(verb)
        content = self._content(verb)
        if not content or who is None or (who.lemma in cues.MUTE and who.head is verb):
            return None
        if verb.lemma == "show" and who.pos == "PRON":
            return None
        content = [s for s in (self._grow(span, verb) for span in content) if s]
        content = [c for c in content if not any(c.start < s.end and s.start < c.end for s in source)]
        if not content:
            return None
        return Attribution(
            tuple(source),
            (self._cue(verb),),
            tuple(dict.fromkeys(content)),
            stance_of(verb),
            "direct" if are_quoted(content, self.quotes) else "indirect",
            name_of(who, self.heads, self.text, self.tokens),
        )

    def _cue(self, verb: Token) -> Span:
        """The verb with its auxiliaries, adverbs and particle beside it: "has also said"."""
        near = [verb]
        for child in reversed([c for c in verb.children if c.i < verb.i]):
            if child.dep in ("aux", "auxpass", "neg", "advmod") and child.i == near[-1].i - 1 and child.left == child.i:
                near.append(child)
        last = verb
        particle = verb.child("prt")
        if particle and particle.i == verb.i + 1:
            last = particle
        following = next((c for c in verb.children if c.i == last.i + 1 and c.dep == "prep"), None)
        if following and following.lemma in cues.PREPOSITION.get(verb.lemma, ()):
            last = following
        return Span(near[-1].start, last.end)

    def _source(self, verb: Token) -> tuple[list[Span], Token | None]:
        """The words that name who speaks, and their head."""
        subject = verb.child(*_SUBJECTS)
        if subject is None and (verb.child("nsubjpass") or (verb.dep == "acl" and verb.tag == "VBN")):
            agent = verb.child("agent")
            subject = agent.child("pobj") if agent else None
            if subject is None:
                return [], None
        if subject is None:
            subject = borrowed_subject(verb)
        if subject is None:
            return [], None
        span = self._subtree(subject, stop=verb)
        return ([span] if span else []), subject

    def _content(self, verb: Token) -> list[Span]:
        """What the verb reports, in one of its frames."""
        clauses = [c for c in verb.children if c.dep == "ccomp" or (c.dep == "parataxis" and c.i < verb.i)]
        if clauses and verb.lemma in cues.CLAUSE:
            return [s for s in (self._clause(c, verb) for c in clauses) if s]
        return deed if (deed := self._deed(verb)) is not None else self._complement(verb)

    def _complement(self, verb: Token) -> list[Span]:
        """What a verb reports in its object, infinitive or preposition, or in quotation marks beside it."""
        infinitive = verb.child("xcomp")
        target = verb.child("dobj")
        if verb.lemma in cues.OBJECT and target is not None and not (verb.lemma == "tell" and not infinitive):
            return self._rest(verb, target)
        if infinitive is not None and verb.lemma in cues.INFINITIVE:
            return self._rest(verb, target if target is not None and target.i < infinitive.i else infinitive)
        if verb.lemma in cues.PREPOSITION:
            preposition = next(
                (c for c in verb.children if c.dep == "prep" and c.lemma in cues.PREPOSITION[verb.lemma]),
                None,
            )
            if preposition is not None:
                first = (
                    preposition
                    if preposition.lemma not in ("for", "to", "on", "of", "about")
                    else (preposition.child("pobj", "pcomp") or preposition)
                )
                return self._rest(verb, first)
        if verb.lemma in cues.CLAUSE:
            return self._around(verb)
        return []

    def _deed(self, verb: Token) -> list[Span] | None:
        """What is laid to somebody, claimed or denied, where no other frame tells it: "whom they accuse of the murder", "the bombing was blamed on X by Y", "was claimed by X", "denied killing"; None elsewhere."""
        told, passive, doing = verb.child("dobj", "nsubjpass"), verb.child("agent") is not None, verb.child("xcomp")
        if (named := names_as(verb)) is not None:
            return self._rest(verb, named)
        if verb.lemma in ACCUSES and (passive or (told is not None and told.i < verb.i)):
            of = next((c for c in verb.children if c.dep == "prep" and c.i > verb.i), None)
            if of is None or not passive:
                return self._rest(verb, of) if of is not None else None
            laid = [self._subtree(told, stop=verb)] if of.lemma == "on" and told is not None else []
            return [s for s in (*laid, self._subtree(of, stop=verb)) if s]
        if verb.lemma == "claim" and passive and told is not None:
            return [s for s in [self._subtree(told, stop=verb)] if s]
        if told is not None and (at := puts_at(verb)) is not None:
            return [s for s in (self._subtree(told, stop=verb), self._subtree(at, stop=verb)) if s] if passive else self._rest(verb, told)  # fmt: skip
        denied = doing is not None and doing.tag == "VBG" and verb.lemma in ("deny", "admit")
        return self._rest(verb, doing) if denied and doing is not None else None

    def _rest(self, verb: Token, first: Token) -> list[Span]:
        """From a complement to the end of the verb's phrase, other clauses left out."""
        end = first.right
        for child in verb.children:
            if (
                child.i > first.i
                and child.dep
                in (
                    "prep",
                    "xcomp",
                    "oprd",
                    "dative",
                    "acl",
                    "prt",
                    "dobj",
                    "ccomp",
                    "pcomp",
                    "advcl",
                    "agent",
                )
                and child.left <= end + 1
            ) or child.dep == "item":
                end = max(end, child.right)
        return [s for s in [self._trim(self.tokens[first.left].start, self.tokens[end].end)] if s]

    def _clause(self, clause: Token, verb: Token) -> Span | None:
        """A reported clause, without what the parser hung on it from the reporting one."""
        left, right = clause.left, clause.right
        if left <= verb.i <= right:
            right = verb.i - 1 if clause.i < verb.i else right
            left = verb.i + 1 if clause.i > verb.i else left
        subject = verb.child(*_SUBJECTS)
        if subject is not None and clause.i < verb.i:
            right = min(right, min(subject.left, verb.i) - 1)
        if clause.i > verb.i:
            left = max(left, verb.i + 1)
            if subject is not None and subject.i > verb.i and subject.right < clause.i:
                left = max(left, subject.right + 1)
        return self._trim(self.tokens[left].start, self.tokens[right].end) if left <= right else None

    def _around(self, verb: Token) -> list[Span]:
        """A reporting clause set in or after what it reports: "Plots are signed off, she said." """
        quotes = self._quotes_beside(verb)
        if quotes:
            return quotes
        head = verb.head
        if (
            verb.dep in ("parataxis", "advcl", "conj")
            and head.pos in ("VERB", "AUX")
            and head.left < verb.left
            and self._set_off(verb)
        ):
            sentence = self.sentences[verb.sentence]
            before = (
                self._trim(self.tokens[head.left].start, self.tokens[verb.left - 1].end)
                if head.left < verb.left
                else None
            )
            after = None
            if verb.right + 1 < sentence.last and verb.right < head.right:
                after = self._trim(self.tokens[verb.right + 1].start, self.tokens[head.right].end)
            return [s for s in (before, after) if s]
        return []

    def _set_off(self, verb: Token) -> bool:
        before = self.tokens[verb.left - 1] if verb.left else None
        own = verb.dep == "conj" and verb.child(*_SUBJECTS) is not None and verb.lemma in cues.CLAUSE
        return (
            before is not None and before.text in (",", "”", '"', "''", "—", "–") and (verb.dep == "parataxis" or own)
        )

    def _quotes_beside(self, verb: Token) -> list[Span]:
        """Speech in quotation marks in the verb's own sentence."""
        sentence = self.sentences[verb.sentence]
        inside = {self.quoted[t.i] for t in self.tokens[sentence.first : sentence.last]} - {
            -1,
            self.quoted[verb.i],
        }
        return [
            self.quotes[q] for q in sorted(inside) if is_sentence(self.text[self.quotes[q].start : self.quotes[q].end])
        ]

    def _grow(self, span: Span, verb: Token) -> Span | None:
        """A content widened to the quotation it is part of, so that quotations stay whole."""
        for q, quote in enumerate(self.quotes):
            if quote.start >= span.end:
                break
            if quote.end <= span.start or self.quoted[verb.i] == q:
                continue
            overlap = min(quote.end, span.end) - max(quote.start, span.start)
            mostly = overlap > 0.3 * (quote.end - quote.start) or overlap > 0.5 * (span.end - span.start)
            if mostly and not quote.start <= verb.start < quote.end:
                start = quote.start if span.start > quote.start or quote.start - span.start < 3 else span.start
                span = Span(start, max(span.end, quote.end))
        return span

    def according_to(self, token: Token) -> Attribution | None:
        """What "according to X" attributes."""
        to = token.child("prep")
        who = to.child("pobj") if to else None
        if to is None or who is None:
            return None
        source = self._subtree(who, stop=token)
        if source is None:
            return None
        sentence = self.sentences[token.sentence]
        first = min(token.i, token.left)
        last = max(token.right, who.right)
        before = (
            self._trim(self.tokens[sentence.first].start, self.tokens[first - 1].end)
            if first > sentence.first
            else None
        )
        after = (
            self._trim(self.tokens[last + 1].start, self.tokens[sentence.last - 1].end)
            if last + 1 < sentence.last
            else None
        )
        content = [s for s in (before, after) if s and len(self.text[s.start : s.end].split()) > 2]
        if before and after and self.tokens[first - 1].text == ",":
            head = next((a for a in token.ancestors() if a.pos in ("VERB", "AUX")), None)
            if head is not None:
                inner = (
                    self._trim(self.tokens[head.left].start, self.tokens[first - 1].end) if head.left < first else None
                )
                content = [
                    s
                    for s in (inner, after if head.right > last else None)
                    if s and len(self.text[s.start : s.end].split()) > 1
                ]
        if not content:
            return None
        return Attribution(
            (source,),
            (Span(token.start, to.end),),
            tuple(content),
            "asserts",
            "indirect",
            name_of(who, self.heads, self.text, self.tokens),
        )

    def _headline(self) -> list[Attribution]:
        """ "Minister: plot foiled" """
        sentence = self.sentences[0]
        m = _HEADLINE.match(self.text, sentence.start, sentence.end)
        if not m or sentence.last - sentence.first > 30 or m["source"].lower().split()[0] in cues.RUBRICS:
            return []
        named = (t for t in self.tokens[sentence.first : sentence.last] if t.start < m.end("source"))
        if any(t.tag in ("VBD", "VBZ", "VBP", "MD") and t.pos in ("VERB", "AUX") for t in named):
            return []  # "The court heard three witnesses: ..."
        spans = [Span(*m.span(part)) for part in ("source", "cue", "content")]
        return [Attribution((spans[0],), (spans[1],), (spans[2],), "asserts", "indirect", m["source"])]

    def _with_following_quotes(self, found: list[Attribution]) -> list[Attribution]:
        """Quotations nobody introduces go on with the speech just before them in the paragraph."""
        taken = [s for a in found for s in a.content] + [s for a in found for s in (*a.source, *a.cue)]
        for quote in self.quotes:
            if any(s.start < quote.end and quote.start < s.end for s in taken):
                continue
            if not is_sentence(self.text[quote.start : quote.end]):
                continue
            speaker = self._speaker_before(quote, found)
            if speaker is None:
                continue
            index = found.index(speaker)
            found[index] = replace(speaker, content=tuple(sorted((*speaker.content, quote))), voice="direct")
        return sorted(found, key=lambda a: min(s.start for s in (*a.source, *a.cue, *a.content)))

    def _speaker_before(self, quote: Span, found: list[Attribution]) -> Attribution | None:
        """The last attribution before a quotation: in its paragraph with a quotation of its own, or at a colon."""
        before = [
            a for a in found if a.cue[0].end <= quote.start and max(s.end for s in (*a.content, *a.cue)) <= quote.start
        ]
        if not before:
            return None
        nearest = max(before, key=lambda a: max(s.end for s in (*a.content, *a.cue)))
        gap = self.text[max(s.end for s in (*nearest.content, *nearest.cue)) : quote.start]
        if "\n" in gap.strip(_EDGE + '”"') or gap.count("\n\n") > 1:
            return None
        starts_own = self._begins_sentence(quote)
        same_paragraph = "\n" not in gap
        continued = (
            "\n" in gap
            and nearest.voice == "direct"
            and not self.text[nearest.content[-1].start : nearest.content[-1].end].rstrip().endswith(("”", '"'))
        )
        colon = gap.strip().endswith(":")
        if colon or (starts_own and ((same_paragraph and nearest.voice == "direct") or continued)):
            return nearest
        return None

    def _begins_sentence(self, quote: Span) -> bool:
        before = self.text[: quote.start].rstrip()
        return not before or before[-1] in '.!?”"\n'

    def _subtree(self, head: Token, stop: Token) -> Span | None:
        """A source's whole phrase, up to the cue."""
        left, right = head.left, head.right
        if left <= stop.i <= right:
            left, right = (left, stop.i - 1) if head.i < stop.i else (stop.i + 1, right)
        quote = self.quoted[head.i]
        while left < head.i and self.quoted[left] != quote:
            left += 1
        while right > head.i and self.quoted[right] != quote:
            right -= 1
        return self._trim(self.tokens[left].start, self.tokens[right].end)

    def _trim(self, start: int, end: int) -> Span | None:
        """A stretch without the white space, commas, dashes and final stop at its edges."""
        words = self.text[start:end]
        end = start + len(words.rstrip(_EDGE + "."))
        start += len(words) - len(words.lstrip(_EDGE + "."))
        return Span(start, end) if end > start else None


def names_as(verb: Token) -> Token | None:
    """ "As the killer of the bishop": what somebody is named as, where somebody else does it."""
    by = verb.child("agent") if verb.lemma == "describe" else verb.child("nsubj", "agent")
    if verb.lemma not in CALLS | {"describe"} or by is None:
        return None
    return next((c for c in verb.children if c.dep == "prep" and c.lemma == "as" and c.child("pobj")), None)


ACCUSES = frozenset(["accuse", "blame"])
"""Verbs that say of their object what follows "of" or "for"."""
_ALL_VERBS = cues.CLAUSE | cues.OBJECT | cues.INFINITIVE | frozenset(cues.PREPOSITION)


def puts_at(verb: Token) -> Token | None:
    """The "at" of "officials put the toll at 12", "the number of dead was put at five by the union"."""
    tally = verb.child("dobj", "nsubjpass")
    if verb.lemma not in cues.PUTS or tally is None or tally.lemma not in cues.TALLIES:
        return None
    below = (verb, *(c for c in verb.children if c.dep == "advcl"))  # "of those detained this year at 46"
    return next((c for v in below for c in v.children if c.dep == "prep" and c.lemma == "at"), None)


def find_attributions(
    text: str, tokens: list[Token], sentences: list[Sentence], mentions: list[Mention]
) -> list[Attribution]:
    """Attributions of a document in the order they begin; `outer` tells which one each stands in."""
    if not sentences:
        return []
    return nested(Finder(text, tokens, sentences, mentions).find())
