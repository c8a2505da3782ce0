"""Which mentions of a document are one person or body, and the fullest name of each.

Left to right, in the order of news: full name, then surname, pronoun, "the minister"; long form and
acronym in either order. Precision first: a mention that fits nobody starts a chain of its own.
The order of the checks follows the sieves of Lee et al. (2013).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.model import Mention, Token
from onrecord.read import noun_words as words
from onrecord.read.called import body_known_as, called_so, described_as
from onrecord.read.chains import Chain, nearest
from onrecord.read.cue_words import CLAUSE
from onrecord.read.names import given_name, surname
from onrecord.read.other_names import OtherName
from onrecord.read.pronouns import PRONOUNS, antecedent, says
from onrecord.read.quotes import CLOSING
from onrecord.read.reported import Quotations, is_told

_SMALL = frozenset(
    ["of", "the", "and", "for", "in", "on", "at", "to", "de", "del", "la", "el", "des", "du", "van", "von", "al", "&"]
)


def resolve(text: str, mentions: list[Mention], tokens: list[Token], others: Sequence[OtherName] = ()) -> None:
    """Set `chain` and `name` of every mention of a person or body, in place.

    Args:
        others: names the text gives beside others.
    """
    quotations = Quotations(text, tokens)
    beside = {pair.other[1]: pair for pair in others}
    chains: list[Chain] = []
    by_name: dict[str, Chain] = {}
    members: dict[int, list[Mention]] = {}
    for mention in _in_turn(mentions, tokens):
        if mention.type not in ("person", "organisation", "facility", "place", "event") or mention.head < 0:
            continue
        pair = beside.get(mention.head) if mention.named else None
        if pair is not None and (known := next((c for c in chains if c.last == pair.known[1]), None)) is not None:
            _call(known, mention, pair, by_name)
            members[known.number].append(mention)
            continue
        chain = _find(mention, tokens, chains, by_name)
        if chain is None:
            chain = _start(mention, tokens, len(chains))
            chains.append(chain)
        _join(chain, mention, tokens, by_name)
        _hear(chain, tokens[mention.head], quotations)
        mention.chain = chain.number
        members.setdefault(chain.number, []).append(mention)
        described = _described_beside(mention, tokens, chains, chain)
        if described is not None:  # "the alleged head, Viktor Kovar", told of before
            for other in members[described.number]:
                other.chain = chain.number
            members[chain.number] += members.pop(described.number)
            members[described.number], described.type = [], ""
    for chain in chains:
        for mention in members[chain.number]:
            mention.name = chain.name


def _in_turn(mentions: list[Mention], tokens: list[Token]) -> list[Mention]:
    """As the text has them; but whoever goes on speaking and says something after it ("“He chose the men,” she said") before whom it is about: no "he" in it is its speaker."""
    turned: list[Mention] = []
    begun, sentence, spoke = 0, -1, -2
    for mention in mentions:
        head = tokens[mention.head] if mention.head >= 0 else None
        if head is not None and head.sentence != sentence:
            begun, sentence = len(turned), head.sentence
        goes_on = head is not None and spoke >= head.sentence - 1 and _says_after(head, tokens)
        turned.insert(begun if goes_on else len(turned), mention)
        if head is not None and mention.type == "person" and head.dep == "nsubj" and head.head.lemma in CLAUSE:
            spoke = head.sentence
    return turned


def _described_beside(name: Mention, tokens: list[Token], chains: list[Chain], own: Chain) -> Chain | None:
    """The chain that only a description right before a name began, where the name goes on another."""
    head = tokens[name.head]
    told = words.PERSON_NOUNS - words.SEVERAL  # "the couple, X and Y" are both
    if not name.named or name.type != "person" or head.dep != "appos" or head.head.lemma not in told:
        return None
    before = (c for c in reversed(chains) if c.last == head.head.i and c is not own and c.type == "person")
    return next((c for c in before if not c.named and not c.plural), None)


def _says_after(pronoun: Token, tokens: list[Token]) -> bool:
    """Whether a pronoun is the subject of a verb that follows the quotation it speaks."""
    said = pronoun.head.child("ccomp", "parataxis") if pronoun.pos == "PRON" and pronoun.dep == "nsubj" else None
    if said is None or said.i > pronoun.i:
        return False
    return any(t.text in CLOSING for t in tokens[max(0, pronoun.i - 2) : pronoun.i])


def _call(chain: Chain, mention: Mention, pair: OtherName, by_name: dict[str, Chain]) -> None:
    """Give a chain one more name; it keeps its first, and is found under both."""
    if pair.at_birth and chain.type == "person" and " " in chain.name:
        mention.form = f"{chain.name.rsplit(' ', 1)[0]} {mention.name}"
    mention.chain = chain.number
    chain.names |= {mention.name, mention.form} - {""}
    for key in _keys(mention):
        by_name.setdefault(key, chain)


def _start(mention: Mention, tokens: list[Token], number: int) -> Chain:
    head = tokens[mention.head]
    return Chain(
        number,
        mention.type,
        mention.name,
        mention.named,
        head.tag in ("NNS", "NNPS") or head.lemma == "they",
        mention.head,
        False,
        _is_newcomer(head),
    )


def _is_newcomer(head: Token) -> bool:
    """Somebody not told of before, and not by name: "police arrested a man", "X's husband", "the defendant"."""
    article = head.child("det")
    kin = head.child("poss") is not None and head.lemma in words.MALE_WORDS | words.FEMALE_WORDS
    told = kin or (article is not None and article.lemma in ("a", "an"))
    new = told and head.dep in ("nsubj", "nsubjpass", "dobj")
    return head.pos == "NOUN" and (new or head.lemma in words.ACCUSED)


def _join(chain: Chain, mention: Mention, tokens: list[Token], by_name: dict[str, Chain]) -> None:
    head = tokens[mention.head]
    top = head
    while mention.start <= top.head.start < top.start:  # "the Office of Security was founded": the office was
        top = top.head
    # "the Office of Security (OES) was founded", "the unit, known as Department 7, answers to X"
    same = (head.i > 0 and tokens[head.i - 1].text == "(") or body_known_as(head) is not None
    still = chain.subject and (same or _goes_back(head, tokens[chain.last], tokens))
    does = top.dep in ("nsubj", "nsubjpass") or (top.dep == "pobj" and top.head.dep == "agent")
    chain.last, chain.subject = head.i, still or does or _is_according_to(head)
    chain.spoke = chain.spoke or says(top)
    if head.lemma == "they" and chain.type == "person":
        mention.type = "person"
    elif chain.type == "organisation" and head.lemma in words.BODY_NOUNS:
        mention.type = "organisation"  # "the guard" of the Presidential Guard is no man
    chain.gender = chain.gender or _gender(head, tokens)
    if post := _post_of(mention, tokens):
        chain.posts.add(post)
    if mention.named:
        longer = len(mention.name) > len(chain.name) and not (
            chain.type == "person" and len(mention.name.split()) == 1 and chain.named
        )
        shouted = chain.name.isupper() and not mention.name.isupper() and chain.name == mention.name.upper()
        if not chain.named or longer or shouted:  # "THE PROSECUTOR v. X", of a heading
            chain.name, chain.named = mention.name, True
        chain.names.add(mention.name)
        for key in _keys(mention):
            by_name.setdefault(key, chain)
        chain.nouns |= _described(head)
    elif head.pos == "NOUN":
        chain.nouns.add(head.lemma)
        if head.left >= head.i - 1 and head.child("det") is not None:
            chain.called.add(head.lemma)


def _hear(chain: Chain, head: Token, quotations: Quotations) -> None:
    """Keep whether a mention stands in somebody's speech, and how far its own goes on."""
    chain.told = quotations.holds(head) or is_told(head)
    chain.until = quotations.after(head) if says(head) and not chain.told else -1


