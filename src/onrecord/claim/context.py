"""What every kind of claim asks of a reading: fillers, speakers, ids; when and where are in circumstances."""

import hashlib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice, pairwise, takewhile

from onrecord.claim.frames import finite
from onrecord.claim.groups import included, is_group, joined, named_as
from onrecord.claim.modality import ANSWERS, Modality
from onrecord.claim.tie_words import OFFICES
from onrecord.model import (
    Attribution,
    Claim,
    Filler,
    Kind,
    Mention,
    Place,
    Reading,
    Sentence,
    Span,
    Time,
    Token,
    Voicing,
)

_NO_NAME = frozenset(
    [
        "nobody",
        "none",
        "he",
        "him",
        "his",
        "she",
        "her",
        "hers",
        "they",
        "them",
        "their",
        "it",
        "its",
        "who",
        "whom",
        "which",
        "that",
        "this",
        "those",
        "these",
        "one",
        "ones",
        "some",
        "most",
        "many",
        "several",
        "both",
    ]
)


class Context:
    """A reading with its indexes; made once a document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.tokens = reading.tokens
        self.mention_at: dict[int, Mention] = {}
        self.chains: dict[int, list[Mention]] = defaultdict(list)
        self._named_from = {m.start: m for m in reading.mentions if m.named and m.head >= 0}
        self._named_heads = {m.head for m in self._named_from.values()}
        for mention in reading.mentions:
            if mention.head >= 0 and mention.type != "quantity":
                self.mention_at.setdefault(mention.head, mention)
            if mention.chain >= 0:
                self.chains[mention.chain].append(mention)
        self._starts = [s.start for s in reading.sentences]
        # where cues begin and where they end
        self.cues = {edge for a in reading.attributions if a.speaks for span in a.cue for edge in span}
        self.times_in: dict[int, list[Time]] = defaultdict(list)
        for time in reading.times:
            self.times_in[self.sentence_at(time.start)].append(time)
        self.places_in: dict[int, list[Place]] = defaultdict(list)
        self.place_starting: dict[int, Place] = {}
        self.entered: dict[int, tuple[Time | None, Place | None]] = {}
        """Of the sentence that begins an entry of a chronology, the time and the place that head it: "12 March 2013, Tirana: "."""
        for place in reading.places:
            self.places_in[self.sentence_at(place.start)].append(place)
            self.place_starting[place.start] = place
        self._enter()

    def _enter(self) -> None:
        """Find what heads the entries of a chronology: sentences of a time, perhaps a place, and a colon."""
        for number, (head, first) in enumerate(pairwise(self.reading.sentences)):
            times, places = self.times_in.get(number, []), self.places_in.get(number, [])
            rest = self.text[head.start : head.end]
            if not times or head.paragraph != first.paragraph or not rest.endswith(":"):
                continue
            for start, end in [*((t.start, t.end) for t in times), *((p.start, p.end) for p in places)]:
                rest = rest.replace(self.text[start:end], "")
            only = not any(w[:1].islower() or w.isdigit() for w in rest.split())
            if only:
                self.entered[number + 1] = (times[0], places[0] if places else None)

    def sentence_at(self, position: int) -> int:
        """Index of the sentence a character stands in."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def near(self, token: Token, back: int) -> list[Token]:
        """The words of a token's sentence and of so many before it."""
        first = self.reading.sentences[max(0, token.sentence - back)].first
        return self.tokens[first : self.sentence(token).last]

    def sentence(self, token: Token) -> Sentence:
        """The sentence of a token."""
        return self.reading.sentences[token.sentence]

    def words(self, first: Token, last: Token) -> str:
        """The text from one token to another, white space made single."""
        return " ".join(self.text[first.start : last.end].split())

    def filler(self, head: Token) -> Filler | None:
        """Who or what a noun phrase names: the fullest form in the document, the words here first."""
        head = self._name_after(self.antecedent(head))
        nation = self.place_starting.get(head.start)
        if nation is not None and nation.end == head.end and head.pos == "ADJ":
            return Filler(nation.name, (Span(head.start, head.end),), "place", True)
        mention = self.mention(head)
        if mention is None and head.text.lower() in _FIRST_PERSON:
            return self._speaking(head)
        if mention is None and (last := _one_of(head)) is not None:
            return Filler(self.words(head, last), (Span(head.start, last.end),), "person")
        if mention is None:
            if (
                head.text.lower() in _NO_NAME
                or not any(c.isalnum() for c in head.text)
                or head.pos not in ("NOUN", "PROPN", "NUM", "ADJ")
            ):
                return None
            first, last = self._without_article(head), _name_goes_on(head)
            return Filler(self.words(first, last), (Span(first.start, last.end),), "")
        here = self._here(head, mention)
        if mention.chain < 0:
            return Filler(self._of_body(head, mention.name), (here,), mention.type)
        chain = self.chains[mention.chain]
        others = [m.span for m in chain if m.span != mention.span and not (here.start <= m.start and m.end <= here.end)]
        named = any(m.named for m in chain)
        if mention.name.lower() in _NO_NAME and not named:
            return None
        words = self.text[here.start : here.end]
        name = mention.name if named or words.lower() in _NO_NAME else self._of_body(head, words)
        return Filler(
            " ".join(name.split()),
            (here, *others[:8]),
            mention.type,
            mention.type != "person" or self._has_post(chain),
        )

    def _of_body(self, member: Token, words: str) -> str:
        """What an unnamed person or body is called, with whose it is: "three members" of the Front are "three members of the Front", "the central committee of the Front"."""
        of = next((c for c in member.children if c.lemma == "of" and c.i == member.i + 1), None)
        who, bodies = self.mention(member), joined(of.child("pobj")) if of is not None else []
        whose = [m for m in map(self.mention, bodies) if m is not None and m.type in ("organisation", "place")]
        unnamed = who is not None and not who.named and who.type in ("person", "organisation")
        if not unnamed or not bodies or len(whose) < len(bodies) or any(b.pos == "PRON" for b in bodies):
            return words
        last = max(max(m.end, self.tokens[m.head].end) for m in whose)
        of_whom = " ".join(self.text[member.end : last].split())
        return f"{words} {of_whom if of_whom.count('(') == of_whom.count(')') else of_whom.split(' (')[0]}"

    def filler_at(self, spans: tuple[Span, ...], kind: str) -> Filler:
        """A filler whose words the reader found: the fullest name where a mention stands there."""
        start, end = spans[0]
        words = " ".join(self.text[start:end].split())
        inside = [m for m in self.mention_at.values() if start <= m.start and m.end == end]
        mention = max(inside, key=lambda m: m.end - m.start, default=None)
        if mention is None:
            return Filler(words, spans, kind, kind == "organisation")
        if mention.chain < 0:
            name = self._of_body(self.tokens[mention.head], words)
            return Filler(name, spans, kind or mention.type, kind == "organisation")
        chain = self.chains[mention.chain]
        name = mention.name if any(m.named for m in chain) else self._of_body(self.tokens[mention.head], words)
        return Filler(name, spans, kind or mention.type, kind == "organisation" or self._has_post(chain))

    def fillers(self, heads: Iterable[Token | None]) -> tuple[Filler, ...]:
        """Fillers of several heads and what is joined to them by "and"; each named once."""
        found: dict[str, Filler] = {}
        for head in heads:
            for one in (member for each in joined(self._several(head)) for member in self.members(each)):
                filler = self.filler(one)
                if filler:
                    found.setdefault(filler.name, filler)
        return tuple(found.values())

    def actors(self, heads: Iterable[Token | None]) -> tuple[Filler, ...]:
        """The persons and bodies among the fillers of several heads."""
        return tuple(f for f in self.fillers(heads) if f.type in ("person", "organisation"))

    def _several(self, head: Token | None) -> Token | None:
        """ "X and Y, which have expelled": both, where the verb is a plural's; any other word itself."""
        if head is None or head.lemma not in ("who", "which", "that"):
            return head
        if not _is_plurals(head.head):
            return head
        several = self.antecedent(head)
        while several.dep == "conj" and several.head.pos in ("NOUN", "PROPN"):
            several = several.head
        return several

    def members(self, head: Token) -> list[Token]:
        """Who a noun tells of: of "two members, Jens Moll and Rasmus Ek" the named; of "five people, including X" both."""
        if head.pos == "PRON" and head.lemma in ("they", "them"):
            return self._told_together(head)
        told = named_as(head.head) if head.dep in ("dobj", "nsubjpass") else None
        beside = head.child("appos") or told if is_group(head) else None
        if head.lemma in ("couple", "pair", "trio") and head.dep == "appos" and head.head.child("conj") is not None:
            return joined(head.head)  # "X and Y, a couple"
        bodies = self.kind(head) == "organisation" and head.tag == "NNS"  # "two companies, A and B"
        kinds = ("person", "organisation") if bodies else ("person",)
        named = joined(beside) if beside is not None and self.kind(beside) in kinds and beside.pos == "PROPN" else []
        if len(named) > 1:
            return named
        return [head, *(p for p in included(head, self.tokens) if self.kind(p) == "person")]

    def _told_together(self, they: Token) -> list[Token]:
        """ "X and Y were arrested. They set fire to it": both, where "they" is of the subject of the sentence before, or of nobody else."""
        before = self.reading.sentences[they.sentence - 1] if they.sentence else None
        words = self.tokens[before.first : before.last] if before is not None else []
        subject = next((t for t in words if t.dep in ("nsubj", "nsubjpass") and t.head.dep == "ROOT"), None)
        several = [t for t in joined(subject) if self.kind(t) == "person"]
        own, told = self.mention(they), self.mention(subject) if subject is not None else None
        of_nobody = own is None or len(self.chains.get(own.chain, [])) < 2
        same = own is not None and told is not None and own.chain == told.chain
        return several if len(several) > 1 and (of_nobody or same) else [they]

    def antecedent(self, head: Token) -> Token:
        """ "who", "which", "that" in a relative clause stand for the noun it hangs on."""
        if head.lemma in ("who", "whom", "which", "that", "whose"):
            for up in head.ancestors():
                if up.dep == "relcl":
                    if head.lemma in ("who", "whom"):
                        return self._somebody(up.head)
                    return self._no_person(up) if head.lemma == "which" else _agreeing(up)
        return head

    def _no_person(self, clause: Token) -> Token:
        """ "X is the head of the bureau, which plans": the bureau; "which" is nobody."""
        noun = _agreeing(clause)
        of = next((c.child("pobj") for c in noun.children if c.dep == "prep" and c.lemma in ("of", "at", "in")), None)
        return of if self.kind(noun) == "person" and of is not None and self.kind(of) == "organisation" else noun

    def _somebody(self, noun: Token) -> Token:
        """ "General X, a veteran of the war in the hills, who ...": no hills, but the nearest person told above them."""
        told_of = noun.dep not in ("pobj", "poss") or self.kind(noun) == "person"  # "an attaché at the embassy, who"
        called = (
            noun.head.child("nsubj") if noun.dep == "attr" and noun.head.lemma == "be" and noun.tag == "NN" else None
        )
        if called is not None and self.kind(called) == "person" and self.kind(noun) == "person":
            return called  # "X is a teacher who was kidnapped"
        if (self.kind(noun) and told_of) or noun.pos == "PRON":
            return noun
        person = next((t for t in noun.ancestors() if self.kind(t) == "person"), noun)
        return person.head if person.dep == "appos" and self.kind(person.head) == "person" else person

    def _speaking(self, pronoun: Token) -> Filler | None:
        """ "They threatened me," she said: whoever is quoted."""
        quoting = [
            a
            for a in self.reading.attributions
            if a.voice == "direct"
            and a.source
            and any(s.start <= pronoun.start < s.end for s in a.content)
            and self._outside(a.source[0], pronoun)
        ]
        if not quoting:
            return None
        speaker = quoting[0]
        return Filler(speaker.name, (Span(pronoun.start, pronoun.end), *speaker.source), "person")

    def _outside(self, source: Span, pronoun: Token) -> bool:
        """Whether a speaker stands outside the quotation a pronoun is in: "Prosecutors say they paid men to kidnap me," she said: her."""
        between = self.text[min(source.end, pronoun.start) : max(source.start, pronoun.end)]
        return any(mark in between for mark in '"“”„«»') or "\n" in between

    def _name_after(self, head: Token) -> Token:
        """ "the radio host Leo Varn": the name right behind a noun that the parser left apart; "the third, Yoren Tass"."""
        beside = head.child("appos")
        if head.pos in ("ADJ", "NUM") and beside is not None and (beside.pos == "PROPN" or self.is_named(beside)):
            return beside
        if head.pos == "NOUN" and beside is not None and head.i not in self.mention_at:  # "the bookkeeper, Orla Finch"
            told = self.mention_at.get(beside.i)
            if told and told.named and told.type == "person":
                return beside
        if head.pos == "NOUN" and head.i + 1 < len(self.tokens) and head.i not in self._named_heads:
            after = self.tokens[head.i + 1]
            mention = self._named_from.get(after.start)
            if mention and mention.type == "person" and after.sentence == head.sentence and after.head is not head:
                return self.tokens[mention.head]
        return head

    def is_named(self, noun: Token) -> bool:
        """Whether the document tells the name of whom a word tells: of X, and of "a driver named X", "his cousin X"."""
        mention = self.mention(noun)
        if mention is None or mention.named:
            return mention is not None
        return mention.type == "person" and any(m.named for m in self.chains.get(mention.chain, []))

    def mention(self, head: Token) -> Mention | None:
        """The mention a token heads, or the name it is the head of where the parser's and the name's heads differ."""
        return self.mention_at.get(head.i) or self._mention_around(head)

    def kind(self, head: Token) -> str:
        """The type of the mention a token heads; empty where there is none."""
        mention = self.mention(head)
        return mention.type if mention else ""

    def _mention_around(self, head: Token) -> Mention | None:
        """The name a token is the head of, where the parser's and the name's heads differ."""
        near = range(max(head.i - 5, 0), head.i + 6)
        found = (self.mention_at.get(i) for i in sorted(near, key=lambda i: abs(i - head.i)))
        return next((m for m in found if m and m.named and m.start <= head.start and head.end <= m.end), None)

    def _here(self, head: Token, mention: Mention) -> Span:
        if mention.named:
            return mention.span
        first = self._without_article(head)
        return Span(first.start, head.end)

    def _without_article(self, head: Token) -> Token:
        """The first word of a noun phrase that is no article or possessive pronoun."""
        first = head.first
        while first.i < head.i and first.tag in ("DT", "PDT", "PRP$", "WP$"):
            first = self.tokens[first.i + 1]
        return first

    def _has_post(self, chain: list[Mention]) -> bool:
        """Whether a person is told with an office, here or elsewhere in the document."""
        for mention in chain:
            head = self.tokens[mention.head]
            if any(c.lemma in OFFICES for c in head.children if c.dep in ("compound", "appos", "nmod")):
                return True
            if head.dep == "appos" and head.head.lemma in OFFICES:
                return True
            if mention.named and self.tokens[head.first.i - 1].lemma in OFFICES:
                return True
        return False

    def token_at(self, position: int) -> Token:
        """The word a character stands in, or the next one of its sentence."""
        sentence = self.reading.sentences[self.sentence_at(position)]
        return next(
            (t for t in self.tokens[sentence.first : sentence.last] if t.end > position), self.tokens[sentence.first]
        )

    def is_nobodys(self, attribution: Attribution) -> bool:
        """Whether nobody says it: "no group has claimed", "none of the parties called for"."""
        return any(_NOBODY.match(self.text, s.start) for s in attribution.source[:1])

    def tokens_in(self, span: Span) -> list[Token]:
        """The words that begin in a span."""
        first = self.token_at(span.start).i
        return list(takewhile(lambda t: t.start < span.end, islice(self.tokens, first, None)))

    def said_by(self, trigger: Token) -> tuple[Voicing, ...]:
        """Who says it, outermost speaker first; empty for the outlet itself."""
        return self.said_at(Span(trigger.start, trigger.end))

    def said_at(self, words: Span) -> tuple[Voicing, ...]:
        """Who says some words, outermost speaker first; empty for the outlet itself."""
        attributions = self.reading.attributions
        around = []
        for i, a in enumerate(attributions):
            sizes = [s.end - s.start for s in a.content if s.start <= words.start and words.end <= s.end]
            if sizes and a.speaks and not self._only_answers(a) and not self.pleads(a):
                around.append((a.voice == "carried_on", sum(s.end - s.start for s in a.content), i))
        if not around:
            return ()
        chain, seen = [], set()
        index = min(around)[2]
        while index >= 0 and index not in seen:
            seen.add(index)
            chain.append(attributions[index])
            index = attributions[index].outer
        return self.voices(chain)

    def pleads(self, attribution: Attribution) -> bool:
        """ "Pleaded guilty to the murder": a step of a trial, as whoever tells it knows."""
        return any(t.lemma == "plead" for s in attribution.cue for t in self.tokens_in(s))

    def _only_answers(self, attribution: Attribution) -> bool:
        """ "The killing of X was condemned by the government": a deed that is known, which the speaker answers to and does not tell."""
        cue = [t for s in attribution.cue for t in self.tokens_in(s)]
        return any(t.lemma in ANSWERS and t.child("nsubjpass") is not None for t in cue)

    def voices(self, chain: list[Attribution]) -> tuple[Voicing, ...]:
        """Who speaks in some attributions, the innermost given first: outermost first, whoever says "we" under his name."""
        voices = [
            Voicing(a.name, a.source, a.stance, a.jointly)
            for a in reversed(chain)
            if a.source and a.speaks and not self.is_nobodys(a)
        ]
        spoken: list[Voicing] = []
        for voice in voices:
            ourselves = voice.name.lower() in _OURSELVES
            if spoken and ourselves:  # "'We ask for sanctions,' she said": she asks for them
                spoken[-1] = replace(spoken[-1], stance=voice.stance)
            elif ourselves and voice.stance == "asserts":
                continue  # "since January we have documented": whoever publishes it
            elif spoken and voice.name == spoken[-1].name:
                spoken[-1] = voice
            else:
                spoken.append(voice)
        return tuple(spoken)

    def is_asked(self, trigger: Token) -> bool:
        """Whether a word stands in an item of what somebody asks for: "The union calls for:", "the release of X"."""
        here = (a for a in self.reading.attributions if a.voice == "carried_on" and a.stance == "asks_for")
        return any(s.start <= trigger.start < s.end for a in here for s in a.content)

    def speaker_denies(self, trigger: Token) -> bool:
        """Whether the innermost speaker denies what the trigger tells."""
        chain = self.said_by(trigger)
        return bool(chain) and chain[-1].stance == "denies"

    def claim(self, kind: Kind, subtype: str, trigger: Token, modality: Modality, **fields: object) -> Claim:
        """A claim that rests on its trigger's sentence; `extract_claims` gives it its score."""
        sentence = self.sentence(trigger)
        roles = {r: f for r, f in (fields.pop("roles", None) or {}).items() if f}  # type: ignore[attr-defined]
        polarity = modality.polarity
        if self.speaker_denies(trigger):
            polarity = "denied"
        mode = "called_for" if modality.mode == "actual" and self.is_asked(trigger) else modality.mode
        identity = self._identity(kind, subtype, trigger, roles)
        return Claim(identity, self.reading.document.id, kind, subtype, (sentence.span,), roles, polarity=polarity,
                     certainty=modality.certainty, mode=mode, said_by=self.said_by(trigger), **fields)  # type: ignore[arg-type]  # fmt: skip

    def _identity(self, kind: str, subtype: str, trigger: Token, roles: dict[str, tuple[Filler, ...]]) -> str:
        """Hash of what the claim says and the words it stands on, not of where in the file they are."""
        sentence = self.sentence(trigger)
        names = [f"{role}={filler.name}" for role in sorted(roles) for filler in roles[role]]
        parts = [
            self.reading.document.id,
            kind,
            subtype,
            trigger.lemma,
            str(trigger.i - sentence.first),
            self.text[sentence.start : sentence.end],
            *names,
        ]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def unsaid_by(claim: Claim, own: Iterable[Filler]) -> Claim:
    """A claim that some of whom it tells do not say by what they do: who approves a thing, or orders a step, is told to."""
    names = {f.name for f in own}
    return replace(claim, said_by=tuple(v for v in claim.said_by if v.name not in names))


