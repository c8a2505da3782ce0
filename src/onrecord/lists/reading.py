"""List files -> entries: FollowTheMoney JSON lines (plain or nested, as OpenSanctions publishes them), CSV with names, Wikidata's JSON."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from onrecord.errors import InputError

Row = dict[str, Any]
LARGEST_FIELD = 10_000_000
"""Characters of one cell of a CSV."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody on a list."""

    list: str
    id: str
    schema: str
    """Person, Organization or PublicBody."""
    names: tuple[str, ...]
    """The first is how it is listed."""
    since: str = ""
    """ISO day from which it is listed, as the list tells."""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 codes, upper case."""
    words: tuple[str, ...] = ()
    """Posts and bodies the list gives."""
    told: str = ""
    """What the list says it is listed for: programmes, topics."""
    url: str = ""


PEOPLE = {"Person": "Person", "Organization": "Organization", "Company": "Organization", "LegalEntity": "Organization", "PublicBody": "PublicBody"}  # fmt: skip
"""FollowTheMoney schemata that are compared -> ours."""


def read_list(path: Path, name: str = "") -> Iterator[Entry]:
    """The entries of a list, whatever its format.

    Args:
        name: what the list is called; without it, the file's name.

    Raises:
        InputError: it cannot be read, or is none of these formats.
    """
    called = name or path.name.split(".")[0]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = _format(file, path)
            file.seek(0)
            yield from reader(file, called)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, csv.Error) as error:
        raise InputError(str(path), f"cannot be read as a list ({error})", "give FollowTheMoney JSON lines, CSV with a column name, or Wikidata JSON") from error  # fmt: skip


def _format(file: TextIO, path: Path) -> Callable[[TextIO, str], Iterator[Entry]]:
    first = file.readline().strip()
    if first.startswith(("{", "[")):
        head = file.readline()
        return _wikidata if '"labels"' in first + head or '"entities"' in first + head or first in ("[", "{") else _ftm
    columns = [c.strip().lower() for c in next(csv.reader([first]), [])]
    if "name" not in columns:
        raise InputError(str(path), "is no list: no JSON, and no CSV with a column name", "name the column that holds the names name")  # fmt: skip
    return _csv


def _csv(file: TextIO, called: str) -> Iterator[Entry]:
    """A CSV with a column name; id, schema, aliases (parted by ;), countries, since or first_seen, positions, sanctions are understood, too."""
    csv.field_size_limit(LARGEST_FIELD)
    for number, row in enumerate(csv.DictReader(file), 1):
        own = {(k or "").strip().lower(): (v or "").strip() for k, v in row.items() if isinstance(v, str)}
        schema = PEOPLE.get(own.get("schema", "") or "Person")
        names = tuple(n for n in dict.fromkeys([own.get("name", ""), *_parts(own, "aliases", "alias")]) if n)
        if schema and names:
            since = own.get("since") or own.get("first_seen", "")
            yield Entry(called, own.get("id") or str(number), schema, names, since[:10], _codes(_parts(own, "countries", "country")), tuple(_parts(own, "positions", "position")), "; ".join(_parts(own, "sanctions", "program")), own.get("url", ""))  # fmt: skip


def _parts(row: Row, *columns: str) -> list[str]:
    return [p.strip() for c in columns for p in row.get(c, "").split(";") if p.strip()]


def _codes(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v.upper() for v in values if len(v) == 2))


def _ftm(file: TextIO, called: str) -> Iterator[Entry]:
    """FollowTheMoney entities, an entity a line; sanctions as entities of their own or nested. Read twice, for whole lists are larger than memory."""
    listed: dict[str, list[Row]] = {}
    for row in _lines(file):
        if row.get("schema") == "Sanction":
            for entity in row["properties"].get("entity", []):
                listed.setdefault(entity, []).append(row["properties"])
    file.seek(0)
    for row in _lines(file):
        if row.get("schema") in PEOPLE and row["properties"].get("name"):
            yield _ftm_entry(row, listed.get(row["id"], []), called)


def _lines(file: TextIO) -> Iterator[Row]:
    """Entities: objects with an id and properties; an empty line is none."""
    for number, line in enumerate(file, 1):
        row = json.loads(line) if line.strip() else None
        if isinstance(row, dict) and isinstance(row.get("properties"), dict) and "id" in row:
            yield row
        elif row is not None:
            raise InputError(file.name, f"line {number} is no FollowTheMoney entity", "give a file of entities, one on a line")  # fmt: skip


def _ftm_entry(row: Row, sanctions: list[Row], called: str) -> Entry:
    own = row["properties"]
    sanctions = [*sanctions, *(s["properties"] for s in own.get("sanctions", []) if isinstance(s, dict) and "properties" in s)]  # fmt: skip
    names = tuple(dict.fromkeys(n for key in ("name", "alias", "weakAlias", "previousName", "abbreviation") for n in own.get(key, []) if isinstance(n, str)))  # fmt: skip
    since = min((d for s in sanctions for key in ("listingDate", "startDate") for d in s.get(key, [])), default="")
    told = dict.fromkeys(w for s in sanctions for key in ("program", "authority", "provisions") for w in s.get(key, []))
    words = [w for key in ("position", "classification") for w in own.get(key, [])]
    return Entry(called, row["id"], PEOPLE[row["schema"]], names, (since or row.get("first_seen", "") or "")[:10], _codes([*own.get("country", []), *own.get("nationality", []), *own.get("citizenship", [])]), tuple(words), "; ".join([*told, *own.get("topics", [])][:6]), next(iter(own.get("sourceUrl", [])), ""))  # fmt: skip


def _wikidata(file: TextIO, called: str) -> Iterator[Entry]:
    """Wikidata's JSON: a dump (an entity a line, in an array), or the answer of wbgetentities."""
    text = file.read().strip()
    try:
        whole = json.loads(text)
        rows = list(whole["entities"].values()) if "entities" in whole else whole if isinstance(whole, list) else [whole]  # fmt: skip
    except json.JSONDecodeError:
        rows = [json.loads(line.rstrip(",")) for line in text.splitlines() if line.strip() not in ("[", "]", "")]
    for row in rows:
        labels = [row["labels"][k]["value"] for k in sorted(row.get("labels", {}), key=lambda k: (k != "en", k))]
        aliases = [a["value"] for k in sorted(row.get("aliases", {})) for a in row["aliases"][k]]
        names = tuple(dict.fromkeys([*labels, *aliases]))
        if names:
            person = "Q5" in _values(row, "P31")
            told = next(iter(row.get("descriptions", {}).get("en", {}).values()), "")
            yield Entry(called, row["id"], "Person" if person else "Organization", names, told=told, words=(told,) if told else (), url=f"https://www.wikidata.org/wiki/{row['id']}")  # fmt: skip


def _values(row: Row, prop: str) -> list[str]:
    """Items that a property has as values."""
    told = (c.get("mainsnak", {}).get("datavalue", {}).get("value") for c in row.get("claims", {}).get(prop, []))
    return [v["id"] for v in told if isinstance(v, dict) and "id" in v]
