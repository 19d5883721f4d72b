import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from "node:fs";
import type { Place, Rejection } from "../formats/rejections.ts";
import { say } from "./archive.ts";
import { oneLine } from "./oneLine.ts";

/** Tells rejections as they come. */
export interface Rejects {
  /** @param isContinued whether those that came before an interruption were told already */
  begin(isContinued: boolean): void;
  add(rejection: Rejection): void;
  close(): void;
}

/** How many are told one by one where there is no file for them. */
const MOST_REJECTIONS_SHOWN = 20;

/**
 * Writes every rejection to a file, a JSON object a line; where none is named, tells the first ones on standard error.
 * What is in the file is kept until the import begins, and in one that goes on with an earlier one for good.
 *
 * @throws Error that names the file where it cannot be written: at once, before anything is imported, or when the disk is full
 */
export function openRejects(path: string | undefined): Rejects {
  return path === undefined ? toldRejects() : writtenRejects(path);
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
      // Only a file has what was written before; a pipe or a terminal has not.
      if (!isContinued) orSay(() => fstatSync(file).isFile() && ftruncateSync(file));
    },
    add({ place, code, message, records = 1 }) {
      orSay(() => writeSync(file, `${JSON.stringify({ ...place, code, message, records })}\n`));
    },
    close: () => closeSync(file),
  };
}

function toldRejects(): Rejects {
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

/** As compilers write it. */
function describePlace({ file, line, record }: Place): string {
  return [file, line, record].filter((part) => part !== undefined).join(":");
}
