import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { threadOptions } from "../../src/editing/extraction/proposeInThread.ts";

/** Lets the extractor's thread run our TypeScript files: call it before the first article is read. */
export function useTypeScriptThread(): void {
  const loader = pathToFileURL(join(import.meta.dirname, "typescript.mjs")).href;
  threadOptions.execArgv = ["--import", loader];
}
