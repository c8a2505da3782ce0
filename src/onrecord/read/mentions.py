"""Words that name or refer to persons, bodies, places, facilities, events, weapons and posts.

The parser's base names come first; the tables in `noun_words` correct their types and add the unnamed
mentions ("the diplomat", "two gunmen", "they") that claims need as much as names.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from onrecord.model import Mention, MentionType, Time, Token
from onrecord.read import noun_words as words
from onrecord.read.names import is_title, without_titles
from onrecord.read.other_names import OtherName
from onrecord.read.persons import is_beside_person, is_told_of_people

_LABELS: dict[str, MentionType] = {
    "PERSON": "person", "ORG": "organisation", "NORP": "organisation", "GPE": "place", "LOC": "place", "FAC": "facility",
    "EVENT": "event", "QUANTITY": "quantity", "CARDINAL": "quantity", "MONEY": "quantity", "PERCENT": "quantity",
}  # fmt: skip
_PRONOUNS = words.MALE_PRONOUNS | words.FEMALE_PRONOUNS | words.GROUP_PRONOUNS
_ACRONYM = re.compile(r"[A-Z][A-Z.&/-]{1,9}s?\Z")


def find_mentions(text: str, tokens: list[Token], times: list[Time], others: Sequence[OtherName] = ()) -> list[Mention]:
    """Every mention of a document, sorted by start; chains and full names come with coreference.

    Args:
        others: names the text gives beside others; they are names whatever the parser takes them for.
    """
    named = _named(text, tokens, others)
    taken = {i for first, last, _ in named for i in range(first, last + 1)}
    found = [_mention(text, tokens[a], tokens[b], label, _head(tokens[a : b + 1]), named=True) for a, b, label in named]
    found += [_mention(text, t, t, "post", t, named=False) for t in tokens if t.i not in taken and _is_post_title(t)]
    found += _unnamed(text, tokens, taken)
    found += [Mention(t.start, t.end, "time", text[t.start : t.end], -1) for t in times]
    return sorted(found, key=lambda m: (m.start, -m.end, m.type))


def _head(name: list[Token]) -> Token:
    """The word a name hangs on the sentence by: "Ministry" of "Ministry of Foreign Affairs", else its last."""
    of = next((n for n, t in enumerate(name) if t.text == "of" and n), 0)
    head = name[of - 1] if of else name[-1]
    return head if head.pos in ("PROPN", "NOUN") and head in name[-1].ancestors() else name[-1]


def _mention(text: str, first: Token, last: Token, kind: MentionType, head: Token, *, named: bool) -> Mention:
    return Mention(
        first.start,
        last.end,
        kind,
        " ".join(text[first.start : last.end].split()),
        head.i,
        -1,
        named,
    )


def _named(text: str, tokens: list[Token], others: Sequence[OtherName]) -> list[tuple[int, int, MentionType]]:
    """Base names as (first token, last token, type), their types made one for a whole document."""
    spans: list[tuple[int, int, str]] = []
    numbered = _numbered(tokens)
    spans += [(a, b, "ORG") for a, b in numbered]
    for first, last in _entity_ranges(tokens):
        if any(a <= last and first <= b for a, b in numbered):
            continue
        label = tokens[first].entity
        if label in ("WORK_OF_ART", "PRODUCT") and _is_firm(tokens, first, last):
            label = "ORG"
        if label in _LABELS and not (first == last and _is_national(tokens[first])):
            spans += _trim(tokens, first, last, label)
    spans += _missed(tokens, {i for a, b, _ in spans for i in range(a, b + 1)})
    spans = [_holder(tokens, *span) for span in spans]
    spans = [(a, b, _told_beside(tokens, a, b, label)) for a, b, label in spans]
    spans = _with_other_names(tokens, spans, others)
    spans += _again(tokens, spans, {pair.other[0] for pair in others})
    spans += _shortened(tokens, spans)
    spans = _relatives(tokens, spans)
    votes: dict[str, Counter[str]] = {}
    for first, last, label in spans:
        votes.setdefault(text[tokens[first].start : tokens[last].end], Counter())[label] += 1
    return sorted(
        (a, b, _type(tokens, a, b, label, votes[text[tokens[a].start : tokens[b].end]])) for a, b, label in spans
    )


def _relatives(tokens: list[Token], spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """A surname alone, or with another given name, for a person's where the parser takes it for a body's: "Stahl", "Karim Stahl" beside "Jonas Stahl"."""
    known: dict[str, str] = {}
    for a, b, label in spans:
        if label == "PERSON" and b > a and all(t.text[:1].isupper() for t in tokens[a : b + 1]):
            known.setdefault(tokens[b].text, tokens[a].text)
    found = []
    for a, b, label in spans:
        given = known.get(tokens[b].text)
        other = given is not None and (a == b or (b - a == 1 and tokens[a].text != given))
        is_body = b > a and tokens[b].text.lower() in words.ORGANISATION_HEADS
        mistaken = label in ("ORG", "NORP") or (label == "GPE" and a == b and not _stands_where(tokens[b]))
        found.append((a, b, "PERSON" if mistaken and other and not is_body else label))
    return found


def _stands_where(name: Token) -> bool:
    """Whether a name stands as a place does: "in Hale", "Hale police", "Hale, Ohio"."""
    brought = name.dep == "pobj" and name.head.lemma not in ("of", "by", "with", "for", "about")
    return brought or name.dep in ("compound", "nmod", "amod", "poss") or any(c.entity == "GPE" for c in name.children)


def _with_other_names(
    tokens: list[Token], spans: list[tuple[int, int, str]], others: Sequence[OtherName]
) -> list[tuple[int, int, str]]:
    """Both names of one with one label, in the place of what the parser found in their words."""
    for pair in others:
        last = pair.known[1]
        known = next(((a, b, label) for a, b, label in spans if b == last), None)
        label = known[2] if known and known[2] in ("PERSON", "ORG") else "PERSON"
        label = "ORG" if tokens[last].text.lower() in words.ORGANISATION_HEADS else label
        a, b = known[:2] if known else pair.known
        names = [(a, b, label), (*pair.other, label)]
        spans = [s for s in spans if all(s[1] < x or y < s[0] for x, y, _ in names)] + names
    return spans


def _entity_ranges(tokens: list[Token]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    for token in tokens:
        if not token.entity:
            continue
        if (
            not token.entity_start
            and ranges
            and ranges[-1][1] == token.i - 1
            and tokens[ranges[-1][0]].entity == token.entity
        ):
            ranges[-1] = (ranges[-1][0], token.i)
        else:
            ranges.append((token.i, token.i))
    return ranges


def _trim(tokens: list[Token], first: int, last: int, label: str) -> list[tuple[int, int, str]]:
    """Articles, genitive endings and titles cut off a name; nothing left when it is no name at all."""
    while first < last and tokens[first].dep == "det":
        first += 1
    while first < last and tokens[last].text in ("'s", "’s", "'", "’", ",", '"', "-", "of"):
        last -= 1  # "Ministry of Foreign Affairs of", before a country
    if label == "ORG" and (bracket := next((t.i for t in tokens[first + 1 : last] if t.text == "("), 0)):
        return [(first, bracket - 1, label), (bracket + 1, last, label)]  # "Ministry of Intelligence (MOI"
    if label == "ORG" and (comma := _two_names(tokens, first, last)):
        return [*_trim(tokens, first, comma - 1, label), *_trim(tokens, comma + 1, last, "PERSON")]
    if label == "ORG" and last - first > 1 and tokens[last].text in _DAYS and tokens[last - 1].lemma == "on":
        last -= 2  # "chairman of the Council on Sunday"
    if label == "ORG" and last > first and is_title(tokens[last].text) and tokens[last].head.i > last:
        last -= 1  # "Border Guard Colonel X"
    last = _before_charge(tokens, first, last) if label == "ORG" else last
    label = "PERSON" if label in _MISTAKEN and _has_rank(tokens, first, last) else label
    if label == "PERSON":
        first = without_titles(tokens[first : last + 1])[0].i
        last = _with_surname(tokens, last)
    if label == "ORG" and tokens[last].dep == "poss" and tokens[last].head.i > last:
        last = _before_owner(tokens, first, last)
    return [] if _is_no_name(tokens, first, last, label) else [(first, last, label)]


def _before_charge(tokens: list[Token], first: int, last: int) -> int:
    """The last token of a body in "accused the Ministry || of the attack", where the parser's name goes on."""
    of = next((t.i for t in tokens[first + 1 : last] if t.lemma == "of" and t.head.pos == "VERB" and t.head.i < first), 0)  # fmt: skip
    return of - 1 if of else last


