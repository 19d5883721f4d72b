import type { ArticleDraft, SpeakerDraft } from "../../src/formats/drafts.ts";
import { openArticle } from "../../src/ingestion/phases/attribute.ts";
import type { Lookup, Resolution } from "../../src/text/attribution/decision.ts";
import { normalizeName } from "../../src/text/names.ts";

/** An archive that knows nobody. */
export const NOBODY: Lookup = { speakersNamed: () => [] };

/** Returns an article whose statements have only printed mentions of their speakers. */
export function articleOf(mentions: readonly string[], body: string, { language = "en", headline = "A dispute" } = {}) {
  const place = { file: "fictional.txt" };
  const statement = (speaker: SpeakerDraft) => ({
    place,
    speaker,
    kind: "INDIRECT" as const,
    text: "The bridge stays closed.",
    appearance: { attributionText: "as printed", passage: { exact: "stays closed" } },
  });
  const article: ArticleDraft = {
    place,
    source: { name: "The Lowmoor Courier", kind: "OUTLET" },
    url: "https://example.com/bridge",
    headline,
    publishedAt: "2030-01-02",
    language,
    body,
    statements: mentions.map((mention) => statement({ mention })),
  };
  return { article, statement };
}

/** Returns an archive that knows these speakers by name, under slugs made from their names. */
export function archiveOf(names: Record<string, string[]>): Lookup {
  const bearers = (wanted: string) =>
    Object.entries(names).filter(([name, others]) => [name, ...others].map(normalizeName).includes(wanted));
  return { speakersNamed: (wanted) => bearers(wanted).map(([name]) => ({ slug: normalizeName(name), name })) };
}

/** Decides whom a mention in a body means. Returns the resolution and the speaker. */
export function decide(
  mention: string,
  body: string,
  options: { language?: string; lookup?: Lookup; headline?: string } = {},
) {
  const { article } = articleOf([mention], body, options);
  const [statement] = openArticle(article)(options.lookup ?? NOBODY).statements;
  const { speaker, resolution } = statement as { speaker: SpeakerDraft; resolution: Resolution };
  const who = "name" in speaker ? speaker.name : "slug" in speaker ? speaker.slug : undefined;
  return who === undefined ? resolution : `${resolution} ${who}`;
}
