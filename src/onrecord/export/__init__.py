"""Record -> files others read. Private persons are masked unless asked otherwise; nothing is held in memory as a whole."""

from onrecord.export.formats import FORMATS, Format
from onrecord.export.outgoing import BLOCK, MASK, Masks, Outgoing
from onrecord.export.tables import safe

__all__ = ["BLOCK", "FORMATS", "MASK", "Format", "Masks", "Outgoing", "safe"]
