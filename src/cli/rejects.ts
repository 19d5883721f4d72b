import { closeSync, openSync, writeSync } from "node:fs";
import type { Place, Rejection } from "../ingestion/drafts.ts";
import { say } from "./archive.ts";

/** Tells rejections as they come. */
export interface Rejects {
  add(rejection: Rejection): void;
  close(): void;
}

/** How many are told one by one where there is no file for them. */
const MOST_TOLD = 20;

/**
 * Writes every rejection to a file, a JSON object a line; where none is named, tells the first ones on standard error.
 * A file that cannot be written is an error at once, before anything is imported.
 */
export function openRejects(path: string | undefined): Rejects {
  return path === undefined ? toldRejects() : writtenRejects(path);
}

function writtenRejects(path: string): Rejects {
  const file = openSync(path, "w");
  return {
    add({ place, code, message, records = 1 }) {
      writeSync(file, `${JSON.stringify({ ...place, code, message, records })}\n`);
    },
    close: () => closeSync(file),
  };
}

function toldRejects(): Rejects {
  let count = 0;
  return {
    add({ place, code, message }) {
      count += 1;
      if (count <= MOST_TOLD) say(`${describePlace(place)}: ${code}: ${message}`);
    },
    close() {
      const rest = count - MOST_TOLD;
      if (rest > 0)
        say(`… and ${rest.toLocaleString("en")} more rejections: --rejects FILE writes all of them to a file.`);
    },
  };
}

/** As compilers write it. */
function describePlace({ file, line, record }: Place): string {
  return [file, line, record].filter((part) => part !== undefined).join(":");
}
