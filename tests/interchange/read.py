"""Read our exports with FollowTheMoney, Label Studio's SDK and nomenklatura; runs in their environment."""

import json
import sys
from collections import Counter
from pathlib import Path

from followthemoney import model
from followthemoney.proxy import EntityProxy
from followthemoney.statement import Statement

folder = Path(sys.argv[1])


def entities() -> str:
    """Every entity is valid, and the library keeps every value as it is."""
    counted: Counter[str] = Counter()
    known = {}
    for line in (folder / "ftm").open(encoding="utf-8"):
        row = json.loads(line)
        entity = EntityProxy.from_dict(row, cleaned=False)
        assert not entity.schema.validate(entity.to_dict()), row
        for prop, values in row["properties"].items():
            assert set(entity.get(prop)) == set(values), (row["id"], prop, values, entity.get(prop))
        counted[entity.schema.name] += 1
        known[entity.id] = entity
    for entity in known.values():
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert value in known, (entity.id, prop.name, value)
                assert known[value].schema.is_a(prop.range), (entity.id, prop.name, known[value].schema.name)
    return ", ".join(f"{n} {schema}" for schema, n in counted.most_common())


def statements() -> int:
    """Every statement is the library's own, with the id it would give it."""
    rows = [json.loads(line) for line in (folder / "ftm-statements").open(encoding="utf-8")]
    for row in rows:
        assert Statement.from_dict(row).to_dict() == row, row
        assert Statement.make_key(row["dataset"], row["entity_id"], row["prop"], row["value"], False) == row["id"]
        assert row["prop"] in model.get(row["schema"]).properties, row
    return len(rows)


def tasks() -> int:
    """Every task fits the labelling configuration."""
    from label_studio_sdk.label_interface import LabelInterface

    interface = LabelInterface((folder / "config.xml").read_text(encoding="utf-8"))
    found = json.loads((folder / "label-studio").read_text(encoding="utf-8"))
    for task in found:
        assert interface.validate_task(
            {"data": task["data"]}
        )  # with annotations, the SDK calls its own check without its argument
        assert interface.validate_annotation(task["annotations"][0])
        for result in task["annotations"][0]["result"]:
            assert result["value"]["text"] == task["data"]["text"][result["value"]["start"] : result["value"]["end"]]
    return len(found)


def second_opinion() -> str:
    """nomenklatura's own matcher says what it makes of a proposal of ours."""
    sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
    from onrecord.lists import Candidate, Entry, compare
    from onrecord.lists.comparing import second_opinion

    candidate = Candidate("a", "Person", ("Tomas Varga",), frozenset(), frozenset())
    proposal = compare(candidate, Entry("l", "1", "Person", ("VARGA, Tomas",)))
    assert proposal is not None
    last = second_opinion(proposal, candidate).reasons[-1]
    assert last.startswith("nomenklatura logic-v2: ")
    return last


print("FollowTheMoney entities:", entities())
print("FollowTheMoney statements:", statements())
print("Label Studio tasks:", tasks())
print(second_opinion())
