"""What the parser is known to get wrong about participles: to whom something was done, who does it, and what is no adjective. The table that orders these mends is `mending`'s."""

from collections.abc import Sequence

from onrecord.model import Token
from onrecord.read.trees import join_to, move, rise

BEFALLS = frozenset(
    "abduct acquit arrest beat behead bomb convict damage deport destroy detain displace execute expel extradite imprison injure jail kidnap kill murder rape sentence torch torture wound".split()
)
"""Verbs that need an object: without one, and without "were", they tell what befell their subject."""
DECIDED = frozenset("close recall suspend impose freeze summon release sever ban".split())
"""Verbs of what a government does beside it: "by expelling two diplomats and closing the consulate"."""
KILLS = frozenset("kill murder assassinate arrest kidnap".split())
"""What is done to whom somebody "has killed", and never by him."""
HARMS = frozenset("kill wound injure maim hurt blow damage destroy".split())
"""What a blast does, told behind what somebody was about when it went off."""
DAMAGING = {verb.removesuffix("e") + "ing": verb for verb in BEFALLS | DECIDED} | {
    "expelling": "expel", "kidnapping": "kidnap", "cutting": "cut", "shutting": "shut", "banning": "ban"
}  # fmt: skip
"""The participles of both, and those that double a letter."""
CAPTIVE = frozenset(["hostage", "captive", "prisoner"])
"""What is no object of the verb: "two were killed and a guard taken hostage"."""
ALONE = frozenset("abstain appeal collapse come confess die disappear drown escape fall flee go perish plead remain resign suffocate surrender survive vanish".split())  # fmt: skip
"""Verbs that befall nobody: "three were killed and two fled" leaves no "were" out."""
OF_DOING = frozenset("admit consider deny discuss mull oppose propose rule suggest weigh".split())
"""Verbs whose object is a deed: "admitted planting bombs"."""
BLAMED_OF = frozenset("accuse suspect convict acquit".split())
"""Verbs whose "of" brings what somebody is said to have done."""
COUNTED = frozenset("another dozen hundred many more other score several some thousand".split())
"""Words that count people, beside numerals."""


def garden_path(verb: Token, tokens: Sequence[Token]) -> None:
    """ "A parcel bomb addressed to the office was intercepted", "X, believed to be the leader, fled": it addressed nothing, and X believed nothing (Bever 1970)."""
    if verb.tag not in ("VBD", "VBN") or verb.child("dobj", "aux", "auxpass", "mark"):
        return
    noun, below = verb.child("nsubj"), verb.dep == "advcl" or (verb.dep == "ccomp" and verb.i < verb.head.i)
    if noun is None:
        return
    apart = tokens[verb.i - 1].text == "," and noun.i < verb.i
    main = verb.head if below else verb.child("ccomp", *(["conj"] * (apart and verb.child("cc") is None)))
    if main is None:
        return
    passive = main.child("auxpass") is not None
    if main.i < verb.i or not (passive or apart) or main.child("nsubj", "nsubjpass", "mark") is not None:
        return
    if not below:
        move(main, main if verb.head is verb else verb.head, verb.dep)
    for child in [c for c in verb.children if c.i < noun.left or c.i > main.i]:
        move(child, main, child.dep)
    main.tag = "VBD" if main.dep == "ROOT" and main.tag == "VBN" and not passive else main.tag
    move(noun, main, "nsubjpass" if passive else "nsubj")
    move(verb, noun, "acl")
    verb.tag = "VBN"