def _is_firm(tokens: list[Token], first: int, last: int) -> bool:
    """ "Blue Harbour Trading", taken for the title of a book: a body's noun ends it, and no quotation marks stand around it."""
    marked = tokens[first - 1].text in QUOTES if first else False
    return last > first and tokens[last].text.lower() in words.ORGANISATION_HEADS and not marked


QUOTES = frozenset("\"“”‘'«»")


def _with_surname(tokens: list[Token], last: int) -> int:
    """The last token of a name with the surname that the parser's names leave out and its trees do not: "Tomas || Weil opened"."""
    name = tokens[last]
    after = tokens[min(last + 1, len(tokens) - 1)]
    goes_on = name.dep == "compound" and name.head is after and after.pos == "PROPN" and not after.entity
    return after.i if goes_on and after.text[:1].isupper() else last


def _two_names(tokens: list[Token], first: int, last: int) -> int:
    """Where the comma stands in "(head of) the Coast Front, Marten Holl", taken for one body's name; 0 in any other name."""
    comma = next((t.i for t in tokens[first:last] if t.text == ","), 0)
    return comma if comma > first and tokens[last].dep == "appos" and tokens[last].head.i < first else 0


def _has_rank(tokens: list[Token], first: int, last: int) -> bool:
    """ "Brigadier Kamal Zand", taken for a body's name."""
    general = (
        tokens[first].text == "General" and tokens[last].dep == "appos"
    )  # "the Fifth Brigade, General X"; no General Motors
    ranked = last - first == 2 and (tokens[first].text.lower() in _RANKS or general)
    return ranked and tokens[last].text.lower() not in words.ORGANISATION_HEADS


