import { setFlagsFromString } from "node:v8";
import closeWithGrace from "close-with-grace";
import { loadConfig } from "./config.ts";
import { explainFailure } from "./index/failures.ts";
import { start } from "./index/start.ts";

/** Beyond the longest request, time for the database to be closed. */
const LAST_STEPS_MS = 10_000;

// Where a computer has much memory V8 lets the heap grow fourfold before it looks for what is not used any more. Twofold
// takes hardly more time, and under load a quarter less memory (docs/decisions/0006).
setFlagsFromString("--heap-growing-percent=100");

try {
  const config = loadConfig();
  const { stop, log } = await start(config);
  closeWithGrace({ delay: config.requestDeadlineMs + LAST_STEPS_MS, logger: log }, async ({ err, signal }) => {
    if (err) log.fatal({ err }, "stopping after an error that nothing caught");
    else log.info({ signal }, "stopping");
    await stop();
  });
} catch (error) {
  const { text, exitCode } = explainFailure(error);
  console.error(text);
  process.exitCode = exitCode;
}
