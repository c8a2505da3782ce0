import json
import subprocess
import sys

import pytest

TEXT = "Minister Edda Lindqvar said two men were arrested in Tarn Haven on Monday."


def run(*args, stdin="", cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "onrecord", *args], input=stdin, capture_output=True, text=True, cwd=cwd
    )


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    (folder / "a.txt").write_text(TEXT)
    assert run("build", "a.txt", "--record", "r.record", cwd=folder).returncode == 0
    return folder / "r.record"


def test_read_needs_no_record_and_keeps_order(tmp_path):
    lines = "".join(
        json.dumps({"id": f"n{i}", "text": f"{TEXT} Report {i}.", "date": "2021-05-12"}) + "\n" for i in range(7)
    )
    done = run("read", "-", "--jobs", "2", stdin=lines)
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert [d["id"] for d in out] == [f"n{i}" for i in range(7)]
    assert {
        "id",
        "text",
        "title",
        "published",
        "language",
        "sentences",
        "mentions",
        "times",
        "places",
        "attributions",
        "claims",
    } <= out[0].keys()
    assert out[0]["times"][0]["from"] == "2021-05-10"


@pytest.mark.parametrize(
    "what",
    [
        "",
        "incidents",
        "people",
        "organisations",
        "ties",
        "proceedings",
        "measures",
        "counts",
        "statements",
        "sources",
        "matches",
        "questions",
        "posts",
        "legal-history",
        "measure-history",
        "disagreements",
        "decisions",
    ],
)
def test_show_every_kind_as_table_and_json(record, what):
    for extra in ([], ["--json"]):
        done = run("show", str(record), *filter(None, [what]), *extra)
        assert done.returncode == 0, done.stderr
        if extra:
            assert all(json.loads(line) for line in done.stdout.splitlines())


def test_one_finding_with_its_quotation(record):
    claim = json.loads(run("show", str(record), "proceedings", "--json").stdout.splitlines()[0])
    shown = run("show", str(record), claim["finding"][:8]).stdout
    assert "two men were arrested" in " ".join(shown.split())
    assert "Edda Lindqvar" in shown


def test_why_a_finding_has_its_grade(record):
    claim = json.loads(run("show", str(record), "proceedings", "--json").stdout.splitlines()[0])
    shown = " ".join(run("show", str(record), claim["finding"][:8], "--why").stdout.split())
    assert "grade: F3" in shown
    assert "3: 1 independent origin in 1 document, and nobody denies it" in shown
    assert "Origin: speaker Edda Lindqvar" in shown


def test_sources_are_printed_edited_and_loaded(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    assert run("build", "a.txt", "--record", "r.record", "--source", "Harbour Post", cwd=tmp_path).returncode == 0
    printed = run("sources", "r.record", cwd=tmp_path).stdout
    assert '["Harbour Post"]' in printed
    (tmp_path / "sources.toml").write_text(printed.replace('reliability = "F"', 'reliability = "B"'))
    assert run("sources", "r.record", "--from", "sources.toml", cwd=tmp_path).returncode == 0
    grades = {json.loads(line)["grade"] for line in run("show", "r.record", "proceedings", "--json", cwd=tmp_path).stdout.splitlines()}  # fmt: skip
    assert grades == {"B3"}
    assert 'reliability = "B"' in run("sources", "r.record", cwd=tmp_path).stdout


def test_decisions_are_made_listed_and_undone(tmp_path):
    for n, text in enumerate(("Jon Arvid of Dole spoke.", "Jon Arvid scored twice. The harbour was shut.")):
        (tmp_path / f"{n}.txt").write_text(text)
    assert run("build", "0.txt", "1.txt", "--record", "r.record", cwd=tmp_path).returncode == 0
    ids = [json.loads(line)["id"] for line in run("show", "r.record", "people", "--json", cwd=tmp_path).stdout.splitlines()]  # fmt: skip
    assert run("decide", "r.record", "merge", ids[0], "ffffffff", "--reviewer", "ana", cwd=tmp_path).returncode == 2
    assert run("decide", "r.record", "join", ids[0], ids[0], "--reviewer", "ana", cwd=tmp_path).returncode == 2
    assert (
        "show RECORD decisions" in run("decide", "r.record", "undo", "abcd", "--reviewer", "ana", cwd=tmp_path).stderr
    )


def test_as_of_leaves_out_what_came_later(tmp_path):
    rows = [
        {"text": TEXT, "date": "2021-05-12"},
        {"text": "Gunmen shot dead Leo Varn in Marisk.", "date": "2021-09-01"},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    assert run("build", "in.jsonl", "--record", "r.record", cwd=tmp_path).returncode == 0
    assert run("show", "r.record", "incidents", "--json", cwd=tmp_path).stdout
    assert run("show", "r.record", "incidents", "--json", "--as-of", "2021-06-01", cwd=tmp_path).stdout == ""
    then = json.loads(run("export", "r.record", "--to", "json", "--as-of", "2021-06-01", cwd=tmp_path).stdout)
    assert [d["published"] for d in then["documents"]] == ["2021-05-12"]
    assert run("search", "r.record", "Gunmen", "--json", "--as-of", "2021-06-01", cwd=tmp_path).stdout == ""
    assert "is no date" in run("show", "r.record", "--as-of", "May", cwd=tmp_path).stderr


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (["show", "none.record"], 1, "no such record; make one with onrecord build"),
        (["show", "RECORD", "nonsense"], 2, "is none of incidents"),
        (["show", "RECORD", "abcdabcd"], 2, "nothing in the record has this id"),
        (["search", "RECORD", "  "], 2, "nothing to search for"),
        (["search", "RECORD", "men", "--kind", "x"], 2, "is none of"),
        (["export", "RECORD", "--to", "doc"], 2, "is none of json"),
        (["build", "none.txt", "--record", "x.record"], 2, "does not exist"),
        (["read", "none.txt"], 2, "does not exist"),
        (["build"], 2, "Missing"),
    ],
)
def test_errors_are_one_line_with_a_remedy(record, args, status, words):
    done = run(*[str(record) if a == "RECORD" else a for a in args], cwd=record.parent)
    assert done.returncode == status, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_one_broken_file_never_ends_a_run(tmp_path):
    (tmp_path / "good.txt").write_text(TEXT)
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 10)
    done = run("build", ".", "--record", "r.record", cwd=tmp_path)
    assert done.returncode == 3
    assert "1 documents added" in done.stdout
    assert "bad.txt: is not text" in done.stderr


def test_check_and_export(record, tmp_path):
    assert run("check", str(record)).stdout.strip().endswith("whole")
    for form in ("json", "jsonl", "csv"):
        target = tmp_path / f"out.{form}"
        assert run("export", str(record), "--to", form, "-o", str(target)).returncode == 0
        assert "Tarn Haven" in target.read_text()


def test_other_languages_are_kept_and_searchable_but_not_read(tmp_path):
    (tmp_path / "de.txt").write_text(
        "Die Polizei hat am Montag in Wien zwei Männer festgenommen. Das teilte der Innenminister am Dienstag mit. " * 3
    )
    done = run("build", "de.txt", "--record", "r.record", cwd=tmp_path)
    assert "1 not read" in done.stdout
    assert "not read: de" in run("search", "r.record", "Innenminister", cwd=tmp_path).stdout


def test_help_of_every_command():
    for command in ("build", "read", "show", "search", "export", "check", "demo"):
        assert command in run("--help").stdout
        assert run(command, "--help").stdout.count("\n") > 5
