"""The datasets of a run: what each row of them holds. What a name stands for is in `docs/how-to/cluster.md`."""

import pyarrow as pa

TYPES = {
    "": pa.string(),
    "i": pa.int64(),
    "f": pa.float64(),
    "b": pa.binary(),
    "l": pa.list_(pa.string()),
    "n": pa.list_(pa.int64()),
}
MATCH = "left right score:f reasons merged:i"
ROOT = "root group least schema published document first"
DATASETS = {
    # Of a unit of inputs.
    "survey": "address items:i",
    "entries": "position:i id ref source address stable:i published credit mends shingles:n looked document text original:b claims locals mentions",
    "aside": "address problem remedy",
    # Which documents are kept: of two with one content the first, of two at one address the last.
    "index": "id ref source address stable:i unit:i position:i",
    "first": "id ref source address stable:i unit:i position:i",
    "kept": "id unit:i",
    # Which documents carry one text.
    "shingles": "shingle:i document unit:i size:i published",
    "pairs": "left right n:i left_size:i right_size:i left_unit:i right_unit:i published",
    "candidates": "left right n:i left_size:i right_size:i left_unit:i right_unit:i share:f published",
    "wanted": "pair document unit:i",
    "texts": "pair document unit:i text published source credit",
    "copies": "left right share:f left_unit:i right_unit:i left_told right_told",
    "copied": "component left right left_unit:i right_unit:i left_told right_told",
    "carriers": "document unit:i carries outlet",
    # Who is who.
    "keys": "key block",
    "crowded": "key",
    "locals": "id document unit:i said data company short:i mentions:i public:i",
    "told_as": "id document unit:i block data company short:i mentions:i public:i",
    "groups": "id short:i data",
    "grouped": "id document unit:i group name schema published short:i mentions:i public:i",
    "bearing": "key id short:i data",
    "matches": MATCH,
    "forms": MATCH,
    "grouped_by_form": "component id data",
    "forms_of_one": f"component {MATCH}",
    "alone": "key id data",
    "bearers": "key id data",
    "near": "short short_data bearer bearer_data",
    "matches_of_forms": MATCH,
    "matches_of_short": MATCH,
    "roots": ROOT,
    "roots_of_short": ROOT,
    "resolved": "group entity schema",
    "placed": "id document unit:i entity name schema short:i mentions:i public:i",
    "entities": "id name schema documents:i mentions:i public:i",
    # Which claims say one thing.
    "told": "claim document unit:i incident:i points:i key data",
    "blocks": "block claim points:i incident:i data",
    "likely": "left right much:f",
    "meant": "pointing claim full:i",
    "alike": "component claim data",
    "likely_of_one": "component left right much:f",
    "clustered": "claim cluster",
    "members": "claim cluster",
    "aimed": "pointing cluster",
    "met": "pointing cluster member",
    "shown": "pointing cluster member data",
    "homes": "claim cluster",
    "homes_of_left": "claim cluster",
    "left": "claim document told words data",
    "worded": "left right",
    "left_of_words": "component data",
    "assigned": "cluster claim unit:i data",
    "findings": "id row parts:l",
    "found": "claim unit:i finding",
    # What leads from one to another, in one process: components of pairs.
    "components": "member component",
    # What the record is filled from, by unit.
    "documents": "id sha256 ref title byline source published address language media_type notes text sentences original:b settled:i carries "
    "credit mends outlet attributions claims:i capture",
    "claims": "id document finding kind type stage status polarity begins ends place country score:f words_key body read added published",
    "rows": "document locals mentions keys shingles:n quoted blocks",
}  # fmt: skip
"""Dataset -> its columns; a column's type is behind a colon: i whole number, f number, b bytes, l list of words, n list of whole numbers; words without one."""


def columns_of(dataset: str) -> pa.Schema:
    """A dataset's columns."""
    named = (column.partition(":") for column in DATASETS[dataset].split())
    return pa.schema([(name, TYPES[kind]) for name, _, kind in named])
