import { renderToString } from "preact-render-to-string";
import type { StatementItemFragment } from "../generated/operations.ts";
import { longDate } from "../language/dates.ts";
import type { Language } from "../language/languages.ts";
import { publisherWords } from "../language/publisherWords.ts";
import { cardFont } from "./font.ts";
import { breakLines, fitLines, LONGEST_SET } from "./lines.ts";

/** The size of a card in pixels, which networks show without cutting it. */
export const CARD = { width: 1_200, height: 630 };

const MARGIN = 72;
const WIDTH = CARD.width - 2 * MARGIN;
/** Widths are measured letter by letter; shaping may differ a little. */
const SLACK = 0.97;
/** The sizes that the words are tried in, the largest first. */
const SMALLEST = 38;
const SIZES = [60, 52, 44, SMALLEST] as const;
const LEADING = 1.32;
const TOP = 150;
const GAP = 36;

/** The colours of a card, by the names that they have in `tokens.css`. */
export interface CardColors {
  paper: string;
  ink: string;
  faded: string;
  accent: string;
}

/** The site's own colours in light. */
const OWN_COLORS: CardColors = { paper: "#fbf8f1", ink: "#1d1a16", faded: "#5f574c", accent: "#8b2615" };

interface Line {
  text: string;
  size: number;
  isFaded?: boolean;
}

/** The parts of a card, without the words. */
interface Parts {
  said: string;
  below: Line[];
  labels: string;
  /** The height that is left for the words. */
  room: number;
}

/**
 * Returns the parts of a statement's card; null if it has none: it is not public, the font has no sign for a letter, or the names leave
 * no room for two lines of words.
 */
function partsOf(statement: StatementItemFragment, language: Language): Parts | null {
  const { text, kind, status, speaker, firstAppearance } = statement;
  if (status !== "PUBLISHED") return null;
  const t = language.messages;
  const said = plain([...text].slice(0, 2 * LONGEST_SET).join(""));
  const about = attributionOf(statement, language);
  const isInvented = firstAppearance.article.isFictional || speaker?.isFictional === true;
  const labels = [...(kind === "DIRECT" ? [] : [t[`kind${kind}`]]), ...(isInvented ? [t.fictional] : [])].join(t.comma);
  if (![said, labels, ...about.map((line) => line.text)].every((each) => cardFont().covers(each))) return null;
  const below = about.flatMap(broken);
  const room = CARD.height - MARGIN - TOP - GAP - heightOf(below);
  return room < 2 * SMALLEST * LEADING ? null : { said, below, labels, room };
}

/** Whether a statement has a card. */
export function hasCard(statement: StatementItemFragment, language: Language): boolean {
  return partsOf(statement, language) !== null;
}

/**
 * Draws the card of a statement, the picture that networks and messengers show beside a link to it, as an SVG: its words, who said
 * them in which role, when, and where they are printed. Long words end in “…”; what is said about them is never shortened.
 *
 * @param colors those that the operator has chosen for light; the site's own by default. The server does not start with colours in
 *   which text cannot be read.
 * @returns null if the statement has no card
 */
export function drawCard(
  statement: StatementItemFragment,
  siteName: string,
  language: Language,
  colors: Partial<CardColors> = {},
): string | null {
  const parts = partsOf(statement, language);
  if (!parts) return null;
  const { said, below, labels, room } = parts;
  const words = setWords(said, room, statement.kind === "DIRECT" ? quotationMarks(statement.language) : ["", ""]);
  const name = plain(siteName);
  const isNamed = cardFont().covers(name) && cardFont().widthOf(name, 26) <= WIDTH / 2;
  const shown = { words, below, name: isNamed ? name : "", labels };
  return renderToString(<Card {...shown} colors={{ ...OWN_COLORS, ...colors }} />);
}

/** Leaves out what would break lines or turn letters around: a card has its own lines and directions. */
function plain(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "")
    .trim();
}

/** Who said it, in which role, when, and where it is printed. */
function attributionOf(statement: StatementItemFragment, { messages: t, tag }: Language): Line[] {
  const { speaker, speakerRole, speakerStatus, saidOn, firstAppearance } = statement;
  const unnamed = speakerStatus === "UNNAMED" ? t.unnamedSpeaker : t.unknownSpeaker;
  const printed = publisherWords(firstAppearance.article, t);
  return [
    { text: plain(speaker?.name ?? firstAppearance.attributionText ?? unnamed), size: 36 },
    ...(speakerRole ? [{ text: plain(speakerRole), size: 27, isFaded: true }] : []),
    { text: plain(`${longDate(saidOn, tag)} · ${printed}`), size: 27, isFaded: true },
  ];
}

