"""When and where: which of a document's times and places belong to what a trigger tells."""

import datetime as dt
import re
from dataclasses import replace
from itertools import islice, pairwise

from onrecord.claim.context import Context
from onrecord.claim.frames import at_another_time, finite, way_up
from onrecord.claim.incident_words import CHARGES, DAMAGES, NOUNS, PLOTS
from onrecord.claim.modality import SCHEDULED, is_about, is_answered
from onrecord.claim.phrases import to_be_done
from onrecord.model import WIDE, Place, Time, Token

_MONTHS = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.I
)
_LATER = frozenset("since later subsequently eventually afterwards thereafter".split())
_STANDING_PLACE = frozenset("base live reside locate headquarter bear work study stay teach grow".split())
_ELSEWHERE = frozenset("believe think flee escape live reside move return settle emigrate".split())
"""What somebody does or is thought to do afterwards, elsewhere."""
_BETWEEN = frozenset(["the", "central", "northern", "southern", "eastern", "western", "downtown"])
_LOCATING = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "of",
        "around",
        "across",
        "within",
        "from",
        "on",
        "toward",
        "towards",
        "between",
        "via",
        "into",
    ]
)


def time_of(context: Context, trigger: Token) -> Time | None:
    """When a claim's event happened: the placed expression nearest to it in the tree, then in the words."""
    times = [
        t
        for t in context.times_in.get(trigger.sentence, [])
        if (t.begins or t.ends) and not _time_of_saying(context, t, trigger)
    ]
    own = [t for t in times if _tells_when(context, context.token_at(t.start), trigger)]
    inside = _nearest_in_tree(context, trigger, [t.start for t in own])
    nearest = min(
        (t for t in own if t.start in inside),
        key=lambda t: abs(t.start - trigger.start),
        default=None,
    )
    if nearest is None:
        return None
    if (whole := _from_to(context, nearest)) is not None:
        return whole
    return _as_deadline(context, nearest, trigger) or _before_document(context, nearest, trigger)


def heading(context: Context, trigger: Token) -> tuple[Time | None, Place | None]:
    """When and where an entry of a chronology was, by what heads it, for a deed its first sentence tells: "12 March 2013, Tirana: Two men were arrested."; (None, None) elsewhere."""
    below = any(t.dep == "relcl" for t in (trigger, *trigger.ancestors()))  # "a man who had shot X was arrested"
    return context.entered.get(trigger.sentence, (None, None)) if not below else (None, None)


def since_then(context: Context, time: Time | None, trigger: Token) -> Time | None:
    """ "Eleven have been killed since 2015": between then and the document; who was killed in "since 2015, when X was killed" was in that year."""
    published = context.reading.document.published
    if time is None or not time.begins or (published and published < time.begins):
        return time
    told_of_it = context.token_at(time.start) in trigger.ancestors()
    if told_of_it or not _SINCE.search(context.text, max(0, time.start - 12), time.start):
        return time
    if not published:
        return replace(time, ends=None, edtf=f"{time.edtf}/..")
    after = dt.date.fromisoformat(published) + dt.timedelta(1)
    return replace(time, ends=after.isoformat(), edtf=f"{time.edtf}/{published}")


_SINCE = re.compile(r"\bsince\s+(?:the\s+)?\Z", re.I)
_YEAR = re.compile(r"\d{4}")


_FROM_TO = {"between": (" and ",), "from": (" to ", " until ", " till ", " through ")}
"""What stands before the first and between the two times of a stretch."""


def _from_to(context: Context, time: Time) -> Time | None:
    """The stretch that a time begins or ends: "between March and September 2019", "from 2 May until June"; None for any other."""
    here = context.times_in.get(context.token_at(time.start).sentence, [])
    for first, last in pairwise(here):
        before = context.text[: first.start].rstrip().rpartition(" ")[2].rpartition("\n")[2].lower()
        joins = context.text[first.end : last.start] in _FROM_TO.get(before, ())
        if joins and time in (first, last) and first.begins and last.ends and first.begins < last.ends:
            told = f"{first.edtf}/{last.edtf}"
            return Time(first.start, last.end, first.begins, last.ends, told if told.count("/") == 1 else None)
    return None


