import { z } from "zod";
import { article, source, speaker, topic } from "../../document/document.ts";

/** What a line may be. */
const lineShape = z.union([
  z.strictObject({ source }),
  z.strictObject({ topic }),
  z.strictObject({ speaker }),
  z.strictObject({ article }),
]);

/**
 * The JSON Schema of a line, made from what validates it; docs/import/jsonl.schema.json is this. Rules between fields (`members`
 * only of a GROUP) and those of words (NFC, no control characters) it cannot tell.
 */
export function lineSchema(): object {
  return { title: "A line of OnRecord's JSON Lines", ...z.toJSONSchema(lineShape, { io: "input" }) };
}
