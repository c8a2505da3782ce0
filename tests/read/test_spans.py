"""Whatever the text, every span lies in it, and the contract says what the text says."""

import json

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from onrecord import read_text

WORDS = st.sampled_from(
    [
        "Police",
        "said",
        "the",
        "minister,",
        "Lena",
        "Orvath,",
        "was",
        "arrested",
        "in",
        "Paris",
        "on",
        "4",
        "March",
        ".",
        "\n\n",
        "“",
        "”",
        '"',
        "according",
        "to",
        "KSD",
        "(KSD)",
        "bombed",
        "two",
        "embassies",
        "denied",
        "he",
        "she",
        "they",
        "-",
        "•",
        "3",
        "\u202e",
        "\x00",
        "é",
        "日本",
        "`",
        "''",
        "--",
        ":",
        ";",
        "(",
        ")",
        "gunmen",
        "killed",
        "at",
        "least",
        "12",
        "civilians",
        "should",
        "be",
        "closed",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_every_span_lies_in_the_text(text):
    assume(text.replace("\0", "").strip())
    reading = read_text(text, published="2021-03-04")
    size = len(reading["text"])

    def walk(value):
        if isinstance(value, dict):
            if "start" in value:
                assert 0 <= value["start"] < value["end"] <= size
            for key, inner in value.items():
                if key in ("spans", "evidence", "content", "cue", "source") and inner and isinstance(inner[0], list):
                    assert all(0 <= s < e <= size for s, e in inner)
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(reading)
    assert json.loads(json.dumps(reading)) == reading