def _is_no_name(tokens: list[Token], first: int, last: int, label: str) -> bool:
    """Whether nothing is left of a name: figures, a word in lower case, "Bishop" of "Bishop Tomas Ncube", though there is a town of Bishop."""
    if label in ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC") and not any(c.isalpha() for c in tokens[last].text):
        return True
    if label in ("ORG", "GPE", "PERSON") and tokens[last].text.islower() and tokens[last].lemma in words.PERSON_NOUNS:
        return True  # "a Lusan national"
    if label == "ORG" and all(t.lemma in words.POSTS for t in tokens[first : last + 1]):
        return True  # "Bishop freed", of a headline; "the Prosecutor General"
    if label in ("PERSON", "ORG") and _only_befell(tokens[first : last + 1]):
        return True
    if label not in ("PERSON", "GPE") or first != last:
        return False
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    titled = following is not None and following.entity == "PERSON" and is_title(tokens[last].text)
    return tokens[first].text.islower() or (label == "GPE" and titled)


def _only_befell(words: list[Token]) -> bool:
    """ "Minister Shot Dead", of a headline: what befell him, and no name."""
    return all(t.text.lower() in _BEFELL for t in words)


_BEFELL = frozenset("shot dead killed wounded hurt injured stabbed jailed arrested charged freed".split())
_RANKS = frozenset(
    "brigadier colonel lieutenant admiral commodore marshal sergeant judge senator ayatollah sheikh captain".split()
)
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


def _before_owner(tokens: list[Token], first: int, last: int) -> int:
    """The last token of the first body in "the Third Bureau of Karsland's Command": Karsland has the command, not the bureau."""
    of = next((t.i for t in tokens[first + 1 : last] if t.lemma == "of" and tokens[last].head.head is t), 0)
    whole = of - 1 == first and tokens[first].text in (
        "Department",
        "Ministry",
    )  # "the Department of the Treasury's Office"
    return of - 1 if of and not whole else last


def _numbered(tokens: list[Token]) -> list[tuple[int, int]]:
    """Bodies named by a number or a letter: "Bureau Nine", "Unit 17", "Section A"."""
    return [
        (t.i, t.i + 1)
        for t in tokens[:-1]
        if t.text.istitle() and t.text.lower() in words.NUMBERED
        and (tokens[t.i + 1].text.istitle() or tokens[t.i + 1].text.isdigit())
        and (tokens[t.i + 1].pos == "NUM" or tokens[t.i + 1].entity in ("CARDINAL", "ORDINAL") or tokens[t.i + 1].text in words.LETTERS)
    ]  # fmt: skip


