import { expect, test } from "@jest/globals";
import { runInChild, sourceUrl } from "../helpers/child.ts";

test("A server that extracts nothing does not load the parser of English", async () => {
  const child = runInChild(
    `await import(${JSON.stringify(sourceUrl("server.ts"))});
    const { createRequire } = await import("node:module");
    const loaded = Object.keys(createRequire(${JSON.stringify(sourceUrl("server.ts"))}).cache);
    console.log(loaded.length > 0, loaded.filter((path) => path.includes("wink")).length);
    process.exit();`,
  );
  await child.ended;
  expect(child.output().trim()).toBe("true 0");
});
