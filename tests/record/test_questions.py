"""What a record leaves open."""

import pytest

from onrecord import pipeline, views
from onrecord.ingest import Options
from onrecord.record import Record


@pytest.fixture
def asked(tmp_path):
    """Texts by outlet -> (what is asked, about whom)."""

    def ask(*texts: str) -> list[tuple[str, str]]:
        record = Record(tmp_path / "r.record", create=True)
        for n, text in enumerate(texts):
            path = tmp_path / f"{n}.txt"
            path.write_text(text)
            pipeline.build([str(path)], record, Options("2021-03-04", f"Outlet {n}"), 0)
        return [(q["ask"], q["about"]) for q in views.questions(record, 20)]

    return ask


ARREST = "Velmoran police arrested the trade unionist Jon Arvid in Tarn Haven on Monday."


def test_an_arrest_without_a_charge_is_open(asked):
    assert ("arrested or detained; charged, released?", "Jon Arvid") in asked(ARREST)


def test_a_charge_answers_the_arrest_and_asks_for_the_verdict(asked):
    found = asked(ARREST, "Prosecutors charged Jon Arvid with espionage on Tuesday.")
    assert ("charged or tried; with what verdict?", "Jon Arvid") in found
    assert not [a for a, _ in found if a.startswith("arrested")]


def test_a_verdict_closes_it_and_another_mans_does_not(asked):
    told = (ARREST, "Prosecutors charged Jon Arvid with espionage on Tuesday.")
    another = "A court in Tarn Haven acquitted the baker Lena Moss on Friday."
    assert ("charged or tried; with what verdict?", "Jon Arvid") in asked(*told, another)
    assert not [a for a, _ in asked(*told, "A court acquitted Jon Arvid on Friday.") if "verdict" in a]


def test_an_incident_of_one_origin_without_outcome_is_asked_about(asked):
    found = [a for a, _ in asked("Gunmen attacked the customs office in Marisk on Tuesday.")]
    assert "one origin; who else knows of it?" in found
    assert "what came of it: killed, injured, arrested?" in found
    assert asked("Gunmen attacked the customs office in Marisk on Tuesday, killing two guards.") != found


def test_a_denied_tie_is_asked_about(asked):
    found = asked("Tomas Varga heads the KSD, police said.", "Tomas Varga does not head the KSD, its spokesman said.")
    assert "told by some, denied by others; which origins are independent?" in [a for a, _ in found]


def test_what_is_told_differently_says_what(asked):
    told = "Gunmen attacked the customs office in Marisk on Tuesday, killing {} guards, police said."
    found = [a for a, _ in asked(told.format("two"), told.format("five").replace("police", "the mayor"))]
    assert "told differently: killed; who is right?" in found


def test_a_speaker_of_two_documents_without_a_post_is_asked_about(asked):
    found = asked("The road is closed, Lena Moss said.", "The bridge is closed, Lena Moss said.")
    assert ("no post is told; who is this?", "Lena Moss") in found
    posted = asked("The road is closed, Minister Lena Moss said.", "The bridge is closed, Lena Moss said.")
    assert ("no post is told; who is this?", "Lena Moss") not in posted
