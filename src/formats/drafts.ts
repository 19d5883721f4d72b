import type {
  ArchiveDocument,
  ArticleEntry,
  LinkEntry,
  SourceEntry,
  SpeakerEntry,
  StanceEntry,
  StatementEntry,
} from "../document/document.ts";
import type { Place, Rejection } from "./rejections.ts";

/** A source by its slug, or described: then the archive's source of that name is used, or one is made. */
export type SourceDraft = { slug: string } | Omit<SourceEntry, "slug">;

/** What a corpus knows a speaker by, which counts before the name: two with different ids of a scheme are two people. */
export interface CorpusId {
  /** Within which an id means one speaker: a format and a publisher, or a file. */
  scheme: string;
  value: string;
}

/** The speaker, as far as the corpus itself knows. */
export type SpeakerDraft =
  /** A speaker of the archive. */
  | { slug: string }
  /** The corpus names the speaker: the archive's speaker of that name or Wikidata id is used, or one is made. */
  | {
      name: string;
      wikidataId?: string | undefined;
      kind?: SpeakerEntry["kind"] | undefined;
      names?: string[] | undefined;
      corpusId?: CorpusId | undefined;
    }
  /** The corpus has only what the article prints ("he", "Trump", "a senior official"): the import decides who it is. */
  | { mention: string }
  /**
   * A cell with more than a name: the speaker of the archive who bears it as it is, otherwise the only one who bears one of
   * these names; several speakers at once are nobody, as those are of whom one bears one of `others`. A speaker of that name is
   * made if nobody is known.
   */
  | { cell: string; names: string[]; others: string[]; isSeveral: boolean }
  /** The corpus says that the speaker is not named, or does not say who it is. */
  | { status: "UNNAMED" | "UNKNOWN" };

/** A noun by its slug, or by its slug or name: then the archive's noun of that name is used, or one is made. */
export type NamedDraft = string | { slug: string };

/** An event that a file describes: the archive's event of that name is used, or one is made. Days are partial dates. */
export interface EventDraft {
  name: string;
  startsOn?: string | undefined;
  endsOn?: string | undefined;
  place?: string | undefined;
}

/** A stance as a reader makes it. */
export interface StanceDraft extends Omit<StanceEntry, "proposition"> {
  proposition: NamedDraft;
}

/** A statement as a reader makes it. */
export interface StatementDraft
  extends Omit<StatementEntry, "speaker" | "speakerStatus" | "addressees" | "via" | "occasion" | "topics" | "stances"> {
  place: Place;
  speaker: SpeakerDraft;
  /** To whom it was said. One who is not found is left out. */
  addressees?: readonly SpeakerDraft[] | undefined;
  /** By way of whom the article has it, the outermost first. One who is not found is left out. */
  via?: readonly SpeakerDraft[] | undefined;
  /** The event at which it was said. */
  occasion?: NamedDraft | EventDraft | undefined;
  topics?: readonly NamedDraft[] | undefined;
  stances?: readonly StanceDraft[] | undefined;
}

/** An article with its statements, as a reader makes it. */
export interface ArticleDraft extends Omit<ArticleEntry, "source" | "wire" | "statements"> {
  place: Place;
  source: SourceDraft;
  wire?: SourceDraft | undefined;
  /**
   * What an address without a web site was made of: an id that the file states, or only its name (and date). An article that the
   * archive has under this address is then another one if nothing of its text is the same: whatever its date, or, with a stated
   * id, if its date differs too.
   */
  identity?: "STATED_ID" | "FILE_NAME" | undefined;
  /** In reading order. */
  statements: StatementDraft[];
}

/** A person or an organisation of a corpus of people, recognised by Wikidata id, or by name and role. */
export interface SpeakerRecord {
  place: Place;
  speaker: Omit<SpeakerEntry, "slug">;
  corpusId?: CorpusId | undefined;
}

/** A noun in the archive's own terms, recognised by its slug. */
export interface NounRecord {
  place: Place;
  document: Pick<ArchiveDocument, "sources" | "speakers" | "topics" | "propositions">;
}

/** A link between two statements that stand before it in the file, or are on record. */
export interface LinkRecord {
  place: Place;
  entry: LinkEntry;
  /** Whether it is a record of its own, and not part of one that is counted already: a row of a table. */
  isRecord: boolean;
}

