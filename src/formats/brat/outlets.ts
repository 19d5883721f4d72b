import type { SourceDraft } from "../drafts.ts";

// The corpus names publishers and agencies by keys; readers look for them by their names.

const PUBLISHERS: Record<string, string> = {
  breitbart: "Breitbart",
  "huff-post": "The Huffington Post",
  nyt: "The New York Times",
  politico: "Politico",
  "usa-today": "USA Today",
  "wash-post": "The Washington Post",
  "west-journal": "Western Journalism",
};

const AGENCIES: Record<string, string> = {
  afp: "Agence France-Presse",
  ap: "Associated Press",
  reuters: "Reuters",
  upi: "United Press International",
};

/** The publisher by PolNeAR's key for it; a key that PolNeAR does not have is its name. */
export function publisher(key: string): SourceDraft {
  return sourceNamed(PUBLISHERS, key, "OUTLET");
}

/** The agency by PolNeAR's key for it; a key that PolNeAR does not have is its name. */
export function agency(key: string): SourceDraft {
  return sourceNamed(AGENCIES, key, "AGENCY");
}

/** The language that a publisher's articles are in; undefined for one that PolNeAR does not have: all of its own are American. */
export function languageOfPublisher(key: string | undefined): string | undefined {
  return key && key.toLowerCase() in PUBLISHERS ? "en" : undefined;
}

function sourceNamed(names: Record<string, string>, key: string, kind: "OUTLET" | "AGENCY"): SourceDraft {
  const name = names[key.toLowerCase()];
  return name ? { name, names: [key], kind } : { name: key, kind };
}
