"""A language model that answers well, badly, slowly and not at all."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.claim import extract_claims
from onrecord.errors import InputError
from onrecord.model import Document
from onrecord.read.llm import LONGEST, LlmReader

TEXT = "Velmoran police arrested two men in Marisk on Monday, Minister Edda Lindqvar said.\n\nThe embassy denied it."
GOOD = {
    "kind": "proceeding", "type": "Arrested", "polarity": "affirmed", "certainty": "stated", "mode": "actual",
    "roles": {"person": ["two men"], "authority": ["Velmoran police"]}, "said_by": ["Minister Edda Lindqvar"],
    "evidence": ["Velmoran police arrested two men in Marisk on Monday, Minister Edda Lindqvar said."],
}  # fmt: skip


@pytest.fixture
def ask():
    """Start a server that gives these answers in turn; returns a reader of it and the questions it got."""
    servers = []

    def start(*answers, wait=0.0, status=200, seconds=5.0):
        asked = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                time.sleep(wait)
                answer = answers[min(len(asked), len(answers)) - 1] if answers else ""
                content = answer if isinstance(answer, str) else json.dumps(answer)
                body = {"id": "1", "object": "chat.completion", "created": 1, "model": "m",
                        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}]}  # fmt: skip
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                try:
                    self.wfile.write(data)
                except BrokenPipeError:
                    return

            def log_message(self, *args):
                return

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return LlmReader(f"http://127.0.0.1:{server.server_port}/v1", "m", seconds), asked

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def document(text=TEXT):
    return Document("d", "d" * 64, text, "a.txt")


def test_a_good_answer_becomes_claims_with_spans(ask):
    reader, asked = ask({"claims": [GOOD]})
    (claim,) = extract_claims(reader(document()))
    assert (claim.kind, claim.type) == ("proceeding", "arrested")
    assert {r: [TEXT[f.spans[0].start : f.spans[0].end] for f in fs] for r, fs in claim.roles.items()} == GOOD["roles"]
    assert [v.name for v in claim.said_by] == ["Minister Edda Lindqvar"]
    assert asked[0]["model"] == "m"
    assert asked[0]["messages"][1]["content"] == TEXT


def test_invented_quotations_are_dropped_and_counted(ask):
    invented = {**GOOD, "evidence": ["Velmoran police tortured two men."]}
    half = {**GOOD, "roles": {"person": ["two men"], "authority": ["the secret police"]}}
    reading = ask({"claims": [invented, half, {**GOOD, "evidence": []}]})[0](document())
    assert reading.dropped == 2
    assert [set(c.roles) for c in reading.claims] == [{"person"}]


@pytest.mark.parametrize(
    "row",
    [
        None,
        7,
        "x",
        [],
        {},
        {"kind": "verdict"},
        {**GOOD, "type": 3},
        {**GOOD, "evidence": "all of it"},
        {**GOOD, "evidence": [1]},
    ],
)
def test_rows_of_the_wrong_type_are_dropped(ask, row):
    reading = ask({"claims": [row]})[0](document())
    assert (reading.claims, reading.dropped) == ([], 1)


def test_values_nobody_knows_become_the_plain_ones(ask):
    odd = {**GOOD, "polarity": "maybe", "stage": 4, "mode": None, "roles": ["x"], "said_by": "police"}
    (claim,) = ask({"claims": [odd]})[0](document()).claims
    assert (claim.polarity, claim.stage, claim.mode, claim.roles, claim.said_by) == ("affirmed", None, "actual", {}, ())


def test_a_fence_around_the_json_does_no_harm(ask):
    assert len(ask("```json\n" + json.dumps({"claims": [GOOD]}) + "\n```")[0](document()).claims) == 1


def test_broken_json_is_asked_for_once_more(ask):
    reader, asked = ask("I think {not json", {"claims": [GOOD]})
    assert len(reader(document()).claims) == 1
    assert len(asked) == 2


@pytest.mark.parametrize("answer", ["no", "{]", {"answer": 1}, {"claims": {}}, ""])
def test_broken_json_twice_is_one_line_with_a_remedy(ask, answer):
    with pytest.raises(InputError, match=r"a\.txt: m answered twice with something that is no JSON; try another model"):
        ask(answer)[0](document())


def test_too_slow(ask):
    with pytest.raises(InputError, match=r"gave no answer in 0\.2 seconds; use a smaller model"):
        ask({"claims": []}, wait=2.0, seconds=0.2)[0](document())


def test_an_error_of_the_server(ask):
    with pytest.raises(InputError, match="cannot be asked"):
        ask({"claims": []}, status=500)[0](document())


def test_nobody_there():
    with pytest.raises(InputError, match="cannot be asked"):
        LlmReader("http://127.0.0.1:9/v1", "m", 2.0)(document())


def test_a_long_document_is_asked_about_in_pieces_and_quotations_found_in_the_right_one(ask):
    filler = "Nothing happened in the harbour that week. " * (LONGEST // 40)
    reader, asked = ask({"claims": []}, {"claims": [GOOD]})
    text = filler + "\n\n" + TEXT
    (claim,) = reader(document(text)).claims
    assert len(asked) == 2
    assert claim.evidence[0].start >= len(filler)


def test_other_languages_are_not_asked_about(ask):
    reader, asked = ask({"claims": [GOOD]})
    assert reader(Document("d", "d" * 64, "Guten Tag", "a.txt", language="de")).claims == []
    assert asked == []
