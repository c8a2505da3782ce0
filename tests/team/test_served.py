"""The server as its users start it: accounts from the command line, a browser's log-in, a provider's, health, figures, lines of JSON."""

import base64
import contextlib
import hashlib
import http.server
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from team.conftest import PASSWORD

from onrecord.record.pages import claim_of
from onrecord.workbench.security import HEADER
from onrecord.workbench.serving import STARTS


def accounts(*arguments, password=PASSWORD):
    command = [sys.executable, "-m", "onrecord", "accounts", *arguments]
    return subprocess.run(command, input=f"{password}\n", capture_output=True, text=True)


@contextlib.contextmanager
def serving(address, *more, **environment):
    command = [sys.executable, "-m", "onrecord", "serve", "--database", address, "--port", "0", *more]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | environment)  # fmt: skip
    try:
        line = process.stdout.readline()
        assert "http://" in line, process.stderr.read()
        yield re.search(r"http://\S+", line)[0], process
    finally:
        process.terminate()
        process.communicate()


def free_port():
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_a_team_from_the_command_line_to_a_decision(shared, address):
    name = f"Mara {shared.name}"
    assert "nobody may see it yet" in subprocess.run([sys.executable, "-m", "onrecord", "serve", "--database", address], capture_output=True, text=True).stderr  # fmt: skip
    assert accounts("add", address, name, "--role", "reviewer").returncode == 0
    assert accounts("add", address, name).returncode == 2
    assert accounts("add", address, "x y", password="short").returncode == 2
    assert accounts("grant", address, name, "--role", "king").returncode == 2
    assert accounts("list", address, name).returncode == 2
    assert accounts("list", "some.record").returncode == 2
    (row,) = map(json.loads, accounts("list", address, "--json").stdout.splitlines())
    assert (row["name"], row["role"]) == (name, "reviewer")
    port = free_port()
    with (
        serving(address, "--metrics", str(port)) as (at, process),
        httpx.Client(base_url=at, timeout=STARTS) as browser,
    ):
        assert browser.get("/health/ready").text == "ready\n"
        page = browser.post("/login", data={"name": name, "password": PASSWORD, "to": "/review"})
        assert page.headers["location"] == "/review"
        review = browser.get("/review").text
        browser.headers[HEADER] = re.search(r'name="write" content="(\w+)"', review)[1]
        identity = re.search(r"/decide/(\w+)", review)[1]
        assert browser.post(f"/decide/{identity}", data={"action": "accept"}).status_code == 200
        figures = httpx.get(f"http://127.0.0.1:{port}/metrics").text
        process.terminate()
        lines = [json.loads(line) for line in process.communicate()[1].splitlines()]
    assert 'onrecord_requests_total{method="POST",route="/decide/{identity}",status="200"} 1.0' in figures
    assert "onrecord_documents 2.0" in figures
    (line,) = [x for x in lines if x.get("route") == "/decide/{identity}"]
    assert (line["method"], line["status"], line["account"], line["from"]) == ("POST", 200, name, "127.0.0.1")
    assert not any("Tass" in str(x) for x in lines)
    told = [json.loads(x) for x in accounts("log", address, "--json").stdout.splitlines()]
    assert f"POST /decide/{identity}: 200" in [t["told"] for t in told]


def test_the_server_says_when_its_database_is_away_and_goes_on_after(cluster, shared, address):
    name = f"Nils {shared.name}"
    accounts("add", address, name)
    with serving(address) as (at, _), httpx.Client(base_url=at, timeout=STARTS) as browser:
        browser.post("/login", data={"name": name, "password": PASSWORD})
        assert browser.get("/incidents").status_code == 200
        cluster.stop("immediate")
        assert browser.get("/health/live").status_code == 200
        assert browser.get("/health/ready").status_code == 503
        time.sleep(5.1)  # the session is looked up anew
        answer = browser.get("/incidents")
        assert answer.status_code == 503
        assert "Traceback" not in answer.text
        cluster.start()
        assert browser.get("/health/ready").status_code == 200
        assert browser.get("/incidents").status_code == 200


def children(process):
    """The processes that answer."""
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(process.pid)], capture_output=True, text=True).stdout  # fmt: skip
    return [int(line.split()[0]) for line in listed.splitlines() if "multiprocessing.spawn" in line]


def lives(pid):
    """Whether a process runs; one that nobody has asked for its end is a zombie."""
    with contextlib.suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def until(holds, seconds=30):
    """Wait until something holds."""
    ends = time.monotonic() + seconds
    while not holds() and time.monotonic() < ends:
        time.sleep(0.1)
    return holds()


def test_several_answer_one_weighs_and_their_figures_are_added_up(shared, address):
    name, port = f"Tova {shared.name}", free_port()
    accounts("add", address, name, "--role", "reviewer")
    with serving(address, "--workers", "2", "--metrics", str(port)) as (at, process), httpx.Client(base_url=at, timeout=STARTS) as browser:  # fmt: skip
        assert until(lambda: len(children(process)) == 2)
        browser.post("/login", data={"name": name, "password": PASSWORD})
        for _ in range(20):
            assert httpx.get(f"{at}/health/live", timeout=STARTS).status_code == 200
        review = browser.get("/review").text
        browser.headers[HEADER] = re.search(r'name="write" content="(\w+)"', review)[1]
        identity = re.search(r"/decide/(\w+)", review)[1]
        assert browser.post(f"/decide/{identity}", data={"action": "reject"}).status_code == 200
        assert shared.unsettled()
        assert "Found misread" in browser.get(f"/finding/{claim_of(shared, identity)['finding']}").text
        assert until(lambda: not shared.unsettled(), 10)
        figures = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    assert 'onrecord_requests_total{method="GET",route="/health/live",status="200"} 20.0' in figures


