"""A bundle says when a byte of it was changed, who signed it and when it was stamped; other software reads it, too."""

import io
import json
import shutil
import subprocess
import sys
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from onrecord import pipeline
from onrecord.bundle import make, verify
from onrecord.errors import UsageError
from onrecord.ingest import Options, web
from onrecord.record import Record

TEXT = "Gunmen killed the editor Leo Varn in Marisk on Friday, police said. The KSD denied any involvement."
PAGE = b"<html><head><title>Attack in Marisk</title></head><body><article><p>Gunmen killed the editor Leo Varn in Marisk on Friday, police said.</p></article></body></html>"


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    (folder / "a.txt").write_text(TEXT)
    opened = Record(folder / "r.record", create=True)
    pipeline.build([str(folder / "a.txt")], opened, Options("2021-05-14", "VNA"), 0)
    served = {"http://news.example/robots.txt": (404, {}, b""), "http://news.example/attack": (200, {"Content-Type": "text/html", "Set-Cookie": "id=1", "Server": "x"}, PAGE)}  # fmt: skip
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(web, "_get", lambda url, _: served[url])
        pipeline.build(["http://news.example/attack"], opened, Options("2021-05-15", "News"), 0)
    return opened


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    for name in ("ana", "ben"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", folder / name], check=True)
    return folder


@pytest.fixture(scope="module")
def bundle(record, keys, tmp_path_factory):
    path = tmp_path_factory.mktemp("bundles") / "case.zip"
    assert make(record, path, key=keys / "ana") == 2
    return path


def changed(bundle, tmp_path, edit):
    """A copy in which one entry was edited: name and bytes -> bytes, or None to leave it out."""
    path = tmp_path / "changed.zip"
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            data = edit(info.filename, old.read(info))
            if data is not None:
                new.writestr(info, data)
    return path


def test_a_bundle_is_as_it_was_made(bundle, keys):
    verdict = verify(bundle, key=keys / "ana.pub")
    assert verdict.problems == []
    assert any("signed with the key given" in t for t in verdict.told)
    assert any("record is whole" in t for t in verdict.told)


def test_it_is_a_bag_for_other_software_and_a_signature_for_openssh(bundle, keys, tmp_path):
    import bagit

    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path)
    bag = bagit.Bag(str(tmp_path / "case"))
    assert bag.validate()
    assert "2 documents" in bag.info["External-Description"]
    (tmp_path / "allowed").write_text("ana " + (keys / "ana.pub").read_text())
    tags = tmp_path / "case" / "tagmanifest-sha256.txt"
    command = ["ssh-keygen", "-Y", "verify", "-f", tmp_path / "allowed", "-I", "ana", "-n", "onrecord", "-s", f"{tags}.sig"]  # fmt: skip
    assert subprocess.run(command, input=tags.read_bytes(), capture_output=True).returncode == 0


def test_the_documents_are_in_it_as_they_were_retrieved(bundle):
    with zipfile.ZipFile(bundle) as archive:
        rows = [json.loads(line) for line in archive.read("case/data/documents.jsonl").splitlines()]
        data = {r["address"].rsplit("/", 1)[-1]: archive.read(f"case/data/{r['file']}") for r in rows}
    assert data == {"a.txt": TEXT.encode(), "attack": PAGE}


def test_pages_read_from_the_web_are_in_it_as_warc(bundle):
    from warcio.archiveiterator import ArchiveIterator

    with zipfile.ZipFile(bundle) as archive:
        packed = io.BytesIO(archive.read("case/data/web.warc.gz"))
    (page,) = [(r, r.content_stream().read()) for r in ArchiveIterator(packed) if r.rec_type == "response"]
    assert page[0].rec_headers.get_header("WARC-Target-URI") == "http://news.example/attack"
    assert page[1] == PAGE
    assert page[0].http_headers.get_header("Server") == "x"
    assert page[0].http_headers.get_header("Set-Cookie") is None


def test_the_same_record_makes_the_same_bundle(record, keys, bundle, tmp_path):
    make(record, tmp_path / "case.zip", key=keys / "ana")
    assert (tmp_path / "case.zip").read_bytes() == bundle.read_bytes()


@pytest.mark.parametrize("part", ["data/documents/", "data/record.record", "data/decisions.jsonl", "data/documents.jsonl", "bagit.txt", "bag-info.txt", "manifest-sha256.txt"])  # fmt: skip
def test_one_byte_changed_is_named(bundle, tmp_path, part):
    def edit(name, data):
        return data + b"x" if name.startswith(f"case/{part}") else data

    verdict = verify(changed(bundle, tmp_path, edit))
    assert any(part in p and "was changed" in p for p in verdict.problems)


