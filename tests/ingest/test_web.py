import socket

import pytest

from onrecord.errors import InputError
from onrecord.ingest import web


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "fec0::1",
        "fe80::1%eth0",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "2001:db8::1",
        "5f00::1",
        "ff02::1",
    ],
)
def test_private_networks_are_refused(monkeypatch, address):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [(2, 1, 6, "", (address, 80))])
    with pytest.raises(InputError, match="private network"):
        web.public_address("example.org", 80, "http://example.org/")


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *a, **k: [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    )
    with pytest.raises(InputError, match="private network"):
        web.public_address("example.org", 80, "http://example.org/")


@pytest.fixture
def server(monkeypatch):
    """Pages by address; the network's edge is replaced, the rest is real."""
    pages = {}
    monkeypatch.setattr(web, "_get", lambda url, asked: pages.get(url, (404, {}, b"")))
    return pages


def test_robots_txt_is_honoured(server):
    server["http://news.example/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private")
    server["http://news.example/private/a"] = (200, {}, b"<html>")
    with pytest.raises(InputError, match=r"robots\.txt"):
        web.fetch("http://news.example/private/a")


def test_redirects_are_followed_and_end(server):
    server["http://news.example/a"] = (302, {"Location": "/b"}, b"")
    server["http://news.example/b"] = (200, {"Content-Type": "text/html"}, b"<html>hi</html>")
    assert web.fetch("http://news.example/a").data == b"<html>hi</html>"
    server["http://news.example/b"] = (302, {"Location": "/a"}, b"")
    with pytest.raises(InputError, match="redirects"):
        web.fetch("http://news.example/a")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x.example/", "data:text/plain,hi"])
def test_other_schemes_are_refused(address):
    with pytest.raises(InputError, match="only http"):
        web._get(address, address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"])
def test_the_internet_is_reached(monkeypatch, address):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [(2, 1, 6, "", (address, 80))])
    assert web.public_address("example.org", 80, "http://example.org/") == address


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "localhost"])
def test_other_ways_to_write_this_machine_are_refused(host):
    with pytest.raises(InputError, match=r"private network|not found"):
        web.public_address(host, 80, f"http://{host}/")
