"""Which words are one person or body, where paragraphs matter."""

from onrecord.model import Document
from onrecord.read import READERS

BEGUN = "The interior ministry had kept lists of its critics, the Free Council said. The ministry denied it.\n\n"
FOREIGN = "Orland expelled two diplomats in April, the Orland foreign ministry said."


def called(text: str, words: str) -> str:
    """The name of whom the last occurrence of some words stands for."""
    reading = READERS["rules"](Document("d", "d" * 64, text, "test", published="2021-05-18"))
    return next(m.name for m in reversed(reading.mentions) if text[m.start : m.end].lower() == words)


def test_what_a_ministry_was_called_stands_in_a_new_paragraph():
    assert called(f"{BEGUN}{FOREIGN}\n\nThe ministry rejected the allegations.", "ministry") == "interior ministry"


def test_in_one_paragraph_it_is_the_nearest():
    assert called(f"{BEGUN}{FOREIGN} The ministry gave no reasons.", "ministry") == "Orland foreign ministry"


def test_in_parallel_clauses_he_is_the_first_ones_subject():
    told = (
        "Interior Minister Greta Holm told parliament that Oskar Venn, a former engineer, had built the bombs and "
        "that he had been paid."
    )
    assert called(told, "he") == "Oskar Venn"
    assert called(f"{told} She praised the police.", "she") == "Greta Holm"


def test_it_goes_on_for_the_body_that_spoke_and_for_none_it_named():
    told = 'The embassy in Rome rejected the charges as "a script written by a terrorist cult".'
    assert called(f"{told} It said the Free Council had killed civilians.", "it") == "embassy"
    wants = "The Free Council wants the ministry to be put on the terrorist list."
    assert called(f"{wants} It also demanded that Karel Dusk be tried.", "it") == "Free Council"


def test_who_was_named_in_a_quotation_does_not_speak_after_it():
    told = '"None of this happens by chance," Jonas Wirt said. "The ministry, under Karel Dusk, carries it out."'
    assert called(f"{told} The directorate recruits criminals, he said.", "he") == "Jonas Wirt"


def test_who_was_only_told_of_may_speak_where_nobody_has_spoken():
    told = "Karel Dusk was tried in Lyon on Friday."
    assert called(f"{told} He said the charges were false.", "he") == "Karel Dusk"


def test_she_is_whoever_spoke_at_a_press_conference_somewhere():
    told = "At a press conference in Quellin, the Front's secretary-general, Ada Renn, said the unit was led by Oskar Lind, who reports to Karel Dusk."
    assert called(f'{told} "Nothing is done without a signature," she said.', "she") == "Ada Renn"


def test_it_that_wants_something_is_a_body():
    assert called("The Free Council named two officers. It wants them to be tried.", "it") == "Free Council"


def test_a_woman_may_be_called_a_spokesman():
    told = "A police spokesman, Ada Renn, told reporters that no officer had been held."
    assert called(f'{told} "We stand by it," she said.', "she") == "Ada Renn"


def test_several_named_behind_a_colon_are_not_the_first_of_them():
    told = "Police named three suspects: Anton Reiss, a clerk; Lukas Brehm, a chemist; and a woman."
    assert called(told, "three suspects") == "three suspects"
    assert called("Police named two suspects: Anton Reiss and Lukas Brehm.", "two suspects") == "two suspects"
    assert called("Police named the suspect, Anton Reiss.", "suspect") == "Anton Reiss"