/** One result of reading a file: a draft, a rejection, or records left out. */
export type Reading =
  | { article: ArticleDraft }
  | { speaker: SpeakerRecord }
  | { nouns: NounRecord }
  | { link: LinkRecord }
  | { rejected: Rejection }
  /** Well-formed records that the archive does not hold, such as narrative or those of another annotator. Counted by reason. */
  | { leftOut: { reason: string; records: number } }
  /** Something about the whole file that the person should know: a column that is not read. Not a record. */
  | { told: string };

/** What a reader proposes to the archive: an article with its statements, a person, nouns, or a link. */
export type Draft = Exclude<Reading, { rejected: unknown } | { leftOut: unknown } | { told: unknown }>;

/** Values that the person gives for all records that lack them. */
export interface Defaults {
  /** The publisher's name. */
  source?: string | undefined;
  /** BCP 47. */
  language?: string | undefined;
  /** The agency's name. */
  wire?: string | undefined;
  /** The encoding of tables, as TextDecoder names it; detected if left out. */
  encoding?: string | undefined;
  /** What a date such as 03/04/2018 means in a table; without it, such dates are rejected. */
  dates?: "day-first" | "month-first" | undefined;
  /** The names of a table's columns, by what they mean. */
  columns?: Readonly<Record<string, string>> | undefined;
  /** The sheet of a workbook; the first one that is shown if left out. */
  sheet?: string | undefined;
  /** The columns of a table in which an empty cell means the one above it. */
  fillDown?: readonly string[] | undefined;
}

/** How the lines of a file are read, if it is not like most. */
export interface LineOptions {
  /** A name that TextDecoder knows; UTF-8 if left out. */
  encoding?: string;
  /** Whether lines end in CR alone if the first one does. */
  mayEndInReturn?: boolean;
}

/** The parts of a zip file by their names in lower case. Each is unpacked as it is read. */
export type ZipParts = ReadonlyMap<string, () => AsyncIterable<Buffer>>;

/** An input file, decompressed, in UTF-8. */
export interface InputFile {
  /** The path as the person would write it, for reports. */
  path: string;
  /** The path below the folder that was given, or the base name; with "/", without .gz or .bz2. The same on every machine. */
  name: string;
  /** Yields the bytes, decompressed as they are read. Throws UnreadableError if they are damaged. */
  bytes(): AsyncIterable<Buffer>;
  /** Returns the whole text, at most 64 MB. Throws UnreadableError if it is longer or not in UTF-8. */
  text(): Promise<string>;
  /** Yields the lines without their ends, numbered from 1; the text is null for more than 16 MB. Throws UnreadableError. */
  lines(options?: LineOptions): AsyncIterable<{ number: number; text: string | null }>;
  /** Returns the parts of a zip file of at most 64 MB. Throws UnreadableError, as does reading a part. */
  parts(): Promise<ZipParts>;
  /** Returns a file by its path relative to this one's folder ("../metadata.tsv"), compressed or not; null if not found. */
  beside(relative: string): Promise<InputFile | null>;
  /** Returns the sorted names of the files in a folder relative to this file's; empty if the folder does not exist. */
  namesIn(relative: string): Promise<string[]>;
}

/** A kind of corpus that can be imported; each is one file of this folder. */
export interface Format {
  /** Its name on the command line: "brat". */
  name: string;
  /** What it reads, for --help: one line without a full stop. */
  description: string;
  /** The word for its records, in the plural: "attributions". */
  records: string;
  /** Whether files are kept by hand, so that one may be the correction of another under a new name. */
  isKeptByHand?: true;
  /** Whether its articles are texts in which nothing is marked: then their statements are proposed by an extractor. */
  isExtracted?: true;
  /** Tells by its name whether to read a file found in a folder; a file that is named itself is always read. */
  isOwn(name: string): boolean;
  /** Returns the other files that a file's records are made of, such as the text beside its annotations. */
  companions?(file: InputFile): Promise<InputFile[]>;
  /**
   * Reads a file from its beginning to its end, always in the same order. Accounts for every record: bad ones are rejected.
   *
   * @throws UnreadableError, and nothing else
   */
  read(file: InputFile, defaults: Defaults): AsyncIterable<Reading>;
}