def test_who_dies_is_replaced_and_nobody_outlives_the_server(shared, address):
    accounts("add", address, f"Ulf {shared.name}")
    with serving(address, "--workers", "2") as (at, process):
        assert until(lambda: len(children(process)) == 2)
        first, second = children(process)
        os.kill(first, signal.SIGKILL)
        assert until(lambda: len(children(process)) == 2 and first not in children(process))
        assert httpx.get(f"{at}/health/ready", timeout=STARTS).text == "ready\n"
        answering = children(process)
        assert second in answering
        process.kill()
        assert until(lambda: not any(lives(pid) for pid in answering))


SLOW = """import sys, time
if "--multiprocessing-fork" in sys.orig_argv:
    time.sleep(7)
"""


def test_who_is_long_in_starting_on_a_busy_machine_is_waited_for(shared, address, tmp_path):
    accounts("add", address, f"Runa {shared.name}")
    (tmp_path / "sitecustomize.py").write_text(SLOW)
    with serving(address, "--workers", "2", PYTHONPATH=str(tmp_path)) as (at, process):
        assert until(lambda: len(children(process)) == 2)
        first = children(process)
        assert httpx.get(f"{at}/health/live", timeout=STARTS).status_code == 200
        assert children(process) == first


class Provider(http.server.BaseHTTPRequestHandler):
    """An OpenID Connect provider that answers as it is told to."""

    key = RSAKey.generate_key(2048, {"kid": "k", "use": "sig", "alg": "RS256"})
    claims: dict = {}  # noqa: RUF012 - set by each test
    nonces: dict = {}  # noqa: RUF012

    def do_GET(self):
        parts = urlsplit(self.path)
        query = {k: v[0] for k, v in parse_qs(parts.query).items()}
        base = f"http://{self.headers['host']}"
        if parts.path.endswith("openid-configuration"):
            self._say({"issuer": base, "authorization_endpoint": f"{base}/authorize", "token_endpoint": f"{base}/token", "jwks_uri": f"{base}/jwks",
                       "response_types_supported": ["code"], "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]})  # fmt: skip
        elif parts.path == "/authorize":
            self.nonces["code"] = (query["nonce"], query["code_challenge"])
            self.send_response(302)
            self.send_header("Location", f"{query['redirect_uri']}?code=code&state={query['state']}")
            self.end_headers()
        else:
            self._say({"keys": [self.key.as_dict(private=False)]})

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        nonce, challenge = self.nonces["code"]
        verified = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"][0].encode()).digest()).decode().rstrip("=") == challenge  # fmt: skip
        now = int(time.time())
        claims = {"iss": f"http://{self.headers['host']}", "aud": "onrecord", "sub": "s1", "iat": now, "exp": now + 60, "nonce": nonce} | self.claims  # fmt: skip
        token = jwt.encode({"alg": "RS256", "kid": "k"}, claims, self.key)
        self._say({"access_token": "a", "token_type": "Bearer", "id_token": token} if verified else {"error": "invalid_grant"})  # fmt: skip

    def _say(self, body):
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@pytest.fixture
def issuer():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_provider_lets_in_whom_it_vouches_for_and_nobody_else(shared, address, issuer):
    email = f"oda{shared.name}@records.example"
    accounts("add", address, f"Oda {shared.name}", "--email", email)
    means = {"ONRECORD_OIDC_ID": "onrecord", "ONRECORD_OIDC_SECRET": "secret"}
    with serving(address, "--oidc", issuer, **means) as (at, _):
        for claims, status, words in (
            ({"email": email, "email_verified": False}, 403, "no account here"),
            ({"email": "else@records.example", "email_verified": True, "sub": "s2"}, 403, "no account here"),
            ({"email": email, "email_verified": True, "aud": "another client"}, 403, "cannot be trusted"),
            ({"email": email, "email_verified": True, "nonce": "forged"}, 403, "cannot be trusted"),
            ({"email": email, "email_verified": True, "exp": 1}, 403, "cannot be trusted"),
            ({"email": email, "email_verified": True}, 200, "Oda"),
            ({}, 200, "Oda"),  # known by its subject from now on
        ):
            Provider.claims = claims
            with httpx.Client(base_url=at, timeout=STARTS, follow_redirects=True) as browser:
                page = browser.get("/login/provider?to=/account")
                assert (page.status_code, words in page.text) == (status, True), (claims, page.text)
        with httpx.Client(base_url=at, timeout=STARTS) as browser:  # an answer nobody asked for
            assert browser.get("/login/provider/back?code=code&state=guess").status_code == 403


def test_without_its_secret_a_provider_is_misuse(shared, address):
    accounts("add", address, f"Per {shared.name}")
    done = subprocess.run([sys.executable, "-m", "onrecord", "serve", "--database", address, "--oidc", "http://127.0.0.1:1"], capture_output=True, text=True)  # fmt: skip
    assert (done.returncode, "ONRECORD_OIDC_ID" in done.stderr) == (2, True)


@pytest.mark.parametrize("arguments", [(), ("a.record", "--database", "postgresql://h/d")])
def test_a_file_or_a_database(arguments):
    done = subprocess.run([sys.executable, "-m", "onrecord", "serve", *arguments], capture_output=True, text=True)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
