import type { Noun } from "../../../archive/names/directory.ts";
import type { ArchiveDocument, ArticleEntry, SpeakerEntry } from "../../../document/document.ts";
import type { SpeakerRecord } from "../../../formats/drafts.ts";
import type { ComposedArticle, ComposedDraft, ComposedNouns, ComposedPerson } from "../compose.ts";
import type { NounDocument } from "../nameNouns.ts";

const LISTS = { source: "sources", speaker: "speakers", topic: "topics", proposition: "propositions" } as const;

/** A record that is a noun itself. */
interface NounRecordOutcome {
  noun: Noun;
  slug: string;
  isNew: boolean;
}

/** A part of a batch as it is recorded. */
export interface PartDocument {
  document: Required<ArchiveDocument>;
  /** The records that are nouns themselves. */
  nounRecords: readonly NounRecordOutcome[];
  /** How many nouns are new, whether a record of their own or only named by a statement or an article. */
  made: { sources: number; speakers: number; topics: number; propositions: number };
}

/** The nouns that the parts of a batch have described so far, by slug: the archive has them although the look-up did not. */
export type DescribedNouns = Record<keyof typeof LISTS, Map<string, { name: string }>>;

/** Returns the nouns of a batch of which nothing is recorded yet. */
export function noneDescribed(): DescribedNouns {
  return { source: new Map(), speaker: new Map(), topic: new Map(), proposition: new Map() };
}

/** Notes that the archive has a document's nouns now. */
export function noteDescribed(described: DescribedNouns, document: NounDocument): void {
  for (const [noun, list] of Object.entries(LISTS) as [Noun, keyof NounDocument][]) {
    for (const entry of document[list] ?? []) {
      if (entry.slug && !described[noun].has(entry.slug)) described[noun].set(entry.slug, entry);
    }
  }
}

/** Makes the document of some of a batch's drafts: of new nouns, those that these drafts name and no earlier part described. */
export function documentOf(drafts: readonly ComposedDraft[], described: DescribedNouns): PartDocument {
  const articles = drafts.flatMap((draft) => ("article" in draft ? draft.article : []));
  const given = drafts.flatMap((draft) => ("nouns" in draft ? draft.nouns : []));
  const people = describePeople(
    drafts.flatMap((draft) => ("person" in draft ? draft.person : [])),
    described,
  );
  const added = describeNew(articles, described);
  const nounRecords = [...people.records, ...given.flatMap((nouns) => outcomesOf(nouns, described))];
  const countNew = (noun: Noun) =>
    added[LISTS[noun]].length + nounRecords.filter((record) => record.noun === noun && record.isNew).length;
  return {
    document: {
      sources: [...given.flatMap(({ document }) => document.sources ?? []), ...added.sources],
      speakers: [...people.speakers, ...given.flatMap(({ document }) => document.speakers ?? []), ...added.speakers],
      topics: [...given.flatMap(({ document }) => document.topics ?? []), ...added.topics],
      propositions: [...given.flatMap(({ document }) => document.propositions ?? []), ...added.propositions],
      articles: articles.map(entryOf),
      links: drafts.flatMap((draft) => ("link" in draft ? draft.link.entry : [])),
    },
    nounRecords,
    made: {
      sources: countNew("source"),
      speakers: countNew("speaker"),
      topics: countNew("topic"),
      propositions: countNew("proposition"),
    },
  };
}

function entryOf({ entry, statements }: ComposedArticle): ArticleEntry {
  return { ...entry, statements: statements.map((statement) => statement.entry) };
}

function outcomesOf({ document, isTaken }: ComposedNouns, described: DescribedNouns): NounRecordOutcome[] {
  return (Object.entries(LISTS) as [Noun, keyof NounDocument][]).flatMap(([noun, list]) =>
    (document[list] ?? []).flatMap(({ slug }) =>
      slug ? { noun, slug, isNew: !isTaken(noun, slug) && !described[noun].has(slug) } : [],
    ),
  );
}

/** Describes the new nouns that articles and statements name, each as the first that names it does. */
function describeNew(articles: readonly ComposedArticle[], described: DescribedNouns): Required<NounDocument> {
  const all = articles.flatMap(({ newNouns, statements }) => [
    ...newNouns,
    ...statements.flatMap((statement) => statement.newNouns),
  ]);
  const firstOfEach = <Entry extends { slug?: string | undefined }>(noun: Noun, entries: readonly Entry[]): Entry[] => {
    const first = new Map<string, Entry>();
    for (const entry of entries) if (entry.slug && !first.has(entry.slug)) first.set(entry.slug, entry);
    return [...first].flatMap(([slug, entry]) => (described[noun].has(slug) ? [] : entry));
  };
  return {
    sources: firstOfEach(
      "source",
      all.flatMap(({ sources = [] }) => sources),
    ),
    speakers: firstOfEach(
      "speaker",
      all.flatMap(({ speakers = [] }) => speakers),
    ),
    topics: firstOfEach(
      "topic",
      all.flatMap(({ topics = [] }) => topics),
    ),
    propositions: firstOfEach(
      "proposition",
      all.flatMap(({ propositions = [] }) => propositions),
    ),
  };
}

/** Completes known people and describes new ones. Records of one person are merged. */
function describePeople(people: readonly ComposedPerson[], described: DescribedNouns) {
  const speakers = new Map<string, SpeakerEntry>();
  const records = people.map(({ speaker, match }): NounRecordOutcome => {
    const slug = match.is === "NEW" ? match.slug : match.bearer.slug;
    const known = match.is === "NEW" ? (described.speaker.get(slug) as SpeakerEntry | undefined) : match.bearer;
    const entry = known ? completeSpeaker(slug, known as SpeakerEntry, speaker) : { ...speaker, slug };
    const before = speakers.get(slug);
    speakers.set(slug, before ? mergeEntries(before, entry) : entry);
    return { noun: "speaker", slug, isNew: !known && !before };
  });
  return { speakers: [...speakers.values()], records };
}

/** Keeps what is known of a speaker; another name becomes one name more. */
function completeSpeaker(
  slug: string,
  { name, kind, fictional }: Pick<SpeakerEntry, "name" | "kind" | "fictional">,
  speaker: SpeakerRecord["speaker"],
): SpeakerEntry {
  const names = [speaker.name, ...(speaker.names ?? [])].filter((other) => other !== name);
  return { ...speaker, slug, name, kind, fictional, names };
}

function mergeEntries(one: SpeakerEntry, other: SpeakerEntry): SpeakerEntry {
  const { name, names = [], roles = [] } = other;
  return {
    ...other,
    ...one,
    names: [...(one.names ?? []), ...(name === one.name ? [] : [name]), ...names],
    roles: [...(one.roles ?? []), ...roles],
  };
}
