import { readFileSync } from "node:fs";

/** The facts of a font that setting lines needs. */
export interface CardFont {
  /** Whether the font has a sign for every letter of a text. */
  covers(text: string): boolean;
  /** How wide a text is in a size, in the unit of the size; a little too much for scripts whose letters join. */
  widthOf(text: string, size: number): number;
}

/** DejaVu Sans: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian and others in one file of 740 kB. */
export const CARD_FONT = new URL("./fonts/DejaVuSans.ttf", import.meta.url);

let opened: CardFont | undefined;

/** Returns the font of cards. Its file is read at the first use. */
export function cardFont(): CardFont {
  opened ??= readFont(readFileSync(CARD_FONT));
  return opened;
}

/** Characters that are not drawn, such as joiners and soft hyphens. */
const UNDRAWN = /\p{Default_Ignorable_Code_Point}/u;

/** Reads which characters a TrueType font has and how wide they are: its tables `cmap` (format 12) and `hmtx`. */
export function readFont(file: Buffer): CardFont {
  const tables = new Map<string, number>();
  for (let i = 0; i < file.readUInt16BE(4); i++) {
    const at = 12 + 16 * i;
    tables.set(file.toString("latin1", at, at + 4), file.readUInt32BE(at + 8));
  }
  const tableAt = (name: string) => {
    const at = tables.get(name);
    if (at === undefined) throw new Error(`The font has no table ${name}.`);
    return at;
  };
  const unitsPerEm = file.readUInt16BE(tableAt("head") + 18);
  const measured = file.readUInt16BE(tableAt("hhea") + 34);
  const hmtx = tableAt("hmtx");
  const glyphs = glyphsOf(file, tableAt("cmap"));
  const advanceOf = (glyph: number) => file.readUInt16BE(hmtx + 4 * Math.min(glyph, measured - 1));
  return {
    covers: (text) => [...text].every((letter) => UNDRAWN.test(letter) || glyphs.has(letter.codePointAt(0) ?? 0)),
    widthOf(text, size) {
      let units = 0;
      for (const letter of text)
        if (!UNDRAWN.test(letter)) units += advanceOf(glyphs.get(letter.codePointAt(0) ?? 0) ?? 0);
      return (units / unitsPerEm) * size;
    },
  };
}

/** Returns the number of the glyph of each code point. */
function glyphsOf(file: Buffer, cmap: number): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let i = 0; i < file.readUInt16BE(cmap + 2); i++) {
    const table = cmap + file.readUInt32BE(cmap + 4 + 8 * i + 4);
    if (file.readUInt16BE(table) !== 12) continue;
    for (let group = 0; group < file.readUInt32BE(table + 12); group++) {
      const at = table + 16 + 12 * group;
      const [first, last, glyph] = [file.readUInt32BE(at), file.readUInt32BE(at + 4), file.readUInt32BE(at + 8)];
      for (let point = first; point <= last; point++) glyphs.set(point, glyph + point - first);
    }
    return glyphs;
  }
  throw new Error("The font has no map of characters of format 12.");
}
