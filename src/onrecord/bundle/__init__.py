"""Keep the evidence: a record with the bytes it was read from as one archive that can be verified to the last byte."""

from onrecord.bundle.making import make
from onrecord.bundle.verifying import Verdict, verify

__all__ = ["Verdict", "make", "verify"]
