import { beforeAll, describe, expect, test } from "@jest/globals";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey, revokeKey } from "../../src/keys/keys.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { article, BODY, IMPORT, QUOTE, quotation, source, speaker, topic } from "../helpers/factories.ts";
import { openServer } from "../http/runningServer.ts";
import { asBrowser } from "./demoSite.ts";
import { formOf, textsIn } from "./formOf.ts";

const database = openArchive();
const server = openServer({ database, schema: loadSchema() });
let ada: string;
let bela: string;
let reader: string;
beforeAll(async () => {
  const keyOf = async (name: string, role: "EDITOR" | "READER") =>
    (await createKey(database, undefined, { name, role, expiresAt: null })).token;
  [ada, bela, reader] = await Promise.all([keyOf("Ada", "EDITOR"), keyOf("Bela", "EDITOR"), keyOf("Rita", "READER")]);
});

async function open(path: string, key?: string, language = "en") {
  const headers = { ...asBrowser, "accept-language": language, ...(key && { cookie: `onrecord-key=${key}` }) };
  const answer = await fetch(`${server.url}${path}`, { headers, redirect: "manual" });
  return { answer, status: answer.status, text: await answer.text() };
}

async function send(path: string, fields: URLSearchParams, key?: string, own: Record<string, string> = {}) {
  const headers = { ...asBrowser, origin: server.url, ...(key && { cookie: `onrecord-key=${key}` }), ...own };
  const answer = await fetch(`${server.url}${path}`, { method: "POST", headers, body: fields, redirect: "manual" });
  return { answer, status: answer.status, location: answer.headers.get("location"), text: await answer.text() };
}

/** Opens a form, changes some of its fields, and sends it. */
async function fill(path: string, values: Record<string, string>, key = ada) {
  const { text } = await open(path, key);
  return resend(path, formOf(text, path.split("?", 1)[0] ?? ""), values, key);
}

function resend(path: string, form: URLSearchParams, values: Record<string, string>, key = ada) {
  const fields = new URLSearchParams(form);
  for (const [name, value] of Object.entries(values)) fields.set(name, value);
  return send(path, fields, key);
}

