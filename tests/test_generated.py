"""Resolving and weighing on synthetic reporting whose truth is known: what the issue asks to reach, on a small world."""

import generated
import pytest
from reporting import reports
from world import World

from onrecord.record import Record


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    folder = tmp_path_factory.mktemp("generated")
    written = reports(World(5, 60))
    record = Record(folder / "g.record", create=True)
    generated.build(record, written, folder, read=False)
    return generated.scores(record, written)


@pytest.mark.parametrize("name", generated.TO_REACH)
def test_what_is_told_is_resolved_and_weighed_rightly(scores, name):
    assert 100 * scores[name] >= generated.TO_REACH[name]


def test_the_generator_is_hard():
    world = World(generated.SEED, generated.INCIDENTS)
    names = [p.name for p in world.people]
    assert len(set(names)) < len(names)  # two of one name
    acronyms = [b.acronym for b in world.bodies]
    assert len(set(acronyms)) < len(acronyms)
    towns = [i.town for i in world.incidents]
    assert len(set(towns)) < len(towns)


def test_the_same_seed_gives_the_same_world():
    assert [r.text for r in reports(World(7, 10))] == [r.text for r in reports(World(7, 10))]
