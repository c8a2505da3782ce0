"""Web addresses a user asks for: fetched politely, and never into the user's own network."""

import datetime as dt
import ipaddress
import socket
from typing import Any
from urllib.parse import urljoin, urlsplit

import urllib3
from protego import Protego

from onrecord.errors import InputError
from onrecord.ingest.raw import Raw

AGENT = "onrecord/0.1 (reads pages its user asks for)"
MAX_PAGE = 20_000_000
"""Most bytes read from one address."""
SECONDS = 20.0
"""Longest wait for a server."""
REDIRECTS = 5
REWRITTEN = frozenset(["content-encoding", "transfer-encoding", "content-length", "set-cookie"])
"""Headers that say nothing true of the bytes as they are kept, or are nobody's business."""


def fetch(address: str) -> Raw:
    """The bytes behind a web address, robots.txt honoured.

    Raises:
        InputError: the address leads into a private network, robots.txt forbids it, it is too large, or
            the server does not give it.
    """
    _check_robots(address)
    current = address
    for _ in range(REDIRECTS):
        status, headers, body = _get(current, address)
        if status in (301, 302, 303, 307, 308) and headers.get("Location"):
            current = urljoin(current, headers["Location"])
            continue
        if status != 200:
            raise InputError(address, f"the server answered {status}", "check the address in a browser")
        kept = [(k, v) for k, v in headers.items() if k.lower() not in REWRITTEN]
        capture = {"url": current, "retrieved": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), "status": status, "headers": kept}  # fmt: skip
        return Raw(address, body, None, headers.get("Content-Type", "text/html"), {}, capture)
    raise InputError(address, f"redirects more than {REDIRECTS} times", "give the final address")


def _check_robots(address: str) -> None:
    parts = urlsplit(address)
    status, _, body = _get(f"{parts.scheme}://{parts.netloc}/robots.txt", address)
    if status == 200 and not Protego.parse(body.decode("utf-8", "replace")).can_fetch(address, AGENT):
        raise InputError(
            address,
            "robots.txt asks not to fetch it",
            "save the page in a browser and give the file",
        )


def _get(url: str, asked: str) -> tuple[int, "urllib3.HTTPHeaderDict", bytes]:
    """One request to a public host, connected to the very address that was checked."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(asked, f"leads to {parts.scheme or 'no'}: address", "only http and https are fetched")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise InputError(asked, "has a port that is no number", "correct the address") from error
    host = public_address(parts.hostname, port, asked)
    options: dict[str, Any] = {"timeout": urllib3.Timeout(total=SECONDS), "retries": False, "maxsize": 1}
    pool: urllib3.HTTPConnectionPool
    if parts.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(
            host, port, server_hostname=parts.hostname, assert_hostname=parts.hostname, **options
        )
    else:
        pool = urllib3.HTTPConnectionPool(host, port, **options)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        response = pool.request(
            "GET",
            target,
            headers={"Host": parts.netloc.rpartition("@")[2], "User-Agent": AGENT},
            redirect=False,
            preload_content=False,
        )
        body = response.read(MAX_PAGE + 1, decode_content=True)
        response.close()
    except urllib3.exceptions.HTTPError as error:
        raise InputError(
            asked,
            f"could not be fetched ({type(error).__name__})",
            "check the address and the network",
        ) from error
    finally:
        pool.close()
    if len(body) > MAX_PAGE:
        raise InputError(asked, f"is larger than {MAX_PAGE // 10**6} MB", "download it and give the file")
    return response.status, response.headers, body


def public_address(host: str, port: int, asked: str) -> str:
    """The IP address to connect to, if every address of the host is public.

    Raises:
        InputError: it is private, or the name does not resolve.
    """
    try:
        found = sorted({str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})
    except (socket.gaierror, UnicodeError) as error:
        raise InputError(asked, f"host {host} is not found", "check the address") from error
    for address in found:
        if not _is_public(address.partition("%")[0]):
            raise InputError(
                asked,
                f"leads into a private network ({address})",
                "save the page and give the file",
            )
    return found[0]


_GLOBAL = ipaddress.IPv6Network("2000::/3")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 addresses as networks that only speak IPv6 write them (RFC 6052)."""


def _is_public(address: str) -> bool:
    """Whether an address is somewhere on the internet, whatever it is written as."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _TRANSLATED else None)  # fmt: skip
        if inner is None:
            return ip in _GLOBAL and ip.is_global and ip.teredo is None
        ip = inner
    return ip.is_global and not ip.is_multicast
