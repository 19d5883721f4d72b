import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { decodeGlobalId, encodeGlobalId } from "../../src/archive/globalIds.ts";
import type { Editor } from "../../src/document/asserter.ts";
import { type Edit, edit } from "../../src/editing/edit.ts";
import { mergeSpeakers } from "../../src/editing/merges.ts";
import { acceptStance, rejectStance, removeStance, setStance } from "../../src/editing/stances.ts";
import { versionsOf } from "../../src/editing/versions.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { undoRevision } from "../../src/history/undo.ts";
import { upsertLinks } from "../../src/record/links/write.ts";
import { partyIds, writeParties } from "../../src/record/parties.ts";
import { record } from "../../src/record/record.ts";
import { wordingDigest } from "../../src/text/wording.ts";
import { openApi } from "../helpers/api.ts";
import { clear } from "../helpers/archive.ts";
import {
  article,
  BODY,
  documentWith,
  IMPORT,
  OTHER_IMPORT,
  paraphrase,
  proposition,
  QUOTE,
  quotation,
  topic,
} from "../helpers/factories.ts";

const EDITOR: Editor = { kind: "PERSON", name: "Newsroom", version: "1" };

const base = () => {
  const { topics = [], ...rest } = printed();
  return {
    ...rest,
    topics: [...topics, topic("Regatta", { kind: "EVENT", startsOn: "2021-05-08" })],
    propositions: [proposition("The harbour stays open", { slug: "open" }), proposition("Fees rise", { slug: "fees" })],
  };
};

const printed = () =>
  documentWith(
    article(
      "one",
      [
        quotation(QUOTE, {
          appearance: { passage: { exact: QUOTE, spans: [{ role: "CONTENT", exact: "The harbour fed us" }] } },
          mentions: [{ topic: "sandholm", basis: "TEXT" }],
          addressees: ["olaf-gruen"],
          occasion: "regatta",
          stances: [
            { proposition: "open", position: "SUPPORTS", judgedAt: "2021-06-01" },
            { proposition: "open", position: "NEUTRAL", judge: "finder", status: "PROPOSED" },
          ],
        }),
        paraphrase("the old harbour must stay open", { via: ["olaf-gruen"] }),
        paraphrase("Her critics were not convinced", { speaker: undefined, speakerStatus: "UNNAMED", topics: [] }),
      ],
      { body: BODY },
    ),
    article("two", [quotation(QUOTE, { topics: ["fishing"] }), paraphrase("a few words", { speaker: "olaf-gruen" })], {
      source: "coast-wire",
      publishedAt: "2021-05-09",
    }),
  );

const api = openApi(base(), { afresh: true });

/** The statements' own fields at an instant, without the nouns that they lead to. */
const FIELDS = `id text kind saidAt saidAtPrecision language status statusReason speakerStatus speaker { slug } speakerRole addressees { slug } via { slug }
  topics { slug } tags { basis topic { slug } } occasion { slug } independentSourceCount
  stances(status: [PUBLISHED, PROPOSED, REJECTED]) { proposition { slug } position note status isDisputed judgedBy judgedAt assertedBy { name } }
  links { kind note target { id text } statement { id } } backlinks { kind statement { id text } }
  respondsTo { id status } responses { id } translations { id } createdAt assertedBy { name }
  firstAppearance { text passage { exact prefix start spans { text start } } article { url } }
  appearances { totalCount nodes { id text cue passage { spans { text } } article { url } } }`;

const WHOLE = "filter: { status: [PUBLISHED, PROPOSED, RETRACTED] }";
const FILTERS = [
  "",
  'filter: { speaker: ["Ada Brandt"] }',
  'filter: { speaker: ["olaf-gruen", "ada-brandt"], topic: ["sandholm", "fishing"] }',
  'filter: { topic: ["Sandholm"] }, orderBy: { field: SAID_AT, direction: ASC }',
  'filter: { addressee: ["Olaf Grün"] }',
  'filter: { topic: ["Sandholm"], topicBasis: [TEXT] }',
  'filter: { source: ["Coast Wire"] }',
  'filter: { article: ["https://news.example.org/one"] }',
  'filter: { kind: [DIRECT], language: ["en"] }',
  'filter: { said: { from: "2021-05-08" } }',
  'filter: { text: "harbour -words" }, orderBy: { field: RELEVANCE }',
  'filter: { occasion: ["Regatta"] }',
  'filter: { stance: { proposition: ["open"], position: [SUPPORTS, NEUTRAL] } }',
  "filter: { stance: { status: [PROPOSED, REJECTED] } }",
  `filter: { respondsTo: [${[1, 2, 3, 4, 5, 6].map((id) => JSON.stringify(encodeGlobalId("Statement", id))).join(", ")}] }`,
];

