"""What the parser is known to get wrong, mended in its trees: one small function a mistake, in the order of MENDS. None of them knows a name."""

from collections.abc import Callable, Iterable, Sequence

from onrecord.model import Token
from onrecord.read.calendar_words import MONTHS
from onrecord.read.noun_words import ORGANISATION_HEADS, PERSON_NOUNS, POSTS

GIVES = frozenset("give offer award send pay teach tell show grant hand deny ask owe promise".split())
"""Verbs whose participle after a noun may have an object of its own: "a man given the post"."""
ANSWERS = frozenset(["answers", "reports"])
"""Verbs that the parser reads as nouns behind a name: "the bureau answers to the council"."""

BEFALLS = frozenset(
    "abduct acquit arrest behead bomb convict damage deport destroy detain displace execute expel extradite imprison injure jail kidnap kill murder rape sentence torch torture wound".split()
)
"""Verbs that need an object: without one, and without "were", they tell what befell their subject."""
CAPTIVE = frozenset(["hostage", "captive", "prisoner"])
"""What is no object of the verb: "two were killed and a guard taken hostage"."""
SO = {"ablaze": ("set",), "alight": ("set",), "unconscious": ("beat", "knock")}
"""How somebody or something is set or beaten, which the parser may read as a noun."""
ALONE = frozenset("abstain appeal collapse come confess die disappear drown escape fall flee go perish plead remain resign suffocate surrender survive vanish".split())  # fmt: skip
"""Verbs that befall nobody: "three were killed and two fled" leaves no "were" out."""
OF_DOING = frozenset("admit consider deny discuss mull oppose propose rule suggest weigh".split())
"""Verbs whose object is a deed: "admitted planting bombs"."""
COUNTED = frozenset("another dozen hundred many more other score several some thousand".split())
"""Words that count people, beside numerals."""


def mend(words: Iterable[Token], tokens: Sequence[Token]) -> None:
    """Mend the trees of some sentences, in place.

    Args:
        words: theirs.
        tokens: all of the document's, each at its own index.
    """
    for token in words:
        for one in OF_FUNCTION_WORDS.get(token.pos, MENDS):
            one(token, tokens)


def _part(semicolon: Token, _: Sequence[Token]) -> None:
    """ "X called for sanctions; Y rejected them": what stands before the mark is beside the verb after it, and not what that verb rejects."""
    if semicolon.text != ";" or semicolon.head.i <= semicolon.i:
        return
    for clause in semicolon.head.children:
        if clause.dep == "ccomp" and clause.i < semicolon.i:
            clause.dep = "parataxis"


def _give_back_subject(accord: Token, _: Sequence[Token]) -> None:
    """ "According to X, the consul, who was expelled, had paid a gang": the consul is who paid, not who X is, where the verb has nobody else."""
    if accord.lemma != "accord":
        return
    verb, to = accord.head, accord.child("prep")
    who = to.child("pobj") if to else None
    beside = who.child("appos") if who else None
    bare = (
        verb.pos in ("VERB", "AUX") and verb.i > accord.i and verb.child("nsubj", "nsubjpass", "expl", "csubj") is None
    )
    if who is not None and beside is not None and bare and who.i < beside.i < verb.i:
        _move(beside, verb, "nsubjpass" if verb.child("auxpass") else "nsubj")


def _shot_dead(dead: Token, tokens: Sequence[Token]) -> None:
    """ "Two men on a motorcycle shot dead X": "dead" is no verb, "a motorcycle shot" no picture."""
    shot = tokens[dead.i - 1] if dead.i else dead
    if dead.text.lower() != "dead" or shot.text.lower() != "shot" or dead.child("dobj") is None:
        return
    before = [c for c in shot.children if c.i < shot.i]
    if before and shot.head is not shot:  # the noun that was taken for part of it takes its place
        heir = before[-1]
        _move(heir, shot.head, shot.dep)
        for other in before[:-1]:
            _move(other, heir, other.dep)
    above, dep = (shot, dead.dep) if dead.head is dead else (dead.head, dead.dep)
    _move(shot, above, dep)
    for child in [c for c in dead.children if c is not shot]:
        _move(child, shot, child.dep)
    _move(dead, shot, "acomp")
    shot.pos, shot.tag, shot.lemma, dead.pos, dead.tag = "VERB", "VBD", "shoot", "ADJ", "JJ"


