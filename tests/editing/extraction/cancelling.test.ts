import { afterEach, expect, test } from "@jest/globals";
import { edit } from "../../../src/editing/edit.ts";
import { proposeFromArticle } from "../../../src/editing/extraction/proposeFromArticle.ts";
import { threadOptions } from "../../../src/editing/extraction/proposeInThread.ts";
import { openArchive } from "../../helpers/archive.ts";
import { eventually } from "../../helpers/eventually.ts";
import { useTypeScriptThread } from "../../helpers/extractionThread.ts";
import { source } from "../../helpers/factories.ts";

const database = openArchive({ document: { sources: [source("Sandholm Post")], articles: [] } });
afterEach(useTypeScriptThread);

const EDITOR = { kind: "PERSON", name: "Editor", version: "test" } as const;
const input = {
  article: {
    headline: "Bridge to stay shut",
    publishedAt: new Date("2031-03-07"),
    publishedAtPrecision: "DAY",
    language: "en",
    source: "sandholm-post",
    body: "“The steel is tired,” said Lena Orlov, the mayor of Port Varn.",
    isFictional: true,
  },
};
const extract = (signal: AbortSignal) =>
  edit(database.withSignal(signal), EDITOR, { action: "articleExtract", input }, proposeFromArticle);

/** Makes the next thread one that never answers, and returns a function that tells whether it was started. */
function useEndlessThread(): () => boolean {
  let isStarted = false;
  Object.defineProperty(threadOptions, "execArgv", {
    configurable: true,
    enumerable: true,
    get() {
      isStarted = true;
      return ["--import", "data:text/javascript,for(;;);"];
    },
    set(value: string[]) {
      Object.defineProperty(threadOptions, "execArgv", { value, writable: true });
    },
  });
  return () => isStarted;
}

test("A request that is cancelled while its article is read stops the reading, records nothing and holds up nobody", async () => {
  const isStarted = useEndlessThread();
  const leaving = new AbortController();
  const cancelled = extract(leaving.signal).catch((error: unknown) => error);
  await eventually(isStarted);
  leaving.abort(new Error("The client went away."));
  expect(await cancelled).toBe(leaving.signal.reason);
  expect(await database.prisma.article.count()).toBe(0);
  useTypeScriptThread();
  const { answer, problems } = await extract(new AbortController().signal);
  expect([problems, answer?.proposalIds.length]).toEqual([[], 1]);
});
