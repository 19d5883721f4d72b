import type { SourceDraft } from "../drafts.ts";

// The corpus has keys for publishers and agencies; readers look for names.

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

/** Returns the publisher by PolNeAR's key; a key that PolNeAR does not have is used as the name. */
export function publisher(key: string): SourceDraft {
  return sourceNamed(PUBLISHERS, key, "OUTLET");
}

/** Returns the agency by PolNeAR's key; a key that PolNeAR does not have is used as the name. */
export function agency(key: string): SourceDraft {
  return sourceNamed(AGENCIES, key, "AGENCY");
}

/** Returns "en" for PolNeAR's publishers, which are all American; undefined for others. */
export function languageOfPublisher(key: string | undefined): string | undefined {
  return key && key.toLowerCase() in PUBLISHERS ? "en" : undefined;
}

function sourceNamed(names: Record<string, string>, key: string, kind: "OUTLET" | "AGENCY"): SourceDraft {
  const name = names[key.toLowerCase()];
  return name ? { name, names: [key], kind } : { name: key, kind };
}
