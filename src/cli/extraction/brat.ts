import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../archive/lists/inputError.ts";
import { unitsOfPoints } from "../../extraction/codePoints.ts";
import type { AnnotatedArticle, Attribution, Span } from "../../extraction/gold.ts";
import { type Annotations, readAnnotations } from "../../formats/brat/annotations.ts";

const ANNOTATOR_ENDING = /_[0-9a-f]{4}$/;
/** "publisher_2016-09-12_title" */
const PUBLISHER = /^(.+?)_\d{4}-\d{2}-\d{2}_/;
const SPAN_ROLES = { content: "Content", cue: "Cue", source: "Source" } as const;

/**
 * Reads a folder in brat's standoff format: `.ann` files beside their texts, or in `attributions` beside `text`. If several annotators
 * have files on one text, the first by name counts.
 */
export async function readBratFolder(folder: string, names: readonly string[]): Promise<AnnotatedArticle[]> {
  const isParted = names.includes("attributions");
  const [annotations, texts] = isParted ? [join(folder, "attributions"), join(folder, "text")] : [folder, folder];
  const files = isParted ? (await readdir(annotations)).sort() : names;
  const articles = new Map<string, AnnotatedArticle>();
  const known = new Set((await readdir(texts)).map((name) => name.replace(/\.txt$/, "")));
  for (const file of files.filter((name) => name.endsWith(".ann"))) {
    const own = file.replace(/\.ann$/, "");
    const id = known.has(own) ? own : own.replace(ANNOTATOR_ENDING, "");
    if (!known.has(id))
      throw new InputError("path", `${join(annotations, file)} has no text: put ${id}.txt beside it.`);
    if (articles.has(id)) continue;
    const text = await readFile(join(texts, `${id}.txt`), "utf8");
    const attributions = attributionsIn(text, readAnnotations(await readFile(join(annotations, file), "utf8")), file);
    const publisher = PUBLISHER.exec(id)?.[1];
    articles.set(id, { id, text, attributions, ...(publisher && { publisher }) });
  }
  return [...articles.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

function attributionsIn(text: string, { events, spans }: Annotations, file: string): Attribution[] {
  const unit = unitsOfPoints(text);
  const convert = (id: string): Span[] =>
    (spans.get(id)?.ranges ?? []).map(([start, end]) => {
      const [from, to] = [unit(start), unit(end)];
      if (from === undefined || to === undefined)
        throw new InputError("path", `${file}: ${id} ends beyond the text: correct its offsets.`);
      return [from, to];
    });
  return events
    .filter((event) => /^Attribution/.test(event.arguments?.[0]?.role ?? ""))
    .map((event) => {
      const partOf = (name: string) =>
        (event.arguments ?? [])
          .filter(({ role }) => role.replace(/\d+$/, "") === name)
          .flatMap(({ span }) => convert(span))
          .sort(([one], [other]) => one - other);
      return { content: partOf(SPAN_ROLES.content), cue: partOf(SPAN_ROLES.cue), source: partOf(SPAN_ROLES.source) };
    })
    .filter(({ content }) => content.length > 0);
}
