import socket

import pytest

from onrecord.claim import extract_claims
from onrecord.model import Document
from onrecord.read import read_document


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a test reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def read():
    """Text -> (reading, claims)."""

    def run(text, published="2021-03-04"):
        reading = read_document(Document("d", "d" * 64, text, "test", published=published))
        return reading, extract_claims(reading)

    return run


@pytest.fixture
def told(read):
    """Text -> [(kind, type, {role: names})] and the claims themselves by kind and type."""

    def run(text, kind, subtype=None, published="2021-03-04"):
        return [c for c in read(text, published)[1] if c.kind == kind and subtype in (None, c.type)]

    return run
