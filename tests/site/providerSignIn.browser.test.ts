import { expect, test } from "@jest/globals";
import { loadSchema } from "../../src/graphql/schema.ts";
import { openArchive } from "../helpers/archive.ts";
import { describeInBrowser, launchBrowser } from "../helpers/browser.ts";
import { AUDIENCE, CLIENT, startIdentityProvider } from "../helpers/identityProvider.ts";
import { startServer } from "../http/runningServer.ts";

describeInBrowser("signing in with an identity provider", () => {
  const database = openArchive();

  test("an editor without JavaScript comes from the provider's site back to their page, signed in", async () => {
    const provider = await startIdentityProvider();
    const browser = await launchBrowser();
    try {
      const client = { ...CLIENT, scopes: "openid", name: "Hafen-Konto" };
      const oidc = { issuer: provider.issuer, audience: AUDIENCE, rolesClaim: "roles", client };
      const server = await startServer({ database, schema: loadSchema(), config: { oidc } });
      provider.behave({ asks: true });
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(`${server.url}/edit`);
      await page.click("text=Sign in with Hafen-Konto");
      await page.waitForURL(`${provider.issuer}/**`);
      await page.click("text=Continue");
      await page.waitForURL(`${server.url}/edit`);
      expect(await page.textContent("body")).toContain("Signed in as Ada Brandt");
      await page.click("text=Sign out");
      await page.waitForURL(`${server.url}/`);
      expect(await page.textContent("body")).not.toContain("Signed in as");
    } finally {
      await browser.close();
      provider.close();
    }
  });
});
