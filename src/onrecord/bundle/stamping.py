"""Time stamps of a third party (RFC 3161): that these bytes existed on that day."""

import hashlib
from pathlib import Path

import urllib3

from onrecord.errors import UsageError

SECONDS = 20.0
LARGEST = 1_000_000


def stamped(message: bytes, address: str) -> bytes:
    """A time-stamping server's answer over a message; only its hash is sent.

    Raises:
        UsageError: no answer, or none that is a stamp; or the library is not installed.
    """
    try:
        from rfc3161_client import TimestampRequestBuilder, decode_timestamp_response
    except ImportError as error:
        raise UsageError("a time stamp needs rfc3161-client: pip install onrecord[evidence]") from error
    asked = TimestampRequestBuilder().data(message).build()
    try:
        answer = urllib3.PoolManager().request("POST", address, body=asked.as_bytes(), headers={"Content-Type": "application/timestamp-query"}, timeout=SECONDS, retries=False)  # fmt: skip
    except urllib3.exceptions.HTTPError as error:
        raise UsageError(f"{address}: does not answer ({type(error).__name__}); try another time-stamping server") from error  # fmt: skip
    try:
        told = decode_timestamp_response(answer.data[:LARGEST]).tst_info.message_imprint.message
    except (ValueError, AttributeError) as error:
        raise UsageError(f"{address}: answers with status {answer.status} and no time stamp; try another server") from error  # fmt: skip
    if told != hashlib.sha512(message).digest():
        raise UsageError(f"{address}: stamped something else; try another server")
    return bytes(answer.data[:LARGEST])


def stamp_of(message: bytes, response: bytes, certificate: Path | None) -> tuple[str, bool]:
    """(when it says that a message existed, UTC; whether the certificate bears that out); ("", False) where it does not fit the message.

    Args:
        certificate: PEM of the root that the server's certificate leads to.
    """
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    try:
        stamp = decode_timestamp_response(response)
        told = stamp.tst_info
    except ValueError:
        return "", False
    if told.message_imprint.message != hashlib.sha512(message).digest():
        return "", False
    when = told.gen_time.isoformat()
    if certificate is None:
        return when, False
    from cryptography import x509

    verifier = VerifierBuilder().add_root_certificate(x509.load_pem_x509_certificate(certificate.read_bytes())).build()
    try:
        return when, bool(verifier.verify_message(stamp, message))
    except VerificationError:
        return "", False