_FIRST_PERSON = frozenset(["i", "me", "myself"])
_OURSELVES = frozenset(["i", "we"])
_NOBODY = re.compile(r"(?:no(?! ?\.? ?\d)|none|nobody|neither|no-one)\b", re.I)
"""How who did not speak is named; "No 10" does speak."""


def _agreeing(clause: Token) -> Token:
    """What "which" stands for: the noun before, or the several it is of, where the verb is a plural's: "the solidarity of X and Y, which have expelled"."""
    noun = clause.head
    of = next((c.child("pobj") for c in noun.children if c.dep == "prep" and c.lemma == "of"), None)
    several = of is not None and (of.tag in ("NNS", "NNPS") or of.child("conj") is not None)
    return of if of is not None and _is_plurals(clause) and noun.tag == "NN" and several else noun


def _is_plurals(verb: Token) -> bool:
    """Whether a verb's form is that of a plural's: "have expelled", "were seized"."""
    word = finite(verb)
    return word.tag == "VBP" or word.text.lower() == "were"


def _name_goes_on(head: Token) -> Token:
    """The last word of a name with an "of" that nothing knows: "the Sons of the Valley"."""
    of = next((c for c in head.children if c.lemma == "of"), None) if head.pos == "PROPN" else None
    beyond = of.child("pobj") if of else None
    return beyond if beyond is not None and beyond.pos == "PROPN" else head


def _one_of(head: Token) -> Token | None:
    """ "One of the three", "two of the men": the last word."""
    of = next((c for c in head.children if c.lemma == "of"), None) if head.pos == "NUM" else None
    counted = of.child("pobj") if of else None
    if counted is None or counted.pos == "PRON" or (head.lemma == "one" and counted.pos != "NUM"):
        return None
    return counted
