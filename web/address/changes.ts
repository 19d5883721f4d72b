import type { RevisionFilter } from "../generated/operations.ts";
import { placeOf } from "./place.ts";

/** The addresses of the list of changes: who made them, by which mutation, when, and to what. */

/** How many changes a page has. */
export const CHANGES_SIZE = 20;

const names = ["node", "by", "action", "from", "to"] as const;

/** The parameters that narrow the list of changes. */
export type ChangeCondition = (typeof names)[number];

/** Reads the filter and the place in the list from an address. */
export function changesOf(query: URLSearchParams) {
  const [node, from, to] = ["node", "from", "to"].map((name) => query.get(name)?.trim() || undefined);
  const [by, action] = ["by", "action"].map((name) => query.getAll(name).filter((value) => value.trim() !== ""));
  const filter: RevisionFilter = {
    ...(node && { node }),
    ...(by?.length && { by }),
    ...(action?.length && { action }),
    ...((from || to) && { at: { from, to } }),
  };
  return { filter, ...placeOf(query, CHANGES_SIZE) };
}

/** The conditions of an address, each with its parameter and value. */
export function changeConditions(query: URLSearchParams): { name: ChangeCondition; value: string }[] {
  return names.flatMap((name) =>
    query
      .getAll(name)
      .filter((value) => value.trim() !== "")
      .map((value) => ({ name, value })),
  );
}

/** Writes the address of the list of changes with these conditions, at a place if one is given. */
export function changesAddress(
  conditions: readonly { name: ChangeCondition; value: string }[],
  place: { after?: string | null; before?: string | null } = {},
): string {
  const query = new URLSearchParams();
  for (const { name, value } of conditions) query.append(name, value);
  for (const [name, cursor] of Object.entries(place)) if (cursor) query.set(name, cursor);
  const text = query.toString();
  return text === "" ? "/changes" : `/changes?${text}`;
}
