import type { ArchiveDocument } from "../../src/document/document.ts";
import type { ArticleDraft, SpeakerDraft } from "../../src/formats/drafts.ts";

/**
 * Turns a draft into a document that the archive's validator accepts: slugs are invented, and speakers who are only
 * mentioned are unknown.
 */
export function documentOf({
  place: _,
  identity: _i,
  source,
  wire,
  statements,
  ...article
}: ArticleDraft): ArchiveDocument {
  const speakers = new Map<string, string>();
  const speakerOf = (draft: SpeakerDraft) => {
    if ("status" in draft) return { speakerStatus: draft.status };
    if ("mention" in draft || "cell" in draft) return { speakerStatus: "UNKNOWN" as const };
    if ("slug" in draft) return { speaker: draft.slug };
    speakers.set(draft.name, speakers.get(draft.name) ?? `speaker-${speakers.size}`);
    return { speaker: speakers.get(draft.name) };
  };
  const given = statements.map(({ place: __, speaker, addressees: _a, via: _v, topics: _t, stances: _s, ...rest }) => {
    const { occasion: _o, ...own } = rest;
    return { ...own, ...speakerOf(speaker) };
  });
  const sources = [source, wire].flatMap((each, i) =>
    each && "name" in each ? [{ ...each, slug: `source-${i}` }] : [],
  );
  return {
    sources,
    speakers: [...speakers].map(([name, slug]) => ({ slug, name, kind: "PERSON" as const })),
    articles: [{ ...article, source: "source-0", ...(wire && { wire: "source-1" }), statements: given }],
  };
}
