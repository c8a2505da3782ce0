"""What the parser is known to get wrong about names: whose they are, and who holds which post. The table that orders these mends is `mending`'s."""

from collections.abc import Sequence

from onrecord.model import Token
from onrecord.read.calendar_words import MONTHS
from onrecord.read.noun_words import HYPHENATED_POSTS, PERSON_NOUNS, POSTS
from onrecord.read.trees import begins, make_subject, may_be_name, move, rise


def hyphenated_post(word: Token, tokens: Sequence[Token]) -> None:
    """ "Secretary-General X", "X, director-general of Y", "its secretary-general, X, said": the name of a post, which the parser may read as an adjective."""
    if word.lemma not in HYPHENATED_POSTS:
        return
    word.pos, word.tag = "NOUN", "NN"
    name, after = word.head, tokens[min(word.i + 1, len(tokens) - 1)]
    if word.dep == "amod" and after.text == "," and name.i > word.i:
        for child in [c for c in name.children if c.i < word.i]:
            move(child, word, child.dep)
        move(word, word if name.head is name else name.head, name.dep)
        move(name, word, "appos")
    elif word.dep == "amod":
        word.dep = "compound"


def day_of_month(day: Token, tokens: Sequence[Token]) -> None:
    """ "On February 19 gunmen shot at the car": the day counts nobody."""
    month = tokens[day.i - 1] if day.i else day
    begun = day.i > 1 and (
        tokens[day.i - 2].text.isdigit() or tokens[day.i - 2].lemma == "in"
    )  # "on 2 February 3 gunmen", "in May 12 people"
    if (
        day.dep == "nummod"
        and day.text.isdigit()
        and not begun
        and day.head.i > day.i
        and month.text.lower().rstrip(".") in MONTHS
    ):
        move(day, month, "nummod")


def give_back_subject(accord: Token, _: Sequence[Token]) -> None:
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
        make_subject(beside, verb)


def torn_body(name: Token, tokens: Sequence[Token]) -> None:
    """ "The chairman of the opposition Civic League, Tove Ahlin, called for": what he is chairman of does nothing here; he does."""
    verb, first = name.head, begins(name)
    before = tokens[first - 1] if first else name
    if name.dep != "nsubj" or name.pos != "PROPN" or verb.dep != "acl" or before.dep != "pobj" or before.i > name.i:
        return
    of, post = before.head, verb.head
    if of.head is not post or of.lemma != "of" or post.head is not post or post.lemma not in PERSON_NOUNS:
        return
    for child in list(before.children):
        move(child, name, child.dep)
    move(before, name, "compound")
    move(name, of, "pobj")
    rise(verb, post)


def beside_name(noun: Token, _: Sequence[Token]) -> None:
    """ "The opposition Civic League urged": one body, and "opposition" says which kind it is."""
    verb = noun.head
    if noun.dep != "nsubj" or noun.pos != "NOUN" or noun.tag != "NN" or verb.pos != "VERB":
        return
    name = next((c for c in verb.children if c.dep == "nsubj" and c.i > noun.i and c.pos == "PROPN" and c.entity == "ORG"), None)  # fmt: skip
    if name is None or name.first.i != noun.i + 1:
        return
    for child in list(noun.children):
        move(child, name, child.dep)
    move(noun, name, "compound")


def who(verb: Token, _: Sequence[Token]) -> None:
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
        move(verb, person, "relcl")


def subject_of_pronoun(noun: Token, _: Sequence[Token]) -> None:
    """ "X, whom a court last year accused of it": the court accused; no "whom" has a subject, or another name."""
    whom = noun.head
    if noun.dep not in ("nsubj", "appos") or whom.tag not in ("WP", "WDT"):
        return
    told, done = whom.head, noun.child("acl")
    if told.pos == "VERB" and told.child("nsubj") is None:
        move(noun, told, "nsubj")
    elif whom.dep == "appos" and done is not None and done.child("nsubj") is None:
        move(done, told, "relcl")
        move(noun, done, "nsubj")
        move(whom, done, "dobj")


