import { expect, test } from "@jest/globals";
import { CARD, drawCard, hasCard } from "../../../web/card/StatementCard.tsx";
import { languages } from "../../../web/language/languages.ts";

type Drawn = Parameters<typeof drawCard>[0];

const [english] = languages;

/** Returns a made-up statement with other values in some places. */
function statement(rest: Partial<Drawn> = {}, source = "Sandholm Post", wire: string | null = null): Drawn {
  return {
    urn: "urn:uuid:01234567-89ab-4def-8123-456789abcdef",
    text: "The harbour fed us for three hundred years.",
    kind: "DIRECT",
    saidOn: "2021-05-07",
    language: "en",
    status: "PUBLISHED",
    speaker: { slug: "ada-brandt", name: "Ada Brandt", isFictional: true },
    speakerStatus: "IDENTIFIED",
    speakerRole: "Mayor of Sandholm",
    firstAppearance: {
      attributionText: null,
      passage: { url: null },
      article: {
        id: "a",
        url: "https://news.example.org/harbour",
        headline: "On the harbour",
        isFictional: true,
        source: { slug: "s", name: source },
        wire: wire === null ? null : { slug: "w", name: wire },
      },
    },
    ...rest,
  };
}

/** Returns the lines of a card; null without one. */
function linesOf(given: Drawn, siteName = "OnRecord"): string[] | null {
  const svg = drawCard(given, siteName, english);
  return svg === null ? null : [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/gu)].map(([, line = ""]) => line);
}

test("a card has the words in quotation marks, the speaker, the role, the day, and where they are printed", () => {
  expect(linesOf(statement({}, "Sandholm Post", "Coast Wire"))).toEqual([
    "OnRecord",
    "made up",
    "“The harbour fed us for three",
    "hundred years.”",
    "Ada Brandt",
    "Mayor of Sandholm",
    "7 May 2021 · Sandholm Post via Coast Wire",
  ]);
});

test("a paraphrase has no quotation marks and says that it is one, and a speaker without a name is as printed", () => {
  const { firstAppearance } = statement();
  const unnamed = { speaker: null, speakerRole: null, speakerStatus: "UNNAMED" as const };
  const lines = linesOf(
    statement({ ...unnamed, kind: "INDIRECT", firstAppearance: { ...firstAppearance, attributionText: "a clerk" } }),
  );
  expect(lines?.slice(1, 3)).toEqual(["Paraphrase, made up", "The harbour fed us for three"]);
  expect(lines).toContain("a clerk");
});

test("long words are shortened, and what is said about them is whole", () => {
  const text = "The harbour fed us, and it will feed us again. ".repeat(400);
  const role = `Mayor of Sandholm and ${"Commissioner of Fisheries and ".repeat(3)}Harbours`;
  const lines = linesOf(statement({ text, speakerRole: role })) ?? [];
  expect(lines.some((line) => line.endsWith("…”"))).toBe(true);
  expect(lines.join(" ")).toContain(role);
  const height = CARD.height;
  const places = [
    ...(drawCard(statement({ text, speakerRole: role }), "OnRecord", english) ?? "").matchAll(/ y="(\d+)"/gu),
  ];
  expect(Math.max(...places.map(([, y]) => Number(y)))).toBeLessThan(height);
});

test.each<[string, Partial<Drawn>]>([
  ["of a script that the font has not", { text: "市长说港口养活了我们。" }],
  [
    "whose speaker's name has letters that the font has not",
    { speaker: { slug: "x", name: "महापौर", isFictional: true } },
  ],
  ["with a picture sign", { text: "The harbour 🚢" }],
  ["that was retracted", { status: "RETRACTED" }],
  [
    "whose speaker has a name that leaves no room",
    { speaker: { slug: "x", name: "Ada ".repeat(200), isFictional: true } },
  ],
])("a statement %s has no card", (_what, given) => {
  expect(linesOf(statement(given))).toBeNull();
  expect(hasCard(statement(given), english)).toBe(false);
});

test("hostile words stay words: no tags, no turned directions, no lines of their own", () => {
  const text = '</text><script>alert(1)</script>\n\u202e"reversed"\u0007 & more';
  const svg = drawCard(statement({ text }), "<b>", english) ?? "";
  expect(svg).not.toContain("<script");
  expect(svg).toContain("&lt;/text>");
  for (const sign of ["\u202e", "\u0007", "\n"]) expect(svg).not.toContain(sign);
  expect(linesOf(statement({ text: "x".repeat(20_000) }))?.length).toBeLessThan(12);
});

test("a card has the colours that the operator has chosen, and the site's own for all others", () => {
  const svg = drawCard(statement(), "OnRecord", english, { paper: "#ffffff", accent: "#00528a" }) ?? "";
  expect([...new Set([...svg.matchAll(/fill="(#[0-9a-f]{6})"/gu)].map(([, color]) => color))].sort()).toEqual([
    "#00528a",
    "#1d1a16",
    "#5f574c",
    "#ffffff",
  ]);
});

test.each([
  ["one very long word", "w".repeat(10_000)],
  ["letters under many marks", "Zalgo".replaceAll(/./gu, (letter) => letter + "\u0300\u0301\u0302\u0303".repeat(20))],
  ["combining marks alone", "\u0301\u0302\u0303"],
  ["controls of direction alone", "\u202e\u2067\u200f"],
  ["10,000 characters", "The harbour fed us. ".repeat(500)],
])("a card of %s stays within its frame, or there is none", (_what, text) => {
  const svg = drawCard(statement({ text }), "OnRecord", english);
  const places = [...(svg ?? "").matchAll(/ y="(\d+)"/gu)].map(([, y]) => Number(y));
  expect(Math.max(0, ...places)).toBeLessThan(CARD.height);
  expect(svg ?? "").not.toMatch(/[\u202e\u200f]/u);
});

test("words of a script from right to left stand at the right and are isolated", () => {
  const svg = drawCard(statement({ text: "قالت (2018) نعم.", language: "ar" }), "OnRecord", english) ?? "";
  expect(svg).toMatch(/text-anchor="end">\u2067«قالت/u);
  expect(svg).toMatch(/x="1128"[^>]*text-anchor="end">Ada Brandt/u);
});
