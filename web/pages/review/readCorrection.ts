/** The values of the field `speaker` in the form that corrects a proposal. */
export const AS_PROPOSED = "as-proposed";
export const OTHER_SPEAKER = "other";
export const ADD_SPEAKER = "new";
export const SPEAKER_BY_SLUG = "slug:";
/** The value of the field `extent` that means the words that were typed. */
export const TYPED_EXTENT = "typed";

/** A passage in its surroundings; places count Unicode code points of the article's body. */
export interface Surrounded {
  before: string;
  exact: string;
  after: string;
  /** Where `exact` starts. */
  start: number;
}

/** A part of the body; the end is exclusive. */
export interface Extent {
  start: number;
  end: number;
}

/** What an editor means by the form: names that they typed are still to be looked up. */
export interface Correction {
  /** Undefined if the passage is right; null if the words do not stand there. */
  extent: Extent | null | undefined;
  kind: "DIRECT" | "MIXED" | "INDIRECT" | undefined;
  speaker: { slug: string } | { name: string } | { newName: string } | { status: "UNNAMED" | "UNKNOWN" } | undefined;
  /** The slugs of the topics that stay, and the names of further ones. */
  topics: { slugs: readonly string[]; names: readonly string[] };
  reason: string | undefined;
}

/** Reads the form that corrects a proposal. */
export function readCorrection(fields: URLSearchParams, passage: Surrounded): Correction {
  const given = (name: string) => fields.get(name)?.trim() || undefined;
  const kind = given("kind");
  return {
    extent: readExtentField(fields, passage),
    kind: kind === "DIRECT" || kind === "MIXED" || kind === "INDIRECT" ? kind : undefined,
    speaker: readSpeakerField(fields),
    topics: {
      slugs: fields.getAll("topic"),
      names: (given("moreTopics") ?? "")
        .split(/[;؛；]/)
        .map((name) => name.trim())
        .filter(Boolean),
    },
    reason: given("why"),
  };
}

function readSpeakerField(fields: URLSearchParams): Correction["speaker"] {
  const chosen = fields.get("speaker") ?? AS_PROPOSED;
  const typed = (name: string) => fields.get(name)?.trim() ?? "";
  if (chosen === "UNNAMED" || chosen === "UNKNOWN") return { status: chosen };
  if (chosen.startsWith(SPEAKER_BY_SLUG)) return { slug: chosen.slice(SPEAKER_BY_SLUG.length) };
  if (chosen === OTHER_SPEAKER) return { name: typed("otherSpeaker") };
  if (chosen === ADD_SPEAKER) return { newName: typed("newSpeaker") };
  return undefined;
}

function readExtentField(fields: URLSearchParams, passage: Surrounded): Correction["extent"] {
  const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(fields.get("extent") ?? "") ?? [];
  if (start && end) return { start: Number(start), end: Number(end) };
  const words = fields.get("words")?.trim() ?? "";
  if (words === "" || sameWords(words, passage.exact)) return undefined;
  return findWords(words, passage);
}

function sameWords(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/\s+/gu, " ").trim();
  return plain(one) === plain(other);
}

/**
 * Finds words in a passage and its surroundings, whatever the spaces and line ends between them: of several places, the one that
 * starts nearest to the passage. Null if the words do not stand there.
 */
export function findWords(words: string, { before, exact, after, start }: Surrounded): Extent | null {
  const text = `${before}${exact}${after}`;
  const escaped = words.split(/\s+/u).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const places = [...text.matchAll(new RegExp(escaped.join("\\s+"), "gu"))];
  const distance = ({ index }: { index: number }) => Math.abs(index - before.length);
  const [nearest] = places.sort((one, other) => distance(one) - distance(other));
  if (!nearest) return null;
  const base = start - lengthOf(before);
  const from = base + lengthOf(text.slice(0, nearest.index));
  return { start: from, end: from + lengthOf(nearest[0]) };
}

/** The length in code points, in which the API counts. */
function lengthOf(text: string): number {
  return [...text].length;
}
