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

/** Returns the status and the first error code of an answer; every code must be on the closed list. */
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
  ])("a bad request gets the documented answer: %s", async (_what, send, status, code) => {
    expect(await outcome(await send())).toEqual([status, code]);
    expect(await (await ask({ query: echo })).json()).toHaveProperty("data.echo");
  });

  test("a bad request learns which limit it passed, with the actual and the allowed value", async () => {
    const { errors } = (await (await ask({ query: `{ ${"echo ".repeat(21)} }` })).json()) as { errors: object[] };
    expect(errors).toMatchObject([{ message: "The operation's number of root fields is 21; at most 20 is allowed." }]);
  });

  test("a bad request gets at most five errors of validation", async () => {
    const { errors } = (await (
      await ask({ query: `{ ${Array.from({ length: 20 }, (_, index) => `no${index}`).join(" ")} }` })
    ).json()) as { errors: object[] };
    expect(errors).toHaveLength(5);
  });

  test("a bad Host header gets the documented answer", async () => {
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

describe("HTTP", () => {
  test("a client that asks for application/graphql-response+json gets it", async () => {
    const accept = "application/graphql-response+json";
    expect((await ask({ query: "{ echo }" }, { ...json, accept })).headers.get("content-type")).toContain(accept);
  });
});
