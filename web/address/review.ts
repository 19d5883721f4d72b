import type { ProposalFilter, ProposalReason } from "../generated/operations.ts";
import { placeOf } from "./place.ts";

/** The page on which proposals are reviewed. */
export const REVIEW = "/review";

/** The page on which an article is pasted. */
export const REVIEW_ARTICLE = `${REVIEW}/article`;

/** The page on which statements are reviewed that a person or an import has proposed. */
export const REVIEW_STATEMENTS = `${REVIEW}/statements`;

/** The page on which stances are reviewed that somebody has proposed. */
export const REVIEW_STANCES = `${REVIEW}/stances`;

/** Which proposals an editor reviews, in which order. */
export interface Queue {
  /** The global id of the only article. */
  article?: string | undefined;
  speaker?: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  reason?: string | undefined;
  isSurestFirst: boolean;
}

/** Where in the queue an editor is, and what is told of the last decision. */
export interface QueuePlace {
  /** Shows the first proposal after this cursor, or the last one before that. */
  after?: string | null | undefined;
  before?: string | null | undefined;
  /** In the address of a form, the cursor of the proposal that it decides on: the queue goes on from there. */
  next?: string | null | undefined;
  /** The global id of what the page tells of: a change, or what somebody else has decided on. */
  told?: string | undefined;
  /** How many proposals were accepted together, and how many as sure ones wait. */
  accepted?: number | undefined;
  left?: number | undefined;
}

/** Reads which proposals are asked for. */
export function queueOf(query: URLSearchParams): Queue {
  const given = (name: string) => query.get(name)?.trim() || undefined;
  return {
    article: given("article"),
    speaker: given("speaker"),
    min: given("min"),
    max: given("max"),
    reason: given("reason"),
    isSurestFirst: query.get("order") === "sure",
  };
}

/** Reads where in the queue an editor is. */
export function queuePlaceOf(query: URLSearchParams): QueuePlace {
  const given = (name: string) => query.get(name) || undefined;
  const number = (name: string) => (/^\d{1,9}$/.test(query.get(name) ?? "") ? Number(query.get(name)) : undefined);
  return {
    after: given("after"),
    before: given("before"),
    next: given("next"),
    told: given("told"),
    accepted: number("accepted"),
    left: number("left"),
  };
}

/** Reads the place in the queue alone, for a page that tells of something else, or of nothing. */
export function samePlace(query: URLSearchParams, told?: string): QueuePlace {
  const { after, before } = queuePlaceOf(query);
  return { after, before, told };
}

/** Writes the address of a place in a queue; `path` may be that of an action, which then leads back to the place. */
export function reviewAddress(queue: Queue, place: QueuePlace = {}, path = REVIEW): string {
  const { isSurestFirst, ...conditions } = queue;
  const values = { ...conditions, order: isSurestFirst ? "sure" : undefined, ...place };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== null) query.set(name, String(value));
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Writes the address of a place in a list that has no conditions; `path` may be that of an action. */
export function deskAddress(path: string, place: QueuePlace = {}): string {
  return reviewAddress({ isSurestFirst: false }, place, path);
}

/** Reads what the query of a desk takes besides conditions: the place in its list, in pages of this many entries, and what it tells of. */
export function deskVariables(query: URLSearchParams, size: number) {
  const { told } = queuePlaceOf(query);
  return { ...placeOf(query, size), told: told ?? "", isTold: told !== undefined };
}

/** Writes the filter that a queue means. A text that is no number or no reason is refused by the API, with its name. */
export function proposalFilterOf({ article, speaker, min, max, reason }: Queue): ProposalFilter {
  return {
    ...(article && { article: [article] }),
    ...(speaker && { speaker: [speaker] }),
    ...(min && { minScore: Number(min) }),
    ...(max && { maxScore: Number(max) }),
    ...(reason && { reason: [reason as ProposalReason] }),
  };
}

/** Tells whether a queue has any condition. */
export function isNarrowed({ isSurestFirst: _, ...conditions }: Queue): boolean {
  return Object.values(conditions).some((value) => value !== undefined);
}
