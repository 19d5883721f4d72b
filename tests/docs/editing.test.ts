import { expect, test } from "@jest/globals";
import { openApi } from "../helpers/api.ts";
import { expectSound } from "../helpers/archive.ts";
import { readPage } from "../helpers/page.ts";

const { blocks } = readPage("docs/editing.md");

const api = openApi();

/** Stores the ids and versions of an answer under the names that later examples of the page use: `speakerVersion`. */
function noteIn(answer: unknown, name: string, variables: Map<string, string>): void {
  if (Array.isArray(answer)) {
    noteIn(answer[0], name, variables);
    return;
  }
  if (typeof answer !== "object" || answer === null) return;
  for (const [field, value] of Object.entries(answer)) {
    if (field === "id") variables.set(`${name}Id`, value);
    else if (field === "version") variables.set(`${name}Version`, value);
    else noteIn(value, field === "nodes" ? name : field, variables);
  }
}

test("docs/editing.md shows the answers to its examples, one after another", async () => {
  const variables = new Map<string, string>();
  let examples = 0;
  for (const [i, { language, body }] of blocks.entries()) {
    if (language !== "graphql") continue;
    examples += 1;
    const named = [...body.matchAll(/\$(\w+):/g)].map(([, name = ""]) => name);
    const data = await api.ask(body, Object.fromEntries(named.map((name) => [name, variables.get(name)])));
    noteIn(data, "", variables);
    const below = blocks[i + 1];
    if (below?.language === "json")
      expect({ example: body, data }).toEqual({ example: body, ...JSON.parse(below.body) });
    else expect(JSON.stringify(data)).not.toMatch(/"code"/);
  }
  expect(examples).toBeGreaterThan(10);
  await expectSound(api.database);
});