def gapped(verb: Token, tokens: Sequence[Token]) -> None:
    """ "Clinics were bombed and doctors abducted", "with three killed": who has a participle without "were" is who it befell, not who did it."""
    if verb.tag not in ("VBN", "VBD") or verb.lemma in ALONE or verb.child("aux", "auxpass", "ccomp", "xcomp", "prt"):  # fmt: skip
        return
    if (held := verb.child("dobj")) is not None and held.lemma not in CAPTIVE:
        return
    subject, above = verb.child("nsubj"), verb.head
    if subject is None:
        return
    counted = subject.pos == "NUM" or subject.child("nummod") is not None or subject.lemma in COUNTED
    after_passive = verb.dep in ("conj", "parataxis") and above.child("nsubjpass", "auxpass") is not None
    left = verb.dep == "conj" and above.lemma == "leave" and above.child("dobj") is not None
    with_these = any(c.dep == "mark" and c.lemma == "with" for c in verb.children)
    short = max((t.right for t in verb.children), default=verb.i) - verb.i < 4
    still_held = verb.lemma == "hold" and any(c.lemma == "still" for c in verb.children)
    in_headline = (verb.lemma in BEFALLS or still_held) and _in_headline(verb, subject, tokens)
    done_to = in_headline or (verb.lemma in BEFALLS and verb.tag == "VBN")
    found_so = left and verb.lemma in BEFALLS  # "left two women dead and a third employee wounded"
    if done_to or found_so or (after_passive and (counted or short)) or (counted and (left or with_these)):
        subject.dep = "nsubjpass"


def gapped_term(name: Token, tokens: Sequence[Token]) -> None:
    """ "X was sentenced to four years and Y to three": Y was sentenced, too, and nobody to "three"."""
    verb, term = name.head, tokens[name.i + 1] if name.i + 1 < len(tokens) else name
    subject = verb.child("nsubjpass") if name.dep == "conj" else None
    if subject is None or term.lemma != "to" or term.dep != "prep" or verb.lemma not in ("sentence", "jail", "condemn"):
        return
    before = tokens[name.first.i - 1]
    if before.lemma == "and" and name.pos in ("PROPN", "NOUN") and term.child("pobj") is not None:
        join_to(subject, name, before)


def _in_headline(verb: Token, subject: Token, tokens: Sequence[Token]) -> bool:
    """ "Teen arrested in shooting", "Woman convicted of murder": a noun without an article, a past tense without an object."""
    bare = subject.pos in ("NOUN", "PROPN") and not any(c.dep in ("det", "poss") for c in subject.children)
    bare = bare and (subject.pos == "NOUN" or verb.lemma == "hold")  # whoever is named may have struck
    follows = tokens[min(verb.i + 1, len(tokens) - 1)]
    return (
        bare
        and verb.dep == "ROOT"
        and subject.i < verb.i
        and (follows.pos == "ADP" or follows.sentence != verb.sentence or follows is verb)
    )


def gerund(doing: Token, tokens: Sequence[Token]) -> None:
    """ "Did not rule out expelling diplomats", "denied killing men": what is ruled out is to expel them, not some expelling diplomats."""
    noun, before = doing.head, tokens[doing.i - 1] if doing.i else doing
    verb = noun.head
    beside = before is verb or (before.head is verb and before.dep == "prt")
    if doing.tag != "VBG" or doing.dep != "amod" or noun.dep != "dobj" or verb.lemma not in OF_DOING or not beside:
        return
    move(doing, verb, "xcomp")
    move(noun, doing, "dobj")
    doing.pos = "VERB"


def accused_of_doing(doing: Token, tokens: Sequence[Token]) -> None:
    """ "Accused the bloc of slandering officers": of doing it, and of no slandering officers; no bloc of them."""
    noun, of = doing.head, tokens[doing.i - 1] if doing.i else doing
    whom = of.head
    verb = whom.head if whom.dep in ("dobj", "nsubjpass") else whom
    if doing.tag != "VBG" or doing.dep != "amod" or noun.dep != "pobj" or noun.head is not of or of.text != "of":
        return
    if verb.lemma not in BLAMED_OF or whom.i > of.i:
        return
    move(of, verb, "prep")
    move(doing, of, "pcomp")
    move(noun, doing, "dobj")
    doing.pos = "VERB"


GIVES = frozenset(
    "give pay award offer show teach hand deny grant ask tell call dub promise owe send charge cost".split()
)
"""Verbs of which a participle has an object, too: "a man given the order"."""
MEASURED = frozenset("DATE TIME QUANTITY CARDINAL ORDINAL MONEY PERCENT".split())
"""Labels of what is no object, wherever the parser hangs it."""
SAYS = frozenset("say claim report add".split())
"""Verbs behind which a clause begins without "that"."""


