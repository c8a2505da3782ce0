"""A record from Python: `onrecord.open(path_or_url)`; the same answers from a file as from a running workbench."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from onrecord.errors import OnrecordError, UsageError

Row = dict[str, Any]
Ask = Callable[[str, dict[str, Any]], Any]
OK = 200


class Client:
    """What the API of a record answers."""

    def __init__(self, ask: Ask) -> None:
        """Made by `onrecord.open`.

        Args:
            ask: path and query -> the JSON of the answer.
        """
        self._ask = ask

    def summary(self) -> Row:
        """How much is in the record."""
        answer: Row = self._ask("/api/v1/summary", {})
        return answer

    def findings(self, kinds: str = "incidents", **filters: Any) -> Iterator[Row]:
        """Findings of a kind, page after page as they are needed.

        Args:
            kinds: incidents, ties, proceedings, measures, counts or statements; or people, organisations, places.
            filters: as in the workbench's addresses: stage="foiled", origins=2, since="2021-01-01", entity=...
        """
        after = ""
        while True:
            page = self._ask(f"/api/v1/{kinds}", {**filters, "after": after})
            yield from page["rows"]
            after = page["next"]
            if not after:
                return

    def finding(self, identity: str) -> Row:
        """A finding's claims, and why it has its grade."""
        answer: Row = self._ask(f"/api/v1/findings/{identity}", {})
        return answer

    def entity(self, identity: str) -> Row:
        """A person, body or place, with its names and why they are one."""
        answer: Row = self._ask(f"/api/v1/entities/{identity}", {})
        return answer

    def document(self, identity: str) -> Row:
        """A document with its text, mentions, attributions and claims."""
        answer: Row = self._ask(f"/api/v1/documents/{identity}", {})
        return answer

    def search(self, words: str, limit: int = 20) -> list[Row]:
        """Full text: words, "phrases", prefixes*."""
        rows: list[Row] = self._ask("/api/v1/search", {"q": words, "limit": limit})["rows"]
        return rows


def open_record(path_or_url: str | Path, *, names: bool = False) -> Client:
    """Open a record file, or a workbench that is running.

    Args:
        path_or_url: a file made by `onrecord build`, or the address that `onrecord serve` printed (its token works once: for you or for a browser).
        names: whether the names of persons without a public role are shown.

    Raises:
        OnrecordError: no such record, or nobody answers there.
    """
    where = str(path_or_url)
    return Client(
        _asking_server(where, names=names)
        if where.startswith(("http://", "https://"))
        else _asking_file(where, names=names)
    )


def _asking_server(address: str, *, names: bool) -> Ask:
    from urllib3 import PoolManager
    from urllib3.exceptions import HTTPError

    pool, base = PoolManager(), "{0.scheme}://{0.netloc}".format(urlsplit(address))

    def get(url: str, cookie: str) -> Any:
        try:
            return pool.request("GET", url, headers={"Cookie": cookie}, redirect=False, retries=False)
        except HTTPError as error:
            raise OnrecordError(
                f"{base}: does not answer ({type(error).__name__}); is onrecord serve running?"
            ) from error

    let_in = get(address, "").headers.get("set-cookie", "").split(";")[0]
    if not let_in:
        raise OnrecordError(
            f"{base}: let nobody in; give the address that onrecord serve printed, its token works once"
        )
    cookie = f"{let_in}; names=shown" if names else let_in

    def ask(path: str, query: dict[str, Any]) -> Any:
        answer = get(f"{base}{path}?{urlencode(query)}", cookie)
        return _read(answer.status, answer.data)

    return ask


def _asking_file(path: str, *, names: bool) -> Ask:
    from onrecord.pipeline import settle
    from onrecord.record import Record
    from onrecord.workbench import create_app
    from onrecord.workbench.security import COOKIE, Door
    from onrecord.workbench.settler import Settler

    record, door = Record(path), Door(frozenset(["file"]))
    settle(record)
    app = create_app(record, door, Settler(record))
    cookie = f"{COOKIE}={door.session}" + ("; names=shown" if names else "")

    def ask(path: str, query: dict[str, Any]) -> Any:
        return _read(*asyncio.run(_answer(app, path, urlencode(query), cookie)))

    return ask


async def _answer(app: Any, path: str, query: str, cookie: str) -> tuple[int, bytes]:
    """Status and body of an ASGI application's answer to a GET."""
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http", "path": path, "raw_path": path.encode(),
        "query_string": query.encode(), "root_path": "", "headers": [(b"host", b"file"), (b"cookie", cookie.encode())], "client": ("file", 0), "server": ("file", 80),
    }  # fmt: skip
    status, body = 500, bytearray()

    async def receive() -> Row:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Row) -> None:
        nonlocal status
        status = message.get("status", status)
        body.extend(message.get("body", b""))

    await app(scope, receive, send)
    return status, bytes(body)


def _read(status: int, body: bytes) -> Any:
    answer = json.loads(body) if body else None
    if status != OK:
        raise UsageError(
            answer.get("error") or f"the record answers with status {status}: {answer}"
            if isinstance(answer, dict)
            else f"status {status}"
        )
    return answer
