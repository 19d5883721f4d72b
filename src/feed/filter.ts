import type { LiveTest } from "../archive/statements/filter/field.ts";
import type { PublicationPage, Published } from "./pages.ts";

/**
 * Returns the statements of a page that pass each of the tests, in order.
 *
 * A filter is checked in this process: a thousand followers with a filter each would be a thousand SQL statements at every
 * publication, which take half a second. Only words are looked up in the database, and only if anything is left to look up.
 */
export async function findIn(page: PublicationPage, tests: readonly LiveTest[]): Promise<Published[]> {
  let found = page.items.filter((item) => tests.every((test) => typeof test !== "function" || test(item)));
  for (const test of tests) {
    if (typeof test === "function" || found.length === 0) continue;
    const ids = await page.withText(test.words);
    found = found.filter(({ id }) => ids.has(id));
  }
  return found;
}