def _ablaze(word: Token, tokens: Sequence[Token]) -> None:
    """ "Set a depot ablaze", "beat him unconscious": the depot is what was set so, where the parser sees a noun of two words."""
    verb, thing = word.head, tokens[word.i - 1] if word.i else word
    if word.pos != "NOUN" or verb.lemma not in SO.get(word.text, ()) or thing.head is not word:
        return
    for child in [c for c in word.children if c.i < thing.i]:
        _move(child, thing, child.dep)
    for child in [c for c in word.children if c.i > word.i]:
        _move(child, verb, child.dep)
    _move(thing, verb, "dobj")
    word.dep, word.pos, word.tag = "oprd", "ADJ", "JJ"
    if thing.pos == "ADJ":
        thing.pos, thing.tag = "NOUN", "NN"


def _made_so(word: Token, tokens: Sequence[Token]) -> None:
    """ "Made safe a device", "set free the hostages": how they were made, not what they are like; an adjective never stands before its noun's article."""
    verb, article = tokens[word.i - 1] if word.i else word, word.head.child("det", "nummod")
    if (
        word.dep == "amod"
        and verb.pos == "VERB"
        and verb is word.head.head
        and article is not None
        and word.i < article.i
    ):
        _move(word, verb, "oprd")


def _finish(noun: Token, _: Sequence[Token]) -> None:
    """ "A man in a mask stabbed the exile": what has an object of its own is what he did, not what was done to him."""
    if noun.head is not noun or noun.pos not in ("NOUN", "PROPN", "NUM"):
        return
    near = [*noun.children, *(g for p in noun.children if p.dep == "prep" for o in p.children for g in o.children)]
    done = next((c for c in near if c.dep == "acl" and c.tag in ("VBN", "VBD") and c.child("dobj") and c.lemma not in GIVES), None)  # fmt: skip
    if done is None or any(c.pos in ("VERB", "AUX") and c.dep not in ("acl", "relcl") for c in noun.children):
        return
    _rise(done, noun)


def _opened_fire(fire: Token, tokens: Sequence[Token]) -> None:
    """ "Two men on a motorcycle opened fire on the car": they opened fire; the motorcycle did not open."""
    opened = tokens[fire.i - 1] if fire.i else fire
    if fire.lemma != "fire" or opened.text != "opened" or opened.head is not fire or opened.dep not in ("amod", "compound", "acl"):  # fmt: skip
        return
    root = next((t for t in fire.ancestors() if t.head is t), None)
    before = [c for c in opened.children if c.i < opened.i]
    if root is None or root.pos not in ("NOUN", "PROPN", "NUM") or not before:
        return
    heir = before[-1]
    _move(heir, fire.head, fire.dep)
    for child in [c for c in fire.children if c.i < heir.i]:
        _move(child, heir, child.dep)
    _move(opened, opened, "ROOT")
    _move(fire, opened, "dobj")
    _rise(opened, root)


def _rise(verb: Token, noun: Token) -> None:
    """Make a participle the verb of its sentence, and the noun that was its root the subject."""
    for child in [c for c in noun.children if c.i > verb.i]:
        _move(child, verb, child.dep)
    _move(verb, verb, "ROOT")
    _move(noun, verb, "nsubj")
    verb.pos, verb.tag = "VERB", "VBD"


