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
    run(create_app(record, door), host, port, lambda address: on_ready(f"{address}/?token={door.token}"))


def run(app: FastAPI, host: str, port: int, on_ready: Callable[[str], None]) -> None:
    """Answer until stopped.

    Args:
        on_ready: called with the address, once it listens.

    Raises:
        UsageError: the port is taken, or the host is none of this machine's.
    """
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    try:
        own = _socket(host, port)
    except OSError as error:
        raise UsageError(f"{host}:{port}: {error.strerror}; choose another with --port or --host") from error
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    at = f"[{shown}]" if ":" in shown else shown
    on_ready(f"http://{at}:{own.getsockname()[1]}")
    uvicorn.Server(config).run(sockets=[own])


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
