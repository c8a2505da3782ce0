"""What the trained reader's heads find in sentences nobody trained on."""

from dataclasses import replace

import numpy as np
import pytest

from onrecord.model import Document, Span
from onrecord.pipeline import read_text
from onrecord.read import READERS, grounds
from onrecord.read.deeds import find_deeds
from onrecord.read.encoder import encode
from onrecord.read.pieces import cut
from onrecord.read.speech import Speech, bucket, find_speech
from onrecord.read.voices import attributions_from, with_unheard

TEXT = (
    "The minister of fisheries, Tove Brandt, said on Friday that the quota would be cut. "
    "“Nobody will lose a boat,” she told reporters in Elvik."
)


def words(text, span):
    return text[span.start : span.end]


def speeches(text):
    return find_speech(encode(cut(text, caseless=False)))


def test_cue_source_and_content_belong_together():
    first, second = speeches(TEXT)[:2]
    assert "said" in words(TEXT, first.cue)
    assert "Tove Brandt" in words(TEXT, first.source)
    assert "the quota would be cut" in words(TEXT, first.content[0])
    assert words(TEXT, second.source) == "she"
    assert "Nobody will lose a boat" in words(TEXT, second.content[0])


def test_a_long_document_is_read_in_windows_and_nothing_is_lost():
    text = "\n\n".join([TEXT] * 30)  # 1,020 pieces: some lie nearer the middle of a window that does not hold them
    encoded = encode(cut(text, caseless=False))
    assert encoded.vectors.shape == (len(encoded.pieces), 384)
    assert len(encoded.summaries) > 1
    assert np.abs(encoded.vectors).sum(1).min() > 0
    assert len(find_speech(encoded)) >= 55


def test_parts_in_an_incident():
    text = "Three gunmen with rifles attacked a police station in Elvik and killed two constables."
    deeds = find_deeds(encode(cut(text, caseless=False)), text)
    found = {(d.role, words(text, d.spans[0])) for d in deeds if d.incident >= 0}
    assert ("perpetrators", "gunmen") in found or ("perpetrators", "Three gunmen") in found
    assert any(role == "targets" and "police station" in w for role, w in found)
    assert len({d.incident for d in deeds if d.incident >= 0}) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("rebels burned two buses on the northern highway on monday.", "arson"),
        ("a group of rebels set fire to a government truck on the highway near elvik on monday, police said.", "arson"),
        ("gunmen took the banker jonas wirt hostage near his home on monday.", "kidnapping"),
        ("gunmen shot the banker jonas wirt dead near his home on monday. police ruled out a robbery.", "armed_attack"),
        ("a bomb destroyed the banker's house on monday.", "bombing"),
    ],
)
def test_words_of_its_sentence_speak_for_a_rare_type(text, kind):
    deeds = find_deeds(encode(cut(text, caseless=True)), text)
    assert {d.kind for d in deeds if d.incident >= 0} == {kind}


def test_fillers_of_different_types_are_hardly_of_one_incident():
    text = "rebels blew up a power pylon in elvik on monday. in the capital, gunmen burned a bus."
    deeds = find_deeds(encode(cut(text, caseless=True)), text)
    kinds = {words(text, d.spans[0]): d.kind for d in deeds if d.incident >= 0 and d.role == "targets"}
    assert kinds == {"power pylon": "bombing", "bus": "arson"}


def test_no_incident_in_peaceful_news():
    text = "The striker scored twice and the keeper saved a penalty in a quiet second half."
    assert [d for d in find_deeds(encode(cut(text, caseless=False)), text) if d.incident >= 0] == []


def test_what_the_encoder_has_no_piece_for_tells_nothing():
    encoded = encode(cut("\ufffd", caseless=False))
    assert len(encoded.pieces) == 0
    assert find_deeds(encoded, "\ufffd") == []
    assert find_speech(encoded) == []


def test_distances_fall_into_the_buckets_of_training():
    assert bucket(np.array([[-300, -1, 0, 1, 300]])).tolist() == [[0, 14, 16, 18, 32]]