async function ask<Data>(query: string): Promise<Data> {
  const headers = { authorization: `Bearer ${ada}` };
  const answer = await fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`, { headers });
  return ((await answer.json()) as { data: Data }).data;
}

/** Adds a speaker by the form, and returns the address of the form that changes it. */
async function addSpeaker(name: string, given = ""): Promise<string> {
  const { location } = await fill("/edit/speakerCreate", { name, slug: given, kind: "PERSON", isFictional: "true" });
  const slug = location?.split("/").at(-1) ?? "";
  const { speaker: added } = await ask<{ speaker: { id: string } }>(`{ speaker(by: { slug: "${slug}" }) { id } }`);
  return `/edit/speakerUpdate?id=${encodeURIComponent(added.id)}`;
}

const speakerNamed = async (name: string) =>
  (
    await ask<{
      speakers: { nodes: { id: string; description: string | null; names: { name: string }[]; roles: object[] }[] };
    }>(`{ speakers(filter: { name: "${name}" }) { nodes { id description names { name } roles { label startsOn } } } }`)
  ).speakers.nodes[0];

test("an editor adds a speaker, and changes it, without script", async () => {
  const path = await addSpeaker("Orsolya Venn");
  const { answer, text } = await open(path, ada);
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  expect(textsIn(text, "h1")).toEqual(["Change the speaker"]);
  const { status, location } = await fill(path, {
    description: "Keeper of the harbour",
    "names.1.name": "О. Венн",
    "names.1.language": "ru",
    "roles.0.label": "Harbour master",
    "roles.0.startsOn": "2019-03",
    reason: "From the register",
  });
  expect([status, location]).toEqual([303, "/speakers/orsolya-venn"]);
  expect(await speakerNamed("О. Венн")).toMatchObject({
    description: "Keeper of the harbour",
    roles: [{ label: "Harbour master", startsOn: "2019-03" }],
  });
  const { text: page } = await open("/speakers/orsolya-venn", ada);
  expect(textsIn(page, ".edit-links a")).toEqual(["History", "Change the speaker"]);
  expect(textsIn((await open("/speakers/orsolya-venn")).text, ".edit-links a")).toEqual(["History"]);
});

test("a form shows again what was entered, with the reasons at their fields", async () => {
  const path = await addSpeaker("Pell Orrin");
  const values = {
    "roles.0.label": "Mayor",
    "roles.0.startsOn": "2020",
    "roles.0.endsOn": "2019",
    description: "Kept",
  };
  const { status, text } = await fill(path, values);
  expect(status).toBe(422);
  expect(text).toContain('id="roles.0.endsOn-problem"');
  expect(text).toContain('aria-describedby="roles.0.endsOn-hint roles.0.endsOn-problem"');
  const again = formOf(text, "/edit/speakerUpdate");
  expect(Object.fromEntries(again)).toMatchObject(values);
  expect((await resend(path, again, { "roles.0.endsOn": "2021" })).status).toBe(303);
});

test("a value that does not fit its type is told at its field", async () => {
  const path = await addSpeaker("Quill Tarn");
  const { status, text } = await fill(path, { "roles.0.label": "Mayor", "roles.0.startsOn": "last spring" });
  expect(status).toBe(422);
  expect(textsIn(text, ".problem")).toEqual([expect.stringContaining("last spring")]);
  expect(text).toContain('id="roles.0.startsOn-problem"');
});

test("a required field that is missing is told at its field", async () => {
  const { status, text } = await fill("/edit/speakerCreate", { name: " ", kind: "PERSON" });
  expect([status, textsIn(text, "#name-problem, [id='name-problem']")]).toEqual([422, ["Something is missing here."]]);
});

test("a form in which nothing was changed says so, and makes no change", async () => {
  const path = await addSpeaker("Nils Ammer");
  const { status, text } = await fill(path, { reason: "None" });
  expect([status, textsIn(text, ".problem")]).toEqual([422, ["You have not changed anything yet."]]);
});

test("more rows are given without losing what was entered", async () => {
  const path = await addSpeaker("Rana Holt");
  const { status, text } = await fill(path, { description: "Kept", more: "rows" });
  const form = formOf(text, "/edit/speakerUpdate");
  expect([status, form.get("description"), form.has("roles.4.label")]).toEqual([200, "Kept", true]);
});

test("a form that is sent twice changes the archive once", async () => {
  const { text } = await open("/edit/topicCreate", ada);
  const form = formOf(text, "/edit/topicCreate");
  const values = { name: "Sluice Gate Nine", kind: "ISSUE" };
  const both = [await resend("/edit/topicCreate", form, values), await resend("/edit/topicCreate", form, values)];
  expect(both.map(({ status, location }) => [status, location])).toEqual([
    [303, "/topics/sluice-gate-nine"],
    [303, "/topics/sluice-gate-nine"],
  ]);
});

describe("two editors", () => {
  test("editors of one field see both values, and either can be taken", async () => {
    const path = await addSpeaker("Tove Lind");
    const form = formOf((await open(path, ada)).text, "/edit/speakerUpdate");
    await fill(path, { description: "Bela's words", wikidataId: "Q42", reason: "Bela's reason" }, bela);
    const conflict = await resend(path, form, { description: "Ada's words", "roles.0.label": "Pilot" });
    expect(conflict.status).toBe(409);
    expect(textsIn(conflict.text, ".clash .choice")).toEqual(["Yours: Ada's words", "Theirs, now: Bela's words"]);
    expect(textsIn(conflict.text, ".problem").join()).toContain("Bela's reason");
    const joined = formOf(conflict.text, "/edit/speakerUpdate");
    expect(joined.get("wikidataId")).toBe("Q42");
    expect((await speakerNamed("Tove Lind"))?.description).toBe("Bela's words");

    const taken = await resend(path, joined, { "take.description": "theirs" });
    expect(taken.status).toBe(303);
    expect(await speakerNamed("Tove Lind")).toMatchObject({ description: "Bela's words", roles: [{ label: "Pilot" }] });
  });

  test("an editor can keep their own value, and changes of other fields are joined", async () => {
    const path = await addSpeaker("Ulla Renn");
    const form = formOf((await open(path, ada)).text, "/edit/speakerUpdate");
    await fill(path, { description: "Bela's words" }, bela);
    const conflict = await resend(path, form, { description: "Ada's words" });
    const kept = await resend(path, formOf(conflict.text, "/edit/speakerUpdate"), {});
    expect([kept.status, (await speakerNamed("Ulla Renn"))?.description]).toEqual([303, "Ada's words"]);

    const second = formOf((await open(path, ada)).text, "/edit/speakerUpdate");
    await fill(path, { "roles.0.label": "Judge" }, bela);
    const joined = await resend(path, second, { description: "Ada's new words" });
    expect([joined.status, textsIn(joined.text, ".clash")]).toEqual([409, []]);
    expect((await resend(path, formOf(joined.text, "/edit/speakerUpdate"), {})).status).toBe(303);
    expect(await speakerNamed("Ulla Renn")).toMatchObject({
      description: "Ada's new words",
      roles: [{ label: "Judge" }],
    });
  });
});

describe("who may edit", () => {
  test("forms are for editors: others are asked to sign in, or told that their key lets them read", async () => {
    const anybody = await open("/edit/speakerCreate");
    expect([anybody.status, textsIn(anybody.text, "h1")]).toEqual([401, ["Sign in"]]);
    expect(anybody.text).toContain('name="next" value="/edit/speakerCreate"');
    expect((await open("/edit/speakerCreate", reader)).status).toBe(403);
    const fields = new URLSearchParams({ name: "Nobody", kind: "PERSON" });
    expect((await send("/edit/speakerCreate", fields, reader)).status).toBe(403);
    expect((await send("/edit/speakerCreate", fields)).status).toBe(401);
    expect(await speakerNamed("Nobody")).toBeUndefined();
  });

  test("a form that arrives with a revoked key is kept, and is sent after its sender has signed in", async () => {
    const key = await createKey(database, undefined, { name: "Zita", role: "EDITOR", expiresAt: null });
    const form = formOf((await open("/edit/speakerCreate", key.token)).text, "/edit/speakerCreate");
    await revokeKey(database, key.id);
    const words = "A line\r\n“and” <another> & more";
    const refused = await resend(
      "/edit/speakerCreate",
      form,
      { name: "Vera Oss", kind: "PERSON", description: words },
      key.token,
    );
    expect([refused.status, refused.answer.headers.get("set-cookie")]).toEqual([
      401,
      expect.stringContaining("Max-Age=0"),
    ]);
    expect(refused.text).toContain("Your key has expired or was revoked.");

    const kept = formOf(refused.text, "/edit/speakerCreate");
    const wrong = await resend("/edit/speakerCreate", kept, { "sign-in-key": "or_wrong" }, "");
    expect([wrong.status, formOf(wrong.text, "/edit/speakerCreate").get("name")]).toEqual([401, "Vera Oss"]);

    const signedIn = await resend("/edit/speakerCreate", kept, { "sign-in-key": ada }, "");
    expect([signedIn.status, signedIn.answer.headers.get("set-cookie")]).toEqual([200, expect.stringContaining(ada)]);
    expect(await speakerNamed("Vera Oss")).toBeUndefined();

    const resent = formOf(signedIn.text, "/edit/speakerCreate");
    expect(resent.has("sign-in-key")).toBe(false);
    expect((await send("/edit/speakerCreate", resent, ada)).status).toBe(303);
    expect(await speakerNamed("Vera Oss")).toMatchObject({ description: words.replace("\r\n", "\n") });
  });

  test.each<[string, Record<string, string>]>([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another host of the domain", { "sec-fetch-site": "same-site" }],
    ["another origin", { origin: "https://elsewhere.example" }],
    ["a sandboxed frame", { origin: "null" }],
  ])("a form from %s changes nothing, although the cookie came with it", async (_what, own) => {
    const fields = new URLSearchParams({ name: "Forged", kind: "PERSON" });
    const { status, text } = await send("/edit/speakerCreate", fields, ada, own);
    expect([status, textsIn(text, "h1")]).toEqual([403, ["Nothing was changed"]]);
    expect(await speakerNamed("Forged")).toBeUndefined();
  });

  test("an id of something else, or of nothing, has no form", async () => {
    expect((await open("/edit/speakerUpdate?id=nonsense", ada)).status).toBe(404);
    const path = await addSpeaker("Wim Aster");
    expect((await open(path.replace("speakerUpdate", "topicUpdate"), ada)).status).toBe(404);
  });
});

describe("statements", () => {
  let id: string;
  let urn: string;
  let articleId: string;
  beforeAll(async () => {
    await record(
      database,
      {
        sources: [source("Sandholm Post")],
        speakers: [speaker("Ada Brandt")],
        topics: [topic("Harbour"), topic("Fisheries")],
        articles: [article("harbour", [quotation(QUOTE)], { body: BODY })],
      },
      IMPORT,
    );
    const { statements, articles } = await ask<{
      statements: { nodes: { id: string; urn: string }[] };
      articles: { nodes: { id: string }[] };
    }>("{ statements(first: 1) { nodes { id urn } } articles(first: 1) { nodes { id } } }");
    ({ id = "", urn = "" } = statements.nodes[0] ?? {});
    articleId = articles.nodes[0]?.id ?? "";
  });

  const pageOf = () => `/statements/${urn.slice("urn:uuid:".length)}`;
  const formFor = (mutation: string) => `/edit/${mutation}?id=${encodeURIComponent(id)}`;

  test("the page of a statement leads editors to everything that can be done with it in its state", async () => {
    const links = textsIn((await open(pageOf(), ada)).text, ".edit-links a");
    expect(links).toEqual(expect.arrayContaining(["Change the statement", "Retract the statement", "Add topics"]));
    expect(links).toEqual(expect.arrayContaining(["Change the printing", "Add a printing", "Judge its position"]));
    expect(links).not.toContain("Restore the statement");
    expect(links).toContain("Remove topics");
    for (const idle of ["Accept a proposed judgement", "Reject a proposed judgement", "Remove a link"])
      expect(links).not.toContain(idle);
  });

  test("an editor tags, retracts, and undoes the retraction", async () => {
    expect(await fill(formFor("statementTag"), { topics: "fisheries" })).toMatchObject({
      status: 303,
      location: pageOf(),
    });
    expect((await fill(formFor("statementRetract"), { reason: "Misheard" })).status).toBe(303);
    expect((await open(pageOf())).text).toContain("This statement was retracted: Misheard");

    const changes = await open(`/changes?node=${encodeURIComponent(id)}`, ada);
    const [undo = ""] = /\/edit\/undo\?revision=[^"]+/.exec(changes.text) ?? [];
    expect((await open(`/changes?node=${encodeURIComponent(id)}`)).text).not.toContain("/edit/undo");
    const confirm = await open(undo, ada);
    expect(confirm.text).toContain("Misheard");
    const undone = await resend("/edit/undo", formOf(confirm.text, "/edit/undo"), { reason: "Heard rightly" });
    expect([undone.status, undone.location]).toEqual([303, expect.stringContaining("/changes?node=")]);
    expect((await open(pageOf())).text).not.toContain("was retracted");

    const again = await resend("/edit/undo", formOf(confirm.text, "/edit/undo"), { idempotencyKey: "another" });
    expect([again.status, textsIn(again.text, ".problem")]).toEqual([422, [expect.any(String)]]);
  });

  test("an editor adds a statement, and chooses its passage among those that fit", async () => {
    const path = `/edit/statementCreate?article=${encodeURIComponent(articleId)}`;
    const passage = "us for";
    const { status, text } = await fill(path, {
      speaker: "ada-brandt",
      kind: "DIRECT",
      text: passage,
      "appearance.passage.exact": passage,
    });
    expect([status, textsIn(text, "mark")]).toEqual([422, [passage, passage]]);
    const choices = [...text.matchAll(/name="take-passage" value="([^"]+)"/g)].map(([, value = ""]) => value);
    const second = choices[1]?.replaceAll("&quot;", '"') ?? "";
    const added = await resend(path, formOf(text, "/edit/statementCreate"), { "take-passage": second });
    expect(added.location).toMatch(/^\/statements\//);
    const { text: page } = await open(added.location ?? "");
    expect(textsIn(page, ".passage")).toEqual(["… she said. “It will feed us for another hundred.” 🚢 Her …"]);
  });

  test("an editor who changes the day does not make it an exact time", async () => {
    const { status } = await fill(formFor("statementUpdate"), {
      saidAt: "2021-05-06",
      saidAtPrecision: "DAY",
      saidAtBasis: "STATED",
    });
    expect(status).toBe(303);
    expect((await fill(formFor("statementUpdate"), { saidAt: "2021-05-05" })).status).toBe(303);
    expect(await ask(`{ statement(by: { id: "${id}" }) { saidOn saidAtPrecision } }`)).toEqual({
      statement: { saidOn: "2021-05-05", saidAtPrecision: "DAY" },
    });
  });

  describe("references", () => {
    const topicsOf = async () =>
      (
        await ask<{ statement: { topics: { slug: string }[] } }>(
          `{ statement(by: { id: "${id}" }) { topics { slug } } }`,
        )
      ).statement.topics.map(({ slug }) => slug);

    test("a name that one thing has is taken, also when the form comes twice", async () => {
      await fill("/edit/topicCreate", { name: "Tide Tables", kind: "ISSUE" });
      const path = formFor("statementTag");
      const form = formOf((await open(path, ada)).text, "/edit/statementTag");
      const both = [
        await resend(path, form, { topics: "TIDE TABLES" }),
        await resend(path, form, { topics: "TIDE TABLES" }),
      ];
      expect(both.map(({ status, location }) => [status, location])).toEqual([
        [303, pageOf()],
        [303, pageOf()],
      ]);
      expect(await topicsOf()).toContain("tide-tables");
    });

    test("references of several kinds are looked up in one go", async () => {
      const { status, location, text } = await fill("/edit/statementCreate", {
        article: articleId,
        speaker: "ada brandt",
        addressees: "Rana Holt",
        topics: "harbour, Tide Tables",
        kind: "DIRECT",
        text: "feed us for another hundred",
        "appearance.passage.exact": "feed us for another hundred",
      });
      expect([textsIn(text, ".problem"), status, location]).toEqual([
        [],
        303,
        expect.stringMatching(/^\/statements\//),
      ]);
    });

    test("an editor chooses among those who have the same name, without script", async () => {
      await addSpeaker("Jon Vale");
      await addSpeaker("Jon Vale", "jon-vale-2");
      const path = "/edit/speakerCreate";
      const asked = await fill(path, { name: "The Vales", kind: "GROUP", members: "Jon Vale\nada-brandt" });
      expect(asked.status).toBe(422);
      expect(textsIn(asked.text, "fieldset .problem")).toEqual(["“Jon Vale” may mean several."]);
      expect(textsIn(asked.text, "fieldset .choice")).toEqual(["Jon Vale (jon-vale)", "Jon Vale (jon-vale-2)"]);
      const form = formOf(asked.text, path);
      const undecided = await resend(path, form, {});
      expect([undecided.status, textsIn(undecided.text, "fieldset .choice").length]).toEqual([422, 2]);
      const chosen = await resend(path, form, { "mean.members.0": JSON.stringify(["Jon Vale", "jon-vale-2"]) });
      expect([chosen.status, chosen.location]).toEqual([303, "/speakers/the-vales"]);
      const { speaker: group } = await ask<{ speaker: { members: { slug: string }[] } }>(
        '{ speaker(by: { slug: "the-vales" }) { members { slug } } }',
      );
      expect(group.members.map(({ slug }) => slug).sort()).toEqual(["ada-brandt", "jon-vale-2"]);
    });

    test.each<[string, Record<string, string>]>([
      ["a choice of something else that was typed", { "mean.members.0": JSON.stringify(["Somebody", "jon-vale"]) }],
      ["a choice that is no JSON", { "mean.members.0": "[" }],
      ["a choice for a field that is no reference", { "mean.name": JSON.stringify(["The Others", "jon-vale"]) }],
    ])("%s changes nothing of what was typed", async (_what, choice) => {
      const asked = await fill("/edit/speakerCreate", {
        name: "The Others",
        kind: "GROUP",
        members: "Jon Vale\nada-brandt",
        ...choice,
      });
      const form = formOf(asked.text, "/edit/speakerCreate");
      expect([asked.status, form.get("name"), form.get("members")]).toEqual([
        422,
        "The Others",
        "Jon Vale\nada-brandt",
      ]);
    });

    test("a name that nothing has is told in the reader's words, with names like it", async () => {
      const { status, text } = await fill(formFor("statementTag"), { topics: "Tide Tabels" });
      expect(status).toBe(422);
      expect(textsIn(text, ".problem")).toEqual(["The archive knows nobody and nothing called “Tide Tabels”."]);
      expect(textsIn(text, "fieldset .choice")).toEqual(["Tide Tables (tide-tables)"]);
      const none = await fill(formFor("statementTag"), { topics: "qqxx" });
      expect([none.status, textsIn(none.text, "fieldset .choice")]).toEqual([422, []]);
    });

    // A slug cannot be made from names in some scripts.
    const scripts = ["عمر الوزان", "Zoë 🦊 O’Hara", "שרה \u200fלוי", "Ἀθηνᾶ", "李 明", "<b>Bold</b> & “Son”"];
    test.each(scripts.map((name, number) => [name, number] as const))(
      "the name %s is found as it is typed",
      async (name, number) => {
        await addSpeaker(name, `in-a-script-${number}`);
        const { status, text } = await fill("/edit/speakerCreate", {
          name: `Friends of ${name}`,
          slug: `friends-${number}`,
          kind: "GROUP",
          members: `${name}\nada-brandt`,
        });
        expect([status, textsIn(text, ".problem")]).toEqual([303, []]);
      },
    );

    test("a list of names as long as a form takes is looked up or refused, and never a fault", async () => {
      const names = Array.from({ length: 200 }, (_, number) => `Nobody Number ${number}`).join("\n");
      const { status } = await fill(formFor("statementTag"), { topics: names });
      expect(status).toBe(422);
    });
  });

  test("a form in German has German labels, and says in German what is wrong", async () => {
    const { text } = await open(formFor("statementRetract"), ada, "de");
    expect(textsIn(text, "h1")).toEqual(["Aussage zurückziehen"]);
    expect(textsIn(text, "label[for='reason']")).toEqual(["Grund, für den Verlauf (nötig)"]);
  });

  test("every form opens, and takes at most 2,000 points", async () => {
    const { text } = await open(pageOf(), ada);
    const idle = ["stanceAccept", "stanceReject", "stanceRemove", "statementLinkRemove"];
    const paths = [...text.matchAll(/href="(\/edit\/[^"]+)"/g)].map(([, path = ""]) => path.replaceAll("&amp;", "&"));
    const opened = await Promise.all(
      [...new Set(["/edit", ...paths, ...idle.map(formFor)])].map((path) => open(path, ada)),
    );
    expect(opened.length).toBeGreaterThan(10);
    expect(opened.filter(({ status }) => status !== 200)).toEqual([]);
    for (const { cost } of server.log()) if (cost !== undefined) expect(Number(cost)).toBeLessThanOrEqual(2_000);
  });
});
