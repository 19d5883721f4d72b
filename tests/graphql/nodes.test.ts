import { describe, expect, test } from "@jest/globals";
import { openApi } from "../helpers/api.ts";
import { world } from "../helpers/world.ts";

const api = openApi(world);

describe("nodes", () => {
  test("nodes returns every noun in the order of the ids, and null for those that do not exist", async () => {
    const { statements, speaker, topic, source } = await api.ask(`{
      statements(first: 1) { nodes { id firstAppearance { id article { id } } } }
      speaker(by: { slug: "ada-brandt" }) { id } topic(by: { slug: "sandholm" }) { id } source(by: { slug: "coast-wire" }) { id }
    }`);
    const [said] = statements.nodes;
    const ids = [
      source.id,
      said.id,
      "nothing",
      said.firstAppearance.id,
      speaker.id,
      said.firstAppearance.article.id,
      topic.id,
      said.id,
    ];
    const { nodes } = await api.ask(
      "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Speaker { name names { name } } ... on Statement { speaker { slug } } } }",
      { ids },
    );
    expect(nodes.map((node: { __typename: string } | null) => node?.__typename)).toEqual([
      "Source",
      "Statement",
      undefined,
      "Appearance",
      "Speaker",
      "Article",
      "Topic",
      "Statement",
    ]);
    expect(nodes[4].name).toBe("Ada Brandt");
  });

  test("nodes takes a hundred ids and refuses one more", async () => {
    const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    expect((await api.ask(query, { ids: Array(100).fill("x") })).nodes).toHaveLength(100);
    expect(await api.refusal(query, { ids: Array(101).fill("x") })).toBe("`ids` takes at most 100 ids, not 101.");
    expect((await api.ask(query, { ids: [] })).nodes).toEqual([]);
  });
});
