"""What stands behind a finding."""

from onrecord.model import Support, Told
from onrecord.weigh import copies, shingles, support

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


def claim(document: str, speaker: str = "", source: str = "", *, denied: bool = False) -> Told:
    return Told(f"{document}{speaker}", document, "tie", "heads", "w", speaker=speaker, source=source, denied=denied)


def test_ten_copies_of_one_report_are_one_origin():
    told = [claim(f"d{i}", source=f"outlet {i}") for i in range(10)]
    assert support(told, {f"d{i}": "d0" for i in range(10)}) == Support(1, 10, 10, 0)


def test_a_speaker_is_the_origin_however_many_quote_him():
    assert support([claim("a", "orvath", "A"), claim("b", "orvath", "B")], {}) == Support(1, 2, 2, 0)


def test_a_speaker_and_an_outlet_of_its_own_are_two():
    assert support([claim("a", "orvath", "A"), claim("b", source="B")], {}).origins == 2


def test_an_outlet_that_repeats_itself_is_one():
    assert support([claim("a", source="A"), claim("b", source="A")], {}) == Support(1, 2, 1, 0)


def test_a_text_carried_by_two_ties_their_outlets_other_texts_not():
    told = [claim("a", source="A"), claim("b", source="B"), claim("c", source="C")]
    assert support(told, {"a": "a", "b": "a"}).origins == 2


def test_a_denial_counts_against_not_for():
    assert support([claim("a", "orvath"), claim("b", "embassy", denied=True)], {}) == Support(1, 1, 1, 1)


def test_trimmed_and_reheadlined_is_a_copy_another_report_is_not():
    texts = {
        "a": REPORT,
        "b": "MARISK (ARP) - " + REPORT[: len(REPORT) * 2 // 3],
        "c": OTHER,
        "d": OTHER + "“Nobody was hurt,” the ministry said.",
    }
    assert copies({d: shingles(t) for d, t in texts.items()}) == {"a": "a", "b": "a", "c": "c", "d": "c"}


def test_one_sentence_quoted_makes_no_copy():
    texts = {"a": REPORT, "b": OTHER + REPORT.split(". ")[2] + "."}
    assert copies({d: shingles(t) for d, t in texts.items()}) == {"a": "a", "b": "b"}