def _torn_body(name: Token, tokens: Sequence[Token]) -> None:
    """ "The chairman of the opposition Civic League, Tove Ahlin, called for": what he is chairman of does nothing here; he does."""
    verb, first = name.head, _begins(name)
    before = tokens[first - 1] if first else name
    if name.dep != "nsubj" or name.pos != "PROPN" or verb.dep != "acl" or before.dep != "pobj" or before.i > name.i:
        return
    of, post = before.head, verb.head
    if of.head is not post or of.lemma != "of" or post.head is not post or post.lemma not in PERSON_NOUNS:
        return
    for child in list(before.children):
        _move(child, name, child.dep)
    _move(before, name, "compound")
    _move(name, of, "pobj")
    _rise(verb, post)


def _two_subjects(verb: Token, _: Sequence[Token]) -> None:
    """ "A plan to poison the writer X failed": one subject failed; the other was to be poisoned."""
    if verb.pos != "VERB":
        return
    subjects = [c for c in verb.children if c.dep == "nsubj" and c.i < verb.i]
    if len(subjects) != 2:
        return
    first, second = subjects
    aim = next((c for c in first.children if c.tag == "VB" and c.dep in ("acl", "relcl") and c.child("dobj") is None), None)  # fmt: skip
    if aim is not None and second.first.i == aim.i + 1:
        _move(second, aim, "dobj")


def _garden_path(verb: Token, tokens: Sequence[Token]) -> None:
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
        _move(main, main if verb.head is verb else verb.head, verb.dep)
    for child in [c for c in verb.children if c.i < noun.left or c.i > main.i]:
        _move(child, main, child.dep)
    main.tag = "VBD" if main.dep == "ROOT" and main.tag == "VBN" and not passive else main.tag
    _move(noun, main, "nsubjpass" if passive else "nsubj")
    _move(verb, noun, "acl")
    verb.tag = "VBN"


def _unconscious(word: Token, _: Sequence[Token]) -> None:
    """ "Beat our member X unconscious": whom they beat, and how far."""
    if word.text != "unconscious" or word.pos == "ADJ" or word.dep != "ccomp":
        return
    verb, who = word.head, word.child("nsubj")
    if who is None:
        return
    for child in [c for c in word.children if c is not who]:
        _move(child, verb, child.dep)
    member = verb.child("dobj")
    _move(who, member or verb, "appos" if member else "dobj")
    word.dep, word.pos, word.tag = "oprd", "ADJ", "JJ"


def _gapped(verb: Token, _: Sequence[Token]) -> None:
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
    done_to = verb.tag == "VBN" and verb.lemma in BEFALLS
    if done_to or (after_passive and (counted or short)) or (counted and (left or with_these)):
        subject.dep = "nsubjpass"


def _gerund(doing: Token, tokens: Sequence[Token]) -> None:
    """ "Did not rule out expelling diplomats", "denied killing men": what is ruled out is to expel them, not some expelling diplomats."""
    noun, before = doing.head, tokens[doing.i - 1] if doing.i else doing
    verb = noun.head
    beside = before is verb or (before.head is verb and before.dep == "prt")
    if doing.tag != "VBG" or doing.dep != "amod" or noun.dep != "dobj" or verb.lemma not in OF_DOING or not beside:
        return
    _move(doing, verb, "xcomp")
    _move(noun, doing, "dobj")
    doing.pos = "VERB"


def _beside_name(noun: Token, _: Sequence[Token]) -> None:
    """ "The opposition Civic League urged": one body, and "opposition" says which kind it is."""
    verb = noun.head
    if noun.dep != "nsubj" or noun.pos != "NOUN" or noun.tag != "NN" or verb.pos != "VERB":
        return
    name = next((c for c in verb.children if c.dep == "nsubj" and c.i > noun.i and c.pos == "PROPN" and c.entity == "ORG"), None)  # fmt: skip
    if name is None or name.first.i != noun.i + 1:
        return
    for child in list(noun.children):
        _move(child, name, child.dep)
    _move(noun, name, "compound")


