import { z } from "zod";
import { article, proposition, source, speaker, topic } from "../../document/document.ts";
import { link } from "../../document/link.ts";

/** The forms of a line. */
const lineShape = z.union([
  z.strictObject({ source }),
  z.strictObject({ topic }),
  z.strictObject({ speaker }),
  z.strictObject({ proposition }),
  z.strictObject({ article }),
  z.strictObject({ link }),
]);

/**
 * Returns the JSON Schema of a line, made from the validator's own rules; docs/import/jsonl.schema.json is a copy. It cannot
 * express rules between fields (`members` only in a GROUP) and rules of texts (NFC, no control characters).
 */
export function lineSchema(): object {
  return { title: "A line of OnRecord's JSON Lines", ...z.toJSONSchema(lineShape, { io: "input" }) };
}
