import { describe, expect, test } from "@jest/globals";
import type { Asserter } from "../../src/document/asserter.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { contents, openArchive } from "../helpers/archive.ts";
import { article, BODY, documentWith, IMPORT, QUOTE, quotation, type StatementPart } from "../helpers/factories.ts";

const { sql } = Prisma;

const archive = openArchive({ document: documentWith(article("one", [], { body: BODY })), afresh: true, sound: true });

const FIRST: Asserter = { kind: "EXTRACTOR", name: "test", version: "1" };
const LATER: Asserter = { kind: "EXTRACTOR", name: "test", version: "2" };

type ProposalPart = NonNullable<StatementPart["proposal"]>;

/** Returns a proposal of the quotation, whose speaker the article calls Ada Brandt. */
function proposed(rest: Partial<StatementPart> = {}, proposal: Partial<ProposalPart> = {}): StatementPart {
  return {
    kind: "DIRECT",
    text: QUOTE,
    speakerStatus: "UNKNOWN",
    status: "PROPOSED",
    appearance: { passage: { exact: QUOTE } },
    proposal: { extractor: "test@1", confidence: 0.9, speakerName: "Ada Brandt", speakerKind: "PERSON", ...proposal },
    ...rest,
  };
}

/** Proposes statements as all those of the article. */
function propose(statements: StatementPart[], asserter = FIRST) {
  const { sources, speakers, topics } = documentWith();
  return record(
    archive,
    { sources, speakers, topics, articles: [article("one", statements, { body: BODY })] },
    asserter,
  );
}

/** Returns every statement of the archive with its proposal, in reading order. */
function stored() {
  return archive.query<Record<string, unknown>>(sql`
SELECT appearance.exact, statement.status, speaker.slug AS speaker, statement.speaker_status AS "speakerStatus",
  confidence, speaker_name AS name, reasons::text[] AS reasons, extractor
FROM appearance
JOIN statement ON statement.id = statement_id
LEFT JOIN proposal ON appearance_id = appearance.id
LEFT JOIN speaker ON speaker.id = speaker_id
ORDER BY start_offset, appearance.id`);
}

/** Decides on every statement, as an editor does. */
async function decide(status: "PUBLISHED" | "REJECTED") {
  const { id } = await archive.prisma.origin.create({ data: { kind: "PERSON", name: "Editor" } });
  await archive.prisma.statement.updateMany({ data: { status, statusReason: "Because.", originId: id } });
  await archive.prisma.appearance.updateMany({ data: { originId: id } });
  await archive.query(
    sql`INSERT INTO assertion (subject, subject_id, origin_id) SELECT 'APPEARANCE', id, ${id}::bigint FROM appearance`,
  );
  await archive.prisma.proposal.updateMany({ data: { pending: false, reviewerId: id, reviewedAt: new Date() } });
}

describe("a proposal that is recorded", () => {
  test("A proposal keeps its confidence, its extractor and its alternatives, and is not published", async () => {
    const alternatives = {
      evidence: { exact: "Mayor Ada Brandt", start: 0 },
      speakers: [{ name: "Olaf Grün", kind: "PERSON" as const, confidence: 0.2 }],
      extents: [{ exact: "The harbour", start: 68, end: 79, confidence: 0.1 }],
    };
    await propose([proposed({}, alternatives)]);
    expect(await stored()).toMatchObject([
      {
        status: "PROPOSED",
        speaker: "ada-brandt",
        confidence: 0.9,
        extractor: "test@1",
        reasons: ["RESOLVED_MENTION"],
      },
    ]);
    expect(await archive.prisma.proposal.findFirst()).toMatchObject({
      evidence: "Mayor Ada Brandt",
      evidenceStart: 0,
      speakers: alternatives.speakers,
      extents: alternatives.extents,
      pending: true,
    });
  });

  test("A proposal that is recorded twice changes nothing the second time", async () => {
    await propose([proposed()]);
    const before = await contents(archive);
    expect((await propose([proposed()])).outcomes).toEqual(["unchanged"]);
    expect(await contents(archive)).toEqual(before);
  });

  test.each([
    ["nobody bears", { speakerName: "Tomas Velk" }, "UNKNOWN", ["NEW_SPEAKER"]],
    ["several bear", { speakerName: "A. Brandt" }, "UNKNOWN", ["AMBIGUOUS_NAME"]],
    ["the article does not give", { speakerName: undefined }, "UNKNOWN", ["UNKNOWN_SPEAKER"]],
  ])("A name that %s leaves a proposal without a speaker", async (_, proposal, speakerStatus, reasons) => {
    const speaker = { name: "Anna Brandt", kind: "PERSON" as const, names: ["A. Brandt"] };
    await record(archive, { speakers: [speaker] }, IMPORT);
    await propose([proposed({}, proposal)]);
    expect(await stored()).toMatchObject([{ speaker: null, speakerStatus, reasons }]);
    expect(await archive.prisma.speaker.count()).toBe(4);
  });

  test("A proposal of an unnamed speaker says so", async () => {
    await propose([proposed({ speakerStatus: "UNNAMED" }, { speakerName: undefined })]);
    expect(await stored()).toMatchObject([{ speakerStatus: "UNNAMED", reasons: ["UNNAMED_SPEAKER"] }]);
  });

  test.each([
    ["without the status PROPOSED", { status: "PUBLISHED" as const }, {}, /status: must be PROPOSED/],
    ["surer than sure", {}, { confidence: 1.5 }, /confidence: is more than 1/],
    ["less than unsure", {}, { confidence: -0.1 }, /confidence: is less than 0/],
    ["with a blank name", {}, { speakerName: " " }, /speakerName: is blank/],
  ])("A proposal %s is refused", async (_, rest, proposal, message) => {
    await expect(propose([proposed(rest, proposal)])).rejects.toThrow(message);
  });
});

