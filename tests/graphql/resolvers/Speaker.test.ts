import { describe, expect, test } from "@jest/globals";
import { openApi } from "../../helpers/api.ts";
import { labels, world } from "../../helpers/world.ts";

const api = openApi(world);

describe("a speaker", () => {
  test("a speaker has everything that was recorded about her", async () => {
    const { speaker } = await api.ask(`{
      speaker(by: { slug: "ada-brandt" }) {
        slug name kind description wikidataId isFictional
        names { name language } roles { label organization startsOn endsOn } members { slug } groups { slug }
      }
    }`);
    expect(speaker).toEqual({
      slug: "ada-brandt",
      name: "Ada Brandt",
      kind: "PERSON",
      description: "Mayor of Sandholm",
      wikidataId: "Q900000001",
      isFictional: true,
      names: [
        { name: "Ada Brandt", language: null },
        { name: "A. Brandt", language: null },
        { name: "A. B. Brandt", language: null },
        { name: "Ада Брандт", language: "ru" },
      ],
      roles: [
        { label: "Minister of the Sea", organization: null, startsOn: "2021-05-07", endsOn: null },
        { label: "Mayor of Sandholm", organization: "Sandholm", startsOn: "2019-03", endsOn: "2021-05" },
        { label: "Harbour master", organization: "Port of Sandholm", startsOn: null, endsOn: "2018" },
      ],
      members: [],
      groups: [{ slug: "harbour-alliance" }],
    });
    const { speaker: group } = await api.ask(
      '{ speaker(by: { slug: "harbour-alliance" }) { kind members { slug } groups { slug } } }',
    );
    expect(group).toEqual({ kind: "GROUP", members: [{ slug: "ada-brandt" }, { slug: "olaf-gruen" }], groups: [] });
  });

  test("a speaker's statements can be narrowed and ordered", async () => {
    const { speaker } = await api.ask(`{
      speaker(by: { slug: "ada-brandt" }) {
        all: statements { totalCount nodes { text } matched { unmatched } }
        onPier: statements(filter: { topic: ["old pier", "none"] }) { totalCount nodes { text } matched { topics { slug } unmatched } }
        together: statements(filter: { speaker: ["Harbour Alliance"] }) { totalCount nodes { text } }
        withAnother: statements(filter: { speaker: ["Anna Weber"] }) { totalCount nodes { text } }
        text: statements(filter: { text: "harbour OR feed OR festival" }, orderBy: { field: RELEVANCE }) { totalCount nodes { text snippet { isMatch } } }
        oldest: statements(orderBy: { field: SAID_AT, direction: ASC }, last: 2) { nodes { text } pageInfo { hasPreviousPage hasNextPage } }
        none: statements(filter: { status: [] }) { totalCount nodes { text } }
      }
    }`);
    expect(labels(speaker.all.nodes)).toEqual(["fed", "alliance", "festival"]);
    expect(speaker.all.totalCount).toBe(3);
    expect(labels(speaker.onPier.nodes)).toEqual(["alliance"]);
    expect(speaker.onPier.matched).toEqual({ topics: [{ slug: "old-pier" }], unmatched: ["none"] });
    expect(labels(speaker.together.nodes)).toEqual(["alliance"]);
    expect(speaker.withAnother).toEqual({ totalCount: 0, nodes: [] });
    expect(labels(speaker.text.nodes)).toEqual(["fed", "festival"]);
    expect(speaker.text.totalCount).toBe(2);
    expect(labels(speaker.oldest.nodes)).toEqual(["alliance", "fed"]);
    expect(speaker.oldest.pageInfo).toEqual({ hasPreviousPage: true, hasNextPage: false });
    expect(speaker.none).toEqual({ totalCount: 0, nodes: [] });
  });

  test("a speaker has the sources that print her and the topics that she spoke on", async () => {
    const { speaker } = await api.ask(`{
      speaker(by: { slug: "ada-brandt" }) {
        articles { totalCount nodes { headline } }
        oldest: articles(orderBy: { field: PUBLISHED_AT, direction: ASC }, first: 1) { nodes { headline } pageInfo { hasNextPage } }
        topics { totalCount edges { statementCount node { slug } } nodes { slug } }
      }
    }`);
    expect(speaker.articles).toEqual({
      totalCount: 4,
      nodes: [
        { headline: "On harbour-own" },
        { headline: "On harbour-again" },
        { headline: "On harbour" },
        { headline: "On festival" },
      ],
    });
    expect(speaker.oldest).toEqual({ nodes: [{ headline: "On festival" }], pageInfo: { hasNextPage: true } });
    const counts = speaker.topics.edges.map(
      ({ statementCount, node }: { statementCount: number; node: { slug: string } }) => [node.slug, statementCount],
    );
    // The festival has no broader topic; the alliance's statements about the old pier count as the speaker's too. The
    // largest count comes first.
    expect(Object.fromEntries(counts)).toEqual({
      coast: 2,
      sandholm: 2,
      harbour: 2,
      "old-pier": 1,
      fishing: 1,
      "port-festival": 1,
    });
    expect(counts.map(([, count]: [string, number]) => count)).toEqual([2, 2, 2, 1, 1, 1]);
    expect(speaker.topics.totalCount).toBe(6);
    expect(speaker.topics.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(
      counts.map(([slug]: [string]) => slug),
    );
  });
});