/** Everything that is counted of a list. */
const COUNTED = `facets {
    speakers(first: 9) { count node { slug } } addressees(first: 9) { count node { slug } } topics(first: 9) { count node { slug } }
    publishers(first: 9) { count node { slug } } kinds(first: 9) { count value } languages(first: 9) { count value }
    speakerStatuses(first: 9) { count value } occasions(first: 9) { count node { slug } } years(first: 9) { count value }
    roles(first: 9) { count value }
  }
  byTopic: timeline(interval: MONTH, splitBy: TOPIC, top: 2) { undatedCount series { isRest topic { slug } buckets { startsOn count } } }
  bySpeaker: timeline(interval: DAY, splitBy: SPEAKER, top: 1) { buckets { startsOn count } series { isRest speaker { slug } buckets { count } } }
  byPosition: timeline(interval: YEAR, splitBy: POSITION, proposition: "open") { series { isRest position buckets { startsOn count } } }`;

/** Who stands where. */
const POSITIONS = `proposition { slug } position note isDisputed since statementCount statements { id text } changes { from to before { id } after { id } }`;

/**
 * Returns all statements, each in a list and by id, and the results of some filters, whole and page by page: now or at
 * an instant.
 */
async function snapshot(filters: readonly string[], asOf?: string): Promise<unknown> {
  const moment = asOf ? `asOf: "${asOf}"` : "";
  const lists = filters.map((filter, i) => {
    const snippet = filter.includes("text:") ? "edges { snippet { text isMatch } }" : "";
    const counted = i < 2 ? COUNTED : "";
    return `l${i}: statements(first: 100 ${moment} ${filter}) { totalCount nodes { ${i === 0 ? FIELDS : "id"} } ${snippet} ${counted} }`;
  });
  const found = await api.ask(`{ ${lists.join(" ")} }`);
  const args = asOf ? `(${moment})` : "";
  const held = await api.ask(`{
    propositions { nodes { slug positions${args} { speaker { slug } ${POSITIONS} } positionCounts${args} { position speakerCount } } }
    speakers { nodes { slug positions${args} { ${POSITIONS} } } }
  }`);
  const singles = found.l0.nodes.map(
    ({ id }: { id: string }, i: number) => `s${i}: statement(by: { id: "${id}" } ${moment}) { ${FIELDS} }`,
  );
  return JSON.parse(
    JSON.stringify({
      found,
      held,
      pages: await readPages(`${moment} ${filters[1]}`),
      singles: await api.ask(`{ __typename ${singles.join(" ")} }`),
    }),
    (name, value) => (name === "id" || typeof value === "string" ? presentId(value) : value),
  );
}

/** Returns the id that the object of a past id has now; any other text as it is. */
function presentId(text: string): string {
  const past = decodeGlobalId(text);
  return past ? encodeGlobalId(past.type, past.id) : text;
}

async function readPages(args: string): Promise<string[]> {
  const found: string[] = [];
  let after = "";
  for (;;) {
    const { statements } = await api.ask(
      `{ statements(first: 2 ${after} ${args}) { pageInfo { hasNextPage endCursor } nodes { id } } }`,
    );
    found.push(...statements.nodes.map(({ id }: { id: string }) => id));
    if (!statements.pageInfo.hasNextPage) return found;
    after = `after: "${statements.pageInfo.endCursor}"`;
  }
}

/**
 * Returns an instant after everything done so far and before everything to come. Times have a resolution of a
 * millisecond.
 */