def said_did_it(verb: Token, _: Sequence[Token]) -> None:
    """ "It says soldiers and a militia, the Front, killed ten": nobody says soldiers."""
    says, noun = verb.head, verb.head.child("dobj")
    if verb.dep != "ccomp" or says.lemma not in SAYS or verb.tag not in ("VBD", "VBN", "VBZ", "VBP") or noun is None:
        return
    if says.i < noun.i < verb.i and not verb.child("nsubj", "nsubjpass", "mark", "expl", "auxpass"):
        move(noun, verb, "nsubj")


def did_it(verb: Token, _: Sequence[Token]) -> None:
    """ "Troops and a militia, the Guards, killed 140 people", "The council named X as its head": what has an object, in a sentence without another verb, was done by whom it stands behind."""
    top = verb.head
    if (
        verb.dep != "acl"
        or verb.tag not in ("VBN", "VBD")
        or verb.lemma in GIVES
        or verb.child("auxpass", "aux", "agent")
    ):
        return
    while top.dep in ("conj", "appos"):
        top = top.head
    what = verb.child("dobj") or (verb.child("oprd") if any(c.lemma == "as" for c in verb.children) else None)
    told = (
        what is not None and what.i > verb.i and what.pos in ("NOUN", "PROPN", "PRON") and what.entity not in MEASURED
    )
    finite = any(c.dep not in ("relcl", "acl", "appos") and c.pos in ("VERB", "AUX") for c in top.children)
    said = top.dep in ("dobj", "ccomp") and top.head.lemma in SAYS
    if told and (top.dep == "ROOT" or said) and top.pos in ("NOUN", "PROPN") and not finite:
        above = top.head
        rise(verb, top)
        if said:
            move(verb, above, "ccomp")


def dressed_as(soldiers: Token, _: Sequence[Token]) -> None:
    """ "Two men dressed as soldiers killed the mayor": the men did."""
    killed, dressed = soldiers.head, soldiers.head.head
    mark, men = killed.child("mark"), dressed.head
    if killed.dep != "advcl" or soldiers.dep != "nsubj" or dressed.lemma not in ("dress", "disguise", "pose", "mask"):
        return
    if (
        dressed.dep != "acl"
        or mark is None
        or mark.text.lower() != "as"
        or mark.i != dressed.i + 1
        or men.dep != "ROOT"
    ):
        return
    move(soldiers, mark, "pobj")
    move(mark, dressed, "prep")
    mark.pos = "ADP"
    rise(killed, men)


def being_done(verb: Token, _: Sequence[Token]) -> None:
    """ "A man was last night being questioned": he was, and no night."""
    noun, being = verb.head, verb.child("auxpass")
    be, last = noun.head, noun.child("amod")
    if being is None or being.text != "being" or verb.dep != "acl" or noun.dep != "attr" or be.lemma != "be":
        return
    if last is None or last.text not in ("last", "this"):
        return
    for child in [c for c in be.children if c is not noun]:
        move(child, verb, "nsubjpass" if child.dep == "nsubj" else child.dep)
    move(verb, verb if be.head is be else be.head, be.dep)
    move(be, verb, "aux")
    move(noun, verb, "npadvmod")


def and_damaging(doing: Token, tokens: Sequence[Token]) -> None:
    """ "Injuring five people and damaging buildings", "expelling two diplomats and closing X's consulate": the second is done like the first; no buildings are damaging."""
    noun, before = doing.head, tokens[doing.i - 1] if doing.i else doing
    noun = noun.head if noun.dep == "poss" else noun
    first = noun.head
    lemma = DAMAGING.get(doing.text)
    if lemma is None or doing.dep not in ("amod", "compound") or noun.dep != "conj" or before.dep != "cc":
        return
    if first.dep != "dobj" or first.head.tag != "VBG":
        return
    join_to(first.head, doing, before)
    move(noun, doing, "dobj")
    doing.pos, doing.tag, doing.lemma = "VERB", "VBG", lemma


