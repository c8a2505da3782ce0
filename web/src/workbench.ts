// What every page has: htmx for updates, links between words and claims, and single keys.
import htmx from "htmx.org";

htmx.config.includeIndicatorStyles = false; // no inline style: the page's policy forbids it
htmx.config.allowEval = false;
htmx.config.selfRequestsOnly = true;

document.addEventListener("htmx:configRequest", (event) => {
  const write = document.querySelector<HTMLMetaElement>('meta[name="write"]')?.content ?? "";
  (event as CustomEvent<{ headers: Record<string, string> }>).detail.headers["x-onrecord-write"] = write;
});
// A refused decision (409) comes with the claim as it stands now: show it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const detail = (event as CustomEvent<{ xhr: XMLHttpRequest; shouldSwap: boolean; isError: boolean }>).detail;
  if (detail.xhr.status === 409) { detail.shouldSwap = true; detail.isError = false; }
});
document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
  const words = new DOMParser().parseFromString(xhr.responseText, "text/html").querySelector(".message")?.textContent;
  say(words ?? xhr.responseText.slice(0, 300));
});
document.addEventListener("htmx:sendError", () => say("The workbench does not answer; is onrecord serve still running?"));

function say(words: string): void {
  const place = document.getElementById("said");
  if (place) { place.textContent = words; place.hidden = false; }
}

// Words and claims point at each other: over one, the other is lit.
function light(event: Event, on: boolean): void {
  const from = (event.target as Element | null)?.closest?.("[data-claims]");
  if (!from) return;
  for (const id of (from.getAttribute("data-claims") ?? "").split(" ")) {
    for (const other of document.querySelectorAll(`[data-claims~="${CSS.escape(id)}"]`)) other.classList.toggle("lit", on);
  }
}
for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]] as const) {
  document.addEventListener(name, (event) => light(event, on));
}
document.addEventListener("click", (event) => {
  const words = (event.target as Element | null)?.closest?.(".text [data-claims]");
  const id = words?.getAttribute("data-claims")?.split(" ")[0];
  if (id && !(event.target as Element).closest("a")) document.getElementById(`claim-${id}`)?.scrollIntoView({ block: "center", behavior: "smooth" });
});

// Single keys: / searches, j and k step through cards, a r u decide on the card that has the focus, ? lists them.
document.addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, select, textarea")) return;
  if (event.key === "/") { document.querySelector<HTMLInputElement>("#search")?.focus(); event.preventDefault(); return; }
  if (event.key === "?") { document.querySelector<HTMLDialogElement>("#keys")?.showModal(); return; }
  const cards = [...document.querySelectorAll<HTMLElement>(".card[tabindex]")];
  const at = cards.findIndex((card) => card.contains(document.activeElement));
  if (event.key === "j" || event.key === "k") {
    cards[Math.min(cards.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))]?.focus();
    event.preventDefault();
    return;
  }
  const button = cards[at]?.querySelector<HTMLButtonElement>(`button[data-key="${CSS.escape(event.key)}"]`);
  const card = cards[at];
  if (button && card) { htmx.process(card); button.click(); event.preventDefault(); } // a card just swapped in may not be bound yet
});
// A decision goes by htmx or not at all: never as an address, where it would be lost without a word.
document.addEventListener("submit", (event) => {
  if ((event.target as Element).hasAttribute("hx-post")) event.preventDefault();
});
// The card that was decided on is replaced; the focus stays with it.
document.addEventListener("htmx:afterSwap", (event) => {
  const id = (event as CustomEvent<{ target: Element }>).detail.target.id;
  if (id.startsWith("claim-")) document.getElementById(id)?.focus();
});
document.querySelector("#close-keys")?.addEventListener("click", () => document.querySelector<HTMLDialogElement>("#keys")?.close());

// Words selected in a card's passage go into its correction, those selected in a document into a claim that is added: as offsets into the document, counted in code points as everywhere.
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const range = selection && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const inside = (selector: string): Element | null | undefined => range?.commonAncestorContainer.parentElement?.closest(selector) ?? (range?.commonAncestorContainer as Element | undefined)?.closest?.(selector);
  const form = inside(".text") ? document.querySelector<HTMLFormElement>("#add") : inside(".passage")?.closest(".card")?.querySelector<HTMLFormElement>("form.correct");
  if (!range || !form) return;
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return;
  (form.elements.namedItem("start") as HTMLInputElement).value = String(start);
  (form.elements.namedItem("end") as HTMLInputElement).value = String(end);
  const shown = form.querySelector("output");
  if (shown) shown.textContent = `Selected: ${range.toString().slice(0, 80)}`;
});

function offset(node: globalThis.Node, within: number): number | null {
  const piece = node.parentElement?.closest<HTMLElement>("[data-at]");
  if (!piece || node.nodeType !== globalThis.Node.TEXT_NODE) return null;
  return Number(piece.dataset.at) + [...(node.textContent ?? "").slice(0, within)].length;
}
