import { expect, test } from "@jest/globals";
import { addressOf, asBrowser, editorOf, openDemoSite } from "./demoSite.ts";
import { rows } from "./rows.ts";

const server = openDemoSite();

test.each(rows)(
  "the page $name sets no cookie, and is not sent again while the archive has not changed",
  async (row) => {
    const address = await addressOf(server, row.path);
    const headers = { ...asBrowser, "accept-language": row.language ?? "en" };
    const first = await fetch(address, { headers });
    await first.text();
    expect(first.headers.get("set-cookie")).toBeNull();
    const etag = first.headers.get("etag");
    if (first.status !== 200) {
      expect([first.headers.get("cache-control"), etag]).toEqual(["no-store", null]);
      return;
    }
    const again = await fetch(address, { headers: { ...headers, "if-none-match": etag ?? "" } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  },
);

test("the old address of a merged speaker leads to the speaker who was kept, for good", async () => {
  const ask = await editorOf(server);
  const { speaker } = await ask<{ speaker: { version: string } }>(
    '{ speaker(by: { slug: "maren-okafor-lind" }) { version } }',
  );
  const merged = await ask(
    "mutation ($input: SpeakerMergeInput!) { speakerMerge(input: $input) { userErrors { message } } }",
    { input: { id: "maren-okafor-lind", expectedVersion: speaker.version, into: "tobin-achterberg" } },
  );
  expect(merged).toEqual({ speakerMerge: { userErrors: [] } });
  const { status, headers } = await fetch(`${server.url}/speakers/maren-okafor-lind`, { redirect: "manual" });
  expect([status, headers.get("location")]).toEqual([301, "/speakers/tobin-achterberg"]);
  const list = await fetch(`${server.url}/statements?speaker=maren-okafor-lind`, { headers: asBrowser });
  expect(await list.text()).toContain("Statements by Tobin Achterberg");
});
