import { setFlagsFromString } from "node:v8";
import { connect } from "../../dist/src/database.js";
import { formats } from "../../dist/src/formats.js";
import { openInputs } from "../../dist/src/ingestion/input.js";
import { importFiles } from "../../dist/src/ingestion/pipeline.js";

// A process of its own, so that its memory is the import's: `node importer.js URL FORMAT PATH` imports as `onrecord import`
// does, and tells its parent how long that took and how much memory.

setFlagsFromString("--heap-growing-percent=40");
const [url, name, path] = process.argv.slice(2);
const format = formats.find((each) => each.name === name);
const settings = { poolSize: 2, statementTimeoutMs: 0, applicationName: "onrecord bench", onError: () => {} };
const database = connect({ url, ...settings });
const inputs = await openInputs([path], format.isOwn, { standardInput: process.stdin });
const began = performance.now();
const { report } = await importFiles(database, format, inputs.files, {
  // For corpora that do not say who has printed them.
  defaults: { source: "The corpus" },
  paths: [path],
  signal: new AbortController().signal,
  onBegin: () => {},
  onProgress: () => {},
  onRejection: () => {},
});
const seconds = (performance.now() - began) / 1000;
await inputs.close();
await database.close();
process.send({ seconds, report, peakMb: (process.resourceUsage().maxRSS * 1024) / 1e6 });
process.disconnect();
