import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect as connectSocket } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { parseFeed } from "@rowanmanning/feed-parser";
import { parse } from "csv-parse/sync";
import { exportFormats } from "../../src/export/formats.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { errorCodes } from "../../src/graphql/errors.ts";
import { MOST_EXPORTED } from "../../src/http/exports.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { connectTo } from "../helpers/database.ts";
import { eventually } from "../helpers/eventually.ts";
import { labels, world } from "../helpers/world.ts";
import { openProxied } from "./proxied.ts";
import { startServer } from "./runningServer.ts";

const { archive, database, proxy, server } = openProxied({ document: world });

const get = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, init);
const rowsOf = (csv: string) => parse(csv, { columns: true, bom: true }) as Record<string, string>[];
const csv = async (query: string) => rowsOf(await (await get(`/statements.csv?${query}`)).text());
const headersOf = ({ headers }: Response, ...names: string[]) => names.map((name) => headers.get(name));

describe("the same filters as the API's", () => {
  test.each<[string, string[]]>([
    ["speaker=brandt&topic=harbour", ["alliance", "fed"]],
    ["speaker=Ada%20Brandt&topic=Hafen", ["fed", "alliance"]],
    ["speaker=%D0%90%D0%B4%D0%B0+%D0%91%D1%80%D0%B0%D0%BD%D0%B4%D1%82&topic=Q900000002", ["fed", "alliance"]],
    ["speaker=anna-weber&speaker=jonas-weber", ["boats", "rotten"]],
    [
      "topic=port-festival&topic=Old+pier",
      ["fed", "nobody", "alliance", "rotten", "festival"].filter((l) => l !== "fed"),
    ],
    ["topic=Coast&topicBasis=text&topicBasis=HEADLINE", ["boats"]],
    ["source=Ministry+of+the+Sea", ["someone", "festival"]],
    ["article=https%3A%2F%2Fnews.example.org%2Fde", ["de"]],
    ["kind=MIXED", ["rotten"]],
    ["kind=mixed&kind=DIRECT", ["rotten", "fed"]],
    ["language=en-GB&kind=MIXED", ["rotten"]],
    ["status=RETRACTED&status=PUBLISHED&topic=Fishing&speaker=olaf-gruen", ["wrong"]],
    ["text=boats+-promised&language=en", []],
    ["text=fishermen", ["boats"]],
    ["from=2021-06-01&to=2021-06-02", ["ru", "de"]],
    ["from=2021-06-05T00:00Z", ["zh"]],
  ])("an export has the same filters as the API: %s", async (query, expected) => {
    expect(labels((await csv(query)) as unknown as { text: string }[]).sort()).toEqual([...expected].sort());
  });

  test("headers list the names that mean nothing beside others, and those that are part of a name", async () => {
    const answer = await get("/statements.csv?speaker=Nobody+Ünknown&speaker=Olaf+Gr%C3%BCn&topic=pier");
    expect([answer.status, ...headersOf(answer, "onrecord-unmatched", "onrecord-part-of-name")]).toEqual([
      200,
      "speaker=Nobody+%C3%9Cnknown",
      "pier=old-pier",
    ]);
  });

  test.each(exportFormats)(
    "names of which none means anything are not found, with suggestions: $name",
    async ({ extension }) => {
      const answer = await get(`/statements.${extension}?speaker=Ada+Brand&speaker=Nobody&topic=Hafen`);
      const message =
        "No speaker bears the name “Ada Brand”. Did you mean Ada Brandt (ada-brandt)? No speaker bears the name “Nobody”.";
      const suggestions = [{ slug: "ada-brandt", name: "Ada Brandt" }];
      const error = { message, extensions: { code: "BAD_USER_INPUT", argument: "speaker", suggestions } };
      expect([answer.status, await answer.json()]).toEqual([404, { errors: [error] }]);
    },
  );
});