def name_beside_noun(name: Token, tokens: Sequence[Token]) -> None:
    """ "The former deputy of the activist X": the activist is X, not the deputy."""
    first = begins(name)
    noun = tokens[first - 1] if first else name
    if name.dep == "appos" and name.entity == "PERSON" and noun.lemma in PERSON_NOUNS and noun.pos == "NOUN" and name.head in noun.ancestors():  # fmt: skip
        move(name, noun, "appos")


def one_of_them(noun: Token, _: Sequence[Token]) -> None:
    """ "One of the three, a driver named X, was convicted": he is one, not the three."""
    them = noun.head
    of = them.head
    several = them.tag in ("NNS", "NNPS", "CD") or them.text.lower() == "them"
    if noun.dep == "appos" and noun.tag in ("NN", "NNP") and them.dep == "pobj" and several and of.head.lemma == "one":
        move(noun, of.head, "appos")


def on_a_day(noun: Token, tokens: Sequence[Token]) -> None:
    """ "On 11 June a third man, named only as X, fired": no June is a man."""
    beside = noun.head if noun.dep == "appos" else noun.head.child("pobj") if noun.dep == "pobj" else None
    if beside is None or beside.text.lower() not in MONTHS or beside.dep != "pobj" or not beside.i < noun.first.i:
        return
    verb = beside.head.head
    if (
        tokens[noun.first.i - 1].text != ","
        and verb.pos == "VERB"
        and verb.i > noun.i
        and not verb.child("nsubj", "nsubjpass")
    ):
        make_subject(noun, verb)


def after_date(noun: Token, tokens: Sequence[Token]) -> None:
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
            move(verb, verb, "ROOT")
            move(on, verb, "prep")
        if verb.pos not in ("VERB", "AUX") or verb.i < noun.i or verb.child("nsubj", "nsubjpass") is not None:
            return
        make_subject(noun, verb)
    elif before.lemma == "on" and before.dep == "prep":
        on = before
    else:
        return
    move(month, on, "pobj")
    move(day, month, "nummod")


def name_of_post(name: Token, tokens: Sequence[Token]) -> None:
    """ "The prosecutor of the northern district, Inge Saroyan, said", "the spokesman for the Coast Front, Marten Holl,": the name is of who holds the post, not the district's."""
    first = begins(name)
    unjoined = name.dep == "conj" and tokens[first - 1].text == "," and name.head.child("cc") is None
    if not (name.dep == "appos" or unjoined) or name.pos != "PROPN":
        return
    before = tokens[first - 2] if first > 1 and tokens[first - 1].text == "," else name.head
    near = before if before.dep == "pobj" else name.head  # the parser may hang the name on somebody before
    holder = near
    while holder.dep == "pobj" and holder.head.dep == "prep" and (holder is near or holder.lemma not in PERSON_NOUNS):
        holder = holder.head.head
    person = near.lemma in PERSON_NOUNS and near.lemma != "staff" and near.entity != "ORG"  # "the Border Guard"
    if holder is near or near.entity == "PERSON" or person:
        return
    known = name.entity == "PERSON" and holder.lemma in POSTS
    if known or (holder.lemma in PERSON_NOUNS and near.pos == "PROPN" and may_be_name(name)):
        move(name, holder, "appos")


def shared_surname(name: Token, _: Sequence[Token]) -> None:
    """ "The couple, Nora and Pavel Lund": two people, where the parser gives one of them both given names."""
    first = next((c for c in name.children if c.dep in ("nmod", "compound") and c.child("conj") is not None), None)
    given = first.child("conj") if first is not None else None
    if first is None or given is None or given.i != name.i - 1 or {first.entity, name.entity} != {"PERSON"}:
        return
    above, dep = (name.head, name.dep) if name.head is not name else (first, "ROOT")
    move(given, name, "compound")
    move(first, above, dep)
    move(name, first, "conj")


def some_of_them(name: Token, tokens: Sequence[Token]) -> None:
    """ "Two of them, X and Y, were expelled": X and Y are the two."""
    several, comma = name.head, begins(name) - 1
    of = several.child("prep") if several.pos == "NUM" else None
    pronoun = of.child("pobj") if of is not None and of.lemma == "of" else None
    if name.dep != "conj" or pronoun is None or pronoun.pos != "PRON" or tokens[comma].text != ",":
        return
    if pronoun.i == comma - 1 and several.child("cc") is None:
        move(name, several, "appos")


