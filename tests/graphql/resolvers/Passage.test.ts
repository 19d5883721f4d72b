import { describe, expect, test } from "@jest/globals";
import { openApi } from "../../helpers/api.ts";
import { world } from "../../helpers/world.ts";

const api = openApi(world);

describe("a printing", () => {
  test("a passage has offsets that count code points", async () => {
    const { article } = await api.ask(`{
      article(by: { url: "https://news.example.org/harbour" }) {
        statements(first: 1) {
          edges {
            appearance {
              text kind attributionText cue statement { text } article { headline } assertedBy { kind name version }
              passage { exact prefix suffix start end spans { role start end text } url }
            }
          }
        }
      }
    }`);
    const body = [...(world.articles?.[0]?.body ?? "")];
    const [{ appearance }] = article.statements.edges;
    const { passage } = appearance;
    expect(appearance).toMatchObject({
      kind: "DIRECT",
      attributionText: "she",
      cue: "said",
      article: { headline: "On harbour" },
      assertedBy: { kind: "IMPORT", name: "test", version: "1" },
    });
    expect(body.slice(passage.start, passage.end).join("")).toBe(passage.exact);
    expect(body.slice(passage.start - 32, passage.start).join("")).toBe(passage.prefix);
    expect(body.slice(passage.end, passage.end + 32).join("")).toBe(passage.suffix);
    expect(passage.spans.map(({ role }: { role: string }) => role)).toEqual(["CONTENT", "SPEAKER", "CUE", "CONTENT"]);
    for (const { start, end, text } of passage.spans) expect(body.slice(start, end).join("")).toBe(text);
    expect(passage.url).toBe(
      "https://news.example.org/harbour#:~:text=Ada%20Brandt%20spoke%20on%20Friday.-," +
        "%E2%80%9CThe%20harbour%20fed%20us%2C%E2%80%9D%20she%20said%2C%20%E2%80%9Cand%20it%20will%20feed%20us%20again.%E2%80%9D," +
        "-Nobody%20contradicted%20her.",
    );
  });

  test("a passage has neither offsets nor spans without a body", async () => {
    const { article } = await api.ask(
      '{ article(by: { url: "https://news.example.org/de" }) { statements { edges { appearance { passage { prefix suffix start end spans { text } } } } } } }',
    );
    expect(article.statements.edges[0].appearance.passage).toEqual({
      prefix: "",
      suffix: "",
      start: null,
      end: null,
      spans: [],
    });
  });
});