def test_what_is_missing_or_put_in_is_named(bundle, tmp_path):
    verdict = verify(changed(bundle, tmp_path, lambda n, d: None if "documents/" in n else d))
    assert sum("is missing" in p for p in verdict.problems) == 2
    path = changed(bundle, tmp_path, lambda _, d: d)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("case/data/more.txt", "x")
    assert any("more.txt: was put in" in p for p in verify(path).problems)


def test_whoever_makes_the_manifests_anew_cannot_sign_them(bundle, keys, tmp_path):
    verdict = verify(changed(bundle, tmp_path, lambda n, d: d.replace(b"0", b"1") if n.endswith("tagmanifest-sha256.txt") else d))  # fmt: skip
    assert any("signature does not fit" in p for p in verdict.problems)
    assert any("another key" in p for p in verify(bundle, key=keys / "ben.pub").problems)
    unsigned = changed(bundle, tmp_path, lambda n, d: None if n.endswith(".sig") else d)
    assert "not signed" in verify(unsigned, key=keys / "ana.pub").problems
    assert "not signed" in verify(unsigned).told


def test_what_is_no_bundle_or_cut_short_is_refused(bundle, tmp_path):
    (tmp_path / "cut.zip").write_bytes(bundle.read_bytes()[:-200])
    (tmp_path / "text.zip").write_text("hello")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("../../etc/passwd", "x")
    for name in ("cut.zip", "text.zip", "other.zip"):
        with pytest.raises(UsageError, match="no bundle"):
            verify(tmp_path / name)


def test_a_key_of_another_kind_is_refused(record, tmp_path):
    (tmp_path / "no.key").write_text("hello")
    with pytest.raises(UsageError, match="ssh-keygen -t ed25519"):
        make(record, tmp_path / "x.zip", key=tmp_path / "no.key")
    assert not (tmp_path / "x.zip").exists()


@pytest.fixture
def stamping(tmp_path):
    """Address of a time-stamping server of our own, and the certificate of its root; OpenSSL answers."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is missing")
    folder = tmp_path / "tsa"
    folder.mkdir()

    def run(*command):
        subprocess.run(["openssl", *command], check=True, cwd=folder, capture_output=True)

    (folder / "ext").write_text("extendedKeyUsage=critical,timeStamping\nbasicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\n")  # fmt: skip
    (folder / "ca").write_text("basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n")
    run("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.csr", "-subj", "/CN=Root")
    run("x509", "-req", "-in", "ca.csr", "-signkey", "ca.key", "-out", "ca.pem", "-days", "99", "-extfile", "ca")
    run("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Stamps")
    run("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "tsa.pem", "-days", "99", "-extfile", "ext")  # fmt: skip
    (folder / "serial").write_text("01\n")
    (folder / "conf").write_text(
        "[tsa]\ndefault_tsa=t\n[t]\nserial=serial\ncrypto_device=builtin\nsigner_cert=tsa.pem\nsigner_key=tsa.key\nsigner_digest=sha256\n"
        "default_policy=1.2.3.4\ndigests=sha256,sha512\naccuracy=secs:1\nordering=yes\ntsa_name=yes\ness_cert_id_chain=no\ness_cert_id_alg=sha256\n"
    )

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            (folder / "q").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path == "/stamp":
                run("ts", "-reply", "-config", "conf", "-queryfile", "q", "-out", "r")
            self.send_response(200)
            self.end_headers()
            self.wfile.write((folder / "r").read_bytes() if self.path == "/stamp" else b"no stamp")

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", folder / "ca.pem"
    server.shutdown()
    server.server_close()


def test_a_time_stamp_is_asked_for_kept_and_verified(record, stamping, tmp_path):
    address, root = stamping
    make(record, tmp_path / "case.zip", stamp=f"{address}/stamp")
    assert any("as it says" in t for t in verify(tmp_path / "case.zip").told)
    verdict = verify(tmp_path / "case.zip", certificate=root)
    assert any("by the server whose certificate was given" in t for t in verdict.told)
    assert verdict.problems == []
    for wrong in (f"{address}/nothing", "http://127.0.0.1:9/"):
        with pytest.raises(UsageError, match="try another"):
            make(record, tmp_path / "x.zip", stamp=wrong)


def test_from_the_command_line(record, bundle, tmp_path):
    def run(*words):
        return subprocess.run([sys.executable, "-m", "onrecord", *map(str, words)], capture_output=True, text=True)

    assert run("bundle", record.place, "-o", tmp_path / "b.zip").returncode == 0
    assert run("check", tmp_path / "b.zip").stdout.endswith("as it was made\n")
    worse = changed(bundle, tmp_path, lambda n, d: d + b"x" if "documents/" in n else d)
    done = run("check", worse)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stdout.count("was changed") == 2
