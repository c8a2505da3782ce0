"""What happened in order, what is told differently, and stated numbers beside the record's."""

from typing import Any

import pytest

from onrecord.model import Told
from onrecord.weigh import disagreements, legal_history, measure_history, mends, posts, tallies
from onrecord.weigh.sources_file import parsed, written


def told(identity: str, kind: str, type_: str, **fields: Any) -> Told:
    named = {role: frozenset(who) for role, who in fields.pop("named", {}).items()}
    said = {role: frozenset(who) for role, who in fields.pop("said", {}).items()}
    document = fields.pop("document", identity)
    return Told(identity, document, kind, type_, identity, named=named, said=said, **fields)  # type: ignore[arg-type]


def alone(*claims: Told) -> dict[str, str]:
    return {c.id: c.id for c in claims}


def together(*claims: Told) -> dict[str, str]:
    return {c.id: claims[0].id for c in claims}


def post(identity: str, **fields: Any) -> Told:
    return told(identity, "tie", "holds_post", named={"subject": ["roth"], "object": ["board"]}, said={"post": ["chairman"]}, **fields)  # fmt: skip


def test_a_post_has_the_days_its_documents_give():
    claims = [
        post("a", published="2020-01-01", begins="2015-01-01"),
        post("b", published="2021-06-01"),
        post("c", published="2022-01-01", ends="2021-09-01"),
    ]
    (found,) = posts(claims, together(*claims))
    assert (found.begins, found.ends, found.told) == ("2015-01-01", "2021-09-01", ("2020-01-01", "2021-06-01"))


def test_a_post_denied_or_planned_is_not_held():
    claims = [post("a", denied=True), post("b", mode="planned")]
    assert posts(claims, alone(*claims)) == []


def step(identity: str, type_: str, **fields: Any) -> Told:
    return told(identity, "proceeding", type_, named={"person": ["tass"]}, **fields)


def test_steps_of_the_law_in_order_an_undated_one_where_the_law_puts_it():
    claims = [
        step("a", "convicted", begins="2022-03-09"),
        step("b", "charged"),
        step("c", "arrested", begins="2021-05-01"),
    ]
    assert [s.step for s in legal_history(claims, alone(*claims))] == ["arrested", "charged", "convicted"]


def test_a_trial_is_told_beside_its_plot():
    plot = told("p", "incident", "bombing", document="d", at=10)
    trial = step("t", "convicted", document="d", at=10)
    other = step("u", "released", document="d", at=90)
    found = {s.step: s.incidents for s in legal_history([plot, trial, other], {"p": "plot", "t": "t", "u": "u"})}
    assert found == {"convicted": ("plot",), "released": ()}


def test_a_measure_from_call_to_end():
    statuses = ("adopted", "called_for", "lifted", "proposed")
    claims = [told(s, "measure", "sanction", status=s, named={"object": ["ksd"]}) for s in statuses]
    found = [s.step for s in measure_history(claims, alone(*claims))]
    assert found == ["sanction called_for", "sanction proposed", "sanction adopted", "sanction lifted"]


def attack(identity: str, killed: float, bound: str = "exact", **fields: Any) -> Told:
    return told(identity, "incident", "bombing", figures={"killed": (killed, bound)}, **fields)


def test_figures_that_differ_are_a_range_with_who_says_which():
    claims = [attack("a", 5, source="Post"), attack("b", 3, source="Times"), attack("c", 5, source="Herald")]
    (found,) = disagreements(claims, together(*claims))
    assert (found.about, found.how) == ("killed", "differs")
    assert found.values == (("3", ("Times",)), ("5", ("Herald", "Post")))


@pytest.mark.parametrize(("number", "bound"), [(3, "at_least"), (5, "exact"), (6, "at_most"), (5.2, "about")])
def test_figures_that_can_both_be_are_no_disagreement(number, bound):
    claims = [attack("a", 5, source="Post"), attack("b", number, bound, source="Times")]
    assert disagreements(claims, together(*claims)) == []


def test_a_source_that_changes_its_figure_has_corrected_itself():
    claims = [
        attack("a", 2, source="Post", published="2021-05-13"),
        attack("b", 3, source="Post", published="2021-05-15"),
    ]
    (found,) = disagreements(claims, together(*claims))
    assert (found.how, [v for v, _ in found.values]) == ("corrected", ["2", "3"])


