import type { StatementRow } from "../archive/statements/rows.ts";
import { isoOf } from "../document/dates.ts";
import { urnOf } from "../document/urn.ts";
import type { NotedName } from "./matched.ts";
import { printingOf } from "./statements.ts";

/** A feed shows the newest statements only; other formats have all. */
export const MOST_ENTRIES = 50;

/** Feed readers show titles in lists. */
const LONGEST_TITLE = 120;

export interface AtomFeed {
  /** Identifies the feed: its own address if it has one. */
  id: string;
  /** The address of the feed. */
  self?: string | undefined;
  title: string;
  noted: readonly NotedName[];
}

/** A statement, and when it last changed. */
export interface FeedEntry {
  statement: StatementRow;
  updated: Date;
}

/** Returns when the feed last changed: the newest change among its entries; 1970 for an empty feed. */
export function updatedAt(entries: readonly FeedEntry[]): Date {
  return new Date(Math.max(0, ...entries.map(({ updated }) => updated.getTime())));
}

/** Writes statements as an Atom feed (RFC 4287): the author of an entry is the speaker, its link the passage at the publisher. */
export function writeAtom(feed: AtomFeed, entries: readonly FeedEntry[]): string {
  const notes = feed.noted.map(({ note }) => note).join(" ");
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element("id", feed.id),
    element("title", feed.title),
    ...(notes ? [element("subtitle", notes)] : []),
    element("updated", updatedAt(entries).toISOString()),
    ...(feed.self ? [`<link rel="self" type="application/atom+xml" href="${xml(feed.self)}"/>`] : []),
    "<author><name>OnRecord</name></author>",
    "<generator>OnRecord</generator>",
    ...entries.map(writeEntry),
    "</feed>\n",
  ].join("\n");
}

function writeEntry({ statement, updated }: FeedEntry): string {
  const printing = printingOf(statement);
  const { speaker, topics = [], text, language, saidAt } = statement;
  const about = printing ? [printing.article.source?.name, printing.article.headline].filter(Boolean).join(": ") : "";
  return [
    `<entry xml:lang="${xml(language)}">`,
    element("id", urnOf(statement.uuid)),
    element("title", shortenTitle(speaker ? `${speaker.name}: ${text}` : text)),
    element("updated", updated.toISOString()),
    element("published", isoOf(saidAt)),
    ...(speaker ? [`<author>${element("name", speaker.name)}</author>`] : []),
    ...(printing?.passageUrl ? [`<link rel="alternate" href="${xml(printing.passageUrl)}"/>`] : []),
    ...topics.map(({ slug, name }) => `<category term="${xml(slug)}" label="${xml(name)}"/>`),
    `<content type="text">${xml(text)}</content>`,
    ...(about ? [`<summary type="text">${xml(about)}</summary>`] : []),
    "</entry>",
  ].join("\n");
}

function shortenTitle(text: string): string {
  const points = [...text.replace(/\s+/g, " ").trim()];
  return points.length > LONGEST_TITLE
    ? `${points
        .slice(0, LONGEST_TITLE - 1)
        .join("")
        .trimEnd()}…`
    : points.join("");
}

function element(name: string, text: string): string {
  return `<${name}>${xml(text)}</${name}>`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;" };

/** Escapes text for XML 1.0; a character that XML does not allow becomes U+FFFD. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"\r]/g, (sign) => ENTITIES[sign] as string);
}
