"""Every bad input is one line that says what is wrong and how to mend it; none ends a run."""

import gzip
import io
import os
import time
import zipfile
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen import canvas

from onrecord.errors import InputError, UsageError
from onrecord.ingest import Options, Raw, gather, to_document
from onrecord.ingest import raw as raw_module


def document(data, name="x.txt", **fields):
    return to_document(Raw(name, data, None, "", fields))


def problem(data, name="x.txt"):
    with pytest.raises(InputError) as caught:
        document(data, name)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_empty_file():
    assert "is empty" in problem(b"")
    assert "is empty" in problem(b" \n ")


def test_binary_named_txt():
    assert "is not text" in problem(bytes(range(256)) * 40)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Der Müller ging über die Straße, sagte “Köhler”. " * 20),
        ("utf-16", "Police said so. " * 9),
        ("utf-8-sig", "Police said so."),
    ],
)
def test_other_encodings_are_detected(encoding, text):
    assert document(text.encode(encoding)).text == text.strip()


def test_a_line_of_50_megabytes_is_refused_with_a_clear_word():
    assert "too long for one document" in problem(b"word " * 10_000_000)


def test_a_file_of_2_gigabytes_is_refused_unread(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(2_000_000_001)
    with pytest.raises(InputError, match=r"is 2\.0 GB"):
        Raw(str(path), None, path).loaded()
    assert raw_module.MAX_BYTES < 2_000_000_000


def test_zip_bomb_docx():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 400_000_000)
    assert "zip bomb" in problem(out.getvalue(), "x.docx")


def test_broken_docx():
    assert "cannot be opened" in problem(b"PK\x03\x04 word/ nothing", "x.docx")


def pdf(text, **options):
    out = io.BytesIO()
    page = canvas.Canvas(out, **options)
    if text:
        page.drawString(100, 700, text)
    else:
        page.rect(10, 10, 100, 100, fill=1)
    page.save()
    return out.getvalue()


def test_pdf_with_text():
    assert document(pdf("Police arrested two men."), "x.pdf").text == "Police arrested two men."


def test_encrypted_pdf():
    assert "encrypted PDF" in problem(pdf("secret", encrypt="password"), "x.pdf")


def test_pdf_of_images():
    assert "no text layer" in problem(pdf(""), "x.pdf")


def test_broken_pdf():
    assert "cannot be opened" in problem(b"%PDF-1.7 nothing", "x.pdf")


def test_scripts_and_banners_are_left_out():
    body = "".join(f"<p>Police arrested man number {i} in the harbour on Monday, officials said.</p>" for i in range(6))
    page = f"<html><body><nav><a href='/'>Home</a></nav><script>alert('x')</script><div class='cookie'>We use cookies</div><article><h1>Arrests</h1>{body}</article></body></html>"
    text = document(page.encode(), "x.html").text
    assert "Police arrested man number 5" in text
    assert "alert" not in text
    assert "cookies" not in text


def test_deeply_nested_html():
    page = "<html><body>" + "<div>" * 50_000 + "Police arrested two men." + "</div>" * 50_000
    assert "Police arrested two men." in document(page.encode(), "x.html").text


def test_a_broken_line_in_the_middle_costs_only_itself(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "text": "One."}\n{"id": "b", "te\n{"id": "c", "text": "Three."}\n[1]\n')
    found = list(gather([str(path)], Options()))
    assert [f.fields["ref"] for f in found if isinstance(f, Raw)] == ["a", "c"]
    assert [str(f).partition(":")[0].rpartition("#")[2] for f in found if isinstance(f, InputError)] == ["2", "4"]


def test_nul_bytes_and_direction_marks_are_cleaned():
    assert document("Police\x00 arrested \u202etwo\u202c men\u200f.".encode()).text == "Police arrested two men."


def test_offsets_of_archived_text_stay():
    text = "  Police\x00 arrested two men.\r\n"
    assert len(document(b"line", text=text).text) == len(text)


def test_a_loop_of_links_ends(tmp_path):
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    found = list(gather([str(tmp_path)], Options()))
    assert len([f for f in found if isinstance(f, Raw)]) == 1
    assert ["leads nowhere or to itself" in str(f) for f in found if isinstance(f, InputError)] == [True]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_unreadable_folder(tmp_path):
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o000)
    assert "cannot be opened" in str(next(iter(gather([str(tmp_path)], Options()))))


