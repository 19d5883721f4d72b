import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { brat } from "../../src/formats/brat.ts";
import type { ArticleDraft, SpeakerDraft } from "../../src/formats/drafts.ts";
import { openInputs } from "../../src/ingestion/input.ts";
import { namesToLookUp, openArticle } from "../../src/ingestion/phases/attribute.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import type { KnownSpeaker, Lookup, Resolution } from "../../src/text/attribution/decision.ts";
import { normalizeName } from "../../src/text/names.ts";

const NOBODY: Lookup = { speakersNamed: () => [] };

/** An article whose statements have only what is printed of their speakers. */
function articleOf(mentions: readonly string[], body: string, { language = "en", headline = "A dispute" } = {}) {
  const place = { file: "fictional.txt" };
  const statement = (speaker: SpeakerDraft) => ({
    place,
    speaker,
    kind: "INDIRECT" as const,
    text: "The bridge stays closed.",
    appearance: { attributionText: "as printed", passage: { exact: "stays closed" } },
  });
  const article: ArticleDraft = {
    place,
    source: { name: "The Lowmoor Courier", kind: "OUTLET" },
    url: "https://example.com/bridge",
    headline,
    publishedAt: "2030-01-02",
    language,
    body,
    statements: mentions.map((mention) => statement({ mention })),
  };
  return { article, statement };
}

/** The archive that knows these speakers by name, under their names' own slugs. */
function archiveOf(names: Record<string, string[]>): Lookup {
  const bearers = (wanted: string) =>
    Object.entries(names).filter(([name, others]) => [name, ...others].map(normalizeName).includes(wanted));
  return { speakersNamed: (wanted) => bearers(wanted).map(([name]) => ({ slug: normalizeName(name), name })) };
}

function decide(
  mention: string,
  body: string,
  options: { language?: string; lookup?: Lookup; headline?: string } = {},
) {
  const { article } = articleOf([mention], body, options);
  const [statement] = openArticle(article)(options.lookup ?? NOBODY).statements;
  const { speaker, resolution } = statement as { speaker: SpeakerDraft; resolution: Resolution };
  const who = "name" in speaker ? speaker.name : "slug" in speaker ? speaker.slug : undefined;
  return who === undefined ? resolution : `${resolution} ${who}`;
}

describe("a full name is a speaker, whatever stands around it", () => {
  test.each([
    ["Emily Vantongeren", "Emily Vantongeren"],
    ["Sen. Emily Vantongeren (R-Lowmoor)", "Emily Vantongeren"],
    ["Emily Vantongeren, the Harbour Party nominee,", "Emily Vantongeren"],
    ["Emily Vantongeren, 43, of Exmoor, who chairs the board,", "Emily Vantongeren"],
    ["former Secretary of State Emily Vantongeren", "Emily Vantongeren"],
    ["Lowmoor chief of staff Emily Vantongeren", "Emily Vantongeren"],
    ["Turkish President Emily Vantongeren", "Emily Vantongeren"],
    ["Okafor spokesman Brian Tessel", "Brian Tessel"],
    ["Okafor's lawyer, Brian Tessel,", "Brian Tessel"],
    ["The chairman, Brian Tessel,", "Brian Tessel"],
    ["Lowmoor Courier columnist Brian J. Tessel", "Brian J. Tessel"],
    ["the Rev. Brian Tessel Jr.", "Brian Tessel Jr."],
    ["Brian Tessel, Jr.,", "Brian Tessel Jr."],
    ["J. Edgar Tessel", "J. Edgar Tessel"],
    ["Emily de la Vant", "Emily de la Vant"],
    ["Mayor Zorvane Quillimar", "Zorvane Quillimar"],
    ["Zorvane Quillimar", "Zorvane Quillimar"],
    ["Will Tessel", "Will Tessel"],
    ["Lowmoor spokesman Mark Tessel", "Mark Tessel"],
  ])("%s", (mention, name) => {
    expect(decide(mention, `It rained. ${mention} said so.`)).toBe(`FULL_NAME ${name}`);
  });

  test.each([
    ["Bundesaußenministerin Ute Brackwede (ZPD)", "Ute Brackwede"],
    ["der lowmoorische Präsident Emil Tessel", "Emil Tessel"],
    ["Ute von der Brackwede, die Leiterin der Werft", "Ute von der Brackwede"],
    ["Zorvan Quillimar, der Trainer der Elf,", "Zorvan Quillimar"],
    ["Tessels Verteidiger Emil Brackwede", "Emil Brackwede"],
  ])("%s", (mention, name) => {
    expect(decide(mention, `${mention} sagte das.`, { language: "de-AT" })).toBe(`FULL_NAME ${name}`);
  });
});

