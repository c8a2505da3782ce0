"""A small S3-compatible store on this machine: enough of its protocol for pyarrow and Daft, objects in memory, signatures unread."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import uuid4
from xml.sax.saxutils import escape

XML = '<?xml version="1.0" encoding="UTF-8"?>'
TIME = "2026-01-02T03:04:05.000Z"


class Store(ThreadingHTTPServer):
    """Buckets, served until it is closed."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


def _unchunked(data: bytes) -> bytes:
    whole = b""
    while data:
        size, _, data = data.partition(b"\r\n")
        n = int(size.split(b";")[0] or b"0", 16)
        if not n:
            break
        whole, data = whole + data[:n], data[n + 2 :]
    return whole


class _Handler(BaseHTTPRequestHandler):
    server: Store
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None: ...

    def _asked(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        return unquote(parts.path).strip("/"), {
            k: v[0] for k, v in parse_qs(parts.query, keep_blank_values=True).items()
        }

    def _body(self) -> bytes:
        """What was sent, out of the transfer's chunks and of those that carry a signature or a sum."""
        data = (
            self._transferred()
            if self.headers.get("Transfer-Encoding") == "chunked"
            else self.rfile.read(int(self.headers.get("Content-Length", 0)))
        )
        return _unchunked(data) if "aws-chunked" in self.headers.get("Content-Encoding", "") else data

    def _transferred(self) -> bytes:
        whole = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            whole += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return whole

    def _answer(self, status: int, body: bytes | str = b"", **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def do_HEAD(self) -> None:
        name, _ = self._asked()
        data = self.server.objects.get(name)
        if data is None and "/" in name:
            self._answer(404)
        elif data is None:
            self._answer(200 if any(o.startswith(f"{name}/") for o in self.server.objects) else 404)
        else:
            self._answer(200, Content_Length=str(len(data)), Last_Modified="Fri, 02 Jan 2026 03:04:05 GMT", ETag='"e"')

    def do_GET(self) -> None:
        name, asked = self._asked()
        if "list-type" in asked:
            return self._list(name, asked)
        data = self.server.objects.get(name)
        if data is None:
            return self._answer(404, f"{XML}<Error><Code>NoSuchKey</Code><Message>none</Message></Error>")
        wanted = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        if not wanted:
            return self._answer(200, data, Last_Modified="Fri, 02 Jan 2026 03:04:05 GMT", ETag='"e"')
        first, last = wanted.groups()
        start = int(first) if first else len(data) - int(last)
        end = int(last) if first and last else len(data) - 1
        end = min(end, len(data) - 1)
        return self._answer(206, data[start : end + 1], Content_Range=f"bytes {start}-{end}/{len(data)}", ETag='"e"')

    def _list(self, bucket: str, asked: dict[str, str]) -> None:
        prefix, delimiter = asked.get("prefix", ""), asked.get("delimiter", "")
        keys, folders = [], set()
        for name in sorted(self.server.objects):
            own, _, key = name.partition("/")
            if own != bucket or not key.startswith(prefix):
                continue
            rest = key[len(prefix) :]
            if delimiter and delimiter in rest:
                folders.add(prefix + rest.split(delimiter)[0] + delimiter)
            else:
                keys.append(key)
        rows = "".join(
            f"<Contents><Key>{escape(k)}</Key><Size>{len(self.server.objects[f'{bucket}/{k}'])}</Size><LastModified>{TIME}</LastModified><ETag>e</ETag></Contents>"
            for k in keys
        )
        rows += "".join(f"<CommonPrefixes><Prefix>{escape(f)}</Prefix></CommonPrefixes>" for f in sorted(folders))
        self._answer(
            200,
            f"{XML}<ListBucketResult><Name>{bucket}</Name><IsTruncated>false</IsTruncated><KeyCount>{len(keys) + len(folders)}</KeyCount>{rows}</ListBucketResult>",
        )

    def do_PUT(self) -> None:
        name, asked = self._asked()
        data = self._body()
        if "uploadId" in asked:
            self.server.parts[asked["uploadId"]][int(asked["partNumber"])] = data
        elif "/" in name:
            self.server.objects[name] = data
        self._answer(200, ETag='"e"')

    def do_POST(self) -> None:
        name, asked = self._asked()
        body = self._body()
        if "uploads" in asked:
            upload = uuid4().hex
            self.server.parts[upload] = {}
            return self._answer(
                200,
                f"{XML}<InitiateMultipartUploadResult><UploadId>{upload}</UploadId></InitiateMultipartUploadResult>",
            )
        if "uploadId" in asked:
            parts = self.server.parts.pop(asked["uploadId"])
            self.server.objects[name] = b"".join(parts[n] for n in sorted(parts))
            return self._answer(
                200, f"{XML}<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>"
            )
        for key in re.findall(r"<Key>(.*?)</Key>", body.decode()):
            self.server.objects.pop(f"{name}/{key}", None)
        return self._answer(200, f"{XML}<DeleteResult></DeleteResult>")

    def do_DELETE(self) -> None:
        name, asked = self._asked()
        self.server.parts.pop(asked.get("uploadId", ""), None)
        self.server.objects.pop(name, None)
        self._answer(204)
