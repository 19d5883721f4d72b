import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { CONTEXT_LENGTH, textFragmentUrl } from "../../src/text/fragmentUrl.ts";

const URL_ = "https://news.example.org/one";
const quote = (exact: string, prefix = "", suffix = "") => ({ exact, prefix, suffix });

/** Returns the parts of a text fragment as a browser reads them (WICG, URL Fragment Text Directives). */
function partsOf(url: string | null): string[] {
  return (url?.split(":~:text=")[1] ?? "").split(",").map((part) => decodeURIComponent(part.replace(/^-|-$/g, "")));
}

describe("textFragmentUrl", () => {
  test("textFragmentUrl points at a short quote as a whole, between the words around it", () => {
    expect(textFragmentUrl(URL_, quote("must stay open", "harbour ", ". “The"))).toBe(
      `${URL_}#:~:text=harbour-,must%20stay%20open,-.%20%E2%80%9CThe`,
    );
  });

  test("textFragmentUrl escapes the characters that separate its parts", () => {
    const url = textFragmentUrl(URL_, quote("well-known, wide & open"));
    expect(url).toBe(`${URL_}#:~:text=well%2Dknown%2C%20wide%20%26%20open`);
  });

  test("textFragmentUrl gives a long quote, or one over a line break, by its first and last words", () => {
    const long = "one two three four five six seven eight nine ten ".repeat(6).trim();
    expect(partsOf(textFragmentUrl(URL_, quote(long)))).toEqual([
      "one two three four five",
      "six seven eight nine ten",
    ]);
    const broken = "a b c d e f\ng h i j k l";
    expect(partsOf(textFragmentUrl(URL_, quote(broken)))).toEqual(["a b c d e", "h i j k l"]);
  });

  test("textFragmentUrl leaves out cut words and words on another line", () => {
    const prefix = "xpected the harbour would stay o".slice(0, CONTEXT_LENGTH);
    expect(partsOf(textFragmentUrl(URL_, quote("open", prefix, "\nNext paragraph")))).toEqual([
      prefix.split(" ").slice(1).join(" "),
      "open",
    ]);
  });

  test("textFragmentUrl keeps the fragment that the address has", () => {
    expect(textFragmentUrl(`${URL_}#top`, quote("open"))).toBe(`${URL_}#top:~:text=open`);
  });

  test("textFragmentUrl returns an address whatever the words are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), fc.string(), (exact, prefix, suffix) => {
        const url = textFragmentUrl(URL_, quote(`${exact}\ud800`, prefix, suffix));
        expect(url).toMatch(/^[\x21-\x7e]+$/);
        expect(URL.canParse(url ?? "")).toBe(true);
      }),
    );
  });

  test("textFragmentUrl returns null if there is no page to open", () => {
    expect(textFragmentUrl("urn:onrecord:brat:story-1", quote("open"))).toBeNull();
  });
});