describe("a part of a name is whom the article names in full", () => {
  const body = "Mayor Emily Vantongeren opened the bridge. Later Vantongeren spoke.";

  test.each([
    "Vantongeren",
    "Vantongeren's",
    "Ms. Vantongeren",
    "VANTONGEREN",
    "Vantongeren, who is 43,",
    "Vantongeren herself",
  ])("%s", (mention) => {
    expect(decide(mention, body)).toBe("PART_OF_NAME Emily Vantongeren");
  });

  test("also with several words, particles and hyphens", () => {
    expect(decide("Tessel Ruhl", "Emily Tessel Ruhl spoke.")).toBe("PART_OF_NAME Emily Tessel Ruhl");
    expect(decide("De Vant", "Mayor Emily de Vant spoke.")).toBe("PART_OF_NAME Emily de Vant");
    expect(decide("Ruhl-Tessel", "Emily Ruhl-Tessel spoke.")).toBe("PART_OF_NAME Emily Ruhl-Tessel");
    expect(decide("Tessel", "Emily Ruhl-Tessel spoke.")).toBe("UNRESOLVED");
  });

  test("where another mention or the headline has the full name", () => {
    const { article } = articleOf(["Zorvane Quillimar, a welder,", "Quillimar"], "");
    expect(openArticle(article)(NOBODY).statements.map(({ speaker }) => speaker)).toEqual([
      { name: "Zorvane Quillimar", kind: "PERSON" },
      { name: "Zorvane Quillimar", kind: "PERSON" },
    ]);
    const headline = "Bridge was never safe, Emily Vantongeren tells the board";
    expect(decide("Vantongeren", "Vantongeren left.", { headline })).toBe("PART_OF_NAME Emily Vantongeren");
  });

  test("not where two bear it, unless they can be the same", () => {
    expect(decide("Tessel", "Brian Tessel visited Emily Tessel. Tessel left.")).toBe("AMBIGUOUS");
    expect(decide("Tessel", "Brian Tessel visited Brian Tessel Jr. outside.")).toBe("AMBIGUOUS");
    expect(decide("Tessel", "Brian W. Tessel visited Brian H. Tessel.")).toBe("AMBIGUOUS");
    expect(decide("Tessel", "Brian W. Tessel disagreed. Brian Tessel came back.")).toBe("PART_OF_NAME Brian Tessel");
  });

  test("not where somebody is called so before the full name stands there", () => {
    const relative = "The house was Mr. Tessel’s.\nTessel sold it.\nHis niece Emily Tessel complained.";
    expect(decide("Tessel", relative)).toBe("UNRESOLVED");
  });

  test("without the first word of its sentence, or what describes it", () => {
    expect(decide("Tessel", "It rained. While Emily Tessel got wet, we sang.")).toBe("PART_OF_NAME Emily Tessel");
    expect(decide("Tessel", "It rained. Doubtlessly Emily Tessel got wet.")).toBe("UNRESOLVED");
    expect(decide("Tessel", "It rained. Will Tessel resign? The fisherman Emily Tessel will.")).toBe("UNRESOLVED");
    expect(decide("Tessel", "Harbour Fisherman Emily Tessel complained loudly.")).toBe("PART_OF_NAME Emily Tessel");
  });

  test("not by the given name, nor by the name of an organisation or a place", () => {
    expect(decide("Emily", body)).toBe("UNRESOLVED");
    expect(decide("the Courier", "Emily Courier spoke to the Courier.")).toBe("UNRESOLVED");
    expect(decide("the Vantongeren campaign", body)).toBe("UNRESOLVED");
    expect(decide("Vantongeren's lawyer", body)).toBe("UNRESOLVED");
    expect(decide("Vantongeren's 2029 plan", body)).toBe("UNRESOLVED");
  });
});

