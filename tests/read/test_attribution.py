import pytest

from onrecord import read_text


def said(reading):
    words = reading.words
    return [
        (a.name, " ".join(map(words, a.cue)), " ".join(map(words, a.content)), a.stance, a.voice)
        for a in reading.attributions
        if a.cue
    ]


@pytest.mark.parametrize(
    ("text", "name", "cue", "content"),
    [
        (
            "Minister Edda Lindqvar said that two men were arrested.",
            "Edda Lindqvar",
            "said",
            "that two men were arrested",
        ),
        ("Two men were arrested, Edda Lindqvar said.", "Edda Lindqvar", "said", "Two men were arrested"),
        ("Two men were arrested, according to the ministry.", "ministry", "according to", "Two men were arrested"),
        ("According to the ministry, two men were arrested.", "ministry", "According to", "two men were arrested"),
        ("“We were followed for months,” Mira Solen said.", "Mira Solen", "said", "“We were followed for months,”"),
        ("“We were followed,” said Mira Solen.", "Mira Solen", "said", "“We were followed,”"),
        ("The ministry warned that more attacks were planned.", "ministry", "warned", "that more attacks were planned"),
    ],
)
def test_source_cue_content(read, text, name, cue, content):
    assert (name, cue, content) in [a[:3] for a in said(read(text)[0])]


def test_a_pronoun_source_is_resolved(read):
    reading, _ = read("Mira Solen fled in 2016. She said the men had followed her.")
    assert said(reading)[0][0] == "Mira Solen"


def test_a_denial_is_a_denial(read):
    reading, _ = read("The embassy denied any involvement.")
    assert said(reading)[0][3] == "denies"


def test_attributions_nest(read):
    reading, _ = read("Police said two men were arrested, according to the agency.")
    inner = next(a for a in reading.attributions if a.name == "Police")
    assert reading.attributions[inner.outer].name == "agency"


def test_speech_is_carried_on_within_a_paragraph_only(read):
    reading, _ = read(
        "Lena Orvath said the council was watched. Plots are approved by the board.\n\nThe town lies on the coast."
    )
    carried = [reading.words(a.content[0]) for a in reading.attributions if a.voice == "carried_on"]
    assert carried == ["Plots are approved by the board."]


def test_a_quotation_goes_on_over_sentences(read):
    reading, _ = read("“We were followed,” Mira Solen said. “They took pictures of the house every day.”")
    (attribution,) = [a for a in reading.attributions if a.cue]
    assert [reading.words(s) for s in attribution.content] == [
        "“We were followed,”",
        "“They took pictures of the house every day.”",
    ]


def test_who_says_it_is_not_whom_it_names(read):
    """ "It is headed by X, she added": she is whoever spoke before, not X."""
    text = "Chief prosecutor Ilona Wray spoke on Tuesday. The bureau is headed by General Viktor Asch, she added."
    reading, _ = read(text)
    assert [a.name for a in reading.attributions if "she" in {text[s.start : s.end] for s in a.source}] == [
        "Ilona Wray"
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Prosecutor Ida Kvarn told the court that the men had acted on orders from Colonel Marek Sould. “He chose the date and the men,” she said.", "Ida Kvarn"),
        ("Lena Orvath met General Tomas Varga in Marisk. “She asked for nothing,” he said.", "Tomas Varga"),
    ],
)  # fmt: skip
def test_who_is_spoken_of_is_not_who_speaks(text, speaker):
    assert [a["name"] for a in read_text(text)["attributions"]][-1] == speaker
