import socket

import pytest

from onrecord.claim import extract_claims
from onrecord.model import Document
from onrecord.read import READERS


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Nothing outside this machine; servers that a test starts itself may be asked."""
    connect = socket.socket.connect

    def only_here(self, address):
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1"):
            raise AssertionError("a test reached for the network")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture
def read():
    """Text -> (reading, claims), read by rule: what the claim room does must not hang on weights."""

    def run(text, published="2021-03-04"):
        reading = READERS["rules"](Document("d", "d" * 64, text, "test", published=published))
        return reading, extract_claims(reading)

    return run


@pytest.fixture
def told(read):
    """Text -> [(kind, type, {role: names})] and the claims themselves by kind and type."""

    def run(text, kind, subtype=None, published="2021-03-04"):
        return [c for c in read(text, published)[1] if c.kind == kind and subtype in (None, c.type)]

    return run
