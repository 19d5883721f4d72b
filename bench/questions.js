import { headlineQuery, PAGE } from "./query.js";
import { ask } from "./same.js";

const pageQuery = headlineQuery
  .replace("query Headline($speaker: [String!], $topic: [String!])", "query Page($after: String)")
  .replace(`filter: { speaker: $speaker, topic: $topic }, first: ${PAGE}`, `first: ${PAGE}, after: $after`)
  .replace(/\s*totalCount/, "");

const cursorQuery =
  "query Walk($first: Int, $after: String) { statements(first: $first, after: $after) { pageInfo { endCursor } } }";

/** How many statements a step of the walk goes. */
const STRIDE = 100;

/** The first page of the whole archive, and a deep one, found by walking there as any reader would. */
export async function pageRequests(url, statements) {
  const page = Math.min(5_000, Math.floor(statements / PAGE));
  let before = (page - 1) * PAGE;
  let after = null;
  while (before > 0) {
    const first = Math.min(STRIDE, before);
    const { statements: step } = await ask(url, { query: cursorQuery, variables: { first, after } });
    after = step.pageInfo.endCursor;
    before -= first;
  }
  const request = (cursor) => ({ query: pageQuery, variables: { after: cursor } });
  return { page, first: [request(null)], deep: [request(after)] };
}

/** The request without the count, for counting what SQL it takes. */
export function uncounted(body) {
  return { ...body, query: body.query.replace(/\s*totalCount/, "") };
}
