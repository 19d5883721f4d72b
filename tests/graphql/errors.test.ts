import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { GraphQLError } from "graphql";
import { InputError } from "../../src/archive/lists/inputError.ts";
import { LostPlaceError } from "../../src/feed/timelines.ts";
import { badUserInput, errorCodeOf, errorCodes, maskError, tooComplex } from "../../src/graphql/errors.ts";

const withCode = (code: string, message = "x") => Object.assign(new Error(message), { code });
/** Returns an error as execution passes it on: with the path of the field. */
const located = (originalError: Error) => new GraphQLError(originalError.message, { path: ["a"], originalError });

describe("the code of an error", () => {
  test.each<[string, unknown]>([
    ["a fault of ours", located(new TypeError("x is not a function"))],
    ["a constraint of the database", located(withCode("23505"))],
    ["a code that is not on the list", located(new GraphQLError("x", { extensions: { code: "MADE_UP" } }))],
    ["something that is no error", "x"],
    ["a circle of causes", located(circle())],
  ])("an unknown error gets INTERNAL_SERVER_ERROR: %s", (_what, error) =>
    expect(errorCodeOf(error)).toBe("INTERNAL_SERVER_ERROR"),
  );

  test("a cursor of a history that was lost gets CURSOR_LOST", () =>
    expect(errorCodeOf(located(new LostPlaceError()))).toBe("CURSOR_LOST"));

  test("a refusal by the archive or a resolver gets BAD_USER_INPUT", () => {
    expect(errorCodeOf(located(new InputError("first", "x")))).toBe("BAD_USER_INPUT");
    expect(errorCodeOf(located(badUserInput("first", "x")))).toBe("BAD_USER_INPUT");
  });
});

describe("an error of PgBouncer, which has one code for all", () => {
  const byPrisma = (message: string) =>
    Object.assign(new Error("Invalid invocation"), {
      cause: { originalCode: "08P01", originalMessage: message, kind: "postgres" },
    });

  test.each([
    "server conn crashed?",
    "server login has been failing, try again later (server_login_retry)",
    "server login has been failing, cached error: connect failed (server_login_retry)",
    "query_wait_timeout",
    "client_login_timeout (server down)",
    "server DNS lookup failed",
    "no more connections allowed (max_client_conn)",
  ])("one that will pass is UNAVAILABLE: %s", (message) => {
    expect(errorCodeOf(located(withCode("08P01", message)))).toBe("UNAVAILABLE");
    expect(errorCodeOf(located(byPrisma(message)))).toBe("UNAVAILABLE");
  });

  test.each(["unsupported startup parameter: options", "no such database: onrecord", "no such user"])(
    "one that will not pass is a fault: %s",
    (message) => {
      expect(errorCodeOf(located(withCode("08P01", message)))).toBe("INTERNAL_SERVER_ERROR");
      expect(errorCodeOf(located(byPrisma(message)))).toBe("INTERNAL_SERVER_ERROR");
    },
  );
});

test("the documentation lists exactly the codes that exist", () => {
  const page = readFileSync(new URL("../../docs/http.md", import.meta.url), "utf8");
  expect([...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code)).toEqual([...errorCodes]);
});

describe("what a client sees", () => {
  test("a client sees a fault masked, with the request's id", () => {
    const error = located(new Error("password=hunter2"));
    expect(
      maskError(error, { message: error.message, path: ["a"], extensions: { stacktrace: ["secret"] } }, "request-1"),
    ).toEqual({
      message: "Something went wrong on our side. The log holds the cause under this request id.",
      path: ["a"],
      extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "request-1" },
    });
  });

  test("a client sees its own mistake in full", () => {
    const error = located(new InputError("filter.said", "The range ends before it starts."));
    expect(maskError(error, { message: error.message, path: ["a"] }, "request-1")).toEqual({
      message: "The range ends before it starts.",
      path: ["a"],
      extensions: { code: "BAD_USER_INPUT", argument: "filter.said" },
    });
  });

  test("a client sees which limit it passed", () => {
    expect(tooComplex("depth", 13, 12)).toMatchObject({
      message: "The operation's depth is 13; at most 12 is allowed.",
      extensions: { code: "QUERY_TOO_COMPLEX", limit: { name: "depth", actual: 13, allowed: 12 } },
    });
  });
});

function circle(): Error {
  const error = new Error("round");
  error.cause = error;
  return error;
}
