import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, test } from "@jest/globals";
import { errorCodes } from "../../src/graphql/errors.ts";
import { openServer } from "./runningServer.ts";

const server = openServer();

const json = { "content-type": "application/json" };
const ask = (body: unknown, headers: Record<string, string> = json) =>
  fetch(`${server.url}/graphql`, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const get = (query: string, headers: Record<string, string> = json) =>
  fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers });

/** Status and first error code of an answer; every code must be on the closed list. */
async function outcome(answer: Response): Promise<[number, string | undefined]> {
  const { errors } = (await answer.json()) as { errors?: { extensions: { code: string } }[] };
  for (const error of errors ?? []) expect(errorCodes).toContain(error.extensions.code);
  return [answer.status, errors?.[0]?.extensions.code];
}

describe("bad requests get the documented answer", () => {
  const echo = "{ echo }";
  test.each<[string, () => Promise<Response>, number, string]>([
    ["an empty body", () => ask(""), 400, "BAD_REQUEST"],
    ["an empty object", () => ask({}), 400, "BAD_REQUEST"],
    ["a body of a megabyte", () => ask({ query: echo, pad: "x".repeat(1_000_000) }), 413, "BAD_REQUEST"],
    [
      "a megabyte that is no JSON either",
      () => ask("x".repeat(1_000_000), { "content-type": "text/csv" }),
      413,
      "BAD_REQUEST",
    ],
    ["a body that is no JSON", () => ask("{ query }"), 400, "BAD_REQUEST"],
    [
      "bytes",
      () =>
        fetch(`${server.url}/graphql`, { method: "POST", headers: json, body: new Uint8Array([0, 255, 254, 1, 0]) }),
      400,
      "BAD_REQUEST",
    ],
    ["NUL bytes", () => ask("\0\0\0\0"), 400, "BAD_REQUEST"],
    ["JSON nested ten thousand deep", () => ask("[".repeat(10_000) + "]".repeat(10_000)), 400, "BAD_REQUEST"],
    ["a list: batches", () => ask([{ query: echo }, { query: echo }]), 400, "BAD_REQUEST"],
    ["a query that is no text", () => ask({ query: 7 }), 400, "BAD_REQUEST"],
    ["variables that are no object", () => ask({ query: echo, variables: "[]" }), 400, "BAD_REQUEST"],
    ["text/plain", () => ask({ query: echo }, { "content-type": "text/plain" }), 400, "BAD_REQUEST"],
    [
      "a form",
      () => ask("query=%7Becho%7D", { "content-type": "application/x-www-form-urlencoded" }),
      400,
      "BAD_REQUEST",
    ],
    ["a content type that is none", () => ask({ query: echo }, { "content-type": "nonsense" }), 415, "BAD_REQUEST"],
    ["GET without a header that only programs send", () => get(echo, {}), 400, "BAD_REQUEST"],
    ["GET of a mutation", () => get('mutation { shelve(name: "x") { id } }'), 405, "BAD_REQUEST"],
    ["PUT", () => fetch(`${server.url}/graphql`, { method: "PUT", headers: json, body: "{}" }), 405, "BAD_REQUEST"],
    ["an address that is badly encoded", () => fetch(`${server.url}/%E0%A4%A`), 400, "BAD_REQUEST"],
    ["an Accept that nothing fits", () => ask({ query: echo }, { ...json, accept: "image/png" }), 406, "BAD_REQUEST"],
    ["a document that does not parse", () => ask({ query: "{" }), 400, "GRAPHQL_PARSE_FAILED"],
    ["a NUL in a document", () => ask({ query: "{ echo\0 }" }), 400, "GRAPHQL_PARSE_FAILED"],
    ["a field that is not there", () => ask({ query: "{ nothing }" }), 400, "GRAPHQL_VALIDATION_FAILED"],
    [
      "no telling which operation",
      () => ask({ query: "query A { echo } query B { echo }" }),
      400,
      "OPERATION_RESOLUTION_FAILURE",
    ],
    [
      "an operation that is not there",
      () => ask({ query: echo, operationName: "Other" }),
      400,
      "OPERATION_RESOLUTION_FAILURE",
    ],
    [
      "a variable of the wrong type",
      () => ask({ query: "query ($n: Int) { books(first: $n) { totalCount } }", variables: { n: "x" } }),
      400,
      "BAD_USER_INPUT",
    ],
    [
      "an argument that the archive refuses",
      () => ask({ query: "{ books(first: -1) { totalCount } }" }),
      400,
      "BAD_USER_INPUT",
    ],
    [
      "a persisted query that is unknown",
      () => ask({ extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } }),
      200,
      "PERSISTED_QUERY_NOT_FOUND",
    ],
    [
      "a persisted query of a wrong hash",
      () => ask({ query: echo, extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } }),
      400,
      "BAD_REQUEST",
    ],
    [
      "a persisted query of another version",
      () => ask({ query: echo, extensions: { persistedQuery: { version: 9, sha256Hash: "0" } } }),
      400,
      "BAD_REQUEST",
    ],
    [
      "a thousand aliases",
      () => ask({ query: `{ ${Array.from({ length: 1_000 }, (_, index) => `a${index}: echo`).join(" ")} }` }),
      400,
      "QUERY_TOO_COMPLEX",
    ],
    [
      "thirty levels",
      () => ask({ query: `{ ${"books { nodes { shelf { ".repeat(10)} id ${"} } }".repeat(10)} }` }),
      400,
      "QUERY_TOO_COMPLEX",
    ],
    [
      "more than may be brought",
      () =>
        ask({
          query:
            "{ books(first: 100) { nodes { shelf { books(first: 100) { nodes { shelf { books(first: 100) { nodes { id } } } } } } } } }",
        }),
      400,
      "QUERY_TOO_COMPLEX",
    ],
    ["a hundred thousand brackets", () => ask({ query: "{a".repeat(30_000) }), 400, "QUERY_TOO_COMPLEX"],
    [
      "an introspection that goes round",
      () => ask({ query: "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }" }),
      400,
      "GRAPHQL_VALIDATION_FAILED",
    ],
  ])("%s", async (_what, send, status, code) => {
    expect(await outcome(await send())).toEqual([status, code]);
    expect(await (await ask({ query: echo })).json()).toHaveProperty("data.echo");
  });

  test("a limit is named, with what it was and what is allowed", async () => {
    const { errors } = (await (await ask({ query: `{ ${"echo ".repeat(21)} }` })).json()) as { errors: object[] };
    expect(errors).toMatchObject([{ message: "The operation's number of root fields is 21; at most 20 is allowed." }]);
  });

  test("at most five errors of validation", async () => {
    const { errors } = (await (
      await ask({ query: `{ ${Array.from({ length: 20 }, (_, index) => `no${index}`).join(" ")} }` })
    ).json()) as { errors: object[] };
    expect(errors).toHaveLength(5);
  });

  test("a Host header that makes no address", async () => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.write(
      "GET /graphql?query=%7Becho%7D HTTP/1.1\r\nHost: a b:[c\r\ncontent-type: application/json\r\nConnection: close\r\n\r\n",
    );
    let answer = "";
    socket.on("data", (chunk) => {
      answer += String(chunk);
    });
    await once(socket, "close");
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe("faults of ours", () => {
  test("are masked, and found in the log by the id that the client got", async () => {
    const answer = await ask({ query: '{ fail(how: "a test") }' }, { ...json, "x-request-id": "client-id-0001" });
    expect(await answer.json()).toEqual({
      errors: [
        {
          message: "Something went wrong on our side. The log holds the cause under this request id.",
          locations: [{ line: 1, column: 3 }],
          path: ["fail"],
          extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "client-id-0001" },
        },
      ],
      data: { fail: null },
    });
    expect(answer.headers.get("x-request-id")).toBe("client-id-0001");
    expect(server.log()).toContainEqual(
      expect.objectContaining({
        requestId: "client-id-0001",
        code: "INTERNAL_SERVER_ERROR",
        err: expect.objectContaining({ message: "password=hunter2 in a test" }),
      }),
    );
  });

  test.each([
    ["refused", 503, "UNAVAILABLE"],
    ["slow", 504, "TIMEOUT"],
  ])("%s: %i when there is nothing else to tell", async (how, status, code) => {
    for (const field of ["fail", "failHard"]) {
      // The second time it is compiled.
      for (let time = 0; time < 3; time++) {
        const answer = await ask({ query: `query ($how: String!) { ${field}(how: $how) }`, variables: { how } });
        expect(answer.status).toBe(status);
        const { data, errors } = (await answer.json()) as { data?: unknown; errors: { extensions: object }[] };
        expect(data).toBeUndefined();
        expect(errors[0]?.extensions).toEqual({ code, requestId: answer.headers.get("x-request-id") });
      }
    }
  });

  test("part of an answer is an answer", async () => {
    const answer = await ask({ query: '{ echo fail(how: "refused") }' });
    expect(await outcome(answer)).toEqual([200, "UNAVAILABLE"]);
  });
});