def two_names(name: Token, tokens: Sequence[Token]) -> None:
    """ "After the killing of X, the governor, Y, said": nobody has two names; the governor is Y, and spoke."""
    post = name.head
    if name.dep != "appos" or name.pos != "PROPN" or not may_be_name(name):
        return
    if post.pos == "PROPN" and may_be_name(post) and name.child("cc", "appos"):
        move(name, post, "conj")  # "X, the governor, Y, the mayor, and Z, a clerk"
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
        make_subject(post, verb)
        if verb.dep == "acl":  # "In a case against X, the prosecutor, Y, asked": no asked case
            move(verb, verb, "ROOT")
            move(holder, verb, "prep")
    elif other.dep == "appos" and other.head.lemma in POSTS and other.head.i < other.i:
        move(post, other.head, "conj")  # "the mayor, X, the chief of police, Y, and": each behind his post
    elif holder is not other and holder.lemma in PERSON_NOUNS:
        move(post, holder, "appos")
    else:
        return
    move(name, post, "appos")


def behind_place(verb: Token, _: Sequence[Token]) -> None:
    """ "At a press conference in Lyon, the minister, X, said": nobody is Lyon, and the minister spoke."""
    finite = verb.tag in ("VBD", "VBZ", "VBP") or verb.child("aux", "auxpass") is not None
    if not finite or verb.child("nsubj", "nsubjpass", "expl", "csubj", "attr") is not None:
        return
    place = next((c.child("pobj") for c in verb.children if c.dep == "prep" and c.i < verb.i), None)
    while place is not None and (on := next((c.child("pobj") for c in place.children if c.dep == "prep"), None)):
        place = on
    if place is None or place.pos != "PROPN" or place.child("cc") is not None:
        return
    who = next((c for c in place.children if c.dep in ("appos", "conj") and place.i < c.i < verb.i), None)
    if who is not None and (who.lemma in PERSON_NOUNS or who.entity in ("PERSON", "ORG")):
        make_subject(who, verb)


def after_colon(name: Token, tokens: Sequence[Token]) -> None:
    """ "The police arrested three men: X, Y and Z": the men are named, not the police."""
    first = begins(name)
    if (
        name.dep not in ("appos", "dobj", "attr", "dep")
        or first < 2
        or tokens[first - 1].text != ":"
        or not may_be_name(name)
    ):
        return
    for noun in reversed(tokens[: first - 1]):
        if noun.sentence != name.sentence:
            return
        if noun.tag == "NNS" and noun.lemma in PERSON_NOUNS:
            move(name, noun, "appos")
            return


def after_semicolon(noun: Token, tokens: Sequence[Token]) -> None:
    """ "X, 45, who runs a club; his son, 19; and Y": three people, not one."""
    first = min((c.i for c in noun.children if c.dep in ("det", "poss", "compound", "amod", "nummod")), default=noun.i)
    if noun.dep == "appos" and first and tokens[first - 1].text == ";" and noun.pos in ("NOUN", "PROPN"):
        noun.dep = "conj"


def older_or_younger(word: Token, tokens: Sequence[Token]) -> None:
    """ "Brandt senior was suspected": Brandt was."""
    name = tokens[word.i - 1] if word.i else word
    if word.lemma not in ("senior", "junior") or name.head is not word or name.pos != "PROPN" or word.pos != "NOUN":
        return
    head, dep = word.head, word.dep
    for child in [c for c in word.children if c is not name]:
        move(child, name, child.dep)
    move(name, head if head is not word else name, dep)
    move(word, name, "amod")
    word.pos, word.tag = "ADJ", "JJ"


def post_of_subject(name: Token, tokens: Sequence[Token]) -> None:
    """The same where the parser sees who spoke: "After the trial of X, the judge, Y, was accused"."""
    comma = begins(name) - 1
    if name.dep not in ("nsubj", "nsubjpass") or name.entity != "PERSON" or comma < 1 or tokens[comma].text != ",":
        return
    post = tokens[comma - 1]
    between = post.dep == "appos" and post.head.entity == "PERSON" and post.lemma in PERSON_NOUNS
    if between and tokens[name.i + 1].text == ",":
        move(post, name, "appos")


