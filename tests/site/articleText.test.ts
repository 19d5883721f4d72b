import { beforeAll, describe, expect, test } from "@jest/globals";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey } from "../../src/keys/keys.ts";
import { openArchive } from "../helpers/archive.ts";
import { article, documentWith, statement } from "../helpers/factories.ts";
import { openServer } from "../http/runningServer.ts";
import { asBrowser } from "./demoSite.ts";

const BODY = "🚢 <b>Ada Brandt</b> spoke on Friday.\n\n“The harbour fed us,” she said, “and it will feed us again.”";
const URL_OF_ARTICLE = "https://news.example.org/fed";

const database = openArchive({
  document: documentWith(
    article(
      "fed",
      [
        statement("The harbour fed us, and it will feed us again.", {
          appearance: { passage: { exact: "“The harbour fed us,” she said, “and it will feed us again.”" } },
        }),
        statement("The harbour fed us", { appearance: { passage: { exact: "The harbour fed us" } } }),
      ],
      { url: URL_OF_ARTICLE, body: BODY },
    ),
  ),
});

async function pageOf(url: string, query = "", headers: Record<string, string> = {}): Promise<string> {
  const id = await database.prisma.article.findUniqueOrThrow({ where: { url: URL_OF_ARTICLE } });
  const globalId = Buffer.from(`Article:${id.id}`).toString("base64url");
  return (await fetch(`${url}/articles/${globalId}${query}`, { headers: { ...asBrowser, ...headers } })).text();
}

/** Returns the text that the page shows of the article, without its marks and numbers; undefined if it shows none. */
function textIn(html: string): string | undefined {
  const [, shown] = /<div class="article-text"[^>]*>(.*?)<\/div>/su.exec(html) ?? [];
  return shown
    ?.replaceAll(/<sup>.*?<\/sup>/gu, "")
    .replaceAll(/<[^>]+>/gu, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&");
}

describe("in an archive as it is by default", () => {
  const server = openServer({ database, schema: loadSchema() });
  let token: string;
  beforeAll(async () => {
    ({ token } = await createKey(database, undefined, { name: "Editor", role: "EDITOR", expiresAt: null }));
  });

  test("the page of an article shows its text to editors only", async () => {
    expect(textIn(await pageOf(server.url))).toBeUndefined();
    expect(textIn(await pageOf(server.url, "", { authorization: `Bearer ${token}` }))).toBe(BODY);
  });
});

describe("in an archive with open texts", () => {
  const server = openServer({ database, schema: loadSchema(), config: { areBodiesOpen: true } });

  test("the page of an article shows its text as it is, with the words of statements marked and numbered", async () => {
    const html = await pageOf(server.url);
    expect(textIn(html)).toBe(BODY);
    expect(html).toContain("<mark>The harbour fed us</mark>");
    expect(html.match(/<sup>/gu)).toHaveLength(2);
    expect(html).toContain('<ol class="statements numbered">');
  });

  test("a part of the text has the same marks", async () => {
    const html = await pageOf(server.url, `?from=${[...BODY].indexOf("“") + 5}`);
    expect(textIn(html)).toBe([...BODY].slice([...BODY].indexOf("“") + 5).join(""));
    expect(html).toContain("<mark>harbour fed us</mark>");
    expect(html).toContain('rel="prev"');
    for (const from of ["-1", "x", "1e400", "0.5"])
      expect(textIn(await pageOf(server.url, `?from=${from}`))).toBe(BODY);
  });
});