async function pause(): Promise<string> {
  const [row] = await api.database.query<{ now: Date }>(
    Prisma.sql`SELECT clock_timestamp() AS now FROM pg_sleep(0.003)`,
  );
  await api.database.query(Prisma.sql`SELECT pg_sleep(0.003)`);
  return row?.now.toISOString() ?? "";
}

const act = (work: (begun: Edit) => Promise<unknown>) =>
  edit(api.database, EDITOR, { action: "test", input: {} }, async (begun) => {
    await work(begun);
    return {};
  });

/** Returns the nth statement, starting over after the last. */
async function pick(nth: number) {
  const statements = await api.database.prisma.statement.findMany({ orderBy: { id: "asc" } });
  return statements[nth % Math.max(statements.length, 1)];
}

const slugs = ["ada-brandt", "olaf-gruen", "harbour-alliance"];
const topics = ["harbour", "sandholm", "fishing"];

/** The edits and imports of the test, each made to the nth statement. */
const deeds: Record<string, (nth: number, other: number) => Promise<unknown>> = {
  reword: (nth, other) =>
    act(async ({ database }) => {
      const statement = await pick(nth);
      if (!statement) return;
      const text = `Number ${other} of the harbour, in other words than before`;
      const digest = statement.kind === "DIRECT" ? wordingDigest(text) : null;
      await database.prisma.statement.update({
        where: { id: statement.id },
        data: { text, wordingDigest: digest, language: other % 2 ? "de" : "en" },
      });
    }),
  speak: (nth, other) =>
    act(async ({ database }) => {
      const speaker = await database.prisma.speaker.findUniqueOrThrow({ where: { slug: slugs[other % 3] ?? "" } });
      const statement = await pick(nth);
      if (!statement) return;
      await database.prisma.statement.update({
        where: { id: statement.id },
        data: { speakerId: speaker.id, speakerStatus: "IDENTIFIED" },
      });
    }),
  retract: (nth, other) =>
    act(async ({ database }) => {
      const statement = await pick(nth);
      if (!statement) return;
      const status = (["RETRACTED", "PUBLISHED", "PROPOSED"] as const)[other % 3];
      await database.prisma.statement.update({ where: { id: statement.id }, data: { status, statusReason: "No." } });
    }),
  date: (nth, other) =>
    act(async ({ database }) => {
      const statement = await pick(nth);
      if (!statement) return;
      await database.prisma.statement.update({
        where: { id: statement.id },
        data: { saidAt: new Date(Date.UTC(2021, 4, 1 + (other % 20))) },
      });
    }),
  tag: (nth, other) =>
    act(async ({ database }) => {
      const statement = await pick(nth);
      const topic = await database.prisma.topic.findUniqueOrThrow({ where: { slug: topics[other % 3] ?? "" } });
      if (!statement) return;
      const key = { statementId: statement.id, topicId: topic.id, basis: "STATED" as const };
      const removed = await database.prisma.statementTag.deleteMany({ where: key });
      if (removed.count === 0) await database.prisma.statementTag.create({ data: key });
    }),
  address: (nth, other) =>
    act(async ({ database, recorder }) => {
      const statement = await pick(nth);
      const [ada, olaf, alliance] = await Promise.all(
        slugs.map(async (slug) => (await database.prisma.speaker.findUniqueOrThrow({ where: { slug } })).id),
      );
      if (!statement) return;
      const given = [[olaf], [alliance, olaf], [], [ada, alliance]][other % 4] as number[];
      const ADDRESSEE = partyIds(given, statement.speakerId);
      const parties = { ADDRESSEE, VIA: ADDRESSEE.slice(0, other % 2) };
      await writeParties(database, recorder, [{ statementId: statement.id, parties }], new Set());
    }),
  judge: (nth, other) =>
    act(async (begun) => {
      const statement = await pick(nth);
      if (!statement) return;
      const id = encodeGlobalId("Statement", statement.id);
      const [expectedVersion] = await versionsOf(begun.database, "Statement", [statement.id]);
      const input = { id, expectedVersion, proposition: other % 3 ? "open" : "fees" };
      const position = (["SUPPORTS", "OPPOSES", "NEUTRAL"] as const)[other % 3];
      const decision = { ...input, by: "finder", reason: "So." };
      await [
        () => setStance(begun, { ...input, position }),
        () => setStance(begun, { ...input, position, status: "PROPOSED" }),
        () => removeStance(begun, input),
        () => acceptStance(begun, decision),
        () => rejectStance(begun, decision),
      ][other % 5]?.();
    }),
  link: (nth, other) =>
    act(async ({ database, recorder }) => {
      const [own, target] = [await pick(nth), await pick(other)];
      if (!own || !target || own === target) return;
      const [statementId, targetId] = [own.id, target.id];
      const kind = (["RESPONDS_TO", "DENIES"] as const)[other % 2] ?? "DENIES";
      const removed = await database.prisma.statementLink.deleteMany({ where: { statementId, kind } });
      if (removed.count === 0) await upsertLinks(database, recorder, [{ statementId, kind, targetId, judge: "" }]);
    }),
  meet: (nth, other) =>
    act(async ({ database }) => {
      const statement = await pick(nth);
      const { id } = await database.prisma.topic.findUniqueOrThrow({ where: { slug: "regatta" } });
      if (!statement) return;
      await database.prisma.statement.update({
        where: { id: statement.id },
        data: { occasionId: other % 2 ? id : null },
      });
    }),
  unprint: (nth) =>
    act(async ({ database }) => {
      const statement = await pick(nth);
      if (!statement) return;
      const [first, ...others] = await database.prisma.appearance.findMany({ where: { statementId: statement.id } });
      if (first) await database.prisma.appearance.delete({ where: { id: first.id } });
      if (others.length === 0) await database.prisma.statement.delete({ where: { id: statement.id } });
    }),
  cue: (nth, other) =>
    act(async ({ database }) => {
      const statement = await pick(nth);
      await database.prisma.appearance.updateMany({
        where: { statementId: statement?.id ?? 0 },
        data: { cue: `cue ${other}` },
      });
      await database.prisma.appearanceSpan.deleteMany({ where: { appearance: { statementId: statement?.id ?? 0 } } });
    }),
  import: (nth, other) =>
    record(
      api.database,
      {
        articles: [
          article(
            `new-${nth % 4}`,
            [
              quotation(QUOTE, {
                saidAt: "2021-05-07",
                // Judged long before it is recorded.
                stances: [{ proposition: "open", position: "OPPOSES", judge: `Judge ${other % 2}`, judgedAt: "2001" }],
              }),
              paraphrase(`words ${other % 3}`, { topics: [topics[nth % 3] ?? ""] }),
            ],
            { source: "coast-wire" },
          ),
        ],
      },
      OTHER_IMPORT,
    ),
  reimport: (_nth, other) => {
    const document = base();
    const [first, second] = document.articles ?? [];
    const kept = first?.statements?.slice(0, 1 + (other % 3));
    return record(
      api.database,
      { ...document, articles: [{ ...first, statements: kept } as never, second as never] },
      IMPORT,
    );
  },
  undo: async () => {
    const [last] = await api.database.prisma.change.findMany({
      where: { origin: { kind: "PERSON" }, undoneBy: null },
      orderBy: { id: "desc" },
      take: 1,
    });
    await act((begun) => undoRevision(begun, { revision: encodeGlobalId("Revision", last?.id ?? 0) }));
  },
};