def test_days_and_perpetrators_that_differ():
    one = told(
        "a", "incident", "arson", source="Post", begins="2021-05-03", ends="2021-05-04", named={"perpetrators": ["x"]}
    )
    two = told(
        "b", "incident", "arson", source="Times", begins="2021-05-04", ends="2021-05-05", named={"perpetrators": ["y"]}
    )
    assert {d.about for d in disagreements([one, two], together(one, two))} == {"day", "perpetrators"}


def test_foiled_and_carried_out_cannot_both_be():
    day = {"begins": "2021-05-03", "ends": "2021-05-04", "named": {"victims": ["varn"]}}
    claims = [told(s, "incident", "assassination", stage=s, source=s, **day) for s in ("foiled", "carried_out")]
    (found,) = disagreements(claims, alone(*claims))
    assert (found.about, found.how, found.findings) == ("stage", "cannot_both_be", ("carried_out", "foiled"))


def test_convicted_and_acquitted_cannot_both_be_in_one_year():
    claims = [step("a", "convicted", begins="2022-03-09"), step("b", "acquitted", begins="2022-03-10")]
    assert [d.about for d in disagreements(claims, alone(*claims))] == ["verdict"]
    later = [step("a", "convicted", begins="2020-03-09"), step("b", "acquitted", begins="2022-03-10")]
    assert disagreements(later, alone(*later)) == []


def headed(identity: str, person: str, published: str) -> Told:
    return told(identity, "tie", "heads", named={"subject": [person], "object": ["ksd"]}, published=published)


def test_a_successor_is_no_contradiction_two_in_turns_are():
    first = [headed("a", "varga", "2020-01-01"), headed("b", "varga", "2021-06-01")]
    second = [headed("c", "brusk", "2022-01-03"), headed("d", "brusk", "2022-05-01")]
    of = {"a": "a", "b": "a", "c": "c", "d": "c"}
    assert disagreements([*first, *second], of) == []
    second[0] = headed("c", "brusk", "2020-09-01")
    assert [d.about for d in disagreements([*first, *second], of)] == ["post: head"]


def test_a_withdrawn_report_is_shown():
    claim = attack("a", 1, source="Post", published="2021-08-04", place="Quellin")
    back = told("b", "statement", "", source="Post", published="2021-08-05", place="Quellin", mends="withdraws")
    (found,) = disagreements([claim, back], alone(claim, back))
    assert (found.how, found.findings) == ("withdrawn", ("a",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The newspaper withdraws its report of Wednesday.", "withdraws"),
        ("Correction: three men were arrested, not two.", "corrects"),
        ("An earlier version of this article named the wrong street.", "corrects"),
        ("The army withdraws its troops.", ""),
        ("The party published a correction of its accounts.", ""),
    ],
)
def test_what_takes_back_and_what_corrects(text, expected):
    assert mends(text) == expected


def plot(n: int, day: str, place: str = "Marisk") -> Told:
    return told(f"p{n}", "incident", "bombing", stage="foiled", begins=day, ends=day, place=place)


def counted(number: float, bound: str) -> Told:
    return told("n", "count", "count", said={"what": ["plots"]}, figures={"number": (number, bound)}, begins="2020-01-01", ends="2021-01-01", place="Marisk")  # fmt: skip


@pytest.mark.parametrize(
    ("number", "bound", "verdict"),
    [
        (2, "exact", "consistent"),
        (6, "about", "fewer"),
        (1, "at_least", "consistent"),
        (1, "exact", "more"),
        (3, "about", "consistent"),
    ],
)
def test_a_stated_number_beside_what_the_record_holds(number, bound, verdict):
    claims = [
        plot(1, "2020-03-01"),
        plot(2, "2020-09-01"),
        plot(3, "2021-02-01"),
        plot(4, "2020-05-01", "Dole"),
        counted(number, bound),
    ]
    (found,) = tallies(claims, alone(*claims))
    assert (found.held, found.verdict) == (("p1", "p2"), verdict)


def test_a_sources_file_comes_back_as_it_was_written():
    read = parsed('["Harbour Post"]\nreliability = "b"\ngroup = "Media House"\n', "s.toml")
    assert read[0].reliability == "B"
    assert parsed(written(read), "s.toml") == read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[x", "is not TOML"),
        ('a = "b"', "stands outside a source"),
        ('["P"]\nreliability = "Z"', "none of A, B, C"),
        ('["P"]\nreliabilty = "A"', "there is no reliabilty"),
        ('["P"]\nreliability = 1', "must be text"),
    ],
)
def test_a_sources_file_that_is_wrong_says_what(text, words):
    from onrecord.errors import UsageError

    with pytest.raises(UsageError, match=words):
        parsed(text, "s.toml")