@pytest.mark.parametrize("reader", READERS)
def test_readers_share_one_interface(reader):
    reading = READERS[reader](Document("d", "d" * 64, TEXT, "test", published="2021-03-04"))
    assert [a.name for a in reading.attributions][:1] == ["Tove Brandt"]
    assert (reading.deeds is None) is (reader == "rules")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("text", "language"), [("", "en"), ("   \n", "en"), ("Guten Tag", "de"), (".", "en"), ("é", "en")]
)
def test_nothing_to_read_is_no_error(reader, text, language):
    reading = READERS[reader](Document("d", "d" * 64, text, "test", language=language))
    assert reading.attributions == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Paan Druric, chairman of the Free Tolmar Council, told reporters that gunmen opened fire at the embassy in Gond on Monday and killed 16 people.", "Paan Druric"),
        ("According to Paan Denura, chief of the Tolmar National Police (TNP), 24 people were killed when gunmen stormed the office.", "Paan Denura"),
    ],
)  # fmt: skip
def test_who_speaks_is_the_person_not_the_body_told_beside(text, name):
    said = {v["name"] for c in read_text("What is known\n\n" + text)["claims"] if c["kind"] == "incident" for v in c["said_by"]}  # fmt: skip
    assert said == {name}


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The raids were directed, he said, by Colonel Orlan Teva of the Third Bureau.", "he", "by Colonel Orlan Teva of the Third Bureau"),
        ("Colonel Orlan Teva, who according to the ministry runs the section, could not be reached for comment.", "the ministry", "runs the section"),
        ("Sanna Kolm was expelled in February on suspicion of espionage, which she denies.", "she", "suspicion of espionage"),
    ],
)  # fmt: skip
def test_speech_beside_and_around_its_cue(text, source, content):
    found = READERS["trained"](Document("d", "d" * 64, text, "test")).attributions
    assert any(words(text, a.source[0]) == source and content in [words(text, c) for c in a.content] for a in found)


@pytest.mark.parametrize("reader", READERS)
def test_whoever_sees_a_thing_says_nothing_of_it(reader):
    text = "Witnesses identified members of the Frontier Guard. A signalman noticed a loose bolt."
    assert READERS[reader](Document("d", "d" * 64, text, "test")).attributions == []


@pytest.mark.parametrize("reader", READERS)
def test_nobody_who_goes_on_speaking_names_himself(reader):
    text = (
        "Mayor Tove Brandt said on Friday that two men were shot. A third was wounded. Brandt, 51, was elected in 2019."
    )
    carried = [
        a for a in READERS[reader](Document("d", "d" * 64, text, "test")).attributions if a.voice == "carried_on"
    ]
    assert [words(text, a.content[0]) for a in carried] == ["A third was wounded."]


@pytest.mark.parametrize("reader", READERS)
def test_what_a_speaker_does_next_is_not_what_it_says(reader):
    text = (
        "The ministry of fisheries said on Friday that the guards were armed. Two men were shot in the raid. "
        "It summoned the ambassador of Karsland. Karsland expelled four diplomats."
    )
    carried = [
        a for a in READERS[reader](Document("d", "d" * 64, text, "test")).attributions if a.voice == "carried_on"
    ]
    assert [words(text, a.content[0]) for a in carried] == ["Two men were shot in the raid."]


@pytest.mark.parametrize(
    ("text", "source", "cue", "said"),
    [
        ("Two suspects, said to be members of the Ninth Column, are being sought.", "Two suspects", "said", False),
        ("Ada Renn is believed to have left the country.", "Ada Renn", "believed", False),
        ("Ada Renn said to the court that she had left the country.", "Ada Renn", "said", True),
    ],
)  # fmt: skip
def test_of_whom_it_is_said_does_not_say_it(text, source, cue, said):
    assert bool(heard(text, source, cue)) is said


def heard(text, source, cue, content=""):
    """What is made of one attribution as the encoder hears it: its parts by their words, what is said by default all behind the cue."""
    reading = grounds(Document("d", "d" * 64, text, "test"))
    whose, by = (Span(text.index(part), text.index(part) + len(part)) for part in (source, cue))
    begin = text.index(content) if content else by.end + 1
    said = Span(begin, begin + len(content) if content else len(text) - 1)
    return attributions_from(
        [Speech(by, whose, (said,), 0.9)], text, reading.tokens, reading.sentences, reading.mentions
    )


def test_a_speaker_and_what_is_said_before_him_stand_in_his_paragraph():
    text = "They are spies, according to ARP.\n\nInterior minister Ada Renn said that two men were shot."
    (found,) = heard(text, "ARP.\n\nInterior minister Ada Renn", "said")
    assert [words(text, s) for s in found.source] == ["Interior minister Ada Renn"]
    text = "Karsland expels envoys\n\nKarsland has expelled two envoys, the Foreign Ministry said."
    (found,) = heard(text, "the Foreign Ministry", "said", "Karsland expels envoys\n\nKarsland has expelled two envoys")
    assert [words(text, s) for s in found.content] == ["Karsland has expelled two envoys"]


def test_a_sentence_before_without_quotation_marks_is_not_the_speakers():
    text = "Emil Tor is among them. He was beaten, his daughter told us."
    reading = grounds(Document("d", "d" * 64, text, "test"))
    source, cue, before, own = (
        Span(text.index(p), text.index(p) + len(p))
        for p in ("his daughter", "told", "Emil Tor is among them.", "He was beaten")
    )
    (found,) = attributions_from(
        [Speech(cue, source, (before, own), 0.9)], text, reading.tokens, reading.sentences, reading.mentions
    )
    assert [words(text, s) for s in found.content] == ["He was beaten"]