describe("HTTP", () => {
  test("GET answers with an ETag and honours it; nothing else is stored", async () => {
    const first = await get("{ echo }");
    const etag = first.headers.get("etag") ?? "";
    expect([first.status, first.headers.get("cache-control")]).toEqual([200, "no-cache"]);
    const again = await get("{ echo }", { ...json, "if-none-match": etag });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    expect((await ask({ query: "{ echo }" })).headers.get("cache-control")).toBe("no-store");
    expect((await get("{ nothing }")).headers.get("cache-control")).toBe("no-store");
  });

  test("application/graphql-response+json for those who ask for it", async () => {
    const accept = "application/graphql-response+json";
    expect((await ask({ query: "{ echo }" }, { ...json, accept })).headers.get("content-type")).toContain(accept);
  });

  test("large answers are compressed, small ones are not", async () => {
    const large = await ask(
      { query: "{ books(first: 100) { nodes { id title kind printedAt } } }" },
      { ...json, "accept-encoding": "br" },
    );
    expect(large.headers.get("content-encoding")).toBe("br");
    expect(Object.keys(((await large.json()) as { data: { books: object } }).data.books)).toEqual(["nodes"]);
    expect(
      (await ask({ query: "{ echo }" }, { ...json, "accept-encoding": "br" })).headers.get("content-encoding"),
    ).toBeNull();
  });

  test("a request id that is none is replaced", async () => {
    const answer = await ask({ query: "{ echo }" }, { ...json, "x-request-id": "a b; rm" });
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("one log line a request: its operation, never its variables", async () => {
    const answer = await ask({
      query: "query Named($t: String) { echo(text: $t) }",
      variables: { t: "a secret search" },
    });
    const requestId = answer.headers.get("x-request-id");
    await server.untilLogged((line) => line.requestId === requestId);
    expect(server.log().filter((line) => line.requestId === requestId)).toMatchObject([
      {
        method: "POST",
        path: "/graphql",
        status: 200,
        name: "Named",
        type: "query",
        codes: [],
        milliseconds: expect.any(Number),
      },
    ]);
    expect(JSON.stringify(server.log())).not.toContain("a secret search");
  });

  test("there is nothing elsewhere", async () => {
    expect(await outcome(await fetch(`${server.url}/wp-admin`))).toEqual([404, "BAD_REQUEST"]);
  });
});