describe("what is no one person's name stays without a speaker", () => {
  test.each<[Resolution, string]>([
    ["PRONOUN", "he"],
    ["PRONOUN", "She"],
    ["PRONOUN", "who"],
    ["PRONOUN", "he himself"],
    ["UNNAMED", "officials"],
    ["UNNAMED", "Critics"],
    ["UNNAMED", "a senior aide"],
    ["UNNAMED", "people familiar with the bridge"],
    ["UNNAMED", "many Republicans"],
    ["UNNAMED", "some"],
    ["UNNAMED", "some of her advisers"],
    ["UNNAMED", "Vantongeren's aides"],
    ["UNNAMED", "an adviser to Emily Vantongeren"],
    ["UNNAMED", "supporters of Republican Emily Vantongeren"],
    ["UNRESOLVED", "the president"],
    ["UNRESOLVED", "the two aides"],
    ["UNRESOLVED", "some of the polls"],
    ["UNRESOLVED", "a new poll"],
    ["UNRESOLVED", "the Planned Review"],
    ["UNRESOLVED", "Lowmoor University"],
    ["UNRESOLVED", "Foreign Minister"],
    ["UNRESOLVED", "Lowmoor Business Insider"],
    ["UNRESOLVED", "Vantongeren's running mate"],
    ["UNRESOLVED", "Emily Vantongeren's $350 billion plan"],
    ["UNRESOLVED", "Vantongeren, Tessel and others"],
    ["UNRESOLVED", "New Hampshire"],
    ["UNRESOLVED", "TELLING OF THE CRISIS"],
    ["UNRESOLVED", "Vantongeren and Tessel"],
    ["UNRESOLVED", "Emily and Brian Vantongeren"],
    ["UNRESOLVED", "Emily Vantongeren, a welder, and Brian Tessel, a cook,"],
    ["UNRESOLVED", "Emily Vantongeren, along with Brian Tessel"],
    ["UNRESOLVED", "Vantongeren, Tessel"],
    ["UNRESOLVED", "Vantongeren/Tessel"],
    ["UNRESOLVED", "he and Mr. Tessel"],
    ["UNRESOLVED", "Enrique PeÃ±a Tessel"],
    ["UNRESOLVED", ""],
    ["UNRESOLVED", " — "],
  ])("%s: %s", (resolution, mention) => {
    expect(decide(mention, "The bridge is shut.")).toBe(resolution);
  });

  test.each<[Resolution, string]>([
    ["PRONOUN", "sie"],
    ["UNNAMED", "ein Sprecher der Werft"],
    ["UNNAMED", "Beobachter"],
    ["UNRESOLVED", "der Präsident"],
    ["UNRESOLVED", "Die Polizei"],
    ["UNRESOLVED", "Verschiedene Zeitungen"],
    ["UNRESOLVED", "Ute Brackwedes Vorschlag"],
    ["UNRESOLVED", "Ute Brackwede und Emil Tessel"],
  ])("%s: %s", (resolution, mention) => {
    expect(decide(mention, "Die Brücke ist zu.", { language: "de" })).toBe(resolution);
  });
});

