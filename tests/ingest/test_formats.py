"""The same paragraphs come out of every format, and every claim's words stand in the text that came out."""

import csv
import io
import json

import pytest
from docx import Document as Docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.ingest import Options
from onrecord.pipeline import read_all

SENTENCES = st.sampled_from(
    [
        "Velmoran police arrested two men in Marisk on Monday, Minister Edda Lindqvar said.",
        "The embassy “denied” any involvement – again.",
        "Gunmen wounded the editor Sanna Kolm outside her office in Tarn Haven.",
        "Orvath said the KSD should be designated as a terrorist organisation.",
        "At least 40 people were detained, organisers said.",
        "Žofia Łęcka, Präsidentin of the council, declined to comment.",
    ]
)
PARAGRAPHS = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), min_size=3, max_size=5)


def as_txt(paragraphs):
    return "\n\n".join(paragraphs).encode()


def as_html(paragraphs):
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f"<html><body><nav>Home News Sport</nav><article><h1>A headline</h1>{body}</article></body></html>".encode()


def as_docx(paragraphs):
    made, out = Docx(), io.BytesIO()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.save(out)
    return out.getvalue()


def as_eml(paragraphs):
    head = (
        "From: a@freeword.example\r\nSubject: A\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    return head.encode() + as_txt(paragraphs)


def as_jsonl(paragraphs):
    return (json.dumps({"id": "a", "text": "\n\n".join(paragraphs)}) + "\n").encode()


def as_csv(paragraphs):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([["id", "text"], ["a", "\n\n".join(paragraphs)]])
    return out.getvalue().encode()


FORMATS = {"txt": as_txt, "html": as_html, "docx": as_docx, "eml": as_eml, "jsonl": as_jsonl, "csv": as_csv}


@pytest.mark.parametrize("suffix", FORMATS)
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(paragraphs=PARAGRAPHS)
def test_round_trip(tmp_path, suffix, paragraphs):
    paragraphs = [
        f"{i}. {p}" if suffix == "html" else p for i, p in enumerate(paragraphs, 1)
    ]  # trafilatura drops repeats
    path = tmp_path / f"in.{suffix}"
    path.write_bytes(FORMATS[suffix](paragraphs))
    (reading,) = read_all([str(path)], Options(published="2021-03-04"), 0)
    assert not isinstance(reading, InputError)
    text = reading["text"]
    at = -1
    for paragraph in paragraphs:
        at = text.find(paragraph, at + 1)
        assert at >= 0, (paragraph, text)
    for claim in reading["claims"]:
        for start, end in claim["evidence"]:
            assert text[start:end].strip() == text[start:end] != ""