def _answers(noun: Token, tokens: Sequence[Token]) -> None:
    """ "The bureau answers to the council": a verb, where the parser sees a noun."""
    if noun.text not in ANSWERS or noun.tag != "NNS" or noun.dep not in ("ROOT", "ccomp", "parataxis") or noun.i == 0:
        return
    who = tokens[noun.i - 1]
    to = noun.child("prep")
    if who.head is not noun or who.dep != "compound" or to is None or to.lemma != "to" or to.i != noun.i + 1:
        return
    for child in [c for c in noun.children if c.i < who.i]:
        _move(child, who, child.dep)
    who.dep = "nsubj"
    noun.pos, noun.tag, noun.lemma = "VERB", "VBZ", noun.text[:-1]


def _reports(verb: Token, _: Sequence[Token]) -> None:
    """ "X in turn reports to the council": what has a subject is a verb."""
    if verb.text in ANSWERS and verb.tag == "NNS" and verb.child("nsubj") is not None:
        verb.pos, verb.tag, verb.lemma = "VERB", "VBZ", verb.text[:-1]


def _who(verb: Token, _: Sequence[Token]) -> None:
    """ "Colonel X of the Third Bureau, who answers to Y": a bureau is no "who"."""
    body = verb.head
    if verb.dep != "relcl" or body.entity not in ("ORG", "GPE", "FAC"):
        return
    who = verb.child("nsubj", "nsubjpass")
    if who is None or who.text.lower() != "who":
        return
    person = body
    while person.dep == "pobj" and person.head.dep == "prep" and person.entity != "PERSON":
        person = person.head.head
    if person.entity == "PERSON" or person.lemma in PERSON_NOUNS:
        _move(verb, person, "relcl")


def _name_of_post(name: Token, tokens: Sequence[Token]) -> None:
    """ "The prosecutor of the northern district, Inge Saroyan, said", "the spokesman for the Coast Front, Marten Holl,": the name is of who holds the post, not the district's."""
    first = _begins(name)
    unjoined = name.dep == "conj" and tokens[first - 1].text == "," and name.head.child("cc") is None
    if not (name.dep == "appos" or unjoined) or name.pos != "PROPN":
        return
    before = tokens[first - 2] if first > 1 and tokens[first - 1].text == "," else name.head
    near = before if before.dep == "pobj" else name.head  # the parser may hang the name on somebody before
    holder = near
    while holder.dep == "pobj" and holder.head.dep == "prep" and (holder is near or holder.lemma not in PERSON_NOUNS):
        holder = holder.head.head
    if holder is near or near.entity == "PERSON" or (near.lemma in PERSON_NOUNS and near.lemma != "staff"):
        return
    known = name.entity == "PERSON" and holder.lemma in POSTS
    if known or (holder.lemma in PERSON_NOUNS and near.pos == "PROPN" and _may_be_name(name)):
        _move(name, holder, "appos")


def _two_names(name: Token, tokens: Sequence[Token]) -> None:
    """ "After the killing of X, the governor, Y, said": nobody has two names; the governor is Y, and spoke."""
    post = name.head
    if name.dep != "appos" or name.pos != "PROPN" or not _may_be_name(name):
        return
    if post.pos == "PROPN" and _may_be_name(post) and name.child("cc", "appos"):
        _move(name, post, "conj")  # "X, the governor, Y, the mayor, and Z, a clerk"
        return
    if post.entity == "PERSON":  # the parser hung both on the name before
        post = next((c for c in post.children if c.dep == "appos" and c.i < name.i), post)
    other = post.head
    if (
        post.dep != "appos"
        or post.lemma not in PERSON_NOUNS
        or other.entity != "PERSON"
        or not other.i < post.i < name.i
    ):
        return
    holder = other
    while holder.dep in ("appos", "pobj", "prep"):
        holder = holder.head
    if (verb := _verb_after(name, tokens)) is not None and (verb in other.ancestors() or verb.dep == "acl"):
        _move(post, verb, "nsubjpass" if verb.child("auxpass") else "nsubj")
        if verb.dep == "acl":  # "In a case against X, the prosecutor, Y, asked": no asked case
            _move(verb, verb, "ROOT")
            _move(holder, verb, "prep")
    elif other.dep == "appos" and other.head.lemma in POSTS and other.head.i < other.i:
        _move(post, other.head, "conj")  # "the mayor, X, the chief of police, Y, and": each behind his post
    elif holder is not other and holder.lemma in PERSON_NOUNS:
        _move(post, holder, "appos")
    else:
        return
    _move(name, post, "appos")


