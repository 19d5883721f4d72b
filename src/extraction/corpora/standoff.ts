import { z } from "zod";
import { unitsOfPoints } from "../codePoints.ts";
import type { AnnotatedArticle, Span } from "../gold.ts";

/** A line of stand-off annotations that cannot be read. */
export class StandoffError extends Error {
  override readonly name = "StandoffError";
}

const spans = z.array(z.tuple([z.int().min(0), z.int().min(0)])).default([]);
const line = z.object({
  id: z.string().optional(),
  text: z.string(),
  attributions: z.array(z.object({ content: spans, cue: spans, source: spans, speaker: z.string().nullish() })),
});

/**
 * Reads an article from a line of JSON: `text`, and `attributions` with `content`, `cue` and `source`, each a list of [start, end] in
 * code points. Other fields are not read.
 *
 * @param place names the line in messages, and an article without `id`
 * @throws StandoffError
 */
export function readStandoff(json: string, place: string): AnnotatedArticle {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    throw new StandoffError(`${place}: the line is not JSON: write one object a line.`);
  }
  const { data, error } = line.safeParse(given);
  if (!data) {
    const [issue] = error.issues;
    throw new StandoffError(`${place}: ${z.core.toDotPath(issue?.path ?? []) || "the line"}: ${issue?.message}.`);
  }
  const { id = place, text } = data;
  const unit = unitsOfPoints(text);
  const convert = (given: readonly [number, number][], part: string): Span[] =>
    given.map(([start, end]) => {
      const [from, to] = [unit(start), unit(end)];
      if (from !== undefined && to !== undefined && from < to) return [from, to];
      throw new StandoffError(
        `${place}: the ${part} [${start}, ${end}] is no stretch of a text of ${[...text].length} characters: correct its offsets.`,
      );
    });
  const attributions = data.attributions.map(({ content, cue, source, speaker }) => ({
    content: convert(content, "content"),
    cue: convert(cue, "cue"),
    source: convert(source, "source"),
    speaker: speaker ?? null,
  }));
  return { id, text, attributions };
}
