"""Data stays data: nothing in the package runs code it did not bring."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "onrecord"
FORBIDDEN = frozenset(["pickle", "marshal", "shelve", "dill", "joblib", "xmlrpc", "telnetlib"])
CALLS = frozenset(["eval", "exec", "compile", "__import__"])


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_pickle_no_eval_no_shell(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else []  # fmt: skip
        assert not {n.split(".")[0] for n in names} & FORBIDDEN
        if isinstance(node, ast.Call):
            assert not (isinstance(node.func, ast.Name) and node.func.id in CALLS)
            assert not any(k.arg in ("shell", "allow_pickle") and getattr(k.value, "value", True) for k in node.keywords)  # fmt: skip
            assert not (isinstance(node.func, ast.Attribute) and node.func.attr in ("system", "popen"))
