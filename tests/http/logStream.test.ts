import { expect, test } from "@jest/globals";
import { logText } from "../../src/http/logStream.ts";

const time = Date.UTC(2031, 2, 4, 9, 30, 5, 7);
const written = (entry: object) => logText(JSON.stringify({ level: 30, time, pid: 7, hostname: "here", ...entry }));

test("a request is one line, with its operation, client, key and cost", () => {
  const line = written({
    requestId: "a-request",
    method: "POST",
    path: "/graphql",
    status: 200,
    milliseconds: 3.2,
    client: "newsroom web",
    key: "0123456789abcdef",
    codes: [],
    name: "Harbour",
    type: "query",
    cost: 104,
    msg: "request",
  });
  expect(line).toBe(
    "09:30:05.007 INFO  request POST /graphql 200 3.2 ms requestId=a-request client=newsroom web key=0123456789abcdef name=Harbour type=query cost=104\n",
  );
});

test("an error is followed by its stack", () => {
  const line = written({
    level: 50,
    err: { message: "gone", stack: "Error: gone\n    at here" },
    codes: ["TIMEOUT"],
    msg: "failed",
  });
  expect(line).toBe('09:30:05.007 ERROR failed codes=["TIMEOUT"]\nError: gone\n    at here\n');
});

test("no stranger's text moves the cursor of the terminal", () => {
  const line = written({ client: "\u001b[2Jweb\u0007\u202e\u0085\r\n", path: "/", msg: "request" });
  expect(line).toBe("09:30:05.007 INFO  request client=[2Jweb\n");
});
