import { describe, expect, test } from "@jest/globals";
import { openApi } from "../../helpers/api.ts";
import { labels, world } from "../../helpers/world.ts";

const api = openApi(world);

describe("a topic", () => {
  test("a topic has everything that was recorded about it", async () => {
    const { topic } = await api.ask(`{
      topic(by: { slug: "sandholm" }) {
        slug name kind description wikidataId isFictional names { name language }
        broader { slug } narrower { totalCount nodes { slug narrower { nodes { slug } } } }
        statements(first: 2) { totalCount nodes { text } }
        speakers { totalCount edges { statementCount node { slug } } }
      }
    }`);
    expect(topic).toMatchObject({
      slug: "sandholm",
      name: "Sandholm",
      kind: "PLACE",
      description: "A town",
      wikidataId: "Q900000002",
      isFictional: true,
      names: [{ name: "Sandholm" }, { name: "Зандхольм" }],
      broader: [{ slug: "coast" }],
      narrower: { totalCount: 1, nodes: [{ slug: "harbour", narrower: { nodes: [{ slug: "old-pier" }] } }] },
      statements: { totalCount: 7 },
    });
    expect(labels(topic.statements.nodes)).toEqual(["zh", "tr"]);
  });

  test("a topic's counts of speakers agree with the speakers' own counts", async () => {
    const { topics } = await api.ask(
      "{ topics(first: 100) { nodes { slug speakers(first: 100) { totalCount edges { statementCount node { slug } } } } } }",
    );
    const { speakers } = await api.ask(
      "{ speakers(first: 100) { nodes { slug topics(first: 100) { totalCount edges { statementCount node { slug } } } } } }",
    );
    type Owner = { slug: string; [list: string]: unknown };
    const triples = (owners: Owner[], list: string, name: (owner: string, other: string) => string) =>
      owners
        .flatMap((owner) =>
          (owner[list] as { edges: { statementCount: number; node: { slug: string } }[] }).edges.map(
            ({ statementCount, node }) => `${name(owner.slug, node.slug)} ${statementCount}`,
          ),
        )
        .sort();
    const byTopic = triples(topics.nodes, "speakers", (topic, speaker) => `${speaker} on ${topic}`);
    expect(byTopic).toEqual(triples(speakers.nodes, "topics", (speaker, topic) => `${speaker} on ${topic}`));
    expect(byTopic).toContain("olaf-gruen on harbour 2");
    for (const line of byTopic) {
      const [, speaker, topic, count] = /^(\S+) on (\S+) (\d+)$/.exec(line) ?? [];
      const { statements } = await api.ask(
        "query ($s: String!, $t: String!) { statements(filter: { speaker: [$s], topic: [$t] }) { totalCount } }",
        { s: speaker, t: topic },
      );
      expect(`${line}: ${statements.totalCount}`).toBe(`${line}: ${count}`);
    }
  });
});