def _is_according_to(head: Token) -> bool:
    """ "According to her brother, Mihai": whoever speaks so may be "he" after it."""
    named = head.head if head.dep == "appos" else head
    return named.dep == "pobj" and named.head.lemma == "to" and named.head.head.lemma == "accord"


def _goes_back(owner: Token, subject: Token, tokens: list[Token]) -> bool:
    """Whether a subject stays what its sentence is about where "his" goes back to it (Grosz, Joshi and Weinstein 1995): "X lost his seat"; not "when X lost his seat, Y"."""
    if owner.pos != "PRON" or owner.dep != "poss" or owner.sentence != subject.sentence:
        return False
    rest = (t for t in tokens[owner.i : owner.i + 25] if t.sentence == owner.sentence)
    return not any(t.text in CLOSING for t in rest) and all(t.dep != "advcl" for t in owner.ancestors())


def _keys(mention: Mention) -> set[str]:
    name = mention.name
    keys = {f"{mention.type[0]}:{name.lower()}", name.lower()} if mention.type != "person" else {f"p:{name.lower()}"}
    if mention.type == "person" and " " in name:
        keys.add(f"p:{surname(name)}")
    if mention.type == "organisation" and " " in name:
        keys.add("a:" + acronym(name))
    return keys


def acronym(name: str) -> str:
    """First letters of a long form's words, small words left out: "Karsland Security Directorate" -> "KSD"."""
    return "".join(w[0] for w in re.split(r"[\s-]+", name) if w and w.lower() not in _SMALL and w[0].isalnum()).upper()