describe("a known name is its bearer", () => {
  const lookup = archiveOf({
    "Emily Vantongeren": ["Iron Emily"],
    "Brian Tessel": ["Tessel", "泰瑟爾"],
    "Harbour Office": ["the Office"],
    "World Harbour Organisation": ["WHO"],
    "Otto Ruhl": ["Ruhl"],
    "Anna Ruhl": ["Ruhl"],
  });

  test.each([
    ["Emily Vantongeren", "KNOWN_NAME emily vantongeren"],
    ["President Emily Q. Vantongeren", "KNOWN_NAME emily vantongeren"],
    ["Iron Emily", "KNOWN_NAME emily vantongeren"],
    ["Mr. Tessel", "KNOWN_NAME brian tessel"],
    ["the Harbour Office's", "KNOWN_NAME harbour office"],
    ["the WHO", "KNOWN_NAME world harbour organisation"],
    ["who", "PRONOUN"],
    ["Ruhl", "AMBIGUOUS"],
  ])("%s: %s", (mention, expected) => {
    expect(decide(mention, "It rained.", { lookup })).toBe(expected);
  });

  test("in any language, and nothing else in those that are not read", () => {
    expect(decide("泰瑟爾", "", { lookup, language: "zh-Hant" })).toBe("KNOWN_NAME brian tessel");
    expect(decide("Emily Nobody", "", { lookup, language: "fr" })).toBe("UNRESOLVED");
    expect(decide("officials", "", { lookup, language: "und" })).toBe("UNRESOLVED");
  });

  test("by a full name alone, where nobody has looked at the speaker yet", () => {
    const made: Lookup = {
      speakersNamed: (name) => lookup.speakersNamed(name).map((one) => ({ ...one, reviewed: false })),
    };
    expect(decide("Mayor Emily Vantongeren", "", { lookup: made })).toBe("KNOWN_NAME emily vantongeren");
    expect(decide("Vantongeren", "Emily Vantongeren spoke.", { lookup: made })).toBe("PART_OF_NAME emily vantongeren");
    expect(decide("Mr. Tessel", "It rained.", { lookup: made })).toBe("UNRESOLVED");
    expect(decide("EMILY VANTONGEREN", "It rained.", { lookup: made })).toBe("UNRESOLVED");
  });

  test("but the article comes first: whom it introduces by the name is meant", () => {
    expect(decide("Tessel", "Zoe Tessel spoke.", { lookup })).toBe("PART_OF_NAME Zoe Tessel");
    expect(decide("Tessel", "Brian Tessel visited Zoe Tessel.", { lookup })).toBe("KNOWN_NAME brian tessel");
    expect(decide("Tessel", "Ida Tessel visited Zoe Tessel.", { lookup })).toBe("AMBIGUOUS");
    expect(decide("Vantongeren", "Mayor Emily Vantongeren spoke.", { lookup })).toBe("PART_OF_NAME emily vantongeren");
  });
});