test("every moment shows the same when it is asked for later", async () => {
  const step = fc.tuple(fc.constantFrom(...Object.keys(deeds)), fc.nat({ max: 20 }), fc.nat({ max: 20 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 8 }),
      fc.subarray(FILTERS, { minLength: 3, maxLength: 4 }),
      async (steps, some) => {
        const filters = [WHOLE, ...some];
        await clear(api.database);
        await record(api.database, base(), IMPORT);
        const moments = [{ at: await pause(), what: "base", shown: await snapshot(filters) }];
        for (const [name, nth, other] of steps) {
          await deeds[name]?.(nth, other);
          moments.push({ at: await pause(), what: name, shown: await snapshot(filters) });
        }
        for (const { at, what, shown } of moments) {
          expect({ what, shown: await snapshot(filters, at) }).toEqual({ what, shown });
        }
      },
    ),
    { numRuns: 3, endOnFailure: true },
  );
});

describe("a statement that has gone since", () => {
  test("a deleted statement is found as it was, with its printings", async () => {
    const at = await pause();
    const before = await snapshot([WHOLE, ""]);
    for (const _ of base().articles ?? []) await deeds.unprint?.(0, 0);
    await deeds.unprint?.(0, 0);
    expect(await snapshot([WHOLE, ""])).not.toEqual(before);
    expect(await snapshot([WHOLE, ""], at)).toEqual(before);
  });
});

