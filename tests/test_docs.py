"""What the docs show is what happens."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs" / "how-to").glob("*.md"))]


def test_generated_pages_are_up_to_date():
    done = subprocess.run([sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def sessions(page):
    """Console blocks marked ```console: [(command, expected output)]."""
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.S):
        for part in re.split(r"(?m)^\$ ", block)[1:]:
            command, _, output = part.partition("\n")
            yield command, output.strip()


@pytest.mark.parametrize(
    "page", [p for p in PAGES if "```console" in p.read_text(encoding="utf-8")], ids=lambda p: p.name
)
def test_sessions_run_as_shown(page, tmp_path):
    bin_folder = Path(sys.executable).parent
    for command, expected in sessions(page):
        done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, executable="/bin/bash",
                              env={"PATH": f"{bin_folder}:/usr/bin:/bin", "HOME": str(tmp_path), "COLUMNS": "160"})  # fmt: skip
        assert done.returncode in (0, 3), f"{command}: {done.stderr}"
        if expected:
            shown = [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]
            for line in filter(None, expected.splitlines()):
                assert line.rstrip() in shown or line.strip() == "...", (
                    f"{command}\nshould print: {line}\nprinted:\n" + "\n".join(shown)
                )
