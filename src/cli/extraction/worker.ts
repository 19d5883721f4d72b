import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { readModel } from "../../extraction/model.ts";
import { extractText } from "./extracted.ts";
import type { ExtractorSettings, TextMessage } from "./messages.ts";

// A thread that proposes the statements of the texts that it is sent, one at a time.
const settings = workerData as ExtractorSettings;
const model = settings.model === null ? null : readModel(readFileSync(settings.model));

parentPort?.on("message", (message: TextMessage) => parentPort?.postMessage(extractText(message, model, settings)));
