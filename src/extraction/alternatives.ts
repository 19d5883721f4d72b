import type { StatementEntry } from "../document/document.ts";
import { isLonger, LONGEST_NAME, LONGEST_TEXT } from "../document/limits.ts";
import { OBEYED } from "../text/clean.ts";
import type { Proposal } from "./proposal.ts";

/** The alternatives of a proposal, as a document has them. */
export type ProposalAlternatives = Pick<NonNullable<StatementEntry["proposal"]>, "speakers" | "extents">;

/**
 * Returns the other speakers whom a proposal's mention may mean, and the other passages that may be the statement.
 *
 * @param points the code points of the body, in NFC, that the proposal was made of
 * @param hasBody whether the archive is to hold the body; otherwise places mean nothing
 */
export function describeAlternatives(
  points: readonly string[],
  { otherSpeakers, otherExtents }: Pick<Proposal, "otherSpeakers" | "otherExtents">,
  { hasBody }: { hasBody: boolean },
): ProposalAlternatives {
  const speakers = otherSpeakers.flatMap((other) => {
    const name = acceptedName(other.name);
    return name === null ? [] : { name, kind: "PERSON" as const, confidence: other.confidence };
  });
  const extents = otherExtents.map((extent) => ({ ...extent, exact: points.slice(extent.start, extent.end).join("") }));
  return {
    speakers,
    extents: hasBody ? extents.filter(({ exact }) => /\S/.test(exact) && !isLonger(exact, LONGEST_TEXT)) : [],
  };
}

/** Returns a name that a text prints, on one line; null if the archive takes no such name. */
export function acceptedName(printed: string): string | null {
  const name = printed.replace(/\s+/g, " ").trim();
  return name === "" || OBEYED.test(name) || isLonger(name, LONGEST_NAME) ? null : name;
}
