import type { z } from "zod";
import type { TopicKind } from "../generated/prisma/client.ts";
import { canFollow } from "./dates.ts";
import { partialDate, words } from "./fields.ts";
import { LONGEST_NAME } from "./limits.ts";

/** The fields of a topic that only events have. */
export const eventFields = {
  /** The first and the last day of an EVENT, as exactly as they are known. */
  startsOn: partialDate.optional(),
  endsOn: partialDate.optional(),
  /** Where an EVENT takes place: "Tehran". */
  place: words(LONGEST_NAME).optional(),
};

/** A topic as far as these rules read it; null and undefined both mean that nothing is known. */
export interface EventParts {
  kind: TopicKind;
  startsOn?: string | null | undefined;
  endsOn?: string | null | undefined;
  place?: string | null | undefined;
}

/** Rejects dates or a place of a topic that is not an event, and an event that ends before it starts. */
export function eventRules(topic: EventParts, context: Pick<z.RefinementCtx, "addIssue">): void {
  for (const { field, message } of findEventFaults(topic)) context.addIssue({ code: "custom", path: [field], message });
}

/** Returns each field that breaks a rule of events, and the rule. */
export function findEventFaults(topic: EventParts): { field: keyof typeof eventFields; message: string }[] {
  const { kind, startsOn, endsOn } = topic;
  if (kind !== "EVENT") {
    const given = (Object.keys(eventFields) as (keyof typeof eventFields)[]).filter((field) => topic[field]);
    return given.map((field) => ({ field, message: `is only for a topic of kind EVENT, not ${kind}` }));
  }
  if (!startsOn || !endsOn || canFollow(startsOn, endsOn)) return [];
  return [{ field: "endsOn", message: "is before the event starts" }];
}