def _missed(tokens: list[Token], taken: set[int]) -> list[tuple[int, int, str]]:
    """Runs of capitalised words the parser left out, after a title or ending in a body's or place's noun."""
    found: list[tuple[int, int, str]] = []
    i = 0
    while i < len(tokens):
        if i in taken or tokens[i].pos != "PROPN" or not tokens[i].text[:1].isupper():
            i += 1
            continue
        last = i
        while (
            last + 1 < len(tokens)
            and last + 1 not in taken
            and tokens[last + 1].pos == "PROPN"
            and tokens[last + 1].text[:1].isupper()
            and tokens[last + 1].sentence == tokens[i].sentence
        ):
            last += 1
        first = without_titles(tokens[i : last + 1])[0].i
        word = tokens[last].text.lower()
        if _only_befell(tokens[first : last + 1]):
            pass
        elif word in words.ORGANISATION_HEADS and last > i:
            found.append((i, last, "ORG"))
        elif (first > i and not is_title(tokens[first].text)) or (
            last > i and (is_told_of_people(tokens, i, last) or is_beside_person(tokens, i, last))
        ):
            found.append((first, last, "PERSON"))
        elif (_ACRONYM.match(tokens[last].text) and first == last) or (last > i and _is_band(tokens[last])):
            found.append((first, last, "ORG"))
        i = last + 1
    return found


def _holder(tokens: list[Token], first: int, last: int, label: str) -> tuple[int, int, str]:
    """ "Ilya Torben, deputy head of the committee": a person, though the parser takes one of the two words for a place, or leaves the other out."""
    name, before = tokens[last], tokens[first - 1] if first else None
    holds = any(c.dep == "appos" and c.i > last and c.lemma in words.POSTS for c in name.children)
    given = before is not None and before.dep == "compound" and before.head is name and before.pos == "PROPN" and not before.entity and not is_title(before.text)  # fmt: skip
    of_people = holds or (label == "PERSON" and name.pos == "PROPN" and before is not None and before.text.istitle())
    return (first - 1, last, "PERSON") if of_people and given and first == last else (first, last, label)


def _told_beside(tokens: list[Token], first: int, last: int, label: str) -> str:
    """A name's label, mended by what stands beside: a person where "the writer", "radio host" or a title stands right before two capitalised words."""
    if first < last and label in _MISTAKEN and is_told_of_people(tokens, first, last):
        return "PERSON"
    if (
        label == "ORG"
        and last > first
        and any(c.dep == "appos" and c.lemma in words.POSTS for c in tokens[last].children)
    ):
        return "PERSON" if tokens[last].text.lower() not in words.ORGANISATION_HEADS else label
    before = tokens[first - 1] if first else None
    if label in ("ORG", "PERSON") and _tells_where(tokens, first, last):
        return "GPE"
    if (
        before is None
        or label not in ("ORG", "GPE", "FAC", "LOC", "PRODUCT")
        or before.sentence != tokens[first].sentence
    ):
        return label
    person = (
        before.text.islower() and before.lemma in words.PERSON_NOUNS and before.pos == "NOUN" and before.tag == "NN"
    )
    plain = last - first in (1, 2) and tokens[last].text.lower() not in words.ORGANISATION_HEADS
    return "PERSON" if person and plain and tokens[last].pos == "PROPN" else label


def _tells_where(tokens: list[Token], first: int, last: int) -> bool:
    """A lone capitalised word as the name of a place: "the town of X"; "a court in X", "his flat in X", "the X-born driver"."""
    name, prep = tokens[last], tokens[last].head
    if first == last and [t.text for t in tokens[last + 1 : last + 3]] in (["-", "born"], ["-", "based"]):
        return True
    if first != last or name.dep != "pobj" or prep.i != name.i - 1 or not name.text.istitle() or name.text.lower() in words.BODY_NOUNS:  # fmt: skip
        return False
    what = prep.head
    if prep.lemma == "of":
        return what.lemma in words.SETTLEMENTS
    somewhere = noun_type(what.lemma) in ("facility", "organisation") or what.lemma in _HAPPENS
    return prep.lemma == "in" and what.pos == "NOUN" and what.text.islower() and somewhere


_HAPPENS = frozenset("attack bombing shooting killing murder arson explosion blast fire raid riot protest clash kidnapping assassination".split())  # fmt: skip
"""What is told to be "in" a place: "the arson in X"."""