def _verb_after(name: Token, tokens: Sequence[Token]) -> Token | None:
    """The verb that follows a name and its comma, if nobody is its subject."""
    if name.i + 2 >= len(tokens) or tokens[name.i + 1].text != ",":
        return None
    verb = tokens[name.i + 2]
    finite = verb.tag in ("VBD", "VBZ", "VBP")
    while verb.dep in ("aux", "auxpass") and verb.head.i > verb.i:
        verb = verb.head
    return verb if finite and verb.child("nsubj", "nsubjpass") is None else None


def name_after_post(name: Token, tokens: Sequence[Token]) -> None:
    """ "The dismissal of the head of the committee, Major General X.": X is the head, and no time or manner of what is told."""
    if name.dep != "npadvmod" or name.entity != "PERSON":
        return
    comma = name.first.i - 1
    if comma < 1 or tokens[comma].text != ",":
        return
    near = (t for t in (tokens[comma - 1], *tokens[comma - 1].ancestors()) if t.pos in ("NOUN", "PROPN"))
    post = next((t for t in near if t.lemma in POSTS and t.entity != "PERSON"), None)
    if post is not None and post is not name:
        move(name, post, "appos")


def post_in_list(name: Token, tokens: Sequence[Token]) -> None:
    """ "President X, the intelligence minister, Y, and the commander, Z": Y is the minister; X has a post before his name."""
    before = begins(name) - 1
    known = name.entity == "PERSON" or (name.pos == "PROPN" and not name.entity and may_be_name(name))
    if name.dep not in ("conj", "appos") or not known or before < 2 or tokens[before].text != ",":
        return
    near = (t for t in reversed(tokens[max(0, before - 8) : before]) if t.lemma in POSTS and t.entity != "PERSON")
    post = next((t for t in near if t.pos == "NOUN" or (t.pos == "PROPN" and t.child("det") is not None)), None)
    if post is None or post.child("det") is None or name.head not in (post, post.head):
        return
    if post.dep not in ("conj", "appos") and (name.dep, name.head) != ("conj", post):
        return
    owner = post.head
    titled = any(c.dep == "compound" and c.lemma in POSTS for c in owner.children)
    if any(t.text == "," or t.lemma == "and" for t in tokens[post.i + 1 : before]):
        return
    if post.dep == "appos" and not titled:
        return  # "X, the minister, Y": his own
    if post.dep == "appos":
        move(post, owner, "conj")
    for other in [c for c in name.children if c.dep in ("conj", "cc")]:
        move(other, post, other.dep)
    move(name, post, "appos")


def of_the_last(name: Token, _: Sequence[Token]) -> None:
    """ "The bureau and two of its officers, X and Y,": the officers are called so."""
    first = name.head
    if name.dep != "appos" or name.pos != "PROPN" or name.child("conj") is None:
        return
    last = max((c for c in first.children if c.dep == "conj" and c.i < name.i), key=lambda c: c.i, default=None)
    if last is not None and (last.pos == "NUM" or last.tag == "NNS"):
        move(name, last, "appos")


def under_secretary(under: Token, tokens: Sequence[Token]) -> None:
    """ "Said Under Secretary X": a post before a name; nobody is under it."""
    name, following = under.child("pobj"), tokens[under.i + 1 : under.i + 2]
    if under.text != "Under" or name is None or not following or following[0].text not in ("Secretary", "Minister"):
        return
    verb = under.head
    says = verb.pos == "VERB" and verb.child("nsubj") is None
    move(name, verb, "nsubj" if says else under.dep)
    move(under, name, "compound")
    under.pos, under.tag = "PROPN", "NNP"


def post_and_rank(name: Token, _: Sequence[Token]) -> None:
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
    move(before[rank], name, "compound")
    for child in [c for c in post.children if c.i > name.i]:
        move(child, name, child.dep)
    move(name, post.head, post.dep)
    move(post, name, "nmod")
    move(before[rank - 1], of, "pobj")
    for child in before[: rank - 1]:
        move(child, before[rank - 1], "compound")
