import { beforeAll, describe, expect, test } from "@jest/globals";
import { type MergeSuggestion, suggestMerges } from "../../src/archive/mergeSuggestions.ts";
import type { Editor } from "../../src/document/asserter.ts";
import { edit } from "../../src/editing/edit.ts";
import { rejectMerge } from "../../src/editing/merges.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { article, IMPORT, source, speaker, statement } from "../helpers/factories.ts";

const EDITOR: Editor = { kind: "PERSON", name: "Newsroom", version: "1" };

const database = openArchive();
beforeAll(async () => {
  await record(
    database,
    {
      sources: [source("Sandholm Post")],
      speakers: [
        speaker("Anna Weber", { names: ["Weber"] }),
        speaker("Jonas Weber", { names: ["Weber"] }),
        speaker("Viktor Putnikov"),
        speaker("Viktor V. Putnikov"),
        speaker("V. Putnikov", { names: ["Victor Putnikov"] }),
        speaker("Sea Council", { kind: "ORGANIZATION" }),
        speaker("Mr Council", { names: ["Sea Council"] }),
        speaker("Ida Holm", { wikidataId: "Q900000001", names: ["Holm"] }),
        speaker("Ove Holm", { wikidataId: "Q900000002", names: ["Holm"] }),
        ...Array.from({ length: 11 }, (_, i) => speaker(`${"abcdefghijk"[i]?.repeat(9)}`, { names: ["Smith"] })),
      ],
      articles: [article("one", [statement("Some words.", { speaker: "jonas-weber" })])],
    },
    IMPORT,
  );
});

const shown = (suggestions: MergeSuggestion[]) =>
  suggestions.map(({ speakers, reason }) => [reason, ...speakers.map(({ slug }) => slug)]);

test("suggestions of merges list shared names first, then similar ones, within one kind and Wikidata id", async () => {
  const suggestions = await suggestMerges(database, 20);
  expect(shown(suggestions)).toEqual([
    ["SAME_NAME", "jonas-weber", "anna-weber"],
    ["LIKE_NAME", "viktor-putnikov", "viktor-v-putnikov"],
    ["LIKE_NAME", "viktor-putnikov", "v-putnikov"],
    ["LIKE_NAME", "viktor-v-putnikov", "v-putnikov"],
  ]);
  for (const { reason, likeness } of suggestions) {
    expect(reason === "SAME_NAME" ? likeness === 1 : likeness > 0.6 && likeness < 1).toBe(true);
  }
});

test.each([
  [0, []],
  [1, ["SAME_NAME"]],
  [2, ["SAME_NAME", "LIKE_NAME"]],
])("suggestions of merges end after %i", async (first, reasons) => {
  expect((await suggestMerges(database, first)).map(({ reason }) => reason)).toEqual(reasons);
});

test.each([-1, 101])("suggestions of merges refuse the size %i", async (first) => {
  await expect(suggestMerges(database, first)).rejects.toThrow("`first` must be between 0 and 100");
});

describe("what was rejected", () => {
  test("a rejected merge is not suggested again", async () => {
    const input = { speakers: ["jonas-weber", "anna-weber"] };
    await edit(database, EDITOR, { action: "speakerMergeReject", input }, (begun) => rejectMerge(begun, input));
    expect(shown(await suggestMerges(database, 20)).flat()).not.toContain("anna-weber");
  });
});
