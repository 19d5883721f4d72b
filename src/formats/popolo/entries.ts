import { z } from "zod";
import type { Problem } from "../rejections.ts";
import { type Entity, entity } from "./shapes.ts";

/** An object of a file as read, or the reason why it cannot be read. */
export interface Entry<Value> {
  /** Its name in rejections: "person 7f3a", "membership 12". */
  record: string;
  read: Value | Problem;
}

/** Reads objects of one shape. Names each by `what` and its place in the list, from 1. */
export function readEach<Value>(given: readonly unknown[], shape: z.ZodType<Value>, what: string): Entry<Value>[] {
  return given.map((each, i) => {
    const record = `${what} ${i + 1}`;
    const { success, data, error } = shape.safeParse(each);
    if (success) return { record, read: data };
    const [issue] = error.issues;
    const where = z.core.toDotPath(issue?.path ?? []);
    return {
      record,
      read: { code: "MALFORMED", message: `The record is not Popolo (${where} ${issue?.message}): correct it.` },
    };
  });
}

/** Reads people or organisations. Rejects one that has the id of an earlier one. */
export function readEntities(given: readonly unknown[], what: string): Entry<Entity>[] {
  const seen = new Set<string>();
  return readEach(given, entity, what).map(({ record, read }) => {
    if ("code" in read || read.id === undefined) return { record, read };
    const named = `${what} ${read.id}`;
    const message = "An earlier record of the file has the same id: give this one an id of its own.";
    if (seen.has(read.id)) return { record: named, read: { code: "DUPLICATE", message } };
    seen.add(read.id);
    return { record: named, read };
  });
}

/** Returns the readable entries that have an id, by id. */
export function byId<Value extends { id: string | undefined }>(entries: readonly Entry<Value>[]): Map<string, Value> {
  const found = new Map<string, Value>();
  for (const { read } of entries) if (!("code" in read) && read.id !== undefined) found.set(read.id, read);
  return found;
}
