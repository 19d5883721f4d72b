import { beforeAll, describe, expect, test } from "@jest/globals";
import { asBrowser, editDemo, openDemoSite } from "./demoSite.ts";

// The pages that a reader asks something: whether words are on record, how speakers compare, what has changed.

const server = openDemoSite();

beforeAll(() => editDemo(server));

/** Asks for a page as a browser does. Returns its status and its text without tags, each run of spaces as one. */
async function read(path: string, parameters: readonly (readonly [string, string])[] = []) {
  const query = new URLSearchParams(parameters.map(([name, value]) => [name, value]));
  const answer = await fetch(`${server.url}${path}?${query}`, { headers: asBrowser });
  const html = await answer.text();
  const words = html.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
  return { status: answer.status, html, words };
}

const PRINTED = "The fact is that there are no representatives of the armed opposition here around this table";

describe("verifying a quotation", () => {
  test.each([
    [PRINTED, "Putin", "letter for letter. The record has them as said by Vladimir Putin."],
    [PRINTED, "", "letter for letter."],
    [PRINTED.toUpperCase(), "Путин", "only punctuation, capitals, accents or spaces differ."],
    [PRINTED.replace(" here", ""), "Putin", "but not exactly these. The record has them as said by Vladimir Putin."],
    [PRINTED, "Erdogan", "But the record has them as said by Vladimir Putin, not by Recep Tayyip Erdogan."],
    [PRINTED, "Putyn", "The archive knows nobody and nothing called “Putyn”. Did you mean Vladimir Putin?"],
    ["Xylophones are for everybody", "Putin", "These words are not on record. "],
  ])("%j by %j: %s", async (text, speaker, verdict) => {
    const { status, words } = await read("/verify", [
      ["text", text],
      ["speaker", speaker],
    ]);
    expect(status).toBe(200);
    expect(words).toContain(verdict);
  });

  test("the words that differ are marked, and the words around it keep their spaces", async () => {
    const { html, words } = await read("/verify", [["text", PRINTED.replace("here around this", "at his very")]]);
    expect(html).toMatch(/<del>at his very<\/del> <ins>here around this<\/ins>/);
    expect(words).toContain("armed opposition at his very here around this table");
  });

  test("a page without words shows the form and no verdict", async () => {
    for (const text of ["", " \n"]) {
      const { status, words } = await read("/verify", [["text", text]]);
      expect(status).toBe(200);
      expect(words).not.toContain("Verdict");
    }
  });

  test("too many words are refused with what to do", async () => {
    const { status, words } = await read("/verify", [["text", "word ".repeat(301)]]);
    expect(status).toBe(400);
    expect(words).toContain("300 words");
  });
});

describe("the form of a quotation, sent by POST", () => {
  /** Sends the form as a browser does that runs no script. */
  const post = (fields: Record<string, string>, headers: Record<string, string> = { origin: server.url }) =>
    fetch(`${server.url}/verify`, {
      method: "POST",
      redirect: "manual",
      headers: { ...asBrowser, ...headers },
      body: new URLSearchParams(fields),
    });

  test("words of an ordinary length lead to their address, which can be sent and kept", async () => {
    const answer = await post({ text: PRINTED, speaker: "Putin" });
    expect(answer.status).toBe(303);
    const address = answer.headers.get("location") ?? "";
    expect(address).toBe(`/verify?${new URLSearchParams({ text: PRINTED, speaker: "Putin" })}`);
    expect(await (await fetch(`${server.url}${address}`, { headers: asBrowser })).text()).toContain(
      "letter for letter",
    );
  });

  // 18,000 bytes of an address: more than many proxies let through.
  test.each([
    ["in a Chinese sentence", "港口养活了我们".repeat(280).slice(0, 1_960)],
    ["in Russian", `${"гавань ".repeat(280)}`.trim()],
  ])("2,000 characters %s get a verdict, and the page links to no address of their length", async (_what, text) => {
    const answer = await post({ text, speaker: "Putyn" });
    const html = await answer.text();
    const says = html.replace(/<[^>]*>/g, " ");
    expect([answer.status, /are not on record|300 words/.test(says)]).toEqual([answer.status, true]);
    expect([200, 400]).toContain(answer.status);
    const lengths = [...html.matchAll(/href="([^"]*)"/gu)].map(([, address = ""]) => address.length);
    expect(Math.max(...lengths)).toBeLessThan(4_100);
    const { words } = await read("/verify", [["text", text]]);
    expect(words).toMatch(/are not on record|300 words/);
  });

  test("a form from a page of another site is refused", async () => {
    expect((await post({ text: PRINTED }, { origin: "https://elsewhere.example" })).status).toBe(403);
  });
});

