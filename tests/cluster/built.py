"""Reporting to be built by a plan, and what is asked of builds."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

from reporting import reports
from world import World

from onrecord.export import FORMATS, Outgoing
from onrecord.record import Record


def lines(seed: int, incidents: int) -> list[dict[str, str]]:
    """Documents of a synthetic world as rows of JSONL."""
    return [
        {
            "id": f"{seed} {r.ref}",
            "text": r.text,
            "title": r.draft.head,
            "date": r.draft.day.isoformat(),
            "source": r.draft.outlet.name,
        }
        for r in reports(World(seed, incidents))
    ]


def write_jsonl(path: Path, rows: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


def onrecord(*args: object, expected: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, "-m", "onrecord", *map(str, args)], capture_output=True, text=True, timeout=500, check=False)  # fmt: skip
    assert done.returncode == expected, done.stderr
    return done


def exported(record: Path) -> str:
    """Everything a record says."""
    opened = Record(record)
    out = StringIO()
    FORMATS["jsonl"].write(Outgoing(opened), out)
    opened.close()
    return out.getvalue()