def _as_deadline(context: Context, time: Time, trigger: Token) -> Time | None:
    """A day without a year by which something is to be done, of this year or the next: "unless they are freed by 10 April", of a text of March; None where a time is no such day."""
    published, before = context.reading.document.published, context.token_at(time.start)
    by = before.i > 0 and context.tokens[before.i - 1].lemma == "by"
    to_come = _is_unless(trigger) or any(c.tag in ("MD", "TO") for c in trigger.children)
    words = context.text[time.start : time.end]
    if not by or not to_come or not published or not time.begins or not _MONTHS.search(words) or _YEAR.search(words):
        return None
    years = int(published[:4]) - int(time.begins[:4])
    years += time.begins[4:] < published[4:]
    return _moved(time, years) if time.begins < published else time


def _is_unless(clause: Token) -> bool:
    return any(c.dep == "mark" and c.lemma in ("if", "unless") for c in clause.children)


def _moved(time: Time, years: int) -> Time:
    """A time so many years later; 29 February stays where it is, for there is none the year after."""
    if time.begins is None or time.begins.endswith("-02-29"):
        return time
    ends = time.ends.replace("-02-29", "-03-01") if time.ends else None  # the day after the 28th
    begins, ends, edtf = (
        _YEAR.sub(lambda m: str(int(m[0]) + years), t) if t else t for t in (time.begins, ends, time.edtf)
    )
    return replace(time, begins=begins, ends=ends, edtf=edtf)


def _before_document(context: Context, time: Time, trigger: Token) -> Time:
    """A day without a year that the reader put after the document, a year earlier where the deed is told as past: "was shot on 14 February", of a text of January."""
    published, words = context.reading.document.published, context.text[time.start : time.end]
    past = (
        not _is_unless(trigger)
        and finite(trigger).tag == "VBD"
        and trigger.dep in ("ROOT", "conj", "ccomp", "relcl", "advcl")
    )
    if (
        not past
        or not published
        or not time.begins
        or time.begins <= published
        or not _MONTHS.search(words)
        or _YEAR.search(words)
    ):
        return time
    return _moved(time, -1)


def time_goes_on(context: Context, trigger: Token) -> Time | None:
    """When the sentence before was, where whom it tells of goes on: "On 7 February fighters entered the camp. They killed 34 people"."""
    subject = trigger.child("nsubj", "nsubjpass")
    mention = context.mention(subject) if subject is not None and subject.pos == "PRON" else None
    before_it = finite(trigger).text == "had"  # "fled on 4 May. He had been beaten"
    goes_on = finite(trigger).tag == "VBD" and trigger.sentence and not context.times_in.get(trigger.sentence)
    if mention is None or mention.chain < 0 or not goes_on or before_it:
        return None
    before = context.reading.sentences[trigger.sentence - 1]
    told = [t for m in context.chains[mention.chain] if (t := context.tokens[m.head]).sentence == trigger.sentence - 1]
    verb = next((t.head for t in told if t.dep == "nsubj" and t.head.tag == "VBD" and t.head.dep == "ROOT"), None)
    here = context.sentence(trigger)
    if verb is None or before.paragraph != here.paragraph:
        return None
    gone = verb.lemma in _GONE  # whoever tells how
    return time_of(context, verb) if gone or context.said_by(verb) == context.said_by(trigger) else None


_GONE = frozenset(["disappear", "vanish"])
"""What somebody is told to have done whom another saw taken away."""


