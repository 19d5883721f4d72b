import { beforeAll, describe, expect, test } from "@jest/globals";
import { loadDemo } from "../../prisma/seed/load.ts";
import { openArchive } from "../helpers/archive.ts";
import { runCommand } from "../helpers/command.ts";

const database = openArchive();
beforeAll(() => loadDemo(database));
const onrecord = (...words: string[]) => runCommand(words, { environment: { DATABASE_URL: database.url } });

describe("onrecord search", () => {
  test("search prints who said it, when, and where it is printed, newest first", async () => {
    const { output, errors, exitCode } = await onrecord("search", "jabhat", "--speaker", "Putin");
    expect({ output, errors, exitCode }).toEqual({
      output: expect.stringMatching(
        /^2018-09-07 {2}Vladimir Putin.*\n {2}“I think in general the Turkish president is right\.[^\n]*”\n {2}The Moscow Times · Russia Opposes[^\n]* · https:\/\/\S+\n/,
      ),
      errors: "",
      exitCode: 0,
    });
  });

  test("search says that there are more statements than it shows", async () => {
    const { output, errors } = await onrecord("search", "--topic", "Idlib", "--first", "2");
    expect(output.split("\n\n")).toHaveLength(2);
    expect(errors).toBe("There are more: --first 20 shows up to 20; `onrecord export` writes all.\n");
  });

  test("exits with 1 if nothing is found, and says which name nobody bears", async () => {
    const { output, errors, exitCode } = await onrecord("search", "jabhat", "--speaker", "Nobody Atall");
    expect([output, exitCode]).toEqual(["", 1]);
    expect(errors).toMatch(/“Nobody Atall”[\s\S]*No statement was found\.\n$/);
  });

  test.each([
    [["--from", "yesterday"], /from/],
    [["--first", "0"], /whole number from 1/],
    [["--colour", "red"], /unknown option/],
  ])("%j is not understood: exit code 2", async (words, told) => {
    const { output, errors, exitCode } = await onrecord("search", ...words);
    expect([output, errors, exitCode]).toEqual(["", expect.stringMatching(told), 2]);
    expect(errors).not.toMatch(/\n\s+at /);
  });
});

describe("onrecord verify", () => {
  const WORDS = "I think in general the Turkish president is right. It would be good.";

  test("words on record: exit code 0, and the statement", async () => {
    const { output, exitCode } = await onrecord("verify", WORDS, "--speaker", "Putin");
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^EXACT, CONFIRMED\n[\s\S]*Vladimir Putin[\s\S]*The Moscow Times/);
  });

  test.each([
    ["of another speaker", [WORDS, "--speaker", "Erdogan"]],
    ["of a speaker whom nobody knows", [WORDS, "--speaker", "Nobody Atall"]],
    ["that nobody said", ["the harbour of Sandholm will never be opened again by anyone"]],
  ])("words %s: exit code 1", async (_what, words) => {
    const { errors, exitCode } = await onrecord("verify", ...words);
    expect(exitCode).toBe(1);
    expect(errors).not.toMatch(/\n\s+at /);
  });

  test("similar words: exit code 1, and the words that differ", async () => {
    const { output, exitCode } = await onrecord(
      "verify",
      "I think in general the president is wrong. It would surely be good.",
    );
    expect(exitCode).toBe(1);
    expect(output).toMatch(
      /^PARTIAL\n[\s\S]*\n {2}“Turkish” is missing, “wrong” instead of “right”, “surely” was added\n/,
    );
  });

  test("no words: exit code 2", async () => {
    expect(await onrecord("verify", "")).toMatchObject({ output: "", exitCode: 2 });
    expect(await onrecord("verify")).toMatchObject({ output: "", exitCode: 2 });
  });
});
