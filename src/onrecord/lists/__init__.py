"""Reference lists: sanctions lists, officials, Wikidata. Who of a record may be on them is proposed with reasons and decided by a person, never by a name alone."""

from onrecord.lists.comparing import Candidate, Proposal, compare
from onrecord.lists.reading import Entry, read_list

__all__ = ["Candidate", "Entry", "Proposal", "compare", "read_list"]