def _find(mention: Mention, tokens: list[Token], chains: list[Chain], by_name: dict[str, Chain]) -> Chain | None:
    if mention.named:
        return _by_name(mention, tokens, chains, by_name)
    head = tokens[mention.head]
    if head.text.lower() in PRONOUNS:
        return antecedent(head, chains, tokens)
    return _described_before(mention, tokens, chains)


def _by_name(mention: Mention, tokens: list[Token], chains: list[Chain], by_name: dict[str, Chain]) -> Chain | None:
    name = mention.name
    if mention.type == "person":
        of_another = _is_anothers(tokens[mention.head])
        chain = by_name.get(f"p:{name.lower()}") if " " not in name or of_another else _same_person(name, by_name)
        return chain or _in_apposition(mention, tokens, chains) or _called(mention, tokens, chains)
    chain = by_name.get(f"{mention.type[0]}:{name.lower()}") or by_name.get(name.lower())
    if chain is None and mention.type == "organisation" and name.isupper() and len(name) > 1:
        chain = by_name.get("a:" + name.replace(".", ""))
        head = tokens[mention.head]
        if chain is None and head.dep == "appos" and 0 < head.i - head.head.i <= 2:
            chain = next((c for c in chains if c.last == head.head.i and c.named), None)
    if chain is None and mention.type == "organisation" and " " in name:
        chain = next(
            (c for c in chains if c.type == "organisation" and c.name.isupper() and c.name == acronym(name)),
            None,
        )
        chain = chain or next(
            (c for c in reversed(chains) if c.type == "organisation" and c.named and _shortens(name, c.name)),
            None,
        )
    head = tokens[mention.head]
    known = body_known_as(head) if chain is None and mention.type == "organisation" else None
    if known is not None:
        return next((c for c in reversed(chains) if c.last == known.i and not c.named), None)
    if chain is None and mention.type == "organisation" and head.i and tokens[head.i - 1].text.lower() == "the":
        ending = [c for c in chains if c.type == "organisation" and c.named and c.name.endswith(f" {name}")]
        chain = ending[0] if len(ending) == 1 else None  # "the Party", where there is only one
    return chain or (_body_beside(head, tokens, chains) if mention.type == "organisation" else None)


def _body_beside(name: Token, tokens: list[Token], chains: list[Chain]) -> Chain | None:
    """ "A company, Norvik Trading", "the group Free Front": the name joins the body it stands beside; not where a list goes on ("the unit, the Guard and the police")."""
    body = name.head
    if name.dep != "appos" or name.i < body.i:
        return None
    alone = all(t.child("conj") is None and t.tag not in ("NNS", "NNPS") for t in (body, name))
    if not alone or (body.lemma not in words.BODY_NOUNS and body.lemma not in words.ORGANISATION_HEADS):
        return None
    return next((c for c in reversed(chains) if c.last == body.i and not c.named and c.type != "person"), None)


def _shortens(short: str, full: str) -> bool:
    """ "Security Directorate" after "Karsland Security Directorate": the same words at the end, nothing new."""
    return len(short.split()) >= 2 and full.lower().endswith(" " + short.lower())


