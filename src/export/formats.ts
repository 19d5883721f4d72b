/** The formats of an export: the name on the command line, the file extension in the URL, and the media type. */
export const exportFormats = [
  { name: "jsonl", extension: "jsonl", mediaType: "application/jsonl; charset=utf-8" },
  { name: "csv", extension: "csv", mediaType: "text/csv; charset=utf-8; header=present" },
  { name: "json-ld", extension: "jsonld", mediaType: "application/ld+json; charset=utf-8" },
  { name: "atom", extension: "atom", mediaType: "application/atom+xml; charset=utf-8" },
] as const;

export type ExportFormat = (typeof exportFormats)[number];
export type FormatName = ExportFormat["name"];
