import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { readModel } from "../../extraction/model.ts";
import { propose } from "../../extraction/propose.ts";
import { SHIPPED_MODEL } from "../../extraction/shippedModel.ts";
import type { ExtractionJob } from "./proposeInThread.ts";

// A thread that proposes the statements of the texts that it is sent, one at a time.
const threadModel = readModel(readFileSync(SHIPPED_MODEL));

parentPort?.on("message", ({ text, ...options }: ExtractionJob) =>
  parentPort?.postMessage(propose(text, { model: threadModel, ...options })),
);