def _tells_when(context: Context, token: Token, trigger: Token) -> bool:
    """Whether a time's word hangs on a trigger or above it, and on no other event on the way: "jailed for the attack in May"."""
    above = {t.i for t in trigger.ancestors()} | {trigger.i}
    if any(c.dep == "advmod" and c.lemma in _LATER for c in trigger.children):  # "held on Monday and later freed"
        above = {trigger.i}
    if token.i in above:
        return True
    for up in token.ancestors():
        if up.i in above:
            return not _of_another(token, up, trigger)
        # "shot and wounded X on Monday", but "was expelled and must leave by Friday"
        # nor "was arrested, and was freed on Friday"
        shared = (
            up.dep == "conj"
            and up.child("nsubj", "nsubjpass", "auxpass") is None
            and not any(c.tag == "MD" for c in up.children)
        )
        # "convicted of spying in 2008", but "sentenced for a 2008 shooting"
        charge = up.dep == "pcomp" and up.head.head.i in above and token.i > up.i
        due = up.dep == "xcomp" and up.head.lemma in SCHEDULED and up.head.head.i in above  # "is due to open in May"
        blast = up.dep == "relcl" and up.head is trigger and up.lemma in DAMAGES  # "the blast that sank a ferry in May"
        # "was killed when two men burst into the hall on 14 April"
        as_then = up.dep == "advcl" and up.head.i in above and any(c.lemma == "when" for c in up.children)
        passing = shared or charge or due or blast or as_then
        if not passing and (up.pos in ("VERB", "AUX") or up.lemma in NOUNS or up.lemma in PLOTS):
            return False
    return True


def _of_another(token: Token, verb: Token, trigger: Token) -> bool:
    """Whether a time that hangs on a verb above a trigger is that verb's alone.

    "acquitted last month of plotting", "went on trial on Monday accused of bombing": the verdict's, the trial's; "announced on Sunday that":
    the announcement's.
    """
    if _after_saying(token, verb):
        return True
    if verb is trigger:
        return False
    way = way_up(trigger, verb)
    if any(map(at_another_time, way)) or (each_of_its_own(way[-1]) and token.i < way[-1].left):
        return True
    if any(is_answered(t) for t in way[:-1]):
        return True  # "will strike next week to protest the murder"
    if any(t.dep in ("relcl", "acl", "amod") and t.head.lemma not in NOUNS and not _is_to_do(t) for t in way):
        return True  # "X, who led the union, was murdered on Monday", "two men abducted in May were freed on Monday", "the convicted X died on Monday"
    beside = trigger.dep == "conj" and trigger.head is verb  # "convicted in 2006 and sentenced to 13 years"
    if token.i < trigger.i and not beside and any(t.lemma in CHARGES and t.lemma != "try" for t in (*way[1:], verb)):
        return True
    said = way[-1]
    if said.dep == "prep" and said.lemma == "over" and token.i < trigger.i:
        return True  # "expelled them in March over the poisoning"
    apart = token.head.lemma in ("since", "until") or said.child("mark") is not None
    if said.dep == "conj" and said.child("nsubj", "nsubjpass") is not None and apart:
        # "has kept lists since 2018, and eleven were arrested", "summoned X on Friday and that Y"
        return token.i < said.left
    if _goes_its_own_way(said, verb):
        return True
    return said.dep == "ccomp" and not said.left <= token.i <= said.right


def _is_to_do(verb: Token) -> bool:
    """ "An attempt in August to poison X": what the attempt is, and of its time."""
    return verb.dep == "acl" and verb.tag == "VB"


def each_of_its_own(deed: Token) -> bool:
    """Whether a noun and the one it is joined to each have an article and tell of somebody of their own: "the abduction of X and an attempt to poison Y"."""
    told = [{c.dep for c in noun.children} for noun in (deed.head, deed)]
    return deed.dep == "conj" and deed.pos == "NOUN" and all("det" in d and d & {"prep", "acl"} for d in told)


