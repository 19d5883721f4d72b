import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey, revokeKey } from "../../src/keys/keys.ts";
import { languages } from "../../web/language/languages.ts";
import { openArchive } from "../helpers/archive.ts";
import { useTypeScriptThread } from "../helpers/extractionThread.ts";
import { article, paraphrase, proposition, source, speaker, topic } from "../helpers/factories.ts";
import { openServer } from "../http/runningServer.ts";
import { type Clerk, clerk, type Seen } from "./clerk.ts";

useTypeScriptThread();

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "../fixtures", name), "utf8");

const document: ArchiveDocument = {
  sources: [source("Port Varn Echo"), source("Sandholm Post")],
  speakers: [
    speaker("Lena Orlov", { slug: "lena-orlov" }),
    speaker("L. Orlov", { slug: "l-orlov", names: ["Lena Orlov-Brandt"] }),
    speaker("Tomas Velk"),
    speaker("Tomas Velk", { slug: "tomas-velk-senior" }),
  ],
  topics: [topic("Port Varn", { kind: "PLACE" }), topic("Bridges", { names: ["bridge"] })],
  propositions: [
    proposition("The bridge stays shut", { slug: "bridge-shut", topics: ["bridges"] }),
    proposition("The bridge is to stay shut", { slug: "bridge-to-stay-shut", topics: ["bridges"] }),
  ],
  articles: [
    article("old", [
      { ...paraphrase("the bridge needs paint", { speaker: "l-orlov", topics: [] }), status: "PROPOSED" },
      { ...paraphrase("the bridge is old", { speaker: "lena-orlov", topics: [] }), status: "PROPOSED" },
    ]),
    article("ferry", [paraphrase("the ferry waits", { speaker: "lena-orlov", topics: [] })]),
  ],
};

const database = openArchive({ document });
const server = openServer({ database, schema: loadSchema() });
let ada: Clerk;
let ben: Clerk;
let bensKey: string;
beforeAll(async () => {
  const keyOf = async (name: string) =>
    (await createKey(database, undefined, { name, role: "EDITOR", expiresAt: null })).token;
  ada = clerk(server, await keyOf("Ada"));
  bensKey = await keyOf("Ben");
  ben = clerk(server, bensKey);
});

const paste = async (who: Clerk, fields: Record<string, string> = {}): Promise<Seen> =>
  who.send(await who.open("/review/article"), "/review/article", {
    ...{ headline: "Harbour bridge to stay shut, mayor says", body: fixture("extraction/bridge.txt") },
    ...{ source: "Port Varn Echo", date: "2031-03-04", language: "en", isFictional: "yes" },
    ...fields,
  });

