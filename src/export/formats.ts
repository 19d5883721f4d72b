/** The formats in which statements leave the archive: as the command line calls them, as an address ends, as HTTP names them. */
export const exportFormats = [
  { name: "jsonl", extension: "jsonl", mediaType: "application/jsonl; charset=utf-8" },
  { name: "csv", extension: "csv", mediaType: "text/csv; charset=utf-8; header=present" },
  { name: "json-ld", extension: "jsonld", mediaType: "application/ld+json; charset=utf-8" },
  { name: "atom", extension: "atom", mediaType: "application/atom+xml; charset=utf-8" },
] as const;

export type ExportFormat = (typeof exportFormats)[number];
export type FormatName = ExportFormat["name"];
