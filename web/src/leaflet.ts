// Leaflet as its plugins expect it: one object, under the global name L, that they may add to.
import * as leaflet from "leaflet";
import type {} from "leaflet.markercluster";

const L = { ...leaflet } as typeof leaflet;
(globalThis as unknown as { L: typeof leaflet }).L = L;
export default L;
