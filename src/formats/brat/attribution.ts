import type { StoredText } from "../../text/offsets.ts";
import { hasQuotationMark } from "../../text/quotation/marks.ts";
import type { Stretch } from "../../text/quotation/regions.ts";
import { type Quotation, readQuotation } from "../../text/quotation.ts";
import type { Reading, StatementDraft } from "../drafts.ts";
import { findRejection, findStretches, joinStretches, mentionOf, passageOf } from "../reading/standoff.ts";
import type { Place, Problem, RejectCode, Rejection } from "../rejections.ts";
import type { Annotations, EventLine, SpanLine } from "./annotations.ts";

/** The result of reading an event line. */
export type AttributionOutcome =
  | { statement: StatementDraft }
  | Extract<Reading, { rejected: Rejection } | { leftOut: unknown }>;

/** An article's text with everything that its attributions refer to. */
export interface Annotated {
  file: string;
  text: StoredText;
  /** The stretches between quotation marks. */
  regions: readonly Stretch[];
  spans: ReadonlyMap<string, SpanLine>;
  /** The likely cause of offsets that do not fit: a clause. Null if all fit. */
  fault: string | null;
}

const ATTRIBUTIONS = new Set(["Attribution", "Attribution-no-source"]);
const DISCARDED = new Set(["Discard", "Discuss"]);
const ROLES = ["Content", "Cue", "Source"] as const;
type AttributionRole = (typeof ROLES)[number];

const SPAN_TYPES: ReadonlySet<string> = new Set([...ATTRIBUTIONS, ...DISCARDED, ...ROLES]);

/**
 * Returns why a file's annotations are not those of attributions: it is of another program, or of another scheme. Null if they
 * are, and for a file without annotations.
 */
export function findAlien({ spans, events, relations, stray }: Annotations): string | null {
  if (spans.size + events.length + relations === 0) {
    return stray === null
      ? null
      : `The file is not in brat's standoff format (line ${stray}): give .ann files with T and E lines, or convert it.`;
  }
  const types = new Set([...spans.values()].map(({ type }) => type.replace(/\d+$/, "")));
  if (types.size === 0 || [...types].some((type) => SPAN_TYPES.has(type) || type === "")) return null;
  const shown = [...types].slice(0, 5).join(", ");
  return `The file annotates no attributions but ${shown}: give files whose spans are Content, Cue and Source, or rename the types.`;
}

/**
 * Reads an event: an attribution with a content becomes a statement. A role may occur several times, numbered (`Content2`);
 * all its spans together form the part. The speaker of an attribution without a Source is unknown, whatever its type.
 */
export function readAttribution(annotated: Annotated, event: EventLine): AttributionOutcome {
  const place: Place = { file: annotated.file, line: event.line, record: event.id };
  const [trigger] = event.arguments ?? [];
  if (!event.arguments || !trigger) {
    return rejected(
      place,
      "MALFORMED",
      "The line is not an event: write its roles and spans, as Attribution:T4 Source:T3 Content:T2 Cue:T1.",
    );
  }
  if (DISCARDED.has(trigger.role)) return { leftOut: { reason: "discarded", records: 1 } };
  if (!ATTRIBUTIONS.has(trigger.role)) return { leftOut: { reason: "not an attribution", records: 1 } };
  const parts: Record<AttributionRole, Stretch[]> = { Content: [], Cue: [], Source: [] };
  for (const { role: numbered, span: id } of event.arguments.slice(1)) {
    const role = ROLES.find((known) => numbered.replace(/\d+$/, "") === known);
    if (!role) continue;
    const found = readSpan(annotated, role, id);
    if ("code" in found) return rejected(place, found.code, found.message);
    parts[role].push(...found.stretches);
  }
  if (parts.Content.length === 0) return { leftOut: { reason: "no content", records: 1 } };
  for (const role of ROLES) parts[role].sort((one, other) => one.start - other.start);
  if (parts.Content.some(({ start }, i) => start < (parts.Content[i - 1]?.end ?? 0))) {
    return rejected(place, "BAD_OFFSETS", "The contents overlap: put every word into only one of them.");
  }
  const statement = describeAttribution(annotated, place, parts);
  const refused = findRejection(statement);
  return refused ? { rejected: refused } : { statement };
}

function describeAttribution(
  { text, regions }: Annotated,
  place: Place,
  { Content, Cue, Source }: Record<AttributionRole, Stretch[]>,
): StatementDraft {
  const [attributionText, cue] = [joinStretches(text, Source), joinStretches(text, Cue)];
  return {
    place,
    speaker: mentionOf(attributionText),
    ...quotedWording(readQuotation(text.points, regions, Content, [...Cue, ...Source])),
    appearance: {
      ...(attributionText && { attributionText }),
      ...(cue && { cue }),
      passage: passageOf(text, { CONTENT: Content, CUE: Cue, SPEAKER: Source, ADDRESSEE: [] }),
    },
  };
}

/** Returns the words and their kind by the quotation marks, since PolNeAR has no kinds. Marks outside the content do not count. */
function quotedWording({ quoted, printed, between }: Quotation): Pick<StatementDraft, "kind" | "text"> {
  if (quoted === "ALL") return { kind: "DIRECT", text: between };
  return { kind: quoted === "SOME" && hasQuotationMark(printed) ? "MIXED" : "INDIRECT", text: printed };
}

function readSpan(
  { spans, text, fault }: Annotated,
  role: AttributionRole,
  id: string,
): { stretches: Stretch[] } | Problem {
  const span = spans.get(id);
  const malformed = (what: string) => ({ code: "MALFORMED" as const, message: `${role} ${id} ${what}` });
  if (!span) return malformed("does not exist: add its T line, or remove it from the event.");
  if (span.isRepeated)
    return {
      code: "DUPLICATE",
      message: `There are two spans ${id} (line ${span.line}): give one of them another id.`,
    };
  if (!span.ranges)
    return malformed(
      `has no offsets (line ${span.line}): write its type, its offsets and its words, separated by tabs.`,
    );
  if (span.type !== role) return malformed(`has the type ${span.type} (line ${span.line}): correct one of the two.`);
  const stretches = findStretches(text, span.ranges, span.text);
  if (typeof stretches !== "string") return { stretches };
  return {
    code: "BAD_OFFSETS",
    message: `${id} (line ${span.line}) ${stretches}${fault ? ` (${fault})` : ""}: correct its offsets.`,
  };
}

function rejected(place: Place, code: RejectCode, message: string): { rejected: Rejection } {
  return { rejected: { place, code, message } };
}
