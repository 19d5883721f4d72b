import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { brat } from "../../../src/formats/brat.ts";
import type { ArticleDraft, SpeakerDraft } from "../../../src/formats/drafts.ts";
import { openInputs } from "../../../src/ingestion/input.ts";
import { namesToLookUp, openArticle } from "../../../src/ingestion/phases/attribute.ts";
import { packageRoot } from "../../../src/packageRoot.ts";
import type { KnownSpeaker, Lookup, Resolution } from "../../../src/text/attribution/decision.ts";
import { normalizeName } from "../../../src/text/names.ts";
import { processorTime } from "../../helpers/processorTime.ts";
import { articleOf, decide, NOBODY } from "../mentions.ts";

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

  test("every mention ends in a speaker or a reason, and each new name stands in the article", () => {
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

  test("every mention is looked up only by the names asked for, and is the same once the archive knows them", () => {
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

  test("every mention is read quickly, however long it and its article are", () => {
    const name = "Emily de von Tessel and Dr. Quillimar, ";
    const read = () => {
      decide(name.repeat(25), name.repeat(20_000));
      decide(`Emily ${"de ".repeat(300)}`, "The ".repeat(200_000));
    };
    expect(processorTime(read)).toBeLessThan(5_000);
  });

  test("speakers that are no mention, and everything else, stay as they are", () => {
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
  test("PolNeAR has the same speakers when it is attributed again by the archive that has grown with it", async () => {
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
  });
});