describe("the review desk without JavaScript", () => {
  test("an empty queue says so", async () => {
    expect((await ada.open("/review")).text).toContain("No proposal waits for review.");
  });

  test("a pasted article is refused with what was typed if its publisher is unknown, and added with it on request", async () => {
    const refused = await paste(ada, { source: "Nobody's Gazette" });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("nobody and nothing called “Nobody's Gazette”");
    expect(refused.html).toContain("The steel is tired.");
    const added = await paste(ada, { source: "The Varn Gazette", addSource: "yes", url: "https://gazette.example/1" });
    expect(added.text).toContain("4 proposals wait");
    expect(added.text).toContain("The Varn Gazette");
    for (let left = 4; left > 0; left -= 1) {
      await ada.send(await ada.open("/review"), "/review/reject", { reason: "Pasted by mistake" });
    }
  });

  test("a pasted article without statements says so", async () => {
    const seen = await paste(ada, { body: "The harbour is blue. The sea is deep.", url: "https://echo.example/blue" });
    expect([seen.status, seen.text]).toEqual([200, expect.stringContaining("No statement was found in this article")]);
  });

  test("the statements of a pasted article are shown in their surroundings, and decided on one after another", async () => {
    const first = await paste(ada);
    expect(first.text).toContain("4 proposals wait");
    expect(first.text).toContain("said on Tuesday that the harbour bridge would stay shut until May.");
    expect(first.text).toContain("Lena Orlov, printed as “The mayor of Port Varn, Lena Orlov”");
    expect(first.text).toMatch(/Proposed by onrecord-en@\d+\d{2}% sure/);

    const second = await ada.send(first, "/review/accept");
    expect(second.text).toContain("Accepted and published: that the harbour bridge would stay shut until May");
    expect(second.text).toContain("3 proposals wait");
    expect(second.html).toContain('<mark id="proposed-words" tabindex="-1">We will not gamble');

    const third = await ada.send(second, "/review/reject", { reason: "The archive has this already." });
    expect(third.text).toContain("Rejected: We will not gamble with people’s lives");
    expect(third.text).toContain("Several speakers of the archive bear this name.");

    const undone = await ada.send(third, "/review/undo");
    expect(undone.text).toContain("This decision has been undone.");
    expect(undone.text).toContain("3 proposals wait");
    expect(undone.html).not.toContain('action="/review/undo');
  });

  test("a correction changes extent, speaker, kind and topics, and what cannot be read is named beside what was entered", async () => {
    const shown = await ada.open("/review?speaker=Tomas+Velk");
    const wrong = await ada.send(shown, "/review/correct", {
      ...{ words: "words that are not there", moreTopics: "Ferries", speaker: "other", otherSpeaker: "Nobody Atall" },
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("These words do not stand in the article beside the passage");
    expect(wrong.text).toContain("nobody and nothing called “Ferries”");
    expect(wrong.text).toContain("nobody and nothing called “Nobody Atall”");
    expect(wrong.html).toContain("words that are not there");
    const done = await ada.send(wrong, "/review/correct", {
      ...{ words: "“a\nfarce”", kind: "DIRECT", moreTopics: "Bridges; port-varn" },
      ...{ speaker: "slug:tomas-velk-senior", otherSpeaker: "" },
    });
    expect(done.text).toContain("Corrected and published: a farce");
    const { nodes } = await published("a farce");
    expect(nodes).toEqual([
      {
        ...{ text: "a farce", kind: "DIRECT", speaker: { slug: "tomas-velk-senior" } },
        topics: [{ slug: "bridges" }, { slug: "port-varn" }],
      },
    ]);
  });

  test("the second of two editors who decide on the same proposal is told who was first", async () => {
    const shown = await ada.open("/review");
    const same = await ben.open("/review");
    await ada.send(shown, "/review/accept");
    const told = await ben.send(same, "/review/reject", { reason: "Not a statement" });
    expect(told.status).toBe(200);
    expect(told.text).toContain("Ada has decided this meanwhile. Your decision was not carried out:");
    expect(told.text).toContain("It is published.");
    expect(told.text).toContain("1 proposal waits");
  });

  test("the last proposal leads back to the start, and conditions that nothing fits lead to all", async () => {
    const [cursor] = /after=[^&"]+/.exec((await ada.open("/review")).html.replaceAll("next=", "after=")) ?? [];
    expect((await ada.open(`/review?${cursor}`)).text).toContain("No other proposal follows. Back to the start");
    expect((await ada.open("/review?reason=NEW_SPEAKER")).text).toContain(
      "No proposal that waits fits these conditions",
    );
  });

  test("everything that is sure enough is accepted together, and undone together", async () => {
    await paste(ada, {
      url: "https://echo.example/again",
      body: fixture("extraction/bridge.txt").replaceAll("Velk", "Brandt"),
    });
    const shown = await ada.open("/review?min=0.5");
    expect(shown.text).toMatch(/Accept all \d that are at least 0.5 sure/);
    const done = await ada.send(shown, "/review/accept-all");
    expect(done.text).toMatch(/[23] proposals were accepted. \d others? that (is|are) as sure still waits?/);
    const undone = await ada.send(done, "/review/undo");
    expect(undone.text).toContain("This decision has been undone.");
    const all = await ada.send(await ada.open("/review?min=0.5"), "/review/accept-all", { addSpeakers: "yes" });
    expect(all.text).toContain("proposals were accepted.");
  });

  test("statements proposed by people are published and rejected, and the second of two editors is told", async () => {
    const shown = await ada.open("/review/statements");
    const same = await ben.open("/review/statements");
    expect(shown.text).toContain("the bridge needs paint");
    const published = await ada.send(shown, "/review/statements/publish");
    expect(published.text).toMatch(/Published: It was reported: the bridge (needs paint|is old)/);
    const told = await ben.send(same, "/review/statements/reject", { reason: "Trivial" });
    expect(told.text).toContain("This has been decided meanwhile");
    expect((await ada.send(published, "/review/statements/undo")).text).toContain("This decision has been undone");
    const rejected = await ben.send(await ben.open("/review/statements"), "/review/statements/reject", {
      reason: "Trivial",
    });
    expect(rejected.text).toMatch(/Rejected: It was reported: the bridge (needs paint|is old)/);
  });

  test("a proposed stance is accepted, and a rejected one says why", async () => {
    const [statement] = (await published("the ferry waits", "id version")).nodes;
    const input = {
      id: statement?.id,
      expectedVersion: statement?.version,
      proposition: "bridge-shut",
      position: "SUPPORTS",
    };
    await ask("mutation ($input: StanceSetInput!) { stanceSet(input: $input) { userErrors { message } } }", {
      input: { ...input, status: "PROPOSED" },
    });
    const shown = await ada.open("/review/stances");
    expect(shown.text).toContain("for: The bridge stays shut (as judged by Ben)");
    const accepted = await ada.send(shown, "/review/stances/accept");
    expect(accepted.text).toContain("Stance accepted:");
    expect(accepted.text).toContain("No stance waits.");
    const again = await ada.send(accepted, "/review/stances/undo");
    expect(again.text).toContain("This decision has been undone.");
    const rejected = await ada.send(again, "/review/stances/reject", { reason: "It is about a ferry." });
    expect(rejected.text).toContain("Stance rejected:");
    const late = await ben.send(shown, "/review/stances/accept");
    expect([late.status, late.text]).toEqual([422, expect.stringContaining("This could not be done:")]);
  });

  test.each(["min=much", "reason=WHATEVER", "min=2"])("the condition %s is refused by its name", async (query) => {
    expect((await ada.open(`/review?${query}`)).status).toBe(400);
  });
});

describe("the merge desk", () => {
  test("two speakers are shown side by side, merged, and parted again", async () => {
    const shown = await ada.open("/merge?one=l-orlov&other=Lena+Orlov");
    expect(shown.text).toContain("nobody and nothing called “Lena Orlov”");
    expect(shown.html).toContain("/merge?one=l-orlov&amp;other=lena-orlov");
    const pair = await ada.open("/merge?one=l-orlov&other=lena-orlov");
    expect(pair.text).toContain("Lena Orlov-Brandt");
    expect(pair.text).toContain("The address of L. Orlov leads to Lena Orlov.");
    const turned = await ada.open("/merge?one=l-orlov&other=lena-orlov&keep=l-orlov");
    expect(turned.text).toContain("The address of Lena Orlov leads to L. Orlov.");
    const merged = await ada.send(pair, "/merge/do", { why: "The same mayor" });
    expect(merged.text).toContain("Merged. Lena Orlov is kept.");
    expect((await fetch(`${server.url}/speakers/l-orlov`, { redirect: "manual" })).status).toBe(301);
    const late = await ben.send(pair, "/merge/do");
    expect([late.status, late.text]).toEqual([422, expect.stringContaining("This could not be done:")]);
    expect((await ada.send(merged, "/merge/undo")).text).toContain("there are two entries again");
    expect((await fetch(`${server.url}/speakers/l-orlov`, { redirect: "manual" })).status).toBe(200);
  });

  test("speakers of one name are suggested until they are recorded as different", async () => {
    expect((await ada.open("/merge")).text).toContain("Tomas Velk / Tomas Velk (they share a name)");
    const pair = await ada.open("/merge?one=tomas-velk&other=tomas-velk-senior");
    const told = await ada.send(pair, "/merge/different");
    expect(told.text).toContain("These two are recorded as different");
    expect(told.text).not.toContain("Tomas Velk / Tomas Velk");
    expect((await ada.open("/merge?one=tomas-velk&other=tomas-velk")).text).toContain("Choose two different ones");
  });

  test("two propositions are merged, and the merge is undone", async () => {
    const pair = await ada.open("/merge/propositions?one=bridge-shut&other=bridge-to-stay-shut");
    expect(pair.text).toContain("The address of “The bridge is to stay shut” leads to “The bridge stays shut”.");
    const merged = await ada.send(pair, "/merge/propositions/do");
    expect(merged.text).toContain("The two propositions were merged.");
    expect((await ada.send(merged, "/merge/propositions/undo")).text).toContain("there are two entries again");
  });
});

describe("the import of a file", () => {
  const csv = (text: string, name = "harbour.csv") => ({ file: new File([text], name, { type: "text/csv" }) });

  test("a file is tried, imported with the same content, and undone", async () => {
    const tried = await ada.send(await ada.open("/import"), "/import", {}, csv(fixture("csv/harbour.csv")));
    expect(tried.status).toBe(200);
    expect(tried.text).toContain("Trial of “harbour.csv”: nothing has been imported yet");
    expect(tried.text).toMatch(/5new.*2rejected/);
    expect(tried.text).toContain("Mira Halvorsen");
    expect(tried.html).toMatch(/<td>7<\/td>.*BAD_DATE/);
    expect(tried.text).toContain("Nothing has been imported yet.");
    const done = await ada.send(tried, "/import");
    expect(done.text).toContain("“harbour.csv” was imported");
    expect(done.text).toContain("by Ada: 8 records, 5 new");
    const undone = await ada.send(done, "/import/undo");
    expect(undone.text).toMatch(/The import was undone: \d+ rows removed, 0 restored/);
    expect(undone.text).toContain("Nothing has been imported yet.");
    const told = await ada.open("/changes?action=importUndo");
    expect(told.text).toMatch(/: an import undone ?Import \d+, .*: harbour\.csv/);
    expect(told.html).not.toContain("/edit/undo");
    const again = await ben.send(done, "/import/undo");
    expect([again.status, again.text]).toEqual([422, expect.stringContaining("It may have been undone before.")]);
  });

  test("rows can be pasted, with settings that are kept for the import", async () => {
    const rows = "Her words;Day;speaker\nWe open.;03/04/2031;Mira Halvorsen\n";
    const settings = {
      columns: "text=Her words",
      dates: "DAY_FIRST",
      source: "Port Varn Echo",
      name: "words.csv",
      rows,
    };
    const tried = await ada.send(await ada.open("/import"), "/import", settings);
    expect(tried.text).toMatch(/1 record1new/);
    const done = await ada.send(tried, "/import");
    expect(done.text).toContain("“words.csv” was imported");
    expect((await published("We open")).nodes[0]?.speaker.slug).toBe("mira-halvorsen");
    const same = await ada.send(tried, "/import");
    expect(same.text).toContain("Nothing of “words.csv” is new");
    await ada.send(done, "/import/undo");
  });

  test("the form says what to do without a file or rows, and with a file that is too large", async () => {
    const form = await ada.open("/import");
    const none = await ada.send(form, "/import");
    expect([none.status, none.text]).toEqual([422, expect.stringContaining("Choose a file or paste rows.")]);
    const large = await ada.send(form, "/import", { source: "Port Varn Echo" }, csv("a".repeat(2_000_001)));
    expect([large.status, large.text]).toEqual([422, expect.stringContaining("The file is larger than 2 MB")]);
    expect(large.html).toContain('value="Port Varn Echo"');
  });

  test("a file of another kind than its name says is told what it is, and is not offered for import", async () => {
    const form = await ada.open("/import");
    const told = await ada.send(form, "/import", {}, csv(fixture("csv/harbour.csv"), "harbour.xlsx"));
    expect(told.text).toContain("The file is no Excel workbook");
    expect(told.html).not.toContain('value="import"');
  });

  test.each([
    ["columns", "nonsense", "nonsense"],
    ["columns", "blah=Her words", "blah"],
    ["fillDown", "headline, blah", "blah"],
  ])("a setting that would have no effect is refused: %s: %s", async (field, value, named) => {
    const form = await ada.open("/import");
    const told = await ada.send(form, "/import", { [field]: value }, csv(fixture("csv/harbour.csv")));
    expect([told.status, told.text]).toEqual([
      422,
      expect.stringContaining(`names no column “${named}”. The columns are`),
    ]);
    expect(told.text).not.toContain("`");
  });

  test("rejections name the fields of the form, and no option of the command", async () => {
    const tried = await ada.send(await ada.open("/import"), "/import", {}, csv(fixture("csv/harbour.csv")));
    expect(tried.text).toContain("or set “A date such as");
    expect(tried.text).not.toMatch(/ --[a-z]/);
  });

  test("an editor whose key ends before a file is sent is told to choose it again", async () => {
    const key = await createKey(database, undefined, { name: "Zita", role: "EDITOR", expiresAt: null });
    const zita = clerk(server, key.token);
    const form = await zita.open("/import");
    await revokeKey(database, key.id);
    const told = await zita.send(form, "/import", { source: "Port Varn Echo" }, csv(fixture("csv/harbour.csv")));
    expect([told.status, told.text]).toEqual([401, expect.stringContaining("The file is not kept")]);
    expect(told.html).toContain('value="Port Varn Echo"');
  });
});

const desks = [
  "/review",
  "/review/statements",
  "/review/stances",
  "/review/article",
  "/merge",
  "/merge/propositions",
  "/import",
];

test.each(desks)("the page %s is for editors, takes at most 2,000 points, and speaks every language", async (path) => {
  expect((await fetch(`${server.url}${path}`, { headers: { accept: "text/html" } })).status).toBe(401);
  const texts = await Promise.all(
    languages.map(async ({ tag }) => {
      const requestId = `desk${path.replaceAll("/", "-")}-${tag}`;
      const seen = await ada.open(path, { "accept-language": tag, "x-request-id": requestId });
      const { cost } = await server.untilLogged((line) => line.requestId === requestId);
      expect(Number(cost)).toBeLessThanOrEqual(2_000);
      return seen.text;
    }),
  );
  expect(new Set(texts).size).toBe(languages.length);
});

interface Published {
  id?: string;
  version?: string;
  text: string;
  kind: string;
  speaker: { slug: string };
  topics: { slug: string }[];
}

/** Returns the published statements with words. */
async function published(
  text: string,
  fields = "text kind speaker { slug } topics { slug }",
): Promise<{ nodes: Published[] }> {
  return (await ask(`{ statements(filter: { text: ${JSON.stringify(text)} }) { nodes { ${fields} } } }`)).statements;
}

/** Asks the API as Ben. */
async function ask(query: string, variables = {}): Promise<{ statements: { nodes: Published[] } }> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${bensKey}` },
    body: JSON.stringify({ query, variables }),
  });
  return ((await answer.json()) as { data: { statements: { nodes: Published[] } } }).data;
}
