import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { CARD_FONT } from "./font.ts";

// A thread that paints the pictures that it is sent, one at a time.
await initWasm(readFileSync(createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm")));
const font = { fontBuffers: [readFileSync(CARD_FONT)], defaultFontFamily: "DejaVu Sans", loadSystemFonts: false };

parentPort?.on("message", (svg: string) => {
  const drawing = new Resvg(svg, { font });
  const picture = drawing.render();
  parentPort?.postMessage(picture.asPng());
  picture.free();
  drawing.free();
});
