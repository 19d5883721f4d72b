import { describe, expect, test } from "@jest/globals";
import { openApi } from "../helpers/api.ts";
import { article, source, speaker, statement } from "../helpers/factories.ts";

// PostgreSQL decides by the cluster's locale which characters are letters.

const api = openApi({
  sources: [source("Sandholm Post")],
  speakers: [speaker("Виктор Путников", { slug: "viktor-putnikov" })],
  articles: [article("pier", [statement("The pier is “rotten to the core”, and so is its owner.", { kind: "MIXED" })])],
});

describe("letters beyond ASCII", () => {
  test("a search forgives a slip in a Cyrillic name", async () => {
    const { speakers } = await api.ask('{ speakers(filter: { name: "Путтников" }) { nodes { slug } } }');
    expect(speakers.nodes).toEqual([{ slug: "viktor-putnikov" }]);
  });

  test("a search takes curly quotation marks for no part of the words between them", async () => {
    const { statements } = await api.ask('{ statements(filter: { text: "rotten core" }) { totalCount } }');
    expect(statements.totalCount).toBe(1);
  });
});
