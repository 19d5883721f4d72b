import { describe, expect, test } from "@jest/globals";
import { execute, parse } from "graphql";
import * as statements from "../../../src/archive/statements.ts";
import { createContext } from "../../../src/graphql/context.ts";
import { loadSchema } from "../../../src/graphql/schema.ts";
import { summarize } from "../../../src/summaries/summarize.ts";
import { openApi } from "../../helpers/api.ts";
import { eventually } from "../../helpers/eventually.ts";
import { article, documentWith, quotation, speaker, statement, topic } from "../../helpers/factories.ts";
import { world } from "../../helpers/world.ts";

const api = openApi(world);
const { database } = api;

const facets = async (selection: string, filter = "{}") =>
  (await api.ask(`{ statements(filter: ${filter}) { facets { ${selection} } } }`)).statements.facets;

const timeline = async (args: string, selection: string, filter = "{}") =>
  (await api.ask(`{ statements(filter: ${filter}) { timeline(${args}) { ${selection} } } }`)).statements.timeline;

describe("facets", () => {
  test("a list shows who speaks, on what, where printed and in which roles, largest first", async () => {
    const selection = `speakers(first: 3) { count isSelected node { name } } topics(first: 2) { count node { slug } }
      publishers(first: 2) { count node { name } } wires { count node { slug } } kinds { count value } languages(first: 2) { count value }
      speakerStatuses { count value } roles(first: 1) { count value } years(first: 2) { count value } isExact`;
    expect(await facets(selection)).toEqual({
      speakers: [
        { count: 3, isSelected: false, node: { name: "Ada Brandt" } },
        { count: 2, isSelected: false, node: { name: "Olaf Grün" } },
        { count: 1, isSelected: false, node: { name: "Anna Weber" } },
      ],
      topics: [
        { count: 11, node: { slug: "coast" } },
        { count: 7, node: { slug: "sandholm" } },
      ],
      publishers: [
        { count: 6, node: { name: "Sandholm Post" } },
        { count: 5, node: { name: "Nord-Kurier" } },
      ],
      wires: [{ count: 2, node: { slug: "coast-wire" } }],
      kinds: [
        { count: 10, value: "INDIRECT" },
        { count: 1, value: "DIRECT" },
        { count: 1, value: "MIXED" },
      ],
      languages: [
        { count: 6, value: "en" },
        { count: 1, value: "de" },
      ],
      speakerStatuses: [
        { count: 10, value: "IDENTIFIED" },
        { count: 1, value: "UNKNOWN" },
        { count: 1, value: "UNNAMED" },
      ],
      roles: [{ count: 2, value: "Mayor of Sandholm" }],
      years: [
        { count: 10, value: "2021" },
        { count: 1, value: "2018" },
      ],
      isExact: true,
    });
  });

  test("the count of each value is the number of statements that the filter finds with it", async () => {
    const { speakers, topics, roles } = await facets(
      "speakers { count node { slug } } topics { count node { slug } } roles { count value }",
    );
    const count = async (filter: string) =>
      (await api.ask(`{ statements(filter: ${filter}) { totalCount } }`)).statements.totalCount;
    for (const each of speakers)
      expect([each, await count(`{ speaker: ["${each.node.slug}"] }`)]).toEqual([each, each.count]);
    for (const each of topics)
      expect([each, await count(`{ topic: ["${each.node.slug}"] }`)]).toEqual([each, each.count]);
    for (const each of roles) expect([each, await count(`{ role: ["${each.value}"] }`)]).toEqual([each, each.count]);
  });

  test("a facet can be counted as if the filter did not narrow it, and shows what the filter names", async () => {
    const filter =
      '{ speaker: ["Olaf Grün"], kind: [INDIRECT], role: ["mayor"], language: ["en"], said: { from: "2021" } }';
    const selected = `speakers(ignoreOwnFilter: true) { isSelected count node { slug } } kinds { isSelected value } languages { isSelected value }
      roles { isSelected value } years(ignoreOwnFilter: true) { isSelected value }`;
    expect(await facets(selected, filter)).toEqual({
      speakers: [
        { isSelected: false, count: 1, node: { slug: "ada-brandt" } },
        { isSelected: false, count: 1, node: { slug: "harbour-alliance" } },
        { isSelected: true, count: 1, node: { slug: "olaf-gruen" } },
      ],
      kinds: [{ isSelected: true, value: "INDIRECT" }],
      languages: [{ isSelected: true, value: "en" }],
      roles: [{ isSelected: true, value: "Mayor of Sandholm" }],
      years: [{ isSelected: true, value: "2021" }],
    });
  });

  test("topics can be narrowed to those below another, and leave out what all statements are on", async () => {
    const selection = 'topics { count node { slug } } below: topics(below: "Зандхольм") { count node { slug } }';
    expect(await facets(selection, '{ topic: ["Sandholm"] }')).toEqual({
      topics: [
        { count: 6, node: { slug: "harbour" } },
        { count: 3, node: { slug: "old-pier" } },
        { count: 2, node: { slug: "fishing" } },
      ],
      below: [
        { count: 6, node: { slug: "harbour" } },
        { count: 3, node: { slug: "old-pier" } },
      ],
    });
  });

  test("the lists below several speakers or topics have facets of their own", async () => {
    const { speakers, topic } = await api.ask(`{
      speakers(first: 2) { nodes { slug statements { facets { topics(first: 1) { count node { slug } } } timeline(interval: YEAR) { buckets { startsOn count } } } } }
      topic(by: { slug: "harbour" }) { statements(filter: { kind: [DIRECT] }) { facets { speakers { count node { slug } } kinds(ignoreOwnFilter: true) { count value } } } }
    }`);
    expect(speakers.nodes).toEqual([
      {
        slug: "ada-brandt",
        statements: {
          facets: { topics: [{ count: 2, node: { slug: "coast" } }] },
          timeline: {
            buckets: [
              { startsOn: "2018-01-01", count: 1 },
              { startsOn: "2019-01-01", count: 0 },
              { startsOn: "2020-01-01", count: 0 },
              { startsOn: "2021-01-01", count: 2 },
            ],
          },
        },
      },
      {
        slug: "anna-weber",
        statements: { facets: { topics: [] }, timeline: { buckets: [{ startsOn: "2021-01-01", count: 1 }] } },
      },
    ]);
    expect(topic.statements.facets).toEqual({
      speakers: [{ count: 1, node: { slug: "ada-brandt" } }],
      kinds: [
        { count: 4, value: "INDIRECT" },
        { count: 1, value: "DIRECT" },
        { count: 1, value: "MIXED" },
      ],
    });
  });

  test("a search that finds very many statements counts the newest, and says so", async () => {
    const list = await statements.list(database, {
      filter: { text: "harbour OR boats OR pier" },
      page: { first: 0 },
      wanted: { companions: new Set(), fields: {} },
    });
    const years = { facet: "years", first: 10, ignoreOwnFilter: false } as const;
    const whole = { interval: "YEAR", splitBy: null, top: 1, propositionId: null } as const;
    const asks = ["isExact", years, whole] as const;
    const [all] = await summarize(database, list.population, asks);
    expect(all).toMatchObject([true, [{ value: "2021", count: 4 }], { buckets: [{ count: 4 }] }]);
    const [few] = await summarize(database, list.population, asks, { mostFound: 3 });
    expect(few).toMatchObject([false, [{ value: "2021", count: 3 }], { buckets: [{ count: 4 }] }]);
    expect((await summarize(database, list.population, asks, { mostFound: 4 }))[0]).toEqual(all);
  });
});