def test_unreadable_folder_is_an_error_not_an_end(tmp_path, monkeypatch):
    (tmp_path / "shut").mkdir()
    (tmp_path / "z.txt").write_text("One.")
    real = Path.iterdir

    def refuse(path):
        if path.name == "shut":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    first, second = gather([str(tmp_path)], Options())
    assert "folder that cannot be opened (Permission denied)" in str(first)
    assert isinstance(second, Raw)


def test_what_names_nothing_is_misuse(tmp_path):
    with pytest.raises(UsageError, match="does not exist"):
        list(gather([str(tmp_path / "none.txt")], Options()))
    with pytest.raises(UsageError, match="matches no file"):
        list(gather([str(tmp_path / "*.txt")], Options()))


def test_word_document_keeps_paragraphs_and_tables():
    word = docx.Document()
    word.add_paragraph("Police arrested two men.")
    word.add_table(1, 2).rows[0].cells[0].text = "Tarn Haven"
    out = io.BytesIO()
    word.save(out)
    assert document(out.getvalue(), "x.docx").text.startswith("Police arrested two men.\n\nTarn Haven |")


def test_packed_archives_are_read_and_a_broken_one_keeps_what_came_before(tmp_path):
    lines = b"".join(
        b'{"text": "Police arrested a man. Reference %d %s"}\n' % (i, os.urandom(50).hex().encode()) for i in range(400)
    )
    (tmp_path / "a.jsonl.gz").write_bytes(packed := gzip.compress(lines))
    assert len(list(gather([str(tmp_path / "a.jsonl.gz")], Options()))) == 400
    (tmp_path / "b.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    *before, last = gather([str(tmp_path / "b.jsonl.gz")], Options())
    assert len(before) > 100
    assert "breaks off" in str(last)
    (tmp_path / "c.csv.gz").write_bytes(gzip.compress(b"text,id\nPolice arrested a man.,1\n"))
    assert [r.fields["ref"] for r in gather([str(tmp_path / "c.csv.gz")], Options())] == ["1"]


def test_a_packed_line_without_end_is_refused(tmp_path):
    with gzip.open(tmp_path / "bomb.jsonl.gz", "wb") as out:
        for _ in range(40):
            out.write(b"x" * 1_000_000)
    (found,) = gather([str(tmp_path / "bomb.jsonl.gz")], Options())
    assert "longer than one document" in str(found)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "&a;" * 10}">' for i in range(9))
    + "]>"
)


def test_entities_that_multiply_are_not_unfolded(tmp_path):
    (tmp_path / "laughs.rss").write_text(
        f"{LAUGHS}<rss><channel><title>t</title><item><title>x</title><description>&a8; Police arrested a man.</description></item></channel></rss>"
    )
    started = time.perf_counter()
    found = list(gather([str(tmp_path / "laughs.rss")], Options()))
    assert all(isinstance(f, InputError) or len(f.fields["text"]) < 10_000 for f in found)
    assert time.perf_counter() - started < 30
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as z:
        z.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        z.writestr(
            "_rels/.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        z.writestr(
            "word/document.xml",
            f'{LAUGHS}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a8;</w:t></w:r></w:p></w:body></w:document>',
        )
    assert "cannot be parsed" in problem(buffer.getvalue(), "x.docx")


def test_an_external_entity_is_not_fetched(tmp_path):
    (tmp_path / "secret.txt").write_text("the secret word")
    (tmp_path / "x.rss").write_text(
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY s SYSTEM "file://{tmp_path}/secret.txt">]><rss><channel><item><title>x</title><description>&s; Police arrested a man.</description></item></channel></rss>'
    )
    assert "secret word" not in str(list(gather([str(tmp_path / "x.rss")], Options())))


def test_what_is_kept_of_an_archive_holds_no_nul():
    found = document(
        b"{}", "a\x00b", text="Police arrested a man.", ref="r\x00", title="T\x00", byline="B\x00", source="S\x00"
    )
    assert "\x00" not in "".join((found.address, found.ref, found.title, found.byline, found.source))


def test_every_file_of_the_hostile_corpus_is_taken_in_or_set_aside():
    """fixtures/hostile: what fuzzing found, and what has broken others; none may crash a reader."""
    files = sorted((Path(__file__).parents[1] / "fixtures" / "hostile").iterdir())
    assert len(files) >= 20
    told = [f if isinstance(f, InputError) else taken(f) for f in gather([str(f) for f in files], Options())]
    assert all(len(str(t).splitlines()) == 1 for t in told if isinstance(t, InputError))
    assert sum(not isinstance(t, InputError) for t in told) >= 10


def taken(raw):
    try:
        return to_document(raw)
    except InputError as error:
        return error
