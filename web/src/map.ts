// The map of a selection: Natural Earth's shapes, circles as large as the place told is, one for all that is told of one place.
import type { DivIcon, Layer, MarkerCluster } from "leaflet";
import L from "./leaflet";
import "leaflet.markercluster";

interface Spot { place: string; lat: number; lon: number; level: string; count: number; query: string }
const REACH: Record<string, number> = { city: 0, district: 20_000, region: 90_000, country: 350_000, area: 300_000, continent: 1_500_000, unknown: 0 };

const told = new WeakMap<Layer, number>();

// Places close together on the screen are one circle with how many are told of all of them, until the map is enlarged.
function counted(own: MarkerCluster): DivIcon {
  const sum = own.getAllChildMarkers().reduce((n, mark) => n + (told.get(mark) ?? 0), 0);
  return L.divIcon({ html: `<span>${sum}</span>`, className: "cluster", iconSize: L.point(36, 36) });
}

async function draw(frame: HTMLElement): Promise<void> {
  const map = L.map(frame, { zoomControl: true, attributionControl: false, worldCopyJump: true, minZoom: 1, maxZoom: 10 });
  map.setView([30, 15], 2); // circles in metres need a view before they are added
  const shapes = (await (await fetch("/static/countries.json")).json()) as GeoJSON.FeatureCollection;
  L.geoJSON(shapes, { style: { className: "land", weight: 0.7 }, interactive: false }).addTo(map);
  const { spots } = (await (await fetch(frame.dataset.spots ?? "")).json()) as { spots: Spot[] };
  const near = L.markerClusterGroup({ showCoverageOnHover: false, animate: false, maxClusterRadius: 44, iconCreateFunction: (own) => counted(own) });
  const marks = spots.map((spot) => {
    const name = `${spot.place}: ${spot.count} ${spot.count === 1 ? "incident" : "incidents"}`;
    const reach = REACH[spot.level] ?? 0;
    const mark = reach > 0
      ? L.circle([spot.lat, spot.lon], { radius: reach, className: "area" })
      : L.circleMarker([spot.lat, spot.lon], { radius: 5 + Math.min(14, 3 * Math.log2(spot.count + 1)), className: "spot" });
    told.set(mark, spot.count);
    mark.bindTooltip(reach > 0 ? `${name} (somewhere in this area)` : name);
    mark.on("click", () => { location.search = spot.query; });
    return reach > 0 ? mark.addTo(map) : mark.addTo(near);
  });
  near.addTo(map);
  if (marks.length > 0) map.fitBounds(L.featureGroup(marks).getBounds().pad(0.3), { maxZoom: 6, animate: false });
  const note = frame.nextElementSibling;
  if (note instanceof HTMLElement && note.dataset.unplaced !== undefined) {
    const left = Number(note.dataset.unplaced) - spots.reduce((sum, spot) => sum + spot.count, 0);
    note.textContent = left > 0 ? `${left} of these are at no place that the gazetteer knows, and not on the map.` : "";
  }
}

function drawAll(): void {
  for (const frame of document.querySelectorAll<HTMLElement>("#map:empty")) void draw(frame);
}
drawAll();
document.addEventListener("htmx:afterSwap", drawAll); // a filter brings a new, empty frame
