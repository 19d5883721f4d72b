/** The entities that programs leave in texts which are no HTML. */
const ENTITY_SIGNS: Record<string, string> = {
  ...{ amp: "&", quot: '"', apos: "'", lt: "<", gt: ">", nbsp: "\u00a0", hellip: "…", ndash: "–", mdash: "—" },
  ...{ lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", laquo: "«", raquo: "»", euro: "€", pound: "£" },
};
const ENTITY = new RegExp(`&(?:(${Object.keys(ENTITY_SIGNS).join("|")})|#(\\d{2,6})|#x([\\da-f]{2,6}));`, "gi");
const [HIGHEST, FIRST_SURROGATE, LAST_SURROGATE] = [0x10ffff, 0xd800, 0xdfff];

/** Tells whether a text has an entity, as exports from web pages and social networks do: "AT&amp;T", "don&#39;t". */
export function hasHtmlEntity(text: string): boolean {
  return text.search(ENTITY) >= 0;
}

/** Returns a text with the signs for which its entities stand. */
export function withoutHtmlEntities(text: string): string {
  return text.replace(ENTITY, (written, name?: string, decimal?: string, hexadecimal?: string) => {
    if (name) return ENTITY_SIGNS[name.toLowerCase()] as string;
    const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal as string, 16);
    const isSign = code >= 0x20 && code <= HIGHEST && !(code >= FIRST_SURROGATE && code <= LAST_SURROGATE);
    return isSign ? String.fromCodePoint(code) : written;
  });
}