describe("a timeline", () => {
  test("a timeline has a bucket for every interval, and counts apart what is dated less exactly", async () => {
    expect(
      await timeline(
        "interval: MONTH",
        "interval undatedCount buckets { startsOn endsOn count }",
        '{ said: { from: "2021" } }',
      ),
    ).toEqual({
      interval: "MONTH",
      undatedCount: 0,
      buckets: [
        { startsOn: "2021-05-01", endsOn: "2021-05-31", count: 5 },
        { startsOn: "2021-06-01", endsOn: "2021-06-30", count: 5 },
      ],
    });
    expect(
      (await timeline("interval: QUARTER", "buckets { startsOn endsOn count }", '{ said: { from: "2021" } }')).buckets,
    ).toEqual([{ startsOn: "2021-04-01", endsOn: "2021-06-30", count: 10 }]);
    expect(
      (await timeline("interval: WEEK", "buckets { startsOn endsOn count }", '{ said: { from: "2021-06" } }')).buckets,
    ).toEqual([{ startsOn: "2021-05-31", endsOn: "2021-06-06", count: 5 }]);
    expect(await timeline("interval: DAY", "undatedCount", '{ said: { from: "2021" } }')).toEqual({ undatedCount: 1 });
    expect(await timeline("interval: YEAR", "undatedCount")).toEqual({ undatedCount: 0 });
  });

  test("AUTO takes the finest interval with at most 60 buckets that dates at least half of the statements", async () => {
    expect(await timeline("interval: AUTO", "interval", '{ said: { from: "2021-05" } }')).toEqual({ interval: "DAY" });
    expect(
      await timeline("interval: AUTO", "interval buckets { count }", '{ text: "nothing at all like this" }'),
    ).toEqual({
      interval: "YEAR",
      buckets: [],
    });
  });

  test("a timeline is split into series that add up to it, the rest last", async () => {
    const selection =
      "buckets { count } series { isRest speaker { slug } topic { slug } source { slug } kind position buckets { startsOn count } }";
    const split = async (args: string) => {
      const { buckets, series } = await timeline(`interval: YEAR, ${args}`, selection, '{ said: { from: "2020" } }');
      const sums = buckets.map((_: unknown, i: number) =>
        series.reduce((sum: number, each: { buckets: { count: number }[] }) => sum + (each.buckets[i]?.count ?? 0), 0),
      );
      expect(sums).toEqual(buckets.map(({ count }: { count: number }) => count));
      return series.map((each: Record<string, { slug: string } | string>) =>
        each.isRest
          ? "rest"
          : (((each.speaker ?? each.topic ?? each.source) as { slug: string })?.slug ?? each.kind ?? each.position),
      );
    };
    expect(await split("splitBy: SPEAKER, top: 1")).toEqual(["ada-brandt", "rest"]);
    expect(await split("splitBy: TOPIC, top: 2")).toEqual(["fishing", "harbour", "rest"]);
    expect(await split("splitBy: PUBLISHER, top: 2")).toEqual(["sandholm-post", "nord-kurier", "rest"]);
    expect(await split("splitBy: KIND")).toEqual(["INDIRECT", "DIRECT", "MIXED"]);
    expect(await split('splitBy: POSITION, proposition: "harbour-open"')).toEqual([
      "CONDITIONAL",
      "OPPOSES",
      "SUPPORTS",
      "rest",
    ]);
  });
});

