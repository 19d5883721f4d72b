import { describe, expect, test } from "@jest/globals";
import { openServer } from "../http/runningServer.ts";

const server = openServer();

const json = { "content-type": "application/json" };
const ask = (body: unknown, headers: Record<string, string> = json) =>
  fetch(`${server.url}/graphql`, { method: "POST", headers, body: JSON.stringify(body) });

describe("faults of ours", () => {
  test("a fault is masked and found in the log by the id that the client got", async () => {
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
  ])("an answer of nothing but one error has its status: %s is %i", async (how, status, code) => {
    for (const field of ["fail", "failHard"]) {
      // The second time, the operation runs compiled.
      for (let time = 0; time < 3; time++) {
        const answer = await ask({ query: `query ($how: String!) { ${field}(how: $how) }`, variables: { how } });
        expect(answer.status).toBe(status);
        const { data, errors } = (await answer.json()) as { data?: unknown; errors: { extensions: object }[] };
        expect(data).toBeUndefined();
        expect(errors[0]?.extensions).toEqual({ code, requestId: answer.headers.get("x-request-id") });
      }
    }
  });

  test("an answer with part of the data has the status 200", async () => {
    const answer = await ask({ query: '{ echo fail(how: "refused") }' });
    const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
    expect([answer.status, errors[0]?.extensions.code]).toEqual([200, "UNAVAILABLE"]);
  });
});
