import type { Messages } from "./messages.ts";

interface Published {
  source: { name: string };
  wire?: { name: string } | null | undefined;
}

/** Writes who published an article and, if it came from one, the agency: “Sandholm Post via Coast Wire”. */
export function publisherWords({ source, wire }: Published, t: Messages): string {
  return wire ? `${source.name} ${t.via} ${wire.name}` : source.name;
}
