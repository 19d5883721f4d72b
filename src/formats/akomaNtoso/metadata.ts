/** A person, an organisation or an office that the `by` of a speech can refer to. */
export interface Reference {
  /** The label. */
  name: string;
  kind: "PERSON" | "ORGANIZATION" | "OFFICE";
  /** Its address beyond the file; undefined if it has none. */
  href: string | undefined;
}

/** What a transcript says of itself. */
export interface TranscriptMetadata {
  /** Everything that can speak, by its id. */
  references: Map<string, Reference>;
  /** The work that the file is: its FRBRthis, and its FRBRuri. */
  work: string | undefined;
  uri: string | undefined;
  /** The id of its publisher. */
  author: string | undefined;
  language: string | undefined;
  /** The dates of its preface, as its readers see them. */
  docDates: string[];
  /** The same as they are printed: "20 September 2031". */
  printedDates: string[];
  /** The dates of the work, each with what it is the date of ("generation"). */
  workDates: { date: string; name: string }[];
  /** When it was published. */
  published: string | undefined;
  /** Where the sitting took place, as the preface prints it. */
  location: string | undefined;
}

type Attributes = Readonly<Record<string, string>>;

const REFERENCE_KINDS: Record<string, Reference["kind"]> = {
  TLCPerson: "PERSON",
  TLCOrganization: "ORGANIZATION",
  TLCRole: "OFFICE",
};

/** Returns the metadata of a file of which nothing is read yet. */
export function noMetadata(): TranscriptMetadata {
  return {
    references: new Map(),
    ...{
      work: undefined,
      uri: undefined,
      author: undefined,
      language: undefined,
      published: undefined,
      location: undefined,
    },
    docDates: [],
    printedDates: [],
    workDates: [],
  };
}

/** Reads an element before the body. If an element that may occur once occurs again, the first counts. */
export function readMetadata(
  metadata: TranscriptMetadata,
  open: readonly string[],
  name: string,
  attributes: Attributes,
): void {
  readReference(metadata, name, attributes);
  if (name === "docDate" && attributes.date) metadata.docDates.push(attributes.date.trim());
  const isPublication = name === "publication" || (name === "FRBRdate" && /publi/i.test(attributes.name ?? ""));
  if (isPublication) metadata.published ??= attributes.date?.trim();
  if (name === "FRBRlanguage") metadata.language ??= attributes.language;
  if (!open.includes("FRBRWork")) return;
  const value = attributes.value?.trim() || undefined;
  if (name === "FRBRthis") metadata.work ??= value;
  if (name === "FRBRuri") metadata.uri ??= value;
  if (name === "FRBRauthor") metadata.author ??= attributes.href?.trim().replace(/^#/, "");
  if (name === "FRBRdate" && attributes.date)
    metadata.workDates.push({ date: attributes.date.trim(), name: attributes.name ?? "" });
}

function readReference({ references }: TranscriptMetadata, name: string, attributes: Attributes): void {
  const kind = REFERENCE_KINDS[name];
  const id = (attributes.eId ?? attributes.id)?.trim();
  const label = attributes.showAs?.trim();
  if (!kind || !id || !label || references.has(id)) return;
  references.set(id, { name: label, kind, href: attributes.href?.trim() || undefined });
}