function broken(line: Line): Line[] {
  const widthOf = (text: string) => cardFont().widthOf(text, line.size);
  return breakLines(line.text, widthOf, WIDTH * SLACK).map((text) => ({ ...line, text }));
}

function heightOf(lines: readonly Line[]): number {
  return lines.reduce((height, { size }) => height + size * LEADING, 0);
}

/** Sets the words in the largest size in which they fit whole, or else shortened in the smallest. */
function setWords(text: string, room: number, [open, close]: readonly [string, string]): Line[] {
  const wrap = (words: string) => `${open}${words}${close}`;
  const width = WIDTH * SLACK;
  const roomIn = (size: number) => ({
    mostLines: Math.floor(room / (size * LEADING)),
    widthOf: (words: string) => cardFont().widthOf(words, size),
  });
  for (const size of text.length > LONGEST_SET ? [] : SIZES) {
    const { mostLines, widthOf } = roomIn(size);
    const lines = breakLines(wrap(text), widthOf, width);
    if (lines.length <= mostLines) return lines.map((line) => ({ text: line, size }));
  }
  return fitLines(text, { ...roomIn(SMALLEST), width }, wrap).map((line) => ({ text: line, size: SMALLEST }));
}

/** The quotation marks of languages; of all others, those of English. */
const MARKS: Readonly<Record<string, readonly [string, string]>> = {
  ar: ["«", "»"],
  be: ["«", "»"],
  bg: ["„", "“"],
  cs: ["„", "“"],
  de: ["„", "“"],
  el: ["«", "»"],
  es: ["«", "»"],
  fa: ["«", "»"],
  fi: ["”", "”"],
  fr: ["«\u00a0", "\u00a0»"],
  hu: ["„", "”"],
  it: ["«", "»"],
  pl: ["„", "”"],
  pt: ["«", "»"],
  ro: ["„", "”"],
  ru: ["«", "»"],
  sv: ["”", "”"],
  uk: ["«", "»"],
};

function quotationMarks(language: string): readonly [string, string] {
  return MARKS[language.split("-")[0] ?? ""] ?? ["“", "”"];
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Whether the first letter of a text is of a script that runs from right to left. */
function runsLeft(text: string): boolean {
  const [letter = ""] = /\p{L}/u.exec(text) ?? [];
  return RIGHT_TO_LEFT.test(letter);
}

interface CardProps {
  words: readonly Line[];
  below: readonly Line[];
  name: string;
  labels: string;
  colors: CardColors;
}

function Card({ words, below, name, labels, colors }: CardProps) {
  const { width, height } = CARD;
  // All lines stand at the side where the words begin.
  const isRight = runsLeft(words.map(({ text }) => text).join(" "));
  const start = isRight ? width - MARGIN : MARGIN;
  const end = width - start;
  const anchors = isRight ? (["end", "start"] as const) : (["start", "end"] as const);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      font-family="DejaVu Sans"
    >
      <title>{words.map(({ text }) => text).join(" ")}</title>
      <rect width={width} height={height} fill={colors.paper} />
      <rect width={width} height="14" fill={colors.accent} />
      <text x={start} y="92" font-size="26" fill={colors.accent} text-anchor={anchors[0]}>
        {directed(name)}
      </text>
      <text x={end} y="92" font-size="26" fill={colors.faded} text-anchor={anchors[1]}>
        {directed(labels)}
      </text>
      <Lines lines={words} x={start} top={TOP} anchor={anchors[0]} colors={colors} />
      <Lines lines={below} x={start} top={height - MARGIN - heightOf(below)} anchor={anchors[0]} colors={colors} />
    </svg>
  );
}

interface LinesProps {
  lines: readonly Line[];
  x: number;
  top: number;
  anchor: "start" | "end";
  colors: CardColors;
}

function Lines({ lines, x, top, anchor, colors }: LinesProps) {
  const isLeft = runsLeft(lines.map(({ text }) => text).join(" "));
  return (
    <>
      {lines.map(({ text, size, isFaded }, i) => (
        <text
          key={`${i} ${text}`}
          x={x}
          y={Math.round(top + heightOf(lines.slice(0, i)) + size)}
          font-size={size}
          fill={isFaded ? colors.faded : colors.ink}
          text-anchor={anchor}
        >
          {directed(text, isLeft)}
        </text>
      ))}
    </>
  );
}

/** Isolates a text of a script from right to left, so that its signs and numbers keep their places. */
function directed(text: string, isLeft = runsLeft(text)): string {
  return isLeft ? `\u2067${text}\u2069` : text;
}