def _is_anothers(name: Token) -> bool:
    """ "Orsk's widow, Signe Orsk": nobody is his own widow, though the surname is one."""
    owner = name.head.child("poss") if name.dep == "appos" else None
    return owner is not None and owner.text.lower() == name.text.lower()


def _same_person(name: str, by_name: dict[str, Chain]) -> Chain | None:
    """The chain of this full name, or of its surname when the given names agree."""
    exact = by_name.get(f"p:{name.lower()}")
    if exact:
        return exact
    chain = by_name.get(f"p:{surname(name)}")
    if chain is None:
        return None
    if f" {chain.name.lower()}".endswith(f" {name.lower()}"):
        return chain  # two surnames: "Arno Felk Moreno", "Felk Moreno"
    known = given_name(chain.name)
    if (
        not known
        or known == given_name(name)
        or known[0] == given_name(name).rstrip(".")
        or given_name(name)[:1] == known.rstrip(".")
    ):
        return chain
    return None


def _in_apposition(mention: Mention, tokens: list[Token], chains: list[Chain]) -> Chain | None:
    """ "the ministry's spokesman, Colonel Y": the name joins the description it stands beside."""
    head = tokens[mention.head]
    # "two men, X and Y", "three suspects: X, a clerk; Y; and Z", "the couple, X and Y"; not "the brothers X and Y"
    both = head.head.tag == "NNS" or head.head.lemma in words.SEVERAL
    several = both and tokens[head.first.i - 1].text in (",", ":", "—", "–", "(")
    if head.dep == "appos" and head.head.lemma in words.PERSON_NOUNS and not several:
        return next(
            (c for c in reversed(chains) if c.last == head.head.i and not c.named and c.type == "person"),
            None,
        )
    return None


def _called(mention: Mention, tokens: list[Token], chains: list[Chain]) -> Chain | None:
    """ "the driver, whom police named as X", "police identified the driver as X", "a man named X": X is the driver, the man."""
    told = described_as(tokens[mention.head], tokens)
    if told is not None and told.tag == "NNS" and tokens[mention.head].child("conj") is not None:
        return None  # "named the men as X and Y": the men are both
    return next((c for c in reversed(chains) if told is not None and c.last == told.i and not c.named and c.type == "person"), None)  # fmt: skip


def _described_before(mention: Mention, tokens: list[Token], chains: list[Chain]) -> Chain | None:
    """ "the diplomat", "the group": the last one so described, if the article says it is known."""
    head = tokens[mention.head]
    if head.dep == "appos" and mention.type == "person":
        joined = next((c for c in reversed(chains) if c.last == head.head.i and c.type == "person"), None)
        if joined and head.lemma in words.SEVERAL and not joined.plural:
            return None  # "X and Y, a couple"
        if joined and joined.plural == (head.tag in ("NNS", "NNPS")):  # "killing four people, the governor said"
            return joined
    if (called := _told_to_be(head)) is not None and mention.type == "person":
        return next((c for c in chains if c.last == called.i and c.type == "person" and not c.plural), None)
    if any(c.dep == "appos" and c.pos == "PROPN" for c in head.children) and mention.type == "person":
        return None  # "the minister, X": he, and no minister told of before
    named = called_so(head)
    if named is not None and mention.type == "person":
        return next((c for c in reversed(chains) if c.last == named.i and c.named and c.type == "person"), None)
    determiner = head.child("det")
    if determiner is None or determiner.lemma not in ("the", "this", "that", "these", "those"):
        return None
    set_off = tokens[min(head.i + 1, len(tokens) - 1)].text == ","  # "the guard, which X commands"
    if any(c.dep in _TELLS_WHICH and not (set_off and c.dep == "relcl") for c in head.children):
        same = " ".join(t.text for t in tokens[head.first.i : head.i + 1]).lower()
        told = next((c for c in reversed(chains) if not c.named and c.name.lower() == same), None)
        return _holder_of(_post_of(mention, tokens), chains) or told
    plural = head.tag in ("NNS", "NNPS")
    fits = [
        c
        for c in chains
        if c.type == mention.type and c.plural == plural and (head.lemma in c.nouns or _ends_in(c, head.lemma))
    ] or [c for c in chains if not plural and head.lemma in words.BODY_NOUNS and c.type == "organisation" and _ends_in(c, head.lemma)]  # fmt: skip
    last = nearest(fits, head, 300)
    known = [c for c in fits if head.lemma in c.called]
    if len(known) == 1 and last is not None and _begins_paragraph(tokens[last.last : head.i + 1]):
        # "the ministry" is the Interior Ministry, whatever a foreign ministry confirmed in the paragraph before
        return nearest(known, head, 300)
    return last


