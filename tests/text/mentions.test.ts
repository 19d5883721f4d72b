import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { openTagger } from "../../src/text/mentions.ts";
import { processorTime } from "../helpers/processorTime.ts";

const topics: Record<string, string[]> = {
  sudan: ["Sudan", "Судан", "السودان"],
  "south-sudan": ["South Sudan", "Südsudan"],
  mexico: ["Mexico", "Мексика", "Μεξικό"],
  "new-mexico": ["New Mexico"],
  syria: ["Syria", "سوريا", "叙利亚", "סוריה", "सीरिया", "ซีเรีย", "Σύριοι", "시리아"],
  "civil-war": ["Syria civil war"],
  us: ["US", "United States"],
  un: ["U.N."],
  who: ["WHO"],
  nato: ["NATO"],
  russia: ["Россия", "ロシア"],
  china: ["中国"],
  "developing-countries": ["发展中国家"],
  trinidad: ["トリニダード・トバゴ"],
  "saint-petersburg": ["St. Petersburg"],
  "ivory-coast": ["Côte d'Ivoire"],
  truce: ["Truce", "Ateşkes", "آتش‌بس"],
  cambodia: ["កម្ពុជា"],
  laos: ["ລາວ"],
  burma: ["မြန်မာ"],
};
const tagsOf = openTagger(Object.entries(topics).map(([topic, names]) => ({ topic, names })));
const found = (text: string) => [...tagsOf(text)].sort();

describe("openTagger", () => {
  test.each([
    ["Fighting goes on in Syria.", ["syria"]],
    ["Syria's president, SYRIA’S army, syria", ["syria"]],
    ["A Syrian in Syriana", []],
    ["The TRUCE in Côte d’Ivoire; cote d'ivoire", ["ivory-coast", "truce"]],
    ["ATEŞKES çağrısı", ["truce"]],
    ["He went to South Sudan.", ["south-sudan"]],
    ["South Sudan is not Sudan", ["south-sudan", "sudan"]],
    ["He went south. Sudan was quiet.", ["sudan"]],
    ["New Mexico voted", ["new-mexico"]],
    ["New\nMexico", ["new-mexico"]],
    ["Something new\n\nMexico voted", ["mexico"]],
    ["the Syria Civil-War", ["civil-war"]],
    ["the Syria civil society", ["syria"]],
    ["He came to St. Petersburg", ["saint-petersburg"]],
    ["Südsudan, nicht Sudan", ["south-sudan", "sudan"]],
    ["", []],
    ["…!?", []],
  ])("the tagger reads that %j mentions %j", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    ["The US and the UN agreed", ["un", "us"]],
    ["Tell us what is un-American, who knows", []],
    ["Us and Un and Who", []],
    ["U.S. and U.N. troops", ["un", "us"]],
    ["In the U.S. A new day. In the U.N. I spoke", ["un", "us"]],
    ["a U.N. envoy of Plan B", ["un"]],
    ["the U.S.-led talks", ["us"]],
    ["the U.S.'s talks", ["us"]],
    ["TELL US WHO DID IT", []],
    ["U.S. STRIKES, UNITED STATES", ["us"]],
    ["The WHO warned", ["who"]],
    ["Nato, NATO, nato", ["nato"]],
    ["ＵＳ troops", ["us"]],
  ])("the tagger wants capitals in short names: %j mentions %j", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    ["Latin", "SYRIA", ["syria"]],
    ["Cyrillic", "Вчера Россия и СУДАН договорились", ["russia", "sudan"]],
    ["Greek", "το Μεξικο και οι ΣΥΡΙΟΙ", ["mexico", "syria"]],
    ["Arabic", "في سُوريا والسودان، السودان", ["sudan", "syria"]],
    ["Persian", "آتش بس", ["truce"]],
    ["Hebrew", "על סוריה.", ["syria"]],
    ["Devanagari", "और सीरिया में", ["syria"]],
    ["Hangul", "시리아 문제", ["syria"]],
    ["Han", "我们在叙利亚呼吁停火", ["syria"]],
    ["Han, a longer name", "中国是发展中国家", ["china", "developing-countries"]],
    ["Han, only within the longer name", "帮助发展中国家", ["developing-countries"]],
    ["Han, across a comma", "中，国", []],
    ["kana", "昨日ロシアとトリニダード・トバゴで", ["russia", "trinidad"]],
    ["Thai", "ในซีเรียวันนี้", ["syria"]],
    ["Khmer", "នៅកម្ពុជាថ្ងៃនេះ", ["cambodia"]],
    ["Lao", "ຢູ່ລາວມື້ນີ້", ["laos"]],
    ["Burmese", "ယနေ့မြန်မာနိုင်ငံ", ["burma"]],
  ])("the tagger reads %s: %j mentions %j", (_script, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test("a name that two topics bear tags both", () => {
    const both = openTagger([
      { topic: 1, names: ["Congo"] },
      { topic: 2, names: ["congo"] },
    ]);
    expect(both("in Congo")).toEqual(new Set([1, 2]));
  });

  test("names that overlap are both mentioned", () => {
    const overlapping = openTagger([
      { topic: "a", names: ["East Timor"] },
      { topic: "b", names: ["Timor Sea"] },
      { topic: "c", names: ["Timor"] },
    ]);
    expect(overlapping("the East Timor Sea")).toEqual(new Set(["a", "b"]));
  });

  test("a name of signs only mentions nothing", () => {
    expect(openTagger([{ topic: 1, names: ["!!!", ""] }])("really!!!")).toEqual(new Set());
  });
});

