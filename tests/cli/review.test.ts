import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../src/archive/globalIds.ts";
import { acceptProposals } from "../../src/editing/proposals/accept.ts";
import { correctProposal } from "../../src/editing/proposals/correct.ts";
import { rejectProposal } from "../../src/editing/proposals/reject.ts";
import { proposalVersionsOf } from "../../src/editing/proposals/target.ts";
import { readStandoff } from "../../src/extraction/corpora/standoff.ts";
import { record } from "../../src/record/record.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { runCommand } from "../helpers/command.ts";
import { openDesk } from "../helpers/desk.ts";
import { article, documentWith, type StatementPart } from "../helpers/factories.ts";
import { openFolder } from "../helpers/folder.ts";

const BODY = readFileSync(join(CHECKOUT, "tests/fixtures/extraction/summit.txt"), "utf8").normalize("NFC");

const desk = openDesk(documentWith(article("summit", [], { body: BODY })));
const folder = openFolder();
const review = (...words: string[]) =>
  runCommand(["review", "export", ...words], { environment: { DATABASE_URL: desk.database.url } });

/** Returns a proposal of words in the body, with its cue and its mention. */
function proposed(exact: string, [mention, cue]: [string, string], confidence: number): StatementPart {
  const start = BODY.indexOf(exact);
  const near = (words: string) =>
    start > BODY.indexOf(words, start - 200) ? BODY.indexOf(words, start - 200) : BODY.indexOf(words, start);
  const span = (role: "CUE" | "SPEAKER", words: string) => ({
    role,
    exact: words,
    start: near(words),
    end: near(words) + words.length,
  });
  return {
    kind: "INDIRECT",
    text: exact,
    speakerStatus: "UNKNOWN",
    status: "PROPOSED",
    appearance: {
      passage: { exact, start, end: start + exact.length, spans: [span("CUE", cue), span("SPEAKER", mention)] },
    },
    proposal: { extractor: "test@1", confidence, speakerName: "Ada Brandt" },
  };
}

async function seen(exact: string) {
  const { id } = await desk.database.prisma.appearance.findFirstOrThrow({ where: { exact } });
  const [expectedVersion] = await proposalVersionsOf(desk.database, [id]);
  return { id: encodeGlobalId("Proposal", id), expectedVersion };
}

describe("onrecord review export", () => {
  const SURE = "An assault on Sarn would be a disaster and a massacre";
  const LONG = "that the fight would go on until the extremists had left";
  const WRONG = "The presidents of three countries failed";
  const MORE = "that more than two million people live in the valley";

  test("onrecord review export writes nothing before a proposal is decided on", async () => {
    const statements = [
      proposed(SURE, ["Aldemir", "said"], 0.95),
      proposed(LONG, ["Hassan Darvish", "adding"], 0.6),
      proposed(WRONG, ["presidents", "failed"], 0.5),
      proposed(MORE, ["The Sarn Relief Council", "said"], 0.7),
    ];
    const { sources, speakers, topics } = documentWith();
    const articles = [article("summit", statements, { body: BODY })];
    await record(
      desk.database,
      { sources, speakers, topics, articles },
      { kind: "EXTRACTOR", name: "test", version: "1" },
    );
    expect(await review()).toEqual({ output: "", errors: expect.stringMatching(/^Articles: 0\./), exitCode: 0 });
  });

  test("onrecord review export writes accepted, corrected and rejected proposals, which `onrecord train` reads", async () => {
    await desk.done(acceptProposals, { minScore: 0.9 });
    const start = BODY.indexOf(LONG) + "that ".length;
    await desk.done(correctProposal, { ...(await seen(LONG)), extent: { start, end: start + LONG.length - 5 } });
    await desk.done(rejectProposal, { ...(await seen(WRONG)), reason: "The paper says so." });
    expect(await review()).toMatchObject({ output: "", errors: expect.stringMatching(/In 1 other articles/) });

    const partial = await review("--partial");
    expect(partial.errors).toMatch(/^Articles: 1\. Statements: 2\. Rejected proposals: 1\.\n$/);
    expect(JSON.parse(partial.output)).toMatchObject({
      id: "https://news.example.org/summit",
      isWhole: false,
      attributions: [
        {
          content: [[BODY.indexOf(SURE), BODY.indexOf(SURE) + SURE.length]],
          speaker: "Ada Brandt",
          review: "ACCEPTED",
          confidence: 0.95,
        },
        { content: [[start, start + LONG.length - 5]], review: "CORRECTED", extractor: "test@1" },
      ],
      rejected: [{ content: [[0, WRONG.length]], review: "REJECTED" }],
    });
    const { attributions } = readStandoff(partial.output, "here");
    expect(attributions.map(({ source: [place = [0, 0]] }) => BODY.slice(...place))).toEqual([
      "Aldemir",
      "Hassan Darvish",
    ]);

    await desk.done(rejectProposal, { ...(await seen(MORE)), reason: "Not sure." });
    const out = join(folder, "reviewed.jsonl");
    expect((await review("--out", out)).output).toBe("");
    const model = join(folder, "own.model");
    const trained = await runCommand([
      "train",
      out,
      "--out",
      model,
      "--models",
      "1",
      "--synthetic",
      "5",
      "--epochs",
      "1",
    ]);
    expect(trained.errors).toMatch(/1 article with 2 attributions; /);
    expect(trained.exitCode).toBe(0);
  });

  test("onrecord review export says why a file cannot be written", async () => {
    const { errors, exitCode } = await review("--out", join(folder, "no", "file.jsonl"));
    expect(errors).toMatch(/Cannot write/);
    expect(exitCode).toBe(2);
  });
});
