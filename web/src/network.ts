// The network of a record: expand, hide, size and colour by choice; every line leads to its finding.
import cytoscape from "cytoscape";

interface Node { id: string; kind: string; label: string }
interface Line { source: string; target: string; label: string; finding: string; origins: number; contested: boolean }

const frame = document.getElementById("network");
const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const KINDS: Record<string, string> = { person: "#2a7f9e", body: "#7a4fa3", incident: "#b0402f", place: "#5c7a2a" };

async function draw(frame: HTMLElement): Promise<void> {
  const cy = cytoscape({
    container: frame,
    style: [
      { selector: "node", style: { label: "data(label)", "font-size": 11, color: colour("--ink"), "text-wrap": "wrap", "text-max-width": "120px", "text-valign": "bottom", width: 22, height: 22, "background-color": (n: cytoscape.NodeSingular) => KINDS[n.data("kind") as string] ?? "#666" } },
      { selector: "node[kind='incident']", style: { shape: "diamond" } },
      { selector: "node[kind='body']", style: { shape: "round-rectangle" } },
      { selector: "edge", style: { label: "data(label)", "font-size": 9, color: colour("--soft"), "curve-style": "bezier", width: (e: cytoscape.EdgeSingular) => Math.min(5, 1 + (e.data("origins") as number)), "line-style": (e: cytoscape.EdgeSingular) => ((e.data("origins") as number) > 1 ? "solid" : "dashed"), "line-color": (e: cytoscape.EdgeSingular) => (e.data("contested") ? colour("--bad") : colour("--soft")) } },
      { selector: ":selected", style: { "border-width": 3, "border-color": colour("--accent"), "line-color": colour("--accent") } },
    ],
  });
  const list = document.getElementById("lines");
  const said = document.getElementById("chosen");
  const expand = document.querySelector<HTMLButtonElement>("#expand");
  const hide = document.querySelector<HTMLButtonElement>("#hide");

  async function add(address: string): Promise<void> {
    const graph = (await (await fetch(address)).json()) as { nodes: Node[]; lines: Line[] };
    for (const node of graph.nodes) if (cy.getElementById(node.id).empty()) cy.add({ data: { ...node } });
    for (const line of graph.lines) {
      const id = `${line.finding} ${line.source} ${line.target} ${line.label}`;
      if (!cy.getElementById(id).empty()) continue;
      cy.add({ data: { ...line, id } });
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `/finding/${line.finding}`;
      link.textContent = `${cy.getElementById(line.source).data("label")} – ${line.label} – ${cy.getElementById(line.target).data("label")}`;
      item.append(link, ` (${line.origins} ${line.origins === 1 ? "origin" : "origins"}${line.contested ? ", denied by somebody" : ""})`);
      list?.append(item);
    }
    cy.layout({ name: "cose", animate: false, nodeRepulsion: () => 400000, idealEdgeLength: () => 130, nodeOverlap: 40, padding: 40, randomize: false } as cytoscape.LayoutOptions).run();
    if (cy.zoom() > 1.4) { cy.zoom(1.4); cy.center(); }
    if (graph.nodes.length === 0 && said) said.textContent = "The record tells of nothing here.";
  }
  function restyle(): void {
    const bySize = document.querySelector<HTMLSelectElement>("#size")?.value === "lines";
    const byOrigins = document.querySelector<HTMLSelectElement>("#colour")?.value === "origins";
    for (const node of cy.nodes().toArray()) {
      const size = bySize ? 16 + 5 * Math.min(10, node.degree(false)) : 22;
      node.style({ width: size, height: size });
      const most = Math.max(0, ...node.connectedEdges().map((e) => e.data("origins") as number));
      node.style("background-color", byOrigins ? (most > 2 ? "#26613a" : most > 1 ? "#b06a00" : "#8a8a8a") : (KINDS[node.data("kind") as string] ?? "#666"));
    }
  }
  cy.on("select unselect", () => {
    const node = cy.nodes(":selected")[0];
    const edge = cy.edges(":selected")[0];
    if (expand) expand.disabled = !node || node.data("kind") === "incident";
    if (hide) hide.disabled = !node;
    if (!said) return;
    said.textContent = "";
    const link = document.createElement("a");
    if (node) { link.href = node.data("kind") === "incident" ? `/finding/${node.id()}` : `/entity/${node.id()}`; link.textContent = node.data("label") as string; }
    else if (edge) { link.href = `/finding/${edge.data("finding") as string}`; link.textContent = `${edge.data("label") as string}, ${edge.data("origins") as number} origins`; }
    said.append(link);
  });
  expand?.addEventListener("click", () => { const node = cy.nodes(":selected")[0]; if (node) void add(`/api/v1/network?of=${node.id()}`).then(restyle); });
  hide?.addEventListener("click", () => { cy.nodes(":selected").remove(); });
  document.getElementById("size")?.addEventListener("change", restyle);
  document.getElementById("colour")?.addEventListener("change", restyle);
  document.getElementById("picture")?.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = cy.png({ full: true, scale: 2, bg: colour("--bg") });
    link.download = "network.png";
    link.click();
  });
  await add(frame.dataset.graph ?? "");
}

if (frame) void draw(frame);
