import { z } from "zod";
import type { InputFile } from "../drafts.ts";
import type { Place, RejectCode, Rejection } from "../rejections.ts";

/** A line as read, or its rejection. */
export type JsonLine<Value> = { place: Place; value: Value } | { rejected: Rejection };

/**
 * Reads a file of one JSON object per line. Skips blank lines.
 *
 * @param shape the fields to read; an object may have more
 * @throws UnreadableError
 */
export async function* readJsonLines<Shape extends z.ZodType>(
  file: InputFile,
  shape: Shape,
): AsyncGenerator<JsonLine<z.output<Shape>>> {
  for await (const { number, text } of file.lines()) {
    if (text?.trim() === "") continue;
    const place = { file: file.path, line: number };
    const reject = (code: RejectCode, message: string) => ({ rejected: { place, code, message } });
    if (text === null) {
      yield reject("TOO_LARGE", "The line is longer than 16 MB: shorten it.");
      continue;
    }
    const parsed = parseJson(text);
    if (!parsed) {
      yield reject("MALFORMED", "The line is not JSON: write one complete object on it.");
      continue;
    }
    const { data, error } = shape.safeParse(parsed.value);
    if (error) yield reject("MALFORMED", describeIssue(error));
    else yield { place, value: data };
  }
}

function parseJson(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function describeIssue({ issues: [issue] }: z.ZodError): string {
  const path = z.core.toDotPath(issue?.path ?? []);
  return `The line is not in this format (${path ? `${path}: ` : ""}${issue?.message ?? ""}): correct it.`;
}
