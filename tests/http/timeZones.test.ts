import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { openArchive } from "../helpers/archive.ts";
import { runInChild, sourceUrl } from "../helpers/child.ts";
import { runCommand } from "../helpers/command.ts";
import { openFolder } from "../helpers/folder.ts";

// Dates are read, stored, filtered and shown in UTC, wherever the computer, the database and its sessions stand.

const folder = openFolder();
/** The first two are half a day from each other; in the third, 2011-12-30 never was. */
const zones = ["Pacific/Auckland", "America/New_York", "Pacific/Apia"];

/** A date as a sheet gives it, and as the archive shows it. */
const dates = [
  ["2018-08-31", "2018-08-31", "2018-08-31T00:00:00.000Z"],
  ["2018-09-01", "2018-09-01", "2018-09-01T00:00:00.000Z"],
  ["2018-09", "2018-09", "2018-09-01T00:00:00.000Z"],
  ["30 September 2018", "2018-09-30", "2018-09-30T00:00:00.000Z"],
  ["2018-09-30T23:59:59Z", "2018-09-30", "2018-09-30T23:59:59.000Z"],
  ["2018-10-01T01:30:00+13:00", "2018-09-30", "2018-09-30T12:30:00.000Z"],
  ["2018-09-30T22:30:00-04:00", "2018-10-01", "2018-10-01T02:30:00.000Z"],
  ["2018-09-30T23:30:00-04:00", "2018-10-01", "2018-10-01T03:30:00.000Z"],
  ["2018-10-01", "2018-10-01", "2018-10-01T00:00:00.000Z"],
  ["2018-12-31", "2018-12-31", "2018-12-31T00:00:00.000Z"],
  ["2019-01-01", "2019-01-01", "2019-01-01T00:00:00.000Z"],
  ["2020-02-29", "2020-02-29", "2020-02-29T00:00:00.000Z"],
  ["2011-12-30", "2011-12-30", "2011-12-30T00:00:00.000Z"],
  ["2012", "2012", "2012-01-01T00:00:00.000Z"],
] as const;
const SHEET = [
  "speaker,text,date,headline,url,source",
  ...dates.map(
    ([date], i) =>
      `Ada Brandt,"Said on ${i}",${JSON.stringify(date)},Of ${i},https://news.example.org/${i},Sandholm Post`,
  ),
].join("\n");

