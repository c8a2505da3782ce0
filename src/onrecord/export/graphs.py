"""The network as a graph for Gephi, yEd and networkx: GraphML and GEXF 1.3. People, bodies, places and incidents are nodes; every line is a finding."""

from collections.abc import Iterator
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from onrecord import wording
from onrecord.export.geo import clean
from onrecord.export.outgoing import Outgoing, Told

Row = dict[str, Any]
NODE = {
    "label": "string",
    "kind": "string",
    "public": "boolean",
    "begins": "string",
    "place": "string",
    "origins": "int",
    "grade": "string",
}
"""What is said of a node, and its type."""
EDGE = {"label": "string", "kind": "string", "finding": "string", "begins": "string", "ends": "string", "origins": "int", "denials": "int", "grade": "string", "quotation": "string"}  # fmt: skip
"""What is said of a line."""
COMMAND = frozenset(["heads", "directs", "approves", "holds_post", "founded", "responsible_for", "part_of"])
"""Ties of which the chain of command is made."""
KINDS = {"Person": "person", "Address": "place"}


def nodes(leaving: Outgoing, *, command: bool) -> Iterator[tuple[str, Row]]:
    """(id, what is said of it): of a chain of command, people and bodies only."""
    for row in leaving.entities():
        kind = KINDS.get(row["schema"], "body")
        if not (command and kind == "place"):
            yield row["id"], {"label": row["name"], "kind": kind, "public": row["public"]}
    for told in () if command else leaving.findings("incident"):
        o = told.listed
        label = f"{wording.stance(told.first)}: {wording.headline(told.first)}"
        yield told.id, {"label": label, "kind": "incident", "begins": o["begins"], "place": o["place"], "origins": o["origins"], "grade": o["grade"] or ""}  # fmt: skip


def edges(leaving: Outgoing, *, command: bool) -> Iterator[tuple[str, str, Row]]:
    """(from, to, what is said of it)."""
    for told in leaving.findings(*(("tie",) if command else ("incident", "tie", "proceeding", "measure"))):
        if not command or told.first["type"] in COMMAND:
            yield from _lines(told, command=command)


def _lines(told: Told, *, command: bool) -> Iterator[tuple[str, str, Row]]:
    o, claim = told.listed, told.first
    said = {"kind": claim["kind"], "finding": told.id, "begins": o["begins"], "ends": o["ends"], "origins": o["origins"], "denials": o["denials"], "grade": o["grade"] or "", "quotation": claim["quotation"]}  # fmt: skip
    named = [(p["role"], p["entity"]) for p in told.parts if p["role"] != "says" and not (command and p["schema"] == "Address")]  # fmt: skip
    if claim["kind"] == "incident":
        for role, entity in named:
            yield entity, told.id, said | {"label": wording.ROLES.get(role, role.replace("_", " "))}
        return
    first = next((e for role, e in named if role in ("subject", "person", "actor")), named[0][1] if named else "")
    label = wording.names(claim, "post") if claim["type"] == "holds_post" and claim["roles"].get("post") else claim["type"].replace("_", " ")  # fmt: skip
    for entity in dict.fromkeys(e for _, e in named if e != first):
        yield first, entity, said | {"label": label}


def write_graphml(leaving: Outgoing, out: TextIO, *, command: bool = False) -> None:
    """GraphML 1.0."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for domain, own in (("node", NODE), ("edge", EDGE)):
        for name, kind in own.items():
            out.write(f'<key id="{domain}_{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n')
    out.write('<graph edgedefault="directed">\n')
    for identity, said in nodes(leaving, command=command):
        out.write(f"<node id={quoteattr(identity)}>{_data('node', said)}</node>\n")
    for n, (start, end, said) in enumerate(edges(leaving, command=command)):
        out.write(f'<edge id="e{n}" source={quoteattr(start)} target={quoteattr(end)}>{_data("edge", said)}</edge>\n')
    out.write("</graph></graphml>\n")


def _data(domain: str, said: Row) -> str:
    return "".join(f'<data key="{domain}_{k}">{_text(v)}</data>' for k, v in said.items() if v not in ("", None))


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else escape(clean(str(value)))


def write_gexf(leaving: Outgoing, out: TextIO, *, command: bool = False) -> None:
    """GEXF 1.3."""
    out.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed">\n'
    )
    for domain, own in (("node", NODE), ("edge", EDGE)):
        kinds = {"int": "integer"}
        listed = "".join(f'<attribute id="{k}" title="{k}" type="{kinds.get(t, t)}"/>' for k, t in own.items() if k != "label")  # fmt: skip
        out.write(f'<attributes class="{domain}">{listed}</attributes>\n')
    out.write("<nodes>\n")
    for identity, said in nodes(leaving, command=command):
        out.write(f"<node id={quoteattr(identity)} label={quoteattr(clean(said['label']))}>{_values(said)}</node>\n")
    out.write("</nodes><edges>\n")
    for n, (start, end, said) in enumerate(edges(leaving, command=command)):
        out.write(f'<edge id="e{n}" source={quoteattr(start)} target={quoteattr(end)} label={quoteattr(clean(said["label"]))}>{_values(said)}</edge>\n')  # fmt: skip
    out.write("</edges></graph></gexf>\n")


def _values(said: Row) -> str:
    values = "".join(f'<attvalue for="{k}" value={quoteattr(_raw(v))}/>' for k, v in said.items() if k != "label" and v not in ("", None))  # fmt: skip
    return f"<attvalues>{values}</attvalues>"


def _raw(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else clean(str(value))