def _goes_its_own_way(clause: Token, verb: Token) -> bool:
    """ "X is serving nine years; Y was extradited in August", "which split from it in 2015 and is led by X"."""
    beside = clause.dep == "parataxis" and clause.child("nsubj", "nsubjpass") is not None
    return beside or (clause.dep == "conj" and finite(clause).tag in ("VBZ", "VBP") and finite(verb).tag == "VBD")


def _in_other_clause(context: Context, token: Token, trigger: Token) -> bool:
    """Whether a place stands in a clause joined to the trigger's with a subject of its own: "X was jailed, and Y's car burnt in Z"; or beyond a semicolon."""
    low, high = sorted((token.i, trigger.i))
    if any(t.text == ";" for t in context.tokens[low:high]):
        return True
    around = (trigger, *trigger.ancestors())
    for up in (token, *token.ancestors()):
        if any(up is a for a in around):
            apart = way_up(trigger, up)[-1]
            return each_of_its_own(apart) and apart.head is up and token.i < apart.left
        own = up.pos == "VERB" and up.child("nsubj", "nsubjpass") is not None
        # "was acquitted and is now mayor of X", "was freed and fled to X"
        afterwards = up.lemma in _ELSEWHERE or (up.lemma == "be" and up.child("attr") is not None)
        if (up.dep == "conj" and afterwards) or _tells_of_them(up):
            return True
        if up.dep == "conj" and own:
            return any(up.head is a for a in around)
    return False


def _tells_of_them(clause: Token) -> bool:
    """ "Five were abducted, three of whom reappeared in X", "the group, which is based in X, reported": what is told by the way of whom it is about."""
    subject = clause.child("nsubj", "nsubjpass")
    of = subject.child("prep") if subject is not None else None
    whom = of.child("pobj") if of is not None else None
    based = clause.dep in ("relcl", "acl") and clause.lemma in _BASED
    before = clause.dep == "relcl" and any(c.text == "had" for c in clause.children)  # "who had sought asylum in X"
    return (
        based or before or (clause.dep in ("advcl", "relcl") and whom is not None and whom.lemma in ("whom", "which"))
    )


_BASED = frozenset("base headquarter locate".split())


def _time_of_saying(context: Context, time: Time, trigger: Token) -> bool:
    """Whether a time tells when something was said, not when it happened: "..., she said on Wednesday"."""
    return _beside_cue(context, context.token_at(time.start), trigger)


def _beside_cue(context: Context, token: Token, trigger: Token) -> bool:
    """Whether a word hangs on a cue, and so belongs to the saying, not to what is said."""
    verb = next((t for t in token.ancestors() if t.pos in ("VERB", "AUX")), token)
    return (
        verb is not trigger
        and verb.item() == token.item()
        and (verb.start in context.cues or verb.end in context.cues)
        and not _inside_content(context, token, verb)
    )


def _inside_content(context: Context, token: Token, cue: Token) -> bool:
    """Whether a word stands in what is said by a cue, not beside the cue."""
    return any(
        s.start <= token.start < s.end
        for a in context.reading.attributions
        if any(c.start <= cue.start < c.end for c in a.cue)
        for s in a.content
    )


def place_of(context: Context, trigger: Token, back: int = 1) -> Place | None:
    """Where: the place nearest in the tree that a preposition of place brings, else in the sentence before."""
    back = 0 if _begins_item(context, trigger) else back
    for sentence in range(trigger.sentence, max(trigger.sentence - back, 0) - 1, -1):
        if sentence != trigger.sentence and (_is_byline(context, sentence) or _at_other_times(context, sentence, trigger.sentence)):  # fmt: skip
            break
        located = [
            p
            for p in context.places_in.get(sentence, [])
            if _is_location(context, p) and _tells_where(context, p, trigger)
        ]
        if sentence == trigger.sentence:
            inside = _nearest_in_tree(context, trigger, [p.start for p in located])
            located = [p for p in located if p.start in inside]
        if not located and back and sentence == trigger.sentence:
            located = [p for p in context.places_in.get(sentence, []) if _before_semicolon(context, p, trigger)]
        if located:
            return min(
                located,
                key=lambda p: (
                    p.level in WIDE,
                    _locator(context, p) == "of",  # "the port city of X" tells where, "members of X" may not
                    abs(p.start - trigger.start),
                ),
            )
    return None