test("a speaker who was merged since appears as the one that stayed, also under the old name", async () => {
  const at = await pause();
  const speaker = await api.database.prisma.speaker.findUniqueOrThrow({ where: { slug: "olaf-gruen" } });
  const input = { id: "olaf-gruen", into: "jo-lund", expectedVersion: "" };
  await record(api.database, { speakers: [{ name: "Jo Lund", kind: "PERSON", fictional: true }] }, IMPORT);
  const [version] = await versionsOf(api.database, "Speaker", [speaker.id]);
  const merged = await edit(api.database, EDITOR, { action: "speakerMerge", input }, (begun) =>
    mergeSpeakers(begun, { ...input, expectedVersion: version ?? "" }),
  );
  expect(merged.problems).toEqual([]);
  for (const name of ["jo-lund", "olaf-gruen", "Olaf Grün", encodeGlobalId("Speaker", speaker.id)]) {
    const { statements } = await api.ask(
      `{ statements(asOf: "${at}", filter: { speaker: ["${name}"] }) { totalCount nodes { text speaker { slug } } } }`,
    );
    expect(statements).toEqual({
      totalCount: 1,
      nodes: [{ text: "It was reported: a few words.", speaker: { slug: "jo-lund" } }],
    });
  }
});

describe("what is shown as it was", () => {
  const ONE = `id asOf text firstAppearance { id cue statement { id text } }
    appearances { nodes { id cue } } current { id asOf text }`;

  /** Shows the statement in question now, and as it was before it was reworded. */
  async function reworded() {
    const at = await pause();
    const { statements: before } = await api.ask(`{ statements(first: 1) { nodes { ${ONE} } } }`);
    const [now] = before.nodes;
    const { id } = decodeGlobalId(now.id) as { id: number };
    const nth = (await api.database.prisma.statement.count({ where: { id: { lt: id } } })) as number;
    await deeds.reword?.(nth, 7);
    await deeds.cue?.(nth, 7);
    const { statement: past } = await api.ask(`{ statement(by: { id: "${now.id}" }, asOf: "${at}") { ${ONE} } }`);
    return { at, now, past, text: "Number 7 of the harbour, in other words than before" };
  }

  test("a statement shown as it was has an id of its own, and leads to the present", async () => {
    const { at, now, past, text } = await reworded();
    expect(now).toMatchObject({ asOf: null, current: { id: now.id, text: now.text } });
    expect(past).toMatchObject({ asOf: at, text: now.text, current: { id: now.id, asOf: null, text } });
    expect(past.firstAppearance.statement).toEqual({ id: past.id, text: now.text });
    expect(past.appearances.nodes.map(({ cue }: { cue: string | null }) => cue)).toEqual(
      now.appearances.nodes.map(({ cue }: { cue: string | null }) => cue),
    );
    const [ids, pastIds] = [now, past].map(({ id, firstAppearance, appearances }) => [
      id,
      firstAppearance.id,
      ...appearances.nodes.map((node: { id: string }) => node.id),
    ]);
    expect(pastIds?.map(presentId)).toEqual(ids);
    expect(pastIds?.filter((id) => ids?.includes(id))).toEqual([]);
  });

  test("a past statement or printing is found by its id, whoever asks", async () => {
    const { now, past } = await reworded();
    const printing = past.firstAppearance;
    const found = await api.ask(
      `query ($id: ID!, $printing: ID!, $ids: [ID!]!) {
        node(id: $id) { id ... on Statement { text asOf } }
        printing: node(id: $printing) { id ... on Appearance { cue statement { id text } } }
        nodes(ids: $ids) { id }
        statement(by: { id: $id }) { id text }
      }`,
      { id: past.id, printing: printing.id, ids: [past.id, now.id, printing.id] },
    );
    expect(found).toEqual({
      node: { id: past.id, text: past.text, asOf: past.asOf },
      printing: { id: printing.id, cue: printing.cue, statement: { id: past.id, text: past.text } },
      nodes: [{ id: past.id }, { id: now.id }, { id: printing.id }],
      statement: { id: past.id, text: past.text },
    });
  });

  test("a past statement has no present once it has been removed", async () => {
    const { past, now } = await reworded();
    const { id } = decodeGlobalId(now.id) as { id: number };
    await act(async ({ database }) => {
      await database.prisma.appearance.deleteMany({ where: { statementId: id } });
      await database.prisma.statement.delete({ where: { id } });
    });
    expect(
      await api.ask("query ($id: ID!) { node(id: $id) { ... on Statement { text current { id } } } }", { id: past.id }),
    ).toEqual({ node: { text: past.text, current: null } });
  });

  test("an id of another noun or an odd instant finds nothing", async () => {
    const at = new Date("2021-05-07");
    const odd = ["Speaker:1@0", "Statement:1@", "Statement:1@-0", "Statement:1@00", "Statement:1@999999999999999"];
    const ids = [...odd.map((text) => Buffer.from(text).toString("base64url")), encodeGlobalId("Topic", 1, at)];
    const { nodes } = await api.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
    expect(nodes).toEqual(ids.map(() => null));
    const many = Array.from({ length: 21 }, (_, i) => encodeGlobalId("Statement", 1, new Date(i)));
    expect(await api.refusal("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: many })).toContain(
      "at most 20 past instants",
    );
  });
});

describe("an instant", () => {
  test("an instant before the archive began shows nothing", async () => {
    const { statements, id } = await api.ask(
      '{ statements(asOf: "1999-12-31") { totalCount nodes { id } } id: statements(first: 1) { nodes { id } } }',
    );
    expect(statements).toEqual({ totalCount: 0, nodes: [] });
    const [one] = id.nodes;
    expect(await api.ask(`{ statement(by: { id: "${one.id}" }, asOf: "1999-12-31") { id } }`)).toEqual({
      statement: null,
    });
  });

  test("an instant to come shows the present", async () => {
    await deeds.reword?.(1, 1);
    expect(await snapshot([WHOLE, ...FILTERS], "2999-01-01")).toEqual(await snapshot([WHOLE, ...FILTERS]));
  });

  test("an instant that is null means now", async () => {
    expect(await api.ask("{ statements(asOf: null) { totalCount } }")).toEqual({ statements: { totalCount: 4 } });
  });

  test.each(['"yesterday"', '"2021-02-30"', "7"])("an instant is refused if it is %s", async (given) => {
    expect(await api.refusal(`{ statements(asOf: ${given}) { totalCount } }`)).toContain("Not an instant");
  });

  test("an instant takes names as they are now and refuses what a list of now refuses", async () => {
    expect(await api.refusal('{ statements(asOf: "2021-01-01", first: 101) { totalCount } }')).toContain("`first`");
    expect(
      await api.refusal('{ statements(asOf: "2021-01-01", filter: { topicBasis: [TEXT] }) { totalCount } }'),
    ).toContain("`filter.topicBasis`");
    const { statements } = await api.ask(
      '{ statements(asOf: "2021-01-01", filter: { speaker: ["ada brandt", "nobody"] }) { matched { speakers { slug } unmatched } } }',
    );
    expect(statements.matched).toEqual({ speakers: [{ slug: "ada-brandt" }], unmatched: ["nobody"] });
  });
});

test("an instant takes no more SQL than a list of now, whose SQL is unchanged", async () => {
  const query = (args: string) =>
    `{ statements(first: 3 ${args}) { nodes { text topics { slug } firstAppearance { cue } } } }`;
  expect(await api.countSql(query(""))).toEqual(["statements.list", expect.stringContaining("topic")]);
  expect(await api.countSql(query('asOf: "2031-01-01"'))).toEqual([
    "statements.list",
    expect.stringContaining("topic"),
  ]);
});
