import type { StoredText } from "../../text/offsets.ts";
import type { Stretch } from "../../text/quotation/regions.ts";
import { type Quotation, readQuotation } from "../../text/quotation.ts";
import { hasQuotationMark } from "../../text/wording.ts";
import type { Reading, StatementDraft } from "../drafts.ts";
import { findRejection, findStretches, joinStretches, mentioned, passageOf } from "../reading/standoff.ts";
import type { Place, Problem, RejectCode, Rejection } from "../rejections.ts";
import type { EventLine, SpanLine } from "./annotations.ts";

/** What one event line comes to. */
export type AttributionOutcome =
  | { statement: StatementDraft }
  | Extract<Reading, { rejected: Rejection } | { leftOut: unknown }>;

/** An article's text with all that its attributions are read against. */
export interface Annotated {
  file: string;
  text: StoredText;
  /** What stands between quotation marks. */
  regions: readonly Stretch[];
  spans: ReadonlyMap<string, SpanLine>;
}

const ATTRIBUTIONS = new Set(["Attribution", "Attribution-no-source"]);
const DISCARDED = new Set(["Discard", "Discuss"]);
const ROLES = ["Content", "Cue", "Source"] as const;
type AttributionRole = (typeof ROLES)[number];

/**
 * Reads an event: an attribution with a content becomes a statement. A role may be given more than once, numbered
 * (`Content2`), and all its spans together are the part. An attribution without a Source is by nobody known, whatever its
 * type says.
 */
export function readAttribution(annotated: Annotated, event: EventLine): AttributionOutcome {
  const place: Place = { file: annotated.file, line: event.line, record: event.id };
  const [trigger] = event.arguments ?? [];
  if (!event.arguments || !trigger) {
    return rejected(
      place,
      "MALFORMED",
      "It is no event: write its roles and spans, as Attribution:T4 Source:T3 Content:T2 Cue:T1.",
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
    return rejected(place, "BAD_OFFSETS", "Its contents overlap: let every word be in one of them.");
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
    speaker: mentioned(attributionText),
    ...quotedWording(readQuotation(text.points, regions, Content, [...Cue, ...Source])),
    appearance: {
      ...(attributionText && { attributionText }),
      ...(cue && { cue }),
      passage: passageOf(text, { CONTENT: Content, CUE: Cue, SPEAKER: Source, ADDRESSEE: [] }),
    },
  };
}

/** PolNeAR does not tell kinds apart; quotation marks do. Where they stand outside of the content, its words quote nothing. */
function quotedWording({ quoted, printed, between }: Quotation): Pick<StatementDraft, "kind" | "text"> {
  if (quoted === "ALL") return { kind: "DIRECT", text: between };
  return { kind: quoted === "SOME" && hasQuotationMark(printed) ? "MIXED" : "INDIRECT", text: printed };
}

function readSpan({ spans, text }: Annotated, role: AttributionRole, id: string): { stretches: Stretch[] } | Problem {
  const span = spans.get(id);
  const malformed = (what: string) => ({ code: "MALFORMED" as const, message: `${role} ${id} ${what}` });
  if (!span) return malformed("is not there: add its T line, or take it out of the event.");
  if (span.isRepeated)
    return { code: "DUPLICATE", message: `${id} stands twice (line ${span.line}): give one of them another id.` };
  if (!span.pieces)
    return malformed(`has no offsets (line ${span.line}): write its type, its offsets and its words, parted by tabs.`);
  if (span.type !== role) return malformed(`is marked as ${span.type} (line ${span.line}): correct one of the two.`);
  const stretches = findStretches(text, span.pieces, span.text);
  if (typeof stretches !== "string") return { stretches };
  return { code: "BAD_OFFSETS", message: `${id} (line ${span.line}) ${stretches}: correct its offsets.` };
}

function rejected(place: Place, code: RejectCode, message: string): { rejected: Rejection } {
  return { rejected: { place, code, message } };
}
