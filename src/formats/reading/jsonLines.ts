import { z } from "zod";
import type { InputFile } from "../drafts.ts";
import type { Place, RejectCode, Rejection } from "../rejections.ts";

/** A line that has the shape of its format, or why it has not. */
export type JsonLine<Value> = { place: Place; value: Value } | { rejected: Rejection };

/**
 * The objects of a file that has one a line; blank lines are none.
 *
 * @param shape what is read of an object; it may have more
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
      yield reject("TOO_LARGE", "The line is longer than 16 MB.");
      continue;
    }
    const parsed = parseJson(text);
    if (!parsed) {
      yield reject("MALFORMED", "The line is no JSON: a line is one object, whole.");
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
  return `The line is not what the format has${path ? `, at ${path}` : ""}: ${issue?.message ?? ""}.`;
}