const word = fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzäéß"), minLength: 4, maxLength: 9 });
const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));

describe("whatever the names and texts", () => {
  test("a name is found between other words, in any case, whatever stands around it", () => {
    fc.assert(
      fc.property(name, fc.constantFrom(" ", ", ", " “", "-", " ("), fc.boolean(), (given, around, isUpper) => {
        const tag = openTagger([{ topic: 1, names: [given] }]);
        const written = isUpper ? given.toUpperCase() : given.normalize("NFD");
        expect(tag(`0123${around}${written}${around}4567`)).toEqual(new Set([1]));
      }),
    );
  });

  test("a name within a longer word is not found", () => {
    fc.assert(
      fc.property(word, (given) => {
        expect(openTagger([{ topic: 1, names: [given] }])(`x${given} ${given}x 1${given}`)).toEqual(new Set());
      }),
    );
  });

  test("a longer name hides those within it", () => {
    fc.assert(
      fc.property(word, word, word, (before, given, after) => {
        fc.pre(new Set([before, given, after].map((each) => each.toUpperCase())).size === 3);
        const tag = openTagger([
          { topic: "short", names: [given] },
          { topic: "long", names: [`${before} ${given} ${after}`] },
        ]);
        expect(tag(`${before} ${given} ${after}`)).toEqual(new Set(["long"]));
        expect(tag(`${given} ${before} ${given} ${after}`)).toEqual(new Set(["short", "long"]));
      }),
    );
  });

  test("the tagger takes any text, and the order of topics does not matter", () => {
    const entries = Object.entries(topics).map(([topic, names]) => ({ topic, names }));
    const reversed = openTagger(entries.reverse());
    const parts = fc.constantFrom(...Object.values(topics).flat(), ". ", " ", "U.", "\n\n", "\ud800", "🚢", "a");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(parts).map((all) => all.join("")),
        ),
        (text) => {
          expect([...reversed(text)].sort()).toEqual(found(text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("a name repeated 10,000 times takes linear time", () => {
    const find = () => expect(found("South Sudan ".repeat(10_000))).toEqual(["south-sudan"]);
    expect(processorTime(find)).toBeLessThan(1_000);
  });
});
