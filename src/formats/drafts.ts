import type { ArchiveDocument, ArticleEntry, SourceEntry, SpeakerEntry, StatementEntry } from "../document/document.ts";
import type { Place, Rejection } from "./rejections.ts";

/** A source by its slug, or described: then one that bears the name is taken, else one is made. */
export type SourceDraft = { slug: string } | Omit<SourceEntry, "slug">;

/** Who said it, as far as the corpus itself knows. */
export type SpeakerDraft =
  /** It says it in the archive's own terms. */
  | { slug: string }
  /** It says who it was: whoever bears the name, or has the Wikidata id, is taken, else a speaker is made. */
  | {
      name: string;
      wikidataId?: string | undefined;
      kind?: SpeakerEntry["kind"] | undefined;
      names?: string[] | undefined;
    }
  /** It has only what the article prints ("he", "Trump", "a senior official"): attribute.ts decides. */
  | { mention: string }
  /** It says that nobody is named, or nothing at all. */
  | { status: "UNNAMED" | "UNKNOWN" };

export interface StatementDraft extends Omit<StatementEntry, "speaker" | "speakerStatus" | "topics"> {
  place: Place;
  speaker: SpeakerDraft;
  /** Topics by their slugs, or by any name; then one that nothing bears is made. `mentions` is for formats that know: else tag.ts decides. */
  topics?: readonly (string | { slug: string })[] | undefined;
}

export interface ArticleDraft extends Omit<ArticleEntry, "source" | "wire" | "statements"> {
  place: Place;
  source: SourceDraft;
  wire?: SourceDraft | undefined;
  /** In reading order. */
  statements: StatementDraft[];
}

/** A person or an organisation of a corpus of people, known again by Wikidata id, or by name and role. */
export interface SpeakerRecord {
  place: Place;
  speaker: Omit<SpeakerEntry, "slug">;
}

/** A noun in the archive's own terms, known by its slug. */
export interface NounRecord {
  place: Place;
  document: Pick<ArchiveDocument, "sources" | "speakers" | "topics">;
}

/** What a reader makes of a file, piece by piece. */
export type Reading =
  | { article: ArticleDraft }
  | { speaker: SpeakerRecord }
  | { nouns: NounRecord }
  | { rejected: Rejection }
  /** Records that are well formed and that the archive has no place for: narrative, another annotator's. Counted by reason. */
  | { leftOut: { reason: string; records: number } };

/** What a reader has made and the archive may take. */
export type Draft = Exclude<Reading, { rejected: unknown } | { leftOut: unknown }>;

/** What the person has said of the whole corpus, for records that do not say it themselves. */
export interface Defaults {
  /** The publisher's name. */
  source?: string | undefined;
  /** BCP 47. */
  language?: string | undefined;
  /** The agency's name. */
  wire?: string | undefined;
}

/** A file of the input, decompressed, in UTF-8. */
export interface InputFile {
  /** As the person would name it, for reports. */
  path: string;
  /** Below the folder that was given, or its base name, with "/" and without .gz or .bz2: the same on every machine. */
  name: string;
  /** The bytes, decompressed as they are read. Throws UnreadableError where they are damaged. */
  bytes(): AsyncIterable<Buffer>;
  /** The whole text, at most 64 MB of it. Throws UnreadableError for another encoding than UTF-8, and for more. */
  text(): Promise<string>;
  /** The lines without their ends, numbered from 1; a line of more than 16 MB comes as null. Throws UnreadableError. */
  lines(): AsyncIterable<{ number: number; text: string | null }>;
  /** A file by its path relative to this one's folder ("../metadata.tsv"), with or without .gz or .bz2; null where there is none. */
  beside(relative: string): Promise<InputFile | null>;
  /** The names of the files in a folder relative to this file's, sorted; empty where there is none. */
  namesIn(relative: string): Promise<string[]>;
}

/** A kind of corpus that can be imported: one file of formats/ each. */
export interface Format {
  /** As the command line calls it: "brat". */
  name: string;
  /** For --help: what it reads, in a line without a full stop. */
  description: string;
  /** What one record of it is, in the plural: "attributions". */
  records: string;
  /** Whether a file found in a folder is one to read, by its name; a file named by itself is always read. */
  isOwn(name: string): boolean;
  /** The other files that a file cannot be read without, whose change is its change: the text beside its annotations. */
  companions?(file: InputFile): Promise<InputFile[]>;
  /** Reads a file from its beginning to its end, record by record in a steady order. Bad records are readings too; only UnreadableError is thrown. */
  read(file: InputFile, defaults: Defaults): AsyncIterable<Reading>;
}