describe("a passage that is on record", () => {
  test.each(["PUBLISHED", "REJECTED"] as const)(
    "A proposal that a person has decided on as %s is not made again by a later version",
    async (status) => {
      await propose([proposed()]);
      await decide(status);
      const before = await stored();
      const { outcomes, printed } = await propose([proposed()], LATER);
      expect(outcomes).toEqual(["unchanged"]);
      expect(printed).toEqual([{ id: 1, statementId: 1, isNew: false }]);
      expect(await stored()).toEqual(before);
    },
  );

  test("A rejected passage is proposed again for another speaker", async () => {
    await propose([proposed()]);
    await decide("REJECTED");
    await propose([proposed({}, { speakerName: "Olaf Grün" })], LATER);
    expect(await stored()).toMatchObject([
      { status: "REJECTED", speaker: "ada-brandt" },
      { status: "PROPOSED", speaker: "olaf-gruen" },
    ]);
  });

  test("A rejected proposal whose speaker the archive did not know is not made again under the same name", async () => {
    await propose([proposed({}, { speakerName: "Tomas Velk" })]);
    await decide("REJECTED");
    await propose([proposed({}, { speakerName: "TOMAS VELK" })], LATER);
    expect(await stored()).toHaveLength(1);
  });

  test("A longer passage around a rejected one is another proposal", async () => {
    const short = { text: "hundred years", appearance: { passage: { exact: "hundred years" } } };
    await propose([proposed(short)]);
    await decide("REJECTED");
    await propose([proposed()], LATER);
    expect(await stored()).toMatchObject([{ status: "PROPOSED" }, { status: "REJECTED" }]);
  });

  test("A passage that an import has recorded is not proposed, whoever its speaker is", async () => {
    const { sources, speakers, topics, articles } = documentWith(article("one", [quotation(QUOTE)], { body: BODY }));
    await record(archive, { sources, speakers, topics, articles }, IMPORT);
    await propose([proposed({}, { speakerName: "Olaf Grün" })]);
    expect(await stored()).toMatchObject([{ status: "PUBLISHED", extractor: null }]);
  });

  test("A later version replaces the proposals that nobody has reviewed", async () => {
    const other = {
      text: "must stay open",
      kind: "INDIRECT" as const,
      appearance: { passage: { exact: "must stay open" } },
    };
    await propose([proposed(), proposed(other)]);
    await propose([proposed({}, { confidence: 0.7, extractor: "test@2" })], LATER);
    expect(await stored()).toMatchObject([{ exact: QUOTE, confidence: 0.7, extractor: "test@2" }]);
  });
});

describe("the same words elsewhere", () => {
  const twin = () => article("two", [quotation(QUOTE)], { body: BODY });

  test("A proposal does not join a published statement of the same words", async () => {
    await record(archive, documentWith(twin()), IMPORT);
    await propose([proposed()]);
    expect(await archive.prisma.statement.count()).toBe(2);
  });

  test("A published statement does not join a proposal of the same words", async () => {
    await propose([proposed()]);
    await record(archive, documentWith(twin()), IMPORT);
    expect((await stored()).map(({ status }) => status).sort()).toEqual(["PROPOSED", "PUBLISHED"]);
  });
});
