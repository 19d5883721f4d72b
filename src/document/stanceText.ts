import type { StancePosition } from "../generated/prisma/client.ts";

/** The word of each position in a table, and the others that are read. */
const POSITION_WORDS: Record<StancePosition, readonly string[]> = {
  SUPPORTS: ["for", "supports", "support", "pro"],
  OPPOSES: ["against", "opposes", "oppose", "contra"],
  CONDITIONAL: ["conditional", "if"],
  NEUTRAL: ["neutral"],
};

/** A stance as a cell of a table has it: `for: A ceasefire in Idlib`, `conditional (if all take part): A ceasefire in Idlib`. */
export interface StanceText {
  position: StancePosition;
  note?: string | undefined;
  /** The proposition's name or slug. */
  proposition: string;
}

/** Separates the stances of a cell. */
const SEPARATOR = /[;|\n]/;

/** Reads the stances of a cell, as a string for each that cannot be read. */
export function parseStances(cell: string): (StanceText | string)[] {
  const parts = cell.split(SEPARATOR).map((part) => part.trim());
  return parts.filter(Boolean).map((part) => readStance(part) ?? part);
}

function readStance(text: string): StanceText | null {
  const [, word = "", note, proposition] = /^(\p{L}+)\s*(?:\((.*?)\)\s*)?:\s*(\S.*)$/su.exec(text) ?? [];
  const [position] = Object.entries(POSITION_WORDS).find(([, words]) => words.includes(word.toLowerCase())) ?? [];
  if (!position || !proposition) return null;
  return { position: position as StancePosition, note: note?.trim() || undefined, proposition };
}

/** Writes stances as `parseStances` reads them. A sign in a note that separates stances becomes a comma. */
export function printStances(
  stances: readonly { position: StancePosition; note: string | null; name: string }[],
): string {
  return stances.map(writeStance).join("; ");
}

function writeStance({
  position,
  note,
  name,
}: {
  position: StancePosition;
  note: string | null;
  name: string;
}): string {
  const [word] = POSITION_WORDS[position];
  const noted = note === null ? "" : ` (${note.replace(/[;|\n]+/g, ",").replace(/\)\s*:/g, ") –")})`;
  return `${word}${noted}: ${name}`;
}
