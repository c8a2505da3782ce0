"""A record as a document to hand on: `onrecord report`."""

from onrecord.report.contents import Scope, contents
from onrecord.report.writers import WRITERS, write

__all__ = ["WRITERS", "Scope", "contents", "write"]
