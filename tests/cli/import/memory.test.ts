import { beforeAll, expect, test } from "@jest/globals";
import type { Report } from "../../../src/ingestion/report.ts";
import { openArchive } from "../../helpers/archive.ts";
import { runCommand, startCommand } from "../../helpers/command.ts";
import { harbourLines } from "../../ingestion/corpus.ts";
import { MOST_MEMORY, withPeak } from "./memory.ts";

const database = openArchive({ afresh: true });
beforeAll(async () => {
  // Compile everything now, so that the compiler's memory is not counted as the command's.
  await runCommand(["import", "--help"]);
});

const importFrom = async (input: AsyncIterable<Buffer>) => {
  const environment = { DATABASE_URL: database.url };
  const { output, ...rest } = await withPeak(startCommand(["import", "jsonl", "-", "--json"], { environment, input }));
  return { ...rest, report: (JSON.parse(output) as { report: Report }).report };
};

test("an import needs no more memory for 300 MB of rejected records than for a few", async () => {
  const line = `${JSON.stringify({ article: { headline: "The harbour hearing".repeat(160) } })}\n`;
  const lines = Math.ceil(300_000_000 / line.length);
  async function* records(): AsyncGenerator<Buffer> {
    const many = Buffer.from(line.repeat(100));
    for (let i = 0; i < lines; i += 100) yield many;
  }
  const { report, peak, exitCode } = await importFrom(records());
  expect(exitCode).toBe(2);
  expect(report.records).toBe(Math.ceil(lines / 100) * 100);
  expect(peak).toBeLessThan(MOST_MEMORY);
});

test("an import needs no more memory for 60 MB of long articles with their statements", async () => {
  const ARTICLES = 60;
  const STATEMENTS = 20;
  async function* articles(): AsyncGenerator<Buffer> {
    for (let i = 0; i < ARTICLES; i++) {
      const words = Array.from({ length: STATEMENTS }, (_, n) => `the matter of pier ${i}, item ${n} of ${STATEMENTS}`);
      const body = words.map((exact) => `${exact}. ${"Nobody asked why. ".repeat(2_800)}`).join("");
      const statements = words.map((exact) => ({ exact }));
      yield Buffer.from(harbourLines([{ url: `https://news.example.org/${i}`, body, statements }]));
    }
  }
  const { report, peak, exitCode } = await importFrom(articles());
  expect(exitCode).toBe(0);
  expect(report).toMatchObject({ made: { articles: ARTICLES }, records: ARTICLES * (STATEMENTS + 2) });
  expect(peak).toBeLessThan(MOST_MEMORY);
});
