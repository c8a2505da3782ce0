"""Every case of cases.txt: what must come out of a sentence, and what must never."""

from pathlib import Path

import pytest
from demo import fits

from onrecord.contract import claim_json


def cases():
    blocks = Path(__file__).with_name("cases.txt").read_text(encoding="utf-8").split("\n== ")[1:]
    found = []
    for block in blocks:
        name, text, *lines = [line for line in block.splitlines() if line]
        found += [pytest.param(text, line, id=f"{name}: {line}") for line in lines]
    return found


@pytest.mark.parametrize(("text", "line"), cases())
def test_case(read, text, line):
    claims = [claim_json(c) for c in read(text)[1]]
    never = line.startswith("never ")
    assert any(fits(line.removeprefix("never "), c) for c in claims) is not never, [c["type"] for c in claims]
