import { setFlagsFromString } from "node:v8";
import closeWithGrace from "close-with-grace";
import { loadConfig, loadEnvironmentFile } from "../config.ts";
import { explainFailure } from "./failures.ts";
import { start } from "./start.ts";

/** Time to close the database after the longest request has ended. */
const LAST_STEPS_MS = 10_000;

// On a computer with much memory, V8 lets the heap grow fourfold before it collects garbage. Twofold takes hardly more
// time, and a quarter less memory under load (docs/decisions/0006).
setFlagsFromString("--heap-growing-percent=100");

try {
  loadEnvironmentFile();
  const config = loadConfig();
  const { stop, log } = await start(config);
  closeWithGrace({ delay: config.requestDeadlineMs + LAST_STEPS_MS, logger: log }, async ({ err, signal }) => {
    if (err) log.fatal({ err }, "stopping after an uncaught error");
    else log.info({ signal }, "stopping");
    await stop();
  });
} catch (error) {
  const { text, exitCode } = explainFailure(error);
  console.error(text);
  process.exitCode = exitCode;
}
