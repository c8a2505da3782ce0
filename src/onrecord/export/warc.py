"""Pages read from the web as a WARC 1.1 archive (ISO 28500): any replay tool shows them as they were retrieved; each record's id is made from its document's, so that a citation can point at it."""

import hashlib
import uuid
from io import BytesIO
from typing import Any, BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.errors import UsageError
from onrecord.export.outgoing import Outgoing
from onrecord.record import whole as stored

Row = dict[str, Any]
SPACE = uuid.UUID("5a2c7d0e-7a2f-5f0e-9d5b-6f6e72656364")


def record_id(document: str) -> str:
    """The WARC-Record-ID of a document's page."""
    return f"<urn:uuid:{uuid.uuid5(SPACE, f'warc {document}')}>"


def write(leaving: Outgoing, out: BinaryIO) -> None:
    """A response record for every page that was read from the web; documents from files are not in it.

    Raises:
        UsageError: names are to be masked, which would change the pages.
    """
    if not leaving.unmask:
        raise UsageError("a WARC holds pages as they are, with every name in them; give --unmask REASON")
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    info = writer.create_warcinfo_record("onrecord.warc.gz", {"software": "onrecord", "format": "WARC File Format 1.1"})
    info.rec_headers.replace_header("WARC-Date", "2021-01-01T00:00:00Z")
    info.rec_headers.replace_header("WARC-Record-ID", record_id("info"))
    writer.write_record(info)
    for document, data in stored.originals(leaving.record):
        capture = document["capture"]
        if capture:
            writer.write_record(_page(writer, document, capture, data))


def _page(writer: Any, document: Row, capture: Row, data: bytes) -> Any:
    """A response record; its digests are given, so that nothing is buffered to make them."""
    lines = [*((str(k), str(v)) for k, v in capture["headers"]), ("Content-Length", str(len(data)))]
    status = StatusAndHeaders(f"{capture['status']} OK", lines, protocol="HTTP/1.1")
    status.compute_headers_buffer()
    block = hashlib.sha256(status.headers_buff + data).hexdigest()
    headers = {
        "WARC-Record-ID": record_id(document["id"]), "WARC-Date": capture["retrieved"].replace("+00:00", "Z"),
        "WARC-Payload-Digest": f"sha256:{document['sha256']}", "WARC-Block-Digest": f"sha256:{block}",
    }  # fmt: skip
    made = writer.create_warc_record(capture["url"], "response", payload=BytesIO(data), length=len(data), http_headers=status, warc_headers_dict=headers)  # fmt: skip
    made.payload_length = len(data)
    return made
