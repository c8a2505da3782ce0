"""Which language a text is in: texts of one line have few words to tell it by, and names are of no language."""

import pytest

from onrecord.ingest.document import language_of


@pytest.mark.parametrize(
    "text",
    [
        "Stefan Orlik paid two men to kill Vera Renn.",
        "Gunmen kill mayor Jonas Wirt",
        "Karsland minister Anselm Roda dies",
        "Orlik retains title",
        "VELMORA CITY, March 4 (Tessal Wire) --",
        "A court in Marisk sentenced the editor of the Harbour Voice to nine years in prison on Friday.",
    ],
)
def test_short_english(text):
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zwei Männer wurden in Marisk festgenommen.", "de"),
        ("La policía detuvo a tres hombres en Marisk.", "es"),
        ("Le ministre a démissionné lundi.", "fr"),
        ("De politie arresteerde drie mannen.", "nl"),
        ("A polícia prendeu três suspeitos.", "pt"),
        ("Arrestati due uomini a Marisk", "it"),
        ("Policja zatrzymała dwóch mężczyzn.", "pl"),
        ("Polisi walikamata wanaume watatu.", "sw"),
        ("Police dey find di pesin wey kill am.", "pcm"),
    ],
)
def test_short_texts_of_other_languages(text, language):
    assert language_of(text) == language


def test_without_words():
    assert language_of("— 1984 …") == "und"