describe("positions", () => {
  test("a timeline is split by positions on the proposition that the filter names", async () => {
    const { statements: list } = await api.ask(
      '{ statements(filter: { stance: { proposition: ["harbour-open"] } }) { totalCount timeline(interval: YEAR, splitBy: POSITION) { series { isRest position buckets { count } } } } }',
    );
    const counts = list.timeline.series.flatMap((each: { buckets: { count: number }[] }) => each.buckets);
    expect(counts.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(list.totalCount);
    expect(list.timeline.series.some(({ isRest }: { isRest: boolean }) => isRest)).toBe(false);
  });
});

describe("a request that ends early", () => {
  test("a client that leaves cancels the counting of its list", async () => {
    const locked = await database.pool.connect();
    const isCounting = async () =>
      (
        await database.pool.query(
          "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%statements.summary%'",
        )
      ).rows.length > 0;
    try {
      await locked.query("BEGIN; LOCK TABLE statement_tag IN ACCESS EXCLUSIVE MODE");
      const leaving = new AbortController();
      const contextValue = createContext({ database, requestId: "leaving", signal: leaving.signal });
      const document = parse("{ statements { timeline(interval: YEAR, splitBy: TOPIC) { interval } } }");
      const answering = execute({ schema: loadSchema(), document, contextValue });
      await eventually(isCounting);
      leaving.abort(new Error("the client left"));
      expect((await answering).errors?.[0]?.message).toBe("the client left");
      await eventually(async () => !(await isCounting()));
    } finally {
      await locked.query("ROLLBACK");
      locked.release();
    }
  });
});

describe("a past state", () => {
  const past = openApi(world);

  test("a past state has the facets and the timeline that it had then", async () => {
    const before = new Date(Date.now() + 1);
    const ask = (asOf = "") =>
      past.ask(`{ statements(filter: { topic: ["Coast"] }${asOf}) { totalCount facets { speakers { count node { slug } } topics { count node { slug } } publishers { count node { slug } } roles { count value } }
        timeline(interval: YEAR, splitBy: TOPIC) { undatedCount buckets { startsOn count } series { topic { slug } isRest buckets { count } } } } }`);
    const then = await ask();
    while (Date.now() <= before.getTime()) await new Promise((resolve) => setTimeout(resolve, 1));
    const [first] = (
      await past.ask('{ statements(filter: { topic: ["Coast"], kind: [DIRECT] }) { nodes { id version } } }')
    ).statements.nodes;
    const { statementRetract } = await past.ask(
      "mutation ($input: StatementRetractInput!) { statementRetract(input: $input) { userErrors { code message } } }",
      { input: { id: first.id, reason: "Never said.", expectedVersion: first.version } },
    );
    expect(statementRetract.userErrors).toEqual([]);
    expect(await ask()).not.toEqual(then);
    expect(await ask(`, asOf: "${before.toISOString()}"`)).toEqual(then);
    const empty = await ask(', asOf: "2001-01-01"');
    expect(empty.statements).toMatchObject({
      totalCount: 0,
      facets: { speakers: [], topics: [] },
      timeline: { buckets: [], series: [] },
    });
  });
});

describe("bad input", () => {
  test.each([
    ["facets { speakers(first: 0) { count } }", /`first` is from 1 to 100 .*, not 0\./],
    ["facets { topics(first: 10000) { count } }", /`first` is from 1 to 100 .*, not 10000\./],
    ['facets { topics(below: "Nowhere") { count } }', /No topic is named "Nowhere": `below` takes/],
    [
      "timeline(interval: YEAR, splitBy: POSITION) { interval }",
      /needs one proposition: name it in `proposition`, or in the filter `stance`/,
    ],
    [
      'timeline(interval: YEAR, splitBy: POSITION, proposition: "Nowhere") { interval }',
      /No proposition is named "Nowhere": `proposition` takes/,
    ],
    [
      'timeline(interval: YEAR, proposition: "harbour-open") { interval }',
      /`proposition` is only for `splitBy: POSITION`/,
    ],
    ["facets { occasions(first: 101) { count } }", /`first` is from 1 to 100 .*, not 101\./],
    ["timeline(interval: YEAR, top: 0) { interval }", /`top` is from 1 to 20, not 0\./],
    ["timeline(interval: YEAR, splitBy: KIND, top: 21) { interval }", /`top` is from 1 to 20, not 21\./],
  ])("bad input is refused with what to do instead: %s", async (selection, message) => {
    expect(await api.refusal(`{ statements { ${selection} } }`)).toMatch(message);
  });

  test("a span that ends before it starts refuses the whole list", async () => {
    const query = '{ statements(filter: { said: { from: "2021", to: "2020" } }) { facets { kinds { count } } } }';
    expect(await api.refusal(query)).toMatch(/ends \(2020\) before it starts \(2021\)/);
  });

  test("an interval or a split that does not exist is refused by name", async () => {
    for (const args of ["interval: HOUR", "interval: YEAR, splitBy: PRICE"]) {
      const { errors } = await api.execute(`{ statements { timeline(${args}) { interval } } }`);
      expect(errors?.[0]?.message).toMatch(/Value "(HOUR|PRICE)" does not exist in "Timeline(Interval|Split)" enum/);
    }
  });

  test("one bad facet leaves the others and the page as they are", async () => {
    const { errors, data } = await api.execute(
      "{ statements(first: 1) { totalCount a: timeline(interval: YEAR) { interval } } b: statements(first: 1) { facets { kinds(first: 500) { count } } } }",
    );
    expect(errors?.map(({ path }) => path?.[0])).toEqual(["b"]);
    expect(data).toMatchObject({ statements: { totalCount: 12, a: { interval: "YEAR" } } });
  });
});

describe("a timeline's 500 buckets", () => {
  const long = openApi(
    documentWith(
      article("first", [
        quotation("The first of all", { saidAt: "1600" }),
        statement("The first day", { saidAt: "2020-01-01" }),
      ]),
      article("last", [
        quotation("The last of all", { saidAt: "2099" }),
        statement("The last day", { saidAt: "2021-05-14" }),
      ]),
      article("beyond", [
        quotation("The one beyond", { saidAt: "2100" }),
        statement("The day beyond", { saidAt: "2021-05-15" }),
      ]),
    ),
  );
  const size = async (interval: string, to: string) =>
    (
      await long.ask(
        `{ statements(filter: { said: { to: "${to}" } }) { timeline(interval: ${interval}) { buckets { count } } } }`,
      )
    ).statements.timeline.buckets.length;

  test("500 are returned, and 501 are refused with the interval to take", async () => {
    expect(await size("YEAR", "2099")).toBe(500);
    expect(await size("DAY", "2021-05-14")).toBe(500);
    const refused = (interval: string) =>
      long.refusal(`{ statements { timeline(interval: ${interval}) { interval } } }`);
    expect(await refused("YEAR")).toMatch(/`YEAR` gives 501 buckets, and a timeline has at most 500: take `DECADE`\./);
    expect(await refused("DAY")).toMatch(/`DAY` gives 501 buckets, and a timeline has at most 500: take `WEEK`\./);
  });
});

describe("a name that two topics bear", () => {
  const piers = openApi({
    ...documentWith(
      article("north", [statement("The north pier is closed", { topics: ["north-pier"] })]),
      article("south", [statement("The south pier is open", { topics: ["south-pier"] })]),
      article("else", [statement("The bridge is open", { topics: ["bridge"] })]),
    ),
    topics: [topic("Pier", { slug: "north-pier" }), topic("Pier", { slug: "south-pier" }), topic("Bridge")],
  });

  test.each(["topic", "alsoTopic"])("the topics facet shows both as selected by the filter %s", async (field) => {
    const { statements: list } = await piers.ask(
      `{ statements(filter: { ${field}: ["Pier"] }) { facets { topics { count isSelected node { slug } } } } }`,
    );
    expect(list.facets.topics).toEqual([
      { count: 1, isSelected: true, node: { slug: "north-pier" } },
      { count: 1, isSelected: true, node: { slug: "south-pier" } },
    ]);
  });
});

describe("the whole of time", () => {
  const oldest = "0001-01-01T00:00:00Z";
  const latest = "9999-12-31T23:59:59.999Z";
  const ages = openApi(
    documentWith(
      article("old", [
        quotation("The first words of all", { saidAt: oldest }),
        quotation("Words of a bygone age", { saidAt: "1582-10-10" }),
      ]),
      article("new", [
        quotation("Words of this age", { saidAt: "2021-05-07" }),
        quotation("The last words of all", { saidAt: latest }),
      ]),
    ),
  );
  const timeline = async (interval: string, from: string, to: string) =>
    (
      await ages.ask(
        `{ statements(filter: { said: { from: "${from}", to: "${to}" } }) { timeline(interval: ${interval}) { interval undatedCount buckets { startsOn endsOn count } } } }`,
      )
    ).statements.timeline;

  test("AUTO is never refused, however far apart the statements are", async () => {
    for (const [from, to, interval, size] of [
      ["1500", "2021", "YEAR", 440],
      ["0001", "2021", "DECADE", 203],
      ["0001", "9999", "CENTURY", 100],
    ] as const) {
      const { interval: chosen, undatedCount, buckets } = await timeline("AUTO", from, to);
      expect([from, to, chosen, undatedCount, buckets.length]).toEqual([from, to, interval, 0, size]);
    }
  });

  test.each([
    ["CENTURY", ["0001-01-01", "0100-12-31"], ["9901-01-01", "9999-12-31"]],
    ["DECADE", ["0001-01-01", "0009-12-31"], ["9990-01-01", "9999-12-31"]],
    ["YEAR", ["0001-01-01", "0001-12-31"], ["9999-01-01", "9999-12-31"]],
    ["QUARTER", ["0001-01-01", "0001-03-31"], ["9999-10-01", "9999-12-31"]],
    ["MONTH", ["0001-01-01", "0001-01-31"], ["9999-12-01", "9999-12-31"]],
    ["WEEK", ["0001-01-01", "0001-01-07"], ["9999-12-27", "9999-12-31"]],
    ["DAY", ["0001-01-01", "0001-01-01"], ["9999-12-31", "9999-12-31"]],
  ])("a bucket by %s keeps within the days that can be written", async (interval, first, last) => {
    for (const [at, [startsOn, endsOn]] of [
      [oldest, first],
      [latest, last],
    ] as const) {
      expect((await timeline(interval, at, at)).buckets).toEqual([{ startsOn, endsOn, count: 1 }]);
    }
  });

  test("decades and centuries begin where the calendar has them", async () => {
    const counted = async (interval: string) =>
      (await timeline(interval, "1500", "2021")).buckets
        .filter(({ count }: { count: number }) => count > 0)
        .map(({ startsOn, endsOn }: { startsOn: string; endsOn: string }) => [startsOn, endsOn]);
    expect(await counted("DECADE")).toEqual([
      ["1580-01-01", "1589-12-31"],
      ["2020-01-01", "2029-12-31"],
    ]);
    expect(await counted("CENTURY")).toEqual([
      ["1501-01-01", "1600-12-31"],
      ["2001-01-01", "2100-12-31"],
    ]);
  });
});

describe("roles", () => {
  const mayors = openApi({
    ...documentWith(
      article("before", [statement("The old mayor spoke", { speaker: "ada-brandt", saidAt: "2023-05-31" })]),
      article("after", [
        statement("The new mayor spoke", { speaker: "olaf-gruen", saidAt: "2023-06-01" }),
        statement("The former mayor spoke", { speaker: "ada-brandt", saidAt: "2023-06-01" }),
      ]),
    ),
    speakers: [
      speaker("Ada Brandt", { roles: [{ label: "Mayor of Sandholm", startsOn: "2019", endsOn: "2023-05" }] }),
      speaker("Olaf Grün", {
        roles: [
          { label: "Mayor of Sandholm", startsOn: "2023-06-01" },
          { label: "Mayoral candidate", endsOn: "2023-05" },
        ],
      }),
      speaker("Mei Hua"),
    ],
    topics: [topic("Harbour")],
  });

  test("an office is followed to its next holder", async () => {
    const { statements: found } = await mayors.ask(
      '{ statements(filter: { role: ["MAYOR of Sandholm"] }) { nodes { text } } }',
    );
    expect(found.nodes).toEqual([{ text: "The new mayor spoke" }, { text: "The old mayor spoke" }]);
  });

  test.each([
    ['role: ["mayor"]', ["ada-brandt", "olaf-gruen"]],
    ['role: ["mayoral"]', ["olaf-gruen"]],
    ['role: ["Mayor of Sandholm"], heldOn: "2022"', ["ada-brandt"]],
    ['role: ["Mayor of Sandholm"], heldOn: "2023"', ["ada-brandt", "olaf-gruen"]],
    ['role: ["Mayor of Sandholm"], heldOn: "2023-06-01"', ["olaf-gruen"]],
    ['heldOn: "2018-12-31"', ["olaf-gruen"]],
    ['role: ["Mayor"], name: "Ada"', ["ada-brandt"]],
    ['role: ["", "or"]', []],
    ["role: []", []],
  ])("speakers are found by what they were, and when: %s", async (filter, slugs) => {
    const { speakers } = await mayors.ask(`{ speakers(filter: { ${filter} }) { totalCount nodes { slug } } }`);
    expect(speakers).toEqual({ totalCount: slugs.length, nodes: slugs.map((slug) => ({ slug })) });
  });

  test("a day that does not exist is refused", async () => {
    expect(await mayors.refusal('{ speakers(filter: { heldOn: "2023-02-31" }) { totalCount } }')).toMatch(
      /`filter.heldOn` is not a real day, month or year: 2023-02-31\./,
    );
  });
});
