"""Who is who across documents, and why."""

import random

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Local
from onrecord.resolve import resolve


def local(document: str, name: str, schema: str = "Person", *posts: str, also: tuple[str, ...] = ()) -> Local:
    return Local(f"{document}:{name}", document, name, schema, frozenset({name, *also}), frozenset(posts))


def one(found, *locals_: Local) -> bool:
    return len({found.entity_of[x.id] for x in locals_}) == 1


COUNCIL = [local(d, "Free Karsland Council", "Organization") for d in "ab"]
CITY = [local(d, "Tarn Haven", "Address") for d in "ab"]


def test_one_full_name_is_one_person():
    a, b = local("a", "Lena Orvath"), local("b", "Lena Orvath")
    assert one(resolve([a, b]), a, b)


def test_one_name_in_other_posts_and_other_company_is_a_question_not_a_merge():
    a, b = local("a", "Jon Arvid", "Person", "mayor of Dole"), local("b", "Jon Arvid", "Person", "striker")
    found = resolve([a, b])
    assert not one(found, a, b)
    assert [(m.left, m.right, m.score < 0.8) for m in found.proposed] == [(a.id, b.id, True)]
    assert "posts differ" in " ".join(found.proposed[0].reasons)


def test_a_surname_alone_needs_like_company():
    full, bare = local("a", "Lena Orvath"), local("b", "Orvath")
    assert not one(resolve([full, bare]), full, bare)
    found = resolve([full, bare, *COUNCIL, *CITY])
    assert one(found, full, bare)
    why = next(m for m in found.merged if m.right == bare.id)
    assert why.reasons == (
        "the same surname, and nobody else here bears it",
        "their documents both name Free Karsland Council, Tarn Haven",
    )


def test_a_surname_two_bear_is_nobodys():
    lena, rolf, bare = local("a", "Lena Orvath"), local("a", "Rolf Orvath"), local("b", "Orvath")
    found = resolve([lena, rolf, bare, *COUNCIL, *CITY])
    assert not one(found, lena, bare)
    assert not one(found, rolf, bare)
    assert {m.left for m in found.proposed} == {lena.id, rolf.id}


def test_spellings_merge_in_like_company_and_are_asked_elsewhere():
    a, b = local("a", "Qasem Darwish"), local("b", "Kassem Darwish")
    assert resolve([a, b]).proposed
    assert one(resolve([a, b, *COUNCIL]), a, b)


def test_an_acronym_finds_the_body_that_bears_it():
    long = local("a", "Karsland Security Directorate", "Organization", also=("KSD",))
    short = local("b", "KSD", "Organization")
    assert one(resolve([long, short, *CITY]), long, short)


def test_the_foreign_ministry_of_two_countries_is_two():
    here, there = (local(d, "Ministry of Foreign Affairs", "PublicBody") for d in "ab")
    found = resolve([here, there])
    assert not one(found, here, there)
    assert [m.reasons[0] for m in found.proposed] == ["every country has one"]
    assert one(resolve([here, there, *COUNCIL, *CITY]), here, there)
    named = [local(d, "Karsland Security Directorate", "Organization") for d in "ab"]
    assert one(resolve(named), *named)


def test_what_most_documents_tell_as_a_body_is_no_person_elsewhere():
    told = [local(d, "Karsland", "Organization") for d in "abc"]
    misread = local("d", "Karsland")
    assert one(resolve([*told, misread]), told[0], misread)


NAMES = st.sampled_from(["Lena Orvath", "Orvath", "Rolf Orvath", "Qasem Darwish", "Kassem Darwish", "Darwish", "KSD"])


@given(st.sets(st.tuples(st.sampled_from("abcdef"), NAMES), max_size=16), st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(told: set[tuple[str, str]], rng: random.Random):
    every = [local(document, name) for document, name in sorted(told)]
    shuffled = rng.sample(every, len(every))
    assert resolve(every) == resolve(shuffled)