def _again(tokens: list[Token], spans: list[tuple[int, int, str]], sure: set[int]) -> list[tuple[int, int, str]]:
    """Names the document gives elsewhere: a surname standing alone, a place or body the parser missed here.

    Args:
        sure: tokens that begin names beyond doubt, of one word too.
    """
    taken = {i for a, b, _ in spans for i in range(a, b + 1)}
    known: dict[str, str] = {}
    for a, b, label in spans:
        if label == "PERSON" and (b > a or a in sure):
            known[tokens[b].text] = "PERSON"
        elif a == b and label in ("GPE", "ORG"):
            known.setdefault(tokens[a].text, label)
    return [
        (t.i, t.i, known[t.text])
        for t in tokens
        if t.i not in taken
        and t.text in known
        and t.pos in ("PROPN", "INTJ", *(["NOUN"] * (known[t.text] == "PERSON")))
        and t.text[:1].isupper()
        and len(t.text) > 1
    ]


def _type(tokens: list[Token], first: int, last: int, label: str, votes: Counter[str]) -> MentionType:
    """The type of a name: its last word when that tells, a title before it, else the document's majority."""
    head = tokens[last].text.lower()
    if label in ("PERSON", "ORG", "GPE", "FAC", "LOC", "NORP", "PRODUCT", "EVENT"):
        if head in words.ORGANISATION_HEADS and last > first:
            return "organisation"
        if head in words.FACILITY_NOUNS and last > first:
            return "facility"
        if (
            first > 0
            and is_title(tokens[first - 1].text)
            and tokens[first - 1].text[:1].isupper()
            and label in ("ORG", "GPE", "PERSON")
        ):
            return "person"
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        if (
            label == "PERSON"
            and first == last
            and following
            and following.text in ("'s", "’s")
            and tokens[last].head.lemma in words.BODY_NOUNS | {"capital", "border", "president", "government"}
        ):
            return "place"
        most = votes.most_common(1)[0][0]
        if most != label and votes[most] > votes[label] and {most, label} <= {"PERSON", "ORG", "GPE", "LOC", "NORP"}:
            label = most
    return _LABELS.get(label, "organisation")


