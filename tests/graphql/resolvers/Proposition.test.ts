import { describe, expect, test } from "@jest/globals";
import { loadDemo } from "../../../prisma/seed/load.ts";
import { record } from "../../../src/record/record.ts";
import { openApi } from "../../helpers/api.ts";
import { findingsOf } from "../../helpers/archive.ts";
import {
  article,
  documentWith,
  IMPORT,
  OTHER_IMPORT,
  paraphrase,
  proposition,
  type StatementPart,
} from "../../helpers/factories.ts";

type Position = "SUPPORTS" | "OPPOSES" | "CONDITIONAL" | "NEUTRAL";

/** Returns a paraphrase of a day in May 2021 with a stance on keeping the harbour open. */
function judged(day: string, exact: string, position: Position, rest: Partial<StatementPart> = {}): StatementPart {
  const note = position === "CONDITIONAL" ? "if the fees rise" : undefined;
  const stances = [{ proposition: "harbour-open", position, note }];
  return paraphrase(exact, { saidAt: `2021-05-${day}`, stances, ...rest });
}

const town = {
  ...documentWith(
    article("first", [
      judged("01", "no reason to close", "SUPPORTS"),
      judged("02", "closing it is a crime", "SUPPORTS"),
      judged("03", "nobody needs a harbour", "OPPOSES"),
      judged("04", "only with higher fees", "CONDITIONAL"),
      judged("05", "with fees it may stay", "CONDITIONAL"),
      judged("03", "fish will find us", "NEUTRAL", { speaker: "olaf-gruen" }),
      judged("06", "a proposal of nobody", "OPPOSES", { speaker: "olaf-gruen", status: "PROPOSED" }),
      judged("02", "somebody is against it", "OPPOSES", { speaker: undefined, speakerStatus: "UNNAMED" }),
      judged("04", "both of us want it", "SUPPORTS", { speaker: "harbour-alliance" }),
    ]),
  ),
  propositions: [
    proposition("The harbour stays open", {
      slug: "harbour-open",
      topics: ["harbour"],
      names: [{ name: "Der Hafen bleibt offen", language: "de" }],
    }),
    proposition("Fees rise", { topics: ["fishing"] }),
  ],
};

describe("the demo", () => {
  const api = openApi();

  test("the three presidents stand for and against a ceasefire in Idlib, each on statements of the archive", async () => {
    await loadDemo(api.database);
    const { proposition: truce } = await api.ask(
      `{ proposition(by: {slug: "ceasefire-in-idlib"}) {
        topics { slug } positionCounts { position speakerCount }
        positions { speaker { name } position since isDisputed statementCount statements { text } changes { from } }
      } }`,
    );
    expect(truce.topics).toEqual([{ slug: "ceasefire" }, { slug: "idlib" }]);
    expect(truce.positionCounts).toEqual([
      { position: "SUPPORTS", speakerCount: 1 },
      { position: "OPPOSES", speakerCount: 2 },
    ]);
    const common = { since: "2018-09-07", isDisputed: false, changes: [] };
    expect(truce.positions).toEqual([
      {
        ...common,
        speaker: { name: "Hassan Rouhani" },
        position: "OPPOSES",
        statementCount: 2,
        statements: [
          { text: "The war goes on until no fighters are left in Syria, Idlib above all." },
          { text: "The Syrian state has to win back the whole country." },
        ],
      },
      {
        ...common,
        speaker: { name: "Recep Tayyip Erdogan" },
        position: "SUPPORTS",
        statementCount: 3,
        statements: [
          { text: 'A truce would make the summit a "victory".' },
          { text: "Russia and Iran should join in a truce for Idlib." },
          { text: "The fighting in Idlib should stop." },
        ],
      },
      {
        ...common,
        speaker: { name: "Vladimir Putin" },
        position: "OPPOSES",
        statementCount: 2,
        statements: [
          {
            text: "A ceasefire is no option, since the fighters of Nusra Front and Islamic State in Idlib take no part in negotiations.",
          },
          { text: "Russia is against a ceasefire in Idlib." },
        ],
      },
    ]);
    expect(await findingsOf(api.database)).toEqual([]);
  });

  test("loading the demo again changes no stance", async () => {
    const rows = () => api.database.prisma.stance.findMany({ orderBy: { id: "asc" } });
    const before = await rows();
    expect(before).toHaveLength(7);
    await loadDemo(api.database);
    expect(await rows()).toEqual(before);
  });
});

