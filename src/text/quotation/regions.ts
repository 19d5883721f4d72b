import { canOpenQuotation, closesMark, isApostrophe, isSingle } from "./marks.ts";
import { findMarks, type Mark } from "./turns.ts";

/** A stretch of a body, in code points, from `start` to before `end`. */
export interface Stretch {
  start: number;
  end: number;
}

/** An opening mark that waits for its closing one. */
interface Opened extends Mark {
  /** Where it was perhaps closed: by a sign that may be the apostrophe of a plural ("the boats’ owners"). */
  maybe: number | null;
}

/** Quotations within quotations; deeper marks are ignored, so that a text of marks alone takes linear time. */
const MOST_NESTED = 16;

/**
 * Returns the stretches of a text between quotation marks, without the marks: also those within others, to any depth that people
 * print. A quotation in quotation marks of one kind, typed twice (““…””), is one.
 *
 * A quotation that is opened again on a later line without being closed ends with its line: newspapers print quotations of
 * several paragraphs that way. One that is never closed also ends with its line.
 */
export function quotedRegions(points: readonly string[]): Stretch[] {
  const reader = new RegionReader(points);
  for (const mark of findMarks(points)) reader.read(mark);
  return reader.finish();
}

class RegionReader {
  readonly #points: readonly string[];
  readonly #lineEnds: number[] = [];
  readonly #open: Opened[] = [];
  readonly #regions: Stretch[] = [];
  #last: { opening: Mark; closing: Mark } | null = null;

  constructor(points: readonly string[]) {
    this.#points = points;
    for (const [at, point] of points.entries()) if (point === "\n") this.#lineEnds.push(at);
    this.#lineEnds.push(points.length);
  }

  read(mark: Mark): void {
    if (this.#continues(mark)) return;
    if (mark.turn !== "open" && this.#close(mark)) return;
    if (mark.turn === "close" || !canOpenQuotation(mark.glyph) || this.#open.length >= MOST_NESTED) return;
    // In Swedish and Finnish ’ opens within ”; elsewhere it is the apostrophe of a word without its beginning.
    if (mark.glyph === "’" && !/[”»]/.test(this.#open.at(-1)?.glyph ?? "")) return;
    const again = this.#open.findIndex((opened) => this.#isOpenedAgain(opened, mark));
    if (again >= 0) this.#drop(again);
    this.#open.push({ ...mark, maybe: null });
  }

  finish(): Stretch[] {
    this.#drop(0);
    return this.#regions
      .filter(({ start, end }) => start < end)
      .sort((one, other) => one.start - other.start || other.end - one.end);
  }

  /** French and Spanish repeat the closing mark at the beginning of each paragraph of a quotation. */
  #continues(mark: Mark): boolean {
    if (!mark.isFirst || isSingle(mark.glyph) || isOpeningOnly(mark)) return false;
    const at = this.#open.findIndex(
      (opened) => opened.line < mark.line && opened.glyph !== mark.glyph && closesMark(opened.glyph, mark.glyph, false),
    );
    const opened = this.#open[at];
    if (!opened || !/^\s?[\p{L}\p{N}]/u.test(this.#points.slice(mark.end, mark.end + 2).join(""))) return false;
    this.#drop(at);
    this.#open.push({ ...mark, glyph: opened.glyph, maybe: null });
    return true;
  }

  #isOpenedAgain(opened: Opened, mark: Mark): boolean {
    if (opened.line === mark.line || isSingle(opened.glyph)) return false;
    const isNewParagraph = this.#lineEnds[opened.line + 1] === (this.#lineEnds[opened.line] as number) + 1;
    return opened.glyph === mark.glyph || (isNewParagraph && !isSingle(mark.glyph));
  }

  /** Closes what the mark closes, and drops what was opened within and never closed. */
  #close(mark: Mark): boolean {
    const at = this.#findOpened(mark);
    const opening = this.#open[at];
    if (!opening) return false;
    // "rock 'n' roll"
    const isLetter = isApostrophe(mark.glyph) && /^n$/iu.test(this.#points.slice(opening.end, mark.start).join(""));
    if (isLetter) {
      this.#drop(at);
      return true;
    }
    if (isApostrophe(mark.glyph) && isPlural(this.#points, mark)) {
      opening.maybe ??= mark.start;
      return true;
    }
    this.#drop(at + 1);
    this.#open.pop();
    const last = this.#last;
    const isTwice =
      last?.opening.glyph === opening.glyph && last.opening.start === opening.end && last.closing.end === mark.start;
    if (!isTwice) this.#regions.push({ start: opening.end, end: mark.start });
    this.#last = { opening, closing: mark };
    return true;
  }

  #findOpened(mark: Mark): number {
    for (let at = this.#open.length - 1; at >= 0; at -= 1) {
      const opened = this.#open[at] as Opened;
      const isOver = isApostrophe(opened.glyph) && opened.line < mark.line;
      if (!isOver && closesMark(opened.glyph, mark.glyph, mark.turn === "close")) return at;
      // A pair of single marks is inside one double quotation, or outside all.
      if (!isSingle(opened.glyph) && (isSingle(mark.glyph) || mark.turn === "either")) return -1;
    }
    return -1;
  }

  /** Drops the opened marks from a place on. Only the outermost of those without an end is a quotation. */
  #drop(from: number): void {
    const dropped = this.#open.splice(from);
    for (const { end, maybe } of dropped) if (maybe !== null) this.#regions.push({ start: end, end: maybe });
    if (from > 0 && this.#open.some(({ glyph }) => !isSingle(glyph))) return;
    const outermost = dropped.find(({ glyph }) => !isSingle(glyph));
    if (outermost) this.#regions.push({ start: outermost.end, end: this.#lineEnds[outermost.line] as number });
  }
}

/** Returns whether the sign can be the apostrophe of a plural before its noun: "the boats’ owners". */
function isPlural(points: readonly string[], { start, end }: Mark): boolean {
  return /^s$/i.test(points[start - 1] ?? "") && points[end] === " " && /^\p{Ll}$/u.test(points[end + 1] ?? "");
}

function isOpeningOnly({ glyph, turn }: Mark): boolean {
  return turn === "open" && glyph !== "»" && glyph !== "”";
}
