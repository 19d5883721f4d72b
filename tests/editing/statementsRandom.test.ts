import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { encodeGlobalId, type NodeType } from "../../src/archive/globalIds.ts";
import { createAppearance, deleteAppearance, updateAppearance } from "../../src/editing/appearances.ts";
import type { Edit } from "../../src/editing/edit.ts";
import { restoreStatement, retractStatement } from "../../src/editing/statements/status.ts";
import { tagStatement, untagStatement } from "../../src/editing/statements/tagging.ts";
import { updateStatement } from "../../src/editing/statements/update.ts";
import { createStatement } from "../../src/editing/statements.ts";
import { record } from "../../src/record/record.ts";
import { applyTopics } from "../../src/record/tagging.ts";
import { openTagger } from "../../src/text/mentions.ts";
import { expectSound } from "../helpers/archive.ts";
import { openDesk } from "../helpers/desk.ts";
import { article, BODY, documentWith, IMPORT, paraphrase, QUOTE, quotation } from "../helpers/factories.ts";

const spans = [{ role: "CONTENT" as const, exact: "harbour fed us" }];
const document = documentWith(
  article(
    "body",
    [quotation(QUOTE, { appearance: { passage: { exact: QUOTE, spans } } }), paraphrase("must stay open")],
    { body: BODY },
  ),
  article("bare", [quotation(QUOTE), paraphrase("a “quay” was named")]),
);

const desk = openDesk(document);

const WORDS = [
  QUOTE,
  `${QUOTE}!`,
  "It will feed us for another hundred",
  "harbour",
  "🚢 Her critics",
  "“quoted” a bit",
  " ",
];
const words = fc.constantFrom(...WORDS);
const kind = fc.constantFrom("DIRECT", "MIXED", "INDIRECT");
const speaker = fc.constantFrom(
  { speaker: "ada-brandt" },
  { speaker: "olaf-gruen" },
  { speaker: null, speakerStatus: "UNNAMED" },
  {},
);
const passage = fc.record({ exact: words, prefix: fc.constantFrom("", "the old ", null) });
const url = fc.constantFrom("https://news.example.org/body", "https://news.example.org/bare");
const topics = fc.subarray(["harbour", "fishing", "sandholm"]);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const nth = fc.nat(9);

type Work = (edit: Edit, input: unknown) => Promise<object>;

/** A step of the test: an edit of one of the existing nouns, or another write. */
interface Step {
  name: string;
  work?: Work;
  on?: NodeType;
  nth: number;
  input: object;
}

const step = (work: Work, on: NodeType | undefined, input: fc.Arbitrary<object>): fc.Arbitrary<Step> =>
  fc.record({ name: fc.constant(work.name), work: fc.constant(work), on: fc.constant(on), nth, input });
const other = (name: string): fc.Arbitrary<Step> => fc.record({ name: fc.constant(name), nth, input: fc.constant({}) });

const printing = { text: maybe(words), kind: maybe(kind), cue: fc.constantFrom(undefined, null, "said") };
const steps = fc.array(
  fc.oneof(
    step(
      createStatement,
      undefined,
      fc
        .tuple(
          fc.record({ article: url, kind, text: words, topics, appearance: fc.record({ ...printing, passage }) }),
          speaker,
        )
        .map(([given, who]) => ({ ...given, ...who })),
    ),
    step(
      updateStatement,
      "Statement",
      fc
        .tuple(
          fc.record({ kind: maybe(kind), text: maybe(words), saidAt: fc.constantFrom(undefined, null, new Date(0)) }),
          speaker,
        )
        .map(([given, who]) => ({ ...given, ...who })),
    ),
    step(createAppearance, "Statement", fc.record({ ...printing, article: url, passage })),
    step(updateAppearance, "Appearance", fc.record({ ...printing, passage: maybe(passage) })),
    step(deleteAppearance, "Appearance", fc.constant({})),
    step(retractStatement, "Statement", fc.constant({ reason: "In doubt." })),
    step(restoreStatement, "Statement", fc.constant({})),
    step(tagStatement, "Statement", fc.record({ topics })),
    step(untagStatement, "Statement", fc.record({ topics })),
    other("import"),
    other("tag"),
  ),
  { minLength: 5, maxLength: 20 },
);

async function take({ name, work, on, nth: place, input }: Step): Promise<string> {
  const { database } = desk;
  if (name === "import") await record(database, document, IMPORT);
  if (name === "tag") for await (const _ of applyTopics(database, openTagger));
  if (!work) return name;
  const order = { orderBy: { id: "asc" as const }, select: { id: true } };
  const rows = await (on === "Appearance"
    ? database.prisma.appearance.findMany(order)
    : database.prisma.statement.findMany(order));
  const id = rows[place % rows.length]?.id as number;
  const seen = on && (await desk.seen(on, id));
  const statement = on === "Statement" ? { statement: encodeGlobalId("Statement", id) } : {};
  const { problems } = await desk.run(work, { ...seen, ...statement, ...input }, { by: "Random" });
  return `${name} ${problems.map(({ code }) => code).join() || "done"}`;
}

test("an archive stays sound whatever editors, imports and tagging do one after another", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      for (const one of taken) seen.add(await take(one));
      await expectSound(desk.database);
    }),
    { numRuns: 15 },
  );
  // Enough edits succeeded to make the test meaningful.
  expect([...seen].filter((entry) => entry.endsWith(" done")).length).toBeGreaterThan(5);
});