@pytest.mark.parametrize(
    ("text", "heard_of_it", "said"),
    [
        ('"The office was hit in May. It burned down. Two men fled," Ada Renn said.', "Two men fled", '"The office was hit in May. It burned down. Two men fled,"'),
        ('“The office was hit. Two men fled,” Ada Renn said.', "Two men", "“The office was hit. Two men fled,”"),
        ('"The office was hit. "No evidence” of that was found, Ada Renn said.', "of that was found", "of that was found"),  # marks that do not match
    ],
)  # fmt: skip
def test_a_quotation_is_said_whole(text, heard_of_it, said):
    (found,) = heard(text, "Ada Renn", "said", heard_of_it)
    assert [words(text, s) for s in found.content] == [said]


def test_a_pronoun_that_hangs_a_clause_on_somebody_speaks_nothing():
    text = "Two men who police say worked for the Border Guard were charged."
    (found,) = heard(text, "who police", "say", "worked for the Border Guard")
    assert [words(text, s) for s in found.source] == ["police"]
    assert found.name == "police"


def test_a_quotation_mark_alone_is_nobodys_words():
    text = '"It burned," Ada Renn said of the office.\n\n"Two men fled."'
    assert heard(text, "Ada Renn", "said", '"') == []


def test_what_is_said_begins_with_its_verb():
    text = "Police in Marisk arrested the head of the union, Emil Tor, after clashes on Sunday, the Interior Ministry said."
    (found,) = heard(text, "the Interior Ministry", "said", "the head of the union, Emil Tor, after clashes on Sunday")
    assert words(text, found.content[0]).startswith("Police in Marisk arrested the head")


@pytest.mark.parametrize(
    ("text", "cue", "stance"),
    [
        ("The ministry denied in a statement on Friday that Emil Tor was beaten.", "denied in a statement on Friday", "denies"),
        ("The ministry announced last week that the camp was closed.", "announced last week", "announces"),
        ("The ministry made a demand for an inquiry.", "made a demand for", "asks_for"),
        ("The ministry denied a request that the files be opened.", "denied a request", "doubts"),  # and asks for nothing
    ],
)  # fmt: skip
def test_where_and_when_it_is_said_changes_no_stance(text, cue, stance):
    (found,) = heard(text, "The ministry", cue)
    assert found.stance == stance


def test_a_cue_ends_before_the_article_of_what_is_said():
    (found,) = heard("The firm denied a report of losses.", "The firm", "denied a", "report of losses")
    assert words("The firm denied a report of losses.", found.cue[0]) == "denied"


def test_who_nominated_somebody_last_week_said_nothing():
    text = "The Free Council last week nominated Ada Renn for the post."
    (found,) = heard(text, "The Free Council", "last week nominated")
    assert found.voice == "shown"


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("Ada Renn condemned the raid and called for an inquiry.", "called for", "an inquiry", "Ada Renn"),
        ("The union left the talks after accusing the ministry of delay.", "accusing", "the ministry of delay", "The union"),
        ("A march denouncing the ministry was held.", "denouncing", "the ministry", None),
    ],
)  # fmt: skip
def test_whose_speech_it_is_may_be_told_by_the_grammar_alone(text, cue, content, source):
    reading = grounds(Document("d", "d" * 64, text, "test"))
    by, said = (Span(text.index(p), text.index(p) + len(p)) for p in (cue, content))
    found = attributions_from(
        [Speech(by, None, (said,), 0.9)], text, reading.tokens, reading.sentences, reading.mentions
    )
    assert [words(text, a.source[0]) for a in found] == ([source] if source else [])


def test_a_statement_keeps_the_noun_that_the_cue_takes():
    text = "The government announced a ban on public meetings in Orlec."
    (claim,) = read_text(text)["claims"]
    assert claim["roles"]["content"][0]["name"].startswith("a ban on public meetings")


def test_a_deed_that_shows_a_will_says_nothing():
    text = "The Free Council nominated Ada Renn for the post."
    (found,) = heard(text, "The Free Council", "nominated")
    assert (found.voice, found.speaks) == ("shown", False)
    assert [a.speaks for a in with_unheard([found], [replace(found, voice="indirect")])] == [True]


@pytest.mark.parametrize(
    ("cue", "goes_on"), [("Ada Renn said", True), ("Ada Renn feared", False), ("The Free Council agreed", False)]
)
def test_only_who_tells_something_goes_on_telling(cue, goes_on):
    text = f"{cue} that the guards were armed. Two men were shot in the raid."
    carried = [a for a in READERS["rules"](Document("d", "d" * 64, text, "test")).attributions if not a.cue]
    assert bool(carried) is goes_on


@pytest.mark.parametrize("reader", READERS)
def test_a_second_number_is_whose_speaks_of_it(reader):
    text = "About 8,000 people marched through Marisk, police said. Organisers spoke of 15,000 supporters."
    counts = [c for c in read_text(text, reader=reader)["claims"] if c["kind"] == "count"]
    assert [v["name"] for v in counts[-1]["said_by"]] == ["Organisers"]