def named_after(context: Context, deed: Token) -> Place | None:
    """The place that a deed is known by: "the Lyon bombing", "the Lyon kidnap plot"; None where it is known by none."""
    told = deed.pos == "NOUN" and (deed.lemma in NOUNS or to_be_done(deed))
    known = told and any(c.lemma == "the" for c in deed.children)
    beside = [c for c in deed.children if c.dep in ("compound", "nmod") and known]
    here = context.places_in.get(deed.sentence, []) if beside else []
    return next((p for c in beside for p in here if p.start <= c.start < p.end and p.end <= deed.start), None)


def _at_other_times(context: Context, before: int, here: int) -> bool:
    """ "In 2013 X was shot in Lyon. In 2016 Y was": whether two sentences begin with times of their own, so that the one's place is not the other's."""
    first, second = (_opening_time(context, sentence) for sentence in (before, here))
    return first is not None and second is not None and first.begins != second.begins


def _opening_time(context: Context, sentence: int) -> Time | None:
    """The time a sentence begins with: "In 2013", "On 4 May 2019"."""
    time = next((t for t in context.times_in.get(sentence, []) if t.begins), None)
    opens = time is not None and context.token_at(time.start).i - context.reading.sentences[sentence].first <= 2
    return time if opens else None


def _is_byline(context: Context, sentence: int) -> bool:
    """ "By our correspondent in X": where it was written."""
    here = context.reading.sentences[sentence]
    words = context.tokens[here.first : here.last]
    return words[0].text == "By" and all(t.pos not in ("VERB", "AUX") for t in words)


def _begins_item(context: Context, trigger: Token) -> bool:
    """Whether a sentence begins a numbered paragraph, as those of court papers: it goes on from none."""
    start = context.sentence(trigger).start
    line = context.text.rfind("\n", 0, start) + 1
    return _ITEM.match(context.text[line : start + 6]) is not None and start - line < 6


_ITEM = re.compile(r"\(?\d{1,3}[.)]\s")


def _before_semicolon(context: Context, place: Place, trigger: Token) -> bool:
    """ "Two tried to abduct X in Y; they were arrested": what stands before the mark is as near as a sentence before."""
    token = context.token_at(place.start)
    between = context.tokens[token.i : trigger.i]
    beside = any(t.text == ";" for t in between) and trigger.item() < 0
    return _is_location(context, place) and beside and not _beside_cue(context, token, trigger)


def _nearest_in_tree(context: Context, trigger: Token, starts: list[int]) -> set[int]:
    """Those of some positions that stand in the smallest phrase around a trigger that holds any."""
    for token in (trigger, *trigger.ancestors()):
        first, last = context.tokens[token.left].start, context.tokens[token.right].end
        inside = {s for s in starts if first <= s < last}
        if inside:
            return inside
    return set(starts)


def _is_location(context: Context, place: Place) -> bool:
    """Whether a place name tells where, not who ("Belgian police", "a man of Russian origin") or whose."""
    where = _locator(context, place)
    name = context.token_at(place.start)
    if where == "from" and name.dep == "pobj" and context.kind(name.head.head) == "person":
        return False  # "a couple from X"
    if where == "from" and any(t.lemma in _FIRED for t in islice(name.ancestors(), 3)):
        return False  # "shells fired from X struck a bakery"
    return bool(where) and (where != "of" or name.dep != "amod")