/** Bounds, and the rows of the table that are between them, both ends included. */
const spans: [object, number[]][] = [
  [{ from: "2018-09", to: "2018-09" }, [1, 2, 3, 4, 5]],
  [{ from: "2018-09-30", to: "2018-09-30" }, [3, 4, 5]],
  [{ from: "2018-09-01", to: "2018-09-01" }, [1, 2]],
  [{ from: "2018-10-01", to: "2018-10-01" }, [6, 7, 8]],
  [{ from: "2018-08-31", to: "2018-09-01" }, [0, 1, 2]],
  [{ from: "2018", to: "2018" }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [{ from: "2018-12-31", to: "2018-12-31" }, [9]],
  [{ from: "2019" }, [10, 11]],
  [{ from: "2020-02", to: "2020-02" }, [11]],
  [{ to: "2011-12-30" }, [12]],
  [{ to: "2011-12-29" }, []],
  [{ from: "2011-12-31", to: "2012" }, [13]],
  [{ from: "2018-09-30T23:59:59Z", to: "2018-09-30T23:59:59Z" }, [4]],
  [{ from: "2018-10-01T00:30:00+00:00", to: "2018-09-30T23:00:00-04:00" }, [6]],
];

const QUERY = `query ($span: TimeRange!) {
  statements(filter: { said: $span }, first: 100) { totalCount nodes { text saidOn saidAt firstAppearance { article { publishedOn publishedAt } } } }
  articles(filter: { published: $span }, first: 100) { nodes { headline } }
}`;

/** Returns the answer for each span in a process of its own, in a time zone, and the site's page of September 2018. */
async function answersIn(TZ: string, url: string): Promise<{ page: string; answers: Answer[] }> {
  const script = `
    const { graphql } = await import("graphql");
    const { loadSchema } = await import(${JSON.stringify(sourceUrl("graphql/schema.ts"))});
    const { createContext } = await import(${JSON.stringify(sourceUrl("graphql/context.ts"))});
    const { connect } = await import(${JSON.stringify(sourceUrl("database.ts"))});
    const database = connect({
      url: ${JSON.stringify(url)}, poolSize: 2, statementTimeoutMs: 0, applicationName: "time zones", onError() {},
    });
    const schema = loadSchema();
    const { createSite, pages } = await import(${JSON.stringify(new URL("../../web/server.tsx", import.meta.url).href)});
    const run = async (source, variableValues) =>
      graphql({ schema, source, variableValues, contextValue: createContext({ database, requestId: "test" }) });
    const asked = { path: "/statements", parts: {}, origin: "https://onrecord.example", acceptLanguage: "en" };
    const { body } = await createSite({ siteName: "OnRecord" }).answer(
      pages.find(({ path }) => path === asked.path),
      { ...asked, query: new URLSearchParams("from=2018-09&to=2018-09") },
      async ({ text }, variables) => run(text, variables),
    );
    const answers = [new Date(2018, 0, 1).toISOString(), body];
    for (const span of ${JSON.stringify([{}, ...spans.map(([span]) => span)])}) {
      answers.push(await run(${JSON.stringify(QUERY)}, { span }));
    }
    console.log(JSON.stringify(answers));
    await database.close();`;
  const child = runInChild(script, { env: { ...process.env, TZ, PGTZ: TZ } });
  expect(await child.ended).toBe(0);
  const [newYear, page, ...answers] = JSON.parse(child.output()) as [string, string, ...Answer[]];
  expect(newYear).not.toBe("2018-01-01T00:00:00.000Z");
  return { page, answers };
}

interface Answer {
  data: {
    statements: {
      totalCount: number;
      nodes: {
        text: string;
        saidOn: string;
        saidAt: string;
        firstAppearance: { article: { publishedOn: string; publishedAt: string } };
      }[];
    };
    articles: { nodes: { headline: string }[] };
  };
}

const numbered = (texts: string[]) => texts.map((text) => Number(/\d+$/.exec(text)?.[0])).sort((a, b) => a - b);

describe.each(zones)("in %s", (TZ) => {
  const database = openArchive();

  test("dates of a sheet are read, filtered, shown and exported as elsewhere", async () => {
    const [{ name } = { name: "" }] = await database.query<{ name: string }>(
      Prisma.sql`SELECT quote_ident(current_database()) AS name`,
    );
    await database.query(Prisma.sql`ALTER DATABASE ${Prisma.raw(name)} SET timezone = ${Prisma.raw(`'${TZ}'`)}`);
    const sheet = join(folder, `${TZ.replace("/", "-")}.csv`);
    await writeFile(sheet, SHEET);
    const environment = { DATABASE_URL: database.url, TZ, PGTZ: TZ };
    const { exitCode, output: report, errors } = await runCommand(["import", "csv", sheet], { environment });
    expect([report + errors, exitCode]).toEqual([expect.stringContaining(`${dates.length} new`), 0]);

    const { page, answers: found } = await answersIn(TZ, database.url);
    const [all, ...answers] = found;
    const times = [...page.matchAll(/<a href="\/statements\/[^"]*"><time datetime="([^"]*)">([^<]*)</gu)];
    expect(times.map(([, date, words]) => [date, words]).sort()).toEqual([
      ["2018-09", "September 2018"],
      ["2018-09-01", "1 September 2018"],
      ["2018-09-30", "30 September 2018"],
      ["2018-09-30", "30 September 2018"],
      ["2018-09-30", "30 September 2018"],
    ]);
    const shown = all?.data.statements.nodes.map(({ text, saidOn, saidAt, firstAppearance: { article } }) => {
      return [text, saidOn, saidAt, article.publishedOn, article.publishedAt];
    });
    const expected = dates.map(([, on, at], i) => [`Said on ${i}`, on, at, on, at]);
    expect(shown?.sort()).toEqual(expected.sort());
    expect(
      answers.map(({ data: { statements, articles } }, i) => [
        spans[i]?.[0],
        statements.totalCount,
        numbered(statements.nodes.map(({ text }) => text)),
        numbered(articles.nodes.map(({ headline }) => headline)),
      ]),
    ).toEqual(spans.map(([span, rows]) => [span, rows.length, rows, rows]));

    const words = ["export", "csv", "--from", "2018-09", "--to", "2018-09"];
    const { output } = await runCommand(words, { environment });
    const rows = output.trim().split("\r\n").slice(1);
    expect(numbered(rows.map((row) => row.split(",")[1] ?? ""))).toEqual([1, 2, 3, 4, 5]);
  });
});