describe("every mention", () => {
  const words = fc.constantFrom(
    ..."Emily Brian Tessel Vantongeren Quillimar Dr. Sen. President the a of and , ( ) ' ’s — he some aides de von J. 7 TESSEL said \n .".split(
      " ",
    ),
  );
  const mention = fc.oneof(
    fc.array(words, { maxLength: 12 }).map((parts) => parts.join(" ")),
    fc.string({ unit: "binary", maxLength: 60 }),
  );
  const body = fc.array(words, { maxLength: 80 }).map((parts) => parts.join(" "));
  const language = fc.constantFrom("en", "de", "en-GB", "zh", "x");
  const drafts = fc
    .tuple(fc.array(mention, { maxLength: 6 }), body, language)
    .map(([mentions, text, tag]) => articleOf(mentions, text, { language: tag }).article);

  test("ends in a speaker, or in a reason, and a name that it makes stands in the article", () => {
    fc.assert(
      fc.property(drafts, (article) => {
        const printed = [
          article.body,
          ...article.statements.map(({ speaker }) => "mention" in speaker && speaker.mention),
        ];
        for (const { speaker, resolution } of openArticle(article)(NOBODY).statements) {
          expect(resolution).toBeDefined();
          if ("name" in speaker) expect(` ${normalizeName(printed.join(" "))} `).toContain(normalizeName(speaker.name));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("is looked up by nothing but the names asked for before, and is who it was when the archive knows them", () => {
    fc.assert(
      fc.property(drafts, fc.array(fc.constantFrom("Tessel", "Brian Tessel", "Vantongeren")), (article, known) => {
        const asked = new Set(namesToLookUp(openArticle(article)));
        const names = new Map<string, boolean>(known.map((name) => [name, true]));
        const archive: Lookup = {
          speakersNamed: (wanted) => {
            expect(asked).toContain(wanted);
            return [...names]
              .filter(([name]) => normalizeName(name) === wanted)
              .map(([name, reviewed]) => ({ slug: name, name, reviewed }));
          },
        };
        const who = () =>
          openArticle(article)(archive).statements.map(({ speaker }) => {
            if ("name" in speaker) return normalizeName(speaker.name);
            return "slug" in speaker ? normalizeName(speaker.slug) : speaker;
          });
        const before = who();
        const made = openArticle(article)(archive).statements.flatMap(({ speaker }) =>
          "name" in speaker ? speaker.name : [],
        );
        for (const [normalized, name] of new Map(made.map((one) => [normalizeName(one), one]))) {
          expect(archive.speakersNamed(normalized)).toEqual([]);
          names.set(name, false);
        }
        expect(who()).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  test("is read in a moment, however long it and its article are", () => {
    const name = "Emily de von Tessel and Dr. Quillimar, ";
    const started = performance.now();
    decide(name.repeat(25), name.repeat(20_000));
    decide(`Emily ${"de ".repeat(300)}`, "The ".repeat(200_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test("speakers that are no mention, and all else, stay as they are", () => {
    const { article, statement } = articleOf([], "");
    const speakers: SpeakerDraft[] = [{ slug: "emily" }, { name: "Brian Tessel" }, { status: "UNNAMED" }];
    const draft = { ...article, statements: speakers.map(statement) };
    expect(openArticle(draft)(NOBODY)).toEqual(draft);
    expect(namesToLookUp(openArticle(draft))).toEqual([]);
  });
});

const CORPUS = join(packageRoot(), "../shared/data/polnear/train");
const describeWithCorpus = existsSync(CORPUS) ? describe : describe.skip;
if (!existsSync(CORPUS)) console.info("Left out: the PolNeAR corpus, which is not on this computer.");

describeWithCorpus("PolNeAR", () => {
  test("has the same speakers when it is attributed again, by the archive that has grown with it", async () => {
    const inputs = await openInputs([CORPUS], brat.isOwn, { standardInput: process.stdin });
    const articles: ArticleDraft[] = [];
    for (const file of inputs.files) {
      for await (const reading of brat.read(file, {})) if ("article" in reading) articles.push(reading.article);
    }
    await inputs.close();
    const bearers = new Map<string, KnownSpeaker[]>();
    const archive: Lookup = { speakersNamed: (name) => bearers.get(name) ?? [] };
    const run = () => {
      const counts: Partial<Record<Resolution, number>> = {};
      const speakers = articles.map((article) => {
        const { statements } = openArticle(article)(archive);
        for (const { speaker, resolution } of statements) {
          if (resolution) counts[resolution] = (counts[resolution] ?? 0) + 1;
          if (!("name" in speaker) || bearers.has(normalizeName(speaker.name))) continue;
          bearers.set(normalizeName(speaker.name), [{ slug: speaker.name, name: speaker.name, reviewed: false }]);
        }
        return statements.map(({ speaker }) => {
          if ("name" in speaker) return bearers.get(normalizeName(speaker.name))?.[0]?.slug;
          return "slug" in speaker ? speaker.slug : speaker;
        });
      });
      return { counts, speakers, known: bearers.size };
    };
    const first = run();
    const second = run();
    expect(second.speakers).toEqual(first.speakers);
    expect(second.known).toBe(first.known);
    expect(second.counts.FULL_NAME).toBeUndefined();
    expect(first.counts).toEqual({
      KNOWN_NAME: 1_102,
      FULL_NAME: 1_426,
      PART_OF_NAME: 3_974,
      PRONOUN: 4_369,
      UNNAMED: 1_978,
      AMBIGUOUS: 444,
      UNRESOLVED: 5_065,
    });
  }, 120_000);
});