def _after_semicolon(noun: Token, tokens: Sequence[Token]) -> None:
    """ "X, 45, who runs a club; his son, 19; and Y": three people, not one."""
    first = min((c.i for c in noun.children if c.dep in ("det", "poss", "compound", "amod", "nummod")), default=noun.i)
    if noun.dep == "appos" and first and tokens[first - 1].text == ";" and noun.pos in ("NOUN", "PROPN"):
        noun.dep = "conj"


def _older_or_younger(word: Token, tokens: Sequence[Token]) -> None:
    """ "Brandt senior was suspected": Brandt was."""
    name = tokens[word.i - 1] if word.i else word
    if word.lemma not in ("senior", "junior") or name.head is not word or name.pos != "PROPN" or word.pos != "NOUN":
        return
    head, dep = word.head, word.dep
    for child in [c for c in word.children if c is not name]:
        _move(child, name, child.dep)
    _move(name, head if head is not word else name, dep)
    _move(word, name, "amod")
    word.pos, word.tag = "ADJ", "JJ"


def _after_colon(name: Token, tokens: Sequence[Token]) -> None:
    """ "The police arrested three men: X, Y and Z": the men are named, not the police."""
    first = _begins(name)
    if (
        name.dep not in ("appos", "dobj", "attr", "dep")
        or first < 2
        or tokens[first - 1].text != ":"
        or not _may_be_name(name)
    ):
        return
    for noun in reversed(tokens[: first - 1]):
        if noun.sentence != name.sentence:
            return
        if noun.tag == "NNS" and noun.lemma in PERSON_NOUNS:
            _move(name, noun, "appos")
            return


def _post_of_subject(name: Token, tokens: Sequence[Token]) -> None:
    """The same where the parser sees who spoke: "After the trial of X, the judge, Y, was accused"."""
    comma = _begins(name) - 1
    if name.dep not in ("nsubj", "nsubjpass") or name.entity != "PERSON" or comma < 1 or tokens[comma].text != ",":
        return
    post = tokens[comma - 1]
    between = post.dep == "appos" and post.head.entity == "PERSON" and post.lemma in PERSON_NOUNS
    if between and tokens[name.i + 1].text == ",":
        _move(post, name, "appos")


def _verb_after(name: Token, tokens: Sequence[Token]) -> Token | None:
    """The verb that follows a name and its comma, if nobody is its subject."""
    if name.i + 2 >= len(tokens) or tokens[name.i + 1].text != ",":
        return None
    verb = tokens[name.i + 2]
    finite = verb.tag in ("VBD", "VBZ", "VBP")
    while verb.dep in ("aux", "auxpass") and verb.head.i > verb.i:
        verb = verb.head
    return verb if finite and verb.child("nsubj", "nsubjpass") is None else None


def _name_beside_noun(name: Token, tokens: Sequence[Token]) -> None:
    """ "The former deputy of the activist X": the activist is X, not the deputy."""
    first = _begins(name)
    noun = tokens[first - 1] if first else name
    if name.dep == "appos" and name.entity == "PERSON" and noun.lemma in PERSON_NOUNS and noun.pos == "NOUN" and name.head in noun.ancestors():  # fmt: skip
        _move(name, noun, "appos")


