"""Start the server, and say where it is."""

import ipaddress
import logging
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from onrecord.errors import UsageError
from onrecord.record import Record
from onrecord.workbench.app import create_app
from onrecord.workbench.security import Door
from onrecord.workbench.settler import Settler

IDLE = 75
"""Seconds after which a connection nobody uses is closed: more than a proxy or a reading person lets pass, for one that asks while it is being closed is not answered."""
STARTS = 60
"""Seconds within which a process that answers shows that it lives: it shows nothing before its code is loaded, and on a busy machine one given less is stopped and started over for ever."""
LOCAL = frozenset(["127.0.0.1", "localhost", "::1"])


def serve(record: Record, host: str, port: int, on_ready: Callable[[str], None]) -> None:
    """Serve a record to one person until it is stopped.

    Args:
        host: to bind to; only this machine can reach 127.0.0.1.
        port: 0 takes any free one.
        on_ready: called with the address to open, once it listens.

    Raises:
        UsageError: the port is taken, or the host is none of this machine's.
    """
    door = Door(LOCAL | {host})
    app = create_app(record, door, Settler(record))
    own, address = listening(host, port)
    on_ready(f"{address}/?token={door.token}")
    uvicorn.Server(settings(lambda: app)).run(sockets=[own])


def settings(make: Callable[[], FastAPI], workers: int = 1) -> uvicorn.Config:
    """How requests are answered.

    Args:
        make: makes the application, in each process that answers.
        workers: how many of these there are.
    """
    config = uvicorn.Config(make, factory=True, workers=workers, timeout_worker_healthcheck=STARTS, timeout_keep_alive=IDLE, log_level="warning", access_log=False, server_header=False)  # fmt: skip
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    return config


def listening(host: str, port: int) -> tuple[socket.socket, str]:
    """(a socket that listens, the address it has).

    Raises:
        UsageError: the port is taken, or the host is none of this machine's.
    """
    try:
        own = _socket(host, port)
    except OSError as error:
        raise UsageError(f"{host}:{port}: {error.strerror}; choose another with --port or --host") from error
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    at = f"[{shown}]" if ":" in shown else shown
    return own, f"http://{at}:{own.getsockname()[1]}"


def _socket(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if _is_ipv6(host) else socket.AF_INET
    own = socket.socket(
        family, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )  # named, so that asyncio sends small answers at once
    own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    own.bind((host, port))
    own.listen(128)
    return own


def _is_ipv6(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).version == 6
    except ValueError:
        return False
