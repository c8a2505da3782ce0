"""What stands behind a finding."""

from dataclasses import replace

import pytest

from onrecord.model import Source, Support, Told
from onrecord.weigh import credited, grade, support
from onrecord.weigh.copies import HELD, carried, held, sentences, shingles

REPORT = (
    "Police in Marisk arrested two men on Tuesday after a fire at the offices of a weekly paper, the interior ministry said. "
    "The blaze began shortly after three in the morning and destroyed the archive on the second floor. Nobody was hurt. "
    "A neighbour saw a white van leave the courtyard with its lights off. The paper had printed an investigation into customs "
    "officers a week before, and its editor had received letters that named his children's school. "
)
OTHER = (
    "Farmers along the Dol river expect the smallest harvest in a decade after a spring without rain, the growers' union said in its "
    "yearly report. Wells that never failed before have run dry in eleven villages, and the government has opened its stores of grain. "
)


def claim(
    document: str, speaker: str = "", source: str = "", *, denied: bool = False, outlet: str = "", text: str = ""
) -> Told:
    return Told(
        f"{document}{speaker}", document, "tie", "heads", "w", speaker=speaker, source=source, denied=denied,
        outlet=outlet, text=text, speaker_name=speaker,
    )  # fmt: skip


def test_ten_copies_of_one_report_are_one_origin():
    told = [claim(f"d{i}", source=f"outlet {i}", outlet="outlet 0", text="d0") for i in range(10)]
    assert support(told) == Support(1, 10, 10, 0)


def test_a_speaker_is_the_origin_however_many_quote_him():
    assert support([claim("a", "orvath", "A"), claim("b", "orvath", "B")]) == Support(1, 2, 2, 0)


def test_who_says_it_alone_and_with_others_is_one_origin():
    together = replace(claim("a", "orvath", "A"), jointly=("renn", "tor"))
    assert support([together, claim("b", "orvath", "B")]).origins == 1
    assert support([together, claim("b", "tor", "B")]).origins == 1
    assert support([claim("b", "tor", "B"), together]).origins == 1
    assert support([together, claim("b", "brekke", "B")]).origins == 2


def test_a_speaker_and_an_outlet_of_its_own_are_two():
    assert support([claim("a", "orvath", "A"), claim("b", source="B")]).origins == 2


def test_an_outlet_that_repeats_itself_is_one():
    assert support([claim("a", source="A"), claim("b", source="A")]) == Support(1, 2, 1, 0)


def test_an_outlet_with_a_copy_and_a_report_of_its_own_has_two_origins():
    told = [claim("a", source="A", outlet="agency"), claim("b", source="A", outlet="A")]
    assert support(told).origins == 2


def test_a_denial_counts_against_not_for():
    assert support([claim("a", "orvath"), claim("b", "embassy", denied=True)]) == Support(1, 1, 1, 1)


def test_sources_of_one_owner_or_affiliation_are_one():
    told = [claim("a", source="Post"), claim("b", source="Herald"), claim("c", "Orvath", "Times")]
    one = {"post": Source("Post", group="Media House"), "herald": Source("Herald", group="Media House")}
    assert support(told, one).origins == 2
    party = {name: Source(name, affiliation="the council") for name in ("post", "herald", "orvath")}
    assert support(told, party).origins == 1


def test_who_cites_an_outlet_that_is_there_adds_nothing():
    told = [claim("a", source="Harbour Post"), claim("b", "the Harbour Post", "Times")]
    assert support(told) == Support(1, 2, 2, 0)


def test_an_outlet_cited_that_is_not_there_is_the_origin():
    assert support([claim("b", "the Harbour Post", "Times"), claim("c", "the Harbour Post", "Herald")]).origins == 1


def test_outlets_that_cite_each_other_are_circular():
    found = support([claim("a", "the Times", "Post"), claim("b", "the Post", "Times")])
    assert (found.origins, found.circular) == (1, True)


GRADED = {"post": Source("Post", reliability="B"), "times": Source("Times", reliability="D")}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([claim("a", source="Post")], "B3"),
        ([claim("a", source="Times"), claim("b", source="Post")], "B2"),
        ([claim("a", source="Times"), claim("b", source="Post"), claim("c", source="X")], "B1"),
        ([claim("a", source="X"), claim("b", source="Y"), claim("c", "embassy", denied=True)], "F4"),
        ([claim("a", source="X"), claim("c", "embassy", denied=True)], "F5"),
        ([claim("c", "embassy", denied=True)], "F6"),
        ([claim("a", "the Times", "Post"), claim("b", "the Post", "Times")], "B6"),
    ],
)
def test_the_admiralty_grade(told, expected):
    assert grade(told, support(told, GRADED), GRADED) == expected


def one_text(a: str, b: str) -> bool:
    return bool(shingles(a) & shingles(b)) and held(sentences(a), sentences(b)) >= HELD


def test_trimmed_and_reheadlined_is_a_copy_another_report_is_not():
    assert one_text(REPORT, "MARISK (ARP) - " + REPORT[: REPORT.index("A neighbour")])
    assert not one_text(REPORT, OTHER + "“Nobody was hurt,” the ministry said.")


def test_a_third_of_the_sentences_rewritten_is_a_copy():
    parts = REPORT.split(". ")
    parts[1] = "Flames were seen from the station at dawn and ate the files upstairs"
    assert one_text(REPORT, ". ".join(parts))


def test_one_sentence_quoted_makes_no_copy():
    assert not one_text(REPORT, OTHER + REPORT.split(". ")[2] + ".")


def test_two_reports_of_one_press_conference_are_no_copies():
    quoted = "Minister Edda Lindqvar said that the directorate had paid for the fire at the weekly paper in Marisk. "
    more = "The minister told reporters that two men who carried the petrol had been arrested on Tuesday. "
    assert not one_text(quoted + more + OTHER, quoted + more + REPORT)


def test_whose_text_it_is():
    first = ("b", "2021-03-04", "Harbour Post", "")
    agency = ("c", "2021-03-04", "Ardany News Agency", "")
    assert carried([first, agency, ("a", "2021-03-05", "Times", "")]) == ("c", "Ardany News Agency")
    assert carried([first, ("a", "2021-03-05", "Times", "ARP")]) == ("b", "ARP")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shops were shut.\n\nReported by Ardany News Agency.", "Ardany News Agency"),
        ("Shops were shut.\n\n(ARP)", "ARP"),
        ("Shops were shut.\n\nSource: Harbour Post", "Harbour Post"),
        ("TARN HAVEN (VNA) - Shops were shut.", "VNA"),
        ("Shops were shut.\n\nReported by Ana Moss.", ""),
        ("He spoke to the Harbour Post (a daily).\n\nThe end.", ""),
        ("The Karsland Security Directorate (KSD) denied it.", ""),
    ],
)
def test_whom_a_text_credits(text, expected):
    assert credited(text) == expected


def test_a_headline_rests_on_what_its_text_tells():
    headline = replace(claim("a", source="A"), headline=True)
    assert support([headline, claim("a", "orvath", "A")]).origins == 1
    assert support([headline]).origins == 1
    assert support([headline, claim("b", "orvath", "B")]).origins == 2