def _after_date(noun: Token, tokens: Sequence[Token]) -> None:
    """ "On 19 March soldiers detained eleven men": no nineteen soldiers."""
    month = next((c for c in noun.children if c.dep in ("compound", "nmod") and c.text.lower() in MONTHS), None)
    if month is None or month.i != noun.first.i + 1 or not tokens[month.i - 1].text.isdigit() or noun.i <= month.i:
        return
    day, before = tokens[month.i - 1], tokens[month.i - 2] if month.i > 1 else month
    if noun.dep == "pobj" and noun.head.lemma == "on":
        on, verb = noun.head, noun.head.head
        told = noun.child("acl")
        if verb is on and told is not None and told.tag == "VBD":  # the parser takes the date for the sentence
            verb = told
            _move(verb, verb, "ROOT")
            _move(on, verb, "prep")
        if verb.pos not in ("VERB", "AUX") or verb.i < noun.i or verb.child("nsubj", "nsubjpass") is not None:
            return
        _move(noun, verb, "nsubjpass" if verb.child("auxpass") else "nsubj")
    elif before.lemma == "on" and before.dep == "prep":
        on = before
    else:
        return
    _move(month, on, "pobj")
    _move(day, month, "nummod")


def _one_of_them(noun: Token, _: Sequence[Token]) -> None:
    """ "One of the three, a driver named X, was convicted": he is one, not the three."""
    them = noun.head
    of = them.head
    several = them.tag in ("NNS", "NNPS", "CD") or them.text.lower() == "them"
    if noun.dep == "appos" and noun.tag in ("NN", "NNP") and them.dep == "pobj" and several and of.head.lemma == "one":
        _move(noun, of.head, "appos")


def _begins(name: Token) -> int:
    """Where a name of several words begins; no tree is widened yet."""
    return min((c.i for c in name.children if c.dep == "compound"), default=name.i)


def _may_be_name(name: Token) -> bool:
    """Two or three capitalised words that are no body's, whatever the parser takes them for."""
    given = [c for c in name.children if c.dep == "compound" and c.pos == "PROPN"]
    bare = not any(c.dep in ("det", "amod", "poss") for c in name.children)
    return bare and len(given) in (1, 2) and name.text.lower() not in ORGANISATION_HEADS


def _name_after_post(name: Token, tokens: Sequence[Token]) -> None:
    """ "The dismissal of the head of the committee, Major General X.": X is the head, and no time or manner of what is told."""
    if name.dep != "npadvmod" or name.entity != "PERSON":
        return
    comma = name.first.i - 1
    if comma < 1 or tokens[comma].text != ",":
        return
    near = (t for t in (tokens[comma - 1], *tokens[comma - 1].ancestors()) if t.pos in ("NOUN", "PROPN"))
    post = next((t for t in near if t.lemma in POSTS and t.entity != "PERSON"), None)
    if post is not None and post is not name:
        _move(name, post, "appos")


def _post_and_rank(name: Token, _: Sequence[Token]) -> None:
    """ "Deputy Chief of Intelligence General X resigned": X did, who is both; nobody is X's chief."""
    of, post = name.head, name.head.head
    titled = name.dep == "pobj" and of.lemma == "of" and post.lemma in POSTS and post.text[:1].isupper()
    if not titled or name.entity != "PERSON" or post.head is post:
        return
    before = [c for c in name.children if of.i < c.i < name.i and c.dep == "compound"]
    before = [g for c in before for g in (*(k for k in c.children if k.dep == "compound"), c)]
    rank = next((i for i, c in enumerate(before) if i and c.lemma in POSTS), 0)
    if not rank:
        return
    _move(before[rank], name, "compound")
    for child in [c for c in post.children if c.i > name.i]:
        _move(child, name, child.dep)
    _move(name, post.head, post.dep)
    _move(post, name, "nmod")
    _move(before[rank - 1], of, "pobj")
    for child in before[: rank - 1]:
        _move(child, before[rank - 1], "compound")


def _who_is_doing(verb: Token, _: Sequence[Token]) -> None:
    """ "Spoke of a sniper targeting and killing officers": the sniper does, and no other subject near."""
    who = verb.child("npadvmod") if verb.tag == "VBG" else None
    if who is not None and who.lemma in PERSON_NOUNS and who.i == verb.i - 1 and verb.child("nsubj") is None:
        who.dep = "nsubj"


