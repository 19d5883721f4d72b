import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { documentTexts } from "../../web/server.tsx";
import { describeInBrowser, launchBrowser } from "../helpers/browser.ts";
import { openServer } from "./runningServer.ts";

const sandboxScript = "https://embeddable-sandbox.cdn.apollographql.com/**";

/** Replaces Apollo's script, so that the test needs no network: shows the options it was given. */
const standIn = `window.EmbeddedSandbox = class {
  constructor(options) { document.querySelector(options.target).textContent = JSON.stringify(options); }
};`;

describeInBrowser("the explorer in Chromium", () => {
  const server = openServer();
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function open(answerCdn: "script" | "refuse" | "never", asked = ""): Promise<void> {
    problems.length = 0;
    page = await browser.newPage();
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(String(error)));
    await page.route(sandboxScript, async (route) => {
      if (answerCdn === "script") await route.fulfill({ contentType: "text/javascript", body: standIn });
      if (answerCdn === "refuse") await route.abort("connectionrefused");
    });
    await page.goto(`${server.url}/graphql${asked}`);
  }

  test("the explorer opens Apollo Sandbox on the example if its CDN can be reached", async () => {
    await open("script");
    await page.getByText('"initialEndpoint"').waitFor();
    const options = JSON.parse((await page.locator("#sandbox").textContent()) ?? "");
    expect(options).toMatchObject({ initialEndpoint: `${server.url}/graphql` });
    expect(options.initialState.document).toContain('statements(filter: { speaker: ["Putin"], topic: ["Idlib"] })');
    expect(page.url()).toBe(`${server.url}/graphql`);
    expect(problems).toEqual([]);
    await page.close();
  });

  test.each(["refuse", "never"] as const)(
    "the explorer opens a working GraphiQL on the example if the CDN cannot be reached (%s)",
    async (how) => {
      await open(how);
      await page.waitForURL(`${server.url}/graphql?explorer=graphiql`);
      await page.locator(".graphiql-query-editor").getByText("statements").first().waitFor();
      expect(problems.filter((problem) => !problem.includes("ERR_CONNECTION_REFUSED"))).toEqual([]);

      await page.goto(`${server.url}/graphql?explorer=graphiql&query=${encodeURIComponent("{ echo }")}`);
      await page.locator(".graphiql-query-editor").getByText("echo").first().waitFor();
      await page.locator("button.graphiql-execute-button").click();
      await page.locator(".result-window").getByText("number:7").first().waitFor();
      await page.close();
    },
  );

  const [[documentId] = [""]] = [...documentTexts].filter(([, text]) => text.startsWith("query Topic("));
  const pageAsQuery = `?${new URLSearchParams({ documentId, variables: '{"slug":"idlib"}' })}`;

  test("a page's query opens in Apollo Sandbox with its variables", async () => {
    await open("script", pageAsQuery);
    await page.getByText('"initialEndpoint"').waitFor();
    const { initialState } = JSON.parse((await page.locator("#sandbox").textContent()) ?? "");
    expect(initialState).toMatchObject({ document: documentTexts.get(documentId), variables: { slug: "idlib" } });
    await page.close();
  });

  test("a page's query opens in GraphiQL with its variables, and whatever was written there before", async () => {
    await open("refuse");
    await page.waitForURL(`${server.url}/graphql?explorer=graphiql`);
    await page.locator(".graphiql-query-editor").getByText("statements").first().waitFor();
    await page.goto(`${server.url}/graphql${pageAsQuery}`);
    await page.waitForURL(/explorer=graphiql/);
    await page.locator(".graphiql-query-editor").getByText("Topic").first().waitFor();
    await page.locator(".graphiql-editor-tool").getByText('"idlib"').first().waitFor();
    expect(problems.filter((problem) => !problem.includes("ERR_CONNECTION_REFUSED"))).toEqual([]);
    await page.close();
  });
});
