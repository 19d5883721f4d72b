import { expect, test } from "@jest/globals";
import { GraphQLError } from "graphql";
import { errorCodeOf } from "../../src/graphql/errors.ts";

const withCode = (code: string, message = "x") => Object.assign(new Error(message), { code });
/** Returns an error as execution passes it on: with the path of the field. */
const located = (originalError: Error) => new GraphQLError(originalError.message, { path: ["a"], originalError });

test.each<[string, Error]>([
  ["a socket that nobody listens on", withCode("ECONNREFUSED")],
  ["both addresses of a host", Object.assign(new AggregateError([withCode("ECONNREFUSED")]), { code: "ECONNREFUSED" })],
  ["a server that shuts down", withCode("57P01")],
  ["a server that starts", withCode("57P03")],
  ["a connection exception", withCode("08006")],
  ["a connection that broke", new Error("Connection terminated unexpectedly")],
  ["a pool without a free connection", new Error("timeout exceeded when trying to connect")],
  ["a server that has fallen silent", new Error("Query read timeout")],
  ["Prisma, which cannot reach it", withCode("P1001")],
  ["Prisma, which cannot begin a transaction", withCode("P2028")],
  [
    "Prisma, around its adapter's error",
    Object.assign(new Error("x"), {
      code: "P2010",
      meta: { driverAdapterError: { cause: { kind: "DatabaseNotReachable" } } },
    }),
  ],
  ["an error around another", new Error("x", { cause: withCode("57P02") })],
])("an outage gets the code UNAVAILABLE: %s", (_what, error) =>
  expect(errorCodeOf(located(error))).toBe("UNAVAILABLE"),
);

test.each<[string, Error]>([
  ["the statement timeout", withCode("57014")],
  [
    "the adapter's statement timeout",
    Object.assign(new Error("x"), { cause: { originalCode: "57014", kind: "postgres" } }),
  ],
  ["the request's deadline", new DOMException("x", "TimeoutError")],
])("a cancelled statement gets the code TIMEOUT: %s", (_what, error) =>
  expect(errorCodeOf(located(error))).toBe("TIMEOUT"),
);
