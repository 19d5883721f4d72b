import { describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../../src/archive/globalIds.ts";
import { record } from "../../../src/record/record.ts";
import { editor, openApi } from "../../helpers/api.ts";
import { article, documentWith, OTHER_IMPORT, paraphrase, QUOTE, quotation } from "../../helpers/factories.ts";

const api = openApi(documentWith(article("one", [quotation(QUOTE), paraphrase("a few words")])));

const ada = async () => (await api.ask('{ speaker(by: { slug: "ada-brandt" }) { id version } }')).speaker;
const first = async () =>
  (await api.ask("{ statements(filter: { kind: [DIRECT] }) { nodes { id version } } }")).statements.nodes[0];
const topicId = async (slug: string) => (await api.ask(`{ topic(by: { slug: "${slug}" }) { id } }`)).topic.id;

/** Does a mutation that must succeed. */
async function mutate(name: string, input: object, payload = ""): Promise<void> {
  const answer = await api.ask(
    `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${payload} userErrors { code message } } }`,
    { input },
  );
  expect(answer[name].userErrors).toEqual([]);
}

const REVISION =
  "id at by { kind name } action reason changes { nodeId field before after } undoes { action } undoneBy { action } nodes { __typename id }";

test("a revision says who changed what, when and why, and what became of it", async () => {
  const { id, version } = await ada();
  const names = [{ name: "Ada Brandt" }, { name: "Ada Holm", language: "de" }];
  const roles = [{ label: "Pilot", startsOn: "2024" }];
  await mutate("speakerUpdate", {
    id,
    expectedVersion: version,
    description: "A pilot",
    names,
    roles,
    reason: "She says so.",
  });
  const { speaker } = await api.ask(
    `{ speaker(by: { id: "${id}" }) { history { totalCount nodes { ${REVISION} } } } }`,
  );
  expect(speaker.history).toEqual({
    totalCount: 1,
    nodes: [
      {
        id: expect.any(String),
        at: expect.stringMatching(/^20\d\d-.*Z$/),
        by: { kind: "PERSON", name: "Test Editor" },
        action: "speakerUpdate",
        reason: "She says so.",
        nodes: [{ __typename: "Speaker", id }],
        undoes: null,
        undoneBy: null,
        changes: expect.arrayContaining([
          { nodeId: id, field: "description", before: null, after: "A pilot" },
          {
            nodeId: id,
            field: "names",
            before: expect.arrayContaining([
              { name: "A. Brandt", language: null },
              { name: "Ада Брандт", language: "ru" },
            ]),
            after: [{ name: "Ada Holm", language: "de" }],
          },
          {
            nodeId: id,
            field: "roles",
            before: [{ label: "Mayor of Sandholm", organization: null, startsOn: "2019", endsOn: "2023-05" }],
            after: [{ label: "Pilot", organization: null, startsOn: "2024", endsOn: null }],
          },
        ]),
      },
    ],
  });
  expect(speaker.history.nodes[0].changes).toHaveLength(3);
});

test("a revision shows global ids and instants as the API writes them, and nothing internal", async () => {
  const { id, version } = await first();
  const speaker = (await api.ask('{ speaker(by: { slug: "olaf-gruen" }) { id } }')).speaker.id;
  await mutate("statementUpdate", {
    id,
    expectedVersion: version,
    speaker: "olaf-gruen",
    saidAt: "2021-05-01T10:00:00Z",
  });
  const { statement } = await api.ask(
    `{ statement(by: { id: "${id}" }) { history(first: 1) { nodes { changes { field before after } } } } }`,
  );
  const changes = Object.fromEntries(
    statement.history.nodes[0].changes.map(
      ({ field, before, after }: { field: string; before: unknown; after: unknown }) => [field, [before, after]],
    ),
  );
  expect(changes).toEqual({
    speaker: [(await ada()).id, speaker],
    saidAt: ["2021-05-07T00:00:00.000Z", "2021-05-01T10:00:00.000Z"],
    saidAtPrecision: ["DAY", "TIME"],
    saidAtBasis: ["PUBLICATION", "STATED"],
  });
  await mutate("statementTag", { id, topics: ["fishing", "harbour"] });
  const { revisions } = await api.ask("{ revisions(first: 1) { nodes { changes { nodeId field before after } } } }");
  expect(revisions.nodes[0].changes).toEqual([
    { nodeId: id, field: "topics", before: [], after: [await topicId("fishing")] },
  ]);
});

test("a revision has no value before an addition and none after a removal", async () => {
  const { id } = await first();
  const appearance = { text: `“${QUOTE}!”`, passage: { exact: QUOTE } };
  await mutate("articleCreate", {
    url: "https://news.example.org/new",
    headline: "New",
    publishedAt: "2021-05-09",
    language: "en",
    source: "sandholm-post",
  });
  await mutate("appearanceCreate", { statement: id, article: "https://news.example.org/new", ...appearance });
  const { revisions } = await api.ask(`{ revisions(first: 1) { nodes { ${REVISION} } } }`);
  const [made] = revisions.nodes;
  expect(made.changes).toEqual(
    expect.arrayContaining([
      { nodeId: made.nodes[0].id, field: "passage.exact", before: null, after: QUOTE },
      { nodeId: made.nodes[0].id, field: "statement", before: null, after: id },
    ]),
  );
  expect(made.changes.map(({ field }: { field: string }) => field)).not.toContain("addressee");
  await mutate("undo", { revision: made.id });
  const undone = (await api.ask(`{ node(id: "${made.id}") { ... on Revision { ${REVISION} } } }`)).node;
  expect(undone).toEqual({ ...made, undoneBy: { action: "undo" }, nodes: [] });
  const [undoing] = (await api.ask(`{ revisions(first: 1) { nodes { ${REVISION} } } }`)).revisions.nodes;
  expect(undoing).toMatchObject({ action: "undo", undoes: { action: "appearanceCreate" }, nodes: [] });
  expect(undoing.changes).toEqual(
    expect.arrayContaining([{ nodeId: made.nodes[0].id, field: "passage.exact", before: QUOTE, after: null }]),
  );
});

test("a merge appears in the history of both speakers and of each statement, with what moved", async () => {
  const { id, version } = (await api.ask('{ speaker(by: { slug: "olaf-gruen" }) { id version } }')).speaker;
  await api.ask('mutation { speakerCreate(input: { name: "Jo Lund", kind: PERSON }) { userErrors { code } } }');
  const into = (await api.ask('{ speaker(by: { slug: "jo-lund" }) { id } }')).speaker.id;
  await mutate("speakerMerge", { id, into: "jo-lund", expectedVersion: version }, "statementCount speaker { slug }");
  const changes = "{ action nodes { __typename id } changes { nodeId field before after } }";
  const answer = await api.ask(
    `{ one: speaker(by: { id: "${id}" }) { slug history(first: 1) { nodes ${changes} } } all: revisions(filter: { node: "${id}" }, first: 1) { nodes ${changes} } }`,
  );
  expect(answer.one.slug).toBe("jo-lund");
  expect(answer.all.nodes).toEqual(answer.one.history.nodes);
  const [merge] = answer.all.nodes;
  expect(merge.action).toBe("speakerMerge");
  expect(merge.nodes.map((node: { __typename: string }) => node.__typename).sort()).toEqual([
    "Speaker",
    "Speaker",
    "Statement",
  ]);
  expect(merge.changes).toEqual(
    expect.arrayContaining([
      { nodeId: id, field: "mergedInto", before: null, after: into },
      { nodeId: id, field: "names", before: [{ name: "Olaf Grün", language: null }], after: [] },
      { nodeId: into, field: "names", before: [], after: [{ name: "Olaf Grün", language: null }] },
      { nodeId: (await first()).id, field: "speaker", before: id, after: into },
    ]),
  );
  await mutate("speakerUnmerge", { id }, "statementCount speaker { slug }");
});

test("an import appears in the history with its changes and not with its additions", async () => {
  const before = (await api.ask("{ revisions { totalCount } }")).revisions.totalCount;
  await record(api.database, documentWith(article("two", [paraphrase("some words")])), OTHER_IMPORT);
  expect((await api.ask("{ revisions { totalCount } }")).revisions.totalCount).toBe(before);
  const sources = [
    { name: "Sandholm Post", kind: "OUTLET" as const, fictional: true, url: "https://news.example.org" },
  ];
  await record(api.database, { sources }, OTHER_IMPORT);
  const { source } = await api.ask(
    '{ source(by: { slug: "sandholm-post" }) { history { nodes { action by { name kind } changes { field before after } } } } }',
  );
  expect(source.history.nodes).toEqual([
    {
      action: "record",
      by: { name: "other", kind: "IMPORT" },
      changes: [{ field: "url", before: null, after: "https://news.example.org" }],
    },
  ]);
});

describe("the activity of the archive", () => {
  test("the activity is read page by page in both directions, newest first", async () => {
    const all = (await api.ask("{ revisions(first: 100) { totalCount nodes { id at } edges { cursor } } }")).revisions;
    expect(all.totalCount).toBe(all.nodes.length);
    expect(all.nodes.map(({ at }: { at: string }) => at)).toEqual(
      all.nodes
        .map(({ at }: { at: string }) => at)
        .sort()
        .reverse(),
    );
    const forward: string[] = [];
    const backward: string[] = [];
    let [after, before] = ["", ""];
    for (let page = 0; page < Math.ceil(all.nodes.length / 2); page += 1) {
      const { a, b } = await api.ask(
        `{ a: revisions(first: 2 ${after}) { nodes { id } pageInfo { endCursor } } b: revisions(last: 2 ${before}) { nodes { id } pageInfo { startCursor } } }`,
      );
      forward.push(...a.nodes.map(({ id }: { id: string }) => id));
      backward.unshift(...b.nodes.map(({ id }: { id: string }) => id));
      after = `after: "${a.pageInfo.endCursor}"`;
      before = `before: "${b.pageInfo.startCursor}"`;
    }
    const ids = all.nodes.map(({ id }: { id: string }) => id);
    expect(forward).toEqual(ids);
    expect(backward).toEqual(ids);
  });

  test.each([
    ['action: ["speakerMerge", "speakerUnmerge"]', ["speakerUnmerge", "speakerMerge"]],
    ['action: ["nothing"]', []],
    ["action: []", []],
    ['by: ["other"]', ["record"]],
    ['by: ["nob\\u0000ody"]', []],
    ['node: "x"', []],
    [`node: "${encodeGlobalId("Revision", 1)}"`, []],
    [`node: "${encodeGlobalId("Topic", 4_711)}"`, []],
    ['at: { to: "2020-01-01" }', []],
    ['at: { from: "2020-01-01" }, action: ["undo"]', ["undo"]],
    ['by: ["Test Editor"], action: ["articleCreate"], node: null, at: {}', ["articleCreate"]],
  ])("the activity takes the filter %s", async (filter, actions) => {
    const { revisions } = await api.ask(`{ revisions(filter: { ${filter} }) { totalCount nodes { action } } }`);
    expect(revisions).toEqual({ totalCount: actions.length, nodes: actions.map((action) => ({ action })) });
  });

  test.each([
    ['filter: { at: { from: "2021-01-02", to: "2021-01-01" } }', "`filter.at` ends"],
    ["first: 101", "`first` must be"],
    ['after: "x"', "`after` is not a cursor"],
    [
      `filter: { action: [${Array.from({ length: 101 }, (_, i) => `"${i}"`).join()}] }`,
      "`filter.action` takes at most 100",
    ],
    [`filter: { by: [${Array.from({ length: 101 }, (_, i) => `"${i}"`).join()}] }`, "`filter.by` takes at most 100"],
  ])("the activity refuses %s", async (args, message) => {
    expect(await api.refusal(`{ revisions(${args}) { totalCount } }`)).toContain(message);
  });
});

test("a revision shows a body to editors alone, and to others that there is one", async () => {
  const given = { headline: "New", publishedAt: "2021-05-09", language: "en", source: "sandholm-post" };
  await mutate("articleCreate", { ...given, url: "https://news.example.org/body", body: "All of the story." });
  const [id, version] = Object.values(
    (await api.ask('{ article(by: { url: "https://news.example.org/body" }) { id version } }')).article,
  );
  await mutate("articleUpdate", { id, expectedVersion: version, body: "x".repeat(30_000) });
  const query = `{ revisions(filter: { node: "${id}" }) { nodes { changes { field before after } } } }`;
  const bodies = ({ revisions }: { revisions: { nodes: { changes: { field: string }[] }[] } }) =>
    revisions.nodes.map(({ changes }) => changes.find(({ field }) => field === "body"));
  const whole = "All of the story.";
  expect(bodies(await api.ask(query))).toEqual([
    { field: "body", before: whole, after: `${"x".repeat(20_000)}…` },
    { field: "body", before: null, after: whole },
  ]);
  for (const viewer of [null, { ...editor(), role: "READER" as const }]) {
    const told = await api.ask(query, {}, viewer);
    expect(bodies(told)).toEqual([
      { field: "body", before: "…", after: "…" },
      { field: "body", before: null, after: "…" },
    ]);
  }
});

test("a list with histories takes one SQL statement more, and one for each that a change mentions", async () => {
  for (const size of [2, 100]) {
    const names = await api.countSql(
      `{ speakers(first: ${size}) { nodes { history(first: 3) { totalCount nodes { by { name } changes { field } undoneBy { action } } } } } }`,
    );
    expect(names.filter((name) => /^[a-z]/i.test(name) && !name.startsWith("SELECT")).sort()).toEqual(
      [
        "origins.byId",
        "revisions.changes",
        "revisions.find",
        "revisions.ofNode",
        "revisions.ofNode.count",
        "speakers.list",
      ].sort(),
    );
    expect(names).toHaveLength(6);
  }
});

test("a list of statements costs nothing for the history that it does not ask for", async () => {
  const query = "{ statements(first: 3) { nodes { text speaker { name } } } }";
  const names = await api.countSql(query);
  expect(names.filter((name) => name.includes("revision") || name.includes("change"))).toEqual([]);
});

test("no mutation changes or removes the history", async () => {
  const { __schema } = await api.ask("{ __schema { mutationType { fields { name } } } }");
  const names = __schema.mutationType.fields.map(({ name }: { name: string }) => name);
  expect(names.filter((name: string) => /revision|history|change/i.test(name))).toEqual([]);
});
