"""Drawings as SVG, the same in the workbench and in a dossier: chain of command, timeline, posts, map."""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from onrecord.drawing.chain import chain_of, width_of
from onrecord.drawing.geometry import Bar, Bars, Layers, Timeline, bars, columns
from onrecord.drawing.world import world_map


@cache
def _templates() -> Environment:
    folder = str(files("onrecord.drawing") / "templates")
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # fmt: skip


def picture(name: str, words: dict[str, Any], *, alone: bool = False) -> Markup:
    """A drawing as SVG.

    Args:
        name: of its template, "chain.svg".
        words: what it shows.
        alone: with its own style, for a file of its own.
    """
    return Markup(_templates().get_template(name).render(words | {"alone": alone}))


def chain_picture(drawing: Layers, of: str, *, finding_at: str, entity_at: str = "", alone: bool = False) -> Markup:
    """A chain of command.

    Args:
        of: the entity it is drawn around.
        finding_at, entity_at: what stands before an id in a link; no link to entities where empty.
    """
    at = {b.id: b for b in drawing.boxes}
    words = {"drawing": drawing, "of": of, "at": at, "width": width_of(drawing), "finding_at": finding_at, "entity_at": entity_at}  # fmt: skip
    return picture("chain.svg", words, alone=alone)


__all__ = ["Bar", "Bars", "Layers", "Timeline", "bars", "chain_of", "chain_picture", "columns", "picture", "width_of", "world_map"]  # fmt: skip
