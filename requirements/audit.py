"""`make audit`: what we ship looked over. Writes out/audit: licences.md, sbom.cdx.json (CycloneDX), weaknesses.json.

Fails on a licence that a program under MIT cannot be handed on with, and on a known weakness; also where the weaknesses cannot be
looked up: not having looked is no finding of none.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parent / "out" / "audit"
TOOLS = HERE.parent / ".venv-audit" / "bin"
SHIPPED = HERE / "team.txt"
"""All that an installation with every server part has."""
FREE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Zlib|Unlicense|Public Domain|HPND|LGPL|Lesser General|CC0|0BSD|CNRI", re.I
)  # fmt: skip
"""Licences that let a program use the package; the LGPL's (psycopg, chardet) and MPL's terms hold for the package alone."""

READ = {"resvg_py": "MIT"}
"""Packages that tell their licence in a file alone: as it stands there."""


def names() -> list[str]:
    """The packages of the lock."""
    return sorted(set(re.findall(r"^([A-Za-z0-9._-]+)==", SHIPPED.read_text(encoding="utf-8"), re.M)))


def licences() -> list[str]:
    """Packages whose licence is not among FREE; licences.md has all."""
    told = subprocess.run(
        [TOOLS / "pip-licenses", "--python", HERE.parent / ".venv" / "bin" / "python", "--from=mixed", "--with-urls", "--format=json", "--packages", *names()],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    rows = [{**r, "License": READ.get(r["Name"], r["License"])} for r in json.loads(told)]
    lines = [f"| {r['Name']} | {r['Version']} | {' '.join(r['License'].split())[:80]} | {r['URL']} |" for r in rows]
    (OUT / "licences.md").write_text("\n".join(["| package | version | licence | |", "| --- | --- | --- | --- |", *lines, ""]), encoding="utf-8")  # fmt: skip
    print(f"{len(rows)} packages, licences in {OUT / 'licences.md'}")
    return [f"{r['Name']}: {r['License'][:80]}" for r in rows if not FREE.search(r["License"])]


def bill() -> None:
    """The bill of materials, for a release."""
    to = OUT / "sbom.cdx.json"
    subprocess.run([TOOLS / "cyclonedx-py", "requirements", SHIPPED, "--output-reproducible", "-o", to], check=True, capture_output=True)  # fmt: skip
    print(f"{len(json.loads(to.read_text(encoding='utf-8'))['components'])} components in {to}")


def weaknesses() -> list[str]:
    """Packages with a known weakness, or of which nobody could say."""
    to = OUT / "weaknesses.json"
    command = [TOOLS / "pip-audit", "--disable-pip", "--require-hashes", "-r", SHIPPED, "--format=json", "-o", to, "--progress-spinner=off"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True)
    if not to.is_file():
        return [f"pip-audit: {(done.stderr.splitlines() or ['said nothing'])[-1][:200]}"]
    rows = json.loads(to.read_text(encoding="utf-8"))["dependencies"]
    unknown = [r["name"] for r in rows if "skip_reason" in r]
    found = [f"{r['name']} {r['version']}: {v['id']}" for r in rows for v in r.get("vulns", [])]
    if unknown:
        found.append(f"{len(unknown)} of {len(rows)} packages could not be looked up ({', '.join(unknown[:3])} ...): is the registry's vulnerability service reached?")  # fmt: skip
    print(f"{len(rows) - len(unknown)} of {len(rows)} packages looked up for known weaknesses")
    return found


def main() -> None:
    """Look everything over, then say what is wrong."""
    OUT.mkdir(parents=True, exist_ok=True)
    bill()
    wrong = [*licences(), *weaknesses()]
    for line in wrong:
        print(line, file=sys.stderr)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
