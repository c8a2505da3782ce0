"""Signatures as `ssh-keygen -Y sign` makes them (PROTOCOL.sshsig): whoever has the public key verifies a bundle with OpenSSH alone."""

import base64
import hashlib
import textwrap
from pathlib import Path

from onrecord.errors import UsageError

NAMESPACE = "onrecord"
MAGIC = b"SSHSIG"


def signed(message: bytes, key: Path) -> bytes:
    """An armoured signature of a message.

    Args:
        key: an OpenSSH private key, Ed25519, without a passphrase.

    Raises:
        UsageError: it cannot be read or is of another kind, or the library is not installed.
    """
    try:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_ssh_private_key
    except ImportError as error:
        raise UsageError("signing needs cryptography: pip install onrecord[evidence]") from error
    try:
        private = load_ssh_private_key(key.read_bytes(), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UsageError(f"{key}: is no OpenSSH private key without a passphrase; make one with ssh-keygen -t ed25519") from error  # fmt: skip
    if not isinstance(private, Ed25519PrivateKey):
        raise UsageError(f"{key}: is no Ed25519 key; make one with ssh-keygen -t ed25519")
    public = base64.b64decode(private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).split()[1])
    signature = _string(b"ssh-ed25519") + _string(private.sign(_over(message)))
    blob = MAGIC + (1).to_bytes(4, "big") + _string(public) + _string(NAMESPACE.encode()) + _string(b"") + _string(b"sha512") + _string(signature)  # fmt: skip
    body = "\n".join(textwrap.wrap(base64.b64encode(blob).decode(), 70))
    return f"-----BEGIN SSH SIGNATURE-----\n{body}\n-----END SSH SIGNATURE-----\n".encode()


def _over(message: bytes) -> bytes:
    """What is signed: the message's hash, and what for."""
    return MAGIC + _string(NAMESPACE.encode()) + _string(b"") + _string(b"sha512") + _string(hashlib.sha512(message).digest())  # fmt: skip


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def signer(message: bytes, signature: bytes) -> str:
    """Fingerprint of the key that signed a message, as `ssh-keygen -l` prints it; empty where the signature does not fit.

    Raises:
        UsageError: the library is not installed.
    """
    try:
        from sshsig import InvalidSignature, check_signature
    except ImportError as error:
        raise UsageError("verifying a signature needs sshsig: pip install onrecord[evidence]") from error
    try:
        key = check_signature(message, signature.decode("ascii", "replace"), NAMESPACE)
    except (InvalidSignature, ValueError, NotImplementedError):
        return ""
    return fingerprint(key.openssh_str())


def fingerprint(public: str) -> str:
    """SHA-256 fingerprint of a public key's line."""
    digest = hashlib.sha256(base64.b64decode(public.split()[1])).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")
