import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from "node:fs";
import type { Place, Rejection } from "../formats/rejections.ts";
import { say } from "./archive.ts";
import { oneLine } from "./oneLine.ts";

/** Reports rejections as they occur. */
export interface Rejects {
  /** @param isContinued whether this import continues one that reported its rejections already */
  begin(isContinued: boolean): void;
  add(rejection: Rejection): void;
  close(): void;
}

/** The number of rejections shown one by one without a file for them. */
const MOST_REJECTIONS_SHOWN = 20;

/**
 * Writes every rejection to a file, one JSON object per line; without a file, shows the first ones on standard error. The file
 * is emptied when an import begins, but not when it continues an interrupted one.
 *
 * @throws Error that names the file if it cannot be written: before anything is imported, or when the disk is full
 */
export function openRejects(path: string | undefined): Rejects {
  return path === undefined ? shownRejects() : writtenRejects(path);
}

function writtenRejects(path: string): Rejects {
  const orSay = <Result>(write: () => Result): Result => {
    try {
      return write();
    } catch (error) {
      throw new Error(`Cannot write ${path}: ${(error as Error).message}`);
    }
  };
  const file = orSay(() => openSync(path, "a"));
  return {
    begin(isContinued) {
      // Only a file can be emptied; a pipe or a terminal cannot.
      if (!isContinued) orSay(() => fstatSync(file).isFile() && ftruncateSync(file));
    },
    add({ place, code, message, records = 1 }) {
      orSay(() => writeSync(file, `${JSON.stringify({ ...place, code, message, records })}\n`));
    },
    close: () => closeSync(file),
  };
}

function shownRejects(): Rejects {
  let count = 0;
  return {
    begin() {},
    add({ place, code, message }) {
      count += 1;
      if (count <= MOST_REJECTIONS_SHOWN) say(oneLine(`${describePlace(place)}: ${code}: ${message}`));
    },
    close() {
      const rest = count - MOST_REJECTIONS_SHOWN;
      if (rest > 0)
        say(`… and ${rest.toLocaleString("en")} more rejections: --rejects FILE writes all of them to a file.`);
    },
  };
}

/** Returns a place as compilers write it. */
function describePlace({ file, line, record }: Place): string {
  return [file, line, record].filter((part) => part !== undefined).join(":");
}