describe("bad requests get the API's errors", () => {
  test.each<[string, number, string, string?]>([
    ["/statements.csv?speeker=Putin", 400, "BAD_USER_INPUT", "speeker"],
    ["/statements.jsonl?__proto__=x", 400, "BAD_USER_INPUT", "__proto__"],
    ["/statements.jsonld?kind=SUNG", 400, "BAD_USER_INPUT", "kind"],
    ["/statements.csv?topic=Coast&topicBasis=GUESSED", 400, "BAD_USER_INPUT", "topicBasis"],
    ["/statements.csv?topicBasis=TEXT", 400, "BAD_USER_INPUT", "topicBasis"],
    ["/statements.atom?status=GONE", 400, "BAD_USER_INPUT", "status"],
    ["/statements.csv?from=2018-02-31", 400, "BAD_USER_INPUT", "from"],
    ["/statements.csv?to=", 400, "BAD_USER_INPUT", "to"],
    ["/statements.csv?from=2019-01-01&to=2018-01-01", 400, "BAD_USER_INPUT", "to"],
    ["/statements.csv?from=2018&from=2019", 400, "BAD_USER_INPUT", "from"],
    ["/statements.csv?text=a&text=b", 400, "BAD_USER_INPUT", "text"],
    ["/statements.csv?separator=tab", 400, "BAD_USER_INPUT", "separator"],
    ["/statements.csv?separator=comma&separator=semicolon", 400, "BAD_USER_INPUT", "separator"],
    ["/statements.xlsx?separator=semicolon", 400, "BAD_USER_INPUT", "separator"],
    [
      `/statements.csv?${Array.from({ length: 101 }, (_, i) => `topic=${i}`).join("&")}`,
      400,
      "BAD_USER_INPUT",
      "topic",
    ],
    ["/statements.xml", 404, "BAD_REQUEST", undefined],
  ])("a bad request for an export gets the API's errors: %s", async (path, status, code, argument) => {
    const answer = await get(path);
    const { errors } = (await answer.json()) as { errors: { message: string; extensions: Record<string, unknown> }[] };
    expect([answer.status, errors.length, errors[0]?.extensions.code]).toEqual([status, 1, code]);
    expect(errorCodes).toContain(errors[0]?.extensions.code);
    expect(errors[0]?.extensions.argument).toBe(argument);
    expect(errors[0]?.message).not.toContain("filter.");
    expect(headersOf(answer, "content-disposition", "last-modified")).toEqual([null, null]);
  });

  test("control characters and half a letter do no harm", async () => {
    const names = ["speaker=%00", "source=%E0%A4%A", "topic=%22%27%3B--"];
    for (const query of ["text=%00%ff", "article=%ED%A0%80", ...names])
      expect([query, (await get(`/statements.jsonl?${query}`)).status]).toEqual([
        query,
        names.includes(query) ? 404 : 200,
      ]);
  });

  test("an export survives a Host header that makes no address", async () => {
    const socket = connectSocket(Number(new URL(server.url).port), "127.0.0.1");
    socket.write("GET /statements.atom HTTP/1.1\r\nHost: a b:[c\r\nConnection: close\r\n\r\n");
    let answer = "";
    socket.on("data", (chunk) => {
      answer += String(chunk);
    });
    await once(socket, "close");
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe("the formats", () => {
  test("the cells of a CSV file are separated as the address asks", async () => {
    const begins = async (query: string) => (await (await get(`/statements.csv${query}`)).text()).slice(0, 12);
    expect(await begins("?separator=semicolon")).toBe("speaker;text");
    expect(await begins("?separator=comma&speaker=brandt")).toBe("speaker,text");
    expect(await begins("")).toBe("speaker,text");
  });

  test("an export as xlsx is a workbook to save, with its media type; HEAD has the headers alone", async () => {
    for (const method of ["GET", "HEAD"]) {
      const answer = await get("/statements.xlsx?speaker=brandt", { method });
      expect([answer.status, ...headersOf(answer, "content-type", "content-disposition")]).toEqual([
        200,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        'attachment; filename="statements.xlsx"',
      ]);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.toString("latin1", 0, 2)).toBe(method === "GET" ? "PK" : "");
    }
  });

  test.each([
    ["csv", "text/csv; charset=utf-8; header=present"],
    ["jsonl", "application/jsonl; charset=utf-8"],
    ["jsonld", "application/ld+json; charset=utf-8"],
    ["atom", "application/atom+xml; charset=utf-8"],
  ])(
    "an export as %s has its media type, is compressed on request and is not stored; HEAD has the headers alone",
    async (extension, type) => {
      const path = `/statements.${extension}`;
      const answer = await get(path, { headers: { "accept-encoding": "br" } });
      expect([answer.status, ...headersOf(answer, "content-type", "content-encoding")]).toEqual([200, type, "br"]);
      const text = await answer.text();
      expect(text).toContain("ждут");
      expect(await (await get(path, { headers: { "accept-encoding": "identity" } })).text()).toBe(text);
      const head = await get(path, { method: "HEAD", headers: { "accept-encoding": "identity" } });
      expect([head.status, await head.text(), ...headersOf(head, "content-type")]).toEqual([200, "", type]);
      expect(headersOf(answer, "cache-control")).toEqual([extension === "atom" ? "no-cache" : "no-store"]);
      expect((await get(path, { method: "POST" })).status).toBe(404);
    },
  );

  test("an export as CSV is saved as a file", async () => {
    expect(headersOf(await get("/statements.csv"), "content-disposition")).toEqual([
      'attachment; filename="statements.csv"',
    ]);
  });

  test("an export as jsonl has what the statements need and no article's body", async () => {
    const text = await (await get("/statements.jsonl?speaker=Harbour+Alliance")).text();
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(
      lines
        .map((line) => Object.entries<{ slug?: string; url?: string }>(line)[0])
        .map((entry) => `${entry?.[0]} ${entry?.[1].slug ?? entry?.[1].url}`),
    ).toEqual([
      "source nord-kurier",
      "topic coast",
      "topic sandholm",
      "topic harbour",
      "topic old-pier",
      "speaker ada-brandt",
      "speaker government-of-sandholm",
      "speaker olaf-gruen",
      "speaker harbour-alliance",
      "proposition harbour-open",
      "article https://news.example.org/harbour-own",
    ]);
    expect(lines.at(-1).article.statements).toHaveLength(1);
    const whole = await (await get("/statements.jsonl")).text();
    expect(whole).toContain('"exact":"“The harbour fed us,” she said');
    expect(whole).not.toMatch(/"body"|"start"|RETRACTED|PROPOSED/);
  });
});

describe("a feed", () => {
  test("a feed is read by feed readers and knows its address", async () => {
    const url = `${server.url}/statements.atom?speaker=Ada+Brandt&topic=Harbour`;
    const feed = parseFeed(await (await fetch(url)).text());
    expect(feed).toMatchObject({ title: "Statements by Ada Brandt on Harbour", self: url });
    expect(feed.items.map(({ title }) => title)).toEqual([
      "Ada Brandt: “The harbour fed us, and it will feed us again.”",
      "Harbour Alliance: The alliance wants the old pier to be opened to visitors.",
    ]);
    expect(feed.items[0]?.url).toMatch(/^https:\/\/news\.example\.org\/harbour#:~:text=/);
  });

  test("a feed is not sent again, by ETag or by date, until something changes", async () => {
    const path = "/statements.atom?speaker=Olaf+Gr%C3%BCn";
    const first = await get(path);
    const [etag, modified] = headersOf(first, "etag", "last-modified") as [string, string];
    const conditions: [Record<string, string>, number][] = [
      [{ "if-none-match": etag }, 304],
      [{ "if-none-match": `"other", ${etag}` }, 304],
      [{ "if-none-match": "*" }, 304],
      [{ "if-modified-since": modified }, 304],
      [{ "if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT" }, 200],
      [{ "if-modified-since": "yesterday" }, 200],
      [{ "if-none-match": '"other"', "if-modified-since": modified }, 200],
    ];
    for (const [headers, status] of conditions) {
      const answer = await get(path, { headers });
      expect([headers, answer.status]).toEqual([headers, status]);
      if (status === 304) expect([await answer.text(), ...headersOf(answer, "etag")]).toEqual(["", etag]);
    }
    const head = await get(path, { method: "HEAD", headers: { "accept-encoding": "identity" } });
    expect(headersOf(head, "etag", "last-modified")).toEqual([etag, modified]);

    await archive.query(Prisma.sql`
WITH made AS (
  INSERT INTO change (origin_id, action) SELECT id, 'record' FROM origin LIMIT 1 RETURNING id, origin_id
)
INSERT INTO revision (origin_id, change_id, table_name, key, before, at)
SELECT made.origin_id, made.id, 'statement', jsonb_build_object('id', statement.id), '{}', now() + interval '1 day'
FROM made, statement
WHERE statement.text LIKE 'Die Fischer%'
LIMIT 1`);
    const changed = await get(path, { headers: { "if-modified-since": modified } });
    expect(changed.status).toBe(200);
    expect(Date.parse(headersOf(changed, "last-modified")[0] as string)).toBeGreaterThan(Date.parse(modified));
  });
});

describe("much", () => {
  beforeAll(async () => {
    const patient = connectTo(archive.url, { statementTimeoutMs: 0 });
    await patient.query(Prisma.sql`
INSERT INTO statement (speaker_status, text, kind, said_at, said_at_precision, said_at_basis, language, origin_id)
SELECT 'UNKNOWN', 'Nets ' || n, 'INDIRECT', '2000-01-01'::timestamptz + n * interval '1 second', 'TIME', 'STATED', 'en', (SELECT min(id) FROM origin)
FROM generate_series(1, 100001) AS n`);
    await patient.query(Prisma.sql`ANALYZE`);
    await patient.close();
  });

  test("an export of more than 100,000 statements is refused before any is sent", async () => {
    for (const extension of ["csv", "jsonl", "jsonld"]) {
      const answer = await get(`/statements.${extension}?to=2001-01-01`);
      expect([answer.status, await answer.json()]).toMatchObject([
        400,
        { errors: [{ extensions: { code: "QUERY_TOO_COMPLEX", limit: { name: "statements", allowed: 100_000 } } }] },
      ]);
    }
    expect((await get("/statements.atom?to=2001-01-01")).status).toBe(200);
  });

  test("an export ends if its reader goes away, and logs no error", async () => {
    const leaving = new AbortController();
    const answer = await get("/statements.jsonld?from=2000-01-01T01:00:00Z&to=2001-01-01", {
      signal: leaving.signal,
      headers: { "accept-encoding": "identity" },
    });
    await answer.body?.getReader().read();
    leaving.abort();
    const broken = 'onrecord_export_duration_seconds_count{format="json-ld",outcome="broken"} 1';
    await eventually(async () => (await metrics()).includes(broken));
    expect(server.log().filter(({ level, msg }) => level === 50 && msg === "request failed")).toEqual([]);
  });

  test("an export that breaks off half-way is visibly incomplete", async () => {
    for (const encoding of ["identity", "br"]) {
      const answer = await get("/statements.jsonld?from=2000-01-01T01:00:00Z&to=2001-01-01", {
        headers: { "accept-encoding": encoding },
      });
      const reader = answer.body?.getReader();
      expect(answer.status).toBe(200);
      await reader?.read();
      await proxy.cut();
      const rest = async () => {
        while (!(await reader?.read())?.done);
      };
      await expect(rest()).rejects.toThrow();
      const refused = await get("/statements.csv");
      expect([refused.status, await refused.json()]).toMatchObject([
        503,
        { errors: [{ extensions: { code: "UNAVAILABLE" } }] },
      ]);
      await proxy.open();
    }
    expect(server.log()).toContainEqual(
      expect.objectContaining({ level: 50, code: "UNAVAILABLE", msg: "request failed" }),
    );
  });

  test("an export that takes too long to find its statements is refused in time", async () => {
    const impatient = await startServer({ database, config: { requestDeadlineMs: 1 } });
    const answer = await fetch(`${impatient.url}/statements.csv?to=2001-01-01`);
    expect([answer.status, await answer.json()]).toMatchObject([
      504,
      { errors: [{ extensions: { code: "TIMEOUT" } }] },
    ]);
    await impatient.close();
  });
});

const metrics = async () => (await get("/metrics")).text();

test("the documentation lists the routes and the limit that hold", async () => {
  const page = await readFile(join(packageRoot(), "docs/http.md"), "utf8");
  const documented = new Set([...page.matchAll(/`\/statements(\.\w+)`/g)].map((match) => match[1]));
  expect([...documented].sort()).toEqual(exportFormats.map(({ extension }) => `.${extension}`).sort());
  const allowed = /^\| statements in one exported file \| ([\d,]+)/m.exec(page)?.[1];
  expect(Number(allowed?.replaceAll(",", ""))).toBe(MOST_EXPORTED);
});

test("metrics count exports by format and outcome, and nothing that a client chose", async () => {
  await csv("text=ChosenByTheClient");
  await get("/statements.csv?speaker=ChosenByTheClient");
  await get("/statements.csv?nothing=1");
  const text = await eventually(async () => {
    const all = await metrics();
    return all.includes('format="csv",outcome="refused"') && all;
  });
  expect(text).toContain('onrecord_export_duration_seconds_count{format="csv",outcome="ok"}');
  expect(text).not.toContain("ChosenByTheClient");
});