_MISTAKEN = frozenset(["ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "LOC"])
"""What the parser may take the names of people for."""


def _is_band(name: Token) -> bool:
    """ "The Black Ravens have vowed to kill the judge": a name of several, which the parser does not know, that acts."""
    the = any(c.text.lower() == "the" for c in name.children)
    acts = (name.dep == "nsubj" and name.head.pos == "VERB") or (name.dep == "pobj" and name.head.dep == "agent")
    return the and acts and name.text.endswith("s")


def _is_post_title(token: Token) -> bool:
    return (
        is_title(token.text)
        and token.dep in ("compound", "nmod", "amod")
        and token.head.entity == "PERSON"
        and token.lemma in words.POSTS
    )


def _shortened(tokens: list[Token], spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """ "The Monitor" after "the Lakes Rights Monitor": a body by the last word of its name."""
    taken = {i for a, b, _ in spans for i in range(a, b + 1)}
    known: dict[str, int] = {}
    for a, b, label in spans:
        if label == "ORG" and b > a and tokens[b].text[:1].isupper():
            known.setdefault(tokens[b].text, b)
    return [
        (t.i, t.i, "ORG")
        for the, t in pairwise(tokens)
        if the.text.lower() == "the" and known.get(t.text, t.i) < t.i and t.i not in taken and t.dep != "compound"
    ]


def _unnamed(text: str, tokens: list[Token], taken: set[int]) -> list[Mention]:
    """Noun phrases whose head a table knows, and personal pronouns."""
    found: list[Mention] = []
    for token in tokens:
        lower = token.text.lower()
        if token.pos == "PRON" and lower in _PRONOUNS:
            found.append(
                _mention(
                    text,
                    token,
                    token,
                    "person" if lower not in words.GROUP_PRONOUNS else "organisation",
                    token,
                    named=False,
                )
            )
        elif body_that_speaks(token) is not None or is_of_body_before(token):
            found.append(_mention(text, token, token, "organisation", token, named=False))
        elif token.pos in ("NOUN", "PROPN") and token.i not in taken and token.dep != "compound" and not _is_virtue(token):  # fmt: skip
            kind = "weapon" if _is_poison(token) else "person" if _is_national(token) else noun_type(token.lemma)
            kind = "organisation" if _is_side(token) else kind
            if kind:
                found.append(_mention(text, _after_article(tokens, token), token, kind, token, named=False))
    return found


def _is_virtue(noun: Token) -> bool:
    """ "The Minister of Justice", "brought to justice": nobody; "the justice", "Justice X" is a judge."""
    return noun.lemma == "justice" and noun.tag in ("NN", "NNP") and noun.child("det", "appos") is None


def _is_national(noun: Token) -> bool:
    """ "An Azeri with a Russian passport", "two Tunisians": people, by where they are from."""
    counted = any((c.dep == "det" and c.lemma in ("a", "an", "another")) or c.dep == "nummod" for c in noun.children)
    return noun.entity == "NORP" and counted and noun.dep in ("nsubj", "nsubjpass", "dobj", "appos", "attr", "conj")


def _is_side(noun: Token) -> bool:
    """ "The prosecution alleges": a side in a trial, that speaks."""
    known = any(c.lemma == "the" for c in noun.children)
    return noun.lemma in _SIDES and known and noun.dep == "nsubj" and noun.head.lemma in words.SPEAKS | {"say"}


_SIDES = frozenset("prosecution defence defense crown".split())


def _is_poison(agent: Token) -> bool:
    """ "A nerve agent"."""
    return agent.lemma == "agent" and any(
        c.lemma in ("nerve", "chemical", "biological", "toxic") for c in agent.children
    )


def is_of_body_before(word: Token) -> bool:
    """Whether "it" or "its" goes back to a body told of before: one that speaks, is headed, or has a post."""
    return _speaks_itself(word) or _has_post(word) or _is_headed(word)


def _has_post(its: Token) -> bool:
    """ "Its chairwoman": of a body told of before."""
    return its.text.lower() == "its" and its.dep == "poss" and its.head.lemma in words.POSTS


def _is_headed(it: Token) -> bool:
    """ "It is headed by General X", "It was founded in 1996": a body, told of before."""
    headed = it.dep == "nsubjpass" and it.head.pos == "VERB" and it.head.lemma in words.HEADED
    return it.text.lower() == "it" and headed


def _speaks_itself(it: Token) -> bool:
    """ "It denied that ...", "It said", "It summoned the ambassador": a body, told of before, that speaks or acts."""
    speaks = it.head.lemma in words.SPEAKS or (it.head.lemma in words.STATES_DO and it.head.child("dobj") is not None)
    return it.text.lower() == "it" and it.dep == "nsubj" and it.head.pos == "VERB" and speaks


def body_that_speaks(it: Token) -> Token | None:
    """The body that "it" stands for: "the directorate denied that it had bombed the hall"; None for "it was unclear" and "it took hours"."""
    verb = it.head
    if (
        it.text.lower() != "it"
        or it.dep not in ("nsubj", "nsubjpass")
        or verb.dep != "ccomp"
        or verb.head.pos != "VERB"
    ):
        return None
    if verb.lemma == "be":
        does = any(c.lemma in words.TAKES_PART for c in verb.children)
    else:
        does = verb.pos == "VERB" and verb.lemma not in words.EMPTY_IT and verb.child("ccomp", "csubj", "csubjpass") is None  # fmt: skip
    speaker = verb.head.child("nsubj")
    is_body = speaker is not None and (speaker.entity in ("ORG", "GPE", "NORP") or noun_type(speaker.lemma) == "organisation" or _speaks_itself(speaker))  # fmt: skip
    return speaker if does and is_body else None


def _after_article(tokens: list[Token], head: Token) -> Token:
    """The first word of a noun phrase that is no article or other determiner."""
    first = head.first
    while first.i < head.i and first.tag in ("DT", "PDT", "PRP$", "WP$"):
        first = tokens[first.i + 1]
    return first


_PERSON_ENDINGS = ("sman", "smen", "woman", "women", "yman", "ymen", "erman", "ermen", "hman", "hmen")
"""Of whom the tables do not list: "tribesmen", "clergyman", "ombudswoman"."""


def noun_type(lemma: str) -> MentionType | None:
    """What a common noun refers to, by its table; None for nouns of no interest here."""
    if lemma in words.PERSON_NOUNS or (lemma.endswith(_PERSON_ENDINGS) and lemma not in words.NO_PERSONS):
        return "person"
    if lemma in words.BODY_NOUNS:
        return "organisation"
    if lemma in words.WEAPON_NOUNS:
        return "weapon"
    if lemma in words.EVENT_NOUNS:
        return "event"
    return "facility" if lemma in words.FACILITY_NOUNS else None
