"""Make docs/reference/data.md from model.py and docs/reference/cli.md from --help.

python docs/generate.py [--check]
"""

import ast
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "src" / "onrecord" / "model.py"
OUT = Path(__file__).parent / "reference"
COMMANDS = (
    "",
    "build",
    "read",
    "show",
    "search",
    "serve",
    "decide",
    "sources",
    "match",
    "export",
    "import",
    "report",
    "bundle",
    "copy",
    "check",
    "accounts",
    "demo",
)


def data_reference() -> str:
    """Every type of model.py with its fields and what they mean."""
    lines = [
        "# Data reference",
        "",
        "Generated from `src/onrecord/model.py` by `make docs`; do not edit.",
        "",
    ]
    tree = ast.parse(MODEL.read_text(encoding="utf-8"))
    lines += [ast.get_docstring(tree) or "", ""]
    for node in tree.body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and not node.targets[0].id.startswith("_")
        ):
            lines += [f"**{node.targets[0].id}**: `{ast.unparse(node.value)}`", ""]
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            lines += [
                f"## {node.name}",
                "",
                ast.get_docstring(node) or "",
                "",
                "| field | type | meaning |",
                "| --- | --- | --- |",
            ]
            for field, after in zip(node.body, [*node.body[1:], None], strict=True):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    told = (
                        after.value.value
                        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                        else ""
                    )
                    lines.append(
                        f"| `{field.target.id}` | `{ast.unparse(field.annotation)}` | {' '.join(str(told).split())} |".replace(
                            " | None", " or None"
                        )
                    )
            lines.append("")
    return "\n".join(lines)


def cli_reference() -> str:
    """The help of every command."""
    lines = [
        "# Command line",
        "",
        "Generated from `onrecord --help` by `make docs`; do not edit.",
        "",
    ]
    lines += ["Exit status: 0 fine, 1 failed, 2 misuse, 3 done with some inputs set aside.", ""]
    for command in COMMANDS:
        shown = subprocess.run([sys.executable, "-m", "onrecord", *command.split(), "--help"], check=True, capture_output=True, text=True,
                               env={**os.environ, "COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1"}).stdout  # fmt: skip
        shown = shown.replace("python -m onrecord", "onrecord")
        lines += [
            f"## onrecord {command}".rstrip(),
            "",
            "```text",
            "\n".join(line.rstrip() for line in shown.strip().splitlines()),
            "```",
            "",
        ]
    return "\n".join(lines)


def main(check: bool) -> int:
    """Write both files, or with check say whether they are up to date."""
    OUT.mkdir(exist_ok=True)
    stale = 0
    for name, made in (("data.md", data_reference()), ("cli.md", cli_reference())):
        path = OUT / name
        if check and (not path.is_file() or path.read_text(encoding="utf-8") != made):
            sys.stderr.write(f"docs/reference/{name} is not up to date; run make docs\n")
            stale = 1
        elif not check:
            path.write_text(made, encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
