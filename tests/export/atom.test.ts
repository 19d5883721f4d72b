import { describe, expect, test } from "@jest/globals";
import { parseFeed } from "@rowanmanning/feed-parser";
import { SaxesParser } from "saxes";
import { record } from "../../src/record/record.ts";
import { clear, openArchive } from "../helpers/archive.ts";
import { article, IMPORT, statement } from "../helpers/factories.ts";
import { world } from "../helpers/world.ts";
import { exported, saying, strange, written } from "./exported.ts";

const database = openArchive({ afresh: true });

/**
 * Returns the elements of a document, each with its parent, its attributes and its own text; throws if it is not well
 * formed.
 */
function elementsOf(xml: string) {
  const parser = new SaxesParser({ xmlns: true });
  const open: { name: string; parent: string; attributes: Record<string, string>; text: string }[] = [];
  const all: typeof open = [];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, uri, attributes }) => {
    expect(uri).toBe("http://www.w3.org/2005/Atom");
    const values = Object.fromEntries(Object.values(attributes).map((each) => [each.name, each.value]));
    const element = { name, parent: open.at(-1)?.name ?? "", attributes: values, text: "" };
    open.push(element);
    all.push(element);
  });
  parser.on("text", (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  return all;
}

describe("atom", () => {
  const url = "https://archive.example.org/statements.atom?topic=Fishing&speaker=%C3%96";

  test("an Atom feed has every element that RFC 4287 requires, once", async () => {
    await record(database, world, IMPORT);
    await record(
      database,
      { articles: [article("x", [statement("On paper only.")], { url: "urn:onrecord:test:paper" })] },
      IMPORT,
    );
    const elements = elementsOf(await exported(database, "atom", {}, { feedUrl: url }));
    const count = (parent: string, name: string) =>
      elements.filter((each) => each.parent === parent && each.name === name).length;
    for (const name of ["id", "title", "updated", "author", "generator"])
      expect([name, count("feed", name)]).toEqual([name, 1]);
    const entries = count("feed", "entry");
    expect(entries).toBe(13);
    for (const name of ["id", "title", "updated", "published", "content"])
      expect([name, count("entry", name)]).toEqual([name, entries]);
    // One of the printings is in an article that is not on the web.
    expect(elements.filter(({ name, attributes: { rel } }) => name === "link" && rel === "alternate")).toHaveLength(
      entries - 1,
    );
    const ids = elements.filter(({ name }) => name === "id").map(({ text }) => text);
    expect(new Set(ids).size).toBe(entries + 1);
    expect(ids[0]).toBe(url);
    for (const id of ids.slice(1))
      expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    for (const { text } of elements.filter(({ name }) => name === "updated" || name === "published"))
      expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(elements.find(({ attributes }) => attributes.rel === "self")?.attributes.href).toBe(url);
  });

  test("an Atom feed keeps every word that XML can hold", async () => {
    await record(database, saying(...strange), IMPORT);
    const texts = elementsOf(await exported(database, "atom"))
      .filter(({ name }) => name === "content")
      .map(({ text }) => text);
    expect(texts).toEqual(written.map((text) => text.replace(/[\ufffe\uffff]/g, "\ufffd")));
  });

  test("an Atom feed shows the newest fifty statements under titles of limited length", async () => {
    await record(database, saying(...Array.from({ length: 60 }, (_, i) => `${i} ${"long words ".repeat(30)}`)), IMPORT);
    const { items } = parseFeed(await exported(database, "atom"));
    expect(items).toHaveLength(50);
    expect(items[0]?.title).toMatch(/^Ada Brandt: 0 long words/);
    for (const { title } of items) expect([...(title ?? "")].length).toBeLessThanOrEqual(120);
  });

  test("an Atom entry keeps its id in another archive with another order of recording", async () => {
    const ids = async () => parseFeed(await exported(database, "atom")).items.map(({ id }) => id);
    await record(database, saying("One.", "Two."), IMPORT);
    const before = await ids();
    await clear(database);
    await record(database, saying("None."), IMPORT);
    await record(database, saying("Two.", "One."), IMPORT);
    expect((await ids()).sort()).toEqual(before.sort());
  });

  test("an Atom feed says whose name is unknown, and whose is part of a name", async () => {
    await record(database, saying("One."), IMPORT);
    const feed = parseFeed(await exported(database, "atom", { speaker: ["<Nobody>", "Brandt"], text: ["none"] }));
    expect(feed).toMatchObject({
      title: "Statements by <Nobody> or Brandt with none",
      description:
        "No speaker bears the name “<Nobody>”. “Brandt” was taken for Ada Brandt (ada-brandt), the only speaker with it in a name.",
      items: [],
    });
  });
});
