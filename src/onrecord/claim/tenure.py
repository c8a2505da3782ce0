"""From when to when somebody holds a post, as far as the words tell: "former", "since 2015", "until May", "was appointed in March".

A tie's time is the time it holds. A day of appointment opens it, a day of resignation closes it; "former" closes it before the
document. What is open is open: no day is made up (EDTF "2015/..", "../2018").
"""

from dataclasses import replace

from onrecord.claim.circumstances import time_of
from onrecord.claim.context import Context
from onrecord.claim.modality import Modality
from onrecord.claim.tie_words import ALLEGED, CLOSING, OPENING, TENURES
from onrecord.model import Claim, Filler, Time, Token

FORMER = frozenset("former ex ex- erstwhile onetime one-time ousted deposed".split())


def tied(
    context: Context,
    relation: str,
    trigger: Token,
    roles: dict[str, tuple[Filler, ...]],
    how: Modality | None = None,
) -> Claim | None:
    """A tie with the time it holds; None where nobody or nothing stands on one of its sides, or the same on both.

    Args:
        context: of its document.
        relation: the tie's type.
        trigger: the word it rests on.
        roles: its subject, and its object or post.
        how: how a verb tells it; None where it stands beside a name.
    """
    others = roles.get("object") or roles.get("post")
    if not roles.get("subject") or not others or {f.name for f in roles["subject"]} == {f.name for f in others}:
        return None
    claim = context.claim(
        "tie",
        relation,
        trigger,
        how or Modality(),
        roles=roles,
        time=time_of(context, trigger) if how else None,
    )
    if how is None:  # told beside a name, and denied by nobody who denies what is said of him
        told_by = tuple(v for v in claim.said_by if v.stance != "denies")
        claim = replace(claim, polarity="affirmed", said_by=told_by)
    post = next((f.spans[0].start for f in roles.get("post", ())), None)
    if post is not None and any(c.text in ALLEGED for c in trigger.children):
        claim = replace(claim, certainty="probable")  # "the alleged head of the clan"
    return _with_tenure(context, claim, trigger, told=how is not None) if relation in TENURES else claim


def _with_tenure(context: Context, claim: Claim, trigger: Token, *, told: bool) -> Claim:
    """The tie with the time it holds.

    Args:
        context: of its document.
        claim: a tie.
        trigger: the word it rests on: the post, or a verb.
        told: whether a verb tells it ("was appointed head"); else only times beside the post count ("minister since May").
    """
    time = _former(context, claim, trigger, told=told) or _bounded(context, claim, trigger, told=told)
    return replace(claim, time=time) if time else claim


def _former(context: Context, claim: Claim, trigger: Token, *, told: bool) -> Time | None:
    """ "former minister", "ex-minister", "previously headed": over before the document."""
    sentence = context.sentence(trigger)
    post = next((f.spans[0].start for f in claim.roles.get("post", ())), trigger.start)
    first = next((t for t in context.tokens[sentence.first : sentence.last] if t.start >= post), trigger)
    before = context.tokens[max(sentence.first, first.i - 4) : trigger.i]
    word = next((t for t in before if t.text.lower() in FORMER and t.head.i >= first.i), None)
    if told and word is None:
        word = next((c for c in trigger.children if c.lemma in ("previously", "formerly", "once")), None)
    if word is None:
        return None
    return _over(context, word)


def _over(context: Context, word: Token) -> Time:
    """Over when the document was published, by a word that tells no day."""
    day = context.reading.document.published
    return Time(word.start, word.end, None, day, f"../{day}" if day else None)


def _bounded(context: Context, claim: Claim, trigger: Token, *, told: bool) -> Time | None:
    """ "since 2015", "until May", "from 2012 to 2016", and the day of an appointment or a resignation."""
    verb = next((t for t in (trigger, *trigger.ancestors()) if t.pos in ("VERB", "AUX")), trigger) if told else trigger
    reach = range(verb.left, verb.right + 1)
    times = [(t, context.token_at(t.start)) for t in context.times_in.get(trigger.sentence, []) if t.begins or t.ends]
    near = [(t, _preposition(head)) for t, head in times if head.i in reach]
    until = next((t for t, p in near if p in ("until", "till", "to", "til")), None)
    since, by = next(((t, p) for t, p in near if p in ("since", "from")), (None, ""))
    if by == "from" and not until:
        since = None  # "is from May", "from March" alone says nothing sure
    if shown := since or until:
        begins, first = (since.begins, since.edtf) if since else (None, "..")
        ends, last = (until.ends, until.edtf) if until else (None, "..")
        return Time(shown.start, shown.end, begins, ends, f"{first}/{last}")
    time = claim.time
    if time is None and told and verb.lemma in CLOSING and claim.mode == "actual" and claim.polarity == "affirmed":
        return _over(context, verb)  # "was sacked as head": whenever it was
    if time is None or verb.lemma not in OPENING | CLOSING:
        return None
    if verb.lemma in OPENING:
        return Time(time.start, time.end, time.begins, None, f"{time.edtf}/.." if time.edtf else None)
    return Time(time.start, time.end, None, time.ends, f"../{time.edtf}" if time.edtf else None)


def _preposition(head: Token) -> str:
    """The preposition a time hangs on, through its own words: "since early 2015"."""
    for up in (head, *head.ancestors()):
        if up.dep in ("prep", "mark"):
            return up.lemma.lower()
        if up.pos in ("VERB", "AUX"):
            return ""
    return ""