describe("positions", () => {
  const api = openApi(town, { afresh: true });

  const positions = async (args = "") => {
    const answer = await api.ask(
      `{ proposition(by: {slug: "harbour-open"}) { positions${args} {
        speaker { slug } position note since statementCount statements { text }
        changes { from to before { text } after { text } }
      } } }`,
    );
    return answer.proposition.positions;
  };
  const said = (exact: string) => ({ text: `It was reported: ${exact}.` });

  test("a speaker stands where the latest statement puts them, since the first of the unbroken row", async () => {
    const found = await positions();
    expect(found.map(({ speaker }: { speaker: { slug: string } }) => speaker.slug)).toEqual([
      "ada-brandt",
      "harbour-alliance",
      "olaf-gruen",
    ]);
    expect(found[0]).toMatchObject({
      position: "CONDITIONAL",
      note: "if the fees rise",
      since: "2021-05-05",
      statementCount: 1,
      statements: [said("with fees it may stay")],
    });
    // A proposal counts for nobody, and the group's statement is also its members'.
    expect(found[2]).toMatchObject({
      position: "SUPPORTS",
      since: "2021-05-04",
      statements: [said("both of us want it")],
      changes: [
        { from: "NEUTRAL", to: "SUPPORTS", before: said("fish will find us"), after: said("both of us want it") },
      ],
    });
  });

  test("each move of a speaker has the statements between which it came", async () => {
    const [ada] = await positions('(at: "2021-05-03", first: 1)');
    expect(ada).toMatchObject({
      speaker: { slug: "ada-brandt" },
      position: "OPPOSES",
      since: "2021-05-03",
      changes: [
        {
          from: "SUPPORTS",
          to: "OPPOSES",
          before: said("closing it is a crime"),
          after: said("nobody needs a harbour"),
        },
      ],
    });
  });

  test("a day counts to its end, and before the first statement nobody stands anywhere", async () => {
    const [ada, ...others] = await positions('(at: "2021-05-02")');
    expect(ada).toMatchObject({ position: "SUPPORTS", since: "2021-05-01", statementCount: 2, changes: [] });
    expect(ada.statements).toEqual([said("closing it is a crime"), said("no reason to close")]);
    expect(others).toEqual([]);
    expect(await positions('(at: "2021-04")')).toEqual([]);
  });

  test("a speaker's positions are those that the propositions have of the speaker", async () => {
    const { speaker } = await api.ask(
      '{ speaker(by: {slug: "olaf-gruen"}) { positions { proposition { slug } position statements { text } } } }',
    );
    expect(speaker.positions).toEqual([
      { proposition: { slug: "harbour-open" }, position: "SUPPORTS", statements: [said("both of us want it")] },
    ]);
  });

  test("several judgements of one statement all stand, and the position says that they differ", async () => {
    const again = article("first", [judged("05", "with fees it may stay", "OPPOSES")], { isPartial: true });
    await record(api.database, { ...town, articles: [again] }, OTHER_IMPORT);
    const { proposition: open } = await api.ask(
      `{ proposition(by: {slug: "harbour-open"}) { positions(first: 1) { position isDisputed statements {
        stances { position isDisputed note judgedBy assertedBy { name } proposition { slug } }
      } } } }`,
    );
    // As many see one as the other, so the later judgement decides.
    expect(open.positions).toMatchObject([{ position: "OPPOSES", isDisputed: true }]);
    expect(open.positions[0].statements[0].stances).toEqual([
      {
        position: "CONDITIONAL",
        isDisputed: true,
        note: "if the fees rise",
        judgedBy: null,
        assertedBy: { name: IMPORT.name },
        proposition: { slug: "harbour-open" },
      },
      {
        position: "OPPOSES",
        isDisputed: true,
        note: null,
        judgedBy: null,
        assertedBy: { name: OTHER_IMPORT.name },
        proposition: { slug: "harbour-open" },
      },
    ]);
  });

  test("propositions are found by name, by words and by topic", async () => {
    const slugs = async (filter: string) => {
      const { propositions } = await api.ask(`{ propositions(filter: ${filter}) { totalCount nodes { slug } } }`);
      const found = propositions.nodes.map(({ slug }: { slug: string }) => slug);
      expect(propositions.totalCount).toBe(found.length);
      return found;
    };
    expect(await slugs("{}")).toEqual(["fees-rise", "harbour-open"]);
    expect(await slugs('{text: "hafen"}')).toEqual(["harbour-open"]);
    expect(await slugs('{topic: ["Sandholm"]}')).toEqual(["harbour-open"]);
    expect(await slugs('{topic: ["Sandholm"], text: "fees"}')).toEqual([]);
    expect(await slugs('{topic: ["nobody knows it"]}')).toEqual([]);
  });

  test.each([
    ["first: 101", "`first` must be between 0 and 100, not 101."],
    ["first: -1", "`first` must be between 0 and 100, not -1."],
    ['at: "the other day"', 'Not a date like "2018"'],
  ])("positions refuses %s", async (args, message) => {
    const refusal = await api.refusal(`{ proposition(by: {slug: "harbour-open"}) { positions(${args}) { since } } }`);
    expect(refusal).toContain(message);
  });

  test("positions of many propositions and speakers take one SQL statement each", async () => {
    const named = await api.countSql(
      "{ propositions { nodes { positions { since } positionCounts { speakerCount } } } }",
    );
    expect(named.sort()).toEqual(["positions.counts", "positions.proposition", "propositions.list"]);
    expect((await api.countSql("{ speakers { nodes { positions { since } } } }")).sort()).toEqual([
      "positions.speaker",
      "speakers.list",
    ]);
  });

  test("readers see no stance of a proposal", async () => {
    const query =
      '{ statements(filter: {speaker: ["Olaf Grün"], status: [PROPOSED]}) { nodes { id stances { position } } } }';
    const { statements } = await api.ask(query);
    expect(statements.nodes).toMatchObject([{ stances: [{ position: "OPPOSES" }] }]);
    const [{ id }] = statements.nodes;
    expect(await api.ask(`{ node(id: "${id}") { ... on Statement { stances { position } } } }`, {}, null)).toEqual({
      node: null,
    });
  });
});