def _told_to_be(noun: Token) -> Token | None:
    """ "X was a bus driver. He": who somebody is told to be; None where it is denied, or only may be."""
    be = noun.head
    if noun.dep != "attr" or be.lemma != "be" or noun.tag != "NN" or be.child("neg", "aux") is not None:
        return None
    who = be.child("nsubj")
    return who if who is not None and who.pos == "PROPN" else None


_UNDER = frozenset("deputy vice former ex assistant acting first late then incoming outgoing".split())
"""What makes a post another's: the interior minister is not the deputy interior minister."""
_SMALL_WORDS = frozenset(["the", "a", "an", "of", "for", "in", "at", "'s", "’s", "its", "his", "her", "their", "this"])


def _post_of(mention: Mention, tokens: list[Token]) -> frozenset[str]:
    """The words of a post by which its holder may be told again, the title before a name too: "the interior minister" is "the minister of the interior"; empty where they tell none, or only "the minister"."""
    if mention.type != "person":
        return frozenset()
    head = tokens[mention.head]
    if mention.named:
        said = [t for t in tokens[head.first.i : head.i] if t.start < mention.start]
    else:
        of = next(
            (c for c in head.children if c.dep == "prep" and c.lemma in ("of", "for") and c.i == head.i + 1), head
        )
        said = tokens[head.first.i : of.right + 1 if of is not head else head.i + 1]
        said = said[: next((i for i, t in enumerate(said) if t.text == ","), len(said))]
    post = frozenset(t.text.lower() for t in said) - _SMALL_WORDS
    held = any(t.lemma in words.POSTS for t in said)
    return post if held and len(post) > 1 else frozenset()


def _holder_of(post: frozenset[str], chains: list[Chain]) -> Chain | None:
    """Who was told before to hold a post, in these words or in more of them: "Ostland's interior minister"."""
    return next(
        (c for c in reversed(chains) if post and any(post <= p and not (p - post) & _UNDER for p in c.posts)), None
    )


_TELLS_WHICH = frozenset("amod relcl nummod acl prep poss compound".split())
"""Relations of what tells one from others of its sort: "the guard at the gate"."""


def _begins_paragraph(since: Sequence[Token]) -> bool:
    """Whether an empty line stands between some words."""
    return any(b.start - a.end > 1 for a, b in pairwise(since))


def _ends_in(chain: Chain, noun: str) -> bool:
    """Whether a name is one of such a thing: "Free Council" of a council, "Ministry of Justice" of a ministry."""
    return any(part.split()[-1:] == [noun] for n in chain.names for part in (n.lower(), n.lower().partition(" of ")[0]))


def _described(head: Token) -> set[str]:
    """Offices and kinds said of a name beside it: titles before it, nouns in apposition."""
    nouns = {c.lemma for c in head.children if c.dep in ("compound", "nmod", "amod") and c.lemma in words.PERSON_NOUNS}
    nouns |= {c.lemma for c in head.children if c.dep == "appos"}
    if head.dep == "appos":
        nouns.add(head.head.lemma)
    return nouns


def _gender(head: Token, tokens: list[Token]) -> str:
    beside = (head, *head.children, *tokens[max(0, head.i - 3) : head.i])
    near = {t.text.lower() for t in beside if t is head or t.pos != "PRON"}  # "her husband", "his predecessor"
    if near & words.MALE_WORDS or head.text.lower() in words.MALE_PRONOUNS:
        return "m"
    return "f" if near & words.FEMALE_WORDS or head.text.lower() in words.FEMALE_PRONOUNS else ""