def had_done(done: Token, _: Sequence[Token]) -> None:
    """ "Tried to have two officials killed": what somebody wants done to them, and nothing told of them."""
    whom, have = done.head, done.head.head
    if done.dep == "ccomp" and whom.lemma == "have" and whom.tag == "VB" and (done.tag == "VBN" or done.lemma in KILLS):
        if (them := done.child("nsubj")) is not None and done.child("aux", "auxpass", "dobj") is None:
            them.dep, done.tag = "nsubjpass", "VBN"
        return
    if done.dep != "acl" or done.tag != "VBN" or whom.dep != "dobj" or have.lemma != "have" or have.tag != "VB":
        return
    if done.i < whom.i or done.child("dobj", "nsubj") is not None:
        return
    move(done, have, "ccomp")
    move(whom, done, "nsubjpass")


def did_harm(doing: Token, tokens: Sequence[Token]) -> None:
    """ "Exploded as soldiers were trying to defuse it, killing two": the blast killed, and no soldiers."""
    below, before = doing.head, tokens[doing.i - 1] if doing.i else doing
    while below.dep == "xcomp":
        below = below.head
    mark = next((c for c in below.children if c.dep in ("mark", "advmod") and c.lemma in ("as", "while", "when")), None)
    if doing.tag != "VBG" or doing.dep != "advcl" or before.text != "," or doing.lemma not in HARMS or mark is None:
        return
    if below.dep == "advcl" and below.head.i < mark.i:
        move(doing, below.head, "advcl")


def has_done(verb: Token, _: Sequence[Token]) -> None:
    """ "And a court has since convicted two officers": it did; what has a subject and "has" is no adjective."""
    noun = verb.head
    if verb.dep != "amod" or verb.child("nsubj") is None or verb.child("aux") is None or noun.i < verb.i:
        return
    move(verb, verb if noun.head is noun else noun.head, noun.dep)
    move(noun, verb, "dobj")


def the_accused(word: Token, tokens: Sequence[Token]) -> None:
    """ "The accused was acquitted", "both accused denied it": people, whom the parser takes for what is done to them."""
    above = word.head
    both = (
        word.dep == "acl"
        and above.head is not above
        and above.i == word.i - 1
        and above.text.lower() in ("both", "all")
        and not word.children
    )
    if word.tag not in ("VBN", "VBD", "JJ") or not (
        both or word.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "appos")
    ):
        return
    if both:
        for child in [c for c in above.children if c is not word]:
            move(child, word, child.dep)
        move(word, above.head, above.dep)
        move(above, word, "det")
    elif word.child("det", "nummod", "poss") is None and tokens[max(0, word.i - 1)].text.lower() not in ("both", "all"):
        return
    several = both or word.child("nummod") is not None
    word.pos, word.tag, word.lemma = "NOUN", "NNS" if several else "NN", word.text.lower()


def beside_gerund(verb: Token, _: Sequence[Token]) -> None:
    """ "Was found guilty of helping X and jailed": no gerund is joined to a participle; the second was done to him like the first."""
    gerund = verb.head
    if verb.dep != "conj" or verb.tag not in ("VBN", "VBD") or verb.child("nsubj", "nsubjpass") is not None:
        return
    if gerund.tag != "VBG" or gerund.dep not in ("pcomp", "pobj") or gerund.head.dep != "prep":
        return
    first = gerund.head.head
    if first.pos == "ADJ" and first.dep in ("oprd", "acomp"):
        first = first.head
    if first.tag == "VBN" and first.i < gerund.i:
        for join in [c for c in gerund.children if c.dep == "cc" and c.i < verb.i]:
            move(join, first, "cc")
        move(verb, first, "conj")


def befell_too(verb: Token, _: Sequence[Token]) -> None:
    """ "Was convicted of theft and sentenced to six years": what needs an object and has none was done to the subject, too."""
    first = verb.head
    if verb.tag != "VBD" or verb.dep != "conj" or verb.lemma not in BEFALLS or verb.child("nsubj", "nsubjpass", "dobj"):
        return
    if first.tag == "VBN" and first.child("auxpass") is not None:
        verb.tag = "VBN"
