import type { Database } from "../../database.ts";
import { recordCorpusIds, type SpeakerCorpusId } from "../../record/corpusIds.ts";
import type { ComposedDraft } from "./compose.ts";

/** Notes what the corpus knows its speakers by, so that it finds the same ones again. What is on record stays. */
export async function noteCorpusIds(
  database: Database,
  drafts: readonly ComposedDraft[],
  originId: number,
): Promise<void> {
  await recordCorpusIds(database, originId, drafts.flatMap(idsIn));
}

function idsIn(draft: ComposedDraft): SpeakerCorpusId[] {
  if ("person" in draft) {
    const { corpusId, match, speaker } = draft.person;
    const slug = match.is === "NEW" ? match.slug : match.bearer.slug;
    return corpusId ? [{ ...corpusId, slug, name: speaker.name }] : [];
  }
  if (!("article" in draft)) return [];
  return draft.article.statements.flatMap(({ corpusId, entry: { speaker: slug } }) =>
    corpusId && slug ? [{ ...corpusId.id, slug, name: corpusId.name }] : [],
  );
}