describe("comparing speakers", () => {
  test("the first four of five speakers are shown, each once, and the page says so", async () => {
    const names = ["Putin", "Erdogan", "Putin", "Rouhani", "Assad", "Merkel"];
    const { status, words } = await read(
      "/compare",
      names.map((name) => ["speaker", name]),
    );
    expect(status).toBe(200);
    expect(words).toContain("At most four speakers");
    expect(words).toContain("Vladimir Putin, Recep Tayyip Erdogan, Hassan Rouhani and");
  });

  test("the other conditions of a list hold for every column, and stay in the form", async () => {
    const { html, words } = await read("/compare", [
      ["speaker", "Putin"],
      ["speaker", "Erdogan"],
      ["kind", "DIRECT"],
    ]);
    expect(words).toMatch(/Vladimir Putin: \d+ statements/);
    expect(html).not.toContain('class="words words-indirect"');
    expect(html).toContain('<input type="hidden" name="kind" value="DIRECT"');
  });

  test("a list of several speakers leads to their comparison", async () => {
    const { html } = await read("/statements", [
      ["speaker", "Putin"],
      ["speaker", "Erdogan"],
      ["topic", "Idlib"],
    ]);
    expect(html).toContain('href="/compare?speaker=Putin&amp;speaker=Erdogan&amp;topic=Idlib"');
  });
});

describe("changes", () => {
  test("each change says who made it, what it changed, why, and whether it was undone", async () => {
    const { html, words } = await read("/changes", [["by", "Editor"]]);
    expect(words).toContain("3 changes");
    expect(words).toContain("undone since");
    expect(html).toContain('<a href="/speakers/ilse-varga-moor" dir="auto">Ilse Varga-Moor</a>');
    expect(html).toContain("<ins>A minister, and something that is not known</ins>");
  });

  test("the list can be narrowed to what was done", async () => {
    const { words } = await read("/changes", [["action", "undo"]]);
    expect(words).toContain("1 change");
    expect(words).toContain("The profile was about somebody else");
  });

  test.each(["from=whenever", "after=nonsense"])("the page refuses: %s", async (query) => {
    const answer = await fetch(`${server.url}/changes?${query}`, { headers: asBrowser });
    expect(answer.status).toBe(400);
  });
});

test.each(["/verify", "/compare", "/changes"])("hostile text in the address of %s is shown as text", async (path) => {
  const attack = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
  const names = path === "/changes" ? ["by", "action"] : ["text", "speaker", "topic"];
  const { html } = await read(
    path,
    names.map((name) => [name, attack]),
  );
  expect(html).not.toContain("<script>alert");
  expect(html).not.toContain("<img");
});

test.each([
  ["/verify?text=the+armed+opposition+here&speaker=Putin"],
  ["/compare?speaker=Putin&speaker=Erdogan&speaker=Rouhani&speaker=Assad&topic=Idlib"],
  ["/changes"],
  ["/about"],
])("the query of %s takes at most 2,000 points", async (path) => {
  const requestId = `points of ${path}`.replace(/[^a-z]+/gi, "-");
  await fetch(`${server.url}${path}`, { headers: { ...asBrowser, "x-request-id": requestId } });
  const { cost } = await server.untilLogged((line) => line.requestId === requestId);
  expect(Number(cost)).toBeGreaterThan(0);
  expect(Number(cost)).toBeLessThanOrEqual(2_000);
});
