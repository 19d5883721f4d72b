import { z } from "zod";
import type { Problem } from "../rejections.ts";
import { type Entity, entity } from "./shapes.ts";

/** An object of a file: what it says, or why it cannot be read. */
export interface Entry<Value> {
  /** What to call it: "person 7f3a", "membership 12". */
  record: string;
  read: Value | Problem;
}

/** Reads objects of one shape; `what` and the place in the list, from 1, name those that cannot be read. */
export function readEach<Value>(given: readonly unknown[], shape: z.ZodType<Value>, what: string): Entry<Value>[] {
  return given.map((each, i) => {
    const record = `${what} ${i + 1}`;
    const { success, data, error } = shape.safeParse(each);
    if (success) return { record, read: data };
    const [issue] = error.issues;
    const where = z.core.toDotPath(issue?.path ?? []);
    return { record, read: { code: "MALFORMED", message: `It is not as Popolo has it: ${where} ${issue?.message}.` } };
  });
}

/** Reads people or organisations. One that has an id which another had before it is not read again. */
export function readEntities(given: readonly unknown[], what: string): Entry<Entity>[] {
  const seen = new Set<string>();
  return readEach(given, entity, what).map(({ record, read }) => {
    if ("code" in read || read.id === undefined) return { record, read };
    const named = `${what} ${read.id}`;
    const message = "Its id stands twice in the file, and this is the second: give it one of its own.";
    if (seen.has(read.id)) return { record: named, read: { code: "DUPLICATE", message } };
    seen.add(read.id);
    return { record: named, read };
  });
}

/** Those that could be read and have an id, by it. */
export function byId<Value extends { id: string | undefined }>(entries: readonly Entry<Value>[]): Map<string, Value> {
  const found = new Map<string, Value>();
  for (const { read } of entries) if (!("code" in read) && read.id !== undefined) found.set(read.id, read);
  return found;
}
