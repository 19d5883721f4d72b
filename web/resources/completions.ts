import { documents } from "../generated/documents.ts";
import { COMPLETIONS, completionsIn } from "../search/complete.ts";
import { flagsOf, sorts } from "../search/sorts.ts";
import type { Resource } from "./resource.ts";

/** Nobody types a longer name, and the API need not look for one. */
const LONGEST_NAME = 300;

/**
 * The names that begin like what somebody types (`name`), for the scripts of the site's own pages: JSON with `completions`. With `of`, only
 * those of these sorts; otherwise speakers, topics and sources.
 */
export const completions: Resource = {
  path: COMPLETIONS,
  isForPages: true,
  async write({ query }, { ask }) {
    const name = (query.get("name") ?? "").trim().slice(0, LONGEST_NAME);
    const given = query.getAll("of");
    const wanted =
      given.length > 0 ? sorts.filter((sort) => given.includes(sort)) : (["speaker", "topic", "source"] as const);
    const found = name === "" ? {} : await ask(documents.complete, { name, ...flagsOf(wanted) });
    return { type: "application/json; charset=utf-8", text: JSON.stringify({ completions: completionsIn(found) }) };
  },
};