def _tells_where(context: Context, place: Place, trigger: Token) -> bool:
    """Not where somebody spoke ("told reporters in X"), nor, a sentence before, where somebody lives or is based."""
    token = context.token_at(place.start)
    if token.sentence == trigger.sentence and token.item() != trigger.item():
        return False
    if _beside_cue(context, token, trigger) or (
        token.sentence == trigger.sentence and _in_other_clause(context, token, trigger)
    ):
        return False
    if token.sentence == trigger.sentence and (_of_another_deed(token, trigger) or _posted_to(context, token)):
        return False
    whose = token.head.head if token.dep == "pobj" and token.head.lemma == "of" else token
    if whose.pos == "PROPN" and whose is not token and context.kind(whose) == "person":
        return False  # "X of Rome": his home
    verb = next((t for t in token.ancestors() if t.pos in ("VERB", "AUX")), token)
    here = context.sentence(trigger)
    if token.sentence != trigger.sentence and verb.lemma == "be" and _is_somebody(context, verb):
        return False  # "both men are back in X": where they are now
    if token.sentence != trigger.sentence and (_seat_of(token) or any(map(is_about, token.ancestors()))):
        return False  # "froze his assets over the killings in X. Four lawyers were detained"
    pointed_at = any(t.lemma == "there" and t.pos == "ADV" for t in context.tokens[here.first : here.last])
    return token.sentence == trigger.sentence or pointed_at or verb.lemma not in _STANDING_PLACE


def _of_another_deed(token: Token, trigger: Token) -> bool:
    """Whether a place is told of a deed in a clause about somebody: "blamed the kidnapping on X, who was jailed for the massacre at Y", "the man convicted in Y was freed"."""
    around = (trigger, *trigger.ancestors())
    deed = False
    for up in token.ancestors():
        if any(up is a for a in around):
            return False
        if up.dep in ("acl", "relcl") and up.tag == "VBN" and up.lemma in _STEPS:
            return True
        if up.dep == "nsubj" and up.head in trigger.ancestors() and up.head.lemma in _STEPS:
            return True  # "a court in X convicted him of the murder"
        deed = deed or up.lemma in NOUNS
        if up.dep == "relcl" and deed and up.head is not trigger:
            return True
    return False


_STEPS = CHARGES | frozenset("arrest detain hold imprison capture seize".split())
"""What was done to somebody, and where."""


_FIRED = frozenset("fire launch shoot lob".split())
"""What is done from one place to another."""


def _seat_of(place: Token) -> bool:
    """ "Its embassy in X did not respond": where a body that acts has its seat."""
    body = place.head.head
    return place.dep == "pobj" and body.dep == "nsubj" and body.lemma in _SEATED


def _posted_to(context: Context, place: Token) -> bool:
    """ "The man behind it was X, a diplomat at the embassy in Y": where he had his post."""
    body = place.head.head
    holder = body.head.head
    seated = place.dep == "pobj" and body.dep == "pobj" and body.lemma in _SEATED and body.head.lemma in ("at", "of")
    return seated and holder.dep == "appos" and "person" in (context.kind(holder), context.kind(holder.head))


_SEATED = frozenset("embassy consulate mission ministry government spokesman spokeswoman court".split())


def _is_somebody(context: Context, be: Token) -> bool:
    subject = be.child("nsubj")
    return subject is not None and context.kind(subject) == "person"


def _locator(context: Context, place: Place) -> str:
    """The preposition of place before a name, empty when there is none: "in", "near the", "of"."""
    words = context.text[max(0, place.start - 24) : place.start].lower().split()
    if words and words[-1] in _BETWEEN:
        words.pop()
    return words[-1] if words and words[-1] in _LOCATING else ""


def _after_saying(token: Token, verb: Token) -> bool:
    """Whether a time that the parser hangs in what is said stands right behind the saying: "said on Tuesday they had foiled a plot"."""
    subject = verb.child("nsubj", "nsubjpass")
    if verb.dep != "ccomp" or subject is None or token.i > subject.left:
        return False
    first = token.head if token.head.dep == "prep" and token.head.i < token.i else token
    return first.left == verb.head.i + 1
