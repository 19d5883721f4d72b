import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { anchor, openBody } from "../../src/text/anchor.ts";
import { CONTEXT_LENGTH, textFragmentUrl } from "../../src/text/fragmentUrl.ts";

const URL_ = "https://news.example.org/one";
const quote = (exact: string, prefix = "", suffix = "") => ({ exact, prefix, suffix });

/** The parts of a text fragment, as a browser reads them (WICG, URL Fragment Text Directives). */
function partsOf(url: string | null): string[] {
  return (url?.split(":~:text=")[1] ?? "").split(",").map((part) => decodeURIComponent(part.replace(/^-|-$/g, "")));
}

describe("textFragmentUrl", () => {
  test("points at a short quote as a whole, between the words around it", () => {
    expect(textFragmentUrl(URL_, quote("must stay open", "harbour ", ". “The"))).toBe(
      `${URL_}#:~:text=harbour-,must%20stay%20open,-.%20%E2%80%9CThe`,
    );
  });

  test("escapes what separates its parts", () => {
    const url = textFragmentUrl(URL_, quote("well-known, wide & open"));
    expect(url).toBe(`${URL_}#:~:text=well%2Dknown%2C%20wide%20%26%20open`);
  });

  test("gives a long quote, and one over a line break, by its first and last words", () => {
    const long = "one two three four five six seven eight nine ten ".repeat(6).trim();
    expect(partsOf(textFragmentUrl(URL_, quote(long)))).toEqual([
      "one two three four five",
      "six seven eight nine ten",
    ]);
    const broken = "a b c d e f\ng h i j k l";
    expect(partsOf(textFragmentUrl(URL_, quote(broken)))).toEqual(["a b c d e", "h i j k l"]);
  });

  test("leaves out the word that a cut context begins or ends with, and what stands on another line", () => {
    const prefix = "xpected the harbour would stay o".slice(0, CONTEXT_LENGTH);
    expect(partsOf(textFragmentUrl(URL_, quote("open", prefix, "\nNext paragraph")))).toEqual([
      prefix.split(" ").slice(1).join(" "),
      "open",
    ]);
  });

  test("keeps the fragment that the address has", () => {
    expect(textFragmentUrl(`${URL_}#top`, quote("open"))).toBe(`${URL_}#top:~:text=open`);
  });

  test("is an address whatever the words are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), fc.string(), (exact, prefix, suffix) => {
        const url = textFragmentUrl(URL_, quote(`${exact}\ud800`, prefix, suffix));
        expect(url).toMatch(/^[\x21-\x7e]+$/);
        expect(URL.canParse(url ?? "")).toBe(true);
      }),
    );
  });

  test("is none where there is no page to open", () => {
    expect(textFragmentUrl("urn:onrecord:brat:story-1", quote("open"))).toBeNull();
  });
});

describe("anchor", () => {
  const words = fc.string({ unit: fc.constantFrom(..."ab é😀漢\u0301"), minLength: 1, maxLength: 12 });

  test("what it finds is what the body has there, in code points", () => {
    fc.assert(
      fc.property(words, words, words, (before, exact, after) => {
        const body = openBody(`${before}|${exact}|${after}`.normalize("NFC"));
        const place = anchor(body, { exact: `|${exact}|`.normalize("NFC"), prefix: "", suffix: "" });
        if (typeof place === "string") throw new Error(place);
        const points = [...body.text];
        expect(points.slice(place.start, place.end).join("")).toBe(place.exact);
        expect(points.slice(0, place.start).join("").endsWith(place.prefix)).toBe(true);
        expect([...place.prefix].length).toBe(Math.min(CONTEXT_LENGTH, place.start));
        expect(points.slice(place.end, place.end + CONTEXT_LENGTH).join("")).toBe(place.suffix);
        // Found again by its own context, and by its own offsets.
        expect(anchor(body, { exact: place.exact, prefix: place.prefix, suffix: place.suffix })).toEqual(place);
        expect(anchor(body, place)).toEqual(place);
      }),
    );
  });

  test("counts places that overlap", () => {
    expect(anchor(openBody("aaaa"), quote("aa"))).toMatch(/stands in 3 places/);
  });

  test("does not split a letter of two UTF-16 units", () => {
    expect(anchor(openBody("😀"), { ...quote("😀"), start: 0, end: 2 })).toMatchObject({ start: 0 });
    expect(anchor(openBody("a😀b"), quote("b"))).toMatchObject({ start: 2, end: 3, prefix: "a😀" });
  });

  test("refuses context that the body does not have there", () => {
    const at = { start: 4, end: 8 };
    expect(anchor(openBody("the boat left"), { ...quote("boat", "a "), ...at })).toBe(
      "the body has “the ” before it, not “a ”",
    );
    expect(anchor(openBody("the boat left"), { ...quote("boat", "", " sank"), ...at })).toBe(
      "the body has “ left” after it, not “ sank”",
    );
  });

  test("shows long words short", () => {
    expect(anchor(openBody("x"), quote("y".repeat(200)))).toBe(`“${"y".repeat(80)}…” does not stand in the body`);
  });
});
