"""`sources.toml`: what a person says of the publishers, agencies and speakers of a record, as a file to edit.

["Harbour Post"]
kind = "outlet"
country = "XA"
affiliation = ""
group = "Harbour Media"
reliability = "B"
"""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import fields

from onrecord.errors import UsageError
from onrecord.model import Source

HEAD = """# Who publishes and who speaks, as you judge them. Load it back with: onrecord sources RECORD --from FILE
# reliability: A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged (Admiralty code).
# Sources of one affiliation, or of one group (owner), are not counted as independent of each other.
"""
_FIELDS = tuple(f.name for f in fields(Source) if f.name != "name")


def parsed(text: str, where: str) -> list[Source]:
    """The sources of a file.

    Args:
        text: its content.
        where: its name, for messages.

    Raises:
        UsageError: it is no TOML, or holds something else than sources.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f'{where}: is not TOML ({error}); write names in quotes: ["Harbour Post"]') from error
    return [_source(name, table, where) for name, table in tables.items()]


def _source(name: str, table: object, where: str) -> Source:
    if not isinstance(table, dict):
        raise UsageError(f'{where}: {name} stands outside a source; begin one with ["{name}"]')
    for key, value in table.items():
        if key not in _FIELDS:
            raise UsageError(f"{where}: {name}: there is no {key}; there are {', '.join(_FIELDS)}")
        if not isinstance(value, str):
            raise UsageError(f"{where}: {name}: {key} must be text in quotes")
    letter = table.get("reliability", "F").strip().upper()
    if letter not in tuple("ABCDEF"):
        raise UsageError(f"{where}: {name}: reliability {letter!r} is none of A, B, C, D, E, F")
    return Source(name, **{k: v.strip() for k, v in table.items() if k != "reliability"}, reliability=letter)


def written(sources: Iterable[Source]) -> str:
    """The file of some sources, by name."""
    parts = [HEAD]
    for source in sorted(sources, key=lambda s: s.name.lower()):
        lines = [f"{field} = {json.dumps(getattr(source, field), ensure_ascii=False)}" for field in _FIELDS]
        parts.append("\n".join([f"[{json.dumps(source.name, ensure_ascii=False)}]", *lines]) + "\n")
    return "\n".join(parts)
