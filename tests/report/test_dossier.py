"""A dossier: every sentence is a quotation with its source or one of the reviewed phrases; whatever file it becomes."""

import re
import string
import subprocess
import sys
from io import BytesIO

import pytest

from onrecord.errors import UsageError
from onrecord.export import MASK
from onrecord.record import findings
from onrecord.record.listing import people
from onrecord.report import Scope, contents, phrases, write
from onrecord.report.writers import as_docx, as_html, as_markdown, as_pdf


@pytest.fixture(scope="module")
def dossier(record):
    return contents(record, Scope())


def patterns() -> list[re.Pattern[str]]:
    """Each reviewed phrase, its blanks open."""
    every = [v for v in vars(phrases).values() if isinstance(v, str)] + list(phrases.METHOD) + list(phrases.SCOPE.values()) + list(phrases.REVIEWED.values())  # fmt: skip
    parts = [list(string.Formatter().parse(v)) for v in every]
    return [re.compile("".join(re.escape(text) + (".*" if name is not None else "") for text, name, *_ in own) + "$", re.S) for own in parts]  # fmt: skip


def test_every_sentence_is_a_quotation_or_a_reviewed_phrase(dossier):
    allowed = patterns()
    said = [*dossier.scope, *dossier.method, dossier.masked, *dossier.grades, *(e.told for _, own in dossier.sections for e in own)]  # fmt: skip
    for sentence in said:
        assert any(p.match(sentence) for p in allowed), sentence


def test_every_quotation_has_a_source_and_stands_in_it_word_for_word(record, dossier):
    with record.engine.connect() as db:
        texts = {r.id: " ".join(r.text.split()) for r in db.exec_driver_sql("SELECT id, text FROM documents")}
    notes = {n.number: n for n in dossier.notes}
    for _, entries in dossier.sections:
        for entry in entries:
            assert entry.quotations
            for q in entry.quotations:
                for piece in re.split(r" \[…\] |\[private person\]", q.words):
                    assert piece.strip() in texts[notes[q.note].document]


def test_what_is_denied_stands_beside_what_is_told(dossier):
    entries = [e for _, own in dossier.sections for e in own]
    denied = [e for e in entries if any(q.denies for q in e.quotations)]
    assert denied
    assert {e.id for e in denied} <= {i for i, _, _ in dossier.contested}


def test_no_private_person_is_named_until_a_reason_is_given(record, dossier):
    for made in (as_html(dossier), as_markdown(dossier)):
        assert b"Tass" not in made
    assert MASK in as_html(dossier).decode()
    named = contents(record, Scope(), unmask="the court's file, case 12")
    assert b"Yoren Tass" in as_html(named)
    assert "Reason given: the court&#39;s file, case 12" in as_html(named).decode()


def test_html_is_one_file_that_runs_and_fetches_nothing(dossier):
    page = as_html(dossier).decode()
    assert "<script>alert" not in page
    assert "default-src 'none'" in page
    assert not re.findall(r'(?:src|href)="(?!#|https?://www\.w3)[^"]*"', page)
    assert page.count("<svg") == 3  # timeline, map, chain of command


def test_markdown_takes_no_markup_from_a_source(dossier):
    text = as_markdown(dossier).decode()
    assert r"\*police\* said & \[left\](x)" in text
    assert "[^1]:" in text


def test_pdf_is_tagged_searchable_and_titled(dossier):
    import pypdfium2
    import pypdfium2.raw

    book = pypdfium2.PdfDocument(as_pdf(dossier))
    assert pypdfium2.raw.FPDFCatalog_IsTagged(book.raw)
    assert book.get_metadata_dict()["Title"] == dossier.title
    words = " ".join("".join(page.get_textpage().get_text_range() for page in book).split())
    assert "foiled a plot to kill the exile leader Lena Orvath" in words


def test_word_opens_with_headings_and_quotations(dossier):
    from docx import Document

    page = Document(BytesIO(as_docx(dossier)))
    assert [p.text for p in page.paragraphs if p.style.name == "Title"] == [dossier.title]
    assert any("foiled a plot" in p.text for p in page.paragraphs if p.style.name == "Quote")
    drawn = [shape._inline.docPr.get("descr") for shape in page.inline_shapes]
    assert [d.split(":")[0] for d in drawn] == ["Incidents by month", "Map", "Layered drawing of a chain of command"]


def test_one_finding_one_person_one_word(record):
    (foiled,) = [f for f in findings(record, "incident") if f["stage"] == "foiled"]
    one = contents(record, Scope(finding=foiled["finding"][:8]))
    assert one.title == "Armed attack in Tarn Haven: Lena Orvath"
    (varga,) = [p["id"] for p in people(record, ("Person",)).rows if p["name"] == "Tomas Varga"]
    about = contents(record, Scope(entity=varga))
    assert about.title == "Tomas Varga"
    assert {e.title for _, own in about.sections for e in own} >= {"Tomas Varga: heads KSD"}
    assert about.lines == ["Tomas Varga – heads – KSD (1 origin)"]
    asked = contents(record, Scope(query="consulate"))
    assert not any("foiled a plot" in q.words for _, own in asked.sections for e in own for q in e.quotations)


def test_the_map_has_the_town_as_a_point(dossier):
    assert dossier.map
    assert [m["label"].split(":")[0] for m in dossier.map["marks"] if not m["is_area"]] == ["Brussels"]


def test_a_dossier_is_made_from_the_command_line(record, tmp_path):
    done = subprocess.run([sys.executable, "-m", "onrecord", "report", str(record.place), "--all", "-o", str(tmp_path / "d.html")], capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0
    assert "sources" in done.stderr
    for wrong in (["--all", "-o", str(tmp_path / "d.rtf")], ["-o", str(tmp_path / "d.html")], ["--incident", "ffffffff", "-o", str(tmp_path / "d.html")]):  # fmt: skip
        done = subprocess.run([sys.executable, "-m", "onrecord", "report", str(record.place), *wrong], capture_output=True, text=True)  # fmt: skip
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_no_such_ending(dossier, tmp_path):
    with pytest.raises(UsageError, match=r"ends in one of .html"):
        write(dossier, tmp_path / "d.txt")
    assert list(tmp_path.iterdir()) == []


def test_the_golden_dossier(dossier, snapshot):
    assert re.sub(r"SHA-256 [0-9a-f]{64}", "SHA-256 ...", as_markdown(dossier).decode()) == snapshot
