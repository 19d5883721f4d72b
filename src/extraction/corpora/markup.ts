import type { AnnotatedArticle, Attribution, Span } from "../gold.ts";
import { trimSpans } from "./trim.ts";

/** A fault in marked-up text. */
export class MarkupError extends Error {
  override readonly name = "MarkupError";
}

/** The spans of one attribution, as they are found. */
interface SpanGroup {
  content: Span[];
  source: Span[];
  cue: Span[];
  /** `{x|}`: it has no source, and does not take that of another. */
  hasNoSource: boolean;
  /** The letter of its speaker in `#sp`. */
  speaker: string | null;
}

/** A block as plain text, with its attributions. */
export interface MarkedBlock {
  text: string;
  attributions: Attribution[];
}

const OPENING = /\{([qscx])(\d?)([A-Z]?)\|/y;
const PARAGRAPH = "¶";
const BETWEEN_PARAGRAPHS = "\n\n";

/**
 * Reads articles in mark-up: one block a line, `=====` between articles. `{q|content} {s|source} {c|cue}`; a digit (`{q2|…}`)
 * groups the spans of one attribution of a block. An attribution without a source of its own takes the nearest one before its cue
 * in the block, unless `{x|}` says that it has none. `¶` begins a paragraph within a block. `#id NAME` names an article, and
 * `#sp A=Jane Roe; B=…` the speakers of letters: `{q2A|…}`.
 *
 * @throws MarkupError naming the article and the place
 */
export function readMarkup(source: string, name: string): AnnotatedArticle[] {
  return source
    .split(/^=====[^\S\n]*$/m)
    .map((article) => article.trim())
    .filter((article) => article !== "")
    .map((article, i) => readMarkedArticle(article, `${name}#${i}`));
}

function readMarkedArticle(source: string, name: string): AnnotatedArticle {
  let [id, text] = [name, ""];
  const attributions: Attribution[] = [];
  const speakers = new Map<string, string>();
  for (const line of source.split(/\r?\n/).filter((each) => each.trim() !== "")) {
    const [, directive, value = ""] = /^#(id|sp) (.*)$/.exec(line) ?? [];
    if (directive === "id") id = value.trim();
    else if (directive === "sp") for (const [letter, speaker] of readSpeakers(value)) speakers.set(letter, speaker);
    else {
      if (text !== "") text += BETWEEN_PARAGRAPHS;
      const block = readBlock(line, text.length, (letter) => speakers.get(letter) ?? null, id);
      text += block.text;
      attributions.push(...block.attributions);
    }
  }
  return { id, text, attributions: withoutEmpty(text, attributions) };
}

function readSpeakers(value: string): [string, string][] {
  return value.split(";").map((pair) => pair.split("=").map((part) => part.trim()) as [string, string]);
}

/** Takes spaces, quotation marks and commas from the edges of contents and sources. */
export function withoutEmpty(text: string, attributions: readonly Attribution[]): Attribution[] {
  return attributions
    .map(({ content, source, ...rest }) => ({
      ...rest,
      content: trimSpans(text, content),
      source: trimSpans(text, source),
    }))
    .filter(({ content }) => content.length > 0);
}

/** Reads one block, whose text will stand at the given place. */
export function readBlock(
  block: string,
  offset: number,
  speakerOf: (letter: string) => string | null = () => null,
  place = "",
): MarkedBlock {
  const groups = new Map<string, SpanGroup>();
  const sources: Span[] = [];
  const open: { kind: string; group: SpanGroup; start: number }[] = [];
  let text = "";
  for (let at = 0; at < block.length; ) {
    OPENING.lastIndex = at;
    const [mark, kind = "", digit, letter] = OPENING.exec(block) ?? [];
    const here = offset + text.length;
    if (mark) {
      const group = groupOf(groups, digit || "1");
      if (letter) group.speaker = speakerOf(letter);
      open.push({ kind, group, start: here });
      at += mark.length;
    } else if (block[at] === "}") {
      const closed = open.pop();
      if (!closed) throw new MarkupError(`${place}: a brace closes nothing in “${excerptOf(block, at)}”: remove it.`);
      closeMark(closed, here, sources);
      at += 1;
    } else if (block[at] === "{") {
      throw new MarkupError(`${place}: the mark “${excerptOf(block, at)}” is unknown: write {q|, {s|, {c| or {x|.`);
    } else {
      text += block[at] === PARAGRAPH ? BETWEEN_PARAGRAPHS : block[at];
      at += 1;
    }
  }
  if (open.length > 0)
    throw new MarkupError(`${place}: a mark is not closed in “${excerptOf(block, 0)}”: write its brace.`);
  return { text, attributions: [...groups.values()].flatMap((group) => attributionOfGroup(group, sources)) };
}

function excerptOf(block: string, at: number): string {
  return block.slice(Math.max(0, at - 20), at + 40);
}

function groupOf(groups: Map<string, SpanGroup>, digit: string): SpanGroup {
  const known = groups.get(digit);
  if (known) return known;
  const group: SpanGroup = { content: [], source: [], cue: [], hasNoSource: false, speaker: null };
  groups.set(digit, group);
  return group;
}

function closeMark(
  { kind, group, start }: { kind: string; group: SpanGroup; start: number },
  end: number,
  sources: Span[],
): void {
  const span: Span = [start, end];
  if (kind === "q") group.content.push(span);
  else if (kind === "c") group.cue.push(span);
  else if (kind === "x") group.hasNoSource = true;
  else {
    group.source.push(span);
    sources.push(span);
  }
}

function attributionOfGroup(group: SpanGroup, sources: readonly Span[]): Attribution[] {
  const { content, cue, source, hasNoSource, speaker } = group;
  const [first] = content;
  if (!first) return [];
  const place = (cue[0] ?? first)[0];
  const inherited = sources.findLast(([start]) => start < place) ?? sources[0];
  const own = source.slice(0, 1);
  return [{ content, cue, source: own.length > 0 || hasNoSource || !inherited ? own : [inherited], speaker }];
}
