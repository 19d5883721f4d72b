import { z } from "zod";

const part = z.object({
  spans: z.array(z.object({ charBegin: z.int().min(0), charEnd: z.int().min(0) })),
  text: z.string(),
});

const annotation = z.object({
  id: z.int(),
  type: z.enum(["Direct", "Indirect", "FreeIndirect", "IndirectFreeIndirect", "Reported"]),
  /** S, T and W combined if it may be one or the other. */
  medium: z.enum(["Speech", "Thought", "Writing", "ST", "SW", "TW", "STW", "none"]),
  quote: part,
  cue: part,
  speaker: part,
  addressee: part,
});

const file = z.object({ documentName: z.string().min(1), originalText: z.string(), annotations: z.array(z.unknown()) });

/** An annotated quotation. Offsets count code points of the file's originalText. */
export type Annotation = z.output<typeof annotation>;
/** An article with its annotations, not yet read. */
export type QuotationFile = z.output<typeof file>;

/** Reads a file's JSON. A string says what is wrong with it. */
export function readQuotationJson(json: string): QuotationFile | string {
  try {
    const { data, error } = file.safeParse(JSON.parse(json));
    return data ?? describeFirstIssue(error);
  } catch (error) {
    if (error instanceof SyntaxError) return `it is not JSON: ${error.message}`;
    throw error;
  }
}

/** Reads one annotation of a file. A string says what is wrong with it. */
export function readAnnotation(given: unknown): Annotation | string {
  const { data, error } = annotation.safeParse(given);
  return data ?? describeFirstIssue(error);
}

function describeFirstIssue({ issues: [first] }: z.ZodError): string {
  return first ? [z.core.toDotPath(first.path), first.message].filter(Boolean).join(": ") : "";
}
