"""Claims through the contract and back, and ids that depend on the words alone."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.claim import extract_claims
from onrecord.contract import claim_from_json, claim_json
from onrecord.model import Document
from onrecord.read import READERS

SENTENCES = [
    "Gunmen wounded the editor Sanna Kolm outside her office in Tarn Haven on Monday, police said.",
    "The Karsland embassy denied any involvement.",
    "Police and the mayor said gunmen had kidnapped a teacher.",
    "Velmora expelled two diplomats in January.",
    "Anton Brusk is the commander of Bureau Nine.",
    "About 9,000 supporters marched through Marisk.",
]


def claims_of(text, address="a.txt"):
    document = Document("d", "d" * 64, text, address, published="2021-03-04")
    return extract_claims(READERS["rules"](document))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(SENTENCES))
def test_claims_come_back_from_json_as_they_went(sentences):
    claims = claims_of("\n\n".join(sentences))
    assert [claim_from_json(claim_json(c), "d") for c in claims] == claims


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(SENTENCES))
def test_ids_are_unique_and_of_the_words_not_of_the_place(sentences):
    """Paragraphs of their own keep their claims' ids wherever they stand, under whatever name (rules read them one by one)."""
    ids = [c.id for c in claims_of("\n\n".join(sentences), "b.txt")]
    assert len(ids) == len(set(ids))
    assert set(ids) == {c.id for c in claims_of("\n\n".join(SENTENCES))}
