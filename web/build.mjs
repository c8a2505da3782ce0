// TypeScript, styles and map shapes -> src/onrecord/workbench/static; nothing is fetched when the workbench runs.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { feature } from "topojson-client";

const out = new URL("../src/onrecord/workbench/static/", import.meta.url).pathname;
mkdirSync(out, { recursive: true });
await build({
  entryPoints: { workbench: "src/workbench.ts", map: "src/map.ts", network: "src/network.ts" },
  outdir: out, bundle: true, minify: true, format: "iife", target: "es2022", legalComments: "none", logLevel: "warning",
  loader: { ".png": "empty" },
});
copyFileSync("src/workbench.css", `${out}workbench.css`);
copyFileSync("node_modules/leaflet/dist/leaflet.css", `${out}leaflet.css`);
// Natural Earth's countries (public domain), 1:50 million.
const world = JSON.parse(readFileSync("node_modules/world-atlas/countries-50m.json", "utf8"));
const shapes = feature(world, world.objects.countries);
// A country that crosses the 180th meridian goes on beyond it, instead of across the whole map; Antarctica is left out.
const unwrapped = (ring) => {
  let before = ring[0][0];
  return ring.map(([lon, lat]) => {
    while (lon - before > 180) lon -= 360;
    while (before - lon > 180) lon += 360;
    before = lon;
    return [lon, lat];
  });
};
shapes.features = shapes.features.filter((f) => f.id !== "010");
for (const { geometry } of shapes.features) {
  if (geometry.type === "Polygon") geometry.coordinates = geometry.coordinates.map(unwrapped);
  else geometry.coordinates = geometry.coordinates.map((polygon) => polygon.map(unwrapped));
}
const rounded = JSON.stringify(shapes, (_, v) => (typeof v === "number" ? Math.round(v * 100) / 100 : v));
writeFileSync(`${out}countries.json`, rounded);