def _in_which(verb: Token, _: Sequence[Token]) -> None:
    """ "Prepared the explosion at the depot, in which two died": of the explosion, whatever was prepared."""
    brought = next((c for c in verb.children if c.dep == "prep" and c.i < verb.i), None)
    which = brought.child("pobj") if brought is not None else None
    noun = verb.head.child("dobj") if verb.dep == "advcl" and which is not None and which.lemma == "which" else None
    if noun is not None and noun.i < verb.i:
        _move(verb, noun, "relcl")


def _call_upon(call: Token, _: Sequence[Token]) -> None:
    """ "(c) call upon the Government to": of a list of what is asked for, a verb."""
    upon = next((c for c in call.children if c.dep == "prep" and c.lemma in ("on", "upon") and c.i == call.i + 1), None)
    if (
        call.lemma == "call"
        and call.tag == "NN"
        and call.head is call
        and upon is not None
        and call.child("det") is None
    ):
        call.pos, call.tag = "VERB", "VB"


def _object_of_adjective(adjective: Token, _: Sequence[Token]) -> None:
    """ "That they close the embassy": what has an object is a verb."""
    if adjective.pos == "ADJ" and adjective.child("dobj"):
        adjective.pos, adjective.tag = "VERB", "VB"


def _and_on(preposition: Token, tokens: Sequence[Token]) -> None:
    """ "called on the Union to impose sanctions on X, and on Y": the second "on" is like the one before it, not like the first."""
    if preposition.dep != "prep" or preposition.i < 2 or tokens[preposition.i - 1].lemma not in ("and", "or"):
        return
    for before in reversed(tokens[: preposition.i - 1]):
        if before.sentence != preposition.sentence or before is preposition.head:
            return
        if before.dep == "prep" and before.lemma == preposition.lemma:
            if preposition.head in before.head.ancestors():
                _move(preposition, before.head, "prep")
            return


def _joined_clauses(verb: Token, _: Sequence[Token]) -> None:
    """ "Two were killed and five were wounded, officials said": the second clause is joined to the first, and both are said."""
    said = verb.head
    if verb.dep != "ccomp" or verb.i > said.i:
        return
    first = next((c for c in said.children if c.dep == "ccomp" and c.i < verb.i), None)
    if first is not None and any(c.dep == "cc" and first.i < c.i < verb.i for c in first.children):
        _move(verb, first, "conj")


def _move(token: Token, head: Token, dep: str) -> None:
    """Hang a word on another; on itself as a root. Nothing is hung on what hangs on it: a tree stays a tree."""
    if head is not token and token in head.ancestors():
        return
    if token in token.head.children:
        token.head.children.remove(token)
    token.head, token.dep = head, dep
    if head is not token:
        head.children.append(token)
        head.children.sort(key=lambda t: t.i)


MENDS: tuple[Callable[[Token, Sequence[Token]], None], ...] = (
    _give_back_subject,
    _shot_dead,
    _ablaze,
    _made_so,
    _finish,
    _opened_fire,
    _torn_body,
    _two_subjects,
    _garden_path,
    _unconscious,
    _gapped,
    _gerund,
    _beside_name,
    _answers,
    _reports,
    _who,
    _name_beside_noun,
    _one_of_them,
    _after_date,
    _name_of_post,
    _two_names,
    _after_colon,
    _after_semicolon,
    _older_or_younger,
    _post_of_subject,
    _name_after_post,
    _post_and_rank,
    _in_which,
    _call_upon,
    _who_is_doing,
    _object_of_adjective,
    _joined_clauses,
)
"""Every mend that begins at a word of content, in the order in which they are tried at it."""
OF_FUNCTION_WORDS: dict[str, tuple[Callable[[Token, Sequence[Token]], None], ...]] = {
    "PUNCT": (_part,), "ADP": (_and_on,), "DET": (), "CCONJ": (), "SCONJ": (), "PART": (), "PRON": (), "SYM": (),
}  # fmt: skip
"""Those that begin at other words, nearly half of a text, by part of speech."""
