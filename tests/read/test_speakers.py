"""Who speaks beside whom: several who say one thing together."""

from dataclasses import replace

import pytest

from onrecord.model import Span
from onrecord.read.speakers import with_joint

SAID = "soldiers had shot dead a nurse."


def voices(claims):
    """The innermost speakers of some claims: the first with those beside him."""
    return {(v.name, *(other.name for other in v.jointly)) for c in claims for v in c.said_by[-1:]}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"Jonas Wirt and Ada Renn said {SAID}", ("Jonas Wirt", "Ada Renn")),
        (f"Two members of the council, Jonas Wirt and Ada Renn, said {SAID}", ("Jonas Wirt", "Ada Renn")),
        (f"Jonas Wirt, head of the Free Council, and his deputy, Ada Renn, said {SAID}", ("Jonas Wirt", "Ada Renn")),
        (f"According to police and prosecutors, {SAID}", ("police", "prosecutors")),
        (
            f"The Free Council, the Free Front and the Lawyers' Union said {SAID}",
            ("Free Council", "Free Front", "Lawyers' Union"),
        ),
        (f"The head of the police and the mayor said {SAID}", ("head", "mayor")),
        (f"Jonas Wirt and Ada Renn met in Lyon. They said {SAID}", ("Jonas Wirt", "Ada Renn")),
    ],
)
def test_several_say_it_together(told, text, who):
    assert voices(told(text, "incident")) == {who}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"Jonas Wirt, a lawyer and former judge, said {SAID}", "Jonas Wirt"),
        (f"Jonas Wirt, who heads the council and its office in Lyon, said {SAID}", "Jonas Wirt"),
        (f"A spokesman for the Free Council and the Free Front said {SAID}", "spokesman"),
        (f"The minister of justice and police said {SAID}", "minister"),
    ],
)
def test_one_says_it_alone(told, text, who):
    assert voices(told(text, "incident")) == {(who,)}


def test_they_go_on_together_until_one_of_them_is_told_of(read):
    text = f"Jonas Wirt and Ada Renn said {SAID} Gunmen then kidnapped a teacher. Renn was arrested in May."
    incidents = [c for c in read(text)[1] if c.kind == "incident"]
    arrest = next(c for c in read(text)[1] if c.type == "arrested")
    assert [v.jointly[0].name for c in incidents for v in c.said_by] == ["Ada Renn"] * 2
    assert arrest.said_by == ()


def test_each_of_them_is_named_by_the_words_there(read):
    reading, claims = read(f"Jonas Wirt of the Free Council and Ada Renn of the Free Front said {SAID}")
    other = next(c for c in claims if c.kind == "incident").said_by[0].jointly[0]
    assert [reading.words(s) for s in other.spans] == ["Ada Renn"]


def test_a_source_heard_cut_short_has_whoever_is_joined_to_it(read):
    reading, _ = read(f"Jonas Wirt and Ada Renn said {SAID}")
    whole = next(a for a in reading.attributions if a.jointly)
    short = replace(whole, source=(Span(0, len("Jonas Wirt")),), jointly=())
    (joint,) = with_joint([short], reading)
    assert [v.name for v in joint.jointly] == ["Ada Renn"]
